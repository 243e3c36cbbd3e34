// The pages of campaigns: columns and query bar of the list, fields of the form in their order, what the view leads to.
import type { FormLayout } from '../../shared/form/layout';
import type { ListLayout } from '../../shared/list/layout';
import type { ViewLayout } from '../../shared/view/layout';
import { text } from './text';

const list: ListLayout = {
  columns: [
    { field: 'title', width: 15 },
    { field: 'kind', width: 6 },
    { field: 'from_on', width: 7.5 },
    { field: 'to_on', width: 7.5 },
    { field: 'stage', width: 5.5 },
    { field: 'agencies', width: 9 },
    { field: 'households_checked', width: 6.5 },
    { field: 'during', width: 8.5 },
    { field: 'documents', width: 7.5 },
  ],
  bar: ['kind', 'from_on', 'title'],
  batch: ['kind', 'agencies', 'officers'],
  prints: false,
  words: text.list,
};

const form: FormLayout = {
  noun: text.form.noun,
  groups: [
    { title: text.form.what, fields: ['kind', 'title', 'from_on', 'to_on', 'place'], wide: ['title'] },
    { title: text.form.who, fields: ['agencies', 'officers'] },
    { title: text.form.done, fields: ['households_checked', 'cases_found', 'summary'] },
    { title: text.form.notes, fields: ['remark'] },
  ],
};

const view: ViewLayout = {
  prints: false,
  next: [
    { noun: 'inspection', title: text.view.newInspection, from: { mode: { text: text.view.special }, officers: { field: 'officers' } } },
  ],
};

export const sections = { list, form, view };

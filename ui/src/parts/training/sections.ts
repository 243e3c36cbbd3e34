// The pages of training records: columns and query bar of the list, fields of the form in their order, what the view leads to.
import type { FormLayout } from '../../shared/form/layout';
import type { ListLayout } from '../../shared/list/layout';
import type { ViewLayout } from '../../shared/view/layout';
import { text } from './text';

const list: ListLayout = {
  columns: [
    { field: 'topic', width: 16 },
    { field: 'held_on', width: 7.5 },
    { field: 'mode', width: 6.5 },
    { field: 'hours', width: 5.5 },
    { field: 'total', width: 5.5 },
    { field: 'attendance', width: 19 },
    { field: 'lecturer', width: 6.5 },
    { field: 'place', width: 8.5 },
  ],
  bar: ['held_on', 'topic', 'mode'],
  batch: ['mode', 'lecturer', 'place'],
  prints: false,
  words: text.list,
};

const form: FormLayout = {
  noun: text.form.noun,
  groups: [
    { title: text.form.session, fields: ['held_on', 'topic', 'mode', 'lecturer', 'place', 'hours', 'remark'] },
    { title: text.form.people, fields: [], grid: 'attendance' },
  ],
};

const view: ViewLayout = {
  prints: false,
  next: [],
};

export const sections = { list, form, view };

// The pages of visits: columns and query bar of the list, fields of the form in their order, what the view leads to.
import type { FormLayout } from '../../shared/form/layout';
import type { ListLayout } from '../../shared/list/layout';
import type { ViewLayout } from '../../shared/view/layout';
import { text } from './text';

const list: ListLayout = {
  columns: [
    { field: 'name', width: 12 },
    { field: 'inspected_on', width: 7.5 },
    { field: 'licence_no', width: 9 },
    { field: 'mode', width: 6.5 },
    { field: 'officers', width: 8.5 },
    { field: 'finding', width: 6.5 },
    { field: 'cause', width: 11 },
    { field: 'stock', width: 6.5 },
    { field: 'follow_up', width: 5.5 },
  ],
  bar: ['inspected_on', 'mode', 'finding', 'officers'],
  batch: ['mode', 'officers', 'next_on'],
  prints: false,
  words: text.list,
};

const form: FormLayout = {
  noun: text.form.noun,
  groups: [
    { title: text.form.visit, fields: ['inspected_on', 'begun', 'ended', 'mode', 'off_hours', 'officers', 'lone_reason'] },
    { title: text.form.shop, fields: ['licence_no', 'name', 'address'], wide: ['address'] },
    { title: text.form.found, fields: ['finding', 'cause', 'stock', 'difference'] },
    { title: text.form.after, fields: ['follow_up', 'case_no', 'next_on'] },
    { title: text.form.notes, fields: ['remark'] },
  ],
};

const view: ViewLayout = {
  prints: false,
  next: [
    {
      noun: 'case',
      title: text.view.newCase,
      from: {
        licence_no: { field: 'licence_no' }, party_address: { field: 'address' }, occurred_on: { field: 'inspected_on' },
        cause: { field: 'cause' }, officers: { field: 'officers' }, case_no: { field: 'case_no' },
      },
    },
  ],
};

export const sections = { list, form, view };

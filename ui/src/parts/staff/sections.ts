// The pages of staff records: columns and query bar of the list, fields of the form in their order, what the view leads to.
import type { FormLayout } from '../../shared/form/layout';
import type { ListLayout } from '../../shared/list/layout';
import type { ViewLayout } from '../../shared/view/layout';
import { text } from './text';

const list: ListLayout = {
  columns: [
    { field: 'full_name', width: 6.5 },
    { field: 'department', width: 9.5 },
    { field: 'post', width: 6.5 },
    { field: 'hours_year', width: 9 },
    { field: 'law_certificate_no', width: 9.5 },
    { field: 'certificate_valid_to', width: 14.5 },
    { field: 'internal_full_time', width: 6.5 },
    { field: 'mobile', width: 8.5 },
    { field: 'state', width: 5 },
  ],
  bar: ['state', 'department', 'full_name'],
  batch: ['department', 'post', 'internal_full_time', 'state'],
  prints: false,
  words: text.list,
};

const form: FormLayout = {
  noun: text.form.noun,
  groups: [
    { title: text.form.person, fields: ['full_name', 'state', 'id_number', 'mobile', 'department', 'post', 'joined_on', 'internal_full_time'] },
    { title: text.form.papers, fields: ['law_certificate_no', 'inspection_certificate_no', 'certificate_valid_to', 'remark'] },
  ],
};

const view: ViewLayout = {
  prints: false,
  next: [],
};

export const sections = { list, form, view };

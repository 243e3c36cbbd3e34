// The pages of hotline records: columns and query bar of the list, fields of the form in their order, what the view leads to.
import type { FormLayout } from '../../shared/form/layout';
import type { ListLayout } from '../../shared/list/layout';
import type { ViewLayout } from '../../shared/view/layout';
import { text } from './text';

const list: ListLayout = {
  columns: [
    { field: 'upstream_no', width: 9 },
    { field: 'received_at', width: 10.5 },
    { field: 'category', width: 5 },
    { field: 'target_name', width: 10 },
    { field: 'content', width: 14 },
    { field: 'handler', width: 5.5 },
    { field: 'overdue', width: 6.5 },
    { field: 'due_on', width: 8 },
    { field: 'closed_on', width: 7 },
  ],
  bar: ['category', 'received_at', 'target_name'],
  batch: ['category', 'channel', 'handler'],
  prints: false,
  words: text.list,
};

const form: FormLayout = {
  noun: text.form.noun,
  groups: [
    { title: text.form.taken, fields: ['upstream_no', 'channel', 'received_at', 'dispatched_at', 'category', 'due_on', 'handler'] },
    { title: text.form.informant, fields: ['informant_name', 'informant_phone', 'informant_id_number', 'informant_address'] },
    { title: text.form.matter, fields: ['target_name', 'target_address', 'content', 'summary'] },
    { title: text.form.result, fields: ['result', 'closed_on', 'feedback', 'remark'] },
  ],
};

const view: ViewLayout = {
  prints: false,
  next: [
    { noun: 'case', title: text.view.newCase, from: { source: { text: text.view.source }, party_name: { field: 'target_name' }, party_address: { field: 'target_address' } } },
  ],
};

export const sections = { list, form, view };

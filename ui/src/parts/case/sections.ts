// The pages of case records: columns and query bar of the list, fields of the form in their order, what the view leads to.
import type { FormLayout } from '../../shared/form/layout';
import type { ListLayout } from '../../shared/list/layout';
import type { ViewLayout } from '../../shared/view/layout';
import { text } from './text';

const list: ListLayout = {
  columns: [
    { field: 'case_no', width: 12 },
    { field: 'party_name', width: 6 },
    { field: 'cause', width: 13.5 },
    { field: 'filed_on', width: 7.5 },
    { field: 'decided_on', width: 9 },
    { field: 'days_left', width: 7.5 },
    { field: 'documents', width: 6 },
    { field: 'sticks', width: 6.5 },
    { field: 'officers', width: 6.5 },
  ],
  bar: ['procedure', 'filed_on', 'party_name'],
  batch: ['procedure', 'source', 'officers'],
  prints: true,
  words: text.list,
};

const form: FormLayout = {
  noun: text.form.noun,
  groups: [
    { title: text.form.filing, fields: ['case_no', 'cause', 'procedure', 'source', 'occurred_on', 'filed_on', 'officers'] },
    { title: text.form.party, fields: ['party_name', 'party_id_number', 'licence_no', 'party_address'] },
    { title: text.form.goods, fields: ['sticks', 'value'], grid: 'goods' },
    { title: text.form.decision, fields: ['investigated_on', 'decided_on', 'decision_no', 'served_on', 'fine', 'seized_sticks', 'closed_on', 'archived_on'] },
    { title: text.form.after, fields: ['transferred_to', 'transferred_on', 'reviewed', 'sued'] },
    { title: text.form.notes, fields: ['facts', 'remark'] },
  ],
};

const view: ViewLayout = {
  prints: true,
  next: [],
};

export const sections = { list, form, view };

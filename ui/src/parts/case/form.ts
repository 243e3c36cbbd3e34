// The form of case records: which fields, in which order.
import type { FormLayout } from '../../shared/form/layout';
import { text } from './text';

export const layout: FormLayout = {
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

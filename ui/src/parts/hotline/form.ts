// The form of hotline records: which fields, in which order.
import type { FormLayout } from '../../shared/form/layout';
import { text } from './text';

export const layout: FormLayout = {
  noun: text.form.noun,
  groups: [
    { title: text.form.taken, fields: ['upstream_no', 'channel', 'received_at', 'dispatched_at', 'category', 'due_on', 'handler'] },
    { title: text.form.informant, fields: ['informant_name', 'informant_phone', 'informant_id_number'] },
    { title: text.form.matter, fields: ['target_name', 'target_address', 'content', 'summary'] },
    { title: text.form.result, fields: ['result', 'closed_on', 'feedback', 'remark'] },
  ],
};

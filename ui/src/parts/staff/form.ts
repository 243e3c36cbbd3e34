// The form of staff records: which fields, in which order.
import type { FormLayout } from '../../shared/form/layout';
import { text } from './text';

export const layout: FormLayout = {
  noun: text.form.noun,
  groups: [
    { title: text.form.person, fields: ['full_name', 'state', 'id_number', 'mobile', 'department', 'post', 'joined_on', 'internal_full_time'] },
    { title: text.form.papers, fields: ['law_certificate_no', 'inspection_certificate_no', 'certificate_valid_to', 'remark'] },
  ],
};

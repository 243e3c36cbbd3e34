// The form of retailer records: which fields, in which order.
import type { FormLayout } from '../../shared/form/layout';
import { text } from './text';

export const layout: FormLayout = {
  noun: text.form.noun,
  groups: [
    { title: text.form.base, fields: ['trade_name', 'licence_no', 'owner_name', 'owner_id_number', 'phone', 'holder_type', 'uscc', 'business_registration_no'] },
    { title: text.form.place, fields: ['address', 'town', 'village', 'market', 'format'], wide: ['address'] },
    { title: text.form.licence, fields: ['state', 'scope', 'supplier', 'issued_on', 'valid_from', 'valid_to', 'upstream_no'] },
    { title: text.form.watch, fields: ['class', 'class_reason', 'special_care', 'remark'] },
  ],
};

// The pages of matters of licences: columns and query bar of the list, fields of the form in their order.
import type { FormLayout } from '../../shared/form/layout';
import type { ListLayout } from '../../shared/list/layout';
import type { ViewLayout } from '../../shared/view/layout';
import { text } from './text';

const list: ListLayout = {
  columns: [
    { field: 'kind', width: 6 },
    { field: 'licence_no', width: 9.5 },
    { field: 'holder', width: 11.5 },
    { field: 'applied_on', width: 7.5 },
    { field: 'accepted_on', width: 7.5 },
    { field: 'stage', width: 10 },
    { field: 'overdue', width: 11.5 },
    { field: 'decided_on', width: 7.5 },
    { field: 'handler', width: 6 },
  ],
  bar: ['kind', 'applied_on', 'holder'],
  batch: ['handler'],
  prints: false,
  noImport: true,
  words: text.list,
};

const form: FormLayout = {
  noun: text.form.noun,
  groups: [
    { title: text.form.matter, fields: ['kind', 'licence_no', 'holder', 'reason'] },
    {
      title: text.form.applicant,
      fields: ['owner_name', 'owner_id_number', 'phone', 'format', 'address', 'town'],
      when: { kind: ['新办'] },
      fresh: true,
      unless: 'retailer',
    },
    {
      title: text.form.change,
      fields: ['to_trade_name', 'to_owner_name', 'to_owner_id_number', 'to_holder_type', 'to_address', 'to_scope', 'to_supplier'],
      when: { kind: ['变更'] },
    },
    { title: text.form.words, fields: ['changed_from', 'changed_to'], wide: ['changed_from', 'changed_to'], when: { kind: ['变更'] } },
    { title: text.form.reissue, fields: ['reissued', 'loss'], when: { kind: ['补办'] } },
    { title: text.form.closed, fields: ['suspended_from', 'suspended_to'], when: { kind: ['停业'] } },
    { title: text.form.accept, fields: ['applied_on', 'accepted_on', 'handler', 'supplement_on', 'supplemented_on', 'ordered_on'] },
    { title: text.form.check, fields: ['checked_on', 'checkers'] },
    {
      title: text.form.decision,
      fields: ['decision', 'decided_on', 'decision_no', 'approver', 'delivered_on', 'promised_days', 'extended_days', 'extension_reason'],
    },
    { title: text.form.term, fields: ['valid_from', 'valid_to'], when: { kind: ['新办', '延续'] } },
    { title: text.form.number, fields: ['new_licence_no'], when: { kind: ['变更', '延续'] } },
    { title: text.form.notes, fields: ['remark'] },
  ],
};

const view: ViewLayout = {
  prints: false,
  next: [],
};

export const sections = { list, form, view };

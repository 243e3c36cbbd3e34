// The pages of retailer records: columns and query bar of the list, fields of the form in their order, what the view leads to.
import { defineAsyncComponent } from 'vue';
import type { FormLayout } from '../../shared/form/layout';
import type { ListLayout } from '../../shared/list/layout';
import type { ViewLayout } from '../../shared/view/layout';
import { text } from './text';

const list: ListLayout = {
  // 85rem with ticks and verbs: all of a PC of 1366 dots.
  columns: [
    { field: 'trade_name', width: 10.5 },
    { field: 'licence_no', width: 8.5 },
    { field: 'owner_name', width: 5.5 },
    { field: 'class', width: 8.5 },
    { field: 'state', width: 5.5 },
    { field: 'valid_to', width: 16 },
    { field: 'documents', width: 5.5 },
    { field: 'phone', width: 7.5 },
    { field: 'address', width: 7 },
  ],
  bar: ['class', 'state', 'town', 'valid_to'],
  batch: ['town', 'village', 'market', 'format', 'special_care'],
  prints: true,
  more: [{ route: 'class', title: text.list.proposals }, { route: 'alike', title: text.list.alike }],
  pair: { route: 'alike', title: text.list.merge },
  panel: { title: text.classify.title, component: defineAsyncComponent(() => import('./ClassPanel.vue')) },
  words: text.list,
};

const form: FormLayout = {
  noun: text.form.noun,
  groups: [
    { title: text.form.base, fields: ['trade_name', 'licence_no', 'owner_name', 'owner_id_number', 'phone', 'holder_type', 'uscc', 'business_registration_no'] },
    { title: text.form.place, fields: ['address', 'town', 'village', 'market', 'format'], wide: ['address'] },
    { title: text.form.licence, fields: ['state', 'scope', 'supplier', 'issued_on', 'valid_from', 'valid_to', 'upstream_no'] },
    { title: text.form.watch, fields: ['class', 'class_reason', 'class_on', 'class_by', 'class_rule', 'special_care', 'remark'] },
  ],
};

const view: ViewLayout = {
  prints: true,
  timeline: true,
  next: [
    { noun: 'matter', title: text.view.newMatter, from: { licence_no: { field: 'licence_no' }, holder: { field: 'trade_name' } } },
    { noun: 'inspection', title: text.view.newInspection, from: { licence_no: { field: 'licence_no' }, name: { field: 'trade_name' }, address: { field: 'address' } } },
    {
      noun: 'case',
      title: text.view.newCase,
      from: { licence_no: { field: 'licence_no' }, party_name: { field: 'owner_name' }, party_id_number: { field: 'owner_id_number' }, party_address: { field: 'address' } },
    },
    { noun: 'hotline', title: text.view.newHotline, from: { target_name: { field: 'trade_name' }, target_address: { field: 'address' } } },
  ],
};

export const sections = { list, form, view };

// The pages of vendors without a licence: columns and query bar of the list, fields of the form in their order, what the view leads to.
import type { FormLayout } from '../../shared/form/layout';
import type { ListLayout } from '../../shared/list/layout';
import type { ViewLayout } from '../../shared/view/layout';
import { text } from './text';

const list: ListLayout = {
  columns: [
    { field: 'name', width: 6.5 },
    { field: 'trade_name', width: 8 },
    { field: 'town', width: 5.5 },
    { field: 'address', width: 12 },
    { field: 'found_on', width: 7.5 },
    { field: 'found_how', width: 7 },
    { field: 'state', width: 12 },
    { field: 'measure', width: 7.5 },
    { field: 'measured_on', width: 10.5 },
  ],
  bar: ['state', 'town', 'found_on', 'found_how'],
  batch: ['town', 'format', 'found_how', 'inspectors'],
  prints: true,
  words: text.list,
};

const form: FormLayout = {
  noun: text.form.noun,
  groups: [
    { title: text.form.who, fields: ['name', 'trade_name', 'id_number', 'phone', 'address', 'town', 'format'], wide: ['address'] },
    { title: text.form.found, fields: ['found_on', 'found_how', 'inspectors', 'seen'] },
    { title: text.form.measures, fields: [], grid: 'measures' },
    { title: text.form.notes, fields: ['remark'] },
  ],
};

const view: ViewLayout = {
  prints: true,
  timeline: true,
  step: { route: 'vendor-apply', title: text.view.apply, taken: (it) => it.linked.some((group) => group.noun === 'retailer') },
  next: [
    { noun: 'inspection', title: text.view.newInspection, from: { name: { field: 'name' }, address: { field: 'address' }, finding: { text: '异常' }, cause: { text: '无烟草专卖零售许可证经营' } } },
    {
      noun: 'case',
      title: text.view.newCase,
      from: {
        party_name: { field: 'name' }, party_id_number: { field: 'id_number' }, party_address: { field: 'address' },
        occurred_on: { field: 'found_on' }, officers: { field: 'inspectors' }, cause: { text: '无烟草专卖零售许可证经营' },
      },
    },
  ],
};

export const sections = { list, form, view };

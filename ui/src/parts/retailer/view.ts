// The page of one retailer record: what it can be printed as, what it leads to.
import type { ViewLayout } from '../../shared/view/layout';
import { text } from './text';

export const layout: ViewLayout = {
  prints: true,
  next: [
    {
      noun: 'case',
      title: text.view.newCase,
      from: { licence_no: { field: 'licence_no' }, party_name: { field: 'owner_name' }, party_id_number: { field: 'owner_id_number' }, party_address: { field: 'address' } },
    },
    { noun: 'hotline', title: text.view.newHotline, from: { target_name: { field: 'trade_name' }, target_address: { field: 'address' } } },
  ],
};

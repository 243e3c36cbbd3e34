// The page of one hotline record: what it can be printed as, what it leads to.
import type { ViewLayout } from '../../shared/view/layout';
import { text } from './text';

export const layout: ViewLayout = {
  prints: false,
  next: [
    { noun: 'case', title: text.view.newCase, from: { source: { text: text.view.source }, party_name: { field: 'target_name' }, party_address: { field: 'target_address' } } },
  ],
};

// The list page of retailer records: columns, query bar, what can be changed for many at once.
import type { ListLayout } from '../../shared/list/layout';
import { text } from './text';

export const layout: ListLayout = {
  columns: [
    { field: 'trade_name', width: 14 },
    { field: 'licence_no', width: 9 },
    { field: 'owner_name', width: 6 },
    { field: 'class', width: 8 },
    { field: 'state', width: 5.5 },
    { field: 'town', width: 6.5 },
    { field: 'address', width: 19 },
    { field: 'phone', width: 8.5 },
    { field: 'valid_to', width: 8 },
  ],
  bar: ['class', 'state', 'town', 'valid_to'],
  batch: ['class', 'class_reason', 'town', 'village', 'market', 'format', 'special_care'],
  prints: true,
  words: text.list,
};

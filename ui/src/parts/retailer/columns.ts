// The list page of retailer records: columns, query bar, what can be changed for many at once.
import type { ListLayout } from '../../shared/list/layout';
import { text } from './text';

export const layout: ListLayout = {
  columns: [
    { field: 'trade_name', width: 11 },
    { field: 'licence_no', width: 8.5 },
    { field: 'owner_name', width: 5.5 },
    { field: 'class', width: 8.5 },
    { field: 'state', width: 5 },
    { field: 'valid_to', width: 14.5 },
    { field: 'documents', width: 5.5 },
    { field: 'phone', width: 8.5 },
    { field: 'address', width: 8.5 },
  ],
  bar: ['class', 'state', 'town', 'valid_to'],
  batch: ['class', 'class_reason', 'town', 'village', 'market', 'format', 'special_care'],
  prints: true,
  words: text.list,
};

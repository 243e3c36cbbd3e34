// The list page of hotline records: columns, query bar, what can be changed for many at once.
import type { ListLayout } from '../../shared/list/layout';
import { text } from './text';

export const layout: ListLayout = {
  columns: [
    { field: 'upstream_no', width: 9 },
    { field: 'received_at', width: 10.5 },
    { field: 'category', width: 5 },
    { field: 'target_name', width: 10 },
    { field: 'content', width: 14.5 },
    { field: 'handler', width: 5.5 },
    { field: 'overdue', width: 6.5 },
    { field: 'due_on', width: 8 },
    { field: 'closed_on', width: 7 },
  ],
  bar: ['category', 'received_at', 'target_name'],
  batch: ['category', 'channel', 'handler'],
  prints: false,
  words: text.list,
};

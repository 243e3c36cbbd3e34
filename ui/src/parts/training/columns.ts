// The list page of training records: columns, query bar, what can be changed for many at once.
import type { ListLayout } from '../../shared/list/layout';
import { text } from './text';

export const layout: ListLayout = {
  columns: [
    { field: 'topic', width: 16 },
    { field: 'held_on', width: 7.5 },
    { field: 'mode', width: 6.5 },
    { field: 'hours', width: 5.5 },
    { field: 'total', width: 5.5 },
    { field: 'attendance', width: 19 },
    { field: 'lecturer', width: 6.5 },
    { field: 'place', width: 8.5 },
  ],
  bar: ['held_on', 'topic', 'mode'],
  batch: ['mode', 'lecturer', 'place'],
  prints: false,
  words: text.list,
};

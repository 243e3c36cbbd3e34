// The list page of staff records: columns, query bar, what can be changed for many at once.
import type { ListLayout } from '../../shared/list/layout';
import { text } from './text';

export const layout: ListLayout = {
  columns: [
    { field: 'full_name', width: 6.5 },
    { field: 'department', width: 10 },
    { field: 'post', width: 6.5 },
    { field: 'hours_year', width: 9 },
    { field: 'law_certificate_no', width: 9.5 },
    { field: 'certificate_valid_to', width: 14.5 },
    { field: 'internal_full_time', width: 6.5 },
    { field: 'mobile', width: 8.5 },
    { field: 'state', width: 5 },
  ],
  bar: ['state', 'department', 'full_name'],
  batch: ['department', 'post', 'internal_full_time', 'state'],
  prints: false,
  words: text.list,
};

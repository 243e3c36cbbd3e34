// The list page of case records: columns, query bar, what can be changed for many at once.
import type { ListLayout } from '../../shared/list/layout';
import { text } from './text';

export const layout: ListLayout = {
  columns: [
    { field: 'case_no', width: 12 },
    { field: 'party_name', width: 6 },
    { field: 'cause', width: 13.5 },
    { field: 'filed_on', width: 7.5 },
    { field: 'decided_on', width: 9 },
    { field: 'days_left', width: 7.5 },
    { field: 'sticks', width: 6.5 },
    { field: 'value', width: 7 },
    { field: 'officers', width: 6.5 },
  ],
  bar: ['procedure', 'filed_on', 'party_name'],
  batch: ['procedure', 'source', 'officers'],
  prints: true,
  words: text.list,
};

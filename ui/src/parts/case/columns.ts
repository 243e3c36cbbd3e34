// The list page of case records: columns, query bar, what can be changed for many at once.
import type { ListLayout } from '../../shared/list/layout';
import { text } from './text';

export const layout: ListLayout = {
  columns: [
    { field: 'case_no', width: 13 },
    { field: 'party_name', width: 8 },
    { field: 'cause', width: 18 },
    { field: 'procedure', width: 7 },
    { field: 'filed_on', width: 8 },
    { field: 'decided_on', width: 8.5 },
    { field: 'days_left', width: 8 },
    { field: 'sticks', width: 7 },
    { field: 'value', width: 8 },
    { field: 'officers', width: 9 },
  ],
  bar: ['procedure', 'filed_on', 'party_name'],
  batch: ['procedure', 'source', 'officers'],
  prints: true,
  words: text.list,
};

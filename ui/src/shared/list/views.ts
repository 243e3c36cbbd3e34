import type { Query } from '../../api/types';

/** A query with a name; the standard one is what the page opens with. */
export interface SavedView {
  readonly name: string;
  readonly query: Query;
  readonly standard: boolean;
}

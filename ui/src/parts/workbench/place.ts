// Where the parts of a chart lead: to the records they count.
import type { RouteLocationRaw } from 'vue-router';
import type { Chart } from '../../api/types';
import { listPlace } from '../../places';

/** The list behind one label of a chart, or null. */
export function placeOf({ noun, labels, queries }: Pick<Chart, 'noun' | 'labels' | 'queries'>, label: string): RouteLocationRaw | null {
  const query = queries[labels.indexOf(label)];
  return query === undefined ? null : listPlace(noun, query);
}

// Where the parts of a chart lead: to the records they count, where a list can show just these.
import type { RouteLocationRaw } from 'vue-router';
import type { Chart, Condition, Noun } from '../../api/types';
import { listPlace } from '../../places';
import { words } from './text';

/** Charts whose labels are values of a field. */
const FIELD_OF: Record<string, { noun: Noun; field: string }> = {
  retailer_class: { noun: 'retailer', field: 'class' },
  retailer_town: { noun: 'retailer', field: 'town' },
};

/** The list behind one label of a chart, or null. */
export function placeOf(chart: Pick<Chart, 'key'>, label: string): RouteLocationRaw | null {
  const known = FIELD_OF[chart.key];
  if (known === undefined) return null;
  const condition: Condition = words.chart.blank.test(label)
    ? { field: known.field, compare: 'empty', value: '' }
    : { field: known.field, compare: 'equals', value: label };
  return listPlace(known.noun, { conditions: [condition] });
}

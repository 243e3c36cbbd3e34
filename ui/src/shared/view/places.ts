// The places for scans of a record: its slots, and what lies loose.
import type { AttachmentInfo, View } from '../../api/types';

/** One place for a scan. */
export interface Place {
  readonly key: string;
  readonly title: string;
  readonly required: boolean;
  readonly loose: boolean;
  readonly scan: AttachmentInfo | null;
}

/** The slots of a record in their order, then loose scans. */
export function placesOf(view: Pick<View, 'slots' | 'loose'>): Place[] {
  return [
    ...view.slots.map((it) => ({ key: `slot ${it.title}`, title: it.title, required: it.required, loose: false, scan: it.attachment })),
    ...view.loose.map((it) => ({ key: it.id, title: it.slot, required: false, loose: true, scan: it })),
  ];
}

/** How many documents are required and not there. */
export const missing = (view: Pick<View, 'slots'>): number => view.slots.filter((it) => it.required && it.attachment === null).length;

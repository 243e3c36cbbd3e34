// The places for scans of a record: its slots, and what lies loose.
import type { AttachmentInfo, View } from '../../api/types';

/** One place for a scan. */
export interface Place {
  readonly key: string;
  readonly title: string;
  readonly required: boolean;
  /** When it will be required; empty where it is by now, or never. */
  readonly later: string;
  /** By which article. */
  readonly article: string;
  readonly loose: boolean;
  readonly scan: AttachmentInfo | null;
}

/** The slots of a record in their order, then loose scans. */
export function placesOf(view: Pick<View, 'slots' | 'loose'>): Place[] {
  return [
    ...view.slots.map((it) => ({ key: `slot ${it.title}`, title: it.title, required: it.required, later: it.later, article: it.article, loose: false, scan: it.attachment })),
    ...view.loose.map((it) => ({ key: it.id, title: it.slot, required: false, later: '', article: '', loose: true, scan: it })),
  ];
}

/** How many documents are required and not there. */
export const missing = (view: Pick<View, 'slots'>): number => view.slots.filter((it) => it.required && it.attachment === null).length;

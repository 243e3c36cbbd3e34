// How the form of one noun is laid out, and what it needs of the window around it.
import type { Records } from '../../api/record';
import type { Done, Saved } from '../../api/types';

/** A group of fields under a title, in their order. */
export interface FormGroup {
  readonly title: string;
  readonly fields: readonly string[];
  /** Fields as wide as the page; long texts always are. */
  readonly wide?: readonly string[];
  /** Shown only where each of these fields means one of the words, or where something stands in the group. */
  readonly when?: Readonly<Record<string, readonly string[]>>;
  /** Shown only for a new record. */
  readonly fresh?: true;
  /** Not shown where something stands in this field. */
  readonly unless?: string;
  /** A grid that stands below the fields. */
  readonly grid?: 'attendance' | 'goods' | 'measures';
}

/** What is particular to the form of one noun. */
export interface FormLayout {
  /** What its records are called: 零售户. */
  readonly noun: string;
  readonly groups: readonly FormGroup[];
}

/** What a form needs of the window: the records, today, and where to say what happened. */
export interface FormDesk {
  readonly records: Records;
  readonly today: () => string;
  /** Says that it was saved, and what the program still wonders about. */
  readonly saved: (saved: Saved) => void;
  readonly tell: (done: Done) => void;
  readonly note: (sentence: string) => void;
  readonly fail: (cause: unknown) => void;
  /** Has what was typed kept before the archive is locked or closed; gives the way to take it back. */
  readonly beforeLeaving: (keep: () => Promise<unknown>) => () => void;
}

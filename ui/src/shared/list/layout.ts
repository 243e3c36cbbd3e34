// How a list page of one noun is laid out, and what it needs of the window around it.
import type { Component, Ref } from 'vue';
import type { Done, Field, Noun, Right, RowName } from '../../api/types';
import type { RecordAct } from '../acts';

/** A column: which field, how wide (in characters, so that it grows with the text). */
export interface ListColumn {
  readonly field: string;
  readonly width: number;
}

/** What is particular to the list page of one noun. */
export interface ListLayout {
  /** Columns shown to begin with; the first is the link to the record. */
  readonly columns: readonly ListColumn[];
  /** Fields that stand in the query bar. */
  readonly bar: readonly string[];
  /** Fields that many records can be given at once. */
  readonly batch: readonly string[];
  /** Whether its records have dossiers to print. */
  readonly prints: boolean;
  /** Steps that can be taken with many of its records. */
  readonly acts?: readonly RecordAct[];
  /** Further pages over the same records: the name of the route, and what stands on the link. */
  readonly more?: readonly { readonly route: string; readonly title: string }[];
  /** The page that lays two ticked records side by side, and what stands on its button. */
  readonly pair?: { readonly route: string; readonly title: string };
  /** A decision on all ticked records, with fields of its own: what stands on its button, and the component that asks. */
  readonly panel?: { readonly title: string; readonly component: Component };
  /** Said where their ledgers are not read in. */
  readonly noImport?: true;
  readonly words: {
    /** What its records are called. */
    readonly noun: string;
    /** What the search box finds. */
    readonly search: string;
    /** What to do when there is none yet. */
    readonly empty: string;
  };
}

/** What a list page needs of the window: preferences, file dialogs, rights, and where to say what happened. */
export interface ListDesk {
  readonly preference: <T>(key: string, otherwise: T) => Promise<T>;
  readonly keep: (key: string, value: unknown) => Promise<unknown>;
  readonly saveTo: (title: string, name: string) => Promise<string | null>;
  readonly may: (right: Right) => boolean;
  /** Whether records of a noun may be changed. */
  readonly mayEdit: (noun: Noun) => boolean;
  readonly fail: (cause: unknown) => void;
  readonly tell: (done: Done) => void;
  readonly note: (sentence: string) => void;
  readonly print: (noun: Noun, rows: readonly RowName[]) => void;
  readonly today: () => string;
  /** Counts what changed in the archive: lists are read anew. */
  readonly changes: Readonly<Ref<number>>;
  /** Where the clerk was in each list before she opened a record. */
  readonly places: Map<string, string>;
}

/** A column as it is shown. */
export interface ShownColumn {
  readonly field: Field;
  readonly width: number;
}

/** A column as the clerk set it up. */
export interface KeptColumn {
  readonly field: string;
  readonly width: number;
  readonly shown: boolean;
}

const OTHER_WIDTH = 9;

/** The columns as set up: kept ones in their order, then fields that were not known when they were kept. */
export function setUp(fields: readonly Field[], layout: ListLayout, kept: readonly KeptColumn[]): KeptColumn[] {
  const listed = fields.filter((it) => it.listed && !it.secret).map((it) => it.name);
  const standard = [
    ...layout.columns.map((it) => ({ ...it, shown: true })),
    ...listed.filter((name) => !layout.columns.some((it) => it.field === name)).map((field) => ({ field, width: OTHER_WIDTH, shown: false })),
  ].filter((it) => listed.includes(it.field));
  const known = kept.filter((it) => listed.includes(it.field));
  const all = [...known, ...standard.filter((it) => !known.some((old) => old.field === it.field))];
  // The link to the record stays in front.
  const link = layout.columns[0]?.field;
  const at = all.findIndex((it) => it.field === link);
  const first = all.splice(at, at < 0 ? 0 : 1).map((it) => ({ ...it, shown: true }));
  return [...first, ...all];
}

/** The columns to show. */
export function shownColumns(fields: readonly Field[], columns: readonly KeptColumn[]): ShownColumn[] {
  return columns.flatMap(({ field: name, width, shown }) => {
    const field = fields.find((it) => it.name === name);
    return shown && field !== undefined ? [{ field, width }] : [];
  });
}

// What is particular to the page of one noun's records, and what it needs of the window around it.
import type { Ref } from 'vue';
import type { Records } from '../../api/record';
import type { Bytes, Done, Hit, Informant, Mend, Mendable, Noun, Question, Right, RowName, ScanVersion, VersionKey, View, Waiting } from '../../api/types';
import type { RecordAct } from '../acts';

/** A new record that this one leads to; `from`: its fields, filled from fields of this one or with a word of their own. */
export interface NextRecord {
  readonly noun: Noun;
  readonly title: string;
  readonly from: Readonly<Record<string, { readonly field: string } | { readonly text: string }>>;
}

/** What is particular to the page of one noun's records. */
export interface ViewLayout {
  /** Whether its records have dossiers to print. */
  readonly prints: boolean;
  /** Whether its history begins with everything of the file in order. */
  readonly timeline?: boolean;
  /** Steps that can be taken with one of its records. */
  readonly acts?: readonly RecordAct[];
  readonly next: readonly NextRecord[];
  /** A page that takes a record a step further: the name of its route and what stands on the button. */
  readonly step?: { readonly route: string; readonly title: string; /** When it has been taken. */ readonly taken: (view: View) => boolean };
}

/** Scans of one record's noun. */
export interface Scans {
  readonly pick: (title: string) => Promise<string | null>;
  readonly put: (id: string, slot: string, path: string) => Promise<Done>;
  /** Where the files of a drop lie, when the web view keeps them from pages. */
  readonly dropped: () => readonly string[];
  /** The picture in the system's clipboard, which the web view keeps from pages. */
  readonly picture: () => Promise<File | null>;
  readonly putBytes: (id: string, slot: string, file: File) => Promise<Done>;
  /** Reads a page; as it once was, where a revision is named. */
  readonly read: (id: string, page: number, revision: number | null) => Promise<Bytes>;
  /** What the scanner's program left in its folder; null where none is set. */
  readonly waiting: () => Promise<Waiting[] | null>;
  /** Reads a page of such a file. */
  readonly readWaiting: (name: string, page: number) => Promise<Bytes>;
  readonly versions: (id: string) => Promise<ScanVersion[]>;
  readonly revert: (key: VersionKey) => Promise<Done>;
  /** Reads a page as it came, to be turned, straightened and cropped. */
  readonly mending: (id: string, page: number) => Promise<Mendable>;
  readonly mend: (id: string, mend: Mend) => Promise<Done>;
  /** Takes back all that was done to a scan. */
  readonly restore: (id: string) => Promise<Done>;
  readonly move: (id: string, slot: string) => Promise<Done>;
  readonly tick: (id: string, question: Question, yes: boolean) => Promise<Done>;
  readonly remove: (id: string) => Promise<Done>;
}

/** What the page of a record needs of the window. */
export interface ViewDesk {
  readonly records: Records;
  readonly scans: Scans;
  readonly showInformant: (id: string, reason: string | null, minutes: number) => Promise<Informant>;
  /** Ties a report to the record of a noun that it is about, or unties it. */
  readonly tie: (id: string, noun: Noun, other: string | null) => Promise<Done>;
  readonly find: (typed: string) => Promise<Hit[]>;
  readonly may: (right: Right) => boolean;
  /** Whether records of a noun may be changed. */
  readonly mayEdit: (noun: Noun) => boolean;
  readonly tell: (done: Done) => void;
  readonly fail: (cause: unknown) => void;
  /** Puts the record into the print queue and shows it. */
  readonly print: (row: RowName) => void;
  /** Counts what changed in the archive: the page is read anew. */
  readonly changes: Readonly<Ref<number>>;
}

// Everything of a file in order: what it is tied to, its scans, what was changed in it. All texts come ready.
import type { Mark, Noun, Version, View } from '../../api/types';

/** One thing that happened. */
export interface Event {
  readonly kind: string;
  /** Its day, and the time where that is known: what it is ordered by. */
  readonly on: string;
  readonly title: string;
  readonly note: string;
  readonly mark: Mark | null;
  /** The record it is about; none where that has no page. */
  readonly to: { readonly noun: Noun; readonly id: string; readonly slot: string | null } | null;
}

/** What kinds are called that come of no other record. */
export interface KindWords {
  readonly scans: string;
  readonly classes: string;
  readonly changes: string;
  readonly change: (op: string, by: string) => string;
}

/** The field whose change is an event of its own kind. */
const CLASS = 'class';
const DAY = /^\d{4}-\d{2}-\d{2}/;

/** All events of a file, the latest first; what has no day comes last. */
export function eventsOf(view: Pick<View, 'id' | 'noun' | 'linked' | 'slots' | 'loose'>, versions: readonly Version[], pages: readonly string[], words: KindWords): Event[] {
  const tied = view.linked.flatMap(({ noun, title, rows }) => rows.map((row): Event => ({
    kind: title.replace(/（.*$/, ''),
    on: DAY.test(row.on) ? row.on : '',
    title: [row.number, row.title].filter((it) => it !== '').join('　'),
    note: row.note,
    mark: row.mark,
    to: pages.includes(noun) ? { noun, id: row.id, slot: null } : null,
  })));
  const scans = [...view.slots.flatMap((it) => it.attachment ?? []), ...view.loose].map((it): Event => ({
    kind: words.scans, on: it.put_at, title: it.slot, note: it.put_by, mark: null, to: { noun: view.noun, id: view.id, slot: it.slot },
  }));
  // What was undone did not stay; scans stand above already.
  const own = versions.filter((it) => it.undone === '' && it.noun !== 'attachment').map((it): Event => {
    const reclassed = it.differences.find((difference) => difference.field === CLASS && !it.made);
    const said = it.made ? [] : it.differences.map(({ title, before, after }) => `${title}：${before || '—'} → ${after || '—'}`);
    return {
      kind: reclassed ? words.classes : words.changes, on: it.at, title: words.change(it.op, it.by), note: said.join('；'), mark: null, to: null,
    };
  });
  return [...tied, ...scans, ...own].sort((one, other) => other.on.localeCompare(one.on));
}

/** The kinds there are, in the order in which they come, with how many there are of each. */
export function kindsOf(events: readonly Event[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { kind } of events) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts];
}

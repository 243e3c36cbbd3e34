// A draft as the form holds it: copies, comparing, and putting two people's changes together.
import type { Draft, Field } from '../../api/types';

/** A draft of its own, without what makes it reactive. */
export const copy = (draft: Draft): Draft => JSON.parse(JSON.stringify(draft)) as Draft;

/** Whether two drafts say the same. */
export const same = (a: Draft, b: Draft): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

function sorted(draft: Draft): Draft {
  return { ...draft, fields: Object.fromEntries(Object.entries(draft.fields).filter(([, text]) => text !== '').sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** A draft with a text for every field of the form, prefilled with what the clerk came with. */
export function filled(draft: Draft, fields: readonly Field[], from: Readonly<Record<string, string>> = {}): Draft {
  const empty = Object.fromEntries(fields.filter((it) => it.form).map((it) => [it.name, '']));
  const known = Object.entries(from).filter(([name]) => name in empty);
  return { ...copy(draft), fields: { ...empty, ...draft.fields, ...Object.fromEntries(known) } };
}

/** What another person's save makes of a draft: typed fields stay, all others are theirs; `both` were changed by both. */
export function merged(base: Draft, mine: Draft, theirs: Draft): { draft: Draft; both: string[] } {
  const draft = copy(theirs);
  const both: string[] = [];
  for (const [name, text] of Object.entries(mine.fields)) {
    const was = base.fields[name] ?? '';
    if (text === was) continue;
    const other = theirs.fields[name] ?? '';
    if (other !== was && other !== text) both.push(name);
    draft.fields[name] = text;
  }
  for (const grid of ['attendance', 'goods', 'measures'] as const) {
    if (JSON.stringify(mine[grid]) !== JSON.stringify(base[grid])) Object.assign(draft, { [grid]: copy(mine)[grid] });
  }
  return { draft, both };
}

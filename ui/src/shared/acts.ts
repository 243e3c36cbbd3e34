// Steps that only one noun knows: what can be done with its records besides changing them.
import type { Done, Right, View } from '../api/types';

/** One step, taken with one record or with many. */
export interface RecordAct {
  readonly title: string;
  readonly right: Right;
  /** 状态 of the records that it can be taken with, as their page says it. */
  readonly states: readonly string[];
  /** What is asked for before: its name, what stands in the box to begin with, whether it must be filled; null where nothing is. */
  readonly asks: { readonly label: string; readonly given: string; readonly needed: boolean } | null;
  readonly run: (ids: string[], words: string) => Promise<Done>;
}

/** The steps that can be taken with a record as it stands. */
export function actsOf(view: View, acts: readonly RecordAct[], may: (right: Right) => boolean): readonly RecordAct[] {
  const state = view.sections.flatMap((it) => it.lines).find((it) => it.field === 'state')?.text ?? '';
  return view.removed ? [] : acts.filter((it) => may(it.right) && it.states.includes(state));
}

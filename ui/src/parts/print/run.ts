// The queue at work: one dossier after another, each with what became of it. It goes on while other pages are open.
import { reactive, readonly, watch } from 'vue';
import { Problem } from '../../api/call';
import type { Printed } from '../../api/types';
import { printing, printQueue, type QueueItem } from '../../queue';
import { session } from '../../session';
import { text as frame } from '../../text';
import { text } from './text';

/** Where a dossier stands; `noted` = saved, with something the clerk must know. */
export type State = 'waiting' | 'working' | 'saved' | 'noted' | 'sent' | 'failed';

/** What became of a dossier. */
export interface Outcome {
  readonly state: State;
  readonly note: string;
  readonly pages: number;
  readonly findings: readonly string[];
}

const WAITING: Outcome = { state: 'waiting', note: '', pages: 0, findings: [] };
const outcomes = reactive(new Map<string, Outcome>());
const state = reactive({ running: printing, stopping: false, done: 0, total: 0 });

/** How far the queue is. */
export const run = readonly(state);

/** One item among others. */
export const keyOf = (item: QueueItem): string => `${item.noun} ${item.id}`;

/** What became of an item so far. */
export const outcomeOf = (item: QueueItem): Outcome => outcomes.get(keyOf(item)) ?? WAITING;

/** The items in one of these states. */
export const itemsIn = (...states: State[]): QueueItem[] => printQueue.filter((item) => states.includes(outcomeOf(item).state));

/** What a saved dossier is: whole, or with something missing. */
export function saved({ path, pages, findings }: Printed): Outcome {
  return { state: findings.length > 0 ? 'noted' : 'saved', note: path, pages, findings };
}

/** Works through items one by one. What fails is said beside it and the next is taken; only a missing right ends the run. */
export async function work(items: readonly QueueItem[], each: (item: QueueItem) => Promise<Outcome>): Promise<void> {
  if (state.running) return;
  Object.assign(state, { running: true, stopping: false, done: 0, total: items.length });
  for (const item of items) outcomes.set(keyOf(item), WAITING);
  for (const item of items) {
    if (stopped()) break;
    outcomes.set(keyOf(item), { ...WAITING, state: 'working', note: text.working });
    try {
      outcomes.set(keyOf(item), await unlocked(() => each(item)));
    } catch (cause) {
      const note = cause instanceof Problem ? cause.message : frame.problem.unknown;
      outcomes.set(keyOf(item), { ...WAITING, state: 'failed', note });
      if (cause instanceof Problem && cause.kind === 'denied') break;
    }
    state.done += 1;
  }
  state.running = false;
}

/** Stops after the dossier under way; what is saved stays, what waits keeps waiting. */
export function stop(): void {
  state.stopping = true;
}

/** What is refused because the desk is locked, after a wrong password, is asked again when it is open. */
async function unlocked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (!session.locked || !(cause instanceof Problem) || cause.kind !== 'denied') throw cause;
    await new Promise<void>((resolve) => {
      const unwatch = watch(() => session.locked, () => { unwatch(); resolve(); });
    });
    return await ask();
  }
}

const stopped = (): boolean => state.stopping;

/** Takes an item out of the queue. */
export function drop(item: QueueItem): void {
  outcomes.delete(keyOf(item));
  const at = printQueue.findIndex((it) => keyOf(it) === keyOf(item));
  if (at >= 0) printQueue.splice(at, 1);
}

/** Empties the queue. Files that were saved stay where they are. */
export function clear(): void {
  outcomes.clear();
  printQueue.splice(0);
}

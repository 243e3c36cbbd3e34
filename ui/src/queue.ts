// What waits to be printed: list pages and record pages put records here, the print page prints them.
import { reactive, ref, watch } from 'vue';
import type { Noun } from './api/types';
import { session } from './session';

/** One dossier to print. */
export interface QueueItem {
  readonly noun: Noun;
  readonly id: string;
  readonly number: string;
  readonly title: string;
}

/** The records whose dossiers wait to be printed, in the order they were asked for. */
export const printQueue = reactive<QueueItem[]>([]);

// Another archive's records are none of this one's.
watch(() => session.info?.dir, () => { printQueue.splice(0); });

/** Whether the queue is at work; it goes on under the lock. */
export const printing = ref(false);

/** The record asked for last: the print page opens on it. */
export const askedLast = ref('');

/** Puts records into the queue, each once; says how many are new to it. */
export function queue(noun: Noun, rows: readonly Omit<QueueItem, 'noun'>[]): number {
  askedLast.value = rows[0]?.id ?? '';
  const there = new Set(printQueue.map((it) => `${it.noun} ${it.id}`));
  const fresh = rows.filter((row) => !there.has(`${noun} ${row.id}`));
  printQueue.push(...fresh.map(({ id, number, title }) => ({ noun, id, number, title })));
  return fresh.length;
}

// Long work: one at a time, with its progress for everyone to see and a button that stops it.
import { computed, reactive, readonly } from 'vue';
import { Channel } from './call';
import { commands, type Progress } from './types';

const state = reactive({ title: '', what: '', done: 0, total: 0, running: false, stopping: false, closable: true });

/** The long work under way; `total` 0 = not known yet. */
export const job = readonly(state);

/** Whether long work is under way. */
export const working = computed(() => state.running);

/** Runs long work under a title; `start` hands the channel to its command. A stopped job rejects with a Problem of kind `stopped`. */
export async function runJob<T>(title: string, start: (channel: Channel<Progress>) => Promise<T>, stoppable = true): Promise<T> {
  const channel = new Channel<Progress>();
  channel.onmessage = ({ what, done, total, stoppable: still }) => { Object.assign(state, { what, done, total, closable: stoppable && still }); };
  Object.assign(state, { title, what: '', done: 0, total: 0, running: true, stopping: false, closable: stoppable });
  try {
    return await start(channel);
  } finally {
    state.running = false;
  }
}

/** Asks the work under way to stop; what it did so far is left as if it had never begun. */
export async function stopJob(): Promise<void> {
  state.stopping = true;
  await commands.jobStop();
}

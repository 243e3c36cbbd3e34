// What this window knows of the running program, for as long as it is open. Records never live here: pages ask for them.
import { reactive, readonly } from 'vue';
import { about } from './api/about';
import { Problem } from './api/call';
import { text } from './text';

const state = reactive({ product: '', version: '', problem: '' });

/** The session as pages may read it. */
export const session = readonly(state);

/** Keeps the sentence of something that went wrong. */
export function showProblem(cause: unknown): void {
  state.problem = cause instanceof Problem ? cause.message : text.problem.unknown;
}

/** Learns product and version from the program; a failure is kept as a sentence to show. */
export async function openSession(): Promise<void> {
  try {
    const { name, version } = await about();
    state.product = name;
    state.version = version;
  } catch (cause) {
    showProblem(cause);
  }
}

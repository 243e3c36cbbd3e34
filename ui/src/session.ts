// What this window knows of the running program and of who is logged in. Records never live here: pages ask for them.
import { computed, reactive, readonly } from 'vue';
import { about } from './api/about';
import { Problem } from './api/call';
import { openDesk } from './api/desk';
import type { Desk, DeskSettings, Right, SessionInfo } from './api/types';
import { text } from './text';

const state = reactive({
  product: '',
  version: '',
  /** The sentence of something that went wrong; the frame shows it until it is closed. */
  problem: '',
  ready: false,
  desk: null as Desk | null,
  info: null as SessionInfo | null,
  locked: false,
});

/** The session as pages may read it. */
export const session = readonly(state);

/** Whether the user may do something; buttons of what may not be done are not shown. */
export const may = (right: Right): boolean => state.info?.rights.includes(right) === true && (right === 'read' || !state.info.read_only);

/** The settings of this PC. */
export const settings = computed<DeskSettings | null>(() => state.desk?.settings ?? null);

/** Keeps the sentence of something that went wrong. A job that was stopped on purpose is nothing wrong. */
export function showProblem(cause: unknown): void {
  if (cause instanceof Problem && cause.kind === 'stopped') return;
  state.problem = cause instanceof Problem ? cause.message : text.problem.unknown;
}

/** Takes the sentence away. */
export function hideProblem(): void {
  state.problem = '';
}

/** Somebody logged in, or an archive was made. */
export function entered(info: SessionInfo): void {
  state.info = info;
  state.locked = false;
  state.problem = '';
}

/** The archive was closed. */
export function left(): void {
  state.info = null;
  state.locked = false;
}

/** The keys were laid down; pages stay as they are. */
export function locked(): void {
  state.locked = true;
}

/** Learns what the program is and what this PC knows; a failure is kept as a sentence to show. */
export async function openSession(): Promise<void> {
  try {
    const [{ name, version }, desk] = await Promise.all([about(), openDesk()]);
    Object.assign(state, { product: name, version, desk, info: desk.session });
  } catch (cause) {
    showProblem(cause);
  } finally {
    state.ready = true;
  }
}

/** Reads anew what this PC knows. */
export async function readDesk(): Promise<void> {
  state.desk = await openDesk();
}

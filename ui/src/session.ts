// What this window knows of the running program and of who is logged in. Records never live here: pages ask for them.
import { computed, reactive, readonly } from 'vue';
import { about } from './api/about';
import { Problem } from './api/call';
import { openDesk, saveSettings } from './api/desk';
import { close, lock } from './api/session';
import type { Desk, DeskSettings, Right, SessionInfo } from './api/types';
import { text } from './text';

const state = reactive({
  product: '',
  version: '',
  /** How to log in to the invented county. */
  demo: { user: '', password: '' },
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

/** The bureau was given another name. */
export function renamed(name: string): void {
  if (state.info !== null) state.info.bureau_name = name;
}

/** The archive was closed. */
export function left(): void {
  state.info = null;
  state.locked = false;
}

/** The keys were laid down; pages stay as they are. */
export function locked(): void {
  state.locked = true;
  state.problem = '';
}

const keepers = new Set<() => Promise<unknown>>();

/** Has something kept before the archive is locked or closed, such as what was typed; gives the way to take it back. */
export function beforeLeaving(keep: () => Promise<unknown>): () => void {
  keepers.add(keep);
  return () => { keepers.delete(keep); };
}

/** Covers the pages, keeps what was typed, and lays the keys down. */
export async function lockSession(): Promise<void> {
  if (state.info === null || state.locked) return;
  locked();
  try {
    await Promise.allSettled([...keepers].map((keep) => keep()));
    await lock();
  } catch (cause) {
    showProblem(cause);
  }
}

/** Keeps what was typed and closes the archive. */
export async function leaveSession(): Promise<void> {
  try {
    await Promise.allSettled([...keepers].map((keep) => keep()));
    await close();
    left();
    await readDesk();
  } catch (cause) {
    showProblem(cause);
  }
}

/** Learns what the program is and what this PC knows; a failure is kept as a sentence to show. */
export async function openSession(): Promise<void> {
  hideProblem();
  try {
    const [{ name, version, demo_user: user, demo_password: password }, desk] = await Promise.all([about(), openDesk()]);
    Object.assign(state, { product: name, version, demo: { user, password }, desk, info: desk.session });
  } catch (cause) {
    state.desk = null;
    showProblem(cause);
  } finally {
    state.ready = true;
  }
}

/** Reads anew what this PC knows. */
export async function readDesk(): Promise<void> {
  state.desk = await openDesk();
}

/** Changes settings of this PC: they hold at once, and are kept. */
export async function changeSettings(changed: Partial<DeskSettings>): Promise<void> {
  if (state.desk === null) return;
  const before = state.desk.settings;
  const now = { ...before, ...changed };
  state.desk.settings = now;
  try {
    await saveSettings(now);
  } catch (cause) {
    state.desk.settings = before;
    throw cause;
  }
}

// What this window knows of the running program and of who is logged in. Records never live here: pages ask for them.
import { computed, reactive, readonly, ref, watch, type Ref } from 'vue';
import { about } from './api/about';
import { Problem } from './api/call';
import { codeSealed, openDesk, saveSettings } from './api/desk';
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

/** What writes nothing, and so is there in an archive that another window holds. */
const LOOKING: readonly Right[] = ['read', 'log', 'print', 'sheet'];

/** Whether the user may do something; buttons of what may not be done are not shown. */
export const may = (right: Right): boolean => state.info?.rights.includes(right) === true && (LOOKING.includes(right) || !state.info.read_only);

/** The settings of this PC. */
export const settings = computed<DeskSettings | null>(() => state.desk?.settings ?? null);

/** Whether nobody has said yet that the recovery code of the open archive is written down. */
export const codeUnseen = computed(() => state.desk?.archives.some((it) => it.dir === state.info?.dir && it.code_unseen) === true);

/** A new recovery code of the open archive is shown: until she says that it is written down, she is told, wherever she goes. */
export function codeMade(): void {
  for (const known of state.desk?.archives ?? []) if (known.dir === state.info?.dir) known.code_unseen = true;
}

/** Keeps that the recovery code of an archive is written down. */
export async function sealCode(dir: string): Promise<void> {
  try {
    await codeSealed(dir);
    for (const known of state.desk?.archives ?? []) if (known.dir === dir) known.code_unseen = false;
  } catch (cause) {
    showProblem(cause);
  }
}

/** Keeps the sentence of something that went wrong. A job that was stopped on purpose is nothing wrong, nor is what a covered page may not read. */
export function showProblem(cause: unknown): void {
  if (cause instanceof Problem && (cause.kind === 'stopped' || (state.locked && cause.kind === 'denied'))) return;
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

/** The temporary password is one of her own now. */
export function passwordChanged(): void {
  if (state.info !== null) state.info.must_change = false;
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

const works: Readonly<Ref<boolean>>[] = [];
const opening = ref(0);
const keysInUse = (): boolean => opening.value > 0 || works.some((busy) => busy.value);

/** Names work that goes on under the lock, and needs the keys until it has ended. */
export function goesOn(busy: Readonly<Ref<boolean>>): void {
  works.push(busy);
}

/** Opens an archive; meanwhile the keys are not laid down. */
export async function whileOpening(open: () => Promise<SessionInfo>): Promise<void> {
  opening.value += 1;
  try {
    entered(await open());
  } finally {
    opening.value -= 1;
  }
}

/** Resolves when nothing needs the keys; at once where nothing does. */
function keysFree(): Promise<void> {
  return new Promise((resolve) => {
    const unwatch = watch(keysInUse, (used) => {
      if (used) return;
      resolve();
      queueMicrotask(() => { unwatch(); });
    }, { immediate: true, flush: 'sync' });
  });
}

/** Covers the pages at once, keeps what was typed, and lays the keys down as soon as nothing is at work with them. */
export async function lockSession(): Promise<void> {
  if (state.info === null || state.locked) return;
  locked();
  try {
    await Promise.allSettled([...keepers].map((keep) => keep()));
    await keysFree();
    if (session.locked) await lock();
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
    if (desk.told !== null) state.problem = desk.told;
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

// Whether backups go as they should, wherever she is; and the last one before the window closes.
import { reactive, readonly } from 'vue';
import { leave, leaveSafely, trouble, whenClosing } from './api/backup';
import { Problem } from './api/call';
import type { BackupTrouble } from './api/types';
import { session, showProblem } from './session';
import { text } from './text';

const state = reactive<BackupTrouble>({ own: null, second: null });

/** What goes wrong with the backups, until it goes right. */
export const safety = readonly(state);

/** Milliseconds between two looks. */
const PAUSE = 60_000;

/** Looks now. While nobody is logged in there is nothing to see. */
export async function lookAtBackups(): Promise<void> {
  if (session.info === null || session.locked) return;
  try {
    Object.assign(state, await trouble());
  } catch {
    // The next look says it again; what hinders this one is said where she works.
  }
}

/** Looks now and then; gives the way to end it. */
export function keepLooking(): () => void {
  void lookAtBackups();
  const timer = setInterval(() => { void lookAtBackups(); }, PAUSE);
  return () => {
    clearInterval(timer);
    Object.assign(state, { own: null, second: null });
  };
}

/** Makes the last backup before the window closes; stopping it closes at once, a failure is said first. */
export async function closeSafely(): Promise<void> {
  try {
    await leaveSafely(text.safety.leaving);
  } catch (cause) {
    if (!(cause instanceof Problem && cause.kind === 'stopped')) {
      showProblem(cause);
      return;
    }
  }
  await leave().catch(showProblem);
}

/** Begins to hear when the window is to be closed. */
export function hearClosing(): void {
  whenClosing(() => { void closeSafely(); }).catch(showProblem);
}

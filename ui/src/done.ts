// What was just done, and undoing it. Pages watch `changes` and read their records anew.
import { ElMessage } from 'element-plus';
import { h, ref, type VNode } from 'vue';
import { next, undo } from './api/operation';
import type { Done } from './api/types';
import { showProblem } from './session';
import { text } from './text';

/** Counts what changed in the archive while this window is open. */
export const changes = ref(0);

let said: { close: () => void } | null = null;

/** Says one thing at the foot of the window, in place of what was said before: the buttons at its head stay free. */
function say(message: string | VNode, type: 'success' | 'info'): { close: () => void } {
  said?.close();
  said = ElMessage({ message, type, placement: 'bottom', duration: 6000, showClose: true });
  return said;
}

/** Says what was done, with a button that undoes it. */
export function tellDone(done: Done): void {
  changes.value += 1;
  const { op_id: opId } = done;
  if (opId === null) {
    say(text.done.nothing, 'info');
    return;
  }
  const button = h('button', { class: 'done-undo', type: 'button', onClick: () => { note.close(); void undoOperation(opId); } }, text.done.undo);
  const note = say(h('span', { class: 'done-note' }, [text.done.done(done.op, done.count), button]), 'success');
}

/** Undoes one operation. */
export async function undoOperation(opId: string): Promise<void> {
  try {
    const done = await undo(opId);
    changes.value += 1;
    say(text.done.undone(done.op, done.count), 'success');
  } catch (cause) {
    showProblem(cause);
  }
}

/** Undoes the latest operation (Ctrl+Z), and says its name. */
export async function undoLast(): Promise<void> {
  try {
    const operation = await next();
    if (operation === null) say(text.done.nothingToUndo, 'info');
    else await undoOperation(operation.op_id);
  } catch (cause) {
    showProblem(cause);
  }
}

// What was just done, and undoing it. Pages watch `changes` and read their records anew.
import { ElMessage } from 'element-plus';
import { h, ref } from 'vue';
import { next, undo } from './api/operation';
import type { Done } from './api/types';
import { showProblem } from './session';
import { text } from './text';

/** Counts what changed in the archive while this window is open. */
export const changes = ref(0);

/** Says what was done, with a button that undoes it. */
export function tellDone(done: Done): void {
  changes.value += 1;
  const { op_id: opId } = done;
  if (opId === null) {
    ElMessage({ message: text.done.nothing, type: 'info', grouping: true });
    return;
  }
  const button = h('button', { class: 'done-undo', type: 'button', onClick: () => { note.close(); void undoOperation(opId); } }, text.done.undo);
  const note = ElMessage({ message: h('span', { class: 'done-note' }, [text.done.done(done.op, done.count), button]), type: 'success', duration: 6000, showClose: true });
}

/** Undoes one operation. */
export async function undoOperation(opId: string): Promise<void> {
  try {
    const done = await undo(opId);
    changes.value += 1;
    ElMessage({ message: text.done.undone(done.op, done.count), type: 'success', showClose: true });
  } catch (cause) {
    showProblem(cause);
  }
}

/** Undoes the latest operation (Ctrl+Z), and says its name. */
export async function undoLast(): Promise<void> {
  try {
    const operation = await next();
    if (operation === null) ElMessage({ message: text.done.nothingToUndo, type: 'info', grouping: true });
    else await undoOperation(operation.op_id);
  } catch (cause) {
    showProblem(cause);
  }
}

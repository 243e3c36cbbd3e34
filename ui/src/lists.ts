// What list pages need of the window around them.
import { ElMessage } from 'element-plus';
import { watch } from 'vue';
import { pickTarget } from './api/desk';
import { keepPreference, preference } from './api/preference';
import { changes, tellDone } from './done';
import { queue } from './queue';
import { mayEdit } from './rights';
import { may, session, showProblem } from './session';
import type { ListDesk } from './shared/list/layout';

const places = new Map<string, string>();
// Conditions may name people: they do not outlive the archive they are of.
watch(() => session.info?.dir, () => { places.clear(); });

/** The window, as list pages see it. */
export const listDesk: ListDesk = {
  preference,
  keep: keepPreference,
  saveTo: pickTarget,
  may,
  mayEdit,
  fail: showProblem,
  tell: tellDone,
  note: (message) => { ElMessage({ message, type: 'success', duration: 6000, showClose: true }); },
  print: queue,
  today: () => session.info?.today ?? '',
  changes,
  places,
};

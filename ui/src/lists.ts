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

/** What somebody set up, for as long as she is logged in: no list asks for it twice. */
const setUp = new Map<string, unknown>();
watch(() => session.info, () => { setUp.clear(); }, { flush: 'sync' });

async function known<T>(key: string, otherwise: T): Promise<T> {
  if (setUp.has(key)) return setUp.get(key) as T;
  const whose = session.info;
  const found = await preference(key, otherwise);
  if (session.info === whose) setUp.set(key, found);
  return found;
}

function keep(key: string, value: unknown): Promise<null> {
  setUp.set(key, value);
  return keepPreference(key, value);
}

/** The window, as list pages see it. */
export const listDesk: ListDesk = {
  preference: known,
  keep,
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

// Wrong passwords of the fake archive, and the waiting after five of them.
import type { Wait } from '../src/api/types';

let failed = 0;
let until = 0;

/** Counts a try, as the program does. */
export function tried(right: boolean): void {
  failed = right ? 0 : failed + 1;
  if (failed >= 5) until = Date.now() + 30_000;
}

/** How long to wait now. */
export function waiting(): Wait {
  const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000));
  return { seconds, failed, message: seconds > 0 ? `已连续输错${String(failed)}次，请等一会儿再试。` : '' };
}

// Nobody is at the desk: no key, no mouse, for some minutes.
import { onBeforeUnmount, onMounted } from 'vue';

const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'compositionupdate'] as const;
const LOOK_EVERY = 5_000;

/** Calls `away` after `minutes()` without a sign of life (0 = never); while `busy()` the time does not run. */
export function useIdle(minutes: () => number, busy: () => boolean, away: () => void): void {
  let last = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  const alive = () => { last = Date.now(); };
  const look = () => {
    const limit = minutes() * 60_000;
    if (busy()) alive();
    else if (limit > 0 && Date.now() - last >= limit) {
      alive();
      away();
    }
  };
  onMounted(() => {
    alive();
    timer = setInterval(look, LOOK_EVERY);
    for (const sign of SIGNS) window.addEventListener(sign, alive, { capture: true, passive: true });
  });
  onBeforeUnmount(() => {
    clearInterval(timer);
    for (const sign of SIGNS) window.removeEventListener(sign, alive, { capture: true });
  });
}

// After wrong tries the program lets everybody wait: how long still, counted down here, kept there.
import { onBeforeUnmount, ref } from 'vue';
import { waitFor } from '../../api/session';
import { showProblem } from '../../session';
import { words } from './text';

/** Why to wait, in words, and the seconds that are left; 0 = the next try is free. */
export function useWaiting() {
  const why = ref('');
  const left = ref(0);
  let timer: ReturnType<typeof setInterval> | undefined;
  let turn = 0;

  /** Asks whether there is waiting to do; after the wait it is said that it is over. */
  async function ask(dir: string, user: string, after = false): Promise<void> {
    const mine = (turn += 1);
    clearInterval(timer);
    try {
      const { seconds, message } = await waitFor(dir, user);
      if (mine !== turn) return;
      left.value = seconds;
      why.value = seconds > 0 ? message : after ? words.wait.over : '';
      const until = Date.now() + seconds * 1000;
      if (seconds > 0) timer = setInterval(() => { count(until, dir, user); }, 500);
    } catch (cause) {
      if (mine === turn) showProblem(cause);
    }
  }

  function count(until: number, dir: string, user: string): void {
    left.value = Math.max(0, Math.ceil((until - Date.now()) / 1000));
    // The program has the last word: this PC's clock may have been moved.
    if (left.value === 0) void ask(dir, user, true);
  }

  onBeforeUnmount(() => {
    turn += 1;
    clearInterval(timer);
  });
  return { why, left, ask };
}

// Asking the program for something: busy while it lasts, a sentence when it is refused.
import { ref, type Ref } from 'vue';
import { showProblem } from './session';

/** What a page asks the program through. */
export interface Attempts {
  readonly busy: Ref<boolean>;
  /** Gives what was asked for; undefined when it was refused, which is said by then. */
  attempt: <T>(ask: () => Promise<T>) => Promise<T | undefined>;
}

/** Makes a page's own way of asking; several may be under way. */
export function useAttempts(): Attempts {
  const busy = ref(false);
  let open = 0;
  async function attempt<T>(ask: () => Promise<T>): Promise<T | undefined> {
    open += 1;
    busy.value = true;
    try {
      return await ask();
    } catch (cause) {
      showProblem(cause);
      return undefined;
    } finally {
      open -= 1;
      busy.value = open > 0;
    }
  }
  return { busy, attempt };
}

// Asking for something with her password: what is wrong with it is said beside it.
import { ref } from 'vue';
import { Problem } from '../../api/call';
import { showProblem } from '../../session';

/** What a panel asks through. */
export function usePassword() {
  const asking = ref(false);
  const busy = ref(false);
  const error = ref('');

  /** Asks; undefined when it was refused, which is said by then. */
  async function ask<T>(act: () => Promise<T>): Promise<T | undefined> {
    busy.value = true;
    error.value = '';
    try {
      const answer = await act();
      asking.value = false;
      return answer;
    } catch (cause) {
      if (cause instanceof Problem && (cause.kind === 'denied' || 'password' in cause.fields)) error.value = cause.fields['password'] ?? cause.message;
      else showProblem(cause);
      return undefined;
    } finally {
      busy.value = false;
    }
  }

  return { asking, busy, error, ask };
}

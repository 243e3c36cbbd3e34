// Asking the program to change a user: busy while it lasts; what is refused is said beside its input, or in the panel.
import { ref } from 'vue';
import { Problem } from '../../api/call';
import type { Done } from '../../api/types';
import { showProblem } from '../../session';

/** What a panel asks through. */
export function useAsking() {
  const busy = ref(false);
  const errors = ref<Readonly<Record<string, string>>>({});
  /** What is refused as a whole, such as the last administrator's going. */
  const refused = ref('');

  /** Asks; gives what was done in words, and nothing when it was refused. */
  async function ask(wrong: Record<string, string>, act: () => Promise<Done>): Promise<string> {
    errors.value = wrong;
    refused.value = '';
    if (Object.keys(wrong).length > 0 || busy.value) return '';
    busy.value = true;
    try {
      return (await act()).op;
    } catch (cause) {
      if (!(cause instanceof Problem) || cause.kind === 'internal') showProblem(cause);
      else if (Object.keys(cause.fields).length > 0) errors.value = cause.fields;
      else refused.value = cause.message;
      return '';
    } finally {
      busy.value = false;
    }
  }

  return { busy, errors, refused, ask };
}

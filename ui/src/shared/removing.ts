// Makes records void or takes them back; what is still in use goes for a reason only, and that is asked for.
import { ref } from 'vue';
import type { Records } from '../api/record';
import type { Done } from '../api/types';
import { problemOf } from './problem';

/** What stands against it, and for which records. */
export interface Standing {
  readonly ids: string[];
  readonly message: string;
}

/** Voids records of one noun; `then` is told when it is done. */
export function useRemoving(records: Pick<Records, 'remove'>, then: (done: Done) => void, fail: (cause: unknown) => void) {
  const standing = ref<Standing | null>(null);

  async function remove(ids: string[], removed: boolean, reason: string | null = null): Promise<void> {
    try {
      const done = await records.remove(ids, removed, reason);
      standing.value = null;
      then(done);
    } catch (cause) {
      const message = removed ? problemOf(cause)?.fields.reason : undefined;
      if (message === undefined) fail(cause);
      else standing.value = { ids, message };
    }
  }

  return { standing, remove };
}

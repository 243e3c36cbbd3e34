// Opening an archive with a password: from the login and from the lock.
import { ref } from 'vue';
import { Problem } from '../../api/call';
import { open as openArchive } from '../../api/session';
import { showProblem, whileOpening } from '../../session';
import { words } from './text';
import { useWaiting } from './waiting';

/** The temporary password just typed, until it is one of her own. */
export const handed = ref('');

/** The password as typed, what is wrong beside the inputs, how long to wait, and opening. */
export function useOpening() {
  const password = ref('');
  const errors = ref<Readonly<Record<string, string>>>({});
  const busy = ref(false);
  const waiting = useWaiting();

  async function open(dir: string, user: string): Promise<void> {
    if (busy.value || waiting.left.value > 0) return;
    errors.value = user === '' ? { user: words.noUser } : password.value === '' ? { password: words.noPassword } : {};
    if (user === '' || password.value === '') return;
    busy.value = true;
    try {
      await whileOpening(async () => {
        const info = await openArchive(dir, user, password.value);
        handed.value = info.must_change ? password.value : '';
        return info;
      });
      password.value = '';
    } catch (cause) {
      // What is refused is refused for the password, unless the program says otherwise.
      if (cause instanceof Problem && (cause.kind === 'denied' || cause.kind === 'invalid')) {
        errors.value = Object.keys(cause.fields).length > 0 ? cause.fields : { password: cause.message };
        await waiting.ask(dir, user);
        // Why to wait says as much, and counts.
        if (waiting.left.value > 0) errors.value = {};
      } else showProblem(cause);
    } finally {
      busy.value = false;
    }
  }

  return { password, errors, busy, waiting, open };
}

// Opening an archive with a password: from the login and from the lock.
import { ref } from 'vue';
import { Problem } from '../../api/call';
import { open as openArchive } from '../../api/session';
import { entered, showProblem } from '../../session';
import { words } from './text';

/** The password as typed, what is wrong beside the inputs, and opening. */
export function useOpening() {
  const password = ref('');
  const errors = ref<Readonly<Record<string, string>>>({});
  const busy = ref(false);

  async function open(dir: string, user: string): Promise<void> {
    if (busy.value) return;
    errors.value = user === '' ? { user: words.noUser } : password.value === '' ? { password: words.noPassword } : {};
    if (user === '' || password.value === '') return;
    busy.value = true;
    try {
      entered(await openArchive(dir, user, password.value));
      password.value = '';
    } catch (cause) {
      // What is refused is refused for the password, unless the program says otherwise.
      if (cause instanceof Problem && (cause.kind === 'denied' || cause.kind === 'invalid')) {
        errors.value = Object.keys(cause.fields).length > 0 ? cause.fields : { password: cause.message };
      } else showProblem(cause);
    } finally {
      busy.value = false;
    }
  }

  return { password, errors, busy, open };
}

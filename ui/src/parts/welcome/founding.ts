// What is typed on the way to a new archive, what is wrong with it, and making it.
import { reactive, ref, watch } from 'vue';
import { found, strength as ask } from '../../api/archive';
import { Problem } from '../../api/call';
import type { Founded, FoundingDraft, Strength } from '../../api/types';
import { session, showProblem } from '../../session';
import { words } from './text';

/** On which step a field stands. */
const STEP_OF: Record<string, number> = { name: 0, bureau: 0, user: 1, password: 1, again: 1, folder: 2 };

/** Steps 0 to 2 of the first run; `founded` when the archive is made. */
export function useFounding() {
  const draft = reactive<FoundingDraft>({ folder: session.desk?.suggested_dir ?? '', bureau: '', name: '', user: '', password: '' });
  const again = ref('');
  const step = ref(0);
  const errors = ref<Readonly<Record<string, string>>>({});
  const strength = ref<Strength | null>(null);
  const founded = ref<Founded | null>(null);

  watch(() => [draft.password, draft.user] as const, async ([password, user]) => {
    const now = password === '' ? null : await ask(password, user).catch(() => null);
    if (draft.password === password) strength.value = now;
  });

  function wrong(): Record<string, string> {
    const found: Record<string, string> = {};
    if (step.value === 0) {
      if (draft.name === '') found['name'] = words.bureau.noName;
      if (!/^\d{6}$/.test(draft.bureau)) found['bureau'] = words.bureau.badCode;
    } else if (step.value === 1) {
      if (draft.user === '') found['user'] = words.user.noName;
      if (draft.password === '') found['password'] = words.user.noPassword;
      else if (draft.password !== again.value) found['again'] = words.user.differs;
    } else if (draft.folder === '') found['folder'] = words.folder.none;
    return found;
  }

  async function next(): Promise<void> {
    errors.value = wrong();
    if (Object.keys(errors.value).length > 0) return;
    if (step.value < 2) step.value += 1;
    else await make();
  }

  async function make(): Promise<void> {
    try {
      founded.value = await found(words.folder.making, { ...draft });
      draft.password = again.value = '';
      step.value = 3;
    } catch (cause) {
      // What is wrong with a field is said beside it, on the step where it stands.
      const steps = cause instanceof Problem ? Object.keys(cause.fields).map((field) => STEP_OF[field] ?? 3) : [];
      const first = Math.min(3, ...steps);
      if (first === 3) showProblem(cause);
      else {
        errors.value = (cause as Problem).fields;
        step.value = first;
      }
    }
  }

  return { draft, again, step, errors, strength, founded, next };
}

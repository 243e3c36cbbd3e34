// Asks the program what it thinks of what is typed: at every pause, the last answer wins.
import { onBeforeUnmount, reactive } from 'vue';
import type { Check, Problem } from '../../api/types';

const PAUSE = 150;

/** Keeps what the program thinks of a draft; while `quiet` (an input method composes) it is not asked. */
export function useChecking(ask: () => Promise<Check>, quiet: () => boolean, fail: (cause: unknown) => void) {
  const found = reactive<Check>({ problems: [], echoes: {}, alike: [] });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;

  /** Asks now. */
  async function now(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    latest += 1;
    const mine = latest;
    try {
      const check = await ask();
      if (mine === latest) Object.assign(found, check);
    } catch (cause) {
      if (mine === latest) fail(cause);
    }
  }

  /** Asks after a pause in typing. */
  function soon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => { if (!quiet()) void now(); }, PAUSE);
  }

  /** Asks now what would be asked after the pause. */
  function hurry(): void {
    if (timer !== undefined && !quiet()) void now();
  }

  /** Takes over what a refused save found wrong. */
  function refuse(fields: Problem['fields']): void {
    const known = new Set(found.problems.filter((it) => it.severity === 'error').map((it) => it.field));
    const fresh = Object.entries(fields).filter(([field]) => !known.has(field));
    found.problems.push(...fresh.map(([field, message]) => ({ field, message, severity: 'error' as const, code: 'refused', because: null })));
  }

  /** Asks no more until something is typed again; an answer under way is not waited for. */
  function rest(): void {
    clearTimeout(timer);
    timer = undefined;
    latest += 1;
  }

  onBeforeUnmount(rest);
  return { found, now, soon, hurry, rest, refuse };
}

export type Checking = ReturnType<typeof useChecking>;

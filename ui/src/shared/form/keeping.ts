// Keeps what was typed and not saved, so that a crash, a lock or a closed page costs nothing.
import { onBeforeUnmount, onMounted, ref } from 'vue';

const PAUSE = 800;

/** Keeps a draft at the latest a second after typing stops; one that is as it was in the beginning is dropped. */
export function useKeeping(keep: () => Promise<unknown>, drop: () => Promise<unknown>, dirty: () => boolean) {
  const state = ref<'pending' | 'kept' | 'failed'>('pending');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting = false;
  let stored = false;
  let line: Promise<void> = Promise.resolve();

  async function put(): Promise<void> {
    try {
      if (dirty()) {
        await keep();
        stored = true;
        state.value = waiting ? 'pending' : 'kept';
      } else if (stored) {
        await drop();
        stored = false;
        state.value = 'pending';
      }
    } catch {
      waiting = true;
      state.value = 'failed';
    }
  }

  /** Keeps it now, where anything changed; one after the other. */
  function flush(): Promise<void> {
    clearTimeout(timer);
    if (waiting) {
      waiting = false;
      line = line.then(put);
    }
    return line;
  }

  /** Keeps it after a pause in typing. */
  function soon(): void {
    waiting = true;
    // What is typed now is not among what is kept.
    if (state.value === 'kept') state.value = 'pending';
    clearTimeout(timer);
    timer = setTimeout(() => { void flush(); }, PAUSE);
  }

  /** Drops what is kept: it was saved, or given up. */
  async function forget(): Promise<void> {
    clearTimeout(timer);
    waiting = false;
    await line;
    await drop();
    stored = false;
    state.value = 'pending';
  }

  /** Says that something is kept already, from before. */
  function found(): void {
    stored = true;
    state.value = 'kept';
  }

  const hidden = () => { if (document.visibilityState === 'hidden') void flush(); };
  const leaving = () => { void flush(); };
  onMounted(() => {
    document.addEventListener('visibilitychange', hidden);
    window.addEventListener('pagehide', leaving);
  });
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', hidden);
    window.removeEventListener('pagehide', leaving);
    void flush();
  });
  return { state, soon, flush, forget, found };
}

// The records a query finds, page by page. The last question wins; while it is on its way the rows before it stay.
import { computed, shallowReactive, shallowRef } from 'vue';
import type { Records } from '../../api/record';
import type { Query, Row } from '../../api/types';
import type { ListDesk } from './layout';
import { blank } from './query';

/** A refused question: its sentence, and the fields that are wrong. */
interface Refused {
  readonly message: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Whether a rejection names what is wrong with the question itself. */
function isRefused(cause: unknown): cause is Refused {
  return typeof cause === 'object' && cause !== null && 'kind' in cause && cause.kind === 'invalid' && 'message' in cause && 'fields' in cause;
}

/** What a list shows now. */
export function useFound(records: Records, desk: ListDesk) {
  const rows = shallowRef<readonly Row[]>([]);
  const state = shallowReactive({ query: blank(), page: 1, size: 50, total: 0, loading: false, read: false, refusal: '', wrong: {} });
  let latest = 0;

  /** Reads the page that is to be shown. */
  async function load(): Promise<void> {
    latest += 1;
    const mine = latest;
    state.loading = true;
    try {
      let answer = await records.list(state.query, (state.page - 1) * state.size, state.size);
      // The last page may have become empty: then the one before it is the last.
      if (answer.rows.length === 0 && answer.total > 0 && mine === latest) {
        state.page = Math.ceil(answer.total / state.size);
        answer = await records.list(state.query, (state.page - 1) * state.size, state.size);
      }
      if (mine !== latest) return;
      rows.value = answer.rows;
      Object.assign(state, { total: answer.total, read: true, refusal: '', wrong: {} });
    } catch (cause) {
      if (mine !== latest) return;
      if (isRefused(cause)) Object.assign(state, { refusal: cause.message, wrong: cause.fields });
      else desk.fail(cause);
    } finally {
      if (mine === latest) state.loading = false;
    }
  }

  /** Asks something else, from its first page on. */
  function ask(query: Query, page = 1, size = state.size): Promise<void> {
    Object.assign(state, { query, page, size });
    return load();
  }

  return { rows: computed(() => rows.value), state, load, ask, turn: (page: number, size: number) => { Object.assign(state, { page, size }); return load(); } };
}

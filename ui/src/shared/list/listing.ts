// One list at work: what is asked and found, what is ticked, how it is set up, and the ways out of it.
import { onMounted, shallowRef, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { Records } from '../../api/record';
import type { Field, Query, RowName } from '../../api/types';
import { useFound } from './found';
import { useKept } from './kept';
import type { ListDesk, ListLayout } from './layout';
import { usePlace } from './place';
import { blank } from './query';
import { useTicked } from './ticked';
import { useVerbs } from './verbs';

type Which = Pick<RowName, 'id'>;

/** The list page of a noun, without its looks. */
export function useListing(records: Records, layout: ListLayout, desk: ListDesk) {
  const router = useRouter();
  const fields = shallowRef<readonly Field[]>([]);
  const found = useFound(records, desk);
  const { state } = found;
  const ticked = useTicked(found.rows);
  const kept = useKept(records.noun, layout, fields, desk);
  const place = usePlace(records.noun, desk, useRoute(), router);
  const verbs = useVerbs({ records, layout, desk, found, ticked, fields, columns: kept.columns });

  /** Asks something else: its first page, nothing ticked. */
  async function ask(query: Query): Promise<void> {
    ticked.clear();
    await found.ask(query);
    place.stay(state.query, state.page);
  }

  async function turn(page: number, size: number): Promise<void> {
    if (size !== state.size) kept.keepSize(size);
    await found.turn(page, size);
    place.stay(state.query, state.page);
  }

  /** A click on a header: up, down, and back to the noun's own order. */
  function sort(field: string): void {
    const { query } = state;
    const next = query.sort !== field ? { sort: field, down: false } : query.down ? { sort: null, down: false } : { sort: field, down: true };
    void ask({ ...query, ...next });
  }

  /** What she came for, or what she has kept as her beginning. */
  function begin(): Promise<void> {
    const there = place.arrived() ?? { query: kept.standard() ?? blank(), page: 1 };
    return found.ask(there.query, there.page, kept.size.value);
  }

  onMounted(async () => {
    try {
      // The bar is drawn while the rows are on their way.
      const read = records.fields().then((all) => { fields.value = all; });
      await Promise.all([read, kept.read().then(begin)]);
      place.stay(state.query, state.page);
    } catch (cause) {
      desk.fail(cause);
    }
  });
  watch(desk.changes, () => void found.load());
  // A number of the workbench leads here while the page is open.
  watch(() => place.asked(), (query) => { if (query !== null) void ask(query); });

  const view = (row: Which) => ({ name: `${records.noun}-view`, params: { id: row.id } });

  return {
    fields,
    found,
    ticked,
    kept,
    verbs,
    ask,
    turn,
    sort,
    clear: () => ask(blank()),
    open: (row: Which) => router.push(view(row)),
    href: (row: Which) => router.resolve(view(row)).href,
  };
}

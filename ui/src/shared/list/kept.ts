// What the clerk set up for a list: columns, saved views, rows on a page. It is remembered for her.
import { computed, ref, shallowRef, type ShallowRef } from 'vue';
import type { Field, Noun, Query } from '../../api/types';
import { type KeptColumn, type ListDesk, type ListLayout, setUp } from './layout';
import { blank } from './query';
import type { SavedView } from './views';

/** How long widths may change before they are kept. */
const SETTLED_MS = 400;

/** The set-up of one list. */
export function useKept(noun: Noun, layout: ListLayout, fields: Readonly<ShallowRef<readonly Field[]>>, desk: ListDesk) {
  const chosen = shallowRef<readonly KeptColumn[]>([]);
  const views = shallowRef<readonly SavedView[]>([]);
  const size = ref(50);
  const columns = computed(() => setUp(fields.value, layout, chosen.value));
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const keep = (what: string, value: unknown) => { desk.keep(`list.${noun}.${what}`, value).catch(desk.fail); };

  /** Shows columns so, and remembers them once nothing more changes. */
  function keepColumns(wanted: readonly KeptColumn[]): void {
    chosen.value = wanted;
    clearTimeout(waiting);
    waiting = setTimeout(() => { keep('columns', chosen.value); }, SETTLED_MS);
  }

  return {
    columns,
    views,
    size,
    keepColumns,
    read: async () => {
      [chosen.value, views.value, size.value] = await Promise.all([
        desk.preference<KeptColumn[]>(`list.${noun}.columns`, []),
        desk.preference<SavedView[]>(`list.${noun}.views`, []),
        desk.preference(`list.${noun}.size`, 50),
      ]);
    },
    widen: (field: string, width: number) => { keepColumns(columns.value.map((it) => (it.field === field ? { ...it, width } : it))); },
    keepViews: (wanted: readonly SavedView[]) => { views.value = wanted; keep('views', wanted); },
    keepSize: (wanted: number) => { size.value = wanted; keep('size', wanted); },
    /** The query that the page opens with, when a view says so. */
    standard: (): Query | null => {
      const view = views.value.find((it) => it.standard);
      return view === undefined ? null : { ...blank(), ...view.query };
    },
  };
}

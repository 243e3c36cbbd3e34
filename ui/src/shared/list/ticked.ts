// The rows that are ticked. They stay ticked from page to page, and until something else is asked for.
import { computed, shallowReactive, type ComputedRef } from 'vue';
import type { RowName } from '../../api/types';

/** A ticked row: enough to know what can be done with it. */
export type Ticked = RowName & { readonly removed: boolean };

/** Which rows are ticked. */
export function useTicked(page: ComputedRef<readonly Ticked[]>) {
  const rows = shallowReactive(new Map<string, Ticked>());
  let last = '';

  const put = (row: Ticked, on: boolean) => { if (on) rows.set(row.id, row); else rows.delete(row.id); };

  /** Ticks a row or not; with `range`, all from the one before to it. */
  function toggle(row: Ticked, range = false): void {
    const on = !rows.has(row.id);
    const ids = page.value.map((it) => it.id);
    const [from, to] = [ids.indexOf(last), ids.indexOf(row.id)];
    if (range && from >= 0) for (const it of page.value.slice(Math.min(from, to), Math.max(from, to) + 1)) put(it, on);
    else put(row, on);
    last = row.id;
  }

  return {
    rows,
    list: computed(() => [...rows.values()]),
    page: computed(() => page.value.length > 0 && page.value.every((it) => rows.has(it.id))),
    some: computed(() => page.value.some((it) => rows.has(it.id))),
    toggle,
    tickPage: (on: boolean) => { for (const it of page.value) put(it, on); },
    tickAll: (all: readonly Ticked[]) => { for (const it of all) rows.set(it.id, it); },
    clear: () => { rows.clear(); },
  };
}

// What is done from a list: records made anew, changed, made void, restored, taken in, exported, printed.
import { ref, type ComputedRef, type ShallowRef } from 'vue';
import { useRouter } from 'vue-router';
import type { Records } from '../../api/record';
import type { Done, Field, RowName } from '../../api/types';
import type { useFound } from './found';
import { useRemoving } from '../removing';
import { shownColumns, type KeptColumn, type ListDesk, type ListLayout } from './layout';
import { only } from './query';
import { text } from './text';
import type { useTicked } from './ticked';

interface List {
  readonly records: Records;
  readonly layout: ListLayout;
  readonly desk: ListDesk;
  readonly found: ReturnType<typeof useFound>;
  readonly ticked: ReturnType<typeof useTicked>;
  readonly fields: Readonly<ShallowRef<readonly Field[]>>;
  readonly columns: ComputedRef<readonly KeptColumn[]>;
}

/** The verbs of a list, for whichever bar offers them. */
export type ListVerbs = ReturnType<typeof useVerbs>;

/** The verbs of a list at work. */
export function useVerbs({ records, layout, desk, found, ticked, fields, columns }: List) {
  const router = useRouter();
  const busy = ref(false);
  const exporting = ref(false);
  const printing = ref(false);
  const preset = ref<'found' | 'ticked'>('found');

  /** Does one thing at a time; what goes wrong is said. */
  async function once(work: () => Promise<void>): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    try {
      await work();
    } catch (cause) {
      desk.fail(cause);
    } finally {
      busy.value = false;
    }
  }

  const removing = useRemoving(records, (done) => {
    ticked.clear();
    desk.tell(done);
  }, desk.fail);
  const idsOf = (removed: boolean) => ticked.list.value.filter((it) => it.removed === removed).map((it) => it.id);

  return {
    busy,
    add: () => router.push({ name: `${records.noun}-new` }),
    edit: (row: Pick<RowName, 'id'>) => router.push({ name: `${records.noun}-edit`, params: { id: row.id } }),
    paste: () => router.push({ name: 'paste', params: { noun: records.noun } }),
    takeIn: () => router.push({ name: 'import', query: { noun: records.noun } }),
    refresh: found.load,
    untick: ticked.clear,
    exporting,
    printing,
    preset,
    /** Makes the ticked records void, or restores them. */
    remove: (removed: boolean) => once(() => removing.remove(idsOf(!removed), removed)),
    /** What stands against it, and the way on for a reason. */
    standing: removing.standing,
    removeFor: (ids: string[], reason: string) => once(() => removing.remove(ids, true, reason)),
    /** Gives the ticked records one value. */
    change: (field: string, value: string) => once(async () => {
      const done = await records.change(idsOf(false), field, value);
      ticked.clear();
      desk.tell(done);
    }),
    /** Takes a step with the ticked records. */
    act: (work: () => Promise<Done>) => once(async () => {
      const done = await work();
      ticked.clear();
      desk.tell(done);
    }),
    /** Says what was done to the ticked records by what asked for more than one value. */
    finished: (done: Done) => {
      ticked.clear();
      desk.tell(done);
    },
    tickAll: () => once(async () => {
      const { query } = found.state;
      ticked.tickAll((await records.ids(query)).map((it) => ({ ...it, removed: query.removed === 'only' })));
    }),
    /** Lays the two ticked records side by side. */
    layBeside: (route: string) => {
      const [kept, away] = ticked.list.value;
      return router.push({ name: route, query: { kept: kept?.id, away: away?.id } });
    },
    askExport: (rows: 'found' | 'ticked') => {
      preset.value = rows;
      exporting.value = true;
    },
    exportTo: (rows: 'found' | 'ticked', which: 'shown' | 'all') => once(async () => {
      const { noun } = layout.words;
      const names = which === 'all' ? columns.value.map((it) => it.field) : shownColumns(fields.value, columns.value).map((it) => it.field.name);
      const path = await desk.saveTo(text.export.title, text.export.file(noun, desk.today()));
      if (path === null) return;
      const query = rows === 'found' ? found.state.query : only(found.state.query, ticked.list.value.map((it) => it.id));
      const count = await records.exportTo(text.export.job(noun), query, names, path);
      desk.note(text.export.done(count, path));
    }),
    askPrint: () => { printing.value = true; },
    printFound: () => once(async () => {
      desk.print(records.noun, await records.ids(found.state.query));
      await router.push({ name: 'print' });
    }),
    printTicked: () => once(async () => {
      desk.print(records.noun, ticked.list.value.map(({ id, number, title }) => ({ id, number, title })));
      await router.push({ name: 'print' });
    }),
  };
}

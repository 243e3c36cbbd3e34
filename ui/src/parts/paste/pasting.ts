// Pasted cells at work: which column is what, what each row would do, and that nothing of it is lost.
import { computed, onBeforeUnmount, reactive } from 'vue';
import { Problem } from '../../api/call';
import { apply, drop, fields, keep, kept, look, plan, rows as readRows } from '../../api/paste';
import type { Field, ImportCounts, ImportRow, Noun } from '../../api/types';
import { tellDone } from '../../done';
import { showProblem } from '../../session';
import { text } from './text';
import { cellsOf } from './tsv';

/** A column: its header as it came, and the field it fills; empty for none. */
export interface PastedColumn {
  header: string;
  field: string;
  /** Whether its own header is left to be read: a person's name above hours. */
  own: boolean;
}

/** A pause in typing, in milliseconds. */
const PAUSE = 500;
const MOST = 2000;
/** Header and rows are counted from 1, as in a sheet. */
const FIRST = 2;

/** The state of pasted cells of a noun, and what can be done with them. */
export function usePasting(noun: Noun) {
  const state = reactive({
    fields: [] as readonly Field[],
    columns: [] as PastedColumn[],
    rows: [] as string[][],
    /** Row number → what it would do. */
    found: new Map<number, ImportRow>(),
    counts: null as ImportCounts | null,
    refusal: '',
    note: '',
    checking: false,
    writing: false,
  });
  let turn = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const titleOf = (name: string) => state.fields.find((it) => it.name === name)?.title ?? name;
  const headers = computed(() => state.columns.map(({ header, field, own }, at) => (field !== '' ? titleOf(field) : own ? header : text.columnName(at + 1))));
  const sent = () => [headers.value, ...state.rows.map((row) => state.columns.map((it, at) => (it.field !== '' || it.own ? row[at] ?? '' : '')))];
  const writes = computed(() => (state.counts === null ? 0 : state.counts.new + state.counts.changed));

  async function check(): Promise<void> {
    turn += 1;
    const mine = turn;
    if (state.rows.length === 0) {
      Object.assign(state, { counts: null, refusal: '', found: new Map<number, ImportRow>() });
      return;
    }
    state.checking = true;
    try {
      const [{ counts }, { rows }] = [await plan(noun, sent()), await readRows(MOST)];
      if (mine === turn) Object.assign(state, { counts, refusal: '', found: new Map(rows.map((it) => [it.row, it])) });
    } catch (cause) {
      if (mine !== turn) return;
      const refusal = cause instanceof Problem && cause.kind === 'invalid' ? cause.message : '';
      Object.assign(state, { counts: null, refusal, found: new Map<number, ImportRow>() });
      if (refusal === '') showProblem(cause);
    } finally {
      if (mine === turn) state.checking = false;
    }
  }

  const store = () => keep(noun, state.rows.length === 0 ? [] : [headers.value, ...state.rows]).catch(showProblem);

  /** After a pause: what was typed is kept, then held against the archive. */
  function changed(): void {
    clearTimeout(waiting);
    waiting = setTimeout(() => { waiting = undefined; void store(); void check(); }, PAUSE);
  }

  /** Takes cells in: their header is found, or every column waits to be chosen. */
  async function take(cells: string[][]): Promise<void> {
    const { skip, columns } = await look(noun, cells);
    const width = Math.max(...cells.map((row) => row.length));
    state.columns = Array.from({ length: width }, (_, at) => {
      const { header = '', field = null } = columns[at] ?? {};
      return { header, field: field ?? '', own: field === null && header !== '' };
    });
    state.rows = cells.slice(skip).map((row) => Array.from({ length: width }, (_, at) => row[at] ?? ''));
    state.note = '';
  }

  async function paste(typed: string): Promise<void> {
    const cells = cellsOf(typed);
    if (cells.length === 0) return;
    try {
      await take(cells);
      changed();
    } catch (cause) {
      showProblem(cause);
    }
  }

  /** Lays a block over the grid, from one cell to the right and down. */
  function lay(row: number, column: number, typed: string): void {
    cellsOf(typed).forEach((cells, down) => {
      const to = state.rows[row + down] ?? addRow();
      cells.slice(0, state.columns.length - column).forEach((cell, right) => { to[column + right] = cell; });
    });
    changed();
  }

  function addRow(): string[] {
    state.rows.push(state.columns.map(() => ''));
    return state.rows.at(-1) ?? [];
  }

  function set(row: number, column: number, value: string): void {
    const cells = state.rows[row];
    if (cells === undefined || cells[column] === value) return;
    cells[column] = value;
    changed();
  }

  function choose(column: number, field: string): void {
    const it = state.columns[column];
    if (it === undefined) return;
    // Two columns cannot fill one field: the other gives way.
    for (const other of state.columns) if (field !== '' && other !== it && other.field === field) other.field = '';
    Object.assign(it, { field, own: false });
    changed();
  }

  function removeRow(row: number): void {
    state.rows.splice(row, 1);
    changed();
  }

  function clear(): void {
    Object.assign(state, { columns: [], rows: [], note: '' });
    changed();
  }

  async function write(): Promise<void> {
    if (state.writing) return;
    state.writing = true;
    try {
      clearTimeout(waiting);
      await check();
      if (writes.value === 0) return;
      const { done } = await apply(text.job(text.names[noun] ?? ''));
      const refused = (at: number) => state.found.get(at + FIRST)?.action === 'refused';
      state.rows = state.rows.filter((_, at) => refused(at));
      state.note = state.rows.length > 0 ? text.left(state.rows.length) : '';
      tellDone(done);
      await store();
      await check();
    } catch (cause) {
      showProblem(cause);
    } finally {
      state.writing = false;
    }
  }

  async function open(): Promise<void> {
    try {
      const [known, before] = await Promise.all([fields(noun), kept(noun)]);
      state.fields = known;
      if (before === null || before.cells.length === 0) return;
      await take(before.cells);
      // A header that nobody understood is none of its rows.
      if (state.rows.length === before.cells.length) state.rows.shift();
      state.note = text.kept(before.at);
      await check();
    } catch (cause) {
      showProblem(cause);
    }
  }

  onBeforeUnmount(() => {
    if (waiting !== undefined) { clearTimeout(waiting); void store(); }
    drop().catch(showProblem);
  });

  /** What is wrong with a cell, in sentences. */
  const wrong = (row: number, column: number) => state.found.get(row + FIRST)?.findings.filter((it) => it.column === headers.value[column]) ?? [];
  /** What is wrong with a row and with no cell of it. */
  const wrongRow = (row: number) => state.found.get(row + FIRST)?.findings.filter((it) => !headers.value.includes(it.column)) ?? [];
  const actionOf = (row: number) => state.found.get(row + FIRST)?.action ?? null;

  return { state, headers, writes, open, paste, lay, set, choose, addRow: () => { addRow(); }, removeRow, clear, write, wrong, wrongRow, actionOf };
}

export type Pasting = ReturnType<typeof usePasting>;

// Rows of a page that is no list of records: asked for page by page, and exported as they are asked for.
import { ElMessage } from 'element-plus';
import { onMounted, reactive, shallowRef, watch } from 'vue';
import { pickTarget } from './api/desk';
import type { Attempts } from './attempt';
import { changes } from './done';

/** A page of rows, and how many there are. */
interface Found<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

/** What is said around an export. */
interface ExportWords {
  readonly target: string;
  readonly file: string;
  readonly exported: (rows: number, path: string) => string;
}

/** Keeps the rows that a query finds: read anew when it, the page or the archive changes. A late answer to an earlier question is dropped. */
export function usePaged<Query extends object, Row>(query: Query, { attempt }: Attempts, ask: (query: Query, offset: number, limit: number) => Promise<Found<Row>>) {
  const found = shallowRef<Found<Row>>({ rows: [], total: 0 });
  const page = reactive({ at: 1, size: 50 });
  let turn = 0;

  async function load(): Promise<void> {
    turn += 1;
    const mine = turn;
    const rows = await attempt(() => ask({ ...query }, (page.at - 1) * page.size, page.size));
    if (rows !== undefined && mine === turn) found.value = rows;
  }

  /** Writes them into a sheet, where she wants it, and says so. */
  async function exportTo(words: ExportWords, write: (query: Query, path: string) => Promise<number>): Promise<void> {
    const path = await attempt(() => pickTarget(words.target, words.file));
    if (path === undefined || path === null) return;
    const rows = await attempt(() => write({ ...query }, path));
    if (rows !== undefined) ElMessage({ message: words.exported(rows, path), type: 'success', showClose: true });
  }

  watch(query, () => {
    if (page.at === 1) void load();
    else page.at = 1;
  });
  watch([page, changes], load);
  onMounted(load);

  return { found, page, turn: (at: number, size: number) => { Object.assign(page, { at, size }); }, exportTo };
}

// Lists of records: queried, sorted, paged as the program does, only simpler.
import type { Condition, Done, Noun, Query, Row } from '../src/api/types';
import type { Answers } from './index';
import { refuse, work } from './job';
import { FIELDS } from './records/fields';
import { ROWS } from './records/rows';

/** The records of a noun. */
export const rowsOf = (noun: unknown): Row[] => ROWS[noun as Noun] ?? [];

let operations = 0;

/** An operation that is done. */
export function done(op: string, count: number): Done {
  operations += 1;
  return { op_id: count > 0 ? `op-${String(operations)}` : null, op, count };
}

const number = (text: string) => Number(text.replace(/[^\d.-]/g, ''));

/** A day as people type it, for comparing: 3-14 is of this year. */
const day = (typed: string) => typed.split('-').length === 2 ? `2026-${typed.split('-').map((it) => it.padStart(2, '0')).join('-')}` : typed;

function meets(noun: unknown, row: Row, { field, compare, value }: Condition): boolean {
  if (field === 'id') return value.split('|').includes(row.id);
  const cell = row.cells[field] ?? '';
  const kind = FIELDS[noun as Noun]?.find((it) => it.name === field)?.kind ?? 'text';
  const dated = kind === 'day' || kind === 'instant';
  if (dated && compare.startsWith('at_') && !/^\d{1,4}-\d/.test(value)) {
    refuse(`日期“${value}”看不懂，请写成 2026-3-14 或 3-14。`, 'invalid', { [field]: `日期“${value}”看不懂，请写成 2026-3-14 或 3-14。` });
  }
  const order = dated ? cell.slice(0, 10).localeCompare(day(value)) : number(cell) - number(value);
  switch (compare) {
    case 'equals': return cell === value;
    case 'differs': return cell !== value;
    case 'contains': return cell.includes(value);
    case 'starts_with': return cell.startsWith(value);
    case 'at_least': return cell !== '' && order >= 0;
    case 'at_most': return cell !== '' && order <= 0;
    case 'empty': return cell === '';
    case 'filled': return cell !== '';
    case 'any_of': return value.split('|').includes(cell);
  }
}

const DUE: Record<string, (row: Row) => boolean> = {
  licence_expiring: (row) => (row.cells.valid_to ?? '').startsWith('2026-12'),
  unclassified: (row) => row.cells.class === '',
  case_overdue: (row) => (row.cells.days_left ?? '').startsWith('逾期'),
  hotline_overdue: (row) => (row.cells.overdue ?? '').startsWith('逾期'),
};

/** The records that a query finds, in its order. */
export function found(noun: unknown, query: Query): Row[] {
  const rows = rowsOf(noun).filter((row) =>
    (query.removed === 'all' || row.removed === (query.removed === 'only'))
    && (query.text === '' || Object.values(row.cells).some((cell) => cell.includes(query.text)))
    && (DUE[query.due]?.(row) ?? true)
    && query.conditions.every((condition) => meets(noun, row, condition)));
  const { sort } = query;
  if (sort !== null) rows.sort((a, b) => (a.cells[sort] ?? '').localeCompare(b.cells[sort] ?? '', 'zh', { numeric: true }) * (query.down ? -1 : 1));
  return rows;
}

export const answers: Answers = {
  record_fields: ({ noun }) => FIELDS[noun as Noun] ?? [],
  record_list: ({ noun, query, offset, limit }) => {
    const rows = found(noun, query as Query);
    return { rows: rows.slice(Number(offset), Number(offset) + Number(limit)), total: rows.length };
  },
  record_ids: ({ noun, query }) => found(noun, query as Query).map(({ id, number: no, title }) => ({ id, number: no, title })),
  record_remove: ({ noun, ids, removed }) => {
    const rows = rowsOf(noun).filter((row) => (ids as string[]).includes(row.id) && row.removed !== removed);
    for (const row of rows) row.removed = Boolean(removed);
    return done(removed === true ? '作废' : '恢复', rows.length);
  },
  record_change: ({ noun, ids, field, value }) => {
    const rows = rowsOf(noun).filter((row) => (ids as string[]).includes(row.id) && row.cells[String(field)] !== value);
    for (const row of rows) row.cells[String(field)] = String(value);
    return done('批量修改', rows.length);
  },
  record_export: async (args) => {
    const rows = found(args.noun, args.query as Query);
    await work(args, '写入表格', rows.length, 40);
    return rows.length;
  },
};

// Cells pasted from a spreadsheet: a little of what the program knows of headers and numbers.
import type { ImportPlan, ImportRow, Noun, PasteLook } from '../src/api/types';
import type { Answers } from './index';
import { FIELDS } from './records/fields';

const WORDS: Record<string, string> = { 店名: 'trade_name', 经营者: 'owner_name', 店址: 'address', 手机: 'phone' };
let kept: string[][] = [];
let planned: ImportRow[] = [];

const fieldOf = (noun: unknown, header: string) => WORDS[header] ?? (FIELDS[noun as Noun] ?? []).find((it) => it.title === header)?.name ?? null;

function judged(noun: unknown, [head = [], ...rows]: string[][]): ImportRow[] {
  const at = head.findIndex((it) => fieldOf(noun, it) === 'licence_no');
  return rows.map((row, index): ImportRow => {
    const number = row[at] ?? '';
    const wrong = at >= 0 && !/^\d{12}$/.test(number);
    return {
      row: index + 2, action: wrong ? 'refused' : 'new', title: row.join(' '), differences: [],
      findings: wrong ? [{ column: head[at] ?? '', severity: 'error', code: 'licence_length', message: `许可证号应为12位数字，这里是${String(number.length)}位，请对照许可证补全或改正。` }] : [],
    };
  });
}

export const answers: Answers = {
  paste_look: ({ noun, cells }): PasteLook => {
    const [head = []] = cells as string[][];
    const columns = head.map((header) => ({ header, field: fieldOf(noun, header) }));
    const known = columns.filter((it) => it.field !== null).length > 1;
    return { skip: known ? 1 : 0, columns: known ? columns : columns.map(() => ({ header: '', field: null })) };
  },
  paste_plan: ({ noun, cells }): ImportPlan => {
    planned = judged(noun, cells as string[][]);
    const count = (action: ImportRow['action']) => planned.filter((it) => it.action === action).length;
    return { noun: noun as Noun, sheet: '粘贴的表', file_name: '粘贴的表', counts: { new: count('new'), changed: 0, same: 0, refused: count('refused') }, new_staff: 0, warnings: 0, notes: [] };
  },
  paste_keep: ({ cells }) => { kept = cells as string[][]; return null; },
  paste_open: () => (kept.length === 0 ? null : { at: '2026-11-27 09:12', cells: kept }),
};

/** What the rows that were planned last would do. */
export const plannedRows = () => planned;
/** Lets go of them, as leaving the page does. */
export const forgetPlanned = () => { planned = []; };

// Forms: opened, checked, saved, kept. It judges a little of what the program judges, with the same words.
import type { Alike, Check, Draft, Field, FieldProblem, Form, Goods, KeptDraft, Noun, Presence, Row, Saved } from '../src/api/types';
import type { Answers } from './index';
import { refuse } from './job';
import { done, rowsOf } from './record.answers';
import { FIELDS } from './records/fields';
import { judge } from './records/judge';
import { measures } from './records/rows';

const kept = new Map<string, KeptDraft>();
export const distinct = new Set<string>();
const revisions = new Map<string, number>();
const key = (noun: unknown, id: unknown) => [noun, id].join(' ');

export const fieldsOf = (noun: unknown): Field[] => FIELDS[noun as Noun] ?? [];
export const rowOf = (noun: unknown, id: unknown): Row => rowsOf(noun).find((it) => it.id === id) ?? refuse('没有这条记录，可能已被别人作废，请回到列表刷新。', 'not_found');

/** Who was at a training: the officers on duty, with their marks. */
export function presence(row: Row | null): Presence[] {
  return rowsOf('staff').filter((it) => it.cells.state === '在岗').map((it) => ({ staff: it.id, name: it.title, mark: row?.cells.attendance?.includes(it.title) === true ? '√' : '' }));
}

export const GOODS: Goods[] = [
  { brand: '中华（硬）', barcode: '6901028075015', quantity: '2条3包', price: '450', amount: '1035.00', authenticity: '真', disposition: '登记' },
  { brand: '云烟（软珍品）', barcode: '6901028317023', quantity: '5条', price: '230', amount: '1150.00', authenticity: '待鉴定', disposition: '登记' },
];

/** A record as its form holds it. */
export function draftOf(noun: unknown, row: Row | null): Draft {
  const inForm = fieldsOf(noun).filter((it) => it.form);
  return {
    fields: Object.fromEntries(inForm.map((it) => [it.name, (row?.cells[it.name] ?? '').replace(/(元|课时)$/, '')])),
    attendance: noun === 'training' ? presence(row) : [],
    goods: noun === 'case' && row !== null ? GOODS : [],
    measures: noun === 'vendor' && row !== null ? measures(row) : [],
  };
}

function alike(noun: unknown, id: unknown, { fields }: Draft): Alike[] {
  if (noun !== 'retailer') return [];
  const whys = [['licence_no', '许可证号相同', true], ['owner_id_number', '身份证号相同', false], ['phone', '电话相同', false], ['address', '地址相同', false]] as const;
  return rowsOf(noun).flatMap((row) => {
    const why = whys.find(([field]) => (fields[field] ?? '') !== '' && fields[field] === row.cells[field]);
    if (why === undefined || row.id === id || distinct.has(`${String(id)} ${row.id}`)) return [];
    return [{ id: row.id, noun: 'retailer' as const, number: row.number, title: row.title, field: why[0], why: why[1], exact: why[2] }];
  });
}

function check({ noun, id, draft }: Record<string, unknown>): Check {
  const problems: FieldProblem[] = [];
  const echoes: Record<string, string> = {};
  for (const field of fieldsOf(noun).filter((it) => it.form)) {
    const typed = (draft as Draft).fields[field.name] ?? '';
    const { error, warning, echo, doubt = false } = judge(field, typed);
    const because = doubt ? `because.${field.name}` : null;
    const reason = because === null ? '' : (draft as Draft).fields[because] ?? '';
    if (error !== undefined && reason.length < 4) problems.push({ field: field.name, severity: 'error', code: 'fake', message: reason === '' ? error : '请写明理由，至少4个字。', because });
    else if (error !== undefined) problems.push({ field: field.name, severity: 'warning', code: 'fake', message: `${error}已按原因保留：${reason}。`, because });
    if (warning !== undefined) problems.push({ field: field.name, severity: 'warning', code: 'fake', message: warning, because: null });
    if (echo !== undefined) echoes[field.name] = echo;
  }
  return { problems, echoes, alike: alike(noun, id, draft as Draft) };
}

function save(args: Record<string, unknown>): Saved {
  const { noun, id, draft, reason } = args;
  const { problems, alike: others } = check(args);
  const errors = problems.filter((it) => it.severity === 'error');
  if (errors.length > 0) refuse('有几处需要改正。', 'invalid', Object.fromEntries(errors.map((it) => [it.field, it.message])));
  if (others.some((it) => it.exact) && reason === null) refuse('与已有记录重复，请写明理由。', 'invalid', { reason: '请写明理由。' });
  const { fields } = draft as Draft;
  const rows = rowsOf(noun);
  const title = fields.trade_name ?? fields.full_name ?? fields.topic ?? fields.target_name ?? `${fields.party_name ?? ''}${fields.cause ?? ''}案`;
  const number = fields.licence_no ?? fields.case_no ?? fields.upstream_no ?? fields.held_on ?? '';
  let row = rows.find((it) => it.id === id);
  if (row === undefined) {
    row = { id: `${String(noun)}-${String(rows.length)}`, number, title, removed: false, cells: {}, marks: {} };
    rows.unshift(row);
  }
  Object.assign(row, { title, number });
  Object.assign(row.cells, fields);
  const revision = (revisions.get(row.id) ?? 1) + 1;
  revisions.set(row.id, revision);
  return { id: row.id, number, title, revision, warnings: problems.filter((it) => it.severity === 'warning'), done: done(`保存“${title}”`, 1) };
}

export const answers: Answers = {
  record_form: ({ noun, id }): Form => {
    const row = id === null ? null : rowOf(noun, id);
    return { noun: noun as Noun, id: id as string | null, revision: revisions.get(String(id)) ?? 1, title: row?.title ?? '', draft: draftOf(noun, row), kept: kept.get(key(noun, id)) ?? null };
  },
  record_check: check,
  record_save: save,
  record_distinct: ({ id, other }) => { distinct.add(`${String(id)} ${String(other)}`); return null; },
  draft_put: ({ noun, id, draft }) => { kept.set(key(noun, id), { at: '2026-11-27 16:50', draft: draft as Draft }); return null; },
  draft_drop: ({ noun, id }) => { kept.delete(key(noun, id)); return null; },
};

/** When something was kept of a record. */
export const keptAt = (noun: unknown, id: unknown): string | null => kept.get(key(noun, id))?.at ?? null;

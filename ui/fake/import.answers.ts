// A ledger of 40 retailers on its way in: two rows with errors, three with changes.
import type { ImportOnly, ImportPlan, ImportRow, LedgerColumn, LedgerColumns, LedgerSheet, Noun } from '../src/api/types';
import type { Answers } from './index';
import { refuse, work } from './job';
import { forgetPlanned, plannedRows } from './paste.answers';
import { FIELDS } from './records/fields';
import { done, rowsOf } from './record.answers';

const TITLES: Partial<Record<Noun, string>> = { retailer: '零售户', vendor: '无证户', inspection: '检查', diary: '工作日志', campaign: '专项与宣传', case: '案件', hotline: '12313', staff: '人员', training: '培训' };

const sheets: LedgerSheet[] = [
  { name: '零售户台账', noun: 'retailer', noun_title: '零售户', rows: 40, hidden: false },
  { name: '2026年案件', noun: 'case', noun_title: '案件', rows: 24, hidden: false },
  { name: '填表说明', noun: null, noun_title: '', rows: 9, hidden: false },
  { name: '代码表', noun: null, noun_title: '', rows: 31, hidden: true },
];

/** Headers as clerks write them, and the field each is surely taken for. */
const HEADERS: [string, string | null, string[]][] = [
  ['序号', null, ['1', '2', '3']],
  ['零售许可证号码', 'licence_no', ['619999110000', '619999110037', '619999110074']],
  ['店名', 'trade_name', ['王建家便利店', '潼川县黄芳商店', '高春副食店']],
  ['经营者', 'owner_name', ['王建国', '黄芳', '高春梅']],
  ['店址', 'address', ['城关镇人民路3号', '代字营镇解放路5号', '桐峪镇中山街7号']],
  ['手机', 'phone', ['13910000000', '13910734287', '13911468574']],
  ['监管类别', 'class', ['守法', '一般监控', '重点监控']],
  ['到期', 'valid_to', ['2029.3.5', '2028年10月1日', '46022']],
  ['客户经理', null, ['朱文', '朱文', '单刚伟']],
];

const remembered: Record<string, string> = { 到期: 'valid_to' };

function columnsOf(noun: Noun, sheet: string, mapping: Record<string, string>): LedgerColumns {
  const own = noun === 'retailer' ? HEADERS : (FIELDS[noun] ?? []).filter((it) => it.form).slice(0, 8).map((it) => [it.title, it.name, rowsOf(noun).slice(0, 3).map((row) => row.cells[it.name] ?? '')] as (typeof HEADERS)[number]);
  const columns = own.map(([header, field, samples]): LedgerColumn => ({ header, field: (mapping[header] ?? field) || null, samples, remembered: header in remembered }));
  const missing = (FIELDS[noun] ?? []).filter((it) => it.required && !columns.some((column) => column.field === it.name)).map((it) => it.title);
  return { sheet, columns, missing, notes: ['第1行是标题，表头在第2行。'], rows: 40 };
}

const rows: ImportRow[] = Array.from({ length: 40 }, (_, at): ImportRow => {
  const known = rowsOf('retailer')[at];
  const title = `${known?.number ?? ''} ${known?.title ?? ''}`;
  const row = at + 3;
  if (at === 6) return { row, action: 'refused', title: '61999911022 胡芳家百货店', differences: [], findings: [{ column: '零售许可证号码', severity: 'error', code: 'licence_length', message: '许可证号应为12位数字，这里是11位，请对照许可证补全或改正。' }] };
  if (at === 21) return { row, action: 'refused', title, differences: [], findings: [{ column: '到期', severity: 'error', code: 'day_form', message: '日期“2026.11.31”不存在：11月只有30天，请对照许可证改正。' }] };
  if (at === 12 || at === 30) return { row, action: 'new', title, differences: [], findings: [{ column: '手机', severity: 'warning', code: 'phone_form', message: '手机号“1391073428”少一位，已照录，请核对。' }] };
  if (at === 3) return { row, action: 'changed', title, findings: [], differences: [{ field: 'class', title: '分类', before: '守法经营户', after: '重点监控户' }, { field: 'phone', title: '联系电话', before: '13912202861', after: '13709130000' }] };
  if (at === 9 || at === 15) return { row, action: 'changed', title, findings: [], differences: [{ field: 'valid_to', title: '有效期至', before: '', after: '2029-06-30' }] };
  return { row, action: at < 10 ? 'same' : 'new', title, differences: [], findings: [] };
});

const count = (action: ImportRow['action']) => rows.filter((it) => it.action === action).length;
const counts = () => ({ new: count('new'), changed: count('changed'), same: count('same'), refused: count('refused') });

const WEIGHT = (row: ImportRow) => (row.action === 'refused' ? 0 : row.findings.length > 0 ? 1 : 2);

function chosen(only: ImportOnly): ImportRow[] {
  const found = rows.filter((it) => only === 'all' || (only === 'problems' ? it.findings.length > 0 : it.action === only));
  return only === 'problems' || only === 'all' ? found.sort((a, b) => WEIGHT(a) - WEIGHT(b) || a.row - b.row) : found;
}

export const answers: Answers = {
  import_look: ({ path }) => (String(path).endsWith('.docx') ? refuse('这不是表格文件，请选择 .xlsx、.xls、.et、.ods 或 .csv。') : sheets),
  import_columns: ({ noun, sheet, mapping }) => columnsOf(noun as Noun, String(sheet), mapping as Record<string, string>),
  import_plan: async (args): Promise<ImportPlan> => {
    await work(args, '比对', 40, 30);
    return { noun: args.noun as Noun, sheet: String(args.sheet), file_name: `${TITLES[args.noun as Noun] ?? ''}台账.xlsx`, counts: counts(), new_staff: args.noun === 'training' ? 2 : 0, warnings: 2, notes: [] };
  },
  import_rows: ({ only, offset, limit }) => {
    const pasted = plannedRows();
    const found = pasted.length > 0 ? pasted : chosen(only as ImportOnly);
    return { rows: found.slice(Number(offset), Number(offset) + Number(limit)), total: found.length };
  },
  import_apply: async (args) => {
    await work(args, '写入', 38, 40);
    return { counts: counts(), done: done('导入零售户台账', count('new') + count('changed')) };
  },
  import_errors: () => count('refused'),
  import_drop: () => { forgetPlanned(); return null; },
};

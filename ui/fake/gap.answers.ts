// 缺件: invented rates, documents, towns and files.
import type { GapCount, GapQuery, GapRow, Indicator } from '../src/api/types';
import { fakePdf } from './pdf';
import type { Answers } from './index';
import { refuse } from './job';
import { done, rowsOf } from './record.answers';

const nothing: GapQuery = { gap: 'missing', town: null, noun: null, kind: null, slot: null };
const rate = (code: string, name: string, numerator: number, denominator: number, formula: string): Indicator =>
  ({ code, name, numerator, denominator, value: `${((numerator / denominator) * 100).toFixed(2)}%`, target: '100%', ok: false, formula, span: '截至2026年11月25日' });
export const rates = (): Indicator[] => [
  rate('I21', '资料齐全率', 3204, 3591, '已有的应备资料÷应备资料（零售户档案，准予的许可事项）'),
  rate('I22', '题名相符率', 2801, 3204, '勾过“是这份吗”的÷已放入的扫描件'),
  rate('I23', '扫描清晰率', 3120, 3204, '勾过“看得清吗”的÷已放入的扫描件'),
];
const count = (title: string, of: string, required: number, present: number, query: Partial<GapQuery>): GapCount =>
  ({ title, of, required, present, missing: required - present, rate: `${((present / required) * 100).toFixed(2)}%`, query: { ...nothing, ...query } });
const SLOTS = ['申请表', '身份证复印件', '营业执照', '经营场所证明', '店面照片', '实地核查记录', '准予许可决定书'];
const CASE_SLOTS = ['立案报告表', '证据先行登记保存批准书', '检查（勘验）笔录', '询问笔录', '行政处罚决定书', '送达回证', '结案报告表'];
const documents = [
  ...SLOTS.map((slot, at) => count(slot, '零售户档案', 513, 513 - at * 21, { noun: 'retailer', kind: '', slot })),
  count('检查记录表', '检查记录（异常）', 38, 21, { noun: 'inspection', kind: 'abnormal', slot: '检查记录表' }),
  ...CASE_SLOTS.map((slot, at) => count(slot, '案件（普通程序）', 42 - at * 2, 30 - at * 2, { noun: 'case', kind: 'ordinary', slot })),
  count('当场行政处罚决定书', '案件（简易程序）', 6, 5, { noun: 'case', kind: 'simple', slot: '当场行政处罚决定书' }),
];
const TOWNS = ['城关镇', '永安镇', '龙泉乡'];
const towns = TOWNS.map((town, at) => count(town, '', 1200, 1100 + at * 30, { town }));

function files({ query }: Record<string, unknown>): GapRow[] {
  const asked = query as GapQuery;
  const shops = rowsOf('retailer').slice(0, 37).map((it, at): GapRow => ({
    of: '零售户档案', noun: 'retailer', id: it.id, name: it.title, number: it.number, town: TOWNS[at % 3] ?? '', slots: SLOTS.slice(at % 5, (at % 5) + 1 + (at % 3)),
  }));
  const cases = rowsOf('case').slice(0, 6).map((it, at): GapRow => ({
    of: '案件（普通程序）', noun: 'case', id: it.id, name: it.cells.party_name ?? '', number: it.number, town: TOWNS[at % 3] ?? '', slots: CASE_SLOTS.slice(at % 3),
  }));
  const visits = rowsOf('inspection').slice(0, 3).map((it): GapRow => ({
    of: '检查记录（异常）', noun: 'inspection', id: it.id, name: it.title, number: it.cells.inspected_on ?? '', town: '城关镇', slots: ['检查记录表'],
  }));
  return [...shops, ...cases, ...visits].filter((it) => asked.town === null || it.town === asked.town);
}

export const answers: Answers = {
  gap_show: () => ({ rates: rates(), documents, towns, unclear: 12, unmeasured: 0 }),
  gap_list: (args) => {
    const all = files(args);
    const offset = args.offset as number;
    return { rows: all.slice(offset, offset + (args.limit as number)), total: all.length };
  },
  gap_export: ({ path }) => (String(path) === '' ? refuse('请选择存到哪里。') : 37),
  gap_preview: () => fakePdf('缺件清单', [['缺件清单', '城关镇']]),
  attachment_measure: () => done('补量扫描件的清晰度', 3),
};

// Diaries: steps, and a month of them.
import type { DiaryMonth } from '../src/api/types';
import type { Answers } from './index';
import { refuse } from './job';
import { fakePdf } from './pdf';
import { done, rowsOf } from './record.answers';

function step(ids: unknown, from: readonly string[], to: string, what: string) {
  const rows = rowsOf('diary').filter((it) => (ids as string[]).includes(it.id));
  const wrong = rows.filter((it) => !from.includes(it.cells.state ?? ''));
  if (wrong.length > 0) refuse(`“${wrong[0]?.number ?? ''} ${wrong[0]?.title ?? ''}”${wrong[0]?.cells.state ?? ''}，不能${what}。`, 'conflict');
  for (const row of rows) row.cells.state = to;
  return done(`${what}工作日志`, rows.length);
}

const officer = (name: string, written: number, missing: string) =>
  ({ officer: name, workdays: 18, written, waiting: 3, approved: written - 4, late: missing === '' ? 0 : 1, missing, missing_count: missing === '' ? 0 : missing.split('、').length });

const month: DiaryMonth = {
  period: '2026-11', title: '2026年11月', says: '提交后3个工作日内审批（本局设置）；工作日没有日志的只作提示，休假、培训的不用补',
  officers: [officer('段兰', 18, ''), officer('黄平超', 16, '4日、17日'), officer('雷云秀', 17, '9日')],
};

export const answers: Answers = {
  diary_submit: ({ ids }) => step(ids, ['草稿', '已退回'], '待审批', '提交'),
  diary_approve: ({ ids }) => step(ids, ['待审批'], '已审批', '审批'),
  diary_return: ({ ids }) => step(ids, ['待审批'], '已退回', '退回'),
  diary_month: ({ period }) => ({ ...month, period: String(period) }),
  diary_book: ({ officer: name }) => fakePdf('工作日志', [['市管员', String(name)]]),
};

import type { ChangeInfo, Changes, Done, Operation, OperationFilter, Operations } from '../src/api/types';
import type { Answers } from './index';
import { refuse } from './job';
import { rowsOf } from './record.answers';

const NAMES = ['登录', '修改零售户 王建家便利店', '导入零售户台账', '导出数据包619999-A-000014', '新增案件 潼烟立〔2026〕第41号', '批量改分类为重点监控户', '放入附件 营业执照', '作废12313 受理单'];

const log: Operation[] = Array.from({ length: 137 }, (_, at) => {
  const op = NAMES[at % NAMES.length] ?? '';
  return {
    op_id: `log-${String(at)}`,
    op,
    by: at % 3 === 0 ? '李强' : '王芳',
    at: `2026-11-${String(27 - Math.floor(at / 6)).padStart(2, '0')} ${String(17 - (at % 6)).padStart(2, '0')}:2${String(at % 10)}`,
    count: at % NAMES.length === 0 ? 0 : at % NAMES.length === 2 ? 512 : at % NAMES.length === 5 ? 14 : 1,
    undone: at === 5,
    undoes: false,
    can_undo: at % NAMES.length !== 0 && at % NAMES.length !== 3 && at !== 5,
  };
});

const changed = (at: number): ChangeInfo => {
  const row = rowsOf('retailer')[at % 50];
  const made = at % 5 === 4;
  return {
    noun: 'retailer',
    noun_title: '零售户',
    id: row?.id ?? '',
    title: row?.title ?? '',
    made,
    removed: false,
    differences: made
      ? [{ field: 'trade_name', title: '户名', before: '', after: row?.title ?? '' }]
      : [{ field: 'phone', title: '电话', before: '13786145220', after: '15223353629' }, { field: 'class', title: '分类', before: '守法经营户', after: '重点监控户' }],
  };
};

const find = (id: unknown) => log.find((it) => it.op_id === id);

export const answers: Answers = {
  operation_next: () => log.find((it) => it.can_undo) ?? null,
  operation_list: (args): Operations => {
    const { filter, offset, limit } = args as { filter: OperationFilter; offset: number; limit: number };
    if (filter.from !== '' && !/^[\d-]+$/.test(filter.from)) refuse(`日期“${filter.from}”看不懂，请写成 2026-3-14 或 3-14。`, 'invalid', { from: `日期“${filter.from}”看不懂，请写成 2026-3-14 或 3-14。` });
    const found = log.filter((it) => it.op.includes(filter.text) && it.by.includes(filter.by));
    return { rows: found.slice(offset, offset + limit), total: found.length };
  },
  operation_show: (args): Changes => {
    const { offset, limit } = args as { offset: number; limit: number };
    const total = find(args.opId)?.count ?? 0;
    return { rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at) => changed(offset + at)), total };
  },
  operation_undo: (args): Done => {
    const it = find(args.opId);
    if (it?.can_undo !== true) refuse('没有可以撤销的操作。', 'not_found');
    Object.assign(it, { undone: true, can_undo: false });
    log.unshift({ op_id: `log-u${it.op_id}`, op: `撤销：${it.op}`, by: '王芳', at: '2026-11-27 17:40', count: it.count, undone: false, undoes: true, can_undo: false });
    return { op_id: `log-u${it.op_id}`, op: it.op, count: it.count };
  },
};

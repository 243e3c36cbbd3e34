// What the workbench says.
import type { Mark } from '../../api/types';

export const words = {
  title: '工作台',
  counts: '总数',
  marks: { danger: '要紧', warning: '注意', success: '', info: '' } satisfies Record<Mark, string>,
  due: {
    title: '近14天到期',
    none: '近14天没有到期的事项。',
    days: (days: number) => (days < 0 ? `逾期${String(-days)}天` : days === 0 ? '今天' : `还有${String(days)}天`),
    columns: { days: '期限', what: '事项', title: '对象', on: '到期日', article: '依据' },
    more: (count: number) => `显示全部 ${String(count)} 项`,
    less: '只显示前面的',
    count: (overdue: number, all: number) => (overdue > 0 ? `${String(all)} 项，逾期 ${String(overdue)} 项` : `${String(all)} 项`),
  },
  month: {
    title: (month: string) => `${month}自查准备`,
    meter: (done: number, of: number) => `已备 ${String(done)} / ${String(of)} 项`,
    signed: '已签署',
    open: '去自查',
    ok: '已备',
    not: '未备',
  },
  drafts: {
    title: '未保存的草稿',
    at: (at: string) => `${at} 留下`,
    go: '接着填',
  },
  kept: {
    title: '备份和上报',
    backup: '上次备份',
    noBackup: '还没有备份',
    days: (days: number) => (days === 0 ? '今天' : `${String(days)}天前`),
    ok: '恢复演练通过',
    bad: '恢复演练没有通过，请重做备份',
    unknown: '没有演练过',
    bundle: '上次上报',
    noBundle: '还没有上报过',
    changes: (count: number) => `${String(count)} 条`,
  },
  empty: {
    title: '档案还是空的',
    what: '先把手里的台账导进来：零售户、案件、12313、培训；也可以一户一户地新增。',
    import: '从Excel导入',
    add: '新增零售户',
  },
  chart: {
    table: '表格',
    plot: '图形',
    item: '项目',
    image: (title: string) => `${title}，数字见表格`,
    month: '月',
    year: '年',
  },
} as const;

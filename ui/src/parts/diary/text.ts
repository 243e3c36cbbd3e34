// What the pages of diaries say.

export const text = {
  list: {
    noun: '工作日志',
    search: '市管员、路线、工作内容、发现的问题',
    empty: '市管员一人一天写一篇，写好提交，由专卖股长或局领导审批；当天的检查记录会自动连上。原来的日志台账（Excel）可以导入。',
    month: '各月情况与日志册',
  },
  form: {
    noun: '工作日志',
    day: '日志',
    work: '工作内容',
    notes: '备注',
  },
  view: {
    newInspection: '登记检查',
  },
  states: { draft: '草稿', submitted: '待审批', returned: '已退回' },
  acts: {
    submit: '提交',
    approve: '审批',
    giveBack: '退回',
    opinion: '审批意见',
    agreed: '同意',
    reason: '退回原因（写明要补什么，市管员看得到）',
  },
  month: {
    title: '工作日志各月情况',
    which: '月份',
    option: (year: number, month: number) => `${String(year)}年${String(month)}月`,
    list: '日志列表',
    columns: {
      officer: '市管员', workdays: '已过工作日', written: '已写', waiting: '待审批', approved: '已审批', late: '未按时审批', missing: '没有日志的工作日（提示）', book: '日志册',
    },
    missing: (count: number, days: string) => `${String(count)}天：${days}`,
    book: '预览打印',
    bookOf: (officer: string) => `预览打印${officer}的日志册`,
    none: '这个月没有日志。人员的岗位写着“市管员”的，写过日志以后按工作日核对。',
    reading: '正在统计…',
  },
} as const;

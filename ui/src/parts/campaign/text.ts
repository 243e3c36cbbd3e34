// What the pages of campaigns say.

export const text = {
  list: {
    noun: '专项与宣传',
    search: '名称、地点、联合部门、小结',
    empty: '专项行动、集中整治、宣传活动一次登记一条；结束以后填结束日期，把工作方案、工作记录、现场照片放进栏位。原来的台账（Excel）可以导入。',
  },
  form: {
    noun: '专项与宣传',
    what: '活动',
    who: '参加',
    done: '成果（结束以后填）',
    notes: '备注',
  },
  view: {
    newInspection: '登记专项检查',
    special: '专项',
  },
};

// What the pages of case records say.

export const text = {
  list: {
    noun: '案件',
    search: '案件编号、当事人、案由、证号、地址',
    empty: '把案件台账从Excel导入；新立的案件点“新增”登记，期限会自动提醒。',
  },
  form: {
    noun: '案件',
    filing: '立案',
    party: '当事人',
    goods: '涉案物品',
    decision: '处理',
    after: '移送与救济',
    notes: '案情',
  },
};

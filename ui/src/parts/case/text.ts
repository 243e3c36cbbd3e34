// What the pages of case records say.

export const text = {
  list: {
    noun: '案件',
    search: '案件编号、当事人、案由、证号、地址',
    empty: '把案件台账从Excel导入；新立的案件点“新增”登记，期限会自动提醒。',
  },
};

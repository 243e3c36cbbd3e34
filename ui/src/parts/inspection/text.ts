// What the pages of visits say.

export const text = {
  list: {
    noun: '检查记录',
    search: '零售户名、负责人、许可证号、电话、地址；没有证的，户名',
    empty: '到户检查一次登记一条：在零售户页点“登记检查”，或在这里点“新增”；检查记录的Excel也可以导入。',
  },
  form: {
    noun: '检查记录',
    visit: '检查',
    shop: '被检查户',
    found: '结果与盘库',
    after: '处理',
    notes: '备注',
  },
  view: {
    newCase: '登记案件',
  },
};

// What the pages of staff records say.

export const text = {
  list: {
    noun: '人员',
    search: '姓名、手机、证号、部门',
    empty: '把人员名册从Excel导入；导入培训台账时，没登记过的人也会一并登记。',
  },
  form: {
    noun: '人员',
    person: '基本信息',
    papers: '证件',
  },
};

// What the pages of retailer records say.

export const text = {
  list: {
    noun: '零售户',
    alike: '疑似重复',
    merge: '并排核对、合并',
    search: '户名、负责人、证号、地址、电话、拼音',
    empty: '把现有的零售户台账从Excel导入，一次就齐；也可以逐户新增。导入前先看差异，可以一次撤销。',
  },
  form: {
    noun: '零售户',
    base: '基本信息',
    place: '经营场所',
    licence: '许可证',
    watch: '分类管理',
  },
  view: {
    newMatter: '登记许可事项',
    newInspection: '登记检查',
    newCase: '登记案件',
    newHotline: '登记12313',
  },
};

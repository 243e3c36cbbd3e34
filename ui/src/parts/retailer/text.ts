// What the pages of retailer records say.

export const text = {
  list: {
    noun: '零售户',
    alike: '疑似重复',
    proposals: '分类建议',
    merge: '并排核对、合并',
    search: '户名、负责人、证号、地址、电话、拼音',
    empty: '把现有的零售户台账从Excel导入，一次就齐；也可以逐户新增。导入前先看差异，可以一次撤销。',
  },
  classify: {
    title: '成批分类',
    class: '分类',
    pick: '请选择',
    choose: '请选一个分类。',
    classes: ['守法经营户', '非重点监控户', '重点监控户'],
    none: '取消分类',
    reason: '分类依据',
    reasonHint: '为什么列为这一类，会写进每一户的分类沿革',
    on: '分类日期',
    onHint: '空着就是今天',
    by: '决定人',
    byHint: '空着就是您自己',
    apply: (count: number) => `分类 ${String(count)} 户`,
    close: '收起',
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

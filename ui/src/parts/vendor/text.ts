// What the pages of vendors without a licence say.

export const text = {
  list: {
    noun: '无证户',
    search: '姓名、店名、电话、地址、身份证号',
    empty: '发现一户登记一户：在这里点“新增”，写清哪天、怎么发现的；无证户台账的Excel也可以导入。',
  },
  form: {
    noun: '无证户',
    who: '无证户',
    found: '发现',
    measures: '处理',
    notes: '备注',
  },
  view: {
    apply: '办证',
    newInspection: '登记检查',
    newCase: '登记案件',
  },
  apply: {
    title: '办证',
    back: '回到这一户',
    intro: '一步新建零售户和“新办”许可事项（待受理），两边互相连着；发证以后，这一户显示“已办证”和许可证号。办错了，撤销那一步就全部退回。',
    became: '这一户已经办证，连着零售户：',
    same: '档案里已有可能就是它的零售户',
    tie: '就是这一户：',
    look: '看一看',
    other: '都不是，新建一户',
    made: '新建的零售户',
    matter: '许可事项',
    matterSays: '新办，待受理',
    day: '申请日期',
    dayHint: '如 20110314、3-14、今',
    make: '新建零售户并申请新办',
    tieTo: '连到这一户',
    mayNot: '办证要能登记零售户和许可事项：请内勤或专卖股长办。',
  },
};

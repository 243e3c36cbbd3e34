// What the page of users says.
export const words = {
  title: '用户',
  columns: { name: '姓名', role: '角色', custodian: '举报人信息', current: '' },
  custodian: '可查看（保密员）',
  notCustodian: '不可查看',
  current: '当前登录',
  note: '这一版只有建档时的一位管理员，增加用户在后面的版本里。',
  password: {
    title: '修改我的密码',
    old: '现在的密码',
    fresh: '新密码',
    again: '再输一遍新密码',
    save: '修改密码',
    noOld: '请填现在的密码。',
    noFresh: '请填新密码。',
    differs: '两遍新密码不一样，请重新输入。',
    done: '密码已修改，下次登录用新密码。恢复码不变。',
    note: '以前做的备份仍用做备份时的密码打开。',
  },
} as const;

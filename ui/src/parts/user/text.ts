// What the page of users says.
export const words = {
  title: '用户',
  columns: { name: '姓名', role: '角色', custodian: '举报人信息', current: '' },
  custodian: '可查看（保密员）',
  notCustodian: '不可查看',
  current: '当前登录',
  note: '这一版只有建档时的一位管理员，增加用户在后面的版本里。',
} as const;

// What the page of users says.
export const words = {
  title: '用户',
  note: '每人一个用户、一个密码：谁办的事记在谁名下。一人可以多岗。',
  add: '新增用户',
  columns: { name: '姓名', roles: '岗位', state: '状态', informant: '举报人', last: '上次登录', act: '操作' },
  current: '当前登录',
  active: '在用',
  disabled: '已停用',
  mustChange: '等首次改密',
  sees: '可查看',
  veiled: '已保密',
  keyless: '待重设密码',
  keylessWhy: '有保密员岗位，还没有钥匙：请一位12313保密员登录，在这里重设他的密码。',
  never: '没有登录过',
  acts: { roles: '改岗位', password: '重设密码', disable: '停用', enable: '启用', remove: '移除' },
  actOf: (act: string, name: string) => `${act}：${name}`,
  done: (what: string) => `${what}。`,
  cancel: '取消',
  form: {
    name: '姓名',
    nameHint: '写真实姓名，登录和操作日志里用',
    noName: '请填姓名。',
    roles: '岗位（可以选几样）',
    noRole: '请至少选一个岗位。',
    password: '临时密码',
    passwordHint: '当面告诉本人；第一次登录时要换成自己的。',
    noPassword: '请定一个临时密码。',
  },
  adding: { title: '新增用户', lines: ['加好以后，他在登录页选自己的名字，用临时密码登录，先改密码。'], yes: '新增' },
  roles: { title: (name: string) => `改“${name}”的岗位`, lines: ['改了立即生效；对方正登录着的，下次登录起生效。'], yes: '保存岗位' },
  password: {
    title: (name: string) => `重设“${name}”的密码`,
    lines: ['原来的密码立即作废，不能撤销。', '您不是12313保密员时，重设保密员的密码，他就看不到举报人，要由另一位保密员再重设一次。'],
    yes: '重设密码',
  },
  disable: {
    title: (name: string) => `停用“${name}”`,
    lines: ['他的密码立即打不开档案；名字和办过的事都留着。', '要再用时点“启用”，给他一个新的临时密码。'],
    yes: '停用',
  },
  enable: { title: (name: string) => `启用“${name}”`, lines: ['给他一个新的临时密码，岗位和停用前一样。'], yes: '启用' },
  remove: {
    title: (name: string) => `移除“${name}”`,
    lines: ['他的钥匙立即销毁，名字从登录页去掉，不能撤销；办过的事仍记在操作日志里。', '如果他可能带走过档案文件或知道别人的密码，移除之后还要到“密钥”页更换密钥。'],
    yes: '移除',
  },
  table: {
    title: '岗位能办什么',
    right: '能办的事',
    yes: '能',
    no: '不能',
    note: '看举报人除了岗位还要有钥匙：只有12313保密员的密码能打开。',
  },
} as const;

/** What can be done with a user. */
export type Act = keyof typeof words.acts;

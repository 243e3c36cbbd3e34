// The users of the fake archive, and its keys.
import type { Done, Recovered, Right, Role, RoleInfo, Rotated, UserDraft, UserInfo } from '../src/api/types';
import { PASSWORD, session } from './desk.answers';
import type { Answers } from './index';
import { refuse, work } from './job';
import { tried, waiting } from './tries';

const CODE = '7F3K-9QWD-0XM2-B8TN-HC5R-6VYE-1PJA-4GZS';

const TITLES: Record<Right, string> = {
  read: '查看、查找、体检', edit_retailer: '零售户：登记、修改、作废、导入、附件', edit_matter: '许可事项：登记、修改、作废、附件', decide: '作出决定：许可事项、零售户分类；工作日志：审批、退回', edit_vendor: '无证户：登记、修改、作废、导入、附件、办证', edit_inspection: '检查记录、工作日志、专项与宣传：登记、修改、提交、作废、导入、附件', edit_case: '案件：登记、修改、作废、导入、附件',
  edit_hotline: '12313：登记、修改、作废、导入、附件', edit_training: '培训：登记、修改、作废、导入', edit_staff: '人员：登记、修改、作废、导入',
  reveal: '查看举报人（须写事由）', print: '打印案卷、报表', sheet: '导出Excel', bundle: '导出上报数据包', sign: '签署月度自查', log: '查看操作日志',
  backup: '备份、检查备份', rebuild: '重建索引', settings: '单位信息、档案设置', users: '用户管理', keys: '恢复码、数据库钥匙、更换密钥',
};

const role = (name: Role, title: string, says: string, rights: Right[]): RoleInfo => ({ role: name, title, says, rights: rights.map((right) => ({ right, title: TITLES[right] })) });
const EDITS: Right[] = ['edit_retailer', 'edit_matter', 'edit_vendor', 'edit_inspection', 'edit_case', 'edit_hotline', 'edit_training', 'edit_staff'];
const roles: RoleInfo[] = [
  role('administrator', '系统管理员', '管用户、备份、密钥和档案设置；业务记录只看不改。', ['read', 'log', 'backup', 'rebuild', 'settings', 'users', 'keys']),
  role('leader', '局领导', '查看全部业务记录，决定许可事项和零售户分类，审批工作日志，签署月度自查。', ['read', 'edit_matter', 'decide', 'print', 'sheet', 'sign', 'log']),
  role('reviewer', '专卖股长', '审核和修改业务记录，决定许可事项和零售户分类，审批工作日志，签署月度自查。', ['read', ...EDITS, 'decide', 'print', 'sheet', 'sign', 'log']),
  role('clerk', '内勤', '登记、导入、附件、打印、上报和备份；许可事项、分类建议办到决定之前；看不到举报人。', ['read', ...EDITS, 'print', 'sheet', 'bundle', 'log', 'backup']),
  role('custodian', '12313保密员', '登记12313举报投诉，写明事由后可查看举报人。', ['read', 'edit_hotline', 'reveal', 'print', 'log']),
  role('reader', '只读', '只能查看，不能修改、打印和导出。', ['read']),
];

const titleOf = (of: Role[]) => roles.filter((it) => of.includes(it.role)).map((it) => it.title).join('、');
const user = (name: string, of: Role[], more: Partial<UserInfo> = {}): UserInfo => ({
  name, roles: of, roles_title: titleOf(of), state: 'active', current: false, custodian: of.includes('custodian'), must_change: false, last_login: '', ...more,
});
let users: UserInfo[] = [
  user(session.user, ['administrator', 'leader', 'clerk', 'custodian'], { current: true, last_login: '2026-11-27 08:31' }),
  user('雷云秀', ['clerk'], { last_login: '2026-11-26 17:02' }),
  user('朱文', ['reviewer', 'custodian'], { must_change: true }),
  user('单刚伟', ['reader'], { state: 'disabled', last_login: '2025-12-30 11:20' }),
];

const found = (name: unknown): UserInfo => users.find((it) => it.name === name) ?? refuse('没有这个用户，可能已被移除，请刷新。', 'not_found');
const done = (op: string): Done => ({ op_id: null, op, count: 1 });
const weak = (password: unknown) => {
  if (String(password).length < 8) refuse('密码太短。', 'invalid', { password: '密码至少8个字符，请再长一些。' });
};

/** Somebody must stay who can let others in, and somebody who can see who reported. */
function keepsOne(of: UserInfo, left: Role[]): void {
  for (const [kept, title] of [['administrator', '系统管理员'], ['custodian', '12313保密员']] as const) {
    const others = users.filter((it) => it !== of && it.state === 'active' && it.roles.includes(kept));
    if (of.roles.includes(kept) && !left.includes(kept) && others.length === 0) refuse(`“${of.name}”是最后一位${title}，不能这样改：请先给另一位加上“${title}”。`, 'conflict');
  }
}

export const answers: Answers = {
  user_list: () => structuredClone(users),
  user_roles: () => roles,
  user_add: ({ draft }) => {
    const { name, roles: of, password } = draft as UserDraft;
    weak(password);
    if (users.some((it) => it.name === name)) refuse('已有同名用户。', 'invalid', { name: `已有用户“${name}”，请在姓名后加一个字区分。` });
    users.push(user(name, [...of], { must_change: true }));
    return done(`新增用户“${name}”（${titleOf(of)}）`);
  },
  user_change: ({ name, roles: to }) => {
    keepsOne(found(name), to as Role[]);
    Object.assign(found(name), { roles: [...(to as Role[])], roles_title: titleOf(to as Role[]), custodian: (to as Role[]).includes('custodian') });
    return done(`“${String(name)}”的岗位改为${titleOf(to as Role[])}`);
  },
  user_reset: ({ name, password }) => { weak(password); found(name).must_change = true; return done(`重设“${String(name)}”的密码`); },
  user_disable: ({ name }) => { keepsOne(found(name), []); found(name).state = 'disabled'; return done(`停用“${String(name)}”`); },
  user_enable: ({ name, password }) => { weak(password); Object.assign(found(name), { state: 'active', must_change: true }); return done(`启用“${String(name)}”`); },
  user_remove: ({ name }) => { keepsOne(found(name), []); users = users.filter((it) => it.name !== name); return done(`移除用户“${String(name)}”`); },
  session_wait: waiting,
  session_recover: ({ code, user: name, password }): Recovered => {
    if (String(code).replace(/-/g, '') !== CODE.replace(/-/g, '')) {
      tried(false);
      refuse('恢复码不对。', 'invalid', { recovery_code: '恢复码抄写有误（校验组对不上），请对照纸面逐组核对。' });
    }
    weak(password);
    return { session: { ...session, user: String(name) }, recovery_code: 'M2XQ-84KD-ZW07-B9TN-HC5R-6VYE-1PJA-4GZS' };
  },
  recovery_renew: ({ password }) => (password === PASSWORD ? { recovery_code: 'M2XQ-84KD-ZW07-B9TN-HC5R-6VYE-1PJA-4GZS' } : refuse('密码不对，请重新输入。', 'denied', { password: '密码不对，请重新输入。' })),
  key_rotate: async (args): Promise<Rotated> => {
    if (args.password !== PASSWORD) refuse('密码不对，请重新输入。', 'denied', { password: '密码不对，请重新输入。' });
    await work(args, '重新加密附件', 3204, 40);
    return {
      recovery_code: 'M2XQ-84KD-ZW07-B9TN-HC5R-6VYE-1PJA-4GZS',
      passwords: [{ name: '雷云秀', password: 'tubu-4719-mero' }, { name: '朱文', password: 'saki-2086-lono' }],
      old_folder: '/home/clerk/潼川县局.yihu.旧密钥-20261127-165000',
    };
  },
};

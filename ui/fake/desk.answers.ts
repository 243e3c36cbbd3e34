import type { BackupInfo, Desk, DeskSettings, Founded, FoundingDraft, KnownArchive, SessionInfo, Strength } from '../src/api/types';
import type { Answers } from './index';
import { refuse, work } from './job';
import { fakePdf } from './pdf';
import { tried } from './tries';

/** The clerk who is logged in, in every fake page. */
export const session: SessionInfo = {
  dir: '/home/clerk/潼川县局.yihu',
  bureau_code: '619999',
  bureau_name: '潼川县烟草专卖局',
  stream: 'A',
  demo: false,
  user: '王芳',
  custodian: true,
  rights: [
    'read', 'edit_retailer', 'edit_matter', 'decide', 'edit_vendor', 'edit_inspection', 'edit_case', 'edit_hotline', 'edit_training', 'edit_staff', 'reveal', 'print', 'sheet', 'bundle', 'sign', 'log',
    'backup', 'rebuild', 'settings', 'users', 'keys',
  ],
  today: '2026-11-27',
  read_only: false,
  must_change: false,
  roles_title: '系统管理员、局领导、内勤、12313保密员',
};

/** What the address asks for: `?login`, `?first`, `?demo`, `?read-only`, `?text=150`, `?unsealed`. */
const asked = new URLSearchParams(location.search);

/** A password that an administrator gave. */
export const TEMPORARY = 'tubu-4719';

/** The password of every fake archive. */
export const PASSWORD = '潼川-2026-档案';

const archive = (dir: string, name: string, opened: string, more: Partial<KnownArchive> = {}): KnownArchive =>
  ({ dir, bureau_name: name, demo: false, opened_at: opened, there: true, last_user: '王芳', code_unseen: asked.has('unsealed'), ...more });

const desk: Desk = {
  archives: [
    archive('/media/usb/旧档案.yihu', '潼川县烟草专卖局（旧）', '2026-03-02 09:10', { there: false }),
    archive(session.dir, session.bureau_name, '2026-11-26 17:20'),
    archive('/home/clerk/演示县局.yihu', '演示县烟草专卖局', '2026-11-20 10:05', { demo: true, last_user: '演示' }),
  ],
  settings: { text_percent: 100, idle_minutes: 10, print_offset_x: 0, print_offset_y: 0, second_backup: null, scan_folder: null, backup_minutes: 30 },
  session,
  suggested_dir: '/home/clerk',
  web_view: 'WebKitGTK 2.48',
  told: null,
};

if (asked.has('login') || asked.has('first')) desk.session = null;
if (asked.has('first')) desk.archives = [];
if (asked.has('demo')) Object.assign(session, { demo: true, bureau_name: '演示县烟草专卖局', user: '演示' });
if (asked.has('read-only')) session.read_only = true;
if (asked.has('scans')) desk.settings.scan_folder = '/home/clerk/扫描';
if (asked.has('text')) desk.settings.text_percent = Number(asked.get('text'));

const backup: BackupInfo = {
  path: '/home/clerk/潼川县烟草专卖局.yihu/backups/20261127-165012',
  made_at: '2026-11-27 16:50',
  reason: '建档',
  second: false,
  bytes: 1_482_752,
  ok: true,
  checked_at: '2026-11-27 16:50',
  lines: [{ title: '零售户', count: 0 }, { title: '案件', count: 0 }],
  findings: [],
};

function strength(password: string): Strength {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((it) => it.test(password)).length;
  const score = Math.min(4, Math.floor(password.length / 4) + (kinds > 2 ? 1 : 0));
  return {
    score,
    label: ['很弱', '弱', '中', '较强', '强'][score] ?? '强',
    advice: score >= 3 ? [] : ['再长一些：至少12个字符。', '不要用单位名称、生日、电话。'],
  };
}

async function found(args: Record<string, unknown>): Promise<Founded> {
  const founding = args.founding as FoundingDraft;
  if (!founding.bureau.startsWith('61')) refuse('行政区划代码不对。', 'invalid', { bureau: `没有“${founding.bureau}”这个行政区划代码，请核对。` });
  await work(args, '写入档案', 5, 60);
  return { session: { ...session, bureau_name: founding.name, user: founding.user }, recovery_code: 'K7QD-3M9X-PA2F-8WTN-HC5R-6VYE', backup };
}

export const answers: Answers = {
  desk_open: () => structuredClone(desk),
  desk_settings_save: ({ settings }) => { desk.settings = settings as DeskSettings; return null; },
  desk_code_sealed: () => { for (const known of desk.archives) known.code_unseen = false; return null; },
  desk_forget: ({ dir }) => { desk.archives = desk.archives.filter((it) => it.dir !== dir); return null; },
  desk_catch: () => null,
  desk_picture: () => null,
  desk_pick: ({ pick }) => ((pick as { kind: string }).kind === 'folder' ? ['/media/usb'] : ['/home/clerk/文件.xlsx']),
  desk_reveal: () => null,
  archive_init: found,
  archive_demo: async (args) => { await work(args, '造数据', 3, 60); return { ...session, demo: true, bureau_name: '演示县烟草专卖局', user: '演示' }; },
  archive_restore: async (args) => { await work(args, '复制文件', 40, 60); return session; },
  archive_users: ({ dir }) => (String(dir).includes('演示') ? ['演示'] : ['王芳', '雷云秀']),
  password_strength: ({ password }) => strength(String(password)),
  recovery_sheet: () => fakePdf('恢复码', [['恢复码', 'K7QD-3M9X-PA2F-8WTN-HC5R-6VYE']]),
  session_open: ({ password, user }) => {
    const right = password === PASSWORD || password === 'yihu-demo' || password === TEMPORARY;
    tried(right);
    return right ? { ...session, user: asked.has('demo') ? session.user : user, must_change: password === TEMPORARY } : refuse('密码不对，请重新输入。注意大小写和中英文输入状态。', 'denied');
  },
  session_lock: () => null,
  session_close: () => { desk.session = null; return null; },
  session_password: ({ old }) => (old === PASSWORD || old === TEMPORARY ? null : refuse('现在的密码不对。', 'denied', { old: '现在的密码不对。' })),
};

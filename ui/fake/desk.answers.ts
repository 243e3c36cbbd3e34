import type { Desk, SessionInfo } from '../src/api/types';
import type { Answers } from './index';

/** The clerk who is logged in, in every fake page. */
export const session: SessionInfo = {
  dir: '/home/clerk/潼川县局.yihu',
  bureau_code: '619999',
  bureau_name: '潼川县烟草专卖局',
  stream: 'A',
  demo: false,
  user: '王芳',
  role: '系统管理员',
  custodian: true,
  rights: ['read', 'write', 'export', 'administer'],
  today: '2026-11-27',
  read_only: false,
};

const desk: Desk = {
  archives: [{ dir: session.dir, bureau_name: session.bureau_name, demo: false, opened_at: '2026-11-26 17:20', there: true, last_user: session.user }],
  settings: { text_percent: 100, idle_minutes: 10, print_offset_x: 0, print_offset_y: 0, second_backup: null },
  session,
  suggested_dir: '/home/clerk',
  web_view: 'WebKitGTK 2.48',
};

export const answers: Answers = {
  desk_open: () => desk,
  session_open: () => session,
  session_lock: () => null,
  session_close: () => null,
};

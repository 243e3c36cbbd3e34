import type { BackupInfo, BackupPreview, Backups, BackupTrouble, Tally } from '../src/api/types';
import type { Answers } from './index';
import { work } from './job';

const counted: Tally[] = [
  { title: '零售户', count: 513 }, { title: '许可证', count: 513 }, { title: '案件', count: 42 }, { title: '12313', count: 120 },
  { title: '人员', count: 8 }, { title: '培训', count: 13 }, { title: '附件', count: 3204 }, { title: '操作日志', count: 1264 },
];

const backup = (stamp: string, made_at: string, ok: boolean | null, findings: string[] = []): BackupInfo => ({
  path: `/home/clerk/潼川县局.yihu/backups/619999-${stamp}`,
  made_at,
  reason: '自动',
  second: false,
  bytes: 48_234_496,
  ok,
  checked_at: ok === null ? null : made_at,
  lines: ok === null ? [] : counted,
  findings,
});

const rows: BackupInfo[] = [
  backup('20261120-171203', '2026-11-20 17:12', true),
  backup('20261113-170944', '2026-11-13 17:09', false, ['备份里的附件“营业执照”（0312.jpg）与登记的不符：请换一份备份，并检查磁盘。']),
  backup('20261106-171530', '2026-11-06 17:15', true),
  backup('20261030-170102', '2026-10-30 17:01', null),
];

export const answers: Answers = {
  backup_list: (): Backups => ({
    folder: '/home/clerk/潼川县局.yihu/backups',
    folder_bytes: 3_221_225_472,
    second: null,
    rows,
    last_ok_at: rows.find((it) => it.ok === true)?.made_at ?? null,
    next: '有新的改动，2026-11-27 17:20自动备份',
    trouble: null,
    keep: ['一天之内，每小时留一份', '一个月之内，每天留一份', '一个季度之内，每周留一份', '再往前，每月留一份', '手动做的，最近10份都留着', '最近一份验过能恢复的、软件每次升级前的，一直留着'],
    command: `python3 -c "import sqlcipher3,sys,getpass; k=getpass.getpass('钥匙（64位十六进制）：') if sys.stdin.isatty() else input(); d=sqlcipher3.connect(sys.argv[1]); d.execute('PRAGMA key = '+chr(34)+'x'+chr(39)+k.strip()+chr(39)+chr(34)); print(d.execute('SELECT count(*) FROM retailer').fetchone()[0],'户')" '/home/clerk/潼川县局.yihu/backups/619999-20261120-171203/archive.db'`,
    free_bytes: 21_474_836_480,
  }),
  backup_make: async (args) => {
    await work(args, '复制附件', 3204, 40);
    const made = { ...backup('20261127-165000', '2026-11-27 16:50', true), reason: '手动' };
    rows.unshift(made);
    return [made];
  },
  backup_trouble: (): BackupTrouble => ({ own: null, second: null }),
  backup_preview: async (args): Promise<BackupPreview> => {
    await work(args, '演练恢复', 3204, 20);
    const { backup: path, password } = args.opening as { backup: string; password: string };
    if (password === 'wrong') throw Object.assign(new Error(), { kind: 'denied', message: '用户名或密码不对：恢复要用备份那天的密码，后来改过密码的，请用改之前的。', fields: {} });
    return {
      path,
      bureau_name: '潼川县烟草专卖局',
      made_at: '2026-11-20 17:12',
      made_by: '李晓梅',
      reason: '自动',
      last: '2026-11-20 17:05　李晓梅　修改零售户“城关吕氏商店”',
      older: false,
      ok: true,
      findings: [],
      lines: counted.slice(0, 6).map((it, index) => ({ title: it.title, backup: it.count - (index % 3), now: it.count })),
      lost: 34,
      operations: ['2026-11-27 16:40　李晓梅　修改案件“潼烟立〔2026〕第42号”', '2026-11-24 09:12　李晓梅　导入12313：十一月工单.xlsx'],
      more_operations: 0,
    };
  },
  backup_restore: () => { throw Object.assign(new Error(), { kind: 'internal', message: '这里是样子，没有真的档案可以换下。', fields: {} }); },
  backup_leave: () => null,
  window_watch: () => null,
  window_leave: () => null,
  backup_check: async (args) => {
    await work(args, '演练恢复', 3204, 20);
    const row = rows.find((it) => it.path === args.path) as BackupInfo;
    return Object.assign(row, { ok: row.findings.length === 0, checked_at: '2026-11-27 16:55', lines: counted });
  },
};

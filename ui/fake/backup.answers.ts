import type { BackupInfo, Backups, Tally } from '../src/api/types';
import type { Answers } from './index';
import { work } from './job';

const counted: Tally[] = [
  { title: '零售户', count: 513 }, { title: '许可证', count: 513 }, { title: '案件', count: 42 }, { title: '12313', count: 120 },
  { title: '人员', count: 8 }, { title: '培训', count: 13 }, { title: '附件', count: 3204 }, { title: '操作日志', count: 1264 },
];

const backup = (stamp: string, made_at: string, ok: boolean | null, findings: string[] = []): BackupInfo => ({
  path: `/home/clerk/潼川县局.yihu/backups/619999-${stamp}`,
  made_at,
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
    second: null,
    rows,
    last_ok_at: rows.find((it) => it.ok === true)?.made_at ?? null,
    command: 'python3 -c "import sqlcipher3; d = sqlcipher3.connect(\'archive.db\'); d.execute(\\"PRAGMA key = \\\\\\"x\'钥匙的64位十六进制\'\\\\\\"\\"); print(d.execute(\'SELECT count(*) FROM retailer\').fetchone())"',
    free_bytes: 21_474_836_480,
  }),
  backup_make: async (args) => {
    await work(args, '复制附件', 3204, 40);
    const made = backup('20261127-165000', '2026-11-27 16:50', true);
    if (args.folder === null) rows.unshift(made);
    return args.folder === null ? made : { ...made, path: `${args.folder as string}/619999-20261127-165000` };
  },
  backup_check: async (args) => {
    await work(args, '演练恢复', 3204, 20);
    const row = rows.find((it) => it.path === args.path) as BackupInfo;
    return Object.assign(row, { ok: row.findings.length === 0, checked_at: '2026-11-27 16:55', lines: counted });
  },
};

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;
const size = (bytes: number) => (bytes >= GIB ? `${(bytes / GIB).toFixed(1)} GB` : `${(bytes / MIB).toFixed(1)} MB`);

/** What the backup page says. */
export const text = {
  title: '备份',
  now: '立即备份',
  making: '备份',
  makingSecond: '备份到第二处',
  last: '最近一次备份',
  lastOk: '最近一次验过能恢复',
  never: '还没有',
  folder: '备份在',
  free: (bytes: number) => `该磁盘还空 ${size(bytes)}`,
  size,
  reveal: '打开文件夹',
  second: '第二处备份',
  secondNone: '没有设。硬盘坏了，同一块盘上的备份也会丢：请选一个 U 盘或移动硬盘。',
  secondChoose: '选择位置',
  secondChange: '换个位置',
  secondDrop: '不用第二处',
  secondTitle: '第二处备份放在哪个文件夹（U 盘、移动硬盘）',
  secondHelp: '点“立即备份”时，两处各备一份。',
  drill: {
    title: '备份和恢复演练的结果',
    ok: '已备份，并在副本上演练了一次恢复：打得开，数得清，能恢复。',
    okAgain: '重新演练了一次恢复：打得开，数得清，能恢复。',
    bad: '这份备份有问题，不能靠它恢复：',
    unknown: '已备份，还没有演练恢复。',
    counted: '副本里数到',
    at: '位置',
  },
  list: {
    title: '各次备份',
    columns: { made: '备份时间', size: '大小（不含附件）', result: '演练结果', checked: '演练时间', path: '位置', act: '操作' },
    ok: '能恢复',
    bad: '有问题',
    unknown: '未演练',
    again: '再验一次',
    checking: '演练恢复',
    empty: '还没有备份。请点“立即备份”。',
    againOf: (made: string) => `再验一次：${made} 的备份`,
    revealOf: (made: string) => `打开文件夹：${made} 的备份`,
  },
  restore: {
    title: '怎样恢复',
    lines: [
      '退出登录，在开始页选“从备份恢复”，选上面列出的一个备份文件夹。',
      '恢复到一个新文件夹，现在的档案原样留着，不会被盖掉。',
      '用备份那天的用户名和密码打开；密码忘了，用封存的恢复码。',
      '恢复出的档案换一条数据包流水号，不会和旧的混在一起。',
    ],
  },
  tools: {
    title: '没有本软件时，怎样打开备份',
    intro: '备份是标准的 SQLCipher 数据库。先 pip install sqlcipher3-binary，把钥匙换进去，再运行：',
    copy: '复制命令',
    copied: '已复制',
  },
} as const;

// Every sentence the window itself says. Messages about data come from the Rust side, ready to show.

export const text = {
  product: '一户档',
  subtitle: '零售户一户一档管理',
  version: (version: string) => `版本 ${version}`,
  about: {
    title: '窗口页面将随下一版本提供',
    lead: '档案、导入、检索、打印与数据包均已可用。现阶段请在命令行中用 yihu 办理，数据与将来的窗口通用。',
    commands: [
      { line: 'yihu --help', meaning: '列出全部命令' },
      { line: 'yihu demo', meaning: '建立一份演示档案' },
    ],
    commandColumn: '命令',
    meaningColumn: '用途',
  },
  problem: {
    title: '没有办成',
    unknown: '程序内部出错，已保存的数据没有受影响。请关闭窗口后重新打开；仍然如此，请用命令 yihu 继续办理，并告知维护人员。',
  },
} as const;

// What the frame around all pages says. Each part has a text.ts of its own; messages about data come from the Rust side, ready to show.

export const text = {
  product: '一户档',
  subtitle: '零售户一户一档管理',
  version: (version: string) => `版本 ${version}`,
  demo: '演示数据',
  pages: {
    workbench: '工作台',
    retailer: '零售户',
    case: '案件',
    hotline: '12313',
    staff: '人员',
    training: '培训',
    import: '导入',
    print: '打印',
    selfcheck: '自查',
    bundle: '上报',
    backup: '备份',
    verify: '数据体检',
    operation: '操作日志',
    user: '用户',
    setting: '设置',
    about: '关于',
  },
  done: {
    nothing: '没有要改的内容，档案没有变动。',
    nothingToUndo: '没有可以撤销的操作。',
    undo: '撤销',
    done: (op: string, count: number) => (count > 1 ? `${op}，共 ${String(count)} 条。` : `${op}。`),
    undone: (op: string, count: number) => (count > 1 ? `已撤销“${op}”，${String(count)} 条记录回到原样。` : `已撤销“${op}”。`),
  },
  paper: {
    saveTitle: '保存 PDF',
    saved: (path: string) => `已保存：${path}`,
  },
  problem: {
    title: '没有办成',
    unknown: '程序内部出错，已保存的数据没有受影响。请关闭窗口后重新打开；仍然如此，请用命令 yihu 继续办理，并告知维护人员。',
  },
} as const;

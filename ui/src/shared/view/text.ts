// What the page of a record says. Titles, texts and sentences about data come from the Rust side.

const SIZES = ['字节', 'KB', 'MB', 'GB'] as const;

function size(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(3, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** step;
  return `${value >= 10 || step === 0 ? String(Math.round(value)) : value.toFixed(1)} ${SIZES[step] ?? ''}`;
}

export const viewText = {
  loading: '正在打开…',
  failed: '这条记录打不开。',
  removed: '已作废',
  demo: '演示数据',
  acts: { edit: '修改', print: '打印案卷', remove: '作废', restore: '恢复', back: '返回列表', more: '登记' },
  keys: { edit: '修改', print: '打印案卷', back: '返回列表' },
  removedNote: '这条记录已作废，列表和上报里不再出现。需要时可以恢复。',
  kept: (at: string) => `${at} 有一份没有保存的修改。`,
  keptGo: '接着改',
  tabs: { facts: '基本', linked: '关联', scans: '附件', history: '沿革' },
  missing: (count: number) => `缺 ${String(count)}`,
  empty: '—',
  linked: {
    columns: { number: '编号', title: '名称', on: '日期', note: '情况' },
    none: '没有关联的记录。',
  },
  attendance: { title: '参训人员', name: '姓名', mark: '实到课时', none: '还没有签到。', absent: '未到', whole: '全程' },
  goods: {
    title: '涉案物品',
    columns: { brand: '品种规格', barcode: '条码', quantity: '数量', price: '单价（元/条）', amount: '合计（元）', authenticity: '真伪', disposition: '处理' },
  },
  informant: {
    title: '举报人',
    anonymous: '匿名',
    veiled: '已保密：单独加密存放，只有举报信息保管人能看。',
    show: '查看举报人',
    reason: '查看事由',
    note: '写明事由后显示30秒；谁、何时、为何查看都记入操作日志。',
    open: '显示',
    cancel: '不看了',
    name: '姓名',
    phone: '电话',
    idNumber: '身份证号',
    left: (seconds: number) => `${String(seconds)} 秒后隐藏`,
    hide: '现在隐藏',
  },
  scans: {
    slots: '应有材料',
    loose: '其他附件',
    required: '必备',
    missing: '缺',
    optional: '未放',
    earlier: (count: number) => `另有 ${String(count)} 份旧版`,
    about: (name: string, pages: number, bytes: number) => [name, pages > 0 ? `${String(pages)}页` : '', size(bytes)].filter(Boolean).join(' · '),
    put: (at: string, by: string) => `${at} ${by} 放入`,
    choose: '选择文件',
    replace: '换一份',
    move: '移到',
    moveTo: '移到…',
    remove: '移除',
    hint: '把扫描件拖到这里，或按 Ctrl+V 粘贴，或',
    formats: '可放 JPG、PNG、PDF、TIFF',
    earlierKept: '换下来的旧版仍保留，可在沿革里找回。',
    add: '添加附件',
    addTitle: '附件题名',
    addFirst: '请先写附件题名，再选择文件。',
    none: '这里还没有附件。',
    pick: (slot: string) => `选择“${slot}”的扫描件`,
    pickNone: '请在左边选一份材料。',
  },
  preview: {
    opening: '正在打开扫描件…',
    failed: '这份扫描件打不开，请重新放入；不行时到“数据体检”检查。',
    foreign: '这种格式在窗口里显示不了，打印案卷时会印出来。',
    fit: '适合窗口',
    full: '100%',
    rotate: '旋转',
    alt: (slot: string) => `${slot}的扫描件`,
  },
  history: {
    none: '还没有沿革。',
    made: '新建',
    begun: (count: number) => `当时填的 ${String(count)} 项`,
    by: (at: string, by: string) => `${at}　${by}`,
    field: '项目',
    before: '原',
    after: '新',
    same: '没有改动内容。',
    revert: '恢复到此',
    revertNote: '把记录改回这一次之后的样子；也可以撤销。',
    more: (count: number) => `再看更早的 ${String(count)} 次`,
  },
} as const;

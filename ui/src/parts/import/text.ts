// What the import wizard says.
import type { ImportAction, ImportCounts, Noun } from '../../api/types';

/** The nouns that have a ledger, in the order a bureau takes them in. */
export const LEDGERS = ['retailer', 'vendor', 'inspection', 'diary', 'campaign', 'case', 'hotline', 'staff', 'training'] as const satisfies readonly Noun[];

export type Ledger = (typeof LEDGERS)[number];

const names: Record<Ledger, string> = { retailer: '零售户', vendor: '无证户', inspection: '检查', diary: '工作日志', campaign: '专项与宣传', case: '案件', hotline: '12313', staff: '人员', training: '培训' };

/** Kinds of files a ledger comes in. */
export const EXTENSIONS = ['xlsx', 'xls', 'et', 'ods', 'csv'];

export const text = {
  title: '导入台账',
  steps: ['选择台账', '选择文件', '匹配列', '预览差异', '结果'],
  stepsLabel: '导入的步骤',
  step: (at: number, of: number, name: string) => `第 ${String(at)} 步，共 ${String(of)} 步：${name}`,
  names,
  back: '上一步',
  next: '下一步',
  noun: {
    intro: '要把哪一本台账导进来？',
    what: {
      retailer: '一行一户：许可证号、户名、负责人、地址、电话、有效期。',
      vendor: '一行一户：姓名、地址、发现日期、业态、发现方式、处理措施、处理日期、联合部门、结果。',
      inspection: '一行一次：检查日期、许可证号、零售户、方式、检查人、结果、处理。',
      diary: '一行一篇：日期、市管员、路线、工作内容、提交和审批日期、审批人。',
      campaign: '一行一次：类别、名称、起止日期、联合部门、检查户数、查获案件、小结。',
      case: '一行一案：立案编号、当事人、案由、各环节日期、案值罚款。',
      hotline: '一行一件：受理时间、类别、内容、办理结果。举报人单独加密保存。',
      staff: '一行一人：姓名、部门、岗位、执法证号。',
      training: '一行一次：日期、内容、课时、参训人员；以人名为列的表也认得。',
    } satisfies Record<Ledger, string>,
  },
  file: {
    intro: (ledger: string) => `选择${ledger}台账的表格文件。表头在标题行下面、列的次序不同、叫法不同，都认得。`,
    choose: '选择文件',
    again: '换一个文件',
    drop: '也可以把文件拖到这里。支持 .xlsx、.xls、.et、.ods、.csv；原文件不会被改动。',
    dropped: '拖进来的文件读不到位置，请点“选择文件”。',
    dialog: (ledger: string) => `选择${ledger}台账`,
    sheets: '表格里的工作表',
    sheet: '工作表',
    rows: '行数',
    looksLike: '看起来是',
    unknown: '认不出',
    hidden: '（隐藏的工作表）',
    wrong: (sheet: string, looks: string, ledger: string) => `“${sheet}”看起来是${looks}台账，不是${ledger}台账。`,
    take: (looks: string) => `改为导入${looks}台账`,
    strange: (sheet: string, ledger: string) => `“${sheet}”认不出是不是${ledger}台账：下一步请逐列指定，或换一张工作表、换一个文件。`,
    reading: '正在读取文件…',
    otherLedger: '换一本台账',
  },
  columns: {
    intro: (sheet: string, rows: number) => `“${sheet}”共 ${String(rows)} 行。请核对每一列填到哪个字段；改过的会记住，下次不用再选。`,
    header: '表里的列',
    samples: '前几行的内容',
    field: '填到字段',
    none: '不导入',
    remembered: '上次记住的',
    changed: '刚才改的',
    matched: '自动认出',
    unmatched: '没有认出',
    state: '怎么定的',
    missing: (titles: string) => `还缺必须的列：${titles}。请在“填到字段”里指定哪一列是它；表里没有的，请先在表里补上再导入。`,
    fieldOf: (header: string) => `“${header}”填到哪个字段`,
    plan: '比对并预览',
    planJob: (ledger: string) => `比对${ledger}台账`,
  },
  plan: {
    intro: '还没有写入。请看清下面的差异，再写入档案。',
    blanks: '表里空着的格子不会清除档案里原有的内容。',
    tabs: {
      problems: (count: ImportCounts, warnings: number) => `问题（拒绝 ${String(count.refused)} 行，提示 ${String(warnings)} 处）`,
      new: (count: ImportCounts) => `新增 ${String(count.new)}`,
      changed: (count: ImportCounts) => `变更 ${String(count.changed)}`,
      same: (count: ImportCounts) => `相同 ${String(count.same)}`,
      all: '全部',
    },
    tabsLabel: '按结果查看',
    action: { new: '新增', changed: '变更', same: '相同', refused: '拒绝' } satisfies Record<ImportAction, string>,
    row: '行',
    what: '结果',
    record: '记录',
    details: '差异与问题',
    before: '原',
    after: '新',
    blank: '（空）',
    error: '错误',
    warning: '提示',
    none: '这一类没有。',
    refused: (count: number) => `有 ${String(count)} 行被拒绝：有错的行不进档案，其余照常导入。可下载错误行，改好后再导入那个文件。`,
    newStaff: (count: number) => `培训名单里有 ${String(count)} 人还没有登记，会一并登记为人员。`,
    errors: '下载错误行',
    errorsDialog: '保存错误行',
    errorsFile: (name: string) => `${name.replace(/\.[^.]+$/, '')}-错误行.xlsx`,
    errorsDone: (count: number, path: string) => `已把 ${String(count)} 行错误行存到：${path}。末列写明错在哪里，改好后直接导入这个文件。`,
    apply: (count: number) => `写入档案（${String(count)} 条）`,
    nothing: '没有要写入的内容',
    applyJob: (ledger: string) => `导入${ledger}台账`,
    stopped: '已停止，档案里什么也没有写。可以再来一次，也可以返回修改。',
  },
  result: {
    done: (ledger: string) => `${ledger}台账已导入`,
    nothing: '没有写入任何内容：表里的都和档案相同。',
    undone: '已撤销这次导入，档案回到原样。',
    undo: '撤销这次导入',
    note: '这次导入是一个操作，可以一次撤销；操作日志里也能找到。',
    list: (ledger: string) => `查看${ledger}`,
    again: '再导入下一本',
  },
};

// Pages of records: facts, what belongs to them, scans, history.
import type { AttachmentInfo, ClassChange, Linked, Noun, Row, Section, Slot, Tag, Version, View, Waiting } from '../src/api/types';
import { draftOf, fieldsOf, GOODS, keptAt, presence, rowOf } from './form.answers';
import type { Answers } from './index';
import { refuse } from './job';
import { done, rowsOf } from './record.answers';
import { paper } from './records/paper';
import { measures } from './records/rows';
import { fakePdf } from './pdf';
import { rates } from './gap.answers';

const SLOTS: [string, boolean][] = [['零售许可证副本', true], ['营业执照', true], ['负责人身份证', true], ['经营场所照片', true], ['申请表', false], ['延续审批表', false], ['承诺书', false]];
const GROUPS: Partial<Record<Noun, [string, string[]][]>> = {
  retailer: [['基本信息', ['trade_name', 'owner_name', 'owner_id_number', 'phone', 'holder_type', 'uscc', 'address', 'town', 'village', 'market', 'format']], ['许可证', ['licence_no', 'state', 'scope', 'supplier', 'issued_on', 'valid_from', 'valid_to']], ['分类管理', ['class', 'class_on', 'class_reason', 'class_rule', 'class_by', 'special_care', 'remark']]],
  matter: [['事项', ['kind', 'licence_no', 'holder', 'reason', 'stage', 'overdue']], ['申请与受理', ['applied_on', 'supplement_on', 'supplemented_on', 'accepted_on', 'handler']], ['实地核查', ['checked_on', 'checkers']], ['决定与送达', ['decision', 'decided_on', 'decision_no', 'approver', 'delivered_on']]],
  campaign: [['活动', ['kind', 'title', 'from_on', 'to_on', 'stage', 'place']], ['参加', ['agencies', 'officers']], ['成果', ['households_checked', 'cases_found', 'during', 'summary']]],
  diary: [['日志', ['diary_on', 'officer', 'route', 'visits']], ['工作内容', ['content', 'problems']], ['提交与审批', ['state', 'overdue', 'submitted_on', 'approver', 'approved_on', 'opinion', 'returned_on', 'return_reason']]],
  case: [['立案', ['case_no', 'cause', 'procedure', 'source', 'filed_on', 'officers']], ['当事人', ['party_name', 'party_id_number', 'licence_no', 'party_address']], ['处理', ['sticks', 'value', 'fine', 'decided_on', 'decision_no', 'closed_on', 'days_left']]],
};

const CLASSES: ClassChange[] = [
  { on: '2026-10-08', dated: true, class: '重点监控户', mark: 'danger', reason: '已经在整改，继续观察一个季度', rule: '', by: '李强', kept_from: '非重点监控户' },
  { on: '2025-03-11', dated: true, class: '重点监控户', mark: 'danger', reason: '12个月内有案件1起：潼烟立〔2025〕第3号', rule: '有案件', by: '李强', kept_from: '' },
  { on: '2024-02-05', dated: false, class: '守法经营户', mark: 'success', reason: '导入', rule: '', by: '王芳', kept_from: '' },
];
const scans = new Map<string, AttachmentInfo[]>();
let put = 0;

const tied = new Map<unknown, { id: string; number: string; title: string }>();

function scansOf(noun: unknown, id: unknown): AttachmentInfo[] {
  const key = [noun, id].join(' ');
  const found = scans.get(key) ?? (noun === 'retailer' ? [scan('零售许可证副本', '许可证副本扫描.png', 'image/png', 842_113, 1), scan('营业执照', '营业执照.pdf', 'application/pdf', 1_203_442, 2), scan('门头照片 2025', 'IMG_20250311.tif', 'image/tiff', 4_318_220, 1)] : []);
  scans.set(key, found);
  return found;
}

function scan(slot: string, name: string, type: string, bytes: number, pages: number): AttachmentInfo {
  put += 1;
  return { id: `scan-${String(put)}`, slot, file_name: name, media_type: type, bytes, pages, put_at: '2026-11-20 10:32', put_by: '王芳', legible: put === 1 ? '2026-11-20 15:01 李强' : '', matching: '', doubts: slot === '营业执照' ? ['第2页看不清：请擦净玻璃、压平原件，重扫。'] : [], elsewhere: slot === '营业执照' ? [{ text: '这份扫描件已在零售户“李记副食店”的“营业执照”中。', noun: 'retailer', id: rowsOf('retailer')[1]?.id ?? '' }] : [], mended: '', earlier: slot === '营业执照' ? 1 : 0, sha256: `sha-${String(put)}` };
}

const byId = (id: unknown): [string, AttachmentInfo[], number] => {
  for (const [key, list] of scans) {
    const at = list.findIndex((it) => it.id === id);
    if (at >= 0) return [key, list, at];
  }
  return refuse('没有这份附件，请刷新页面。', 'not_found');
};

function sections(noun: unknown, row: Row): Section[] {
  const fields = fieldsOf(noun).filter((it) => !it.secret && it.name !== 'attendance');
  const groups = GROUPS[noun as Noun] ?? [['基本信息', fields.map((it) => it.name)]];
  return groups.map(([title, names]) => ({
    title,
    lines: names.flatMap((name) => fields.filter((it) => it.name === name)).map((it) => ({ field: it.name, title: it.title, text: row.cells[it.name] ?? '', mark: row.marks[it.name] ?? null })),
  }));
}

function linked(noun: unknown, row: Row): Linked[] {
  const few = (of: Noun, title: string, count: number, note: string, on: string): Linked => ({
    noun: of, title,
    rows: rowsOf(of).slice(0, count).map((it) => ({ id: it.id, number: it.number, title: it.title, on: it.cells[on] ?? '', note: it.cells[note] ?? '', mark: it.marks[note] ?? null })),
  });
  switch (noun) {
    case 'retailer': return [{ noun: 'licence', title: '历次许可证', rows: [{ id: 'l1', number: row.number, title: row.cells.scope ?? '', on: row.cells.valid_to ?? '', note: '有效', mark: 'success' }] }, few('inspection', '检查', 5, 'finding', 'inspected_on'), few('matter', '许可事项', 3, 'stage', 'applied_on'), few('case', '案件', 2, 'days_left', 'filed_on'), few('hotline', '12313', 3, 'overdue', 'received_at')];
    case 'matter': return [few('retailer', '零售户', 1, 'state', 'valid_to')];
    case 'vendor': return [few('case', '案件', 1, 'days_left', 'filed_on')];
    case 'inspection': return [few('retailer', '零售户', 1, 'state', 'valid_to')];
    case 'campaign': return [few('inspection', '期间专项检查', 6, 'finding', 'inspected_on')];
    case 'diary': return [few('inspection', '当日检查', 6, 'finding', 'inspected_on')];
    case 'case': return [few('retailer', '零售户', 1, 'state', 'valid_to'), few('hotline', '来源工单', 1, 'overdue', 'received_at')];
    case 'hotline': return [few('retailer', '涉及零售户', 1, 'state', 'valid_to')];
    case 'staff': return [few('training', '参加的培训', 6, 'hours', 'held_on')];
    default: return [];
  }
}

// A document with when it is asked for, and by which article.
type Asked = readonly [title: string, required: boolean, later?: string, article?: string];
const every = (titles: readonly string[], required: boolean): Asked[] => titles.map((title) => [title, required]);

/** The documents of a case as far as it came. */
function ofCase({ cells }: Row): Asked[] {
  const decided = (cells.decided_on ?? '') !== '';
  const closed = (cells.closed_on ?? '') !== '';
  const by = (required: boolean, later: string) => [required, required ? '' : later] as const;
  if (cells.procedure === '简易程序') {
    return [
      ['当场行政处罚决定书', ...by(decided, '决定后应有'), '行政处罚法第52条：当场填写、当场交付当事人（有条文）'],
      ['罚没收据', ...by(closed, '有罚款的结案后应有'), '行政处罚法第67条、第70条：罚款缴到指定银行，当场收缴的出具专用票据（有条文，请核对原文）'],
    ];
  }
  return [
    ['立案报告表', true, '', '烟草专卖行政处罚程序规定（2023年）第35条：负责人批准立案报告表之日为立案日期（有条文）'],
    ['证据先行登记保存批准书', true, '', '行政处罚法第56条：先行登记保存经行政机关负责人批准（有条文）'],
    ['证据先行登记保存通知书', true, '', '行政处罚法第56条：先行登记保存，七日内作出处理决定；文书名称按本局式样（多地如此办理，请核对）'],
    ['检查（勘验）笔录', ...by(decided, '调查终结后应有'), '行政处罚法第55条：检查应当制作笔录（有条文）'],
    ['询问笔录', ...by(decided, '调查终结后应有'), '行政处罚法第55条：询问应当制作笔录（有条文）'],
    ['涉案烟草专卖品核价表', false, '', '核价的才有，案卷评查时与登记保存、决定书核对（多地如此办理，请核对）'],
    ['案件调查终结报告', ...by(decided, '调查终结后应有'), '行政处罚法第57条：调查终结，负责人对调查结果进行审查（有条文）'],
    ['行政处罚事先告知书', ...by(decided, '决定后应有'), '行政处罚法第44条：决定之前告知内容、事实、理由、依据和权利（有条文）'],
    ['案件处理审批表', ...by(decided, '决定后应有'), '行政处罚法第57条：负责人审查后分别作出决定；文书名称按本局式样（多地如此办理，请核对）'],
    ['行政处罚决定书', ...by(decided, '决定后应有'), '行政处罚法第59条：给予处罚应当制作决定书（有条文，请核对原文）'],
    ['送达回证', ...by(decided, '送达后应有'), '行政处罚法第61条：按民事诉讼法的规定送达，送达有回证（有条文，请核对原文）'],
    ['罚没收据', ...by(closed, '有罚款的结案后应有'), '行政处罚法第67条、第70条：罚款缴到指定银行，当场收缴的出具专用票据（有条文，请核对原文）'],
    ['结案报告表', ...by(closed, '结案后应有'), '案卷评查口径：执行完毕，结案报告表经批准后结案（多地如此办理，请核对）'],
    ['卷宗封面', false, '归档后应有', '案卷评查口径：一案一卷，封面填归档日期、保管期限（多地如此办理，请核对）'],
  ];
}

function asked(noun: unknown, row: Row): readonly Asked[] {
  switch (noun) {
    case 'matter': return every(['停业申请表', '许可证正副本收存单', '准予停业通知书'], true);
    case 'inspection': return [['检查记录表', row.cells.finding === '异常', '', '行政处罚法第55条：检查应当制作笔录；结果异常的应有'], ...every(['门头照片', '柜台照片', '盘库清点表'], false)];
    case 'campaign': return every(['工作方案', '工作记录', '现场照片'], true);
    case 'diary': return every(['走访照片', '签字原件'], false);
    case 'vendor': return [...every(['现场照片', '现场检查记录'], true), ['告诫书', false]];
    case 'case': return ofCase(row);
    case 'retailer': return SLOTS;
    default: return [];
  }
}

const slots = (noun: unknown, row: Row, all: readonly AttachmentInfo[]): Slot[] =>
  asked(noun, row).map(([title, required, later = '', article = '']) => ({ title, required, later, article, attachment: all.find((it) => it.slot === title) ?? null }));

function view({ noun, id }: Record<string, unknown>): View {
  const row = rowOf(noun, id);
  const all = scansOf(noun, id);
  const mine = slots(noun, row, all);
  const tags: Tag[] = ['state', 'class', 'stage', 'days_left', 'overdue'].flatMap((it) => (row.cells[it] ? [{ text: row.cells[it], mark: row.marks[it] ?? 'info' }] : []));
  return {
    noun: noun as Noun, id: row.id, revision: 3, number: row.number, title: row.title, removed: row.removed, demo: false, tags, sections: sections(noun, row), classes: noun === 'retailer' ? CLASSES : [], linked: linked(noun, row),
    ties: noun !== 'hotline' ? [] : [{ noun: 'retailer', title: '零售户', tied: tied.get('retailer') ?? null }, { noun: 'case', title: '案件', tied: tied.get('case') ?? null }],
    slots: mine, rates: noun === 'retailer' || noun === 'matter' || noun === 'case' ? rates() : [], loose: all.filter((it) => !mine.some((slot) => slot.title === it.slot)), attendance: noun === 'training' ? presence(row) : [], goods: noun === 'case' ? GOODS : [], measures: noun === 'vendor' ? measures(row) : [],
    informant: noun !== 'hotline' ? 'none' : row.id.endsWith('1') ? 'anonymous' : 'viewable', kept_at: keptAt(noun, id),
    looks: noun === 'hotline' ? [{ at: '2026-11-25 10:02', by: '王芳', what: '举报人', reason: '电话回访核实' }] : [], standing: null,
  };
}

function history({ noun, id }: Record<string, unknown>): Version[] {
  const row = rowOf(noun, id);
  const base = { by: '王芳', noun: noun as Noun, noun_title: '零售户', made: false, undone: '' };
  const key = (revision: number) => ({ noun: noun as Noun, id: row.id, revision });
  return [
    { ...base, key: null, at: '2026-11-26 09:12', op: `保存“${row.title}”`, op_id: 'o3', differences: [{ field: 'phone', title: '联系电话', before: '13900001111', after: row.cells.phone ?? '' }, { field: 'class', title: '分类', before: '守法经营户', after: row.cells.class ?? '' }] },
    { ...base, key: null, at: '2026-11-20 10:32', op: '放入附件“营业执照”', op_id: 'o2', noun: 'attachment', noun_title: '附件', differences: [{ field: 'file_name', title: '文件名', before: '', after: '营业执照.pdf' }] },
    { ...base, key: key(1), at: '2026-03-02 15:40', op: '从Excel导入零售户台账', op_id: 'o1', made: true, differences: Object.entries(draftOf(noun, row).fields).filter(([, text]) => text !== '').map(([field, after]) => ({ field, title: fieldsOf(noun).find((it) => it.name === field)?.title ?? '', before: '', after })) },
  ];
}

function add(noun: unknown, id: unknown, slot: unknown, name: string) {
  const all = scansOf(noun, id);
  const at = all.findIndex((it) => it.slot === slot);
  const type = name.toLowerCase().endsWith('.pdf') ? 'application/pdf' : /\.tiff?$/i.test(name) ? 'image/tiff' : 'image/png';
  all.splice(at < 0 ? all.length : at, at < 0 ? 0 : 1, scan(String(slot), name, type, 512_000, type === 'image/tiff' ? 3 : 1));
  return done(`放入附件“${String(slot)}”`, 1);
}

/** The scanner's folder: where the page is asked for with `?scans`. */
function waiting(): Waiting[] | null {
  if (!new URLSearchParams(location.search).has('scans')) return null;
  const kept = [...scans.values()].flat().map((it) => it.file_name);
  const one = (name: string, pages = 1, problem: string | null = null): Waiting => ({
    path: `/home/clerk/扫描/${name}`, name, at: '2026-11-27 16:12', sha256: name, media_type: 'image/png', pages, problem,
    elsewhere: kept.includes(name) ? [{ text: '这份扫描件已在零售户“好再来商店”的“营业执照”中。', noun: 'retailer', id: 'r1' }] : [],
  });
  return [one('扫描_20261127_0003.jpg'), one('扫描_20261127_0002.tif', 2), one('扫描_20261127_0001.pdf', 0, '“扫描_20261127_0001.pdf”是PDF，但没有写完，请重新扫描或重新拷贝后再附上。'), one('营业执照.pdf')];
}

export const answers: Answers = {
  record_view: view,
  record_history: history,
  record_revert: () => done('恢复到以前的内容', 1),
  informant_show: ({ reason }) => (typeof reason === 'string' && reason.trim().length < 4 ? refuse('请写明查看事由，至少4个字。') : { name: '赵永强', phone: '13912345678', id_number: '', address: '城关镇老街12号' }),
  attachment_put: ({ noun, id, slot, path }) => add(noun, id, slot, String(path).split('/').pop() ?? ''),
  attachment_put_bytes: ({ noun, id, slot, name }) => add(noun, id, slot, String(name)),
  attachment_read: ({ id, page }) => {
    const [, list, at] = byId(id);
    const it = list[at];
    const pdf = it?.media_type === 'application/pdf';
    const tiff = it?.media_type === 'image/tiff';
    return { media_type: tiff ? 'image/png' : it?.media_type ?? '', base64: pdf ? fakePdf(it.slot, [[it.slot, '第1页'], [it.slot, '第2页']]).base64 : paper(`${it?.slot ?? ''}${tiff ? ` ${String(page)}` : ''}`), file_name: it?.file_name ?? '' };
  },
  attachment_waiting: waiting,
  attachment_waiting_read: ({ name }) => ({ media_type: 'image/png', base64: paper(String(name)), file_name: String(name) }),
  attachment_versions: ({ id }) => {
    const [, list, at] = byId(id);
    const it = list[at];
    const one = (revision: number, what: string, in_force: boolean) => ({ key: { noun: 'attachment', id: String(id), revision }, in_force, at: '2026-11-20 10:32', by: '王芳', what, file_name: it?.file_name ?? '', media_type: it?.media_type ?? '', pages: 1 });
    return [one(3, '右转90°、摆正1.5°', true), one(2, '原件', false), one(1, '原件', false)];
  },
  attachment_mending: ({ id, page }) => {
    const [, list, at] = byId(id);
    const it = list[at];
    const pdf = it?.media_type === 'application/pdf';
    return { picture: pdf ? null : { media_type: 'image/png', base64: paper(it?.slot ?? ''), file_name: it?.file_name ?? '' }, mend: { page, turn: 0, slant: 0, crop: null }, pages: it?.pages ?? 1, slant: 15, slant_sideways: -4, mended: (it?.mended ?? '') !== '' };
  },
  attachment_mend: ({ id }) => {
    const [, list, at] = byId(id);
    Object.assign(list[at] ?? {}, { mended: '右转90°、摆正1.5°', earlier: 1, sha256: 'mended' });
    return done('修整附件', 1);
  },
  attachment_restore: ({ id }) => {
    const [, list, at] = byId(id);
    Object.assign(list[at] ?? {}, { mended: '', sha256: 'original' });
    return done('恢复原件', 1);
  },
  attachment_move: ({ id, slot }) => {
    const [, list, at] = byId(id);
    Object.assign(list[at] ?? {}, { slot });
    return done(`附件移到“${String(slot)}”`, 1);
  },
  hotline_tie: ({ noun, other }) => {
    const found = rowsOf(noun as Noun).find((it) => it.id === other);
    if (found === undefined) tied.delete(noun);
    else tied.set(noun, { id: found.id, number: found.number, title: found.title });
    return done('关联12313', 1);
  },
  attachment_tick: ({ id, question, yes }) => {
    const [, list, at] = byId(id);
    if (question === 'matching' && yes === true && at === 1) return refuse('“营业执照”是您自己放入的：“是这份吗”要请另一位同事登录、看过以后再勾。', 'denied');
    Object.assign(list[at] ?? {}, { [String(question)]: yes === true ? '2026-11-26 09:30 王芳' : '' });
    return done('核对附件', 1);
  },
  attachment_remove: ({ id }) => {
    const [, list, at] = byId(id);
    list.splice(at, 1);
    return done('移除附件', 1);
  },
};

// An invented county: 60 retailers, 24 cases, 30 reports, 9 officers, 18 trainings. Always the same, nobody real.
import type { Mark, Measure, Noun, Row } from '../../src/api/types';
import { TOWNS } from './fields';

const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程';
const GIVEN = ['秀英', '建国', '桂兰', '伟', '芳', '海燕', '永强', '春梅', '志刚', '雪琴', '明', '玉珍', '宏亮', '爱民', '小红'];
const SHOPS = ['便利店', '商店', '副食店', '超市', '烟酒店', '小卖部', '百货店'];
const FORMATS = ['便利店', '食杂店', '食杂店', '超市', '烟酒店', '食杂店', '商场'];
const STREETS = ['人民路', '解放路', '中山街', '兴隆巷', '东关村', '火车站前', '西大街'];
export const OFFICERS = ['段兰', '黄平超', '雷云秀', '朱文', '单刚伟', '侯强平', '田静杰', '贺艳建', '王芳'];
const CAUSES = ['未在当地烟草专卖批发企业进货', '无烟草专卖零售许可证经营', '销售非法生产的烟草专卖品', '无准运证运输烟草专卖品'];
const TOPICS = ['行政处罚法修订要点', '涉案物品管理规定', '执法文书制作', '12313办理规范', '许可证管理办法', '案卷评查常见问题'];

const pick = <T>(list: readonly T[] | string, n: number): T => list[n % list.length] as T;
const two = (n: number) => String(n).padStart(2, '0');
const day = (year: number, n: number) => `${String(year)}-${two(1 + (n * 7) % 12)}-${two(1 + (n * 11) % 28)}`;
const person = (n: number) => pick<string>(SURNAMES, n * 7) + pick(GIVEN, n * 3 + 1);
const phone = (n: number) => `139${String(10_000_000 + n * 734_287).slice(-8)}`;

/** An identity number with a right check digit. */
function idCard(n: number): string {
  const head = `619999${String(1958 + (n * 5) % 40)}${two(1 + (n * 5) % 12)}${two(1 + (n * 13) % 28)}${String(100 + n * 3).slice(0, 3)}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(head[at]), 0);
  return head + pick<string>('10X98765432', sum);
}

function row(noun: Noun, n: number, number: string, title: string, cells: Record<string, string>, marks: Record<string, Mark> = {}): Row {
  return { id: `${noun}-${String(n)}`, number, title, removed: n % 19 === 17, cells, marks };
}

function retailer(n: number): Row {
  const owner = person(n);
  const name = `${pick(['', '潼川县', ''], n)}${owner.slice(0, 2)}${n % 3 === 0 ? '家' : ''}${pick(SHOPS, n)}`;
  const licence = `619999${n % 9 === 4 ? '2' : '1'}${String(10_000 + n * 37)}`;
  const state = n % 11 === 6 ? '停业' : n % 13 === 8 ? '歇业' : '有效';
  const kind = n % 7 === 3 ? '重点监控户' : n % 4 === 1 ? '非重点监控户' : n % 10 === 9 ? '' : '守法经营户';
  const town = pick(TOWNS.split(' '), n * 5);
  const until = n % 8 === 2 ? `2026-12-${two(1 + n % 26)}（还有${String(4 + n % 26)}天）` : day(2027 + n % 4, n);
  return row('retailer', n, licence, name, {
    trade_name: name, licence_no: licence, owner_name: owner, owner_id_number: idCard(n), uscc: '', business_registration_no: '',
    holder_type: n % 9 === 4 ? '企业' : '个体', address: `潼川县${town}${pick(STREETS, n)}${String(3 + n * 2)}号`, town, village: '', phone: phone(n),
    format: pick(FORMATS, n), market: n % 3 === 0 ? '乡村' : '城镇', class: kind, class_reason: kind === '重点监控户' ? '近一年内因违规进货被处罚' : '', class_on: kind === '' ? '' : '2025-03-11', class_by: kind === '' ? '' : '李强', class_rule: kind === '重点监控户' ? '有案件' : '',
    special_care: n % 17 === 5 ? '残疾人' : '', scope: '卷烟、雪茄烟', supplier: '省烟草公司潼川县公司', issued_on: day(2021 + n % 5, n),
    valid_from: day(2021 + n % 5, n), valid_to: until, state, upstream_no: '', remark: '', documents: `${String(3 + n % 5)}/7`,
  }, { documents: n % 5 === 4 ? 'success' : 'warning', state: state === '有效' ? 'success' : 'info', ...(kind && { class: kind === '重点监控户' ? 'danger' as const : kind === '守法经营户' ? 'success' as const : 'warning' as const }), ...(until.startsWith('2026') && { valid_to: 'warning' as const }) });
}

function caseRow(n: number): Row {
  const filed = `2026-${two(11 - n % 10)}-${two(25 - n % 20)}`;
  const closed = n % 5 === 0 ? '' : `2026-${two(12 - n % 10)}-${two(20 - n % 15)}`;
  const number = `潼烟立〔2026〕第${String(24 - n)}号`;
  const sticks = (n * 7 + 3) % 60 + 2;
  const left = closed ? '已结案' : n % 10 === 0 ? '逾期3天' : `还有${String(9 + n)}天`;
  return row('case', n, number, `${person(n * 3)}${pick(CAUSES, n)}案`, {
    case_no: number, cause: pick(CAUSES, n), procedure: n % 6 === 5 ? '简易程序' : '普通程序', source: pick(['市场检查', '12313举报', '物流寄递', '上级交办'], n),
    party_name: person(n * 3), party_id_number: idCard(n * 3), party_address: `潼川县城关镇${pick(STREETS, n)}${String(n + 8)}号`,
    licence_no: n % 4 === 1 ? '' : `6199991${String(10_000 + n * 3 * 37)}`, occurred_on: filed, filed_on: filed, investigated_on: closed, decided_on: closed,
    decision_no: closed ? `潼烟处〔2026〕第${String(24 - n)}号` : '', served_on: closed, closed_on: closed, archived_on: '', officers: `${pick(OFFICERS, n)}、${pick(OFFICERS, n + 1)}`,
    sticks: `${String(sticks)}条`, value: `${String(sticks * 165)}.00元`, fine: closed ? `${String(sticks * 20)}.00元` : '', seized_sticks: '', transferred_to: '', transferred_on: '',
    reviewed: '否', sued: '否', facts: '', remark: '', days_left: left, documents: `0/${closed ? '12' : '3'}`,
  }, { documents: 'warning', days_left: left.startsWith('逾期') ? 'danger' : closed ? 'success' : 'warning' });
}

function hotline(n: number): Row {
  const received = `2026-${two(11 - n % 9)}-${two(26 - n % 24)}`;
  const closed = n % 6 === 0 ? '' : received;
  const what = pick(['反映该店销售假冒卷烟', '投诉不按明码标价销售', '咨询办理零售许可证的条件', '举报无证经营卷烟', '投诉向未成年人售烟'], n);
  const number = `GD2026${String(4100 - n * 13)}`;
  const target = `${person(n * 2).slice(0, 2)}${pick(SHOPS, n * 2)}`;
  const overdue = closed ? '已办结' : n % 12 === 0 ? '逾期2天' : '还有3天';
  return row('hotline', n, number, `${received} ${target}`, {
    upstream_no: number, channel: pick(['12313来电', '来信', '网站', '来访'], n), received_at: `${received} ${two(8 + n % 10)}:${two(n * 7 % 60)}`, dispatched_at: `${received} 18:10`,
    category: pick(['举报', '投诉', '咨询', '举报', '投诉'], n), content: `${target}：${what}。`, summary: what, target_name: target, target_address: `城关镇${pick(STREETS, n)}`,
    handler: pick(OFFICERS, n), due_on: received, result: closed ? '已答复' : '', closed_on: closed, feedback: closed ? '已电话回复' : '', remark: '', overdue,
  }, { overdue: closed ? 'success' : overdue.startsWith('逾期') ? 'danger' : 'warning' });
}

function matter(n: number): Row {
  const kind = pick(['停业', '延续', '变更', '新办', '歇业', '恢复营业'], n);
  const of = retailer(n);
  const applied = `2026-${two(11 - n % 3)}-${two(24 - n % 20)}`;
  const stage = pick(['待受理', '待决定', '待送达', '已办结（准予）', '待补正'], n);
  const overdue = { 待受理: '许可事项受理还有3天', 待决定: '许可事项决定逾期2天', 待送达: '许可决定送达还有8天' }[stage] ?? '';
  return row('matter', n, of.number, `${kind}：${of.title}`, {
    kind, licence_no: of.number, holder: of.title, reason: '', applied_on: applied, accepted_on: stage === '待受理' ? '' : applied, handler: pick(OFFICERS, n), checked_on: '', checkers: '',
    stage, overdue, decision: stage.startsWith('已') ? '准予' : '', decided_on: stage.startsWith('已') ? applied : '', remark: '',
  }, { stage: stage.startsWith('已') ? 'success' : 'warning', overdue: overdue.includes('逾期') ? 'danger' : 'info' });
}

function vendor(n: number): Row {
  const found = `2026-${two(11 - n % 9)}-${two(24 - n % 20)}`;
  const town = pick(TOWNS.split(' '), n * 3);
  const [measure, state] = pick<readonly [string, string]>([['告诫；取缔', '已取缔'], ['取缔', '已取缔'], ['告诫', '已告诫'], ['', '未处理'], ['告诫；办证', '办证中'], ['已消失', '已消失']], n);
  const twice = measure.includes('；');
  return row('vendor', n, found, person(n * 5), {
    name: person(n * 5), trade_name: n % 3 === 0 ? `${person(n * 5).slice(0, 1)}家小卖部` : '', id_number: idCard(n * 5), phone: n % 2 === 0 ? phone(n + 40) : '',
    address: `${town}${pick(STREETS, n)}${String(300 + n)}号`, town, format: pick(FORMATS, n), found_on: found, found_how: pick(['市场检查', '摸底排查', '举报', '部门移交'], n),
    inspectors: `${pick(OFFICERS, n)}、${pick(OFFICERS, n + 1)}`, seen: '柜台内摆放卷烟，不能出示烟草专卖零售许可证。', measure, measured_on: measure === '' ? '' : twice ? `${found}；${found}` : found,
    agencies: twice ? '；公安、市场监管' : '', case_no: '', result: twice ? '写了保证书；不再经营' : '', state, remark: '',
  }, { state: state === '未处理' ? 'danger' : state === '已取缔' ? 'success' : state === '已消失' ? 'info' : 'warning' });
}

/** The measures of a vendor, a line each. */
export function measures({ cells }: Row): Measure[] {
  const of = (name: string) => (cells[name] ?? '').split('；');
  const [kinds, days, agencies, notes] = [of('measure'), of('measured_on'), of('agencies'), of('result')];
  return kinds.filter((kind) => kind !== '').map((kind, at) => ({ kind, on: days[at] ?? '', agencies: agencies[at] ?? '', case_no: '', note: notes[at] ?? '' }));
}

function inspection(n: number): Row {
  const of = retailer(n);
  const on = `2026-${two(11 - n % 9)}-${two(24 - n % 20)}`;
  const wrong = n % 9 === 4;
  return row('inspection', n, on, of.title, {
    inspected_on: on, begun: `${two(8 + n % 9)}:${two(n * 7 % 60)}`, ended: '', mode: pick(['日常', '日常', '夜查', '突击', '专项'], n), off_hours: n % 5 === 2 ? '是' : '', licence_no: of.number,
    name: of.title, address: of.cells.address ?? '', officers: `${pick(OFFICERS, n)}、${pick(OFFICERS, n + 1)}`, lone_reason: '', finding: wrong ? '异常' : '正常',
    cause: wrong ? '未在当地烟草专卖批发企业进货' : '', stock: `${String(60 + n * 17 % 300)}条`, difference: '', follow_up: wrong ? '告诫' : '', case_no: '', next_on: '', remark: '',
  }, { finding: wrong ? 'danger' : 'success' });
}

function diary(n: number): Row {
  const on = `2026-11-${two(26 - n % 25)}`;
  const state = pick(['草稿', '待审批', '待审批', '已审批', '已退回', '已审批'], n);
  const overdue = { 草稿: '', 待审批: n % 4 === 1 ? '未按时审批，逾期2天' : '审批还有2天', 已审批: n % 9 === 3 ? '未按时审批（应在2026-11-20前）' : '按时审批', 已退回: '' }[state] ?? '';
  const approved = state === '已审批';
  return row('diary', n, on, pick(OFFICERS, n), {
    diary_on: on, officer: pick(OFFICERS, n), route: pick(['城关—东关', '港口—秦东', ''], n), content: '走访辖区零售户6户，核对许可证，盘点库存，宣传明码标价。', problems: n % 5 === 2 ? '一户没有明码标价，当场改正' : '',
    state, submitted_on: state === '草稿' || state === '已退回' ? '' : on, approver: approved ? '朱文' : '', approved_on: approved ? on : '', opinion: approved ? '同意' : '',
    returned_on: state === '已退回' ? on : '', return_reason: state === '已退回' ? '没有写明检查了哪几户' : '', remark: '', visits: n % 3 === 0 ? '没有' : '6户次，异常1', overdue,
  }, { state: approved ? 'success' : state === '已退回' ? 'danger' : state === '草稿' ? 'info' : 'warning', overdue: overdue.startsWith('未') ? 'danger' : 'success', visits: 'success' });
}

function campaign(n: number): Row {
  const kind = pick(['集中整治', '专项行动', '宣传活动'], n);
  const from = `2026-${two(11 - n)}-02`;
  const title = `2026年${pick(['年末打假打私专项行动', '校园周边卷烟市场集中整治', '“3·15”真假烟识别宣传'], n)}`;
  const over = n > 0;
  return row('campaign', n, from, title, {
    kind, title, from_on: from, to_on: over ? `2026-${two(11 - n)}-12` : '', place: '城关镇、港口镇', agencies: '公安、市场监管', officers: '段兰、黄平超', households_checked: over ? '45' : '', cases_found: over ? '2' : '',
    summary: over ? '出动40人次，检查45户，查获案件2起。' : '', remark: '', stage: over ? '已结束' : '进行中', during: kind === '宣传活动' ? '' : '38户次，异常2', documents: over ? '2/3' : '0/3',
  }, { stage: over ? 'success' : 'warning', documents: 'warning' });
}

function staff(n: number): Row {
  const hours = 18 + (n * 9) % 31;
  return row('staff', n, `61150${String(101 + n)}`, pick(OFFICERS, n), {
    full_name: pick(OFFICERS, n), id_number: idCard(n + 60), mobile: phone(n + 200), department: n % 3 === 0 ? '稽查中队' : '专卖监督管理股', post: n === 0 ? '股长' : pick(['市管员', '稽查员', '内勤'], n),
    law_certificate_no: `61150${String(101 + n)}`, inspection_certificate_no: '', certificate_valid_to: day(2027 + n % 3, n), internal_full_time: n % 4 === 3 ? '是' : '否',
    joined_on: day(2009 + n, n), state: n === 7 ? '调出' : '在岗', remark: '', hours_year: `${String(hours)} / 40课时`,
  }, { state: n === 7 ? 'info' : 'success', hours_year: hours < 40 ? 'warning' : 'success' });
}

function training(n: number): Row {
  const held = `2026-${two(11 - n % 11)}-${two(24 - n)}`;
  const people = OFFICERS.slice(0, 5 + n % 4);
  const hours = 2 + n % 3;
  return row('training', n, held, pick(TOPICS, n), {
    held_on: held, topic: pick(TOPICS, n), mode: pick(['集中授课', '自学', '视频会议'], n), lecturer: pick(OFFICERS, n), place: '三楼会议室', hours: `${String(hours)}课时`,
    attendance: people.join('、'), total: `${String(hours * people.length)}课时`, remark: '',
  });
}

const many = (count: number, make: (n: number) => Row) => Array.from({ length: count }, (_, n) => make(n));

/** All records by noun; commands that change records change these. */
export const ROWS: Partial<Record<Noun, Row[]>> = {
  retailer: many(60, retailer),
  matter: many(14, matter),
  vendor: many(26, vendor),
  inspection: many(40, inspection),
  diary: many(30, diary),
  campaign: many(6, campaign),
  case: many(24, caseRow),
  hotline: many(30, hotline),
  staff: many(9, staff),
  training: many(18, training),
};

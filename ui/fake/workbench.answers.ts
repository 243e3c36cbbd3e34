import type { Chart, Count, Due, Mark, Noun, Query, Workbench } from '../src/api/types';
import type { Answers } from './index';

const everything = (): Query => ({ conditions: [], text: '', due: '', sort: null, down: false, removed: 'hide' });

const count = (key: string, title: string, value: number, unit: string, noun: Noun, due = '', mark: Mark | null = null): Count =>
  ({ key, title, value, unit, noun, query: { ...everything(), due }, mark });

const due = (what: string, title: string, noun: Noun, id: string | null, on: string, days: number, article: string): Due =>
  ({ key: `${what}-${title}`, what, title, noun, id, query: id === null ? { ...everything(), due: 'licence_expiring' } : null, on, days, article });

/** A chart whose labels are values of a field. */
const chart = (it: Omit<Chart, 'noun' | 'queries'>, noun: Noun, field: string): Chart => ({
  ...it,
  noun,
  queries: it.labels.map((value) => ({ ...everything(), conditions: [value === '未分类' ? { field, compare: 'empty', value: '' } : { field, compare: 'equals', value }] })),
});

const workbench: Workbench = {
  today: '2026-11-27 星期五',
  counts: [
    count('retailers', '在册零售户', 513, '户', 'retailer'),
    count('licences', '许可证30日内到期', 14, '户', 'retailer', 'licence_expiring', 'warning'),
    count('unclassified', '未分类', 6, '户', 'retailer', 'unclassified'),
    { ...count('class_proposed', '分类建议待决定', 64, '户', 'retailer', 'unclassified', 'warning'), key: 'class_proposed' },
    count('cases', '在办案件', 9, '件', 'case', 'case_open'),
    count('hotlines', '12313未办结', 3, '件', 'hotline', 'hotline_open', 'danger'),
    count('training', '本年课时不足', 2, '人', 'staff', 'training_short', 'warning'),
  ],
  due: [
    due('12313办结', '2026-0231 举报太要镇无证经营', 'hotline', 'hotline-3', '2026-11-24', -3, '《烟草专卖12313服务规范》第二十条'),
    due('许可证到期', '罗氏商店', 'retailer', 'retailer-2', '2026-11-26', -1, '《烟草专卖许可证管理办法》第三十六条'),
    due('处罚决定', '潼烟立〔2026〕第7号 王某未在当地进货案', 'case', 'case-4', '2026-11-27', 0, '《烟草专卖行政处罚程序规定》第五十三条'),
    due('许可证到期', '14户许可证30日内到期', 'retailer', null, '2026-12-05', 8, '《烟草专卖许可证管理办法》第三十六条'),
    due('课时', '段兰 还差 6 课时', 'staff', 'staff-1', '2026-11-30', 3, '年度培训计划'),
  ],
  month: {
    period: '2026-11', title: '2026年11月', signed: false, done: 4, of: 6,
    lines: [
      { title: '12313全部办结', ok: false, note: '3件未办结', noun: 'hotline', query: { ...everything(), due: 'hotline_open' } },
      { title: '培训课时达标', ok: false, note: '2人不足40课时', noun: 'staff', query: { ...everything(), due: 'training_short' } },
      { title: '零售户全部分类', ok: true, note: '513户', noun: null, query: null },
      { title: '案件登记齐全', ok: true, note: '9件', noun: null, query: null },
      { title: '本月有备份', ok: true, note: '11月26日', noun: null, query: null },
      { title: '数据体检无问题', ok: true, note: '11月20日', noun: null, query: null },
    ],
  },
  charts: [
    chart({ key: 'hotline_by_month', title: '12313举报投诉（近12个月）', kind: 'line', unit: '件', labels: ['2025年12月', '2026年1月', '2月', '3月', '4月', '5月', '6月', '7月', '8月', '9月', '10月', '11月'], series: [{ name: '举报', unit: null, values: [4, 6, 9, 3, 5, 4, 7, 8, 6, 5, 4, 3] }, { name: '投诉', unit: null, values: [1, 2, 1, 0, 2, 1, 3, 2, 1, 1, 0, 1] }] }, 'hotline', 'received_at'),
    chart({ key: 'case_by_month', title: '案件（近12个月）', kind: 'bar', unit: '件', labels: ['2025年12月', '2026年1月', '2月', '3月', '4月', '5月', '6月', '7月', '8月', '9月', '10月', '11月'], series: [{ name: '立案', unit: null, values: [2, 3, 1, 0, 2, 4, 1, 2, 3, 1, 2, 3] }, { name: '结案', unit: null, values: [1, 2, 2, 1, 0, 3, 2, 1, 2, 2, 1, 1] }] }, 'case', 'filed_on'),
    chart({ key: 'retailer_class', title: '零售户分类', kind: 'share', unit: '户', labels: ['守法经营户', '非重点监控户', '重点监控户', '未分类'], series: [{ name: '户数', unit: null, values: [398, 74, 35, 6] }] }, 'retailer', 'class'),
    chart({ key: 'retailer_town', title: '各乡镇零售户', kind: 'bar', unit: '户', labels: ['城关镇', '太要镇', '桐峪镇', '代字营镇', '秦东镇', '港口镇', '安乐镇', '南头乡'], series: [{ name: '户数', unit: null, values: [142, 96, 71, 60, 52, 44, 30, 18] }] }, 'retailer', 'town'),
    chart({ key: 'inspection_by_town', title: '各乡镇检查覆盖面（2026年至今，检查过的户／持证户）', kind: 'bar', unit: '户', labels: ['城关镇', '太要镇', '桐峪镇'], series: [{ name: '检查过的户', unit: null, values: [140, 90, 71] }, { name: '持证户', unit: null, values: [142, 96, 71] }, { name: '检查次数', unit: '次', values: [331, 204, 180] }, { name: '户均检查次数', unit: '次/户', values: [2.33, 2.13, 2.54] }] }, 'retailer', 'town'),
    chart({ key: 'training_hours', title: '本年培训课时（应满40）', kind: 'bar', unit: '课时', labels: ['段兰', '黄平超', '雷云秀', '朱文', '单刚伟', '侯强平', '田静杰', '贺艳建', '王芳'], series: [{ name: '课时', unit: null, values: [34, 42, 40, 44, 41, 38, 40, 46, 43] }] }, 'staff', 'full_name'),
  ],
  backup: { last_at: '2026-11-26 17:18', last_ok: true, days: 1, second: { path: '/media/clerk/备份盘', there: false, same_disk: false, last_at: '2026-11-20 17:05', trouble: null } },
  drafts: [
    { noun: 'retailer', id: 'retailer-2', title: '罗氏商店', at: '2026-11-26 17:05' },
    { noun: 'case', id: null, title: '新案件', at: '2026-11-26 16:40' },
  ],
  last_bundle: {
    id: 'b1', name: '619999-A-000012.zip', kind: 'delta', kind_title: '增量', sequence: 12, period: null, changes: 37, counts: [], digest: 'a3f1',
    exported_at: '2026-11-03 09:12', path: null,
  },
};

export const answers: Answers = { workbench: () => workbench };

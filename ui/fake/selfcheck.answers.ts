import type { Indicator, Selfcheck, SelfcheckMonth } from '../src/api/types';
import type { Answers } from './index';
import { work } from './job';
import { fakePdf } from './pdf';

const months: SelfcheckMonth[] = ['2026-11', '2026-10', '2026-09', '2026-08', '2026-07', '2026-06'].map((period, at) => ({
  period,
  title: `${period.slice(0, 4)}年${String(Number(period.slice(5)))}月`,
  signed: at > 1,
  signed_by: at > 1 ? '王芳' : '',
  signed_at: at > 1 ? `2026-${String(12 - at).padStart(2, '0')}-02 09:1${String(at)}` : '',
}));

const row = (code: string, name: string, numerator: number, denominator: number | null, value: string, target: string, ok: boolean | null, formula: string, span: string): Indicator =>
  ({ code, name, numerator, denominator, value, target, ok, formula, span });

const indicators = (title: string): Indicator[] => [
  row('I3', '案件移送率', 0, 0, '—', '100%', null, '本月立案中已移送公安的案件÷达到移送标准（1000条或5万元）的案件', title),
  row('I4', '复议诉讼率', 0, 4, '0.00%', '0%', true, '本月处罚决定中有复议或诉讼的案件÷本月处罚决定', title),
  row('I5', '案件按期办结率', 4, 4, '100.00%', '100%', true, '本月处罚决定中立案后90日内作出的÷本月处罚决定', title),
  row('I6', '培训达标率', 5, 8, '62.50%', '100%', false, '满40课时的人数÷在岗满6个月的人数', `2026年1月1日至${title}末`),
  row('I7', '人均课时', 2905, 8, '36.3课时', '40课时', false, '课时之和（分子以0.1课时计）÷在岗人数', `2026年1月1日至${title}末`),
  row('I15a', '分类户数·守法经营户', 473, 513, '92.20%', '', null, '该类户数÷零售户总数', `截至${title}末`),
  row('I15b', '分类户数·非重点监控户', 26, 513, '5.07%', '', null, '该类户数÷零售户总数', `截至${title}末`),
  row('I15c', '分类户数·重点监控户', 14, 513, '2.73%', '', null, '该类户数÷零售户总数', `截至${title}末`),
  row('I18', '12313按时办结率', 10, 10, '100.00%', '100%', true, '按时办结的÷本月到期的（上级定了时限的从其时限，其余按类别的办理时限）', title),
  row('I19', '12313反馈率', 6, 6, '100.00%', '100%', true, '已反馈的÷本月办结的非匿名件', title),
  row('I20', '举报立案率', 2, 6, '33.33%', '', null, '立案查处的÷本月受理的举报', title),
  row('I21', '资料完整率', 3204, 3591, '89.22%', '100%', false, '已有的应备资料÷应备资料（零售户档案）', `截至${title}末`),
  row('I27', '查获卷烟', 3000, null, '15条', '', null, '本月立案案件的涉案卷烟之和（分子以支计）', title),
];

function shown(period: unknown): Selfcheck {
  const month = months.find((it) => it.period === period) as SelfcheckMonth;
  return {
    ...month,
    can_sign: month.period === '2026-10' && !month.signed,
    indicators: indicators(month.title),
    overall: [`${month.title}共有零售户513户，其中本月新办许可证3户、停业1户。`, '本月立案4件，作出处罚决定4件，查获卷烟15条。', '受理12313举报投诉10件，已办结10件。'],
    coverage: ['零售户档案513户，全部自查。', '行政处罚案卷4件，全部自查。', '12313举报投诉10件，全部自查。', '执法人员8人的培训课时，全部自查。'],
    problems: ['培训课时不足40：3人。段兰（32.5课时，差7.5）、黄平超（35.5课时，差4.5）、雷云秀（35课时，差5）。', '零售户档案缺应备资料：387份，涉及96户。'],
    corrections: ['上月发现的“案件照片不清”2处，已重新扫描。'],
  };
}

export const answers: Answers = {
  selfcheck_months: () => months,
  selfcheck_show: ({ period }) => shown(period),
  selfcheck_preview: ({ period }) => {
    const it = shown(period);
    return fakePdf(`${it.title}自查报告`, [
      [`${it.title}自查报告`, '一、自查工作总体情况', ...it.overall, '二、自查覆盖面', ...it.coverage],
      ['三、发现的问题', ...it.problems.map((line) => line.slice(0, 36)), '四、处理纠正情况', ...it.corrections],
    ]);
  },
  selfcheck_export: async (args) => {
    await work(args, '生成自查材料', 4, 60);
    const { period, sign, folder } = args as { period: string; sign: boolean; folder: string };
    if (sign) Object.assign(months.find((it) => it.period === period) as SelfcheckMonth, { signed: true, signed_by: '王芳', signed_at: '2026-11-27 16:50' });
    return [`${folder}/自查报告-${period}.pdf`, `${folder}/自查指标-${period}.xlsx`, `${folder}/619999-A-000014.zip`];
  },
};

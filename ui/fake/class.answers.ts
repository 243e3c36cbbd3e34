// 分类建议: invented proposals over the invented shops.
import type { ClassDraft, ClassPick, ClassQuery, ClassRow, ClassRule, ClassSettings, Rule } from '../src/api/types';
import type { Answers } from './index';
import { refuse } from './job';
import { done, rowsOf } from './record.answers';

const TITLES: Record<Rule, string> = { case_filed: '有案件', report_true: '举报查实', visit_abnormal: '检查异常', clean: '期满无违规', new_licence: '新办证' };
const SAYS: Record<Rule, string> = {
  case_filed: '12个月内有案件1起以上（按案件最后一个环节的日期算）：列为重点监控户',
  report_true: '12个月内被举报并立案查处1次以上：列为重点监控户',
  visit_abnormal: '6个月内检查异常1次以上：列为非重点监控户',
  clean: '持证且列入现在的分类都满12个月，其间没有上列情形：降一档，最低到守法经营户；未分类的列为守法经营户',
  new_licence: '首次领证不满12个月、还没有分类：列为非重点监控户',
};
const rule = (on: boolean, months: string, kind: string) => ({ on, months, times: '1', class: kind });
const settings: ClassSettings = {
  rules: { case_filed: rule(true, '12', '重点监控户'), report_true: rule(true, '12', '重点监控户'), visit_abnormal: rule(true, '6', '非重点监控户'), clean: rule(true, '12', '守法经营户'), new_licence: rule(false, '12', '非重点监控户') },
  revision: 1,
};
const decided = new Set<string>();

function proposals(): (ClassRow & { readonly of: Rule })[] {
  const cases = rowsOf('case');
  return rowsOf('retailer').slice(0, 64).map((it, at) => {
    const of: Rule = at % 4 === 0 ? 'case_filed' : at % 4 === 1 ? 'visit_abnormal' : 'clean';
    const one = cases[at % cases.length];
    return {
      of, id: it.id, number: it.number, title: it.title, town: ['城关镇', '永安镇', '龙泉乡'][at % 3] ?? '',
      class: of === 'clean' ? '重点监控户' : '守法经营户', class_on: at % 7 === 0 ? '' : '2025-03-11', to: of === 'case_filed' ? '重点监控户' : '非重点监控户', up: of !== 'clean', rule: TITLES[of],
      why: of === 'case_filed' ? '12个月内有案件1起' : of === 'clean' ? '12个月没有案件、查实的举报和异常检查' : '6个月内检查异常1次',
      facts: of === 'case_filed' && one ? [{ noun: 'case' as const, id: one.id, title: one.number }] : of === 'visit_abnormal' ? [{ noun: 'inspection' as const, id: 'i1', title: '2026-09-14的检查' }] : [],
    };
  }).filter((it) => !decided.has(it.id));
}

const asked = ({ query }: Record<string, unknown>) => {
  const { rule: only, to, town } = query as ClassQuery;
  return proposals().filter((it) => (only === null || only === it.of) && (to === '' || to === it.to) && (town === '' || town === it.town));
};
const decide = (picks: unknown, op: string) => {
  for (const { id } of picks as ClassPick[]) decided.add(id);
  return done(`${op}${String((picks as ClassPick[]).length)}户`, (picks as ClassPick[]).length);
};

export const answers: Answers = {
  class_show: () => {
    const all = proposals();
    const rules = (Object.keys(TITLES) as Rule[]).map((it): ClassRule => ({ rule: it, title: TITLES[it], says: SAYS[it], on: settings.rules[it].on, count: all.filter((row) => row.of === it).length }));
    return { classes: [{ title: '守法经营户', count: 398 }, { title: '非重点监控户', count: 74 }, { title: '重点监控户', count: 35 }, { title: '未分类', count: 6 }], total: 513, rules, towns: ['城关镇', '永安镇', '龙泉乡'] };
  },
  class_list: (args) => {
    const all = asked(args);
    const offset = args.offset as number;
    return { rows: all.slice(offset, offset + (args.limit as number)), total: all.length };
  },
  class_accept: ({ picks }) => decide(picks, '采纳分类建议'),
  class_keep: ({ picks, reason }) => (String(reason).length < 4 ? refuse('请写明理由，至少4个字。', 'invalid', { reason: '请写明理由，至少4个字。' }) : decide(picks, '分类建议不采纳、保持不变')),
  class_set: ({ ids, draft }) => {
    const { class: kind, reason } = draft as ClassDraft;
    if (reason === '') refuse('有几处需要改正，请看各栏的提示。', 'invalid', { reason: '分类依据必填，请补上。' });
    return done(`成批分类：${kind === '' ? '取消分类' : kind}${String((ids as string[]).length)}户`, (ids as string[]).length);
  },
  class_export: ({ path }) => (String(path) === '' ? refuse('请选择存到哪里。') : proposals().length),
  class_rules: () => structuredClone(settings),
  class_rules_save: ({ draft }) => {
    const { rules } = draft as ClassSettings;
    if (Number.isNaN(Number(rules.case_filed.months))) refuse('有几处需要改正，请看各栏的提示。', 'invalid', { case_filed: `几个月：“${rules.case_filed.months}”不对，请填1到60之间的整数。` });
    Object.assign(settings, { rules, revision: settings.revision + 1 });
    return done('修改分类口径', 1);
  },
};

//! The bureau's rules as typed.

use serde::{Deserialize, Serialize};

use super::{ClassRules, Rule, Setting};
use crate::{
    check::{Checked, Checker, Refusal},
    retailer::Class,
    text,
};

/// Most months that a rule looks back.
const MONTHS: u32 = 60;

/// Most facts that a rule waits for.
const TIMES: u32 = 10;

/// One rule as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
pub struct RuleDraft {
    /// Whether it proposes anything
    pub on: bool,
    /// Months that it looks back
    pub months: String,
    /// Facts that it takes; not asked of 期满无违规 and 新办证
    pub times: String,
    /// The class that it proposes
    pub class: String,
}

/// All rules as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
pub struct ClassRulesDraft {
    /// 有案件
    pub case_filed: RuleDraft,
    /// 举报查实
    pub report_true: RuleDraft,
    /// 检查异常
    pub visit_abnormal: RuleDraft,
    /// 期满无违规
    pub clean: RuleDraft,
    /// 新办证
    pub new_licence: RuleDraft,
}

impl ClassRulesDraft {
    /// Reads the draft, or says everything that is wrong with it, each by the word of its rule.
    pub fn check(&self) -> Checked<ClassRules> {
        let mut c = Checker::default();
        let case_filed = setting(&mut c, Rule::CaseFiled, &self.case_filed);
        let report_true = setting(&mut c, Rule::ReportTrue, &self.report_true);
        let visit_abnormal = setting(&mut c, Rule::VisitAbnormal, &self.visit_abnormal);
        let clean = setting(&mut c, Rule::Clean, &self.clean);
        let new_licence = setting(&mut c, Rule::NewLicence, &self.new_licence);
        let value = case_filed.zip(report_true).zip(visit_abnormal).zip(clean).zip(new_licence).map(
            |((((case_filed, report_true), visit_abnormal), clean), new_licence)| ClassRules {
                case_filed,
                report_true,
                visit_abnormal,
                clean,
                new_licence,
            },
        );
        c.finish(value)
    }
}

fn setting(c: &mut Checker, rule: Rule, it: &RuleDraft) -> Option<Setting> {
    let field = rule.word();
    let months = c.take(field, count("几个月", &it.months, MONTHS));
    let times = match rule.noun() {
        Some(_) => c.take(field, count("几次", &it.times, TIMES)),
        None => Some(1),
    };
    let class = Class::read(&text::line(&it.class));
    if class.is_none() {
        c.error(field, "unknown_class", format!("“{}”：请选一个分类。", rule.title()));
    }
    Some(Setting { on: it.on, months: months?, times: times?, class: class? })
}

fn count(what: &str, typed: &str, most: u32) -> Result<u32, Refusal> {
    let line = text::line(typed);
    let number = line.parse().ok().filter(|n| (1..=most).contains(n));
    number.ok_or_else(|| {
        Refusal::new("count_form", format!("{what}：“{}”不对，请填1到{most}之间的整数。", text::short(&line)))
    })
}

impl From<&Setting> for RuleDraft {
    fn from(it: &Setting) -> Self {
        Self {
            on: it.on,
            months: it.months.to_string(),
            times: it.times.to_string(),
            class: it.class.title().to_owned(),
        }
    }
}

impl From<&ClassRules> for ClassRulesDraft {
    fn from(it: &ClassRules) -> Self {
        Self {
            case_filed: RuleDraft::from(&it.case_filed),
            report_true: RuleDraft::from(&it.report_true),
            visit_abnormal: RuleDraft::from(&it.visit_abnormal),
            clean: RuleDraft::from(&it.clean),
            new_licence: RuleDraft::from(&it.new_licence),
        }
    }
}

//! Which class a shop should be in (分类建议), by rules that are the bureau's own: 《卷烟零售户分类管理办法》 asks for three
//! classes that follow what a shop does, and no national rule fixes the numbers. A person decides; here it is only proposed.

mod draft;
mod history;
#[cfg(test)]
mod tests;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Noun, day, retailer::Class};

pub use draft::{ClassRulesDraft, RuleDraft};
pub use history::{Decided, Version, decided};

/// 分类口径: why a shop is to be in a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A case was filed
    CaseFiled,
    /// A report to 12313 was found true, and a case was filed on it
    ReportTrue,
    /// A visit found something wrong
    VisitAbnormal,
    /// Nothing of the kind for so many months
    Clean,
    /// The first licence is young, and the shop has no class yet
    NewLicence,
}

impl Rule {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::CaseFiled, Self::ReportTrue, Self::VisitAbnormal, Self::Clean, Self::NewLicence];

    /// The stable word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::CaseFiled => "case_filed",
            Self::ReportTrue => "report_true",
            Self::VisitAbnormal => "visit_abnormal",
            Self::Clean => "clean",
            Self::NewLicence => "new_licence",
        }
    }

    /// What people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::CaseFiled => "有案件",
            Self::ReportTrue => "举报查实",
            Self::VisitAbnormal => "检查异常",
            Self::Clean => "期满无违规",
            Self::NewLicence => "新办证",
        }
    }

    /// Reads the title or the word.
    pub fn read(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.title() == typed || it.word() == typed)
    }

    /// What its facts are records of; none for a rule that looks at no record.
    pub const fn noun(self) -> Option<Noun> {
        match self {
            Self::CaseFiled => Some(Noun::Case),
            Self::ReportTrue => Some(Noun::Hotline),
            Self::VisitAbnormal => Some(Noun::Inspection),
            Self::Clean | Self::NewLicence => None,
        }
    }
}

/// One rule as the bureau set it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// Whether it proposes anything
    pub on: bool,
    /// Months that it looks back
    pub months: u32,
    /// Facts that it takes
    pub times: u32,
    /// The class that it proposes; of 期满无违规 the mildest to which it goes down
    pub class: Class,
}

impl Setting {
    const fn new(months: u32, class: Class) -> Self {
        Self { on: true, months, times: 1, class }
    }
}

/// All rules as the bureau set them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClassRules {
    /// 有案件
    pub case_filed: Setting,
    /// 举报查实
    pub report_true: Setting,
    /// 检查异常
    pub visit_abnormal: Setting,
    /// 期满无违规
    pub clean: Setting,
    /// 新办证
    pub new_licence: Setting,
}

impl Default for ClassRules {
    fn default() -> Self {
        Self {
            case_filed: Setting::new(12, Class::KeyMonitored),
            report_true: Setting::new(12, Class::KeyMonitored),
            visit_abnormal: Setting::new(6, Class::Monitored),
            clean: Setting::new(12, Class::LawAbiding),
            new_licence: Setting::new(12, Class::Monitored),
        }
    }
}

/// Something that a rule looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The rule
    pub rule: Rule,
    /// Its day: of a case that of its last step
    pub on: NaiveDate,
    /// Which record
    pub id: Uuid,
    /// The number of the record as people say it; empty where it has none
    pub number: String,
}

/// 保持不变: a proposal that somebody looked at and did not follow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// On which day
    pub on: NaiveDate,
    /// Who decided
    pub by: String,
    /// Why
    pub reason: String,
    /// The class that was proposed
    pub to: Class,
    /// What the proposal stood on: another one is shown again
    pub mark: String,
}

/// How a shop stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// Its class
    pub class: Option<Class>,
    /// Since when
    pub class_on: Option<NaiveDate>,
    /// The beginning of its first licence
    pub since: Option<NaiveDate>,
    /// What was not followed
    pub kept: Option<Kept>,
    /// What happened
    pub facts: Vec<Fact>,
}

/// A class that a rule proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The rule
    pub rule: Rule,
    /// The class
    pub to: Class,
    /// What it stands on, the latest first
    pub facts: Vec<Fact>,
    /// The rule in words: `12个月内有案件1起`
    pub says: String,
    /// What it stands on, in a word to be kept
    pub mark: String,
}

impl ClassRules {
    /// One rule's setting.
    pub const fn of(&self, rule: Rule) -> &Setting {
        match rule {
            Rule::CaseFiled => &self.case_filed,
            Rule::ReportTrue => &self.report_true,
            Rule::VisitAbnormal => &self.visit_abnormal,
            Rule::Clean => &self.clean,
            Rule::NewLicence => &self.new_licence,
        }
    }

    /// The rule in words, as it is set.
    pub fn says(&self, rule: Rule) -> String {
        let Setting { months, times, class, .. } = *self.of(rule);
        let class = class.title();
        match rule {
            Rule::CaseFiled => format!("{months}个月内有案件{times}起以上（按案件最后一个环节的日期算）：列为{class}"),
            Rule::ReportTrue => format!("{months}个月内被举报并立案查处{times}次以上：列为{class}"),
            Rule::VisitAbnormal => format!("{months}个月内检查异常{times}次以上：列为{class}"),
            Rule::Clean => {
                format!(
                    "持证且列入现在的分类都满{months}个月，其间没有上列情形：降一档，最低到{class}；未分类的列为{class}"
                )
            }
            Rule::NewLicence => format!("首次领证不满{months}个月、还没有分类：列为{class}"),
        }
    }

    /// The first day that any rule looks at.
    pub fn from(&self, today: NaiveDate) -> NaiveDate {
        let longest = Rule::ALL.into_iter().map(|rule| self.of(rule)).filter(|it| it.on).map(|it| it.months).max();
        back(today, longest.unwrap_or_default())
    }

    /// The class that the rules propose; none where the shop is where they would have it, or where somebody said that it
    /// stays and nothing happened since.
    ///
    /// Of several the strictest counts. A step down never goes below what another rule asks for, so that a proposal that
    /// was followed is not followed by its opposite.
    pub fn propose(&self, shop: &Standing, today: NaiveDate) -> Option<Proposal> {
        let asked = self.asked(shop, today);
        let found = match asked {
            Some(up) if shop.class.is_none_or(|class| class < up.to) => Some(up),
            Some(up) => self.cleared(shop, today, Some(up.to)),
            None => self.cleared(shop, today, None).or_else(|| self.begun(shop, today)),
        };
        found.filter(|it| shop.kept.as_ref().is_none_or(|kept| kept.mark != it.mark))
    }

    /// The strictest class that what happened asks for.
    fn asked(&self, shop: &Standing, today: NaiveDate) -> Option<Proposal> {
        let of = |rule: Rule| {
            let set = self.of(rule);
            let from = back(today, set.months);
            let mut facts: Vec<Fact> =
                shop.facts.iter().filter(|it| it.rule == rule && it.on >= from).cloned().collect();
            facts.sort_by_key(|it| std::cmp::Reverse((it.on, it.id)));
            let newest = facts.first()?;
            (set.on && facts.len() >= set.times as usize).then(|| Proposal {
                rule,
                to: set.class,
                says: counted(rule, set.months, facts.len()),
                mark: format!("{}:{}", rule.word(), newest.id),
                facts: facts.clone(),
            })
        };
        let all = Rule::ALL.into_iter().filter(|rule| rule.noun().is_some()).filter_map(of);
        // Of two that ask for the same the first named counts.
        all.fold(None, |best: Option<Proposal>, it| match best {
            Some(best) if best.to >= it.to => Some(best),
            _ => Some(it),
        })
    }

    /// One step down for a shop of which nothing was heard for long enough.
    fn cleared(&self, shop: &Standing, today: NaiveDate, least: Option<Class>) -> Option<Proposal> {
        let set = self.clean;
        let from = back(today, set.months);
        let looked_at = |it: &&Fact| self.of(it.rule).on && it.on > from;
        let long = |on: Option<NaiveDate>| on.is_some_and(|on| on <= from);
        // A class whose day nobody wrote down has been since the licence, as far as anybody knows.
        let settled = shop.class_on.is_none_or(|on| on <= from);
        if !set.on || !long(shop.since) || !settled || shop.facts.iter().any(|it| looked_at(&it)) {
            return None;
        }
        let step = match shop.class {
            Some(Class::KeyMonitored) => Class::Monitored,
            Some(Class::Monitored) | None => Class::LawAbiding,
            Some(Class::LawAbiding) => return None,
        };
        let to = step.max(set.class).max(least.unwrap_or(step));
        if shop.class.is_some_and(|class| class <= to) {
            return None;
        }
        let of = shop.class.map_or("", Class::title);
        let on = day::write_optional(shop.class_on);
        Some(Proposal {
            rule: Rule::Clean,
            to,
            facts: Vec::new(),
            says: format!("{}个月没有案件、查实的举报和异常检查", set.months),
            mark: format!("{}:{of}:{on}", Rule::Clean.word()),
        })
    }

    /// The class in which a young shop begins.
    fn begun(&self, shop: &Standing, today: NaiveDate) -> Option<Proposal> {
        let set = self.new_licence;
        let since = shop.since.filter(|on| set.on && *on > back(today, set.months))?;
        shop.class.is_none().then(|| Proposal {
            rule: Rule::NewLicence,
            to: set.class,
            facts: Vec::new(),
            says: format!("{since}首次领证，不满{}个月", set.months),
            mark: format!("{}:{since}", Rule::NewLicence.word()),
        })
    }
}

/// What happened, counted: `12个月内有案件1起`.
fn counted(rule: Rule, months: u32, many: usize) -> String {
    match rule {
        Rule::ReportTrue => format!("{months}个月内举报查实{many}次"),
        Rule::VisitAbnormal => format!("{months}个月内检查异常{many}次"),
        _ => format!("{months}个月内有案件{many}起"),
    }
}

fn back(today: NaiveDate, months: u32) -> NaiveDate {
    today.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN)
}

//! How a bureau watches its market (市场监管口径): how often each class is visited, how purification is counted, how soon a
//! diary is approved. None of it is law: each is the bureau's own setting, and told as such.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{
    check::{Checked, Checker, Refusal},
    indicator::{Indicator, Target, rounded},
    retailer::Class,
    text,
};

/// Visits that a shop is to have a year (S0③: 年户均检查、服务10次).
pub const YEARLY_VISITS: i64 = 10;

/// 净化率口径: what 市场净化率 is counted by; no rule says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Formula {
    /// By shops that were visited
    #[default]
    A,
    /// By visits
    B,
    /// By shops and unlicensed vendors
    C,
}

impl Formula {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::C];

    /// Its letter.
    pub const fn word(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }

    /// The formula in words.
    pub const fn says(self) -> &'static str {
        match self {
            Self::A => "口径A：（检查户数−查获违法经营户数）÷检查户数，同一户只算一户",
            Self::B => "口径B：（检查户次−违法户次）÷检查户次",
            Self::C => {
                "口径C：1−（无证户＋违规持证户）÷（持证户＋无证户），无证户按无证户档案和本月检查到、没有档案的计"
            }
        }
    }
}

/// What the bureau set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Supervision {
    /// Every how many months a 重点监控户 is visited
    pub key_monitored_months: u32,
    /// Every how many months a 非重点监控户 is visited
    pub monitored_months: u32,
    /// Every how many months a 守法经营户 is visited
    pub law_abiding_months: u32,
    /// 净化率口径
    pub purification: Formula,
    /// Working days within which a diary is approved
    pub approval_days: u32,
    /// 集中整治、专项行动 that a quarter is to have at least
    pub actions_a_quarter: u32,
    /// 宣传活动 that a year is to have at least
    pub publicity_a_year: u32,
    /// Days within which something is done about a vendor that was found
    pub vendor_days: u32,
}

impl Default for Supervision {
    fn default() -> Self {
        Self {
            key_monitored_months: 1,
            monitored_months: 3,
            law_abiding_months: 6,
            purification: Formula::A,
            approval_days: 3,
            actions_a_quarter: 1,
            publicity_a_year: 2,
            vendor_days: 15,
        }
    }
}

impl Supervision {
    /// Every how many months a shop of that class is visited; one that nobody classified as a 守法经营户 is.
    pub const fn months(&self, class: Option<Class>) -> u32 {
        match class {
            Some(Class::KeyMonitored) => self.key_monitored_months,
            Some(Class::Monitored) => self.monitored_months,
            Some(Class::LawAbiding) | None => self.law_abiding_months,
        }
    }

    /// The last day of the next visit to a shop that was visited, or got its licence, on `last`.
    pub fn due_on(&self, class: Option<Class>, last: NaiveDate) -> NaiveDate {
        last.checked_add_months(Months::new(self.months(class))).unwrap_or(last)
    }

    /// The last day for the first measure about a vendor that was found on `found`.
    pub fn vendor_due_on(&self, found: NaiveDate) -> NaiveDate {
        found.checked_add_days(Days::new(self.vendor_days.into())).unwrap_or(found)
    }

    /// Why a measure is due: `无证户处理（本局设置）：发现后15日内`.
    pub fn says_of_vendors(&self) -> String {
        format!("无证户处理（本局设置）：发现后{}日内", self.vendor_days)
    }

    /// Why a visit is due: `检查计划（本局设置）：重点监控户每1个月一次`.
    pub fn says(&self, class: Option<Class>) -> String {
        let who = class.map_or("未分类的户", Class::title);
        format!("检查计划（本局设置）：{who}每{}个月一次", self.months(class))
    }
}

/// The setting as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
pub struct SupervisionDraft {
    /// 重点监控户
    pub key_monitored_months: String,
    /// 非重点监控户
    pub monitored_months: String,
    /// 守法经营户
    pub law_abiding_months: String,
    /// 净化率口径: A, B or C
    pub purification: String,
    /// 日志审批期限
    pub approval_days: String,
    /// 集中整治，每季度
    pub actions_a_quarter: String,
    /// 宣传活动，每年
    pub publicity_a_year: String,
    /// 无证户处理期限
    pub vendor_days: String,
}

impl SupervisionDraft {
    /// Reads the draft, or says everything that is wrong with it.
    pub fn check(&self) -> Checked<Supervision> {
        let mut c = Checker::default();
        let months = |t: &str| count(t, 24);
        let key_monitored_months =
            c.required("key_monitored_months", "重点监控户的间隔", &self.key_monitored_months, months);
        let monitored_months = c.required("monitored_months", "非重点监控户的间隔", &self.monitored_months, months);
        let law_abiding_months = c.required("law_abiding_months", "守法经营户的间隔", &self.law_abiding_months, months);
        let purification = Formula::ALL.into_iter().find(|it| it.word() == text::line(&self.purification));
        if purification.is_none() {
            c.error("purification", "unknown_formula", "净化率口径请选 A、B 或 C。");
        }
        let approval_days = c.required("approval_days", "日志审批期限", &self.approval_days, |t| count(t, 30));
        let vendor_days = c.required("vendor_days", "无证户处理期限", &self.vendor_days, |t| count(t, 180));
        let actions =
            c.required("actions_a_quarter", "每季度集中整治次数", &self.actions_a_quarter, |t| count(t, 12));
        let publicity = c.required("publicity_a_year", "每年宣传次数", &self.publicity_a_year, |t| count(t, 24));
        let value = key_monitored_months.zip(monitored_months).zip(law_abiding_months.zip(purification)).map(
            |((key_monitored_months, monitored_months), (law_abiding_months, purification))| Supervision {
                key_monitored_months,
                monitored_months,
                law_abiding_months,
                purification,
                ..Supervision::default()
            },
        );
        let value = value.zip(approval_days.zip(vendor_days)).zip(actions.zip(publicity)).map(
            |((set, (approval_days, vendor_days)), (actions_a_quarter, publicity_a_year))| Supervision {
                approval_days,
                actions_a_quarter,
                publicity_a_year,
                vendor_days,
                ..set
            },
        );
        c.finish(value)
    }
}

impl From<&Supervision> for SupervisionDraft {
    fn from(it: &Supervision) -> Self {
        Self {
            key_monitored_months: it.key_monitored_months.to_string(),
            monitored_months: it.monitored_months.to_string(),
            law_abiding_months: it.law_abiding_months.to_string(),
            purification: it.purification.word().to_owned(),
            approval_days: it.approval_days.to_string(),
            actions_a_quarter: it.actions_a_quarter.to_string(),
            publicity_a_year: it.publicity_a_year.to_string(),
            vendor_days: it.vendor_days.to_string(),
        }
    }
}

fn count(typed: &str, most: u32) -> Result<u32, Refusal> {
    let line = text::line(typed);
    let number = line.parse().ok().filter(|n| (1..=most).contains(n));
    number.ok_or_else(|| Refusal::new("count_form", format!("“{}”不对，请填1到{most}之间的整数。", text::short(&line))))
}

/// What a month's self-check says of visits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Visits {
    /// 户次 of the month
    pub visits: i64,
    /// 异常户次 of the month
    pub abnormal: i64,
    /// Shops that were visited in the month, each once; those without a licence by their names
    pub shops: i64,
    /// 查获违法经营户 of the month, each once
    pub abnormal_shops: i64,
    /// Those among them that hold a licence
    pub abnormal_retailers: i64,
    /// 无证户 that were visited in the month and have no file, each once
    pub unlicensed: i64,
    /// 无证户 with a file, still trading at the month's end
    pub vendors: i64,
    /// Visits from 1 January to the month's end → how many 持证户 had so many; those that had none too
    pub spread: BTreeMap<i64, i64>,
}

impl Visits {
    /// 持证户: retailers whose licence is in use.
    pub fn retailers(&self) -> i64 {
        self.spread.values().sum()
    }

    /// I12 市场净化率, by the formula that the bureau set.
    pub fn purification(&self, formula: Formula, span: &str) -> Indicator {
        let of = match formula {
            Formula::A => (self.shops - self.abnormal_shops, self.shops),
            Formula::B => (self.visits - self.abnormal, self.visits),
            Formula::C => {
                let all = self.retailers() + self.vendors + self.unlicensed;
                ((self.retailers() - self.abnormal_retailers).max(0), all)
            }
        };
        Indicator::rate("I12", "市场净化率", of, Target::AtLeast(95), formula.says(), span)
    }

    /// I13 户均检查次数, and how they are spread: a mean hides who was never visited.
    pub fn average(&self, span: &str) -> Indicator {
        let retailers = self.retailers();
        let visits: i64 = self.spread.iter().map(|(times, shops)| times * shops).sum();
        let tenths = if retailers > 0 { rounded(visits * 10, retailers) } else { 0 };
        let value = if retailers > 0 { format!("{}.{}次", tenths / 10, tenths % 10) } else { "—".to_owned() };
        let range = |from: i64, to: i64| self.spread.range(from..=to).map(|(_, shops)| shops).sum::<i64>();
        Indicator {
            code: "I13".to_owned(),
            name: "户均检查次数".to_owned(),
            numerator: visits,
            denominator: Some(retailers),
            value,
            target: format!("全年{YEARLY_VISITS}次"),
            ok: (retailers > 0).then_some(visits >= YEARLY_VISITS * retailers),
            formula: format!(
                "持证户的检查次数÷持证户（许可证有效的零售户）；0次{}户，1至4次{}户，5至9次{}户，10次以上{}户",
                range(0, 0),
                range(1, 4),
                range(5, 9),
                range(YEARLY_VISITS, i64::MAX)
            ),
            span: span.to_owned(),
        }
    }

    /// I14 检查覆盖面.
    pub fn coverage(&self, span: &str) -> Indicator {
        let visited = self.spread.range(1..).map(|(_, shops)| shops).sum();
        let formula = "检查过的持证户÷持证户（许可证有效的零售户），同一户只算一户";
        Indicator::rate("I14", "检查覆盖面", (visited, self.retailers()), Target::AtLeast(100), formula, span)
    }
}

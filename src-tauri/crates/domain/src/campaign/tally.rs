//! How often a bureau acted and told: in the quarter, in the year, against what it set itself (D24).
//!
//! Neither number is law: the city's scheme asked for one concentrated action a quarter and two publicity campaigns a
//! year (S0⑤), and the bureau sets what it holds itself to.

use chrono::{Datelike, Months, NaiveDate};

use super::{Campaign, CampaignKind};
use crate::{day, indicator::Indicator, period::Period, supervision::Supervision};

/// A span of days in which campaigns are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// First day
    pub from: NaiveDate,
    /// Last day
    pub to: NaiveDate,
    /// `2026年第4季度`, `2026年`
    pub title: String,
}

impl Span {
    /// The quarter in which a day lies.
    pub fn quarter(on: NaiveDate) -> Self {
        let quarter = on.month0() / 3;
        let from = NaiveDate::from_ymd_opt(on.year(), quarter * 3 + 1, 1).unwrap_or(on);
        let to = from.checked_add_months(Months::new(3)).and_then(|next| next.pred_opt()).unwrap_or(on);
        Self { from, to, title: format!("{}年第{}季度", on.year(), quarter + 1) }
    }

    /// The year in which a day lies.
    pub fn year(on: NaiveDate) -> Self {
        let of = |month, day| NaiveDate::from_ymd_opt(on.year(), month, day).unwrap_or(on);
        Self { from: of(1, 1), to: of(12, 31), title: format!("{}年", on.year()) }
    }

    /// Whether a campaign counts in it: it ended there.
    pub fn has(&self, it: &Campaign) -> bool {
        it.to_on.is_some_and(|to| (self.from..=self.to).contains(&to))
    }
}

/// The campaigns of the quarter and the year in which a day lies, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignTally {
    on: NaiveDate,
    quarter: Span,
    year: Span,
    target: (i64, i64),
    all: i64,
    actions: i64,
    publicity: i64,
}

impl CampaignTally {
    /// Begins to count, as of a day.
    pub fn new(on: NaiveDate, set: &Supervision) -> Self {
        let target = (i64::from(set.actions_a_quarter), i64::from(set.publicity_a_year));
        Self { on, quarter: Span::quarter(on), year: Span::year(on), target, all: 0, actions: 0, publicity: 0 }
    }

    /// Takes one campaign; one that ended later does not count yet.
    pub fn take(&mut self, it: &Campaign) {
        self.all += 1;
        let over = it.to_on.is_some_and(|to| to <= self.on);
        self.actions += i64::from(over && it.kind.is_action() && self.quarter.has(it));
        self.publicity += i64::from(over && it.kind == CampaignKind::Publicity && self.year.has(it));
    }

    /// Whether campaigns are kept here at all.
    pub const fn is_kept(&self) -> bool {
        self.all > 0
    }

    /// What is still to be done: 集中整治 in the quarter, 宣传 in the year: done, target, until when, in what span.
    pub fn open(&self) -> [(i64, i64, &Span); 2] {
        [(self.actions, self.target.0, &self.quarter), (self.publicity, self.target.1, &self.year)]
    }

    /// The two figures as of a month's end; none where no campaigns are kept.
    pub fn indicators(&self, period: Period) -> Vec<Indicator> {
        if !self.is_kept() {
            return Vec::new();
        }
        let at_end = day::long(period.last());
        let figure = |code: &str, name: &str, done: i64, target: i64, every: &str, span: &Span, what: &str| {
            let over = period.last() >= span.to;
            Indicator {
                code: code.to_owned(),
                name: name.to_owned(),
                numerator: done,
                denominator: None,
                value: format!("{done}次"),
                target: format!("{every}{target}次"),
                // While there is time left, nothing is missed.
                ok: (done >= target || over).then_some(done >= target),
                formula: format!(
                    "{}已结束的{what}；目标是本局设置（市局方案：集中整治每季度至少1次、宣传每年至少2次）",
                    span.title
                ),
                span: format!("{}，截至{at_end}", span.title),
            }
        };
        vec![
            figure("D24a", "集中整治次数", self.actions, self.target.0, "每季度", &self.quarter, "专项行动、集中整治"),
            figure("D24b", "宣传活动次数", self.publicity, self.target.1, "每年", &self.year, "宣传活动"),
        ]
    }
}

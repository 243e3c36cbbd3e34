//! The time limits that run for a matter: which one runs now, since when, and until which day.

use chrono::{Months, NaiveDate};
use serde::Deserialize;

use super::{Matter, MatterKind};
use crate::{
    Result,
    calendar::Calendar,
    licence::{Licence, LicenceState},
    limit::{self, Limited},
};

/// Months that a shop may be closed (实施细则 §23).
pub const SUSPENSION_MONTHS: u32 = 12;

/// What a time limit of a matter is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// 告知补正、受理或不予受理
    Acceptance,
    /// 决定
    Decision,
    /// 延长决定期限
    Extension,
    /// 送达
    Delivery,
    /// 责令变更后申请变更
    ChangeOrder,
}

impl Limited for Clock {
    const ALL: &'static [Self] =
        &[Self::Acceptance, Self::Decision, Self::Extension, Self::Delivery, Self::ChangeOrder];

    fn title(self) -> &'static str {
        match self {
            Self::Acceptance => "受理",
            Self::Decision => "作出决定",
            Self::Extension => "延长",
            Self::Delivery => "送达",
            Self::ChangeOrder => "责令变更",
        }
    }
}

/// The time limits of matters.
pub type Limits = limit::Limits<Clock>;

/// One time limit that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// Of what
    pub clock: Clock,
    /// The day that does not count
    pub from: NaiveDate,
    /// The last day
    pub on: NaiveDate,
    /// By which article
    pub article: String,
}

impl Matter {
    /// The clock that runs, and since when; none while the applicant is waited for, and when all is done.
    pub fn clock(&self) -> Option<(Clock, NaiveDate)> {
        if let Some(decided) = self.decided_on {
            return (self.kind.is_applied_for() && self.delivered_on.is_none()).then_some((Clock::Delivery, decided));
        }
        let Some(applied) = self.applied_on else {
            return self.ordered_on.map(|ordered| (Clock::ChangeOrder, ordered));
        };
        if !self.kind.is_applied_for() {
            return None;
        }
        match (self.accepted_on, self.supplement_on, self.supplemented_on) {
            (Some(accepted), ..) => Some((Clock::Decision, accepted)),
            (None, Some(_), None) => None,
            (None, _, supplemented) => Some((Clock::Acceptance, supplemented.unwrap_or(applied))),
        }
    }

    /// The time limit that runs; an error where the calendar does not reach.
    ///
    /// A decision is due by the day that was promised while that is still to come, and never after the licence that is
    /// to be renewed ends (行政许可法 §50).
    pub fn running(
        &self,
        licence: Option<&Licence>,
        calendar: &Calendar,
        limits: &Limits,
        today: NaiveDate,
    ) -> Result<Option<Running>> {
        let Some((clock, from)) = self.clock() else { return Ok(None) };
        let Some(limit) = limits.of(clock, from) else { return Ok(None) };
        let more = if clock == Clock::Decision { self.extended_days.unwrap_or_default() } else { 0 };
        let mut running =
            Running { clock, from, on: limit.last_day_with(more, from, calendar)?, article: limit.says() };
        if clock == Clock::Decision {
            if more > 0 {
                running.article = format!("{}，已批准延长{more}个工作日", running.article);
            }
            let promised = self.promised_days.map(|days| calendar.add_workdays(from, days)).transpose()?;
            if let Some(promised) = promised.filter(|promised| *promised >= today && *promised < running.on) {
                running.on = promised;
                running.article = format!("承诺{}个工作日内办结", self.promised_days.unwrap_or_default());
            }
            let end = licence.filter(|_| self.kind == MatterKind::Renewal).and_then(|it| it.valid_to);
            if let Some(end) = end.filter(|end| *end < running.on) {
                running.on = end;
                running.article = "行政许可法第50条：在许可证期满前决定，逾期视为准予延续".into();
            }
        }
        Ok(Some(running))
    }

    /// The day by which a shop that is closed opens again: what was granted, at most a year.
    pub fn suspension_ends_on(&self) -> Option<NaiveDate> {
        let closed = self.kind == MatterKind::Suspension && self.takes_effect();
        let from = self.suspended_from.filter(|_| closed)?;
        let year = from.checked_add_months(Months::new(SUSPENSION_MONTHS))?;
        Some(self.suspended_to.map_or(year, |to| to.min(year)))
    }

    /// Whether the licence is closed by this matter still.
    pub fn keeps_closed(&self, licence: &Licence) -> bool {
        licence.state == LicenceState::Suspended && self.suspension_ends_on().is_some()
    }
}

#[cfg(test)]
mod tests;

//! A month of diaries, officer by officer: how many there are, which were approved in time, which working days have none.
//!
//! That a day has none is a hint: whoever was on leave or in training owes no diary.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Diary, DiaryState};
use crate::{
    Result,
    calendar::Calendar,
    period::Period,
    staff::{Staff, StaffState},
};

/// Part of the 岗位 of those who keep a diary.
const POST: &str = "市管员";

/// One officer's diaries of one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficerMonth {
    /// 市管员
    pub officer: String,
    /// Diaries that were written
    pub written: usize,
    /// Those that were handed in and are not approved
    pub waiting: usize,
    /// Those that were approved
    pub approved: usize,
    /// Those among all that were or are 未按时审批
    pub late: usize,
    /// Working days of his until yesterday, at most to the month's end
    pub workdays: usize,
    /// Those that have no diary
    pub missing: Vec<NaiveDate>,
}

/// Who keeps a diary, and since when: those in post whose 岗位 says so.
pub fn expected<'a>(staff: impl IntoIterator<Item = &'a Staff>) -> BTreeMap<String, Option<NaiveDate>> {
    let keeps =
        |it: &&Staff| it.state == StaffState::InPost && it.post.as_ref().is_some_and(|post| post.contains(POST));
    staff.into_iter().filter(keeps).map(|it| (it.full_name.clone(), it.joined_on)).collect()
}

/// Counts a month's diaries by officer: of those who keep one, and of whoever else wrote one. Where the calendar does not
/// reach, no working day is known to have none, and no diary to be late.
pub fn months(
    period: Period,
    today: NaiveDate,
    calendar: &Calendar,
    approval_days: u32,
    expected: &BTreeMap<String, Option<NaiveDate>>,
    diaries: &[Diary],
) -> Vec<OfficerMonth> {
    let workdays = workdays(period, today, calendar).unwrap_or_default();
    let names: BTreeSet<&String> = expected.keys().chain(diaries.iter().map(|it| &it.officer)).collect();
    let mut all = Vec::new();
    for officer in names {
        let own: Vec<&Diary> = diaries.iter().filter(|it| it.officer == *officer).collect();
        let written: BTreeSet<NaiveDate> = own.iter().map(|it| it.diary_on).collect();
        let since = expected.get(officer).copied().flatten();
        let keeps = expected.contains_key(officer);
        let owes = |on: &&NaiveDate| keeps && since.is_none_or(|since| **on >= since);
        let own_days: Vec<NaiveDate> = workdays.iter().filter(owes).copied().collect();
        let by = |it: &Diary| it.approve_by(calendar, approval_days).ok().flatten();
        let late = own.iter().filter(|it| by(it).is_some_and(|by| it.is_late(by, today))).count();
        let count = |state| own.iter().filter(|it| it.state == state).count();
        all.push(OfficerMonth {
            officer: officer.clone(),
            written: own.len(),
            waiting: count(DiaryState::Submitted),
            approved: count(DiaryState::Approved),
            late,
            workdays: own_days.len(),
            missing: own_days.into_iter().filter(|on| !written.contains(on)).collect(),
        });
    }
    all
}

/// The working days of a month that are over; an error where the calendar does not reach.
pub fn workdays(period: Period, today: NaiveDate, calendar: &Calendar) -> Result<Vec<NaiveDate>> {
    let over = |on: &NaiveDate| *on < today && period.has(*on);
    let mut days = Vec::new();
    for on in period.first().iter_days().take_while(over) {
        if calendar.is_workday(on)? {
            days.push(on);
        }
    }
    Ok(days)
}

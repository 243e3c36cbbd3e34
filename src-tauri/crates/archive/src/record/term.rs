//! How a record stands today, in a word and a colour: expired, due, overdue, short of hours. Pure.

use chrono::{Datelike, Days, NaiveDate};
use yihu_domain::{
    attachment::Attachment,
    calendar::Calendar,
    case::Case,
    deadline::{self, Task},
    hotline::{Hotline, Limits},
    hours,
    licence::{Licence, LicenceState},
    matter::{Matter, Stage},
    retailer::Class,
    staff::{Staff, StaffState},
    training::YEARLY_TENTHS,
};

/// Days before the end of a licence in which it is to be renewed, and days ahead that the workbench looks.
pub(crate) use yihu_domain::{deadline::AHEAD_DAYS, licence::RENEWAL_DAYS as EXPIRING_DAYS};

use super::{Mark, list::Beside};

/// Days before the end of a person's certificate in which a new one is to be asked for.
pub(crate) const CERTIFICATE_DAYS: u64 = 60;

/// A word about a record, and its colour.
pub(crate) type Term = (String, Mark);

/// The day `days` after `on`.
pub(crate) fn ahead(on: NaiveDate, days: u64) -> NaiveDate {
    on.checked_add_days(Days::new(days)).unwrap_or(on)
}

/// How far away a day is: `还有3天`, `今天到期`, `逾期3天`.
pub(crate) fn until(due: NaiveDate, today: NaiveDate) -> String {
    match (due - today).num_days() {
        0 => "今天到期".to_owned(),
        left if left > 0 => format!("还有{left}天"),
        late => format!("逾期{}天", -late),
    }
}

/// 状态 of a licence.
pub(crate) fn state_mark(state: LicenceState) -> Mark {
    match state {
        LicenceState::Active => Mark::Success,
        LicenceState::Suspended | LicenceState::Applying => Mark::Warning,
        LicenceState::Revoked | LicenceState::Annulled => Mark::Danger,
        _ => Mark::Info,
    }
}

/// Whether a licence has run out, or soon will; while it can be renewed in time, until when.
pub(crate) fn licence(it: &Licence, calendar: &Calendar, today: NaiveDate) -> Option<Term> {
    if it.is_expired(today) {
        return Some(("已过期".to_owned(), Mark::Danger));
    }
    let end = it.valid_to.filter(|_| it.state.is_live())?;
    let by = deadline::of_licence(it, calendar, today).filter(|due| due.task == Task::Renewal);
    match by {
        Some(by) if it.renewal_opens_on().is_some_and(|opens| opens <= today) => {
            Some((format!("延续最迟{}-{}", by.on.month(), by.on.day()), Mark::Info))
        }
        _ => (end <= ahead(today, EXPIRING_DAYS)).then(|| (until(end, today), Mark::Warning)),
    }
}

/// The last day to apply for renewal, and the day of the law where that is a day off; none where there is none to come.
pub(super) fn renewal(it: &Licence, calendar: &Calendar, today: NaiveDate) -> Option<String> {
    let due = it.renewal_due_on().filter(|due| it.state.is_live() && today <= *due)?;
    let by = deadline::of_licence(it, calendar, today).map_or(due, |found| found.on);
    Some(if by == due { by.to_string() } else { format!("{by}（第30日{due}是休息日）") })
}

/// 分类, where it wants an eye.
pub(crate) fn class_mark(class: Class) -> Mark {
    match class {
        Class::LawAbiding => Mark::Success,
        Class::Monitored => Mark::Warning,
        Class::KeyMonitored => Mark::Danger,
    }
}

/// How far a matter is; once it is done, how it was decided.
pub(crate) fn stage(it: &Matter) -> Term {
    let stage = it.stage();
    match it.decision.filter(|_| stage == Stage::Done) {
        Some(decision) => {
            let mark = if decision.takes_effect() { Mark::Success } else { Mark::Info };
            (format!("已办结（{}）", decision.title()), mark)
        }
        None => (stage.title().to_owned(), if stage == Stage::Decided { Mark::Info } else { Mark::Warning }),
    }
}

/// The time limit that runs for a matter; none where none does.
pub(super) fn matter(it: &Matter, licence: Option<&Licence>, beside: &Beside) -> Option<Term> {
    let end = licence.and_then(|licence| deadline::of_suspension(it, licence));
    let running = deadline::of_matter(it, licence, &beside.calendar, &beside.rules.limits, beside.today);
    let due = match running {
        Err(_) => return Some(("缺工作日历".to_owned(), Mark::Info)),
        Ok(running) => running.or(end)?,
    };
    let mark = match due.on {
        on if on < beside.today => Mark::Danger,
        on if on <= ahead(beside.today, 3) => Mark::Warning,
        _ => Mark::Info,
    };
    Some((format!("{}{}", due.task.title(), until(due.on, beside.today)), mark))
}

/// The term for the decision of a case.
pub(crate) fn case(it: &Case, today: NaiveDate) -> Option<Term> {
    if it.closed_on.is_some() {
        return Some(("已结案".to_owned(), Mark::Success));
    }
    if it.decided_on.is_some() {
        return Some(("已决定".to_owned(), Mark::Success));
    }
    let due = it.decision_due_on()?;
    let mark = match due {
        due if due < today => Mark::Danger,
        due if due <= ahead(today, AHEAD_DAYS) => Mark::Warning,
        _ => Mark::Info,
    };
    Some((until(due, today), mark))
}

/// The term of a hotline record.
pub(crate) fn hotline(it: &Hotline, calendar: &Calendar, limits: &Limits, today: NaiveDate) -> Term {
    let due = it.due_by(calendar, limits);
    match (it.closed_on, due) {
        (Some(closed), Some(due)) if closed > due => ("逾期办结".to_owned(), Mark::Warning),
        (Some(_), _) => ("已办结".to_owned(), Mark::Success),
        (None, None) => ("缺工作日历".to_owned(), Mark::Info),
        (None, Some(due)) if due < today => (until(due, today), Mark::Danger),
        (None, Some(due)) if due <= ahead(today, 3) => (until(due, today), Mark::Warning),
        (None, Some(due)) => (until(due, today), Mark::Info),
    }
}

/// 应备资料: how many of the slots are filled, and how many of those a second person has not looked at yet.
pub(crate) fn documents(there: &[Attachment], slots: &[&str]) -> Term {
    let filled = slots.iter().filter_map(|slot| there.iter().find(|it| it.slot == **slot));
    let (filled, checked) = filled.fold((0, 0), |(n, checked), it| (n + 1, checked + usize::from(it.is_checked())));
    let mark = if checked < slots.len() { Mark::Warning } else { Mark::Success };
    let unchecked = if checked < filled { format!("，{}份待核对", filled - checked) } else { String::new() };
    (format!("{filled}/{}{unchecked}", slots.len()), mark)
}

/// The year's hours of a person; nothing for one who has left.
pub(crate) fn hours(it: &Staff, tenths: i64, today: NaiveDate) -> Option<Term> {
    if it.state != StaffState::InPost {
        return None;
    }
    let so_far = hours::write(tenths);
    if !it.owes_hours(today) {
        return Some((format!("{so_far}课时"), Mark::Info));
    }
    let mark = if tenths >= YEARLY_TENTHS { Mark::Success } else { Mark::Warning };
    Some((format!("{so_far} / {}课时", hours::write(YEARLY_TENTHS)), mark))
}

/// Whether a person's certificate has run out, or soon will.
pub(crate) fn certificate(it: &Staff, today: NaiveDate) -> Option<Term> {
    let end = it.certificate_valid_to.filter(|_| it.state == StaffState::InPost)?;
    if end < today {
        return Some(("已过期".to_owned(), Mark::Danger));
    }
    (end <= ahead(today, CERTIFICATE_DAYS)).then(|| (until(end, today), Mark::Warning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_told_by_how_far_away_it_is() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 27).unwrap();
        for (days, said) in [(0, "今天到期"), (1, "还有1天"), (30, "还有30天")] {
            assert_eq!(until(ahead(today, days), today), said);
        }
        assert_eq!(until(today, ahead(today, 3)), "逾期3天");
    }
}

//! What a record asks to be done, until which day, and by which article.
//!
//! Pure, and no second rule: each day is the one that the record itself names ([`Licence::renewal_due_on`],
//! [`Case::decision_due_on`], [`Hotline::due_by`]).

use chrono::{Datelike, Days, NaiveDate};

use crate::{
    Result,
    calendar::Calendar,
    campaign::{CampaignTally, Span},
    case::{Case, DECISION_DAYS},
    diary::{Diary, DiaryState},
    hotline::{Hotline, Limit, Limits},
    licence::Licence,
    matter::{self, Clock, Matter},
    retailer::Class,
    staff::{Staff, StaffState},
    supervision::Supervision,
    training::YEARLY_TENTHS,
    vendor::{Vendor, VendorState},
};

/// Days ahead that a clerk is told of.
pub const AHEAD_DAYS: u64 = 14;

/// Days ahead that a clerk is told of what takes long to prepare: a campaign.
pub const LONG_AHEAD_DAYS: u64 = 30;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Task {
    /// The holder applies for renewal
    Renewal,
    /// The licence ends; after that day somebody has to end it
    LicenceEnd,
    /// The application is accepted, or what is missing is told
    Acceptance,
    /// The matter is decided
    MatterDecision,
    /// The decision is in the holder's hand
    Delivery,
    /// The holder who was ordered to applies for a change
    ChangeOrder,
    /// The shop that is closed opens again, or closes for good
    SuspensionEnd,
    /// The shop is visited
    Visit,
    /// The diary is approved, or given back
    Approval,
    /// The quarter has its concentrated action
    Action,
    /// The year has its publicity campaigns
    Publicity,
    /// Something is done about a vendor without a licence
    VendorMeasure,
    /// The penalty is decided
    Decision,
    /// The hotline record is closed
    HotlineClose,
    /// A person's certificate is replaced
    Certificate,
    /// The year's hours of training are reached
    Hours,
}

impl Task {
    /// A stable word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Renewal => "renewal",
            Self::LicenceEnd => "licence_end",
            Self::Acceptance => "acceptance",
            Self::MatterDecision => "matter_decision",
            Self::Delivery => "delivery",
            Self::ChangeOrder => "change_order",
            Self::SuspensionEnd => "suspension_end",
            Self::Visit => "visit",
            Self::Approval => "approval",
            Self::Action => "action",
            Self::Publicity => "publicity",
            Self::VendorMeasure => "vendor_measure",
            Self::Decision => "decision",
            Self::HotlineClose => "hotline_close",
            Self::Certificate => "certificate",
            Self::Hours => "hours",
        }
    }

    /// The task as a clerk says it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Renewal => "许可证延续申请",
            Self::LicenceEnd => "许可证到期",
            Self::Acceptance => "许可事项受理",
            Self::MatterDecision => "许可事项决定",
            Self::Delivery => "许可决定送达",
            Self::ChangeOrder => "责令变更到期",
            Self::SuspensionEnd => "停业期满",
            Self::Visit => "到户检查",
            Self::Approval => "工作日志审批",
            Self::Action => "集中整治",
            Self::Publicity => "宣传活动",
            Self::VendorMeasure => "无证户处理",
            Self::Decision => "作出处罚决定",
            Self::HotlineClose => "12313办结",
            Self::Certificate => "人员证件到期",
            Self::Hours => "培训满40课时",
        }
    }
}

/// One thing that is to be done until one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// What
    pub task: Task,
    /// The last day for it
    pub on: NaiveDate,
    /// By which article; empty where only custom asks for it
    pub article: String,
}

impl Deadline {
    fn new(task: Task, on: NaiveDate, article: impl Into<String>) -> Self {
        Self { task, on, article: article.into() }
    }

    /// Days that are left; below 0 when it is overdue.
    pub fn days(&self, today: NaiveDate) -> i64 {
        (self.on - today).num_days()
    }

    /// Whether it is overdue, or due within [`AHEAD_DAYS`].
    pub fn is_near(&self, today: NaiveDate) -> bool {
        today.checked_add_days(Days::new(AHEAD_DAYS)).is_none_or(|last| self.on <= last)
    }
}

/// A licence in use: its renewal while there is time for it, then its end.
///
/// Where the last day to apply is a day off, the working day before it is named; once that is over, the day itself.
pub fn of_licence(it: &Licence, calendar: &Calendar, today: NaiveDate) -> Option<Deadline> {
    const ARTICLE: &str = "许可证管理办法实施细则第22条：期满30日前申请延续";
    let end = it.valid_to.filter(|_| it.state.is_live())?;
    Some(match it.renewal_due_on() {
        Some(renewal) if today <= renewal => match it.renewal_by(calendar).filter(|by| *by < renewal && today <= *by) {
            Some(by) => {
                let off = format!("{ARTICLE}；第30日{renewal}是休息日，这是之前的最后一个工作日");
                Deadline::new(Task::Renewal, by, off)
            }
            None => Deadline::new(Task::Renewal, renewal, ARTICLE),
        },
        _ => Deadline::new(Task::LicenceEnd, end, "许可证管理办法实施细则第22条、行政许可法第70条"),
    })
}

/// A matter that is under way; an error where the calendar does not reach.
pub fn of_matter(
    it: &Matter,
    licence: Option<&Licence>,
    calendar: &Calendar,
    limits: &matter::Limits,
    today: NaiveDate,
) -> Result<Option<Deadline>> {
    let running = it.running(licence, calendar, limits, today)?;
    Ok(running.map(|running| {
        let task = match running.clock {
            Clock::Acceptance => Task::Acceptance,
            Clock::Decision | Clock::Extension => Task::MatterDecision,
            Clock::Delivery => Task::Delivery,
            Clock::ChangeOrder => Task::ChangeOrder,
        };
        Deadline::new(task, running.on, running.article)
    }))
}

/// A shop that this matter keeps closed.
pub fn of_suspension(it: &Matter, licence: &Licence) -> Option<Deadline> {
    let end = it.suspension_ends_on().filter(|_| it.keeps_closed(licence))?;
    Some(Deadline::new(Task::SuspensionEnd, end, "许可证管理办法实施细则第23条：停业最长一年，期满恢复营业或歇业"))
}

/// The next visit to a shop that was visited, or got its licence, on `last`: as often as the bureau set for its class.
pub fn of_visit(class: Option<Class>, last: NaiveDate, supervision: &Supervision) -> Deadline {
    Deadline::new(Task::Visit, supervision.due_on(class, last), supervision.says(class))
}

/// A diary that was handed in and is not approved; an error where the calendar does not reach.
pub fn of_diary(it: &Diary, calendar: &Calendar, supervision: &Supervision) -> Result<Option<Deadline>> {
    let days = supervision.approval_days;
    let by = it.approve_by(calendar, days)?.filter(|_| it.state == DiaryState::Submitted);
    Ok(by.map(|by| Deadline::new(Task::Approval, by, format!("日志审批（本局设置）：提交后{days}个工作日内"))))
}

/// The campaigns that the quarter and the year still lack, each with how many were done and how many there should be;
/// none where no campaigns are kept, and none while their end is further away than [`LONG_AHEAD_DAYS`].
pub fn of_campaigns(tally: &CampaignTally, today: NaiveDate) -> Vec<(Deadline, i64, i64)> {
    if !tally.is_kept() {
        return Vec::new();
    }
    let last = today.checked_add_days(Days::new(LONG_AHEAD_DAYS)).unwrap_or(today);
    let tasks = [(Task::Action, "每季度"), (Task::Publicity, "每年")].into_iter().zip(tally.open());
    let open = tasks.filter(|(_, (done, target, span))| done < target && span.to <= last);
    let due = |((task, every), (done, target, span)): ((Task, &str), (i64, i64, &Span))| {
        let article = format!("本局设置：{}{every}至少{target}次", task.title());
        (Deadline::new(task, span.to, article), done, target)
    };
    open.map(due).collect()
}

/// A vendor about which nothing was done yet: as soon as the bureau set.
pub fn of_vendor(it: &Vendor, supervision: &Supervision) -> Option<Deadline> {
    let due = supervision.vendor_due_on(it.found_on);
    (it.state == VendorState::Open).then(|| Deadline::new(Task::VendorMeasure, due, supervision.says_of_vendors()))
}

/// A case that is neither decided nor closed.
pub fn of_case(it: &Case) -> Option<Deadline> {
    let due = it.decision_due_on().filter(|_| it.decided_on.is_none() && it.closed_on.is_none())?;
    Some(Deadline::new(Task::Decision, due, format!("行政处罚法第60条：立案之日起{DECISION_DAYS}日内")))
}

/// A hotline record that is not closed; none where the calendar does not reach.
pub fn of_hotline(it: &Hotline, calendar: &Calendar, limits: &Limits) -> Option<Deadline> {
    let due = it.due_by(calendar, limits).filter(|_| it.closed_on.is_none())?;
    let article = match it.due_on {
        Some(_) => "上级规定的办结日期".to_owned(),
        None => it.limit(limits).map(Limit::says).unwrap_or_default(),
    };
    Some(Deadline::new(Task::HotlineClose, due, article))
}

/// The certificate of a person in post.
pub fn of_certificate(it: &Staff) -> Option<Deadline> {
    let end = it.certificate_valid_to.filter(|_| it.state == StaffState::InPost)?;
    Some(Deadline::new(Task::Certificate, end, "执法须持证上岗"))
}

/// The year's hours of a person who has `tenths` of them so far.
pub fn of_hours(it: &Staff, tenths: i64, today: NaiveDate) -> Option<Deadline> {
    let end = NaiveDate::from_ymd_opt(today.year(), 11, 30)?;
    (it.owes_hours(today) && tenths < YEARLY_TENTHS)
        .then(|| Deadline::new(Task::Hours, end, "年度培训40课时，算到11月30日"))
}

#[cfg(test)]
mod tests;

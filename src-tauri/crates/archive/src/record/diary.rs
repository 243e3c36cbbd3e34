//! A diary on its way: handed in, approved or given back by another; beside the visits of its day.

use uuid::Uuid;
use yihu_domain::{
    Error, Id, Noun, Record, Result,
    calendar::Calendar,
    check::{self, Checked, Checker, Refusal},
    deadline::{self, Deadline},
    diary::{Diary, DiaryState},
    inspection::{Finding, Inspection},
    rights::Right,
};
use yihu_store::{Compare, Filter};

use super::{
    Mark,
    draft::{Stored, Wanted},
    list::{Beside, with_weekday},
    term::{self, Term},
};
use crate::{Archive, Done};

/// Why an approved diary cannot be changed.
const APPROVED: &str = "这篇日志已审批，不能再改：确需更正的，请审批人先在操作日志里撤销审批（或按 Ctrl+Z 撤销）。";

impl Archive {
    /// Hands diaries in: from then on their approval is due.
    pub fn diary_submit(&mut self, ids: &[String]) -> Result<Done> {
        self.require(Right::EditInspection)?;
        let today = self.clock.today();
        self.diary_step("提交", ids, |it| it.submit(today))
    }

    /// Approves diaries, all or none of them; nobody approves his own.
    pub fn diary_approve(&mut self, ids: &[String], opinion: &str) -> Result<Done> {
        self.require(Right::Decide)?;
        let opinion = if opinion.trim().is_empty() { None } else { Some(self.said("opinion", opinion)?) };
        let (by, today) = (self.session.user.clone(), self.clock.today());
        self.diary_step("审批", ids, |it| it.approve(&by, today, opinion.clone()))
    }

    /// Gives diaries back, for a reason that stands in each.
    pub fn diary_return(&mut self, ids: &[String], reason: &str) -> Result<Done> {
        self.require(Right::Decide)?;
        check::reason(reason).map_err(|it| Error::invalid(it.message.clone()).field("reason", it.message))?;
        let reason = self.said("reason", reason)?;
        let (by, today) = (self.session.user.clone(), self.clock.today());
        self.diary_step("退回", ids, |it| it.give_back(&by, today, reason.clone()))
    }

    /// A text that stands in a record: it names nobody who reported.
    fn said(&self, field: &str, typed: &str) -> Result<String> {
        let line = yihu_domain::text::line(typed);
        if self.informants.is_some() && self.wall()?.betrays(&line) {
            let message = "里面有举报人的姓名、电话或证件号，请改写去掉。";
            return Err(Error::invalid(message).field(field, message));
        }
        Ok(line)
    }

    /// Takes one step with many diaries; one that cannot take it stops them all, and every such one is told.
    fn diary_step(
        &mut self,
        what: &str,
        ids: &[String],
        step: impl Fn(&mut Diary) -> Result<(), Refusal>,
    ) -> Result<Done> {
        let (mut ready, mut refused) = (Vec::new(), Vec::new());
        for id in ids {
            let mut it: Diary = self.store.get(Id::new(Self::id(Noun::Diary, id)?))?;
            let taken = if it.head.removed { Err("已作废，请先恢复它。".to_owned()) } else { Ok(()) };
            match taken.and_then(|()| step(&mut it).map_err(|refusal| refusal.message)) {
                Ok(()) => ready.push(it),
                Err(why) => refused.push(format!("“{}”{why}", it.title())),
            }
        }
        if !refused.is_empty() {
            let none = if ids.len() > 1 {
                format!("一篇都没有{what}，请去掉这几篇再办。")
            } else {
                String::new()
            };
            return Err(Error::conflict(format!("{}{none}", refused.concat())));
        }
        // Named by its day: a person's name may be that of one who reported, and the log leaves.
        let which = match ready.as_slice() {
            [one] => format!(" {}", one.diary_on),
            many => format!("{}篇", many.len()),
        };
        let stamp = self.stamp(format!("{what}工作日志{which}"));
        let count = self.store.write(&stamp, |w| {
            let mut count = 0;
            for it in &mut ready {
                count += usize::from(w.put(it)?);
            }
            Ok(count)
        })?;
        Ok(Done::of(&stamp, count))
    }

    /// Holds a diary that was read against the people of the bureau.
    pub(super) fn beside_staff(&self, mut checked: Checked<Wanted>) -> Result<Checked<Wanted>> {
        let Some(Wanted::Diary(it)) = &checked.value else { return Ok(checked) };
        if self.store.staff_by_name(&it.officer)?.is_empty() {
            let mut told = Checker::default();
            told.warn("officer", "unknown_staff", "人员里没有这个姓名：请核对，或先在“人员”里登记。");
            checked.problems.extend(told.finish(Some(())).problems);
        }
        Ok(checked)
    }

    /// The other diaries of an officer's day: there may be none.
    pub(super) fn same_diaries(&self, on: chrono::NaiveDate, officer: &str) -> Result<Vec<Stored>> {
        let same = Filter::all().and("diary_on", Compare::Equals, on).and("officer", Compare::Equals, officer);
        self.named(Noun::Diary, &same)
    }

    /// The visits that an officer made on the day of a diary, in the order of the day.
    pub(crate) fn visits_of_day(&self, it: &Diary) -> Result<Vec<Inspection>> {
        let mut visits = self.store.list::<Inspection>(&of_day(it))?.rows;
        visits.sort_by(|a, b| (&a.begun, a.head.id).cmp(&(&b.begun, b.head.id)));
        Ok(visits)
    }

    /// How many those are, and how many found something.
    pub(super) fn visits_term(&self, it: &Diary) -> Result<Term> {
        let abnormal = of_day(it).and("finding", Compare::Equals, "abnormal");
        let count = |filter: Filter| Ok(self.store.row_ids(Noun::Inspection, &filter.page(0, 0))?.total);
        Ok(match (count(of_day(it))?, count(abnormal)?) {
            (0, _) => ("没有".to_owned(), Mark::Info),
            (all, 0) => (format!("{all}户次"), Mark::Success),
            (all, some) => (format!("{all}户次，异常{some}"), Mark::Warning),
        })
    }

    /// The diaries of that day of those who made a visit.
    pub(super) fn diaries_of_visit(&self, it: &Inspection) -> Result<Vec<Diary>> {
        let that_day = Filter::all().and("diary_on", Compare::Equals, it.inspected_on);
        self.store.list(&that_day.and("officer", Compare::AnyOf, it.officers.clone())).map(|page| page.rows)
    }

    /// The diaries that wait to be approved and that the calendar reaches.
    pub(crate) fn waiting_diaries(&self) -> Result<Vec<(Diary, Deadline)>> {
        let calendar = self.calendar()?;
        let waiting = Filter::all().and("state", Compare::Equals, "submitted").sort("submitted_on", false);
        let due = |it: Diary| {
            let due = deadline::of_diary(&it, &calendar, &self.bureau.supervision);
            due.ok().flatten().map(|due| (it, due))
        };
        Ok(self.store.list::<Diary>(&waiting)?.rows.into_iter().filter_map(due).collect())
    }

    /// The diaries among some that were or are 未按时审批.
    pub(crate) fn late_diaries(&self, among: &Filter) -> Result<Vec<(Diary, chrono::NaiveDate)>> {
        let (calendar, days, today) = (self.calendar()?, self.bureau.supervision.approval_days, self.clock.today());
        let handed_in = among.clone().and("submitted_on", Compare::Filled, "");
        let late = |it: Diary| {
            let by = it.approve_by(&calendar, days).ok().flatten().filter(|by| it.is_late(*by, today));
            by.map(|by| (it, by))
        };
        Ok(self.store.list::<Diary>(&handed_in)?.rows.into_iter().filter_map(late).collect())
    }

    /// How the approval of a diary stands; none while it was not handed in.
    pub(super) fn approval_term(&self, it: &Diary, calendar: &Calendar) -> Option<Term> {
        let today = self.clock.today();
        let by = match it.approve_by(calendar, self.bureau.supervision.approval_days) {
            Err(_) => return Some(("缺工作日历".to_owned(), Mark::Info)),
            Ok(by) => by?,
        };
        Some(match (it.state == DiaryState::Approved, it.is_late(by, today)) {
            (true, false) => ("按时审批".to_owned(), Mark::Success),
            (true, true) => (format!("未按时审批（应在{by}前）"), Mark::Warning),
            (false, true) => (format!("未按时审批，{}", term::until(by, today)), Mark::Danger),
            (false, false) => (format!("审批{}", term::until(by, today)), Mark::Warning),
        })
    }

    /// The day and the rule of its approval, in brackets.
    pub(super) fn approval_clock(&self, it: &Diary, beside: &Beside) -> String {
        match deadline::of_diary(it, &beside.calendar, &self.bureau.supervision) {
            Ok(Some(due)) => format!("（{}，{}）", with_weekday(due.on), due.article),
            Ok(None) => String::new(),
            Err(error) => format!("（{}）", error.message),
        }
    }

    /// Refuses to return a diary to a version that stands otherwise: approval is undone as it was done.
    pub(crate) fn require_same_judgement(&self, id: Uuid, revision: i64) -> Result<()> {
        let read = |json: &str| {
            serde_json::from_str::<Diary>(json)
                .map_err(|e| Error::damaged("操作日志里有一条读不出，请运行数据体检。").because(e))
        };
        let entries = self.store.history(Noun::Diary, id)?;
        let wanted = entries.iter().find(|entry| entry.revision == revision).map(|entry| read(&entry.after));
        let last = entries.last().map(|entry| read(&entry.after));
        match (wanted.transpose()?, last.transpose()?) {
            (_, Some(last)) if last.state == DiaryState::Approved => Err(Error::conflict(APPROVED)),
            (Some(wanted), Some(last)) if wanted.judgement() != last.judgement() => Err(Error::conflict(
                "这两版的提交、审批情况不同，不能直接恢复：请在操作日志里撤销提交、审批或退回的那一次操作。",
            )),
            _ => Ok(()),
        }
    }
}

fn of_day(it: &Diary) -> Filter {
    // Names stand in a list, each in quotation marks.
    let named = format!("\"{}\"", it.officer);
    Filter::all().and("inspected_on", Compare::Equals, it.diary_on).and("officers", Compare::Contains, named)
}

/// Refuses to touch a diary that is approved.
pub(super) fn require_unapproved(stored: &Stored) -> Result<()> {
    match stored {
        Stored::Diary(it) if it.state == DiaryState::Approved => Err(Error::conflict(APPROVED)),
        _ => Ok(()),
    }
}

/// How the window sees how far a diary is.
pub(super) const fn state_mark(state: DiaryState) -> Mark {
    match state {
        DiaryState::Draft => Mark::Info,
        DiaryState::Submitted => Mark::Warning,
        DiaryState::Returned => Mark::Danger,
        DiaryState::Approved => Mark::Success,
    }
}

/// Whether a change of a diary is a judgement made or taken back, told by its images.
pub(crate) fn judged(before: Option<&str>, after: &str) -> bool {
    let read = |json: &str| serde_json::from_str::<Diary>(json).ok();
    let approved = |it: &Option<Diary>| it.as_ref().is_some_and(|it| it.state == DiaryState::Approved);
    let (before, after) = (before.and_then(read), read(after));
    let given_back = |it: &Option<Diary>| it.as_ref().and_then(|it| it.returned_on);
    approved(&before) != approved(&after) || (before.is_some() && given_back(&before) != given_back(&after))
}

/// A visit in a few words, as the book of diaries has it.
pub(crate) fn visit_words(it: &Inspection) -> String {
    let found = match it.finding {
        Finding::Normal => String::new(),
        Finding::Abnormal => format!("（异常：{}）", it.cause.as_deref().unwrap_or_default()),
    };
    format!("{}{found}", it.name)
}

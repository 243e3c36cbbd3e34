//! A diary as typed, or as a ledger has it, and everything that can be wrong with it by itself.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Diary, DiaryState};
use crate::{
    Head, Id,
    check::{self, Checked, Checker},
    day, text,
};

/// Fewest characters that tell of a day's work.
const CONTENT_LEAST: usize = 4;

/// A diary as typed. What became of it (from `state` on) stands in ledgers, not in the form.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DiaryDraft {
    /// 日期
    pub diary_on: String,
    /// 市管员
    pub officer: String,
    /// 走访路线
    pub route: String,
    /// 工作内容
    pub content: String,
    /// 发现的问题
    pub problems: String,
    /// 审批状态: told by the days
    pub state: String,
    /// 提交日期
    pub submitted_on: String,
    /// 审批人
    pub approver: String,
    /// 审批日期
    pub approved_on: String,
    /// 审批意见
    pub opinion: String,
    /// 退回日期
    pub returned_on: String,
    /// 退回原因
    pub return_reason: String,
    /// 备注
    pub remark: String,
}

/// The days of a diary.
struct Days {
    diary: Option<NaiveDate>,
    submitted: Option<NaiveDate>,
    approved: Option<NaiveDate>,
    returned: Option<NaiveDate>,
}

impl DiaryDraft {
    /// Reads the draft into a diary, or says everything that is wrong with it.
    pub fn check(&self, id: Id<Diary>, bureau: &str, today: NaiveDate) -> Checked<Diary> {
        let mut c = Checker::default();
        let days = self.check_days(&mut c, today);
        let officer = c.required("officer", "市管员", &self.officer, text::name);
        let content = text::some_paragraphs(&self.content);
        match content.as_ref().map(|it| it.chars().count()) {
            None => c.error("content", "missing", "工作内容必填，请写明这一天做了什么。"),
            Some(..CONTENT_LEAST) => c.error("content", "too_short", "工作内容太短，请写明到了哪里、做了什么。"),
            Some(_) => {}
        }
        let approver = c.optional("approver", &self.approver, text::name);
        if officer.is_some() && officer == approver {
            c.error("approver", "own_diary", "审批人和市管员是同一人：日志不能自己审批，请核对审批人。");
        }
        self.check_approval(&mut c, &days);
        let return_reason = c.optional("return_reason", &self.return_reason, check::reason);
        let value = days.diary.zip(officer).zip(content).map(|((diary_on, officer), content)| {
            let mut it = Diary {
                head: Head::new(id, bureau),
                diary_on,
                officer,
                route: text::some(&self.route),
                content,
                problems: text::some_paragraphs(&self.problems),
                state: DiaryState::Draft,
                submitted_on: days.submitted,
                approver,
                approved_on: days.approved,
                opinion: text::some(&self.opinion),
                returned_on: days.returned,
                return_reason,
                remark: text::some(&self.remark),
            };
            it.state = it.stands();
            it
        });
        self.check_state(&mut c, value.as_ref());
        c.finish(value)
    }

    /// Reads the days and holds them against each other.
    fn check_days(&self, c: &mut Checker, today: NaiveDate) -> Days {
        let diary = c.required("diary_on", "日期", &self.diary_on, |t| day::read(t, today));
        let mut read = |field, text: &str| c.optional(field, text, |t| day::read(t, today));
        let days = Days {
            diary,
            submitted: read("submitted_on", &self.submitted_on),
            approved: read("approved_on", &self.approved_on),
            returned: read("returned_on", &self.returned_on),
        };
        for (field, name, on) in [
            ("diary_on", "日志日期", days.diary),
            ("submitted_on", "提交日期", days.submitted),
            ("approved_on", "审批日期", days.approved),
            ("returned_on", "退回日期", days.returned),
        ] {
            if let Some(on) = on.filter(|on| *on > today) {
                c.error(field, "future_date", format!("{name} {on} 在今天之后，还没有发生的请先不填。"));
            }
        }
        for (field, later, after, earlier, before) in [
            ("submitted_on", "提交日期", days.submitted, "日志日期", days.diary),
            ("returned_on", "退回日期", days.returned, "日志日期", days.diary),
            ("approved_on", "审批日期", days.approved, "提交日期", days.submitted),
        ] {
            if let Some((after, before)) = after.zip(before).filter(|(after, before)| after < before) {
                let said = format!("{later} {after} 早于{earlier} {before}，请核对两个日期。");
                c.error(field, "dates_out_of_order", said);
            }
        }
        if let Some((back, again)) = days.returned.zip(days.submitted).filter(|(back, again)| back > again) {
            let said = format!("{again} 提交、{back} 退回：退回以后还没有再提交的，请清空提交日期。");
            c.error("submitted_on", "returned_since", said);
        }
        days
    }

    /// An approval has its day, its approver and what was approved; a return has its reason.
    fn check_approval(&self, c: &mut Checker, days: &Days) {
        let there = |typed: &str| !typed.trim().is_empty();
        if there(&self.approver) && !there(&self.approved_on) {
            c.error("approved_on", "missing", "填了审批人，请补上审批日期。");
        }
        if days.approved.is_some() && !there(&self.approver) {
            c.error("approver", "missing", "填了审批日期，请补上审批人。");
        }
        if days.approved.is_some() && !there(&self.submitted_on) {
            c.error("submitted_on", "missing", "填了审批日期，请补上提交日期：没有提交的不能审批。");
        }
        if there(&self.opinion) && !there(&self.approved_on) {
            c.error("approved_on", "missing", "填了审批意见，请补上审批日期和审批人。");
        }
        match (there(&self.returned_on), there(&self.return_reason)) {
            (true, false) => c.error("return_reason", "missing", "填了退回日期，请补上退回原因。"),
            (false, true) => c.error("returned_on", "missing", "填了退回原因，请补上退回日期。"),
            _ => {}
        }
    }

    /// The state is told by the days: one that a ledger says otherwise is told, not taken.
    fn check_state(&self, c: &mut Checker, it: Option<&Diary>) {
        let (Some(it), Some(word)) = (it, text::some(&self.state)) else { return };
        match DiaryState::read(&word) {
            Some(said) if said == it.state => {}
            Some(said) => {
                let (said, is) = (said.title(), it.state.title());
                c.warn(
                    "state",
                    "state_differs",
                    format!("状态写的是{said}，按提交、审批、退回日期是{is}：按日期登记。"),
                );
            }
            None => {
                let said = format!("审批状态“{}”认不出：按提交、审批、退回日期登记。", text::short(&word));
                c.warn("state", "unknown_state", said);
            }
        }
    }
}

impl From<&Diary> for DiaryDraft {
    fn from(it: &Diary) -> Self {
        let or_empty = |v: &Option<String>| v.clone().unwrap_or_default();
        Self {
            diary_on: it.diary_on.to_string(),
            officer: it.officer.clone(),
            route: or_empty(&it.route),
            content: it.content.clone(),
            problems: or_empty(&it.problems),
            state: it.state.title().to_owned(),
            submitted_on: day::write_optional(it.submitted_on),
            approver: or_empty(&it.approver),
            approved_on: day::write_optional(it.approved_on),
            opinion: or_empty(&it.opinion),
            returned_on: day::write_optional(it.returned_on),
            return_reason: or_empty(&it.return_reason),
            remark: or_empty(&it.remark),
        }
    }
}

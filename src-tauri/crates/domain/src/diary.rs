//! 市管员工作日志: what one officer did on one day, handed in, and approved by another.
//!
//! Which visits were made that day is asked of the visits; nothing of them is typed here. The days of handing in and of
//! approval are days, for working days are counted from them; the moment of each stands in the history.

mod draft;
mod month;
mod tally;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Head, Result, calendar::Calendar, check::Refusal};

pub use draft::DiaryDraft;
pub use month::{OfficerMonth, expected, months, workdays};
pub use tally::DiaryTally;

/// How far a diary is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DiaryState {
    /// 草稿
    Draft,
    /// 待审批
    Submitted,
    /// 已退回
    Returned,
    /// 已审批
    Approved,
}

impl DiaryState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Submitted, Self::Returned, Self::Approved];

    /// The term of the field.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Draft => "草稿",
            Self::Submitted => "待审批",
            Self::Returned => "已退回",
            Self::Approved => "已审批",
        }
    }

    /// Reads the term, also as other ledgers have it.
    pub fn read(word: &str) -> Option<Self> {
        Some(match word {
            "未提交" | "未上报" => Self::Draft,
            "已提交" | "未审批" | "审批中" => Self::Submitted,
            "退回" | "退回修改" | "不同意" => Self::Returned,
            "审批" | "已审核" | "同意" | "已批" => Self::Approved,
            _ => return Self::ALL.into_iter().find(|it| it.title() == word),
        })
    }
}

/// One day of one officer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Diary {
    /// Id, bureau, revision.
    #[serde(flatten)]
    pub head: Head<Self>,
    /// 日期
    pub diary_on: NaiveDate,
    /// 市管员
    pub officer: String,
    /// 走访路线
    pub route: Option<String>,
    /// 工作内容
    pub content: String,
    /// 发现的问题
    pub problems: Option<String>,
    /// How far it is; told by the days below
    pub state: DiaryState,
    /// 提交日期, of the last time it was handed in
    pub submitted_on: Option<NaiveDate>,
    /// 审批人, another than the officer
    pub approver: Option<String>,
    /// 审批日期
    pub approved_on: Option<NaiveDate>,
    /// 审批意见
    pub opinion: Option<String>,
    /// 退回日期, of the last time; it stays when the diary is handed in again
    pub returned_on: Option<NaiveDate>,
    /// 退回原因
    pub return_reason: Option<String>,
    /// 备注
    pub remark: Option<String>,
}

crate::record!(Diary, Diary, |it| format!("{} {}", it.diary_on, it.officer));

impl Diary {
    /// How far it is by its days.
    const fn stands(&self) -> DiaryState {
        match (self.approved_on, self.submitted_on, self.returned_on) {
            (Some(_), ..) => DiaryState::Approved,
            (None, Some(_), _) => DiaryState::Submitted,
            (None, None, Some(_)) => DiaryState::Returned,
            (None, None, None) => DiaryState::Draft,
        }
    }

    /// The last day for its approval, `days` working days (本局设置) after it was handed in; none while it was not.
    pub fn approve_by(&self, calendar: &Calendar, days: u32) -> Result<Option<NaiveDate>> {
        self.submitted_on.map(|on| calendar.add_workdays(on, days)).transpose()
    }

    /// 未按时审批: approved after that day, or not yet while it is past.
    pub fn is_late(&self, by: NaiveDate, today: NaiveDate) -> bool {
        self.approved_on.unwrap_or(today) > by
    }

    /// Hands it in.
    pub fn submit(&mut self, on: NaiveDate) -> Result<(), Refusal> {
        match self.state {
            DiaryState::Approved => return Err(Refusal::new("approved", "已经审批，不用再提交。")),
            DiaryState::Submitted => return Err(Refusal::new("submitted", "已经提交，正等审批。")),
            DiaryState::Draft | DiaryState::Returned => self.submitted_on = Some(on),
        }
        self.state = self.stands();
        Ok(())
    }

    /// Approves it; nobody approves his own.
    pub fn approve(&mut self, by: &str, on: NaiveDate, opinion: Option<String>) -> Result<(), Refusal> {
        self.require_submitted(by, "审批")?;
        self.approver = Some(by.to_owned());
        self.approved_on = Some(on);
        self.opinion = opinion;
        self.state = self.stands();
        Ok(())
    }

    /// Gives it back for a reason; it waits to be handed in again.
    pub fn give_back(&mut self, by: &str, on: NaiveDate, reason: String) -> Result<(), Refusal> {
        self.require_submitted(by, "退回")?;
        self.submitted_on = None;
        self.returned_on = Some(on);
        self.return_reason = Some(reason);
        self.state = self.stands();
        Ok(())
    }

    fn require_submitted(&self, by: &str, act: &str) -> Result<(), Refusal> {
        match self.state {
            DiaryState::Submitted if self.officer == by => {
                Err(Refusal::new("own_diary", format!("是您自己的日志，不能自己{act}：请另一位审批人登录办理。")))
            }
            DiaryState::Submitted => Ok(()),
            DiaryState::Approved => Err(Refusal::new("approved", "已经审批过了。")),
            DiaryState::Draft | DiaryState::Returned => {
                Err(Refusal::new("not_submitted", format!("还没有提交，不能{act}：请先提交。")))
            }
        }
    }

    /// What approval says of it: by which two versions of one diary are told apart.
    pub fn judgement(&self) -> (DiaryState, Option<&str>, Option<NaiveDate>) {
        (self.state, self.approver.as_deref(), self.approved_on)
    }
}

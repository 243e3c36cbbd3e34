//! One matter of a licence (许可事项): 新办, 变更, 延续, 停业 … from the application to the paper in the holder's hand.
//!
//! What a decided matter makes of the licence stands in `transition`, what a change changes in `item`, its time limits in
//! `clock`; what each kind means and needs is data. It never invents a number: that comes from the upstream system.

mod clock;
mod draft;
mod item;
mod kind;
mod reissue;
mod rule;
mod transition;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Head, Id, licence::Licence, retailer::Retailer};

pub use clock::{Clock, Limits, Running, SUSPENSION_MONTHS};
pub use draft::MatterDraft;
pub use item::{Changed, Changes, Item, ItemRule};
pub use kind::{Decision, MatterKind};
pub use reissue::{Copies, Loss, Reissues};
pub use rule::{Rule, Rules};
pub use transition::{Effect, next};

/// One matter of one licence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Matter {
    /// Id, bureau, revision.
    #[serde(flatten)]
    pub head: Head<Self>,
    /// 事项
    pub kind: MatterKind,
    /// 许可证号; none while a new one is applied for
    pub licence_no: Option<String>,
    /// 户名, as it was then
    pub holder: String,
    /// The licence, where it is in the archive
    pub licence: Option<Id<Licence>>,
    /// The retailer, where it is in the archive
    pub retailer: Option<Id<Retailer>>,
    /// 责令变更通知书送达日期
    pub ordered_on: Option<NaiveDate>,
    /// 申请日期; of what the bureau begins: the day on which it began
    pub applied_on: Option<NaiveDate>,
    /// 补正告知日期
    pub supplement_on: Option<NaiveDate>,
    /// 补正收齐日期
    pub supplemented_on: Option<NaiveDate>,
    /// 受理日期
    pub accepted_on: Option<NaiveDate>,
    /// 办理人
    pub handler: Option<String>,
    /// 核查日期
    pub checked_on: Option<NaiveDate>,
    /// 核查人, two or more
    pub checkers: Vec<String>,
    /// 承诺时限, in working days
    pub promised_days: Option<u32>,
    /// 延长, in working days
    pub extended_days: Option<u32>,
    /// 延长理由
    pub extension_reason: Option<String>,
    /// 决定日期
    pub decided_on: Option<NaiveDate>,
    /// 决定
    pub decision: Option<Decision>,
    /// 决定文号
    pub decision_no: Option<String>,
    /// 审批人
    pub approver: Option<String>,
    /// 送达日期
    pub delivered_on: Option<NaiveDate>,
    /// 停业起
    pub suspended_from: Option<NaiveDate>,
    /// 停业止
    pub suspended_to: Option<NaiveDate>,
    /// 变更前, in words
    pub changed_from: Option<String>,
    /// 变更后, in words
    pub changed_to: Option<String>,
    /// What of the licence changes; empty where only words tell it
    #[serde(default, skip_serializing_if = "Changes::is_empty")]
    pub changes: Changes,
    /// 换发的许可证号: of a change or renewal for which the upstream system gave another one
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_licence_no: Option<String>,
    /// 补办的证件
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reissued: Option<Copies>,
    /// 补办原因
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loss: Option<Loss>,
    /// 有效期起, of what was granted
    pub valid_from: Option<NaiveDate>,
    /// 有效期至, of what was granted
    pub valid_to: Option<NaiveDate>,
    /// 事由
    pub reason: Option<String>,
    /// 备注
    pub remark: Option<String>,
}

crate::record!(Matter, Matter, |it| format!("{} {}", it.kind.title(), it.licence_no.as_ref().unwrap_or(&it.holder)));

/// How far a matter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// 责令变更，待申请
    Ordered,
    /// 待受理
    Applied,
    /// 待补正
    Supplementing,
    /// 待决定
    Accepted,
    /// 待送达
    Decided,
    /// 已办结
    Done,
}

impl Stage {
    /// How it is told.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Ordered => "待申请变更",
            Self::Applied => "待受理",
            Self::Supplementing => "待补正",
            Self::Accepted => "待决定",
            Self::Decided => "待送达",
            Self::Done => "已办结",
        }
    }
}

impl Matter {
    /// How far it is.
    pub fn stage(&self) -> Stage {
        match self.clock() {
            Some((Clock::Delivery, _)) => Stage::Decided,
            _ if self.decided_on.is_some() => Stage::Done,
            Some((Clock::ChangeOrder, _)) => Stage::Ordered,
            Some((Clock::Acceptance, _)) => Stage::Applied,
            None if self.kind.is_applied_for() => Stage::Supplementing,
            _ => Stage::Accepted,
        }
    }

    /// The day by which it is put in order: the first that is known.
    pub fn begun_on(&self) -> Option<NaiveDate> {
        self.applied_on.or(self.ordered_on).or(self.decided_on)
    }
}

#[cfg(test)]
mod tests;

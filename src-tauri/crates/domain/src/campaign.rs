//! 专项行动、集中整治、宣传活动: what a bureau does beyond its daily visits, alone or with other agencies.
//!
//! Which visits were made while it lasted is asked of the visits; nothing of them is typed here. It is over when it has
//! a last day, and what is over has its papers: 工作方案, 工作记录, 现场照片.

mod draft;
mod kind;
mod tally;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::Head;

pub use draft::CampaignDraft;
pub use kind::{CampaignKind, CampaignStage};
pub use tally::{CampaignTally, Span};

/// The papers of every campaign that is over (S0: 有工作方案、工作记录), in their order.
pub const PAPERS: [&str; 3] = ["工作方案", "工作记录", "现场照片"];

/// One campaign.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Campaign {
    /// Id, bureau, revision.
    #[serde(flatten)]
    pub head: Head<Self>,
    /// 类别
    pub kind: CampaignKind,
    /// 名称
    pub title: String,
    /// 开始日期; it may lie ahead
    pub from_on: NaiveDate,
    /// 结束日期; none while it lasts
    pub to_on: Option<NaiveDate>,
    /// 地点（范围）
    pub place: Option<String>,
    /// 联合部门, each once, with `、` between
    pub agencies: Option<String>,
    /// 参加人员
    pub officers: Vec<String>,
    /// 检查户数, as its record has it
    pub households_checked: Option<i64>,
    /// 查获案件数, as its record has it
    pub cases_found: Option<i64>,
    /// 工作小结
    pub summary: Option<String>,
    /// 备注
    pub remark: Option<String>,
}

crate::record!(Campaign, Campaign, |it| it.title.clone());

impl Campaign {
    /// How far it is.
    pub fn stage(&self, today: NaiveDate) -> CampaignStage {
        match self.to_on {
            Some(_) => CampaignStage::Done,
            None if self.from_on > today => CampaignStage::Planned,
            None => CampaignStage::Running,
        }
    }

    /// The days it took so far; none while it is only planned.
    pub fn days(&self, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        (self.from_on <= today).then(|| (self.from_on, self.to_on.unwrap_or(today)))
    }
}

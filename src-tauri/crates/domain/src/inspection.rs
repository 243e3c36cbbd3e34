//! One visit to a shop (检查记录): who went where and when, what they found, what came of it.
//!
//! Whether the shop was closed already, and whose licence it is, is asked of other records; nothing here knows them.

mod draft;
mod kind;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Head, Id, retailer::Retailer, vendor::Vendor};

pub use draft::InspectionDraft;
pub use kind::{Finding, FollowUp, Mode};

/// Officers that a visit needs (行政处罚法 §42).
pub const OFFICERS: usize = 2;

/// The paper that is written where something is found.
pub const RECORD: &str = "检查记录表";

/// One visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Inspection {
    /// Id, bureau, revision.
    #[serde(flatten)]
    pub head: Head<Self>,
    /// 检查日期
    pub inspected_on: NaiveDate,
    /// 开始时间, `09:30`
    pub begun: Option<String>,
    /// 结束时间, `10:05`; before 开始时间 where the visit went past midnight
    pub ended: Option<String>,
    /// 检查方式
    pub mode: Mode,
    /// 错时: outside the office's hours
    pub off_hours: bool,
    /// 许可证号 as it was then; none for one who trades without
    pub licence_no: Option<String>,
    /// 被检查户, as it was called then
    pub name: String,
    /// 地址
    pub address: Option<String>,
    /// The retailer, where it is in the archive
    pub retailer: Option<Id<Retailer>>,
    /// The vendor without a licence, where it is in the archive; never beside a retailer
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor: Option<Id<Vendor>>,
    /// 检查人, two or more
    pub officers: Vec<String>,
    /// 一人检查说明: why there was but one
    pub lone_reason: Option<String>,
    /// 检查结果
    pub finding: Finding,
    /// 案由, of what was not in order
    pub cause: Option<String>,
    /// 盘库数量, in 支
    pub stock_sticks: Option<i64>,
    /// 与进货的差异, in 支; below 0 where there is less than was bought
    pub difference_sticks: Option<i64>,
    /// 处理
    pub follow_up: Option<FollowUp>,
    /// 立案案号, of the case it led to
    pub case_no: Option<String>,
    /// 下次检查
    pub next_on: Option<NaiveDate>,
    /// 备注
    pub remark: Option<String>,
}

crate::record!(Inspection, Inspection, |it| format!("{} {}", it.inspected_on, it.name));

impl Inspection {
    /// Whether its record must be on paper: something was found (行政处罚法 §55: 检查应当制作笔录).
    pub fn needs_record(&self) -> bool {
        self.finding == Finding::Abnormal
    }
}

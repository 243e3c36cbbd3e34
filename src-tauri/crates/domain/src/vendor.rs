//! One who sells tobacco without a licence (无证户): found where and how, and what was done about it, one measure after
//! the other.
//!
//! How far it has come is read from its measures and never typed; whether a licence was granted is asked of the retailer
//! that came of it.

mod draft;
mod kind;
mod measure;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Head, Id, check::Reasons, retailer::Retailer};

pub use draft::VendorDraft;
pub use kind::{Discovery, MeasureKind, VendorState};
pub use measure::{Measure, MeasureDraft};

/// One vendor without a licence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Vendor {
    /// Id, bureau, revision.
    #[serde(flatten)]
    pub head: Head<Self>,
    /// 姓名
    pub name: String,
    /// 店名, where there is a sign
    pub trade_name: Option<String>,
    /// 身份证号, 18 characters
    pub id_number: Option<String>,
    /// 联系电话
    pub phone: Option<String>,
    /// 经营地址
    pub address: String,
    /// 乡镇（街道）
    pub town: Option<String>,
    /// 业态
    pub format: Option<String>,
    /// 发现日期
    pub found_on: NaiveDate,
    /// 发现方式; of a report no more than that there was one
    pub found_how: Discovery,
    /// 检查人
    pub inspectors: Vec<String>,
    /// 现场情况: what was seen
    pub seen: Option<String>,
    /// 处理, in the order of their days
    pub measures: Vec<Measure>,
    /// 状态, as the measures leave it
    pub state: VendorState,
    /// The retailer that came of it (办证)
    pub retailer: Option<Id<Retailer>>,
    /// 备注
    pub remark: Option<String>,
    /// 按原因保留
    #[serde(default, skip_serializing_if = "Reasons::is_empty")]
    pub reasons: Reasons,
}

crate::record!(Vendor, Vendor, |it| it.name.clone());

impl Vendor {
    /// How far it had come at the end of a day; none before it was found.
    pub fn state_on(&self, day: NaiveDate) -> Option<VendorState> {
        let last = self.measures.iter().rfind(|it| it.on <= day);
        (self.found_on <= day).then(|| last.map_or(VendorState::Open, |it| it.kind.leaves()))
    }

    /// Adds a measure, in the order of its day, and brings the state up to date.
    pub fn take(&mut self, measure: Measure) {
        let place = self.measures.partition_point(|it| it.on <= measure.on);
        self.measures.insert(place, measure);
        self.state = VendorState::after(&self.measures);
    }

    /// Whether anybody ever decided to give it a licence.
    pub fn applies(&self) -> bool {
        self.measures.iter().any(|it| it.kind == MeasureKind::Licence)
    }
}

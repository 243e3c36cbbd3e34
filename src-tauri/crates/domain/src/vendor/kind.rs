//! The terms of a vendor without a licence: how it was found, what was done about it, how far it has come.

use serde::{Deserialize, Serialize};

use super::Measure;

/// 发现方式
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Discovery {
    /// 市场检查
    Inspection,
    /// 摸底排查
    Survey,
    /// 举报: by whom stands behind the wall, and never here
    Report,
    /// 部门移交
    Handover,
    /// 其他
    Other,
}

impl Discovery {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Inspection, Self::Survey, Self::Report, Self::Handover, Self::Other];

    /// The term of the field.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Inspection => "市场检查",
            Self::Survey => "摸底排查",
            Self::Report => "举报",
            Self::Handover => "部门移交",
            Self::Other => "其他",
        }
    }

    /// Reads the term, also as other ledgers have it: whoever is named as having reported is let go.
    pub fn read(word: &str) -> Option<Self> {
        if ["举报", "投诉", "12313", "热线"].iter().any(|it| word.contains(it)) {
            return Some(Self::Report);
        }
        Some(match word {
            "检查" | "日常检查" | "市场巡查" | "巡查" | "日常巡查" | "专项检查" | "突击检查" => {
                Self::Inspection
            }
            "摸底" | "排查" | "摸底调查" | "调查摸底" | "普查" | "清理排查" => Self::Survey,
            "移交" | "移送" | "其他部门移交" | "部门移送" | "联合检查" | "公安移交" | "市场监管移交" => {
                Self::Handover
            }
            _ => return Self::ALL.into_iter().find(|it| it.title() == word),
        })
    }
}

/// 处理措施
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// 告诫
    Warning,
    /// 立案
    Filing,
    /// 取缔: mostly together with other authorities
    Closing,
    /// 办证: a licence is applied for
    Licence,
    /// 已消失: trades there no more
    Gone,
}

impl MeasureKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Warning, Self::Filing, Self::Closing, Self::Licence, Self::Gone];

    /// The term of the field.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Warning => "告诫",
            Self::Filing => "立案",
            Self::Closing => "取缔",
            Self::Licence => "办证",
            Self::Gone => "已消失",
        }
    }

    /// Reads the term, also as other ledgers have it.
    pub fn read(word: &str) -> Option<Self> {
        Some(match word {
            "警告" | "行政告诫" | "告诫书" | "下达告诫书" | "教育" | "批评教育" | "责令改正" | "责令停止经营" => {
                Self::Warning
            }
            "立案查处" | "立案处理" | "立案调查" | "行政处罚" | "处罚" => Self::Filing,
            "已取缔" | "联合取缔" | "查处取缔" | "依法取缔" | "联合行动" | "联合查处" => {
                Self::Closing
            }
            "办理许可证" | "引导办证" | "已办证" | "办证中" | "申请办证" | "疏导办证" | "纳入管理" => {
                Self::Licence
            }
            "消失" | "搬离" | "搬走" | "关停" | "自行停业" | "不再经营" | "停止经营" | "已停止经营" | "已关门" => {
                Self::Gone
            }
            _ => return Self::ALL.into_iter().find(|it| it.title() == word),
        })
    }

    /// How far a vendor has come when this was done last.
    pub const fn leaves(self) -> VendorState {
        match self {
            Self::Warning => VendorState::Warned,
            Self::Filing => VendorState::Filed,
            Self::Closing => VendorState::Closed,
            Self::Licence => VendorState::Applying,
            Self::Gone => VendorState::Gone,
        }
    }
}

/// 状态
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VendorState {
    /// 未处理
    Open,
    /// 已告诫
    Warned,
    /// 已立案
    Filed,
    /// 已取缔
    Closed,
    /// 办证中
    Applying,
    /// 已办证: told of an [`VendorState::Applying`] whose retailer got a licence, and never kept
    Licensed,
    /// 已消失
    Gone,
}

impl VendorState {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Open, Self::Warned, Self::Filed, Self::Closed, Self::Applying, Self::Licensed, Self::Gone];

    /// The term of the field.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Open => "未处理",
            Self::Warned => "已告诫",
            Self::Filed => "已立案",
            Self::Closed => "已取缔",
            Self::Applying => "办证中",
            Self::Licensed => "已办证",
            Self::Gone => "已消失",
        }
    }

    /// Reads the term, also with what a list says beside it.
    pub fn read(word: &str) -> Option<Self> {
        let word = word.split('（').next().unwrap_or(word);
        Self::ALL.into_iter().find(|it| it.title() == word)
    }

    /// The state that these measures leave.
    pub fn after(measures: &[Measure]) -> Self {
        measures.last().map_or(Self::Open, |it| it.kind.leaves())
    }

    /// The state as it is told, `licensed` when the retailer that came of it has a licence.
    #[must_use]
    pub const fn told(self, licensed: bool) -> Self {
        if licensed && matches!(self, Self::Applying) { Self::Licensed } else { self }
    }

    /// Whether tobacco is still sold there without a licence, as far as the file knows.
    pub const fn trades(self) -> bool {
        matches!(self, Self::Open | Self::Warned | Self::Filed | Self::Applying)
    }
}

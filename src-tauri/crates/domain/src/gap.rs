//! 缺件: what a file can want.

use serde::{Deserialize, Serialize};

/// What is wanting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// 缺件: a document that must be there is not
    #[default]
    Missing,
    /// 待重扫: a scan was measured and found wanting
    Unclear,
    /// 待核对: nobody has said of a scan that it is legible and the right one
    Unchecked,
}

impl Gap {
    /// The stable word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Unclear => "unclear",
            Self::Unchecked => "unchecked",
        }
    }

    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Missing => "缺件",
            Self::Unclear => "待重扫",
            Self::Unchecked => "待核对",
        }
    }
}

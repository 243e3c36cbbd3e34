//! The terms of a campaign: what it is, how far it is.

use serde::{Deserialize, Serialize};

/// 类别
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CampaignKind {
    /// 专项行动
    Special,
    /// 集中整治
    Rectification,
    /// 宣传活动
    Publicity,
}

impl CampaignKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Special, Self::Rectification, Self::Publicity];

    /// The term of the field.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Special => "专项行动",
            Self::Rectification => "集中整治",
            Self::Publicity => "宣传活动",
        }
    }

    /// Reads the term, also as other registers have it.
    pub fn read(word: &str) -> Option<Self> {
        Some(match word {
            "专项" | "专项检查" | "专项整治" | "联合行动" | "联合执法" => Self::Special,
            "集中" | "集中行动" | "集中检查" | "市场整治" | "综合整治" => Self::Rectification,
            "宣传" | "专题宣传" | "普法宣传" | "法制宣传" | "法治宣传" => Self::Publicity,
            _ => return Self::ALL.into_iter().find(|it| it.title() == word),
        })
    }

    /// Whether it is an action against offences: a publicity campaign is none.
    pub const fn is_action(self) -> bool {
        !matches!(self, Self::Publicity)
    }
}

/// How far a campaign is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CampaignStage {
    /// 计划中
    Planned,
    /// 进行中
    Running,
    /// 已结束
    Done,
}

impl CampaignStage {
    /// How it is told.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Planned => "计划中",
            Self::Running => "进行中",
            Self::Done => "已结束",
        }
    }
}

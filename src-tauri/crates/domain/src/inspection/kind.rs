//! The terms of a visit: how it was made, what was found, what came of it.

use serde::{Deserialize, Serialize};

/// 检查方式
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// 日常
    #[default]
    Routine,
    /// 突击
    Surprise,
    /// 夜查
    Night,
    /// 专项
    Special,
    /// 重点
    Key,
}

impl Mode {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Routine, Self::Surprise, Self::Night, Self::Special, Self::Key];

    /// The term of the field.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Routine => "日常",
            Self::Surprise => "突击",
            Self::Night => "夜查",
            Self::Special => "专项",
            Self::Key => "重点",
        }
    }

    /// Reads the term, also as other ledgers have it; empty is 日常.
    pub fn read(word: &str) -> Option<Self> {
        let word = word.strip_suffix("检查").unwrap_or(word);
        Some(match word {
            "" | "常规" | "巡查" | "例行" => Self::Routine,
            "突袭" => Self::Surprise,
            "夜间" | "夜市" => Self::Night,
            "集中" | "集中整治" | "专项行动" => Self::Special,
            "重点户" | "重点监控" => Self::Key,
            _ => return Self::ALL.into_iter().find(|it| it.title() == word),
        })
    }
}

/// 检查结果
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// 正常
    Normal,
    /// 异常
    Abnormal,
}

impl Finding {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Normal, Self::Abnormal];

    /// The term of the field.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Normal => "正常",
            Self::Abnormal => "异常",
        }
    }

    /// Reads the term, also as other ledgers have it.
    pub fn read(word: &str) -> Option<Self> {
        Some(match word {
            "正常" | "合格" | "无异常" | "未发现异常" | "未发现违法行为" | "未发现违法违规" | "守法经营" | "规范" => {
                Self::Normal
            }
            "异常" | "不合格" | "违法" | "违规" | "有违规" | "发现违法" | "发现违规" | "有问题" => {
                Self::Abnormal
            }
            _ => return None,
        })
    }
}

/// 处理: what came of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FollowUp {
    /// 教育
    Taught,
    /// 告诫
    Warned,
    /// 立案
    Filed,
    /// 移送
    Transferred,
}

impl FollowUp {
    /// All of them, the mildest first.
    pub const ALL: [Self; 4] = [Self::Taught, Self::Warned, Self::Filed, Self::Transferred];

    /// The term of the field.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Taught => "教育",
            Self::Warned => "告诫",
            Self::Filed => "立案",
            Self::Transferred => "移送",
        }
    }

    /// Reads the term, also as other ledgers have it.
    pub fn read(word: &str) -> Option<Self> {
        Some(match word {
            "批评教育" | "口头教育" | "宣传教育" | "教育引导" => Self::Taught,
            "警告" | "责令改正" | "责令整改" | "下达告诫书" | "告诫书" => Self::Warned,
            "立案查处" | "立案处理" | "立案调查" => Self::Filed,
            "移送公安" | "移交" => Self::Transferred,
            _ => return Self::ALL.into_iter().find(|it| it.title() == word),
        })
    }
}

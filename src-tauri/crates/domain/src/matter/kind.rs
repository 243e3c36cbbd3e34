//! The kinds of matters, and how one can be decided: the terms of the field, and nothing else.

use serde::{Deserialize, Serialize};

/// 事项: what is done with a licence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatterKind {
    /// 新办
    New,
    /// 变更
    Change,
    /// 延续
    Renewal,
    /// 停业
    Suspension,
    /// 恢复营业
    Resumption,
    /// 歇业
    Closure,
    /// 补办
    Reissue,
    /// 收回
    TakingBack,
    /// 撤回
    Withdrawal,
    /// 撤销
    Annulment,
    /// 注销
    Cancellation,
    /// 吊销
    Revocation,
}

impl MatterKind {
    /// All kinds: those that a holder applies for, then those that the bureau begins.
    pub const ALL: [Self; 12] = [
        Self::New,
        Self::Change,
        Self::Renewal,
        Self::Suspension,
        Self::Resumption,
        Self::Closure,
        Self::Reissue,
        Self::TakingBack,
        Self::Withdrawal,
        Self::Annulment,
        Self::Cancellation,
        Self::Revocation,
    ];

    /// The term of the field.
    pub const fn title(self) -> &'static str {
        match self {
            Self::New => "新办",
            Self::Change => "变更",
            Self::Renewal => "延续",
            Self::Suspension => "停业",
            Self::Resumption => "恢复营业",
            Self::Closure => "歇业",
            Self::Reissue => "补办",
            Self::TakingBack => "收回",
            Self::Withdrawal => "撤回",
            Self::Annulment => "撤销",
            Self::Cancellation => "注销",
            Self::Revocation => "吊销",
        }
    }

    /// Reads the term, also as other ledgers have it (`设立`, `换证`, `复业`).
    pub fn read(word: &str) -> Option<Self> {
        let word = word.strip_suffix("申请").unwrap_or(word);
        Some(match word {
            "设立" | "新办证" | "新申请" => Self::New,
            "变更登记" => Self::Change,
            "换证" | "延期" | "到期延续" | "延续换证" => Self::Renewal,
            "暂停营业" => Self::Suspension,
            "复业" | "恢复" | "恢复经营" => Self::Resumption,
            "遗失补办" | "补证" | "损毁补办" => Self::Reissue,
            _ => return Self::ALL.into_iter().find(|kind| kind.title() == word),
        })
    }

    /// Whether a holder applies for it; else the bureau begins it.
    pub const fn is_applied_for(self) -> bool {
        !matches!(self, Self::TakingBack | Self::Withdrawal | Self::Annulment | Self::Cancellation | Self::Revocation)
    }

    /// Whether it gives a term of validity.
    pub const fn gives_term(self) -> bool {
        matches!(self, Self::New | Self::Renewal)
    }
}

/// 决定
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// 准予; of what the bureau begins: 作出决定
    Granted,
    /// 不予
    Refused,
    /// 不予受理
    NotAccepted,
    /// 终止办理
    Ended,
    /// 视为准予延续 (行政许可法 §50)
    DeemedGranted,
}

impl Decision {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Granted, Self::Refused, Self::NotAccepted, Self::Ended, Self::DeemedGranted];

    /// The term of the field.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Granted => "准予",
            Self::Refused => "不予",
            Self::NotAccepted => "不予受理",
            Self::Ended => "终止",
            Self::DeemedGranted => "视为准予",
        }
    }

    /// Reads the term, also as the documents have it (`准予许可`, `核准`, `决定收回`).
    pub fn read(word: &str) -> Option<Self> {
        Some(match word {
            "准予许可" | "同意" | "核准" | "批准" | "准许" => Self::Granted,
            "不予许可" | "不准予" | "不同意" => Self::Refused,
            "终止办理" | "撤回申请" => Self::Ended,
            "视为准予延续" => Self::DeemedGranted,
            word if word.starts_with("决定") => Self::Granted,
            _ => return Self::ALL.into_iter().find(|it| it.title() == word),
        })
    }

    /// Whether the licence becomes what was asked for.
    pub const fn takes_effect(self) -> bool {
        matches!(self, Self::Granted | Self::DeemedGranted)
    }
}

//! The month's self-check.

use serde::Serialize;

/// One month that can be checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct SelfcheckMonth {
    /// `2026-10`
    pub period: String,
    /// `2026年10月`
    pub title: String,
    /// Whether it is signed
    pub signed: bool,
    /// By whom; empty while open
    pub signed_by: String,
    /// When; empty while open
    pub signed_at: String,
}

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Indicator {
    /// `I6`
    pub code: String,
    /// 指标名称
    pub name: String,
    /// 分子
    #[specta(type = u32)]
    pub numerator: i64,
    /// 分母; none for a plain count
    #[specta(type = Option<u32>)]
    pub denominator: Option<i64>,
    /// What is shown
    pub value: String,
    /// Empty where none is set
    pub target: String,
    /// Whether the target is met; none where nothing can be said
    pub ok: Option<bool>,
    /// 口径
    pub formula: String,
    /// 期间
    pub span: String,
}

/// One month's self-check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Selfcheck {
    /// `2026-10`
    pub period: String,
    /// `2026年10月`
    pub title: String,
    /// Whether it is signed
    pub signed: bool,
    /// By whom; empty while open
    pub signed_by: String,
    /// When; empty while open
    pub signed_at: String,
    /// Whether it may be signed now
    pub can_sign: bool,
    /// The figures
    pub indicators: Vec<Indicator>,
    /// ① 自查工作总体情况
    pub overall: Vec<String>,
    /// ② 自查覆盖面
    pub coverage: Vec<String>,
    /// ③ 发现的问题
    pub problems: Vec<String>,
    /// ④ 处理纠正情况
    pub corrections: Vec<String>,
}

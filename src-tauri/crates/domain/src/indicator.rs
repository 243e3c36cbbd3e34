//! Computed figures of the self-check: always numerator, denominator, period and formula.

use serde::{Deserialize, Serialize};

/// One figure. A rate is computed, never typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    /// `I6` …, as in the domain page
    pub code: String,
    /// 指标名称
    pub name: String,
    /// 分子
    pub numerator: i64,
    /// 分母; none for a plain count
    pub denominator: Option<i64>,
    /// What is shown: `16.67%`, `42户`; `—` when the denominator is 0
    pub value: String,
    /// `100%`; empty where none is set
    pub target: String,
    /// Whether the target is met; none where there is no target or no denominator
    pub ok: Option<bool>,
    /// 口径: the formula in words
    pub formula: String,
    /// 期间
    pub span: String,
}

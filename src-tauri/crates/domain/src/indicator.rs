//! Computed figures of the self-check: always numerator, denominator, period and formula.

use serde::{Deserialize, Serialize};

/// One figure. A rate is computed, never typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    /// `I6` …, as in the table of indicators
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

/// What an indicator is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// At least so many percent
    AtLeast(i64),
    /// At most so many percent
    AtMost(i64),
    /// Nothing is set
    None,
}

impl Indicator {
    /// Makes a rate; the percentage has two decimals and is rounded half up from the integers.
    pub fn rate(code: &str, name: &str, of: (i64, i64), target: Target, formula: &str, span: &str) -> Self {
        let (numerator, denominator) = of;
        let known = denominator > 0;
        let (words, ok) = match target {
            Target::AtLeast(p) => (format!("{p}%"), Some(numerator * 100 >= p * denominator)),
            Target::AtMost(p) => (format!("{p}%"), Some(numerator * 100 <= p * denominator)),
            Target::None => (String::new(), None),
        };
        Self {
            code: code.to_owned(),
            name: name.to_owned(),
            numerator,
            denominator: Some(denominator),
            value: percent(numerator, denominator),
            target: words,
            ok: ok.filter(|_| known),
            formula: formula.to_owned(),
            span: span.to_owned(),
        }
    }

    /// Makes a plain count with its words, e.g. `42件`.
    pub fn count(code: &str, name: &str, number: i64, value: String, formula: &str, span: &str) -> Self {
        Self {
            code: code.to_owned(),
            name: name.to_owned(),
            numerator: number,
            denominator: None,
            value,
            target: String::new(),
            ok: None,
            formula: formula.to_owned(),
            span: span.to_owned(),
        }
    }
}

/// Writes `numerator / denominator` as a percentage with two decimals, half up; `—` for an empty denominator.
pub fn percent(numerator: i64, denominator: i64) -> String {
    if denominator <= 0 {
        return "—".to_owned();
    }
    let hundredths = rounded(numerator * 10_000, denominator);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// Divides non-negative integers, rounding half up.
pub const fn rounded(numerator: i64, denominator: i64) -> i64 {
    (numerator * 2 + denominator) / (denominator * 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_rounded_half_up_from_integers() {
        for (n, d, shown) in [
            (12_648, 14_523, "87.09%"),
            (1, 6, "16.67%"),
            (1, 8, "12.50%"),
            (0, 7, "0.00%"),
            (7, 7, "100.00%"),
            (1, 20_000, "0.01%"),
            (0, 0, "—"),
        ] {
            assert_eq!(percent(n, d), shown, "{n}/{d}");
        }
    }

    #[test]
    fn an_empty_denominator_is_neither_met_nor_missed() {
        let it = Indicator::rate("I5", "按期办结率", (0, 0), Target::AtLeast(100), "", "");
        assert_eq!((it.value.as_str(), it.ok), ("—", None));
    }

    #[test]
    fn targets_are_compared_without_rounding() {
        assert_eq!(Indicator::rate("", "", (99_999, 100_000), Target::AtLeast(100), "", "").ok, Some(false));
        assert_eq!(Indicator::rate("", "", (1, 100_000), Target::AtMost(0), "", "").ok, Some(false));
    }
}

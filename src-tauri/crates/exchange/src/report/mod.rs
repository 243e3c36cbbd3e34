//! The month's self-check as a PDF in its four mandated parts, and the sheet that carries a bureau's public key.
//!
//! Computes nothing: figures and sentences come in finished.

pub mod key_sheet;

use chrono::{DateTime, Utc};
use yihu_domain::{Error, Result, bureau::Bureau, indicator::Indicator, period::Period};

use crate::page::Printed;

/// What a month's self-check report says.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// Who checked itself.
    pub bureau: &'a Bureau,
    /// The month.
    pub period: Period,
    /// 指标表
    pub indicators: &'a [Indicator],
    /// 自查工作总体情况, a paragraph each
    pub overall: Vec<String>,
    /// 自查覆盖面, a paragraph each
    pub coverage: Vec<String>,
    /// 发现的问题, one each
    pub problems: Vec<String>,
    /// 处理纠正情况, one each
    pub corrections: Vec<String>,
    /// 联络员
    pub liaison: Option<&'a str>,
    /// Who signed it; none while it is a draft
    pub signed_by: Option<&'a str>,
    /// When it was signed
    pub signed_at: Option<DateTime<Utc>>,
}

/// Prints the report; `made_at` is the time written into the file.
pub fn print(_report: &Report<'_>, _made_at: DateTime<Utc>) -> Result<Printed> {
    Err(Error::internal("自查报告打印尚未就绪，请稍后再试。"))
}

//! The volume of one retailer (一户一档) as a PDF, from its records only.
//!
//! Never shows who reported anything, nor what a report says: its rows come in without either.

use chrono::{DateTime, NaiveDate, Utc};
use yihu_domain::{
    Error, Result,
    bureau::Bureau,
    case::Case,
    hotline::{Category, Outcome},
    licence::Licence,
    retailer::Retailer,
};

use crate::page::Printed;

/// Everything that goes into a retailer's volume.
#[derive(Debug, Clone)]
pub struct Dossier<'a> {
    /// Who keeps it.
    pub bureau: &'a Bureau,
    /// Whose it is.
    pub retailer: &'a Retailer,
    /// Its licences, oldest first.
    pub licences: &'a [Licence],
    /// Its cases, oldest first.
    pub cases: &'a [Case],
    /// What was reported about it, oldest first, as far as it may leave.
    pub hotlines: &'a [HotlineEntry],
    /// Its scans, in the order of the volume.
    pub scans: &'a [Scan],
    /// The slots a complete volume has; each without a scan is a finding.
    pub expected_slots: &'a [&'a str],
    /// 立卷人
    pub filed_by: Option<&'a str>,
    /// 检查人
    pub checked_by: Option<&'a str>,
}

/// One hotline record as far as it may leave: no informant, no content.
#[derive(Debug, Clone)]
pub struct HotlineEntry {
    /// 上级工单号
    pub upstream_no: Option<String>,
    /// 受理日期
    pub received_on: NaiveDate,
    /// 类别
    pub category: Category,
    /// 涉及户名
    pub target_name: Option<String>,
    /// 承办人
    pub handler: Option<String>,
    /// 摘要: what a clerk wrote for those outside
    pub summary: Option<String>,
    /// 办理结果, in words
    pub result: Option<String>,
    /// 办理结果, counted
    pub outcome: Option<Outcome>,
    /// 办结日期
    pub closed_on: Option<NaiveDate>,
    /// 反馈情况
    pub feedback: Option<String>,
}

/// One scan in its slot, decrypted.
#[derive(Debug, Clone)]
pub struct Scan {
    /// 题名 of the slot
    pub slot: String,
    /// 原文件名
    pub file_name: String,
    /// `image/jpeg`, `image/png` or `application/pdf`
    pub media_type: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// 页数, as the archive counted them
    pub pages: i64,
}

/// Prints the volume of one retailer; `made_at` is the only time in the file.
pub fn print(_dossier: &Dossier<'_>, _made_at: DateTime<Utc>) -> Result<Printed> {
    Err(Error::internal("档案打印尚未就绪，请稍后再试。"))
}

/// Prints one case as a file of its own: form, goods and scans.
pub fn print_case(_bureau: &Bureau, _case: &Case, _scans: &[Scan], _made_at: DateTime<Utc>) -> Result<Printed> {
    Err(Error::internal("案卷打印尚未就绪，请稍后再试。"))
}

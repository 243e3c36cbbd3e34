//! The volume of one retailer (一户一档) as a PDF, from its records only.
//!
//! Never shows who reported anything, nor what a report says: its rows come in without either.

mod body;
mod contents;
mod cover;
mod form;
mod record;
mod scans;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use yihu_domain::{
    Result,
    bureau::Bureau,
    case::Case,
    class::Decided,
    day,
    hotline::{Category, Outcome},
    licence::Licence,
    matter::Matter,
    retailer::Retailer,
    vendor::{Vendor, VendorState},
};

use crate::page::{
    Printed,
    bind::{self, Part},
    draw::Sheets,
    missing_glyphs,
};

/// Everything that goes into a retailer's volume.
#[derive(Debug, Clone)]
pub struct Dossier<'a> {
    /// Who keeps it.
    pub bureau: &'a Bureau,
    /// Whose it is.
    pub retailer: &'a Retailer,
    /// Every class it was in, oldest first.
    pub classes: &'a [Decided],
    /// Its licences, oldest first.
    pub licences: &'a [Licence],
    /// What was done with its licences, oldest first.
    pub matters: &'a [Matter],
    /// Its cases, oldest first.
    pub cases: &'a [Case],
    /// What was reported about it, oldest first, as far as it may leave.
    pub hotlines: &'a [HotlineEntry],
    /// Its scans, in the order of the volume.
    pub scans: &'a [Scan],
    /// The slots a complete volume has; each without a scan is a finding.
    pub expected_slots: &'a [&'a str],
    /// What granted matters lack, each with its matter: `延续：延续申请表`
    pub lacking: &'a [String],
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
    /// `image/jpeg`, `image/png`, `image/tiff` or `application/pdf`
    pub media_type: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// 页数, as the archive counted them
    pub pages: i64,
}

/// Prints the volume of one retailer; `made_at` is the only time in the file.
pub fn print(dossier: &Dossier<'_>, made_at: DateTime<Utc>) -> Result<Printed> {
    let today = day::local(made_at).date_naive();
    let body = body::of_retailer(dossier, today);
    let about =
        cover::About {
            title: "零售户档案", kind: "（一户一档）", lines: cover::of_retailer(dossier, today, &body)
        };
    let subject = format!("{}（{}）", dossier.retailer.trade_name, dossier.retailer.owner_name);
    let closing = Closing { filed_by: dossier.filed_by, checked_by: dossier.checked_by, today };
    finish(dossier.bureau, &about, &subject, body, &closing, made_at)
}

/// The file of one case, as far as it may leave.
#[derive(Debug, Clone)]
pub struct CaseFile<'a> {
    /// Who keeps it.
    pub bureau: &'a Bureau,
    /// Which it is.
    pub case: &'a Case,
    /// Its scans, in the order of the volume.
    pub scans: &'a [Scan],
    /// The slots a complete file has by now; each without a scan is a finding.
    pub expected_slots: &'a [&'a str],
}

/// Prints one case as a volume of its own: form, goods and scans.
pub fn print_case(file: &CaseFile<'_>, made_at: DateTime<Utc>) -> Result<Printed> {
    let (bureau, case, today) = (file.bureau, file.case, day::local(made_at).date_naive());
    let body = body::of_case(file);
    let about = cover::About {
        title: "行政处罚案卷",
        kind: case.procedure.title(),
        lines: cover::of_case(bureau, case, &body),
    };
    let subject = format!("{} {}", case.case_no, case.party_name);
    finish(bureau, &about, &subject, body, &Closing { filed_by: None, checked_by: None, today }, made_at)
}

/// The file of one vendor without a licence, as far as it may leave.
#[derive(Debug, Clone)]
pub struct VendorFile<'a> {
    /// Who keeps it.
    pub bureau: &'a Bureau,
    /// Whose it is.
    pub vendor: &'a Vendor,
    /// How far it has come, as it is told.
    pub state: VendorState,
    /// 许可证号 of the retailer that came of it
    pub licence_no: Option<&'a str>,
    /// Its scans, in the order of the volume.
    pub scans: &'a [Scan],
    /// The slots a complete file has; each without a scan is a finding.
    pub expected_slots: &'a [&'a str],
}

/// Prints the file of a vendor without a licence: form, measures and scans.
pub fn print_vendor(file: &VendorFile<'_>, made_at: DateTime<Utc>) -> Result<Printed> {
    let today = day::local(made_at).date_naive();
    let body = body::of_vendor(file);
    let about =
        cover::About {
            title: "无证户档案", kind: file.state.title(), lines: cover::of_vendor(file, today, &body)
        };
    let subject = format!("{} {}", file.vendor.found_on, file.vendor.name);
    finish(file.bureau, &about, &subject, body, &Closing { filed_by: None, checked_by: None, today }, made_at)
}

/// Who answers for the volume.
struct Closing<'a> {
    filed_by: Option<&'a str>,
    checked_by: Option<&'a str>,
    today: NaiveDate,
}

/// Binds cover, contents, body and closing sheet, and draws them.
fn finish(
    bureau: &Bureau,
    about: &cover::About,
    subject: &str,
    mut body: body::Body,
    closing: &Closing<'_>,
    made_at: DateTime<Utc>,
) -> Result<Printed> {
    let cover = cover::print(bureau, about);
    let contents = contents::print(&body);
    let last = contents::closing(&body, closing);
    let (pictures, foreigns) = (std::mem::take(&mut body.pictures), std::mem::take(&mut body.foreigns));
    let parts = vec![
        Part { flow: cover, numbered: false },
        Part { flow: contents, numbered: false },
        Part { flow: body.flow, numbered: true },
        Part { flow: last, numbered: false },
    ];
    let running = format!("{}  {}  {subject}", bureau.name, about.title);
    let bound = bind::bind(parts, &running, bureau.demo);
    let mut findings = body.findings;
    findings.extend(missing_glyphs(&bound.missing));
    findings.sort_by_key(|f| f.code);
    let sheets = Sheets {
        title: format!("{}：{subject}", about.title),
        author: bureau.name.clone(),
        subject: about.title.to_owned(),
        pages: bound.pages,
        marks: bound.marks,
        pictures,
        foreigns,
    };
    let pages = sheets.pages.len();
    Ok(Printed { pdf: crate::page::draw::draw(sheets, made_at)?, pages, findings })
}

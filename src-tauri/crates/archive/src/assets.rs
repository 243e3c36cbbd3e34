//! Files that ship with the program, compiled in.

use yihu_domain::{Error, Result, calendar::Calendar, case::CaseDocuments, hotline::Limits, matter::Rules};

macro_rules! years {
    ($($year:literal)*) => {
        &[$(include_str!(concat!("../../../../assets/calendars/", $year, ".json"))),*]
    };
}

/// The State Council's holidays and make-up workdays.
const CALENDARS: &[&str] = years!["2015" "2016" "2017" "2018" "2019" "2020" "2021" "2022" "2023" "2024" "2025" "2026"];

/// The documents that a retailer's file must hold, by slot title, one a line.
const RETAILER_SLOTS: &str = include_str!("../../../../assets/registers/retailer_slots.txt");

/// The documents of a vendor's file: those that it must hold, then, after a `?`, those that it may.
const VENDOR_SLOTS: &str = include_str!("../../../../assets/registers/vendor_slots.txt");

/// Within how many days a hotline record is closed, by category, each with its article.
const HOTLINE_LIMITS: &str = include_str!("../../../../assets/registers/hotline_limits.json");

/// What each matter of a licence means, needs and may take, with its articles.
const LICENCE_RULES: &str = include_str!("../../../../assets/registers/licence_rules.json");

/// The documents of case files, each with its article.
const CASE_DOCUMENTS: &str = include_str!("../../../../assets/registers/case_documents.json");

/// What is guessed first, lower case, one a line.
const COMMON_PASSWORDS: &str = include_str!("../../../../assets/registers/common_passwords.txt");

/// The working-day calendar.
pub(crate) fn calendar() -> Result<Calendar> {
    let read = |text: &&str| {
        serde_json::from_str(text).map_err(|e| Error::internal("工作日历损坏，请重新安装本软件。").because(e))
    };
    Calendar::from_years(CALENDARS.iter().map(read).collect::<Result<Vec<_>>>()?)
}

/// The time limits of hotline records.
pub(crate) fn hotline_limits() -> Result<Limits> {
    let all = serde_json::from_str(HOTLINE_LIMITS)
        .map_err(|e| Error::internal("12313办理时限表损坏，请重新安装本软件。").because(e))?;
    Limits::new(all)
}

/// The rules of matters of licences.
pub(crate) fn licence_rules() -> Result<Rules> {
    serde_json::from_str(LICENCE_RULES)
        .map_err(|e| Error::internal("许可事项规则表损坏，请重新安装本软件。").because(e))
}

/// The documents of case files.
pub(crate) fn case_documents() -> Result<CaseDocuments> {
    serde_json::from_str(CASE_DOCUMENTS)
        .map_err(|e| Error::internal("案卷应备文书表损坏，请重新安装本软件。").because(e))
}

/// The slots that every retailer's file must fill.
pub(crate) fn retailer_slots() -> Vec<&'static str> {
    lines(RETAILER_SLOTS).collect()
}

/// The slots that every vendor's file must fill.
pub(crate) fn vendor_slots() -> Vec<&'static str> {
    lines(VENDOR_SLOTS).filter(|line| !line.starts_with('?')).collect()
}

/// The slots that a vendor's file may fill, as far as it came.
pub(crate) fn vendor_papers() -> Vec<&'static str> {
    lines(VENDOR_SLOTS).filter_map(|line| line.strip_prefix('?')).collect()
}

/// The passwords that are guessed first.
pub(crate) fn common_passwords() -> impl Iterator<Item = &'static str> {
    lines(COMMON_PASSWORDS)
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

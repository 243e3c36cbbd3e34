//! Writes workbooks: refused rows in the ledger's own shape, exported ledgers, the month's figures.
//!
//! Whatever looks like a formula stays text. It must not decide what may leave the bureau (the archive does).

use std::path::Path;

use yihu_domain::{Error, Result, indicator::Indicator};

use super::Ledger;

/// Why one row was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The row as Excel shows it
    pub row: u32,
    /// The header of the column, as the sheet has it; empty when it concerns the whole row
    pub column: String,
    /// A Chinese sentence that says what to do
    pub message: String,
}

/// One column of a ledger that is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutColumn {
    /// The header
    pub title: String,
    /// Whether its values are written as numbers, where they are numbers
    pub number: bool,
}

/// One sheet of details behind the month's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The name of the sheet
    pub title: String,
    /// The headers
    pub columns: Vec<String>,
    /// The rows
    pub rows: Vec<Vec<String>>,
}

/// Writes the refused rows in the shape of the ledger they came from, with a last column 错误信息.
pub fn errors(original: &Path, ledger: &Ledger, findings: &[Finding]) -> Result<Vec<u8>> {
    let _ = (original, ledger, findings);
    Err(Error::internal("写Excel的功能还没有装好。"))
}

/// Writes a ledger: a title row, the headers, the rows; each row ends with the id of its record, in a hidden column.
pub fn ledger(
    title: &str,
    columns: &[OutColumn],
    rows: impl IntoIterator<Item = (String, Vec<String>)>,
) -> Result<Vec<u8>> {
    let _ = (title, columns, rows.into_iter().count());
    Err(Error::internal("写Excel的功能还没有装好。"))
}

/// Writes the month's figures: a sheet 指标表 and one sheet of details a section.
pub fn selfcheck(title: &str, indicators: &[Indicator], sections: &[Section]) -> Result<Vec<u8>> {
    let _ = (title, indicators, sections);
    Err(Error::internal("写Excel的功能还没有装好。"))
}

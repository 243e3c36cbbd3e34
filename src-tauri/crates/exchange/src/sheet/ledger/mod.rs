//! Finds a ledger in a workbook: its sheet, its header under the title rows, which column is which field, and its rows.
//!
//! It must not judge values beyond what the sheet itself lost (errors, identifiers stored as numbers).

pub mod fields;

use std::collections::BTreeMap;

use yihu_domain::{Error, Noun, Result, check::Severity};

pub use fields::{Field, Kind, fields};

use super::Workbook;

/// A ledger that was found in a workbook.
#[derive(Debug, Clone)]
pub struct Ledger {
    /// What its rows are
    pub noun: Noun,
    /// The name of its sheet
    pub sheet: String,
    /// The last row of its header, as Excel shows it
    pub header_row: u32,
    /// How many rows the header has
    pub header_depth: u32,
    /// Its columns with a header, from the left
    pub columns: Vec<Column>,
    /// People as columns (training): column, name
    pub people: Vec<(u32, String)>,
    /// Its rows
    pub rows: Vec<LedgerRow>,
    /// What was done silently and is worth a sentence: totals skipped, hidden rows read
    pub notes: Vec<String>,
}

/// One column with a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Counted from 0
    pub index: u32,
    /// The header as the sheet has it; two levels are joined by `/`
    pub header: String,
    /// The field that it fills; none when it is ignored
    pub field: Option<&'static str>,
}

/// One row of data.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LedgerRow {
    /// Its number as Excel shows it
    pub row: u32,
    /// The id of the record, where our own export wrote it
    pub key: Option<String>,
    /// Field → text, filled cells only
    pub values: BTreeMap<&'static str, String>,
    /// Person → mark (training), filled cells only
    pub marks: Vec<(String, String)>,
    /// What the sheet itself lost
    pub problems: Vec<RowProblem>,
}

/// One thing wrong with one cell that only the sheet can know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// The header as the sheet has it
    pub column: String,
    /// The field
    pub field: &'static str,
    /// Error or warning
    pub severity: Severity,
    /// `id_as_number`, `cell_error`, `merged_cell`
    pub code: &'static str,
    /// A Chinese sentence that says what to do
    pub message: String,
}

impl Ledger {
    /// The header under which the sheet has `field`; its canonical name where the sheet has none.
    pub fn header_of<'a>(&'a self, field: &'a str) -> &'a str {
        let column = self.columns.iter().find(|c| c.field == Some(field));
        let canonical = || fields(self.noun).iter().find(|f| f.name == field).map_or(field, |f| f.title);
        column.map_or_else(canonical, |c| &c.header)
    }
}

/// Finds the ledger of `noun` in a workbook.
///
/// `sheet` names the sheet, otherwise the best one is taken. `mapping` is header → field name, `""` to ignore a column;
/// headers that the workbook does not have are passed over.
pub fn find(
    workbook: &Workbook,
    noun: Noun,
    sheet: Option<&str>,
    mapping: &BTreeMap<String, String>,
) -> Result<Ledger> {
    let _ = (workbook, noun, sheet, mapping);
    Err(Error::internal("读取Excel的功能还没有装好。"))
}

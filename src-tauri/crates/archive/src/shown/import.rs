//! A ledger on its way in: its sheets, its columns, what its rows would do.

use serde::{Deserialize, Serialize};
use yihu_domain::{Noun, check::Severity};

use crate::{Difference, Done};

/// One sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct LedgerSheet {
    /// The name on its tab
    pub name: String,
    /// Whose ledger it looks like
    pub noun: Option<Noun>,
    /// The same in words; empty where it looks like none
    pub noun_title: String,
    /// Rows of data; rows with anything in them where it looks like none
    pub rows: u32,
    /// Whether the tab is hidden
    pub hidden: bool,
}

/// One column with a header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct LedgerColumn {
    /// The header as the sheet has it
    pub header: String,
    /// The field that it fills; none when it is ignored
    pub field: Option<String>,
    /// What stands in it, at most three
    pub samples: Vec<String>,
    /// Whether the clerk matched this header by hand before
    pub remembered: bool,
}

/// The columns of a ledger, matched as well as they can be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct LedgerColumns {
    /// The sheet that was read
    pub sheet: String,
    /// From the left
    pub columns: Vec<LedgerColumn>,
    /// Titles of needed fields that no column fills
    pub missing: Vec<String>,
    /// What is worth a sentence
    pub notes: Vec<String>,
    /// Rows of data
    pub rows: u32,
}

/// Pasted cells as they were looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct PasteLook {
    /// How many rows on top are title and header
    pub skip: u32,
    /// From the left
    pub columns: Vec<PasteColumn>,
}

/// One column of pasted cells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct PasteColumn {
    /// Its header; empty where there was none
    pub header: String,
    /// The field that it fills; none where it is not known
    pub field: Option<String>,
}

/// Pasted cells that were kept and not taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Pasted {
    /// When they were last typed into
    pub at: String,
    /// Row by row, the header first
    pub cells: Vec<Vec<String>>,
}

/// How many rows would do what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, specta::Type)]
pub struct ImportCounts {
    /// Rows that make a new record
    pub new: u32,
    /// Rows that change one
    pub changed: u32,
    /// Rows that say what the archive says
    pub same: u32,
    /// Rows with an error
    pub refused: u32,
}

/// What importing a ledger would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ImportPlan {
    /// What kind of ledger
    pub noun: Noun,
    /// The sheet that was read
    pub sheet: String,
    /// The file's name
    pub file_name: String,
    /// Rows by what they would do
    pub counts: ImportCounts,
    /// People named in the ledger whom the archive does not know
    pub new_staff: u32,
    /// Warnings in all
    pub warnings: u32,
    /// What was done silently and is worth a sentence
    pub notes: Vec<String>,
}

/// Which rows are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum ImportOnly {
    /// Every row, those with problems first
    All,
    /// Rows with an error or a warning, errors first
    Problems,
    /// Rows that make a new record
    New,
    /// Rows that change one
    Changed,
    /// Rows that say what the archive says
    Same,
    /// Rows with an error
    Refused,
}

/// What a row would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum ImportAction {
    /// Makes a new record
    New,
    /// Changes one
    Changed,
    /// Nothing
    Same,
    /// Nothing: it has an error
    Refused,
}

/// One thing to tell about one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ImportFinding {
    /// Column header as the sheet has it
    pub column: String,
    /// Error or warning
    pub severity: Severity,
    /// A stable word
    pub code: String,
    /// A Chinese sentence that says what to do
    pub message: String,
}

/// One row of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ImportRow {
    /// Its number as Excel shows it
    pub row: u32,
    /// What it would do
    pub action: ImportAction,
    /// Number and name of what it speaks of
    pub title: String,
    /// What it would change
    pub differences: Vec<Difference>,
    /// What there is to tell
    pub findings: Vec<ImportFinding>,
}

/// One page of rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ImportRows {
    /// The rows
    pub rows: Vec<ImportRow>,
    /// How many there are in all
    pub total: u32,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ImportDone {
    /// Rows by what they did
    pub counts: ImportCounts,
    /// The operation
    pub done: Done,
}

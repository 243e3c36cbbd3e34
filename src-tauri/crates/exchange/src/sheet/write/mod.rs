//! Writes workbooks: refused rows in the ledger's own shape, exported ledgers, the month's figures.
//!
//! Whatever looks like a formula stays text. It must not decide what may leave the bureau (the archive does).

mod errors;
mod style;
mod table;

pub use errors::errors;
pub use table::{ledger, selfcheck};

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

//! Excel ledgers in and out: what a clerk keeps in `.xlsx`, read into rows of text and written back.
//!
//! It finds the sheet, the header and the columns; it must not judge a value (the domain does) nor look for duplicates
//! (the archive does).

mod layout;
pub mod ledger;
mod package;
pub mod read;
pub mod write;

pub use ledger::{Column, Field, Ledger, LedgerRow, RowProblem};
pub use read::{Cell, Row, Sheet, Workbook};
pub use write::Finding;

#[cfg(test)]
mod tests;

//! Reads a workbook into cells of text. It must not know what a column means.

use std::path::Path;

use yihu_domain::{Error, Result};

/// A workbook: all its sheets, visible or not.
#[derive(Debug, Clone, Default)]
pub struct Workbook {
    /// The sheets, in the order of their tabs
    pub sheets: Vec<Sheet>,
}

/// One sheet: the rows that hold anything.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The name on its tab
    pub name: String,
    /// Whether the tab is hidden
    pub hidden: bool,
    /// Rows with at least one filled cell, from the top
    pub rows: Vec<Row>,
    /// Merged cells, from the top
    pub merges: Vec<Merge>,
    /// Whether days count from 1904 (old workbooks of the Mac)
    pub from_1904: bool,
}

/// One merged region, bounds included, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// First row
    pub top: u32,
    /// First column
    pub left: u32,
    /// Last row
    pub bottom: u32,
    /// Last column
    pub right: u32,
}

/// One row.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Its number as Excel shows it
    pub number: u32,
    /// Whether it is hidden or filtered away
    pub hidden: bool,
    /// Its filled cells, from the left
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell in `column`, counted from 0; none when it is empty.
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        self.cells.binary_search_by_key(&column, |c| c.column).ok().map(|at| &self.cells[at])
    }

    /// The text in `column`; empty where there is none.
    pub fn text(&self, column: u32) -> &str {
        self.cell(column).map_or("", |c| &c.text)
    }
}

/// What a cell was stored as.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stored {
    /// Text
    Text,
    /// A number
    Number(f64),
    /// A number that is shown as a day or a time
    Date(f64),
    /// `#REF!` and its like
    Error,
}

/// One filled cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Its column, counted from 0
    pub column: u32,
    /// What it says: days as `2026-05-21`, times as `2026-05-21 04:46`, numbers without exponent
    pub text: String,
    /// What it was stored as
    pub stored: Stored,
}

/// Reads a workbook from disk, within bounds.
pub fn open(path: &Path) -> Result<Workbook> {
    let _ = path;
    Err(Error::internal("读取Excel的功能还没有装好。"))
}

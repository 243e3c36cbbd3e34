//! Reads a workbook into cells of text. It must not know what a column means.

use std::{collections::BTreeSet, io::Cursor, path::Path};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use yihu_domain::{Error, Result};

use super::{
    layout::Layout,
    package::{self},
};

/// More filled cells than this are no ledger, and would fill the memory.
const CELL_LIMIT: usize = 5_000_000;

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

/// Makes a workbook of cells that were pasted or typed: one sheet of that name, all of it text, the first row on top.
pub fn pasted(name: &str, cells: &[Vec<String>]) -> Workbook {
    let filled = |(column, text): (u32, &String)| {
        (!text.trim().is_empty()).then(|| Cell { column, text: text.clone(), stored: typed(text) })
    };
    let row = |(number, cells): (u32, &Vec<String>)| Row {
        number,
        hidden: false,
        cells: (0_u32..).zip(cells).filter_map(filled).collect(),
    };
    let rows = (1_u32..).zip(cells).map(row).filter(|it| !it.cells.is_empty()).collect();
    Workbook { sheets: vec![Sheet { name: name.to_owned(), rows, ..Sheet::default() }] }
}

/// Reads a workbook from disk, within bounds.
pub fn open(path: &Path) -> Result<Workbook> {
    let mut package = package::load(path)?;
    let bytes = std::mem::take(&mut package.bytes);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(refused)?;
    let from_1904 = book.has_1904_epoch();
    let mut cells_left = CELL_LIMIT;
    let mut workbook = Workbook::default();
    for tab in book.sheets_metadata().to_vec() {
        if tab.typ != SheetType::WorkSheet {
            continue;
        }
        let layout = package.layout(&tab.name);
        let mut reader = match book.worksheet_cells_reader(&tab.name) {
            Ok(reader) => reader,
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(e) => return Err(refused(e)),
        };
        let rows = rows(&mut reader, &layout, from_1904, &mut cells_left)?;
        workbook.sheets.push(Sheet {
            name: tab.name,
            hidden: tab.visible != SheetVisible::Visible,
            rows,
            merges: layout.merges,
            from_1904,
        });
    }
    Ok(workbook)
}

fn refused(cause: XlsxError) -> Error {
    if matches!(cause, XlsxError::Password) { package::locked() } else { package::damaged(cause) }
}

/// Reads the filled cells of one sheet, row by row.
fn rows<R: std::io::Read + std::io::Seek>(
    reader: &mut XlsxCellReader<'_, R>,
    layout: &Layout,
    from_1904: bool,
    cells_left: &mut usize,
) -> Result<Vec<Row>> {
    let mut rows: Vec<Row> = Vec::new();
    let mut put = |row: u32, cell: Cell| -> Result<()> {
        *cells_left = cells_left.checked_sub(1).ok_or_else(|| {
            Error::invalid("表里的格子超过500万，不像台账。请只留台账那张表，或按年份、乡镇拆成几个文件再导入。")
        })?;
        match rows.last_mut().filter(|last| last.number == row + 1) {
            Some(last) => last.cells.push(cell),
            None => rows.push(Row { number: row + 1, hidden: layout.hidden.contains(&row), cells: vec![cell] }),
        }
        Ok(())
    };
    loop {
        match reader.next_cell() {
            Ok(None) => break,
            Ok(Some(cell)) => {
                let (row, column) = cell.get_position();
                if let Some(cell) = filled(column, cell.get_value(), from_1904) {
                    put(row, cell)?;
                }
            }
            // An error that the reader does not know (#SPILL!, #CALC!): the layout knows which cell it was.
            Err(XlsxError::CellError(_)) => {}
            Err(e) => return Err(refused(e)),
        }
    }
    let known: BTreeSet<(u32, u32)> = rows
        .iter()
        .flat_map(|r| r.cells.iter().filter(|c| c.stored == Stored::Error).map(|c| (r.number - 1, c.column)))
        .collect();
    for &(row, column) in layout.errors.difference(&known) {
        let cell = Cell { column, text: "#ERROR!".to_owned(), stored: Stored::Error };
        rows.push(Row { number: row + 1, hidden: layout.hidden.contains(&row), cells: vec![cell] });
    }
    Ok(in_order(rows))
}

/// Rows from the top, cells from the left, whatever order the file has them in.
fn in_order(mut rows: Vec<Row>) -> Vec<Row> {
    rows.sort_by_key(|r| r.number);
    rows.dedup_by(|later, first| {
        let same = later.number == first.number;
        if same {
            first.cells.append(&mut later.cells);
        }
        same
    });
    for row in &mut rows {
        row.cells.sort_by_key(|c| c.column);
        row.cells.dedup_by_key(|c| c.column);
    }
    rows
}

/// The cell as text; none when nothing is to be seen in it.
fn filled(column: u32, value: &DataRef<'_>, from_1904: bool) -> Option<Cell> {
    let (text, stored) = match value {
        DataRef::Empty => return None,
        DataRef::String(text) => (text.clone(), typed(text)),
        DataRef::SharedString(text) => ((*text).to_owned(), typed(text)),
        #[expect(clippy::cast_precision_loss, reason = "Excel itself keeps every number as a float")]
        DataRef::Int(n) => (n.to_string(), Stored::Number(*n as f64)),
        DataRef::Float(n) => (number_text(*n), Stored::Number(*n)),
        DataRef::Bool(yes) => (if *yes { "是" } else { "否" }.to_owned(), Stored::Text),
        DataRef::DateTime(at) => {
            let n = at.as_f64();
            (date_text(n, at.is_duration(), from_1904).unwrap_or_else(|| number_text(n)), Stored::Date(n))
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (iso_text(text), Stored::Text),
        DataRef::Error(error) => (error.to_string(), Stored::Error),
    };
    (!text.trim().is_empty()).then_some(Cell { column, text, stored })
}

/// An error that was copied as text is an error still.
fn typed(text: &str) -> Stored {
    const ERRORS: [&str; 11] = [
        "#REF!",
        "#N/A",
        "#VALUE!",
        "#NAME?",
        "#DIV/0!",
        "#NULL!",
        "#NUM!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
        "#ERROR!",
    ];
    if text.starts_with('#') && ERRORS.contains(&text.trim()) { Stored::Error } else { Stored::Text }
}

/// Writes a number as Excel shows it: 15 significant digits, no exponent, no `.0`.
pub(super) fn number_text(n: f64) -> String {
    let shown: f64 = format!("{n:.14e}").parse().unwrap_or(n);
    // Rust never writes an exponent; -0 is no number a clerk knows.
    if shown == 0.0 { "0".to_owned() } else { shown.to_string() }
}

/// Writes a serial number as the day, the time, or both: `2026-05-21`, `04:46`, `2026-05-21 04:46`.
pub(super) fn serial_text(serial: f64, from_1904: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "bounded above; half a second is the finest that matters")]
    let seconds = (serial * 86_400.0).round() as i64;
    let (days, seconds) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let time = NaiveTime::from_num_seconds_from_midnight_opt(u32::try_from(seconds).ok()?, 0)?;
    let time_text = time.format(if seconds % 60 == 0 { "%H:%M" } else { "%H:%M:%S" }).to_string();
    if days == 0 && !from_1904 {
        return Some(time_text);
    }
    // Excel believes in 29 February 1900: before it, its days are one behind.
    let epoch = match (from_1904, days < 60) {
        (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1)?,
        (false, true) => NaiveDate::from_ymd_opt(1899, 12, 31)?,
        (false, false) => NaiveDate::from_ymd_opt(1899, 12, 30)?,
    };
    let day = epoch.checked_add_signed(TimeDelta::try_days(days)?)?;
    Some(if seconds == 0 { day.to_string() } else { format!("{day} {time_text}") })
}

fn date_text(serial: f64, duration: bool, from_1904: bool) -> Option<String> {
    if !duration {
        return serial_text(serial, from_1904);
    }
    #[expect(clippy::cast_possible_truncation, reason = "a float beyond the range saturates")]
    let minutes = (serial * 1440.0).round() as i64;
    (minutes >= 0).then(|| format!("{}:{:02}", minutes / 60, minutes % 60))
}

/// `2026-05-21T00:00:00` → `2026-05-21`; what is no such time stays as it is.
fn iso_text(text: &str) -> String {
    let Ok(at) = text.trim_end_matches('Z').parse::<NaiveDateTime>() else { return text.to_owned() };
    if at.time() == NaiveTime::MIN { at.date().to_string() } else { at.format("%Y-%m-%d %H:%M:%S").to_string() }
}

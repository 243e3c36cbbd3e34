//! Ledgers as other bureaus keep them, built with the writer and read back.

mod headers;
mod look;
mod refusals;
mod round_trip;
mod rows;

use std::{collections::BTreeMap, path::PathBuf};

use rust_xlsxwriter::{Format, Workbook as Writer, Worksheet};
use tempfile::TempDir;
use yihu_domain::{Noun, Result};

use super::{Ledger, ledger, read};

/// One cell of a test workbook.
#[derive(Debug, Clone, Copy)]
enum C<'a> {
    /// Text; empty is no cell
    T(&'a str),
    /// A number
    N(f64),
    /// A number formatted as a day
    D(f64),
    /// A number formatted as a day with a time
    At(f64),
}

/// A folder with one workbook that `build` filled.
struct File {
    _folder: TempDir,
    path: PathBuf,
}

fn file(build: impl FnOnce(&mut Writer)) -> File {
    let mut writer = Writer::new();
    build(&mut writer);
    bytes_file("台账.xlsx", &writer.save_to_buffer().unwrap())
}

fn bytes_file(name: &str, bytes: &[u8]) -> File {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), bytes).unwrap();
    File { _folder: folder, path }
}

/// A workbook of one sheet with these rows.
fn one_sheet(rows: &[&[C<'_>]]) -> File {
    file(|w| fill(w.add_worksheet(), 0, rows))
}

/// Writes rows from `top` on, counted from 0.
fn fill(sheet: &mut Worksheet, top: u32, rows: &[&[C<'_>]]) {
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let at = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    for (row, cells) in (top..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match cell {
                C::T("") => {}
                C::T(text) => drop(sheet.write_string(row, column, *text).unwrap()),
                C::N(n) => drop(sheet.write_number(row, column, *n).unwrap()),
                C::D(n) => drop(sheet.write_number_with_format(row, column, *n, &day).unwrap()),
                C::At(n) => drop(sheet.write_number_with_format(row, column, *n, &at).unwrap()),
            }
        }
    }
}

/// Cells of text, separated by `|`.
fn texts(line: &str) -> Vec<C<'_>> {
    line.split('|').map(C::T).collect()
}

/// Rows of text, cells separated by `|`.
fn text_rows(sheet: &mut Worksheet, top: u32, lines: &[&str]) {
    for (row, line) in (top..).zip(lines) {
        fill(sheet, row, &[&texts(line)]);
    }
}

/// A workbook of one sheet with rows of text.
fn text_sheet(lines: &[&str]) -> File {
    file(|w| text_rows(w.add_worksheet(), 0, lines))
}

fn find(file: &File, noun: Noun) -> Result<Ledger> {
    find_with(file, noun, None, &[])
}

fn find_with(file: &File, noun: Noun, sheet: Option<&str>, mapping: &[(&str, &str)]) -> Result<Ledger> {
    let mapping: BTreeMap<String, String> = mapping.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    ledger::find(&read::open(&file.path)?, noun, sheet, &mapping)
}

/// What a row says of a field; empty where it says nothing.
fn value<'a>(ledger: &'a Ledger, row: usize, field: &str) -> &'a str {
    ledger.rows[row].values.get(field).map_or("", String::as_str)
}

fn row_numbers(ledger: &Ledger) -> Vec<u32> {
    ledger.rows.iter().map(|r| r.row).collect()
}

/// A ledger of retailers that is as plain as can be.
const RETAILERS: &str = "许可证号|企业名称|负责人|经营地址";
/// One row of it.
const RETAILER: &str = "619999110007|城关吕氏商店|吕伟|城关镇人民路1号";

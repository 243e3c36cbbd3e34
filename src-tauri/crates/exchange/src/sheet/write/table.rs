//! Exported ledgers and the month's figures: a title, headers, rows.

use rust_xlsxwriter::{Workbook, Worksheet};
use yihu_domain::{Result, indicator::Indicator};

use super::{
    super::ledger::KEY_HEADER,
    OutColumn, Section,
    style::{Style, Widths, bytes, put, refused, sheet_name, workbook},
};

const TITLE_ROW: u32 = 0;
const HEADER_ROW: u32 = 1;
const FIRST_ROW: u32 = 2;

/// Writes a ledger: a title row, the headers, the rows; each row ends with the id of its record, in a hidden column.
///
/// Text stays text, whatever it looks like, so that it comes back as it went. The rows are held in memory: the writer's
/// other way would lay them on the disk in the clear.
pub fn ledger(
    title: &str,
    columns: &[OutColumn],
    rows: impl IntoIterator<Item = (String, Vec<String>)>,
) -> Result<Vec<u8>> {
    let style = Style::new();
    let mut workbook = workbook()?;
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(title, &mut Vec::new())).map_err(refused)?;
    let mut widths = Widths::default();
    let mut headers: Vec<&str> = columns.iter().map(|c| c.title.as_str()).collect();
    headers.push(KEY_HEADER);
    head(sheet, title, &headers, &style, &mut widths)?;
    let mut last = HEADER_ROW;
    for ((key, texts), row) in rows.into_iter().zip(FIRST_ROW..) {
        for (text, column, at) in texts.iter().zip(columns).zip(0_u16..).map(|((t, c), at)| (t, c, at)) {
            cell(sheet, (row, at), text, column.number, &style)?;
            widths.see(at, text);
        }
        put(sheet, row, index(columns.len()), &key, &style.text)?;
        last = row;
    }
    widths.apply(sheet)?;
    sheet.autofilter(HEADER_ROW, 0, last, index(columns.len().saturating_sub(1))).map_err(refused)?;
    sheet.set_column_hidden(index(columns.len())).map_err(refused)?;
    bytes(workbook)
}

/// Writes the month's figures: a sheet 指标表 and one sheet of details a section.
pub fn selfcheck(title: &str, indicators: &[Indicator], sections: &[Section]) -> Result<Vec<u8>> {
    let style = Style::new();
    let mut workbook = workbook()?;
    let mut used = Vec::new();
    let columns = ["代码", "指标名称", "分子", "分母", "结果", "目标", "是否达标", "口径", "期间"].map(str::to_owned);
    let ok = |it: &Indicator| it.ok.map_or("—", |ok| if ok { "达标" } else { "未达标" }).to_owned();
    let rows: Vec<Vec<String>> = indicators
        .iter()
        .map(|it| {
            let denominator = it.denominator.map(|d| d.to_string()).unwrap_or_default();
            let (numerator, value) = (it.numerator.to_string(), it.value.clone());
            let head = [it.code.clone(), it.name.clone(), numerator, denominator, value, it.target.clone(), ok(it)];
            head.into_iter().chain([it.formula.clone(), it.span.clone()]).collect()
        })
        .collect();
    let numbers = [2, 3];
    page(&mut workbook, sheet_name("指标表", &mut used), title, &columns, &rows, &numbers, &style)?;
    for section in sections {
        let name = sheet_name(&section.title, &mut used);
        page(&mut workbook, name, &section.title, &section.columns, &section.rows, &[], &style)?;
    }
    bytes(workbook)
}

fn page(
    workbook: &mut Workbook,
    name: String,
    title: &str,
    columns: &[String],
    rows: &[Vec<String>],
    numbers: &[usize],
    style: &Style,
) -> Result<()> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(name).map_err(refused)?;
    let mut widths = Widths::default();
    let headers: Vec<&str> = columns.iter().map(String::as_str).collect();
    head(sheet, title, &headers, style, &mut widths)?;
    for (texts, row) in rows.iter().zip(FIRST_ROW..) {
        for (at, text) in texts.iter().enumerate() {
            cell(sheet, (row, index(at)), text, numbers.contains(&at), style)?;
            widths.see(index(at), text);
        }
    }
    widths.apply(sheet)
}

/// Writes title and headers, and makes the sheet ready to be read and printed.
fn head(sheet: &mut Worksheet, title: &str, headers: &[&str], style: &Style, widths: &mut Widths) -> Result<()> {
    put(sheet, TITLE_ROW, 0, title, &style.title)?;
    // The hidden key is no part of the title's width.
    let visible = headers.iter().filter(|h| **h != KEY_HEADER).count();
    if visible > 1 {
        sheet.merge_range(TITLE_ROW, 0, TITLE_ROW, index(visible - 1), title, &style.title).map_err(refused)?;
    }
    for (at, header) in headers.iter().enumerate() {
        put(sheet, HEADER_ROW, index(at), header, &style.header)?;
        widths.see(index(at), header);
    }
    sheet.set_freeze_panes(FIRST_ROW, 0).map_err(refused)?;
    sheet.set_repeat_rows(TITLE_ROW, HEADER_ROW).map_err(refused)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

fn cell(sheet: &mut Worksheet, (row, column): (u32, u16), text: &str, number: bool, style: &Style) -> Result<()> {
    match plain_number(text).filter(|_| number) {
        Some(n) => drop(sheet.write_number_with_format(row, column, n, &style.number).map_err(refused)?),
        None => put(sheet, row, column, text, &style.text)?,
    }
    Ok(())
}

/// The number that a text is, when Excel would show it the same.
pub(super) fn plain_number(text: &str) -> Option<f64> {
    let n: f64 = text.parse().ok()?;
    (n.abs() < 1e15 && n.to_string() == text).then_some(n)
}

/// A column's index; what Excel cannot hold is refused by the writer.
pub(super) fn index(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

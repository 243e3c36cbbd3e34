//! The refused rows, in the shape of the ledger they came from: mended there, the file can be imported as it is.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use rust_xlsxwriter::{Format, Worksheet};
use yihu_domain::{Error, Result};

use super::{
    super::{
        Ledger,
        ledger::{Above, ERROR_HEADER, Field, KEY_HEADER, Kind, fields, values},
        read::{self, Cell, Row, Sheet, Stored},
    },
    Finding,
    style::{Style, Widths, bytes, put, refused, sheet_name, workbook},
    table::index,
};

/// Writes the refused rows in the shape of the ledger they came from, with a last column 错误信息.
///
/// Title rows, header, order and width of columns are the ledger's. Identifiers are text; where Excel lost their digits,
/// `???` stands for them, so that the file cannot be taken as it is.
pub fn errors(original: &Path, ledger: &Ledger, findings: &[Finding]) -> Result<Vec<u8>> {
    let workbook_read = read::open(original)?;
    let changed = || Error::conflict("台账文件在导入过程中被改动过，请重新导入一次，再取错误行。");
    let sheet = workbook_read.sheets.iter().find(|s| s.name == ledger.sheet).ok_or_else(changed)?;
    let mut wrong: BTreeMap<u32, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        wrong.entry(finding.row).or_default().push(finding);
    }
    let rows: Vec<&Row> = sheet.rows.iter().filter(|r| wrong.contains_key(&r.number)).collect();
    if rows.len() != wrong.len() {
        return Err(changed());
    }
    let mut workbook = workbook()?;
    let out = workbook.add_worksheet();
    out.set_name(sheet_name(&ledger.sheet, &mut Vec::new())).map_err(refused)?;
    let page = Page::new(sheet, ledger, &rows);
    let mut widths = Widths::default();
    page.head(out, &mut widths)?;
    for (row, at) in rows.iter().zip(ledger.header_row..) {
        page.row(out, at, row, &wrong[&row.number], &mut widths)?;
    }
    page.finish(out, &widths)?;
    bytes(workbook)
}

/// What stays the same for all rows.
struct Page<'a> {
    sheet: &'a Sheet,
    ledger: &'a Ledger,
    style: Style,
    above: Above<'a>,
    /// Where 错误信息 goes: its old place, or behind everything
    last: u16,
}

impl<'a> Page<'a> {
    fn new(sheet: &'a Sheet, ledger: &'a Ledger, rows: &[&Row]) -> Self {
        let before = ledger.columns.iter().find(|c| c.header == ERROR_HEADER).map(|c| c.index);
        let headers = sheet.rows.iter().filter(|r| r.number <= ledger.header_row);
        let widest = headers.chain(rows.iter().copied()).flat_map(|r| &r.cells).map(|c| c.column + 1).max();
        let last = before.or(widest).unwrap_or_default();
        let above = Above::new(sheet, ledger.header_row);
        Self { sheet, ledger, style: Style::new(), above, last: index(last as usize) }
    }

    /// Writes title rows and header as they are.
    fn head(&self, out: &mut Worksheet, widths: &mut Widths) -> Result<()> {
        let first_header = self.ledger.header_row - self.ledger.header_depth;
        let format = |row: u32| if row < first_header { &self.style.title } else { &self.style.header };
        let mut covered: BTreeSet<(u32, u32)> = BTreeSet::new();
        for merge in self.sheet.merges.iter().filter(|m| m.bottom < self.ledger.header_row && m.right < 1_000) {
            let cells = || (merge.top..=merge.bottom).flat_map(|row| (merge.left..=merge.right).map(move |c| (row, c)));
            let ours = merge.left == u32::from(self.last);
            if ours || cells().count() < 2 || cells().any(|at| covered.contains(&at)) {
                continue;
            }
            covered.extend(cells());
            let text = self.sheet.rows.iter().find(|r| r.number == merge.top + 1).map_or("", |r| r.text(merge.left));
            let (left, right) = (index(merge.left as usize), index(merge.right as usize));
            out.merge_range(merge.top, left, merge.bottom, right, "", format(merge.top)).map_err(refused)?;
            put(out, merge.top, left, text, format(merge.top))?;
        }
        for row in self.sheet.rows.iter().filter(|r| r.number <= self.ledger.header_row) {
            let at = row.number - 1;
            for cell in row.cells.iter().filter(|c| !covered.contains(&(at, c.column))) {
                let column = index(cell.column as usize);
                if column != self.last {
                    put(out, at, column, &cell.text, format(at))?;
                    if at >= first_header {
                        widths.see(column, &cell.text);
                    }
                }
            }
        }
        if self.ledger.header_depth > 1 {
            let bottom = self.ledger.header_row - 1;
            out.merge_range(first_header, self.last, bottom, self.last, "", &self.style.header).map_err(refused)?;
        }
        put(out, first_header, self.last, ERROR_HEADER, &self.style.header)
    }

    /// Writes one refused row and why.
    fn row(&self, out: &mut Worksheet, at: u32, row: &Row, wrong: &[&Finding], widths: &mut Widths) -> Result<()> {
        for column in 0..self.last {
            let index = u32::from(column);
            let header = self.ledger.columns.iter().find(|c| c.index == index);
            let is_wrong = header.is_some_and(|h| wrong.iter().any(|f| f.column == h.header));
            let field = header.and_then(|h| fields(self.ledger.noun).iter().find(|f| Some(f.name) == h.field));
            let text = if is_wrong { &self.style.wrong } else { &self.style.text };
            let number = if is_wrong { &self.style.wrong_number } else { &self.style.number };
            let key = field.is_some_and(|f| f.identifier && f.required_for_recognition);
            let cell = if key || header.is_none() {
                row.cell(index)
            } else {
                self.above.resolve(row, index, field.is_some_and(|f| f.identifier))
            };
            match cell {
                Some(cell) => self.cell(out, (at, column), field, cell, (text, number), widths)?,
                None => put(out, at, column, "", text)?,
            }
        }
        let said = |f: &&Finding| {
            if f.column.is_empty() { f.message.clone() } else { format!("{}：{}", f.column, f.message) }
        };
        let messages: Vec<String> = wrong.iter().map(said).collect();
        put(out, at, self.last, &messages.join("\n"), &self.style.text)
    }

    fn cell(
        &self,
        out: &mut Worksheet,
        (row, column): (u32, u16),
        field: Option<&Field>,
        cell: &Cell,
        (text, number): (&Format, &Format),
        widths: &mut Widths,
    ) -> Result<()> {
        let shown = match field {
            Some(field) if values::lost_digits(field, cell) => values::without_lost_digits(cell),
            Some(field) if matches!(field.kind, Kind::Day | Kind::Instant) && cell.stored != Stored::Error => {
                values::text(field, None, cell, self.sheet.from_1904)
            }
            _ => cell.text.clone(),
        };
        widths.see(column, &shown);
        match cell.stored {
            Stored::Number(n)
                if field.is_none_or(|f| !f.identifier && !matches!(f.kind, Kind::Day | Kind::Instant)) =>
            {
                out.write_number_with_format(row, column, n, number).map_err(refused)?;
                Ok(())
            }
            _ => put(out, row, column, &shown, text),
        }
    }

    fn finish(&self, out: &mut Worksheet, widths: &Widths) -> Result<()> {
        widths.apply(out)?;
        out.set_column_width(self.last, 60).map_err(refused)?;
        if let Some(key) = self.ledger.columns.iter().find(|c| c.header == KEY_HEADER) {
            out.set_column_hidden(index(key.index as usize)).map_err(refused)?;
        }
        out.set_freeze_panes(self.ledger.header_row, 0).map_err(refused)?;
        Ok(())
    }
}

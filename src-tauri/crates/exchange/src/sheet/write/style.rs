//! How our workbooks look: one look for all, plain enough for any printer. It must not know what is written.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use yihu_domain::{Error, Result};

/// What one cell of Excel can hold, in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;
const CUT: &str = "……（太长，超出Excel一格的上限，后面略去）";

/// The formats of one workbook.
pub(super) struct Style {
    /// The title over a sheet
    pub(super) title: Format,
    /// A header
    pub(super) header: Format,
    /// Text, also where it looks like a number or a formula
    pub(super) text: Format,
    /// Text that is wrong
    pub(super) wrong: Format,
    /// A number
    pub(super) number: Format,
    /// A wrong number
    pub(super) wrong_number: Format,
}

impl Style {
    /// Makes the formats.
    pub(super) fn new() -> Self {
        let plain = || Format::new().set_font_name("宋体").set_font_size(11).set_align(FormatAlign::VerticalCenter);
        let boxed = || plain().set_border(FormatBorder::Thin);
        let text = || boxed().set_num_format("@").set_text_wrap();
        let centred = |format: Format| format.set_align(FormatAlign::Center).set_text_wrap().set_bold();
        let yellow = Color::RGB(0x00FF_F2A8);
        Self {
            title: centred(plain()).set_font_size(14),
            header: centred(boxed()).set_background_color(Color::RGB(0x00E7_EBF0)).set_num_format("@"),
            text: text(),
            wrong: text().set_background_color(yellow),
            number: boxed(),
            wrong_number: boxed().set_background_color(yellow),
        }
    }
}

/// Starts a workbook. Its properties hold no clock: the same records make the same bytes.
pub(super) fn workbook() -> Result<Workbook> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(1980, 1, 1).map_err(refused)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    Ok(workbook)
}

/// Writes text as text, whatever it looks like; nothing where it is empty.
pub(super) fn put(sheet: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) -> Result<()> {
    if text.is_empty() {
        sheet.write_blank(row, column, format).map_err(refused)?;
        return Ok(());
    }
    sheet.write_string_with_format(row, column, fitting(text), format).map_err(refused)?;
    Ok(())
}

/// As much of a text as one cell can hold.
fn fitting(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST_TEXT {
        return text.to_owned();
    }
    let mut left = LONGEST_TEXT - CUT.encode_utf16().count();
    let kept = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    });
    format!("{}{CUT}", kept.collect::<String>())
}

/// Widths of columns, from what was written into them.
#[derive(Default)]
pub(super) struct Widths(Vec<u16>);

impl Widths {
    /// Notes one text; a Han character is as wide as two letters.
    pub(super) fn see(&mut self, column: u16, text: &str) {
        let at = usize::from(column);
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        let width = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<u16>();
        let widest = text.lines().take(20).map(|l| width(&l.chars().take(60).collect::<String>())).max().unwrap_or(0);
        self.0[at] = self.0[at].max(widest);
    }

    /// Sets the widths, between readable and printable.
    pub(super) fn apply(&self, sheet: &mut Worksheet) -> Result<()> {
        for (column, width) in (0..).zip(&self.0) {
            sheet.set_column_width(column, f64::from((*width).clamp(6, 40)) + 2.0).map_err(refused)?;
        }
        Ok(())
    }
}

/// Ends a workbook.
pub(super) fn bytes(mut workbook: Workbook) -> Result<Vec<u8>> {
    workbook.save_to_buffer().map_err(refused)
}

/// Excel's limits are far from a ledger's; what fails here is a fault of ours.
pub(super) fn refused(cause: XlsxError) -> Error {
    match cause {
        XlsxError::RowColumnLimitError => {
            Error::invalid("行数或列数超过Excel的上限（1048576行、16384列），请分几次导出。").because(cause)
        }
        other => Error::internal("写Excel文件失败，请联系维护人员。").because(other),
    }
}

/// A name that Excel takes for a sheet: short, without its forbidden signs, not yet used.
pub(super) fn sheet_name(wanted: &str, used: &mut Vec<String>) -> String {
    let clean: String =
        wanted.chars().map(|c| if "[]:*?/\\'".contains(c) || c.is_control() { '-' } else { c }).collect();
    let clean = clean.trim();
    let clean = if clean.is_empty() { "表" } else { clean };
    let mut name: String = cut(clean, 31);
    let mut n = 2;
    while used.iter().any(|u| u.to_lowercase() == name.to_lowercase()) {
        let tail = format!("（{n}）");
        name = format!("{}{tail}", cut(clean, 31 - tail.encode_utf16().count()));
        n += 1;
    }
    used.push(name.clone());
    name
}

fn cut(text: &str, units: usize) -> String {
    let mut left = units;
    let kept = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheet_names_are_what_excel_takes() {
        let mut used = Vec::new();
        assert_eq!(sheet_name("案件 2026/10", &mut used), "案件 2026-10");
        assert_eq!(sheet_name("案件 2026/10", &mut used), "案件 2026-10（2）");
        assert_eq!(sheet_name("", &mut used), "表");
        let long = sheet_name(&"很".repeat(40), &mut used);
        assert_eq!(long.chars().count(), 31);
        let again = sheet_name(&"很".repeat(40), &mut used);
        assert!(again.ends_with("（2）") && again.chars().count() == 31, "{again}");
    }

    #[test]
    fn too_long_a_text_is_cut_and_says_so() {
        let long = "𠮷".repeat(20_000);
        let kept = fitting(&long);
        assert!(kept.ends_with(CUT));
        assert!(kept.encode_utf16().count() <= LONGEST_TEXT);
        assert_eq!(fitting("短"), "短");
    }
}

//! `index.csv`, the list a person reads in Excel: UTF-8 with BOM, CRLF, and no cell that Excel would compute.

use super::IndexRow;

/// What stands before the rows: byte-order mark and column titles.
pub(super) const HEAD: &str = "\u{feff}类别,编号,题名,页数,文件\r\n";

/// One row; `path` is where the scan lies in the bundle, empty when it is not in it.
pub(super) fn line(row: &IndexRow, path: &str) -> String {
    let pages = row.pages.map(|pages| pages.to_string()).unwrap_or_default();
    let cells = [row.noun.title(), &row.number, &row.title, &pages, path].map(cell);
    format!("{}\r\n", cells.join(","))
}

/// A cell that stays text: what would begin a formula gets an apostrophe before it.
fn cell(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let begins = text.trim_start().chars().next();
    let guarded = match begins {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '|' | '%') => format!("'{text}"),
        _ => text,
    };
    if guarded.contains([',', '"']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

#[cfg(test)]
mod tests {
    use yihu_domain::Noun;

    use super::*;

    #[test]
    fn a_row_is_quoted_and_never_a_formula() {
        for (title, expected) in [
            ("营业执照", "营业执照"),
            ("甲,乙\"丙\"", "\"甲,乙\"\"丙\"\"\""),
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            (" +1", "' +1"),
            ("-2", "'-2"),
            ("@SUM", "'@SUM"),
            ("\t=1", "' =1"),
            ("一\r\n=二", "一  =二"),
        ] {
            let row = IndexRow {
                noun: Noun::Attachment,
                number: "619999110267".to_owned(),
                title: title.to_owned(),
                pages: Some(2),
                scan: None,
            };
            assert_eq!(line(&row, "data/x"), format!("附件,619999110267,{expected},2,data/x\r\n"));
        }
    }
}

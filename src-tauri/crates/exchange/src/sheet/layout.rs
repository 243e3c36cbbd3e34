//! What the parts of a workbook say about sheets beside their cells: which part is which sheet, hidden rows, merged
//! cells, cells that hold an error. It must not read values.
//!
//! All of it is best effort: where a part is not understood, nothing is claimed.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use super::read::Merge;

/// What a sheet says beside its cells; rows and columns counted from 0.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// Rows that are hidden
    pub(super) hidden: BTreeSet<u32>,
    /// Merged regions
    pub(super) merges: Vec<Merge>,
    /// Cells that hold an error, row and column
    pub(super) errors: BTreeSet<(u32, u32)>,
}

/// Reads the layout of one sheet.
pub(super) fn scan(xml: &str) -> Layout {
    let mut layout = Layout::default();
    let end = xml.rfind("sheetData>").unwrap_or(0);
    let (rows, tail) = xml.split_at(end);
    // Most sheets hide nothing and hold no error: then their many cells need not be walked a second time.
    if rows.contains("hidden=") || rows.contains("t=\"e\"") || rows.contains("t='e'") {
        let mut row = 0;
        each(rows, |tag| match tag.local_name().as_ref() {
            "row" => {
                row = attribute(tag, "r").and_then(|r| r.parse::<u32>().ok()).map_or(row + 1, |r| r);
                if attribute(tag, "hidden").is_some_and(|h| h == "1" || h == "true") {
                    layout.hidden.insert(row.saturating_sub(1));
                }
            }
            "c" if attribute(tag, "t").is_some_and(|t| t == "e") => {
                layout.errors.extend(attribute(tag, "r").and_then(|r| position(&r)));
            }
            _ => {}
        });
    }
    if tail.contains("mergeCell") {
        each(tail.trim_start_matches("sheetData>"), |tag| {
            if tag.local_name().as_ref() == "mergeCell" {
                layout.merges.extend(attribute(tag, "ref").and_then(|r| region(&r)));
            }
        });
    }
    layout.merges.sort_by_key(|m| (m.top, m.left));
    layout
}

/// Which sheet is which part: name → path in lower case.
pub(super) fn tabs(texts: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let Some((path, workbook)) = texts.iter().find(|(path, _)| path.ends_with("workbook.xml")) else {
        return BTreeMap::new();
    };
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let slash = if folder.is_empty() { "" } else { "/" };
    let mut targets = BTreeMap::new();
    if let Some(links) = texts.get(&format!("{folder}{slash}_rels/{file}.rels")) {
        each(links, |tag| {
            if let Some((id, target)) = attribute(tag, "Id").zip(attribute(tag, "Target")) {
                let target = target.replace('\\', "/").to_ascii_lowercase();
                let path = target.strip_prefix('/').map_or_else(|| format!("{folder}{slash}{target}"), str::to_owned);
                targets.insert(id, path);
            }
        });
    }
    let mut tabs = BTreeMap::new();
    each(workbook, |tag| {
        if tag.local_name().as_ref() == "sheet" {
            let path = attribute(tag, "id").and_then(|id| targets.get(&id).cloned());
            if let Some((name, path)) = attribute(tag, "name").zip(path) {
                tabs.insert(name, path);
            }
        }
    });
    tabs
}

/// Calls `see` with every opening tag, up to where the XML is no longer understood.
fn each(xml: &str, mut see: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => see(&tag),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// The attribute of that local name.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes()
        .with_checks(false)
        .flatten()
        .find(|a| a.key.local_name().as_ref() == name)
        .and_then(|a| a.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned))
}

/// `B7` → row 6, column 1.
fn position(text: &str) -> Option<(u32, u32)> {
    let text = text.replace('$', "");
    let split = text.find(|c: char| c.is_ascii_digit())?;
    let column = text[..split].bytes().try_fold(0_u32, |n, b| {
        let letter = b.to_ascii_uppercase();
        letter.is_ascii_uppercase().then(|| n * 26 + u32::from(letter - b'A') + 1).filter(|n| *n <= 16_384)
    })?;
    let row: u32 = text[split..].parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// `B7:D9`
fn region(text: &str) -> Option<Merge> {
    let (from, to) = text.split_once(':')?;
    let ((top, left), (bottom, right)) = (position(from)?, position(to)?);
    (top <= bottom && left <= right).then_some(Merge { top, left, bottom, right })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_read_as_excel_writes_them() {
        assert_eq!(position("A1"), Some((0, 0)));
        assert_eq!(position("$AA$10"), Some((9, 26)));
        assert_eq!(position("XFD1048576"), Some((1_048_575, 16_383)));
        for wrong in ["", "7", "A", "A0", "一1", "ZZZZZZZZZZ1"] {
            assert_eq!(position(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn hidden_rows_errors_and_merges_are_found_with_and_without_prefixes() {
        for prefix in ["", "x:"] {
            let xml = format!(
                "<{prefix}worksheet><{prefix}sheetData><{prefix}row r=\"2\" hidden=\"1\"><{prefix}c r=\"B2\" t=\"e\"><{prefix}v>#SPILL!</{prefix}v></{prefix}c></{prefix}row>\
                 <{prefix}row r=\"3\" hidden=\"0\"/></{prefix}sheetData><{prefix}mergeCells count=\"1\"><{prefix}mergeCell ref=\"A1:C1\"/></{prefix}mergeCells></{prefix}worksheet>"
            );
            let layout = scan(&xml);
            assert_eq!(layout.hidden, BTreeSet::from([1]));
            assert_eq!(layout.errors, BTreeSet::from([(1, 1)]));
            assert_eq!(layout.merges, [Merge { top: 0, left: 0, bottom: 0, right: 2 }]);
        }
    }
}

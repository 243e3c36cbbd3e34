//! Looks at a workbook before it is read: what each sheet could be, and its columns as far as they are understood.
//!
//! Refuses nothing that a clerk could still put right by matching a column.

use std::collections::BTreeMap;

use yihu_domain::{Noun, Result};

use super::{
    super::{Sheet, Workbook},
    Column, fields, header,
    locate::{Found, Sought},
    looks_like, no_header, people, refuse_unknown_fields,
    rows::RowReader,
    sheets_to_search,
    skip::Skipper,
};

/// How many cells of a column are shown.
const SAMPLES: usize = 3;
/// The lowest row in which the header of pasted cells ends.
const LOWEST: u32 = 5;
/// How much of a cell is shown.
const SAMPLE_LENGTH: usize = 30;

/// One sheet and what it could be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// The name on its tab
    pub name: String,
    /// Whether the tab is hidden
    pub hidden: bool,
    /// Whose ledger it looks like
    pub noun: Option<Noun>,
    /// Rows of data; rows with anything in them where it looks like none
    pub rows: usize,
}

/// The columns of a sheet, as far as they are understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// The sheet
    pub sheet: String,
    /// Its columns with a header, from the left, without those that are people
    pub columns: Vec<ProposedColumn>,
    /// Titles of needed fields that no column fills
    pub missing: Vec<&'static str>,
    /// What is worth a sentence
    pub notes: Vec<String>,
    /// Rows of data
    pub rows: usize,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedColumn {
    /// The header as the sheet has it
    pub header: String,
    /// The field that it would fill
    pub field: Option<&'static str>,
    /// What stands in it, each text once
    pub samples: Vec<String>,
}

/// Says of every sheet what it could be; `mappings` is noun → header → field, as matched by hand before.
pub fn look(workbook: &Workbook, mappings: &BTreeMap<String, BTreeMap<String, String>>) -> Vec<Looked> {
    let nothing = BTreeMap::new();
    let sought: Vec<(Noun, Sought)> = fields::NOUNS
        .into_iter()
        .map(|noun| (noun, Sought::new(noun, mappings.get(noun.word()).unwrap_or(&nothing))))
        .collect();
    let judge = |sheet: &Sheet| {
        let found = sought.iter().filter_map(|(noun, sought)| Some((*noun, sought.best_on(sheet)?)));
        // Of equals, the first noun.
        let best =
            found.filter(|(_, found)| found.is_complete()).reduce(|a, b| if b.1.score > a.1.score { b } else { a });
        let rows = best.as_ref().map_or(sheet.rows.len(), |(noun, found)| count(*noun, found));
        Looked { name: sheet.name.clone(), hidden: sheet.hidden, noun: best.map(|(noun, _)| noun), rows }
    };
    workbook.sheets.iter().map(judge).collect()
}

/// Matches the columns of a ledger of `noun` as well as it can; arguments as for [`super::find`].
pub fn propose(
    workbook: &Workbook,
    noun: Noun,
    sheet: Option<&str>,
    mapping: &BTreeMap<String, String>,
) -> Result<Proposed> {
    refuse_unknown_fields(super::fields(noun), noun, mapping)?;
    let sheets = sheets_to_search(workbook, sheet)?;
    let sought = Sought::new(noun, mapping);
    let mut found: Vec<Found<'_>> = sheets.iter().filter_map(|s| sought.best_on(s)).collect();
    found.sort_by_key(|f| std::cmp::Reverse((f.is_complete(), !f.sheet.hidden, f.score)));
    let mut notes = Vec::new();
    if let Some(other) = looks_like(&sheets, noun, found.first()) {
        notes.push(format!("这张表更像{}台账，请核对选的是不是{}台账。", other.title(), noun.title()));
    }
    let plain = || sheets.iter().filter(|s| !s.hidden).find_map(|s| sought.plainest_on(s));
    let Some(best) = found.into_iter().next().or_else(plain) else { return Err(no_header(noun, &sheets)) };
    let people = if noun == Noun::Training { people::columns(&best) } else { Vec::new() };
    if !people.is_empty() {
        let names: Vec<&str> = people.iter().map(|(_, name)| name.as_str()).collect();
        notes.push(format!("有{}列是参训人员：{}。", names.len(), names.join("、")));
    }
    if let Some((_, word)) = best.implied {
        notes.push(format!("表里没有“类别”列，按标题全部算作{word}。"));
    }
    let is_person = |index: u32| people.iter().any(|(column, _)| *column == index);
    let columns = super::rows::columns(&best.heads, super::fields(noun)).into_iter().filter(|c| !is_person(c.index));
    let columns =
        columns.map(|c| ProposedColumn { samples: samples(&best, c.index), header: c.header, field: c.field });
    Ok(Proposed {
        sheet: best.sheet.name.clone(),
        columns: columns.collect(),
        missing: best.missing.iter().map(|f| f.title).collect(),
        notes,
        rows: count(noun, &best),
    })
}

/// The header on top of pasted cells: its last row, and its columns from the left; none where they begin with data.
pub fn head(workbook: &Workbook, noun: Noun, mapping: &BTreeMap<String, String>) -> Option<(u32, Vec<Column>)> {
    let found = Sought::new(noun, mapping).best_on(workbook.sheets.first()?)?;
    let columns = super::rows::columns(&found.heads, super::fields(noun));
    let understood = columns.iter().filter(|it| it.field.is_some()).count();
    (understood > 1 && found.bottom() <= LOWEST).then(|| (found.bottom(), columns))
}

/// Whether two headers are the same, however they are written.
pub fn same_header(a: &str, b: &str) -> bool {
    header::canonical(a) == header::canonical(b)
}

/// How many rows of data stand under a header.
fn count(noun: Noun, found: &Found<'_>) -> usize {
    let people = if noun == Noun::Training { people::columns(found) } else { Vec::new() };
    let reader = RowReader::new(found, super::fields(noun), &people);
    let skipper = Skipper::new(found, reader.required(), &people);
    found.sheet.rows[found.rows.end..].iter().filter(|row| skipper.judge(row).is_none()).count()
}

fn samples(found: &Found<'_>, column: u32) -> Vec<String> {
    let mut samples: Vec<String> = Vec::new();
    for row in &found.sheet.rows[found.rows.end..] {
        let text: String = row.text(column).trim().chars().take(SAMPLE_LENGTH).collect();
        if !text.is_empty() && !samples.contains(&text) {
            samples.push(text);
        }
        if samples.len() == SAMPLES {
            break;
        }
    }
    samples
}

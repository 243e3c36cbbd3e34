//! Finds a ledger in a workbook: its sheet, its header under the title rows, which column is which field, and its rows.
//!
//! It must not judge values beyond what the sheet itself lost (errors, identifiers stored as numbers).

pub mod fields;
mod header;
mod locate;
pub mod look;
mod people;
mod rows;
mod skip;
pub(super) mod values;

use std::collections::BTreeMap;

use yihu_domain::{Error, Noun, Result, check::Severity};

pub use fields::{Field, Kind, fields};

pub(super) use rows::{Above, ERROR_HEADER, KEY_HEADER};

use super::{Sheet, Workbook};
use locate::{Found, Sought};
use rows::RowReader;
use skip::{Skip, Skipper};

/// A ledger that was found in a workbook.
#[derive(Debug, Clone)]
pub struct Ledger {
    /// What its rows are
    pub noun: Noun,
    /// The name of its sheet
    pub sheet: String,
    /// The last row of its header, as Excel shows it
    pub header_row: u32,
    /// How many rows the header has
    pub header_depth: u32,
    /// Its columns with a header, from the left
    pub columns: Vec<Column>,
    /// People as columns (training): column, name
    pub people: Vec<(u32, String)>,
    /// Its rows
    pub rows: Vec<LedgerRow>,
    /// What was done silently and is worth a sentence: totals skipped, hidden rows read
    pub notes: Vec<String>,
}

/// One column with a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Counted from 0
    pub index: u32,
    /// The header as the sheet has it; two levels are joined by `/`
    pub header: String,
    /// The field that it fills; none when it is ignored
    pub field: Option<&'static str>,
}

/// One row of data.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LedgerRow {
    /// Its number as Excel shows it
    pub row: u32,
    /// The id of the record, where our own export wrote it
    pub key: Option<String>,
    /// Field → text, filled cells only
    pub values: BTreeMap<&'static str, String>,
    /// Person → mark (training), filled cells only
    pub marks: Vec<(String, String)>,
    /// What the sheet itself lost
    pub problems: Vec<RowProblem>,
}

/// One thing wrong with one cell that only the sheet can know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// The header as the sheet has it
    pub column: String,
    /// The field
    pub field: &'static str,
    /// Error or warning
    pub severity: Severity,
    /// `id_as_number`, `cell_error`, `merged_cell`
    pub code: &'static str,
    /// A Chinese sentence that says what to do
    pub message: String,
}

impl Ledger {
    /// The header under which the sheet has `field`; its canonical name where the sheet has none.
    pub fn header_of<'a>(&'a self, field: &'a str) -> &'a str {
        let column = self.columns.iter().find(|c| c.field == Some(field));
        let canonical = || fields(self.noun).iter().find(|f| f.name == field).map_or(field, |f| f.title);
        column.map_or_else(canonical, |c| &c.header)
    }
}

/// Finds the ledger of `noun` in a workbook.
///
/// `sheet` names the sheet, otherwise the best one is taken. `mapping` is header → field name, `""` to ignore a column;
/// headers that the workbook does not have are passed over.
pub fn find(
    workbook: &Workbook,
    noun: Noun,
    sheet: Option<&str>,
    mapping: &BTreeMap<String, String>,
) -> Result<Ledger> {
    let all = fields(noun);
    if all.is_empty() {
        return Err(Error::invalid(format!("{}不能从Excel导入。", noun.title())));
    }
    refuse_unknown_fields(all, noun, mapping)?;
    let sheets = sheets_to_search(workbook, sheet)?;
    let sought = Sought::new(noun, mapping);
    let mut found: Vec<Found<'_>> = sheets.iter().filter_map(|s| sought.best_on(s)).collect();
    // Stable: of equals, the first tab.
    found.sort_by_key(|f| std::cmp::Reverse((f.is_complete(), !f.sheet.hidden, f.score)));
    let others = found.iter().skip(1).filter(|f| f.is_complete() && !f.sheet.hidden);
    let other_names: Vec<String> = others.map(|f| format!("“{}”", f.sheet.name)).collect();
    if let Some(other) = looks_like(&sheets, noun, found.first()) {
        return Err(Error::invalid(format!(
            "这张表像是{}台账，不是{}台账，请改选“{}”再导入。",
            other.title(),
            noun.title(),
            other.title()
        )));
    }
    let Some(best) = found.first() else { return Err(no_header(noun, &sheets)) };
    if !best.is_complete() {
        return Err(missing_columns(noun, best));
    }
    let mut ledger = take(noun, best);
    if ledger.rows.is_empty() {
        return Err(Error::invalid(format!("工作表“{}”只有表头，没有数据，请检查是不是选错了文件。", ledger.sheet)));
    }
    if !other_names.is_empty() {
        let names = other_names.join("、");
        ledger.notes.push(format!("工作表{names}也像{}台账，这次没有读；需要时请指定工作表再导入。", noun.title()));
    }
    Ok(ledger)
}

fn refuse_unknown_fields(all: &[Field], noun: Noun, mapping: &BTreeMap<String, String>) -> Result<()> {
    let known = |name: &str| name.is_empty() || all.iter().any(|f| f.name == name || f.title == name);
    let Some((header, field)) = mapping.iter().find(|(_, field)| !known(field.trim())) else { return Ok(()) };
    let names: Vec<String> = all.iter().map(|f| format!("{}（{}）", f.name, f.title)).collect();
    Err(Error::invalid(format!(
        "“{header}”对应的字段“{field}”不存在。{}台账可用的字段有：{}。",
        noun.title(),
        names.join("、")
    )))
}

fn sheets_to_search<'a>(workbook: &'a Workbook, name: Option<&str>) -> Result<Vec<&'a Sheet>> {
    let names = || workbook.sheets.iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join("、");
    let sheets: Vec<&Sheet> = match name {
        None => workbook.sheets.iter().collect(),
        Some(name) => {
            let same = |s: &&Sheet| header::canonical(&s.name) == header::canonical(name);
            let exact = workbook.sheets.iter().find(|s| s.name == name);
            let Some(sheet) = exact.or_else(|| workbook.sheets.iter().find(same)) else {
                return Err(Error::invalid(format!("没有名为“{name}”的工作表，这个文件里有：{}。", names())));
            };
            vec![sheet]
        }
    };
    if sheets.iter().all(|s| s.rows.is_empty()) {
        return Err(Error::invalid("表是空的，没有任何内容，请检查是不是选错了文件或工作表。"));
    }
    Ok(sheets)
}

/// The noun whose ledger this is, when it is not the one that was asked for.
fn looks_like(sheets: &[&Sheet], noun: Noun, mine: Option<&Found<'_>>) -> Option<Noun> {
    // Three known columns more: two ledgers share 许可证号, 地址, 备注.
    const MARGIN: usize = 9;
    if mine.is_some_and(Found::is_beyond_doubt) {
        return None;
    }
    let nothing = BTreeMap::new();
    let others = fields::NOUNS.into_iter().filter(|other| fields(*other).as_ptr() != fields(noun).as_ptr());
    let best = others.filter_map(|other| {
        let sought = Sought::new(other, &nothing);
        let found = sheets.iter().filter_map(|s| sought.best_on(s)).filter(Found::is_complete);
        found.map(|f| f.score).max().map(|score| (score, other))
    });
    let (score, other) = best.max_by_key(|(score, _)| *score)?;
    let beaten = mine.is_none_or(|m| if m.is_complete() { score >= m.score + MARGIN } else { score >= m.score });
    beaten.then_some(other)
}

fn no_header(noun: Noun, sheets: &[&Sheet]) -> Error {
    let names: Vec<String> = sheets.iter().map(|s| format!("“{}”", s.name)).collect();
    Error::invalid(format!(
        "在工作表{}里没有找到{}台账的表头。请确认选对了文件；表头应有一行写着{}等列名。",
        names.join("、"),
        noun.title(),
        required_titles(noun)
    ))
}

fn required_titles(noun: Noun) -> String {
    let required = fields(noun).iter().filter(|f| f.required_for_recognition);
    required.map(|f| format!("“{}”", f.title)).collect::<Vec<_>>().join("、")
}

fn missing_columns(noun: Noun, found: &Found<'_>) -> Error {
    let missing: Vec<String> = found.missing.iter().map(|f| format!("“{}”", f.title)).collect();
    let headers: Vec<String> = found.heads.iter().map(locate::Head::title).collect();
    let example = found.missing.first().map_or("", |f| f.name);
    let unknown = found.heads.iter().find(|h| h.means.is_none()).map_or_else(|| "表头".to_owned(), locate::Head::title);
    let message = format!(
        "工作表“{}”不像{}台账：缺少{}列。表里的列有：{}。如果只是叫法不同，请把列对应到字段，例如 --map {unknown}={example}。",
        found.sheet.name,
        noun.title(),
        missing.join("、"),
        headers.join("、"),
    );
    found.missing.iter().fold(Error::invalid(message), |e, f| e.field(f.name, format!("缺少“{}”列。", f.title)))
}

/// Reads the ledger under a header.
fn take(noun: Noun, found: &Found<'_>) -> Ledger {
    let all = fields(noun);
    let people = if noun == Noun::Training { people::columns(found) } else { Vec::new() };
    let reader = RowReader::new(found, all, &people);
    let skipper = Skipper::new(found, reader.required(), &people);
    let (mut rows, mut totals, mut notes, mut hidden) = (Vec::new(), 0_usize, 0_usize, 0_usize);
    for row in &found.sheet.rows[found.rows.end..] {
        match skipper.judge(row) {
            None => {
                hidden += usize::from(row.hidden);
                rows.push(reader.read(row));
            }
            Some(Skip::Total) => totals += 1,
            Some(Skip::Note) => notes += 1,
            Some(Skip::Blank | Skip::Header) => {}
        }
    }
    let said = [
        (hidden, format!("有{hidden}行是隐藏或被筛选掉的，已一并读入。")),
        (totals, format!("跳过{totals}行合计、小计。")),
        (notes, format!("跳过{notes}行说明。")),
    ];
    let mut told: Vec<String> = said.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
    if let Some((_, word)) = found.implied {
        told.push(format!("表里没有“类别”列，按标题全部算作{word}。"));
    }
    Ledger {
        noun,
        sheet: found.sheet.name.clone(),
        header_row: found.bottom(),
        header_depth: u32::try_from(found.rows.len()).unwrap_or(1),
        columns: rows::columns(&found.heads, all),
        rows,
        notes: told,
        people,
    }
}

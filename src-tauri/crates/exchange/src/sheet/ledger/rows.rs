//! Reads the rows under a header into text by field, with what the sheet itself lost.

use std::collections::BTreeMap;

use yihu_domain::{check::Severity, text};

use super::{
    super::read::{Cell, Merge, Row, Sheet, Stored},
    Column, LedgerRow, RowProblem,
    fields::{Field, Kind},
    header::{Unit, canonical, half_width, unit_of},
    locate::{Found, Head},
    values,
};

/// The header over the id of the record, in workbooks that we wrote.
pub(in super::super) const KEY_HEADER: &str = "记录号（勿改）";
/// The header over the reasons of refusal, in workbooks that we wrote.
pub(in super::super) const ERROR_HEADER: &str = "错误信息";

/// One column to be read.
struct Source {
    column: u32,
    header: String,
    unit: Option<Unit>,
    /// How likely among the columns of its field
    rank: usize,
}

/// Reads rows into text by field.
pub(super) struct RowReader<'a> {
    found: &'a Found<'a>,
    fields: &'static [Field],
    /// Field → its columns, the likeliest first
    sources: BTreeMap<usize, Vec<Source>>,
    people: &'a [(u32, String)],
    key: Option<u32>,
    above: Above<'a>,
}

impl<'a> RowReader<'a> {
    /// Prepares for the rows under `found`.
    pub(super) fn new(found: &'a Found<'a>, fields: &'static [Field], people: &'a [(u32, String)]) -> Self {
        let default = title_units(found);
        let mut sources: BTreeMap<usize, Vec<Source>> = BTreeMap::new();
        for head in &found.heads {
            let Some(means) = head.means else { continue };
            let kind = fields[means.field].kind;
            let unit = head.unit.filter(|u| u.counts == kind).or_else(|| default.get(&(kind as u8)).copied());
            let source = Source { column: head.index, header: head.title(), unit, rank: means.rank };
            sources.entry(means.field).or_default().push(source);
        }
        for columns in sources.values_mut() {
            columns.sort_by_key(|s| (s.rank, s.column));
        }
        let key = found.heads.iter().find(|h| canonical(h.lowest()) == canonical(KEY_HEADER)).map(|h| h.index);
        let above = Above::new(found.sheet, found.bottom());
        Self { found, fields, sources, people, key, above }
    }

    /// The columns that every record must fill.
    pub(super) fn required(&self) -> Vec<u32> {
        let required = self.sources.iter().filter(|(index, _)| self.fields[**index].required_for_recognition);
        required.filter_map(|(_, columns)| columns.first().map(|s| s.column)).collect()
    }

    /// Reads one row.
    pub(super) fn read(&self, row: &Row) -> LedgerRow {
        let mut out = LedgerRow { row: row.number, ..LedgerRow::default() };
        out.key = self.key.map(|column| row.text(column).trim().to_owned()).filter(|key| !key.is_empty());
        for (index, columns) in &self.sources {
            let field = &self.fields[*index];
            let texts: Vec<String> =
                columns.iter().filter_map(|source| self.cell_text(row, field, source, &mut out.problems)).collect();
            Self::put(&mut out, field, texts);
        }
        for (column, name) in self.people {
            let Some(cell) = row.cell(*column).or_else(|| self.above.merged(row, *column)) else { continue };
            if cell.stored == Stored::Error {
                out.problems.push(cell_error("attendance", name, &cell.text));
            } else {
                out.marks.push((name.clone(), cell.text.trim().to_owned()));
            }
        }
        if let Some((field, word)) = self.found.implied {
            out.values.entry(field).or_insert_with(|| word.to_owned());
        }
        route(&mut out);
        out
    }

    /// One cell as text; none when it is empty or lost.
    fn cell_text(
        &self,
        row: &Row,
        field: &'static Field,
        source: &Source,
        problems: &mut Vec<RowProblem>,
    ) -> Option<String> {
        let key = field.required_for_recognition && field.identifier;
        if key && row.cell(source.column).is_none() && self.above.merged(row, source.column).is_some() {
            problems.push(merged_cell(field.name, &source.header));
            return None;
        }
        let cell = self.above.resolve(row, source.column, field.identifier)?;
        if cell.stored == Stored::Error {
            problems.push(cell_error(field.name, &source.header, &cell.text));
            return None;
        }
        if values::lost_digits(field, cell) {
            problems.push(id_as_number(field.name, &source.header));
            return None;
        }
        Some(values::text(field, source.unit, cell, self.found.sheet.from_1904))
    }

    /// Puts what the columns of one field say into the row.
    fn put(out: &mut LedgerRow, field: &'static Field, texts: Vec<String>) {
        if field.name == "attendance" {
            let names = texts.iter().flat_map(|t| text::names(t));
            out.marks.extend(names.filter(|n| !n.is_empty()).map(|name| (name, "√".to_owned())));
            return;
        }
        let said = match field.kind {
            Kind::People => joined(texts, "、"),
            Kind::Remark => joined(texts, "；"),
            Kind::Instant => day_with_time(texts),
            _ => texts.into_iter().next(),
        };
        if let Some(said) = said {
            out.values.insert(field.name, said);
        }
    }
}

/// What a row takes from the rows above it: merged cells that reach down, and 〃.
pub(in super::super) struct Above<'a> {
    sheet: &'a Sheet,
    /// The last row of the header
    bottom: u32,
    /// Column → merged cells that reach over several rows
    tall: BTreeMap<u32, Vec<Merge>>,
}

impl<'a> Above<'a> {
    /// Prepares for the rows under the header that ends at `bottom`.
    pub(in super::super) fn new(sheet: &'a Sheet, bottom: u32) -> Self {
        let mut tall: BTreeMap<u32, Vec<Merge>> = BTreeMap::new();
        for merge in sheet.merges.iter().filter(|m| m.bottom > m.top && m.top >= bottom) {
            tall.entry(merge.left).or_default().push(*merge);
        }
        Self { sheet, bottom, tall }
    }

    /// The cell that a clerk sees at `column`: its own, the merged one above it, or what 〃 repeats.
    pub(in super::super) fn resolve<'b>(&self, row: &'b Row, column: u32, identifier: bool) -> Option<&'b Cell>
    where
        'a: 'b,
    {
        let cell = row.cell(column).or_else(|| self.merged(row, column))?;
        if identifier || !values::is_ditto(&cell.text) {
            return Some(cell);
        }
        let at = self.sheet.rows.partition_point(|r| r.number < row.number);
        let rows_above = self.sheet.rows[..at].iter().rev().take_while(|r| r.number > self.bottom);
        let repeated = rows_above.map(|r| r.cell(column).or_else(|| self.merged(r, column)));
        // An empty cell ends the repetition; where nothing stands above, the sign is all there is.
        repeated.map_while(|c| c).find(|c| !values::is_ditto(&c.text)).or(Some(cell))
    }

    /// The filled cell whose merged region reaches down to this row.
    fn merged(&self, row: &Row, column: u32) -> Option<&'a Cell> {
        let at = row.number - 1;
        let merge = self.tall.get(&column)?.iter().find(|m| m.top < at && at <= m.bottom)?;
        let rows = &self.sheet.rows;
        let top = rows.binary_search_by_key(&(merge.top + 1), |r| r.number).ok()?;
        rows[top].cell(column)
    }
}

/// Several columns of one field, each text once.
fn joined(texts: Vec<String>, sign: &str) -> Option<String> {
    let mut once: Vec<String> = Vec::new();
    for text in texts {
        if !once.contains(&text) {
            once.push(text);
        }
    }
    (!once.is_empty()).then(|| once.join(sign))
}

/// A day and a time in two columns make one instant.
fn day_with_time(texts: Vec<String>) -> Option<String> {
    let (times, mut days): (Vec<String>, Vec<String>) = texts.into_iter().partition(|t| values::is_time_only(t));
    match (days.is_empty(), times.into_iter().next()) {
        (false, Some(time)) if !days[0].contains(':') => Some(format!("{} {time}", days.swap_remove(0))),
        (false, _) => Some(days.swap_remove(0)),
        (true, time) => time,
    }
}

/// Moves what stands under one header and belongs to two fields.
fn route(out: &mut LedgerRow) {
    if let Some((from, to)) = out.values.get("valid_to").and_then(|t| values::span(t)) {
        out.values.insert("valid_to", to);
        out.values.entry("valid_from").or_insert(from);
    }
    // 营业执照号 holds the old 15 digits or the new 18 characters.
    let width = |text: &str| half_width(text).chars().filter(|c| !c.is_whitespace()).count();
    let digits = |text: &str| half_width(text).chars().all(|c| c.is_ascii_digit() || c.is_whitespace());
    if !out.values.contains_key("business_registration_no") {
        if let Some(old) = out.values.get("uscc").filter(|t| width(t) == 15 && digits(t)).cloned() {
            out.values.remove("uscc");
            out.values.insert("business_registration_no", old);
        }
    } else if !out.values.contains_key("uscc")
        && let Some(new) = out.values.get("business_registration_no").filter(|t| width(t) == 18).cloned()
    {
        out.values.remove("business_registration_no");
        out.values.insert("uscc", new);
    }
}

/// The units that the title rows name, where one kind has one unit: `单位：支、万元`.
fn title_units(found: &Found<'_>) -> BTreeMap<u8, Unit> {
    let mut units: BTreeMap<u8, Vec<Unit>> = BTreeMap::new();
    for cell in found.sheet.rows[..found.rows.start].iter().flat_map(|r| &r.cells) {
        let text = half_width(&cell.text);
        for (at, _) in text.match_indices("单位:") {
            let said = text[at + "单位:".len()..].trim_start();
            let said = said.split([')', '\n', ';', ' ']).next().unwrap_or_default();
            for unit in said.split(['、', ',', '/', '和']).filter_map(unit_of) {
                units.entry(unit.counts as u8).or_default().push(unit);
            }
        }
    }
    units.into_iter().filter_map(|(kind, of)| if let [one] = of[..] { Some((kind, one)) } else { None }).collect()
}

/// The columns with a header, as the ledger shows them.
pub(super) fn columns(heads: &[Head], fields: &'static [Field]) -> Vec<Column> {
    let column = |head: &Head| Column {
        index: head.index,
        header: head.title(),
        field: head.means.map(|m| fields[m.field].name),
    };
    heads.iter().map(column).collect()
}

fn cell_error(field: &'static str, column: &str, shown: &str) -> RowProblem {
    RowProblem {
        column: column.to_owned(),
        field,
        severity: Severity::Error,
        code: "cell_error",
        message: format!("这一格是公式错误“{shown}”，没有值，请在表里改好公式或直接填写。"),
    }
}

fn id_as_number(field: &'static str, column: &str) -> RowProblem {
    RowProblem {
        column: column.to_owned(),
        field,
        severity: Severity::Error,
        code: "id_as_number",
        message: format!(
            "{column}以数字存储，Excel只保留15位，末位已丢失，不能当真：请把这一格改成文本格式，照证件原件重填。"
        ),
    }
}

fn merged_cell(field: &'static str, column: &str) -> RowProblem {
    RowProblem {
        column: column.to_owned(),
        field,
        severity: Severity::Error,
        code: "merged_cell",
        message: format!("{column}与上一行合并成了一格，分不清是一条还是两条：请取消合并，每行填自己的{column}。"),
    }
}

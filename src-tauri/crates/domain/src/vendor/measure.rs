//! What was done about a vendor, and how a row of a ledger holds several of them: one after the other in each cell.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::MeasureKind;
use crate::{
    case_no,
    check::{Checker, Refusal},
    day, text,
};

/// What stands between the measures of a cell.
const BETWEEN: char = '；';

/// One thing that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// 处理措施
    pub kind: MeasureKind,
    /// 处理日期
    pub on: NaiveDate,
    /// 联合部门: 公安, 市场监管 …
    pub agencies: Vec<String>,
    /// 立案案号
    pub case_no: Option<String>,
    /// 结果
    pub note: Option<String>,
}

/// One measure as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MeasureDraft {
    /// 处理措施
    pub kind: String,
    /// 处理日期
    pub on: String,
    /// 联合部门
    pub agencies: String,
    /// 立案案号
    pub case_no: String,
    /// 结果
    pub note: String,
}

/// The cells of a row that hold its measures.
pub(super) struct Cells<'a> {
    pub(super) measure: &'a str,
    pub(super) measured_on: &'a str,
    pub(super) agencies: &'a str,
    pub(super) case_no: &'a str,
    pub(super) result: &'a str,
}

impl MeasureDraft {
    /// The cells of these lines, in the order 处理措施, 处理日期, 联合部门, 立案案号, 结果; a line with nothing in it is none.
    pub fn cells(lines: &[Self]) -> [String; 5] {
        let all = |it: &Self| [&it.kind, &it.on, &it.agencies, &it.case_no, &it.note].map(|cell| alone(cell));
        let lines: Vec<[String; 5]> = lines.iter().map(all).filter(|it| it.iter().any(|t| !t.is_empty())).collect();
        [0, 1, 2, 3, 4].map(|column| {
            let cells: Vec<&str> = lines.iter().map(|it| it[column].as_str()).collect();
            joined(&cells)
        })
    }
}

impl From<&Measure> for MeasureDraft {
    fn from(it: &Measure) -> Self {
        Self {
            kind: it.kind.title().to_owned(),
            on: it.on.to_string(),
            agencies: it.agencies.join("、"),
            case_no: it.case_no.clone().unwrap_or_default(),
            note: it.note.clone().unwrap_or_default(),
        }
    }
}

/// Reads the measures of a row; every problem stands at its cell, and names its measure where there are several.
pub(super) fn read(c: &mut Checker, cells: &Cells<'_>, found_on: Option<NaiveDate>, today: NaiveDate) -> Vec<Measure> {
    let (kinds, days) = (parts(cells.measure), parts(cells.measured_on));
    let count = [&kinds, &days, &parts(cells.agencies), &parts(cells.case_no)].map(Vec::len).into_iter().max();
    // A note alone says nothing was done; of one measure it is the whole cell.
    let count = count.unwrap_or_default().max(usize::from(!cells.result.trim().is_empty()));
    let (agencies, cases) = (parts(cells.agencies), parts(cells.case_no));
    let notes = if count > 1 { parts(cells.result) } else { vec![alone(cells.result)] };
    let mut measures = Vec::new();
    for at in 0..count {
        let of = if count > 1 { format!("第{}项：", at + 1) } else { String::new() };
        let cell = |all: &[String]| all.get(at).cloned().unwrap_or_default();
        let kind = take(c, "measure", &of, "处理措施", &cell(&kinds), read_kind);
        let on = take(c, "measured_on", &of, "处理日期", &cell(&days), |t| day::read(t, today));
        if let Some(on) = on {
            in_order(c, &of, on, measures.last().map(|it: &Measure| it.on), found_on, today);
        }
        let number = cell(&cases);
        let case_no = if number.is_empty() { None } else { told(c, "case_no", &of, case_no::read(&number)) };
        filed(c, &of, kind, case_no.is_some(), number.is_empty());
        if let Some((kind, on)) = kind.zip(on) {
            let case_no = case_no.map(|no| no.to_string());
            let note = Some(cell(&notes)).filter(|note| !note.is_empty());
            measures.push(Measure { kind, on, agencies: text::names(&cell(&agencies)), case_no, note });
        }
    }
    measures
}

fn in_order(
    c: &mut Checker,
    of: &str,
    on: NaiveDate,
    before: Option<NaiveDate>,
    found_on: Option<NaiveDate>,
    today: NaiveDate,
) {
    if on > today {
        c.error("measured_on", "future_date", format!("{of}处理日期 {on} 在今天之后，还没有处理的请先不填。"));
    }
    if let Some(before) = before.filter(|before| on < *before) {
        let said = format!("{of}处理日期 {on} 早于上一项的 {before}，请按先后排好，或核对两个日期。");
        c.error("measured_on", "dates_out_of_order", said);
    } else if let Some(found) = found_on.filter(|found| on < *found) {
        let said = format!("{of}处理日期 {on} 早于发现日期 {found}，请核对两个日期。");
        c.error("measured_on", "dates_out_of_order", said);
    }
}

/// Only a filing has a case, and it has one.
fn filed(c: &mut Checker, of: &str, kind: Option<MeasureKind>, has: bool, blank: bool) {
    match kind {
        Some(MeasureKind::Filing) if blank => {
            c.warn("case_no", "missing", format!("{of}处理是立案，请在案件登记后补上立案案号。"));
        }
        Some(kind) if kind != MeasureKind::Filing && has => {
            let said = format!("{of}处理是{}，不填立案案号：请清空，或把处理改为立案。", kind.title());
            c.error("case_no", "not_of_this_kind", said);
        }
        _ => {}
    }
}

fn take<T>(
    c: &mut Checker,
    field: &'static str,
    of: &str,
    name: &str,
    typed: &str,
    read: impl FnOnce(&str) -> Result<T, Refusal>,
) -> Option<T> {
    if typed.is_empty() {
        c.error(field, "missing", format!("{of}{name}必填，请补上。"));
        return None;
    }
    told(c, field, of, read(typed))
}

fn told<T>(c: &mut Checker, field: &'static str, of: &str, read: Result<T, Refusal>) -> Option<T> {
    c.take(field, read.map_err(|refusal| Refusal::new(refusal.code, format!("{of}{}", refusal.message))))
}

fn read_kind(typed: &str) -> Result<MeasureKind, Refusal> {
    let word = text::line(typed);
    let all = || MeasureKind::ALL.map(MeasureKind::title).join("、");
    MeasureKind::read(&word).ok_or_else(|| {
        Refusal::new("unknown_measure", format!("处理措施“{}”认不出，请填：{}。", text::short(&word), all()))
    })
}

/// The measures of one cell; what a clerk puts where there is nothing to say is nothing.
fn parts(cell: &str) -> Vec<String> {
    if cell.trim().is_empty() {
        return Vec::new();
    }
    let clean = |part: &str| {
        let part = text::line(part);
        if matches!(part.as_str(), "/" | "-" | "—" | "——" | "无") { String::new() } else { part }
    };
    let mut parts: Vec<String> = cell.split([BETWEEN, ';', '\n']).map(clean).collect();
    while parts.last().is_some_and(String::is_empty) {
        parts.pop();
    }
    parts
}

/// A cell of one measure, which can stand beside others.
fn alone(cell: &str) -> String {
    text::line(cell).replace([BETWEEN, ';'], "，").trim_matches('，').to_owned()
}

/// One cell of several measures; empty where none of them has anything in it.
fn joined(cells: &[&str]) -> String {
    if cells.iter().all(|it| it.is_empty()) { String::new() } else { cells.join("；") }
}

//! A form of two columns: label, value, label, value. What is blank says so.

use chrono::NaiveDate;
use yihu_domain::{day, money, sticks};

use crate::page::{
    Finding, FindingCode,
    flow::Flow,
    font::Face,
    paper,
    table::{Cell, Row, Table},
};

/// What stands where nothing was filled in.
pub(super) const BLANK: &str = "（未填）";

/// One field of a form.
pub(super) struct Field {
    label: &'static str,
    value: Option<String>,
    wide: bool,
    optional: bool,
    face: Face,
}

impl Field {
    /// A field that a complete record has.
    pub(super) fn new(label: &'static str, value: Option<impl Into<String>>) -> Self {
        let value = value.map(Into::into).filter(|v: &String| !v.trim().is_empty());
        Self { label, value, wide: false, optional: false, face: Face::Song }
    }

    /// A day, written out.
    pub(super) fn day(label: &'static str, on: Option<NaiveDate>) -> Self {
        Self::new(label, on.map(day::long))
    }

    /// An amount, in yuan.
    pub(super) fn yuan(label: &'static str, fen: Option<i64>) -> Self {
        Self::new(label, fen.map(|f| format!("{}元", money::write(f))))
    }

    /// A number of cigarettes.
    pub(super) fn sticks(label: &'static str, number: Option<i64>) -> Self {
        Self::new(label, number.map(sticks::write))
    }

    /// Yes or no.
    pub(super) fn yes(label: &'static str, yes: bool) -> Self {
        Self::new(label, Some(if yes { "是" } else { "否" }))
    }

    /// Takes the whole width.
    pub(super) fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// May be blank without a word.
    pub(super) fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Is set in 楷体: what a person wrote in their own words.
    pub(super) fn words(mut self) -> Self {
        self.face = Face::Kai;
        self.wide()
    }

    fn cell(&self) -> Cell {
        let blank = self.value.is_none();
        let face = if blank { Face::Kai } else { self.face };
        Cell::new(self.value.as_deref().unwrap_or(BLANK), self.label).face(face)
    }
}

/// Places the form and notes what a complete record would have; `of` says whose form it is.
pub(super) fn place(of: &str, fields: &[Field], flow: &mut Flow, findings: &mut Vec<Finding>) {
    let mut table = Table::form(&[86.0, 135.0, 86.0, 135.0], paper::MEASURE, 11.0, 17.0);
    let mut half: Vec<Cell> = Vec::new();
    for field in fields {
        if field.value.is_none() && !field.optional {
            let message = format!("{of}的“{}”未填：请补填后再印正式卷。", field.label);
            findings.push(Finding::new(FindingCode::BlankField, message));
        }
        if field.wide {
            if !half.is_empty() {
                table.rows.push(full(std::mem::take(&mut half)));
            }
            let cells = vec![Cell::label(field.label), field.cell().span(3)];
            table.rows.push(Row::new(cells).least(30.0).splits());
        } else {
            half.extend([Cell::label(field.label), field.cell()]);
            if half.len() == 4 {
                table.rows.push(full(std::mem::take(&mut half)));
            }
        }
    }
    if !half.is_empty() {
        table.rows.push(full(half));
    }
    table.place(flow);
}

/// A row of the form; a lone field takes the width of two.
fn full(mut cells: Vec<Cell>) -> Row {
    if cells.len() == 2
        && let Some(value) = cells.pop()
    {
        cells.push(value.span(3));
    }
    Row::new(cells).least(30.0)
}

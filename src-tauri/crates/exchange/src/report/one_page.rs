//! What the one-page sheets have in common: title, a form, advice, lines to sign on.

use chrono::{DateTime, Utc};
use yihu_domain::{Result, bureau::Bureau};

use crate::page::{
    Printed,
    bind::{self, Part},
    draw::{self, Sheets},
    flow::Flow,
    font::Face,
    line::{self, Style},
    missing_glyphs,
    paper::{self, Align},
    table::{Cell, Row, Table},
};

pub(super) const TITLE: Style = Style::new(Face::Title, 26.0, 44.0);
pub(super) const TEXT: Style = Style::new(Face::Song, 11.5, 20.0);
pub(super) const HEADING: Style = Style::new(Face::Hei, 12.0, 24.0);

/// A heading and what is advised under it.
pub(super) type Advice<'a> = (&'a str, &'a [&'a str]);

/// Begins a sheet: its title, then labels with their values, as many pairs a row as `widths` has.
pub(super) fn begin(title: &str, widths: &[f32], pairs: &[(&str, &str)]) -> Flow {
    let mut flow = Flow::new();
    flow.text(title, "", TITLE, Align::Middle);
    flow.down(14.0);
    let mut table = Table::form(widths, paper::MEASURE, 12.0, 20.0);
    for row in pairs.chunks(widths.len() / 2) {
        let cells = row.iter().flat_map(|(label, value)| [Cell::label(*label), Cell::new(*value, *label)]);
        table.rows.push(Row::new(cells.collect()).least(33.0));
    }
    table.place(&mut flow);
    flow
}

/// What to do with the sheet, within a width.
pub(super) fn advise(advice: &[Advice<'_>], width: f32, flow: &mut Flow) {
    for (heading, sentences) in advice {
        flow.at(heading, "", HEADING, (paper::LEFT, flow.y()), width, Align::Left);
        flow.down(HEADING.pitch);
        for sentence in *sentences {
            for line in line::set(sentence, TEXT, width, 0.0, "", &mut flow.missing) {
                let at = (paper::LEFT, flow.y());
                flow.page().line(&line, TEXT, at, width, Align::Both);
                flow.down(TEXT.pitch);
            }
        }
        flow.down(7.0);
    }
}

/// Ends a sheet: a line at the foot for each who signs, then the page bound as `subject`.
pub(super) fn end(
    mut flow: Flow,
    signers: &[&str],
    bureau: &Bureau,
    subject: &str,
    made_at: DateTime<Utc>,
) -> Result<Printed> {
    flow.go(flow.y().max(paper::BOTTOM - 78.0));
    for label in signers {
        let y = flow.y();
        flow.at(label, "", TEXT, (paper::LEFT, y), 140.0, Align::Left);
        flow.page().across(paper::LEFT + 136.0, y + TEXT.pitch, 120.0, 0.6);
        flow.at("日期：", "", TEXT, (paper::LEFT + 280.0, y), 50.0, Align::Left);
        flow.page().across(paper::LEFT + 318.0, y + TEXT.pitch, 124.0, 0.6);
        flow.down(TEXT.pitch + 16.0);
    }
    let bound = bind::bind(vec![Part { flow, numbered: false }], "", bureau.demo);
    let findings = missing_glyphs(&bound.missing).collect();
    let sheets = Sheets {
        title: format!("{}{subject}", bureau.name),
        author: bureau.name.clone(),
        subject: subject.to_owned(),
        pages: bound.pages,
        ..Sheets::default()
    };
    let pages = sheets.pages.len();
    Ok(Printed { pdf: draw::draw(sheets, made_at)?, pages, findings })
}

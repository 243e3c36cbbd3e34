//! 缺件清单: the files that want something, town by town, for whoever goes out to collect it.

use std::fmt::Write;

use chrono::{DateTime, Utc};
use yihu_domain::{Result, bureau::Bureau, day};

use super::{SMALL, TEXT, TITLE};
use crate::page::{
    Printed,
    bind::{self, Part},
    draw::{self, Sheets},
    flow::Flow,
    font::Face,
    line::Style,
    missing_glyphs,
    paper::{self, Align},
    table::{Cell, Row, Table},
};

/// What the list says.
#[derive(Debug, Clone)]
pub struct GapSheet<'a> {
    /// Whose
    pub bureau: &'a Bureau,
    /// What the list is called
    pub title: &'a str,
    /// 缺件, 待重扫, 待核对
    pub what: &'a str,
    /// As of which day
    pub on: String,
    /// The files, those of one town beside one another
    pub lines: Vec<GapLine<'a>>,
    /// How many there are in all
    pub total: u32,
}

/// A file that wants something.
#[derive(Debug, Clone)]
pub struct GapLine<'a> {
    /// In which town
    pub town: &'a str,
    /// Whose
    pub name: &'a str,
    /// Its number
    pub number: &'a str,
    /// What the file is called
    pub of: &'a str,
    /// What it wants
    pub slots: String,
}

/// Prints the list; `made_at` is the time written into the file.
pub fn print(sheet: &GapSheet<'_>, made_at: DateTime<Utc>) -> Result<Printed> {
    let mut flow = Flow::new();
    flow.text(sheet.title, "单位名称", TITLE, Align::Middle);
    flow.down(6.0);
    let mut said = format!("截至{}，共{}份档案{}。", sheet.on, sheet.total, sheet.what);
    if sheet.lines.len() < sheet.total as usize {
        let _ = write!(said, "本单只印前{}份：请按乡镇分开印。", sheet.lines.len());
    }
    flow.paragraph(&said, "", Style::new(Face::Song, 12.0, 20.0));
    if sheet.lines.is_empty() {
        flow.paragraph("无。", "", TEXT);
    }
    for them in sheet.lines.chunk_by(|one, other| one.town == other.town) {
        let Some(first) = them.first() else { continue };
        let town = if first.town.is_empty() { "未填乡镇" } else { first.town };
        flow.need(90.0);
        flow.mark(0, town);
        flow.text(&format!("{town}（{}份）", them.len()), "乡镇", Style::new(Face::Hei, 12.0, 24.0), Align::Left);
        let columns =
            [("序号", 28.0), ("名称", 88.0), ("编号", 84.0), ("档案", 64.0), (sheet.what, 154.0), ("补齐", 28.0)];
        let mut table = Table::with_head(&columns, paper::MEASURE, 9.5, 14.5);
        for (at, it) in them.iter().enumerate() {
            table.rows.push(Row::new(vec![
                Cell::new((at + 1).to_string(), "序号").align(Align::Middle),
                Cell::new(it.name, "名称"),
                Cell::new(it.number, "编号"),
                Cell::new(it.of, "档案"),
                Cell::new(&it.slots, sheet.what),
                // To be ticked by hand.
                Cell::new("□", "补齐").align(Align::Middle),
            ]));
        }
        table.place(&mut flow);
        flow.down(8.0);
    }
    let made = day::minute(made_at);
    flow.text(&format!("生成时间：{made}"), "", SMALL, Align::Left);
    let bound = bind::bind(vec![Part { flow, numbered: true }], sheet.title, sheet.bureau.demo);
    let findings = missing_glyphs(&bound.missing).collect();
    let sheets = Sheets {
        title: sheet.title.to_owned(),
        author: sheet.bureau.name.clone(),
        subject: format!("{}清单", sheet.what),
        pages: bound.pages,
        marks: bound.marks,
        ..Sheets::default()
    };
    let pages = sheets.pages.len();
    Ok(Printed { pdf: draw::draw(sheets, made_at)?, pages, findings })
}

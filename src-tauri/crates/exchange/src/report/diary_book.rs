//! 日志册: one officer's diaries of one month, day after day, for whoever inspects them. Computes nothing.

use chrono::{DateTime, Utc};
use yihu_domain::{Result, bureau::Bureau, day};

use super::{SMALL, TITLE};
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

/// What the book says.
#[derive(Debug, Clone)]
pub struct DiaryBook<'a> {
    /// Whose bureau
    pub bureau: &'a Bureau,
    /// 市管员
    pub officer: &'a str,
    /// `2026年11月`
    pub month: String,
    /// How many diaries there are, how they were approved, which days have none: a paragraph each
    pub summary: Vec<String>,
    /// Day after day
    pub days: Vec<DiaryDay>,
}

/// One day of it.
#[derive(Debug, Clone)]
pub struct DiaryDay {
    /// The day in words, with its weekday
    pub on: String,
    /// 走访路线
    pub route: String,
    /// 工作内容
    pub content: String,
    /// The visits of that day
    pub visits: String,
    /// 发现的问题
    pub problems: String,
    /// When it was handed in, given back, approved, by whom
    pub course: String,
}

/// Prints the book; `made_at` is the time written into the file.
pub fn print(book: &DiaryBook<'_>, made_at: DateTime<Utc>) -> Result<Printed> {
    let title = format!("市管员工作日志（{} {}）", book.officer, book.month);
    let mut flow = Flow::new();
    flow.text(&book.bureau.name, "单位名称", TITLE, Align::Middle);
    flow.text("市管员工作日志", "", TITLE, Align::Middle);
    let who = format!("{}　　{}", book.officer, book.month);
    flow.text(&who, "市管员", Style::new(Face::Kai, 16.0, 30.0), Align::Middle);
    flow.down(6.0);
    for said in &book.summary {
        flow.paragraph(said, "", Style::new(Face::Song, 12.0, 20.0));
    }
    if book.days.is_empty() {
        flow.paragraph("本月没有日志。", "", Style::new(Face::Song, 12.0, 20.0));
    }
    for it in &book.days {
        flow.down(10.0);
        flow.need(90.0);
        flow.mark(0, it.on.as_str());
        form(it).place(&mut flow);
    }
    flow.down(8.0);
    flow.text(&format!("生成时间：{}", day::minute(made_at)), "", SMALL, Align::Left);
    let head = format!("{}  {title}", book.bureau.name);
    let bound = bind::bind(vec![Part { flow, numbered: true }], &head, book.bureau.demo);
    let findings = missing_glyphs(&bound.missing).collect();
    let sheets = Sheets {
        title,
        author: book.bureau.name.clone(),
        subject: "市管员工作日志".to_owned(),
        pages: bound.pages,
        marks: bound.marks,
        ..Sheets::default()
    };
    let pages = sheets.pages.len();
    Ok(Printed { pdf: draw::draw(sheets, made_at)?, pages, findings })
}

/// A day as a form: what was not written takes no row.
fn form(it: &DiaryDay) -> Table {
    let mut table = Table::form(&[66.0, 150.0, 66.0, 160.0], paper::MEASURE, 10.5, 16.5);
    table.rows.push(Row::new(vec![
        Cell::label("日期"),
        Cell::new(it.on.as_str(), "日期"),
        Cell::label("走访路线"),
        Cell::new(it.route.as_str(), "走访路线"),
    ]));
    for (label, text) in
        [("工作内容", &it.content), ("当日检查", &it.visits), ("发现的问题", &it.problems), ("提交审批", &it.course)]
    {
        if !text.is_empty() {
            table.rows.push(Row::new(vec![Cell::label(label), Cell::new(text.as_str(), label).span(3)]).splits());
        }
    }
    table
}

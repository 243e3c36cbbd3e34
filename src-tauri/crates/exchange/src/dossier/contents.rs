//! The contents of a volume (卷内文件目录) and its closing sheet (卷内备考表); neither carries a page number.

use yihu_domain::day;

use super::{Closing, body::Body};
use crate::page::{
    FindingCode,
    flow::Flow,
    font::Face,
    line::Style,
    paper::{self, Align, Ink},
    table::{Cell, Row, Table},
};

const TITLE: Style = Style::new(Face::Title, 22.0, 36.0);
const TEXT: Style = Style::new(Face::Song, 13.0, 24.0);
const SIGN: Style = Style::new(Face::Hei, 13.0, 24.0);

/// Prints the contents: one row a document, with the page it really begins on.
pub(super) fn print(body: &Body) -> Flow {
    let mut flow = Flow::new();
    flow.mark(0, "卷内文件目录");
    flow.text("卷内文件目录", "", TITLE, Align::Middle);
    flow.down(12.0);
    let columns = [
        ("序号", 30.0),
        ("文号", 92.0),
        ("责任者", 90.0),
        ("题名", 102.0),
        ("日期", 58.0),
        ("页号", 36.0),
        ("备注", 40.0),
    ];
    let mut table = Table::with_head(&columns, paper::MEASURE, 10.0, 15.5);
    for (i, entry) in body.entries.iter().enumerate() {
        // The last row says where the volume ends.
        let end = body.flow.pages.len();
        let last = i + 1 == body.entries.len() && entry.page < end;
        let page = if last { format!("{}-{end}", entry.page) } else { entry.page.to_string() };
        let row = vec![
            Cell::new((i + 1).to_string(), "序号").align(Align::Middle),
            Cell::new(&entry.number, "文号"),
            Cell::new(&entry.author, "责任者"),
            Cell::new(&entry.title, "题名"),
            Cell::new(entry.on.map(day::compact).unwrap_or_default(), "日期").align(Align::Middle),
            Cell::new(page, "页号").align(Align::Middle),
            Cell::new(&entry.remark, "备注").align(Align::Middle),
        ];
        table.rows.push(Row::new(row).least(28.0));
    }
    table.place(&mut flow);
    flow
}

/// Prints the closing sheet: what is in the volume, what is not, who answers for it.
pub(super) fn closing(body: &Body, by: &Closing<'_>) -> Flow {
    let mut flow = Flow::new();
    flow.mark(0, "卷内备考表");
    flow.text("卷内备考表", "", TITLE, Align::Middle);
    flow.down(12.0);
    let top = flow.y();
    flow.down(14.0);
    let (x, width) = (paper::LEFT + 16.0, paper::MEASURE - 32.0);
    flow.at("本卷情况说明", "", SIGN, (x, flow.y()), width, Align::Left);
    flow.down(SIGN.pitch);
    for sentence in situation(body) {
        let lines = crate::page::line::set(&sentence, TEXT, width, TEXT.size * 2.0, "情况说明", &mut flow.missing);
        for (i, line) in lines.iter().enumerate() {
            let shift = if i == 0 { TEXT.size * 2.0 } else { 0.0 };
            let at = (x + shift, flow.y());
            flow.page().line(line, TEXT, at, width - shift, Align::Both);
            flow.down(TEXT.pitch);
        }
    }
    flow.go(flow.y().max(paper::BOTTOM - 130.0));
    let sign = paper::LEFT + paper::MEASURE - 250.0;
    let day = day::long(by.today);
    for (label, value) in [("立卷人", by.filed_by), ("检查人", by.checked_by), ("立卷时间", Some(day.as_str()))]
    {
        let y = flow.y();
        flow.at(label, "", SIGN, (sign, y), 64.0, Align::Spread);
        flow.at(value.unwrap_or_default(), label, TEXT, (sign + 86.0, y), 140.0, Align::Left);
        flow.page().across(sign + 80.0, y + TEXT.pitch, 150.0, 0.6);
        flow.down(TEXT.pitch + 10.0);
    }
    let height = (flow.y() + 6.0).max(paper::BOTTOM) - top;
    flow.page().rect((paper::LEFT, top), (paper::MEASURE, height), Ink::Outline(0.8));
    flow
}

/// What the closing sheet says of the volume.
fn situation(body: &Body) -> Vec<String> {
    let pages = body.flow.pages.len();
    let mut said =
        vec![format!("本卷共有文件{}件，编有页号{pages}页，自第1页起，至第{pages}页止。", body.entries.len())];
    if body.scanned > 0 {
        said.push(format!("其中扫描件{}件，由原件扫描，未作改动。", body.scanned));
    }
    let count = |code| body.findings.iter().filter(|f| f.code == code).count();
    match count(FindingCode::ScanNotShown) {
        0 => {}
        n => said.push(format!("有{n}件附件不能印在卷内，原件另附。")),
    }
    if !body.absent.is_empty() {
        said.push(format!("应归入而未归入的材料：{}。", body.absent.join("、")));
    }
    match count(FindingCode::BlankField) {
        0 => {}
        n => said.push(format!("登记表中有{n}处未填，已在表中注明“（未填）”。")),
    }
    said.push("本卷由电子档案生成，内容以立卷时的登记为准。".to_owned());
    said
}

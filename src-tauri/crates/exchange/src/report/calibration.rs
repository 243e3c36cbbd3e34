//! The page that shows how far a printer prints askew: rulers from the edges of the paper, in millimetres.

use chrono::{DateTime, Utc};
use yihu_domain::Result;

use crate::page::{
    Printed, Shift,
    bind::{self, Part},
    draw::{self, Sheets},
    flow::Flow,
    font::Face,
    line::{self, Style},
    missing_glyphs,
    paper::{self, Align, Ink},
};

const TITLE: Style = Style::new(Face::Title, 22.0, 40.0);
const TEXT: Style = Style::new(Face::Song, 11.5, 20.0);
const SMALL: Style = Style::new(Face::Song, 8.0, 10.0);
/// Points in a millimetre.
const MM: f32 = 72.0 / 25.4;
/// Where the lines stand whose distance from the edge is measured.
const LINE_AT: f32 = 20.0;
/// Where the sentences begin: clear of the ruler.
const LEFT: f32 = 36.0 * MM;
/// How wide they are.
const MEASURE: f32 = 150.0 * MM;
/// At which millimetre the upright line has its letter.
const LETTER_AT: u16 = 140;

/// Prints the page, drawn straight; `now` is the shift that is set, told in words.
pub fn print(bureau: &str, now: Shift, made_at: DateTime<Utc>) -> Result<Printed> {
    let mut flow = Flow::new();
    rulers(&mut flow);
    flow.go(50.0 * MM);
    flow.text("打印校准页", "", TITLE, Align::Middle);
    flow.down(8.0);
    let (right, down) = (millimetres(now.right), millimetres(now.down));
    for sentence in [
        "1．用平时打印案卷的打印机和A4纸，按实际大小（100%，不缩放）打印本页。".to_owned(),
        "2．用直尺量纸的左边到竖线A的距离，应是20毫米；量纸的上边到横线B的距离，应是20毫米。".to_owned(),
        "3．竖线A离左边不足20毫米的，差几毫米，“向右”就加几毫米；超过的，减几毫米。".to_owned(),
        "4．横线B离上边不足20毫米的，差几毫米，“向下”就加几毫米；超过的，减几毫米。".to_owned(),
        format!("5．在“设置”的“打印位置”里填写，再打印本页核对。现在填的是：向右{right}毫米，向下{down}毫米。"),
        "6．量一量下面的方框，边长应是100毫米；不是的，说明打印时被缩放了，请在打印设置里关掉“适合页面”。".to_owned(),
    ] {
        for set in line::set(&sentence, TEXT, MEASURE, 0.0, "", &mut flow.missing) {
            let at = (LEFT, flow.y());
            flow.page().line(&set, TEXT, at, MEASURE, Align::Left);
            flow.down(TEXT.pitch);
        }
    }
    square(&mut flow);
    let bound = bind::bind(vec![Part { flow, numbered: false }], "", false);
    let findings = missing_glyphs(&bound.missing).collect();
    let sheets = Sheets {
        title: "打印校准页".to_owned(),
        author: bureau.to_owned(),
        subject: "打印校准".to_owned(),
        pages: bound.pages,
        ..Sheets::default()
    };
    let pages = sheets.pages.len();
    Ok(Printed { pdf: draw::draw(sheets, made_at)?, pages, findings })
}

/// `1.5`, `-0.3`, `0`.
fn millimetres(tenths: i32) -> String {
    let (sign, whole, rest) = (if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// The two lines, and rulers along them, counted from the edges of the paper.
fn rulers(flow: &mut Flow) {
    let at = LINE_AT * MM;
    let (wide, high) = (paper::WIDTH - 2.0 * at, paper::HEIGHT - 2.0 * at);
    flow.page().down(at, at, high, 0.5);
    flow.page().across(at, at, wide, 0.5);
    let letter = f32::from(LETTER_AT) * MM;
    flow.at("A", "", TEXT, (at + 9.0 * MM, letter - TEXT.pitch / 2.0), 20.0, Align::Left);
    flow.page().across(at, letter, 8.0 * MM, 0.5);
    flow.at("B", "", TEXT, (100.0 * MM, at + 9.0 * MM), 20.0, Align::Left);
    flow.page().down(100.0 * MM + 4.0, at, 8.0 * MM, 0.5);
    for mm in 20_u16..=190 {
        let x = f32::from(mm) * MM;
        flow.page().down(x, at, tick(mm), 0.25);
        if mm % 10 == 0 && mm > 20 {
            flow.at(&mm.to_string(), "", SMALL, (x - 12.0, at + 4.0 * MM), 24.0, Align::Middle);
        }
    }
    for mm in 20_u16..=277 {
        let y = f32::from(mm) * MM;
        flow.page().across(at, y, tick(mm), 0.25);
        if mm % 10 == 0 && mm > 20 && mm != LETTER_AT {
            flow.at(&mm.to_string(), "", SMALL, (at + 4.5 * MM, y - 5.0), 24.0, Align::Left);
        }
    }
}

/// How long the mark of a millimetre is.
const fn tick(mm: u16) -> f32 {
    match mm % 10 {
        0 => 4.0 * MM,
        5 => 3.0 * MM,
        _ => 1.8 * MM,
    }
}

/// A square of ten centimetres, to see whether the printer shrinks.
fn square(flow: &mut Flow) {
    let side = 100.0 * MM;
    let at = ((paper::WIDTH - side) / 2.0, 150.0 * MM);
    flow.page().rect(at, (side, side), Ink::Outline(0.5));
    flow.at("100毫米", "", TEXT, (at.0, at.1 + side / 2.0 - TEXT.pitch / 2.0), side, Align::Middle);
}

//! The sheet a bureau hands to the city: its public key, to be compared by eye and kept on paper.
//!
//! Carries nothing secret.

use chrono::{DateTime, Utc};
use qrcode::{EcLevel, QrCode};
use yihu_domain::{Result, bureau::Bureau, day};

use crate::page::{
    Printed,
    bind::{self, Part},
    draw::{self, Sheets},
    flow::Flow,
    font::Face,
    line::Style,
    missing_glyphs,
    paper::{self, Align, Ink},
    table::{Cell, Row, Table},
};

const TITLE: Style = Style::new(Face::Title, 26.0, 44.0);
const TEXT: Style = Style::new(Face::Song, 11.5, 20.0);
const HEADING: Style = Style::new(Face::Hei, 12.0, 24.0);

/// What stands on the key sheet.
#[derive(Debug, Clone)]
pub struct KeySheet<'a> {
    /// Whose key it is.
    pub bureau: &'a Bureau,
    /// The fingerprint as it is shown elsewhere, e.g. in groups of four.
    pub fingerprint: &'a str,
    /// The text of the `minisign.pub` file, both lines.
    pub public_key: &'a str,
}

/// Prints the key sheet, one page.
pub fn print(sheet: &KeySheet<'_>, made_at: DateTime<Utc>) -> Result<Printed> {
    let mut flow = Flow::new();
    let name = &sheet.bureau.name;
    flow.text("数据包签名公钥登记单", "", TITLE, Align::Middle);
    flow.down(16.0);
    let mut table = Table::form(&[78.0, 364.0], paper::MEASURE, 12.0, 20.0);
    let made = day::long(day::local(made_at).date_naive());
    for (label, value) in [
        ("单位", name.as_str()),
        ("区划代码", &sheet.bureau.head.bureau),
        ("公钥指纹", sheet.fingerprint),
        ("公钥全文", sheet.public_key.trim()),
        ("印制日期", &made),
    ] {
        table.rows.push(Row::new(vec![Cell::label(label), Cell::new(value, label)]).least(34.0));
    }
    table.place(&mut flow);
    flow.down(14.0);
    let top = flow.y();
    let side = code(sheet.public_key.trim(), (paper::LEFT + paper::MEASURE - 118.0, top + 4.0), 118.0, &mut flow);
    flow.at(
        "扫码得公钥全文",
        "",
        Style::new(Face::Kai, 10.0, 16.0),
        (paper::LEFT + paper::MEASURE - 118.0, top + side + 8.0),
        118.0,
        Align::Middle,
    );
    advice(&mut flow);
    flow.go(flow.y().max(paper::BOTTOM - 80.0));
    for label in ["县局经办人（签名）：", "市局核对人（签名）："] {
        let y = flow.y();
        flow.at(label, "", TEXT, (paper::LEFT, y), 140.0, Align::Left);
        flow.page().across(paper::LEFT + 136.0, y + TEXT.pitch, 120.0, 0.6);
        flow.at("日期：", "", TEXT, (paper::LEFT + 280.0, y), 50.0, Align::Left);
        flow.page().across(paper::LEFT + 318.0, y + TEXT.pitch, 124.0, 0.6);
        flow.down(TEXT.pitch + 16.0);
    }
    let bound = bind::bind(vec![Part { flow, numbered: false }], "", sheet.bureau.demo);
    let findings = missing_glyphs(&bound.missing).collect();
    let sheets = Sheets {
        title: format!("{name}数据包签名公钥登记单"),
        author: name.clone(),
        subject: "签名公钥".to_owned(),
        pages: bound.pages,
        ..Sheets::default()
    };
    let pages = sheets.pages.len();
    Ok(Printed { pdf: draw::draw(sheets, made_at)?, pages, findings })
}

/// What to do with the sheet, beside the code.
fn advice(flow: &mut Flow) {
    let width = paper::MEASURE - 140.0;
    for (heading, sentences) in [
        (
            "怎样核对",
            ["市局收到本单后，请与县局通电话，逐组核对公钥指纹，一致后登记；今后只认用这把钥匙签名的数据包。"]
                .as_slice(),
        ),
        (
            "怎样保管",
            &[
                "1．本单只有公钥，可以公开，请装订存档。",
                "2．私钥在本机档案库内，受登录口令保护，请勿复制给他人。",
                "3．请定期备份档案库；换机或重装后从备份恢复，钥匙不变。",
                "4．忘记口令时，凭建库时抄下的恢复码开启；恢复码请封存，不要与本单放在一起。",
                "5．私钥丢失或疑似泄露时，请立即书面报告市局停用，另制新钥匙、另印新单。",
            ],
        ),
    ] {
        flow.at(heading, "", HEADING, (paper::LEFT, flow.y()), width, Align::Left);
        flow.down(HEADING.pitch);
        for sentence in sentences {
            for line in crate::page::line::set(sentence, TEXT, width, 0.0, "", &mut flow.missing) {
                let at = (paper::LEFT, flow.y());
                flow.page().line(&line, TEXT, at, width, Align::Both);
                flow.down(TEXT.pitch);
            }
        }
        flow.down(8.0);
    }
}

/// Draws `text` as a QR code at most `most` points wide; how wide it became.
#[expect(clippy::cast_precision_loss, reason = "a code has less than 200 dots a side")]
fn code(text: &str, (x, y): (f32, f32), most: f32, flow: &mut Flow) -> f32 {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return 0.0 };
    let count = code.width();
    let dot = most / count as f32;
    for (row, colours) in code.to_colors().chunks(count).enumerate() {
        let mut column = 0;
        for run in colours.chunk_by(|a, b| a == b) {
            if run[0] == qrcode::Color::Dark {
                let at = (x + column as f32 * dot, y + row as f32 * dot);
                flow.page().rect(at, (run.len() as f32 * dot, dot), Ink::Fill(0.0));
            }
            column += run.len();
        }
    }
    most
}

//! The sheet a bureau hands to the city: its public key, to be compared by eye and kept on paper.
//!
//! Carries nothing secret.

use chrono::{DateTime, Utc};
use qrcode::{EcLevel, QrCode};
use yihu_domain::{Result, bureau::Bureau, day};

use super::one_page::{self, Advice};
use crate::page::{
    Printed,
    flow::Flow,
    font::Face,
    line::Style,
    paper::{self, Align, Ink},
};

/// How wide the code is.
const CODE: f32 = 118.0;

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

const ADVICE: &[Advice<'_>] = &[
    ("怎样核对", &["市局收到本单后，请与县局通电话，逐组核对公钥指纹，一致后登记；今后只认用这把钥匙签名的数据包。"]),
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
];

/// Prints the key sheet, one page.
pub fn print(sheet: &KeySheet<'_>, made_at: DateTime<Utc>) -> Result<Printed> {
    const TITLE: &str = "数据包签名公钥登记单";
    let key = sheet.public_key.trim();
    let made = day::long(day::local(made_at).date_naive());
    let pairs = [
        ("单位", sheet.bureau.name.as_str()),
        ("区划代码", &sheet.bureau.head.bureau),
        ("公钥指纹", sheet.fingerprint),
        ("公钥全文", key),
        ("印制日期", &made),
    ];
    let mut flow = one_page::begin(TITLE, &[78.0, 364.0], &pairs);
    flow.down(14.0);
    let (left, top) = (paper::LEFT + paper::MEASURE - CODE, flow.y());
    let side = code(key, (left, top + 4.0), CODE, &mut flow);
    let small = Style::new(Face::Kai, 10.0, 16.0);
    flow.at("扫码得公钥全文", "", small, (left, top + side + 8.0), CODE, Align::Middle);
    // Beside the code.
    one_page::advise(ADVICE, paper::MEASURE - 140.0, &mut flow);
    one_page::end(flow, &["县局经办人（签名）：", "市局核对人（签名）："], sheet.bureau, TITLE, made_at)
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

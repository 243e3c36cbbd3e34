//! The sheet for the sealed envelope: the recovery code, what it opens, how it is kept.
//!
//! The one sheet of the house that carries a secret. It is printed and never stored.

use chrono::{DateTime, Utc};
use yihu_domain::{Result, bureau::Bureau, day};

use super::one_page::{self, Advice, HEADING};
use crate::page::{
    Printed,
    flow::Flow,
    font::Face,
    line::Style,
    paper::{self, Align, Ink},
};

const GROUP: Style = Style::new(Face::Hei, 22.0, 36.0);
const SMALL: Style = Style::new(Face::Kai, 10.0, 16.0);
/// Groups in one line.
const A_LINE: usize = 4;

/// What stands on the sheet.
#[derive(Debug, Clone)]
pub struct RecoverySheet<'a> {
    /// Whose archive it opens.
    pub bureau: &'a Bureau,
    /// Who made the archive.
    pub user: &'a str,
    /// The code, groups joined by `-`.
    pub code: &'a str,
}

const ADVICE: &[Advice<'_>] = &[
    (
        "它能打开什么",
        &[
            "1．忘记密码时，凭它可以打开这一份档案和它的全部备份，包括12313举报人信息。",
            "2．谁拿到它和档案文件夹，谁就能看到全部内容，请当作保险柜钥匙保管。",
        ],
    ),
    (
        "怎样保管",
        &[
            "1．本单只印一份。装入信封，骑缝签名、盖章，注明封存日期，由单位负责人锁入保险柜。",
            "2．不要拍照，不要扫描，不要抄进电脑或手机；不要与电脑、备份盘放在一起。",
            "3．启封要两人在场，并记下启封的时间、事由、经手人；用后请重新印制、重新封存。",
            "4．重新印制恢复码以后，本单作废，请当场销毁。",
            "5．密码和恢复码都丢了，谁也打不开档案，软件的制作者也不能。",
        ],
    ),
];

/// Prints the sheet, one page.
pub fn print(sheet: &RecoverySheet<'_>, made_at: DateTime<Utc>) -> Result<Printed> {
    let made = day::long(day::local(made_at).date_naive());
    let pairs = [
        ("单位", sheet.bureau.name.as_str()),
        ("区划代码", &sheet.bureau.head.bureau),
        ("建档用户", sheet.user),
        ("印制日期", &made),
    ];
    let mut flow = one_page::begin("档案恢复码（封存件）", &[78.0, 143.0, 78.0, 143.0], &pairs);
    flow.down(18.0);
    code(sheet.code, &mut flow);
    flow.down(14.0);
    one_page::advise(ADVICE, paper::MEASURE, &mut flow);
    one_page::end(flow, &["封存人（签名）：", "保管人（签名）："], sheet.bureau, "档案恢复码", made_at)
}

/// The code in a frame, in groups large enough to be copied by hand.
fn code(code: &str, flow: &mut Flow) {
    let groups: Vec<&str> = code.split('-').collect();
    let lines: Vec<&[&str]> = groups.chunks(A_LINE).collect();
    #[expect(clippy::cast_precision_loss, reason = "a code has a few lines")]
    let height = lines.len() as f32 * GROUP.pitch + 44.0;
    let top = flow.y();
    flow.page().rect((paper::LEFT, top), (paper::MEASURE, height), Ink::Outline(1.2));
    flow.at("恢复码", "", HEADING, (paper::LEFT, top + 8.0), paper::MEASURE, Align::Middle);
    flow.down(34.0);
    #[expect(clippy::cast_precision_loss, reason = "four groups")]
    let width = (paper::MEASURE - 40.0) / A_LINE as f32;
    for line in lines {
        let mut x = paper::LEFT + 20.0;
        for group in line {
            flow.at(group, "恢复码", GROUP, (x, flow.y()), width, Align::Middle);
            x += width;
        }
        flow.down(GROUP.pitch);
    }
    flow.go(top + height);
    let note = "只有数字和大写字母，没有I、L、O、U：看着像的是1和0；最后一组用来校验抄写。";
    flow.at(note, "", SMALL, (paper::LEFT, flow.y() + 4.0), paper::MEASURE, Align::Middle);
    flow.down(SMALL.pitch + 4.0);
}

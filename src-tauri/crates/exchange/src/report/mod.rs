//! The month's self-check as a PDF in its four mandated parts, and the sheet that carries a bureau's public key.
//!
//! Computes nothing: figures and sentences come in finished.

pub mod calibration;
pub mod diary_book;
pub mod gap_sheet;
pub mod key_sheet;
mod one_page;
pub mod recovery_sheet;

use chrono::{DateTime, Utc};
use yihu_domain::{Result, bureau::Bureau, day, indicator::Indicator, period::Period};

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

/// Sizes of GB/T 9704-2012: title 2号, text 3号, 22 lines a page.
const TITLE: Style = Style::new(Face::Title, 22.0, 35.0);
const HEADING: Style = Style::new(Face::Hei, 16.0, 29.0);
const TEXT: Style = Style::new(Face::Song, 16.0, 29.0);
const SMALL: Style = Style::new(Face::Kai, 10.5, 16.0);

/// What a month's self-check report says.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// Who checked itself.
    pub bureau: &'a Bureau,
    /// The month.
    pub period: Period,
    /// 指标表
    pub indicators: &'a [Indicator],
    /// 自查工作总体情况, a paragraph each
    pub overall: Vec<String>,
    /// 自查覆盖面, a paragraph each
    pub coverage: Vec<String>,
    /// 发现的问题, one each
    pub problems: Vec<String>,
    /// 处理纠正情况, one each
    pub corrections: Vec<String>,
    /// 联络员
    pub liaison: Option<&'a str>,
    /// Who signed it; none while it is a draft
    pub signed_by: Option<&'a str>,
    /// When it was signed
    pub signed_at: Option<DateTime<Utc>>,
}

/// Prints the report; `made_at` is the time written into the file.
pub fn print(report: &Report<'_>, made_at: DateTime<Utc>) -> Result<Printed> {
    let name = &report.bureau.name;
    let title = format!("{}自查工作报告", report.period.title());
    let mut flow = Flow::new();
    flow.text(name, "单位名称", TITLE, Align::Middle);
    flow.text(&title, "", TITLE, Align::Middle);
    if report.signed_by.is_none() {
        flow.text("（草稿，尚未签发）", "", Style::new(Face::Kai, 16.0, 29.0), Align::Middle);
    }
    flow.down(20.0);
    for (heading, paragraphs) in [
        ("一、自查工作总体情况", &report.overall),
        ("二、自查覆盖面", &report.coverage),
        ("三、发现的问题", &report.problems),
        ("四、处理纠正情况", &report.corrections),
    ] {
        part(heading, paragraphs, &mut flow);
    }
    signature(report, made_at, &mut flow);
    indicators(report, &mut flow);
    let bound = bind::bind(vec![Part { flow, numbered: true }], &format!("{name}  {title}"), report.bureau.demo);
    let findings = missing_glyphs(&bound.missing).collect();
    let sheets = Sheets {
        title: format!("{name}{title}"),
        author: name.clone(),
        subject: "月度自查报告".to_owned(),
        pages: bound.pages,
        marks: bound.marks,
        ..Sheets::default()
    };
    let pages = sheets.pages.len();
    Ok(Printed { pdf: draw::draw(sheets, made_at)?, pages, findings })
}

/// One of the four mandated parts; what is one thing of many is counted.
fn part(heading: &str, paragraphs: &[String], flow: &mut Flow) {
    flow.need(HEADING.pitch + TEXT.pitch * 2.0);
    flow.mark(0, heading);
    flow.paragraph(heading, "", HEADING);
    if paragraphs.is_empty() {
        flow.paragraph("无。", "", TEXT);
    }
    for paragraph in paragraphs {
        flow.paragraph(paragraph, heading, TEXT);
    }
}

/// Who signs, when, and where the seal goes.
fn signature(report: &Report<'_>, made_at: DateTime<Utc>, flow: &mut Flow) {
    flow.need(136.0);
    flow.down(16.0);
    let top = flow.y();
    let signed =
        report.signed_at.map_or_else(|| "    年  月  日".to_owned(), |at| day::long(day::local(at).date_naive()));
    let (x, width) = (paper::LEFT, paper::MEASURE);
    for (label, value) in [("联络员：", report.liaison), ("签发人：", report.signed_by)] {
        let y = flow.y();
        flow.at(label, "", TEXT, (x, y), 70.0, Align::Left);
        let style = Style { face: Face::Kai, ..TEXT };
        flow.at(value.unwrap_or_default(), label, style, (x + 68.0, y), 110.0, Align::Left);
        flow.page().across(x + 66.0, y + TEXT.pitch - 3.0, 110.0, 0.6);
        flow.down(TEXT.pitch + 8.0);
    }
    flow.at(&report.bureau.name, "单位名称", TEXT, (x + 200.0, top), width - 200.0, Align::Middle);
    flow.at(&signed, "", TEXT, (x + 200.0, top + TEXT.pitch + 4.0), width - 200.0, Align::Middle);
    flow.page().rect((x + 241.0, top - 10.0), (160.0, 104.0), Ink::Dashes(0.6));
    flow.at("（盖章处）", "", SMALL, (x + 241.0, top + 72.0), 160.0, Align::Middle);
    flow.go(top + 100.0);
    let made = day::minute(made_at);
    flow.text(&format!("生成时间：{made}"), "", SMALL, Align::Left);
}

/// 指标表: every figure with numerator, denominator, formula and period.
fn indicators(report: &Report<'_>, flow: &mut Flow) {
    flow.next_page();
    flow.mark(0, "附件：指标表");
    flow.text("附件", "", HEADING, Align::Left);
    flow.text(&format!("{}指标表", report.period.title()), "", TITLE, Align::Middle);
    flow.down(12.0);
    let columns = [
        ("编号", 32.0),
        ("指标", 82.0),
        ("分子", 40.0),
        ("分母", 40.0),
        ("值", 52.0),
        ("目标", 38.0),
        ("口径", 108.0),
        ("期间", 72.0),
    ];
    let mut table = Table::with_head(&columns, paper::MEASURE, 9.5, 14.5);
    for one in report.indicators {
        let verdict = match one.ok {
            Some(true) => "\n达标",
            Some(false) => "\n未达标",
            None => "",
        };
        let count = one.denominator.is_none();
        let or_dash = |text: String| if text.is_empty() { "—".to_owned() } else { text };
        table.rows.push(Row::new(vec![
            Cell::new(&one.code, "编号").align(Align::Middle),
            Cell::new(&one.name, "指标"),
            Cell::new(if count { "—".to_owned() } else { one.numerator.to_string() }, "分子").align(Align::Right),
            Cell::new(or_dash(one.denominator.map(|d| d.to_string()).unwrap_or_default()), "分母").align(Align::Right),
            Cell::new(format!("{}{verdict}", one.value), "值").align(Align::Right),
            Cell::new(or_dash(one.target.clone()), "目标").align(Align::Middle),
            Cell::new(&one.formula, "口径"),
            Cell::new(&one.span, "期间"),
        ]));
    }
    table.place(flow);
    flow.down(6.0);
    let note = "注：各项比率由登记自动计算，不得手填；分母为0时记“—”。";
    flow.text(note, "", SMALL, Align::Left);
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;
    use uuid::Uuid;
    use yihu_domain::{indicator::Target, period::Period};

    use super::{
        calibration,
        key_sheet::KeySheet,
        recovery_sheet::{self, RecoverySheet},
        *,
    };
    use crate::page::Shift;

    fn bureau() -> Bureau {
        let json = serde_json::json!({
            "id": Uuid::from_u128(1), "bureau": "519901", "revision": 1, "removed": false, "name": "潼川县烟草专卖局",
            "short_name": "潼烟", "stream": "A", "demo": true, "mappings": {},
        });
        serde_json::from_value(json).unwrap()
    }

    fn keep(name: &str, printed: &Printed) {
        if let Some(folder) = std::env::var_os("YIHU_PRINTS") {
            crate::file::write_bytes(&std::path::Path::new(&folder).join(name), &printed.pdf).unwrap();
        }
    }

    #[test]
    fn a_report_with_many_figures_prints_on_several_pages() {
        let bureau = bureau();
        let at = chrono::Utc.with_ymd_and_hms(2026, 11, 3, 1, 30, 0).unwrap();
        let span = "2026年10月1日至10月31日";
        let formula = "本月按期办结的举报投诉件数 ÷ 本月应办结的举报投诉件数";
        let indicators: Vec<_> = (1..30)
            .map(|i| match i % 3 {
                0 => Indicator::count(&format!("I{i}"), "案件数", i, format!("{i}件"), "本月立案的案件数", span),
                1 => Indicator::rate(
                    &format!("I{i}"),
                    "举报投诉按期办结率",
                    (i, 31),
                    Target::AtLeast(100),
                    formula,
                    span,
                ),
                _ => Indicator::rate(&format!("I{i}"), "培训达标率", (0, 0), Target::None, formula, span),
            })
            .collect();
        let report = Report {
            bureau: &bureau,
            period: "2026-10".parse::<Period>().unwrap(),
            indicators: &indicators,
            overall: vec!["本月我局按照《优秀县级烟草专卖局评价标准》逐项开展自查，共核对零售户档案513户、案件42件、举报投诉120件、培训13期。".into(); 2],
            coverage: vec!["零售户513户，覆盖率100.00%。".into(), "案件42件，覆盖率100.00%。".into()],
            problems: vec!["1．举报投诉超期办结3件。".into(), "2．零售户身份证号缺失5户。".into()],
            corrections: Vec::new(),
            liaison: Some("李晓梅"),
            signed_by: Some("王建国"),
            signed_at: Some(at),
        };
        let printed = print(&report, at).unwrap();
        keep("report.pdf", &printed);
        assert!((3..8).contains(&printed.pages), "{}", printed.pages);
        assert!(printed.findings.is_empty(), "{:?}", printed.findings);
    }

    #[test]
    fn a_recovery_sheet_is_one_page_with_the_code_on_it() {
        let bureau = bureau();
        let at = chrono::Utc.with_ymd_and_hms(2026, 11, 3, 1, 30, 0).unwrap();
        let sheet =
            RecoverySheet { bureau: &bureau, user: "李晓梅", code: "7K2M-90AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-0123" };
        let printed = recovery_sheet::print(&sheet, at).unwrap();
        keep("recovery.pdf", &printed);
        assert_eq!(printed.pages, 1);
        assert!(printed.findings.is_empty(), "{:?}", printed.findings);
    }

    #[test]
    fn a_calibration_page_is_one_page_and_moves_with_its_shift() {
        let at = chrono::Utc.with_ymd_and_hms(2026, 11, 3, 1, 30, 0).unwrap();
        let printed = calibration::print("潼川县烟草专卖局", Shift { right: 15, down: -20 }, at).unwrap();
        keep("calibration.pdf", &printed);
        assert_eq!(printed.pages, 1);
        assert!(printed.findings.is_empty(), "{:?}", printed.findings);
        let boxed = |printed: &Printed| {
            let document = lopdf::Document::load_mem(&printed.pdf).unwrap();
            let page = document.get_pages()[&1];
            let page = document.get_dictionary(page).unwrap();
            let numbers = page.get(b"MediaBox").unwrap().as_array().unwrap();
            numbers.iter().map(|n| n.as_float().unwrap()).collect::<Vec<_>>()
        };
        let (straight, moved) =
            (boxed(&printed), boxed(&printed.clone().shifted(Shift { right: 10, down: 20 }).unwrap()));
        let by: Vec<f32> = moved.iter().zip(&straight).map(|(m, s)| m - s).collect();
        // One millimetre right, two down: the paper goes left and up, 2.83 points a millimetre.
        for (by, wanted) in by.iter().zip([-2.834_646, 5.669_291, -2.834_646, 5.669_291]) {
            assert!((by - wanted).abs() < 0.01, "{by} {wanted}");
        }
        assert_eq!(printed.clone().shifted(Shift::default()).unwrap().pdf, printed.pdf);
    }

    #[test]
    fn a_key_sheet_is_one_page() {
        let bureau = bureau();
        let at = chrono::Utc.with_ymd_and_hms(2026, 11, 3, 1, 30, 0).unwrap();
        let sheet = KeySheet {
            bureau: &bureau,
            fingerprint: "A1B2 C3D4 E5F6 0718",
            public_key: "untrusted comment: minisign public key A1B2C3D4E5F60718\nRWQYB/bl1MOyoeWDqDvmKrzKBnzKHkmTXlCtWWEW4zVwC7dTVO7oDZPN\n",
        };
        let printed = key_sheet::print(&sheet, at).unwrap();
        keep("key.pdf", &printed);
        assert_eq!(printed.pages, 1);
        assert!(printed.findings.is_empty(), "{:?}", printed.findings);
    }
}

//! The cover of a volume: whose it is, who keeps it, how much is in it.

use chrono::NaiveDate;
use yihu_domain::{bureau::Bureau, case::Case, day, licence::LicenceState};

use super::{Dossier, VendorFile, body::Body, form::BLANK};
use crate::page::{
    flow::Flow,
    font::Face,
    line::{self, Style},
    paper::{self, Align},
};

const BUREAU: Style = Style::new(Face::Title, 22.0, 36.0);
const TITLE: Style = Style::new(Face::Title, 42.0, 60.0);
const KIND: Style = Style::new(Face::Kai, 18.0, 28.0);
const LABEL: Style = Style::new(Face::Hei, 14.0, 22.0);
const VALUE: Style = Style::new(Face::Song, 14.0, 22.0);
/// Labels are spread over so many points, values begin after them.
const LABELS: f32 = 76.0;
const GAP: f32 = 16.0;
const INDENT: f32 = 40.0;

/// What stands on a cover.
pub(super) struct About {
    pub(super) title: &'static str,
    pub(super) kind: &'static str,
    /// Label and value; a value of none leaves a line to write on.
    pub(super) lines: Vec<(&'static str, Option<String>)>,
}

/// Lines of a retailer's cover.
pub(super) fn of_retailer(dossier: &Dossier<'_>, today: NaiveDate, body: &Body) -> Vec<(&'static str, Option<String>)> {
    let it = dossier.retailer;
    let live = dossier.licences.iter().rev().find(|l| l.state.is_live() || l.state == LicenceState::Applying);
    let licence = live.or(dossier.licences.last()).map_or_else(|| BLANK.to_owned(), |l| l.licence_no.clone());
    vec![
        ("户名", Some(it.trade_name.clone())),
        ("负责人", Some(it.owner_name.clone())),
        ("许可证号", Some(licence)),
        ("经营地址", Some(it.address.clone())),
        ("立卷单位", Some(dossier.bureau.name.clone())),
        ("立卷日期", Some(day::long(today))),
        ("保管期限", None),
        ("本卷共", Some(amount(body))),
    ]
}

/// Lines of a case's cover.
pub(super) fn of_case(bureau: &Bureau, case: &Case, body: &Body) -> Vec<(&'static str, Option<String>)> {
    let or_blank = |on: Option<NaiveDate>| Some(on.map_or_else(|| BLANK.to_owned(), day::long));
    vec![
        ("立案编号", Some(case.case_no.to_string())),
        ("案由", Some(case.cause.clone())),
        ("当事人", Some(case.party_name.clone())),
        ("承办人", Some(case.officers.join("、"))),
        ("立案日期", or_blank(case.filed_on)),
        ("结案日期", or_blank(case.closed_on)),
        ("立卷单位", Some(bureau.name.clone())),
        ("归档日期", case.archived_on.map(day::long)),
        ("保管期限", None),
        ("本卷共", Some(amount(body))),
    ]
}

/// Lines of the cover of a vendor's file.
pub(super) fn of_vendor(file: &VendorFile<'_>, today: NaiveDate, body: &Body) -> Vec<(&'static str, Option<String>)> {
    let it = file.vendor;
    vec![
        ("姓名", Some(it.name.clone())),
        ("店名", Some(it.trade_name.clone().unwrap_or_else(|| BLANK.to_owned()))),
        ("经营地址", Some(it.address.clone())),
        ("发现日期", Some(day::long(it.found_on))),
        ("状态", Some(file.state.title().to_owned())),
        ("立卷单位", Some(file.bureau.name.clone())),
        ("立卷日期", Some(day::long(today))),
        ("保管期限", None),
        ("本卷共", Some(amount(body))),
    ]
}

fn amount(body: &Body) -> String {
    format!("{}件  {}页", body.entries.len(), body.flow.pages.len())
}

/// Prints the cover, one page.
pub(super) fn print(bureau: &Bureau, about: &About) -> Flow {
    let mut flow = Flow::new();
    flow.mark(0, "封面");
    flow.go(120.0);
    flow.text(&bureau.name, "单位名称", BUREAU, Align::Middle);
    flow.down(54.0);
    flow.at(about.title, "", TITLE, (paper::LEFT + 66.0, flow.y()), paper::MEASURE - 132.0, Align::Spread);
    flow.down(TITLE.pitch + 10.0);
    flow.text(about.kind, "", KIND, Align::Middle);
    flow.go(430.0);
    let width = paper::MEASURE - 2.0 * INDENT - LABELS - GAP;
    for (label, value) in &about.lines {
        let (x, y) = (paper::LEFT + INDENT, flow.y());
        flow.at(label, "", LABEL, (x, y), LABELS, Align::Spread);
        let lines = line::set(value.as_deref().unwrap_or_default(), VALUE, width - 12.0, 0.0, label, &mut flow.missing);
        for line in &lines {
            let y = flow.y();
            let page = flow.page();
            page.line(line, VALUE, (x + LABELS + GAP + 6.0, y), width - 12.0, Align::Left);
            page.across(x + LABELS + GAP, y + VALUE.pitch, width, 0.6);
            flow.down(VALUE.pitch + 3.0);
        }
        flow.down(9.0);
    }
    flow
}

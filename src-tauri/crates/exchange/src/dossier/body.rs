//! What stands between contents and closing sheet: forms, tables and scans, in the order of the volume.

use chrono::NaiveDate;
use yihu_domain::{bureau::Bureau, case::Case};

use super::{CaseFile, Dossier, Scan, VendorFile, form, record, scans};
use crate::page::{
    Finding, FindingCode, draw::Source, flow::Flow, font::Face, foreign::Foreign, line::Style, paper::Align,
};

const LICENCE: &str = "烟草专卖零售许可证登记表";
const TITLE: Style = Style::new(Face::Title, 20.0, 34.0);

/// One document of the volume, as the contents name it.
pub(super) struct Entry {
    /// 文号
    pub(super) number: String,
    /// 责任者
    pub(super) author: String,
    /// 题名
    pub(super) title: String,
    /// 日期
    pub(super) on: Option<NaiveDate>,
    /// Its first page, from 1.
    pub(super) page: usize,
    /// 备注
    pub(super) remark: String,
}

/// The numbered pages of a volume and what is known about them.
#[derive(Default)]
pub(super) struct Body {
    pub(super) flow: Flow,
    group: &'static str,
    pub(super) entries: Vec<Entry>,
    pub(super) findings: Vec<Finding>,
    /// Slots that have no scan.
    pub(super) absent: Vec<String>,
    /// How many of the entries are scans.
    pub(super) scanned: usize,
    pub(super) pictures: Vec<Source>,
    pub(super) foreigns: Vec<Foreign>,
}

impl Body {
    fn new() -> Self {
        Self { flow: Flow::new(), ..Self::default() }
    }

    /// Begins a document on a page of its own.
    pub(super) fn begin(
        &mut self,
        group: &'static str,
        title: &str,
        number: &str,
        author: &str,
        on: Option<NaiveDate>,
    ) {
        self.flow.fresh_page();
        self.enter(group, title, number, author, on);
    }

    /// Notes that a document begins here, for the contents and the outline.
    ///
    /// Documents of one group stand under its name in the outline; an empty group is none.
    fn enter(&mut self, group: &'static str, title: &str, number: &str, author: &str, on: Option<NaiveDate>) {
        if group != self.group && !group.is_empty() {
            self.flow.mark(0, group);
        }
        self.group = group;
        let mark = if number.is_empty() { title.to_owned() } else { format!("{title} {number}") };
        self.flow.mark(usize::from(!group.is_empty()), mark);
        self.entries.push(Entry {
            number: number.to_owned(),
            author: author.to_owned(),
            title: title.to_owned(),
            on,
            page: self.flow.pages.len(),
            remark: String::new(),
        });
    }

    fn head(&mut self, title: &str) {
        self.flow.text(title, "", TITLE, Align::Middle);
        self.flow.down(12.0);
    }

    /// Makes room for a licence: several go on one page.
    fn next_licence(&mut self, first: bool) {
        if first {
            self.flow.fresh_page();
        } else {
            self.flow.down(36.0);
            self.flow.need(260.0);
        }
    }

    /// Puts all scans in and says which expected ones are missing.
    fn scans(&mut self, all: &[Scan], expected: &[&str]) {
        for scan in all {
            scans::place(scan, self);
        }
        self.scanned = all.len();
        for slot in expected.iter().filter(|slot| all.iter().all(|scan| scan.slot != **slot)) {
            self.lacks(slot, &format!("卷内缺“{slot}”：请扫描后放入附件的“{slot}”一栏，再印正式卷。"));
        }
    }

    /// Says that a document is missing, here and on the closing sheet.
    fn lacks(&mut self, slot: &str, message: &str) {
        self.findings.push(Finding::new(FindingCode::MissingDocument, message));
        self.absent.push(slot.to_owned());
    }

    fn case(&mut self, bureau: &Bureau, case: &Case) {
        let number = case.case_no.to_string();
        let on = case.closed_on.or(case.decided_on).or(case.filed_on);
        let title = format!("行政处罚案件登记表（{}）", case.party_name);
        self.begin("行政处罚案件", &title, &number, &bureau.name, on);
        self.head("行政处罚案件登记表");
        form::place(&format!("案件{number}"), &record::case(case), &mut self.flow, &mut self.findings);
        record::goods(case, &mut self.flow);
    }
}

/// The body of a retailer's volume.
pub(super) fn of_retailer(dossier: &Dossier<'_>, today: NaiveDate) -> Body {
    let bureau = &dossier.bureau.name;
    let mut body = Body::new();
    body.begin("", "零售户登记表", "", bureau, Some(today));
    body.head("烟草专卖零售户登记表");
    form::place("零售户登记表", &record::retailer(dossier.retailer), &mut body.flow, &mut body.findings);
    record::classes(dossier.classes, &mut body.flow);
    for (i, licence) in dossier.licences.iter().enumerate() {
        body.next_licence(i == 0);
        body.enter("许可证", LICENCE, &licence.licence_no, bureau, licence.issued_on);
        body.head(LICENCE);
        let of = format!("许可证{}", licence.licence_no);
        form::place(&of, &record::licence(licence, today), &mut body.flow, &mut body.findings);
    }
    if dossier.licences.is_empty() {
        let message = "这一户没有许可证记录：请登记许可证，或确认是否为无证户。";
        body.findings.push(Finding::new(FindingCode::BlankField, message));
    }
    if !dossier.matters.is_empty() {
        body.begin("", "许可事项登记表", "", bureau, Some(today));
        body.head("许可事项登记表");
        record::matters(dossier.matters, &mut body.flow);
    }
    for case in dossier.cases {
        body.case(dossier.bureau, case);
    }
    if !dossier.hotlines.is_empty() {
        body.begin("", "12313举报投诉处理情况表", "", bureau, Some(today));
        body.head("12313举报投诉处理情况表");
        record::hotlines(dossier.hotlines, &mut body.flow);
    }
    body.scans(dossier.scans, dossier.expected_slots);
    for slot in dossier.lacking {
        body.lacks(slot, &format!("卷内缺“{slot}”：请扫描后放入那件许可事项的附件，再印正式卷。"));
    }
    body
}

/// The body of one case's volume.
pub(super) fn of_case(file: &CaseFile<'_>) -> Body {
    let mut body = Body::new();
    body.case(file.bureau, file.case);
    body.scans(file.scans, file.expected_slots);
    body
}

/// The body of the file of a vendor without a licence.
pub(super) fn of_vendor(file: &VendorFile<'_>) -> Body {
    let (it, bureau) = (file.vendor, &file.bureau.name);
    let mut body = Body::new();
    body.begin("", "无证户登记表", "", bureau, Some(it.found_on));
    body.head("无证户登记表");
    form::place("无证户登记表", &record::vendor(file), &mut body.flow, &mut body.findings);
    record::measures(it, &mut body.flow);
    if it.measures.is_empty() {
        let message = "这一户还没有处理：请在处理以后登记处理措施，再印正式卷。";
        body.findings.push(Finding::new(FindingCode::BlankField, message));
    }
    body.scans(file.scans, file.expected_slots);
    body
}

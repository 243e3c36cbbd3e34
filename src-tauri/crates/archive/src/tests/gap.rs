//! What files lack: counted alike on every page, printed, exported, and measured late.

use yihu_domain::{attachment::Attachment, gap::Gap};
use yihu_exchange::file::base64;

use super::*;
use crate::shown::gap::GapQuery;

const SCAN: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fixtures/scans/营业执照.jpg"));
const BLURRED: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fixtures/scans/看不清.jpg"));

/// A desk with three shops, one of which has two of its seven documents, one of them blurred.
fn with_scans() -> (Desk, String) {
    let mut desk = Desk::new();
    desk.fill();
    let id = desk.archive.store.retailer_of_licence_no("619999110007").unwrap().unwrap().head.id.to_string();
    for (slot, bytes) in [("申请表", SCAN), ("营业执照", BLURRED)] {
        desk.archive.attachment_put_bytes(Noun::Retailer, &id, slot, "扫描.jpg", &base64(bytes).unwrap()).unwrap();
    }
    (desk, id)
}

fn of(gap: Gap) -> GapQuery {
    GapQuery { gap, ..GapQuery::default() }
}

#[test]
fn what_is_lacking_is_the_same_by_document_by_town_by_file_and_on_the_page_of_the_file() {
    let (desk, id) = with_scans();
    let whole = desk.archive.gap_show().unwrap();
    let rates: Vec<_> = whole.rates.iter().map(|it| (it.code.as_str(), it.numerator, it.denominator)).collect();
    assert_eq!(rates, [("I21", 2, Some(21)), ("I22", 0, Some(2)), ("I23", 0, Some(2))]);
    let sum = |counts: &[crate::shown::gap::GapCount]| counts.iter().map(|it| it.missing).sum::<u32>();
    assert_eq!((sum(&whole.documents), sum(&whole.towns), whole.unclear), (19, 19, 1));
    let first = whole.documents.iter().find(|it| it.title == "营业执照").unwrap();
    assert_eq!((first.required, first.present, first.rate.as_str()), (3, 1, "33.33%"));
    assert_eq!(desk.archive.gap_list(&first.query, 0, 50).unwrap().total, 2);
    let all = desk.archive.gap_list(&of(Gap::Missing), 0, 50).unwrap();
    assert_eq!((all.total, all.rows.iter().map(|it| it.slots.len()).sum::<usize>()), (3, 19));
    let mine = all.rows.iter().find(|it| it.id == id).unwrap();
    assert_eq!((mine.number.as_str(), mine.of.as_str(), mine.slots.len()), ("619999110007", "零售户档案", 5));
    let view = desk.archive.record_view(Noun::Retailer, &id).unwrap();
    assert_eq!((view.rates[0].numerator, view.rates[0].denominator), (2, Some(7)));
    let unclear = desk.archive.gap_list(&of(Gap::Unclear), 0, 50).unwrap();
    assert_eq!((unclear.total, unclear.rows[0].slots.as_slice()), (1, &["营业执照".to_owned()][..]));
    let counts = desk.archive.workbench(&crate::BackupSettings { second: None, minutes: 30 }).unwrap().counts;
    let told = |key: &str| counts.iter().find(|it| it.key == key).unwrap().value;
    assert_eq!((told("missing"), told("unclear")), (3, 1));
}

#[test]
fn the_list_is_printed_and_exported_as_it_is_shown() {
    let (desk, _) = with_scans();
    let query = of(Gap::Missing);
    let pdf = desk.archive.gap_preview(&query, crate::Shift::default()).unwrap();
    assert!(pdf.pages >= 1 && pdf.title.ends_with("缺件清单") && pdf.findings.is_empty(), "{:?}", pdf.findings);
    let path = desk.join("缺件.xlsx");
    assert_eq!(desk.archive.gap_export(&query, &path).unwrap(), 3);
    assert!(std::fs::read(&path).unwrap().starts_with(b"PK"));
    let path = desk.join("缺件.pdf");
    assert_eq!(desk.archive.gap_print(&query, &path).unwrap(), pdf.pages);
}

#[test]
fn scans_put_in_before_scans_were_measured_are_measured_late() {
    let (mut desk, id) = with_scans();
    let all = desk.archive.store.attachments_of(Noun::Retailer, id.parse().unwrap()).unwrap();
    let stamp = desk.archive.stamp("旧档案");
    desk.archive
        .store
        .write(&stamp, |w| {
            all.iter().try_for_each(|it| w.put(&mut Attachment { clarity: None, ..it.clone() }).map(drop))
        })
        .unwrap();
    let found = |desk: &mut Desk| {
        let report = desk.archive.verify(crate::Reading::Presence, false, &crate::Watch::none()).unwrap();
        assert!(report.ok);
        report.findings.iter().any(|it| it.code == "scan_unmeasured" && it.message.contains("有2份"))
    };
    assert!(found(&mut desk));
    let done = desk.archive.attachment_measure(&crate::Watch::none()).unwrap();
    assert_eq!((done.count, done.op.as_str()), (2, "补量扫描件的清晰度"));
    assert!(!found(&mut desk));
    let now = desk.archive.store.attachments_of(Noun::Retailer, id.parse().unwrap()).unwrap();
    assert_eq!(
        now.iter().map(|it| it.clarity).collect::<Vec<_>>(),
        all.iter().map(|it| it.clarity).collect::<Vec<_>>()
    );
    assert_eq!(desk.archive.attachment_measure(&crate::Watch::none()).unwrap().count, 0);
}

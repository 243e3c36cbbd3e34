//! Recordings and papers of hotline records: sealed for custodians, opened for a reason, told to nobody else.

use yihu_domain::{Id, attachment::Attachment, mending::Mend};
use yihu_exchange::file::{base64, from_base64};

use super::*;

const SCAN: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fixtures/scans/营业执照.jpg"));

/// A desk with a report that has a paper, the report's id and the paper.
fn with_paper() -> (Desk, String, Attachment) {
    let mut desk = Desk::new();
    desk.fill();
    let id = desk.archive.store.hotline_by_upstream_no("T2026-001").unwrap().unwrap().head.id.to_string();
    let bytes = base64(SCAN).unwrap();
    desk.archive.attachment_put_bytes(Noun::Hotline, &id, "来电记录", "13711112222金雀儿.jpg", &bytes).unwrap();
    let paper = desk.archive.store.attachments_of(Noun::Hotline, id.parse().unwrap()).unwrap().remove(0);
    (desk, id, paper)
}

#[test]
fn a_paper_of_a_report_lies_sealed_and_opens_for_a_reason_that_the_log_keeps() {
    let (mut desk, id, paper) = with_paper();
    let scan = paper.head.id.to_string();
    assert_eq!(paper.file_name, "来电记录.jpg", "the name of its file says who called");
    let stored = desk.archive.vault.read_all(&paper.sha256).unwrap();
    assert!(!stored.windows(64).any(|w| w == &SCAN[..64]), "under the archive's key there is a second seal");
    let refused = desk.archive.attachment_read(&scan, 1, None).unwrap_err();
    assert_eq!(refused.kind, Kind::Invalid);
    assert!(refused.fields.contains_key("reason"), "{refused}");
    desk.archive.informant_show(&id, Some("核实举报内容")).unwrap();
    let read = desk.archive.attachment_read(&scan, 1, None).unwrap();
    assert_eq!(from_base64(&read.base64).unwrap(), SCAN);
    assert_eq!(read.file_name, "13711112222金雀儿.jpg");
    let looks = desk.archive.record_view(Noun::Hotline, &id).unwrap().looks;
    let told: Vec<_> = looks.iter().map(|it| (it.by.as_str(), it.what.as_str(), it.reason.as_str())).collect();
    assert_eq!(told, [("李晓梅", "附件", "核实举报内容"), ("李晓梅", "举报人", "核实举报内容")]);
    // The reason was given for this record.
    let other = desk.archive.store.hotline_by_upstream_no("T2026-002").unwrap().unwrap();
    assert!(desk.archive.standing(other.head.id).is_none());
    assert!(desk.archive.store.verify().unwrap().ok());
}

#[test]
fn the_same_paper_again_is_stored_once_and_an_earlier_one_still_opens() {
    let (mut desk, id, paper) = with_paper();
    let bytes = base64(SCAN).unwrap();
    let again = desk.archive.attachment_put_bytes(Noun::Hotline, &id, "来电记录", "又.jpg", &bytes).unwrap();
    assert_eq!(again.count, 0);
    assert_eq!(desk.archive.vault.list().unwrap(), std::slice::from_ref(&paper.sha256));
    desk.archive.informant_show(&id, Some("核实举报内容")).unwrap();
    desk.archive.attachment_remove(&paper.head.id.to_string()).unwrap();
    let read = desk.archive.attachment_read(&paper.head.id.to_string(), 1, None).unwrap();
    assert_eq!(from_base64(&read.base64).unwrap(), SCAN);
}

#[test]
fn without_the_custodians_key_a_paper_is_neither_read_nor_put_nor_moved() {
    let (mut desk, id, paper) = with_paper();
    let scan = paper.head.id.to_string();
    desk.archive.informants = None;
    let bytes = base64(SCAN).unwrap();
    let archive = &mut desk.archive;
    let refusals = [
        archive.attachment_read(&scan, 1, None).unwrap_err(),
        archive.attachment_put_bytes(Noun::Hotline, &id, "录音", "a.jpg", &bytes).unwrap_err(),
        archive.attachment_move(&scan, "录音").unwrap_err(),
        archive.attachment_remove(&scan).unwrap_err(),
    ];
    assert!(refusals.iter().all(|it| it.kind == Kind::Denied && it.message.contains("保密员")), "{refusals:?}");
    let view = archive.record_view(Noun::Hotline, &id).unwrap();
    assert!(view.looks.is_empty() && view.loose.len() == 1);
}

#[test]
fn no_title_of_a_paper_names_anybody() {
    let (mut desk, id, paper) = with_paper();
    let bytes = base64(SCAN).unwrap();
    for title in ["金雀儿来电", "13711112222录音", "举报人张建国的信"] {
        let put = desk.archive.attachment_put_bytes(Noun::Hotline, &id, title, "a.jpg", &bytes).unwrap_err();
        let moved = desk.archive.attachment_move(&paper.head.id.to_string(), title).unwrap_err();
        assert_eq!((put.kind, moved.kind), (Kind::Invalid, Kind::Invalid), "{title}");
    }
}

#[test]
fn an_anonymous_report_with_a_recording_is_opened_for_a_reason_too() {
    let mut desk = Desk::new();
    let file = desk.ledger("匿.xlsx", HOTLINES, &["T2026-009|2026-10-08 09:30|举报|匿名||反映有店卖假烟|东街百货"]);
    desk.take(Noun::Hotline, &file);
    let id = desk.archive.store.hotline_by_upstream_no("T2026-009").unwrap().unwrap().head.id.to_string();
    assert_eq!(desk.archive.informant_show(&id, Some("核实举报内容")).unwrap_err().kind, Kind::NotFound);
    desk.archive.attachment_put_bytes(Noun::Hotline, &id, "录音", "a.jpg", &base64(SCAN).unwrap()).unwrap();
    assert_eq!(desk.archive.informant_show(&id, Some("核实举报内容")).unwrap().name, "");
}

#[test]
fn a_reason_stands_only_for_as_long_as_the_custodian_set() {
    let (mut desk, id, _) = with_paper();
    let of = Id::new(id.parse().unwrap());
    desk.archive.informant_show(&id, Some("核实举报内容")).unwrap();
    assert_eq!(desk.archive.informant_show(&id, None).unwrap_err().kind, Kind::Invalid, "asked each time at first");
    desk.archive.preference_put("informant.minutes", "15").unwrap();
    assert_eq!(desk.archive.informant_show(&id, None).unwrap().name, "金雀儿");
    let looks = desk.archive.record_view(Noun::Hotline, &id).unwrap().looks;
    assert_eq!(looks.len(), 2, "each look is in the log");
    assert!(looks.iter().all(|it| it.reason == "核实举报内容" && it.at.len() == "2026-11-27 16:50".len()));
    let standing = desk.archive.standing.as_mut().unwrap();
    standing.since -= chrono::TimeDelta::minutes(16);
    assert!(desk.archive.standing_reason(of).unwrap().is_none());
    desk.archive.preference_put("informant.minutes", "9999").unwrap();
    desk.archive.standing.as_mut().unwrap().since -= chrono::TimeDelta::minutes(20);
    assert!(desk.archive.standing_reason(of).unwrap().is_none(), "never longer than half an hour");
}

#[test]
fn a_backup_brings_sealed_papers_back() {
    let (desk, id, paper) = with_paper();
    let made = desk.archive.backup(None, &Watch::none()).unwrap();
    assert!(made.drill.ok, "{:?}", made.drill.findings);
    let dir = desk.join("恢复.yihu");
    let mut restored = Archive::restore(&made.path, &dir, "李晓梅", PASSWORD, &Watch::none()).unwrap();
    restored.informant_show(&id, Some("核实举报内容")).unwrap();
    let read = restored.attachment_read(&paper.head.id.to_string(), 1, None).unwrap();
    assert_eq!(from_base64(&read.base64).unwrap(), SCAN);
}

#[test]
fn a_paper_that_is_mended_is_sealed_again_and_only_for_the_reason_that_was_given() {
    let (mut desk, id, paper) = with_paper();
    let scan = paper.head.id.to_string();
    let mend = Mend { turn: 1, ..Mend::none(1) };
    assert!(desk.archive.attachment_mend(&scan, mend).unwrap_err().fields.contains_key("reason"));
    desk.archive.informant_show(&id, Some("核实举报内容")).unwrap();
    desk.archive.attachment_mend(&scan, mend).unwrap();
    let made: Attachment = desk.archive.store.get(paper.head.id).unwrap();
    assert_eq!(made.file_name, "来电记录.jpg");
    let stored = desk.archive.vault.read_all(&made.sha256).unwrap();
    assert!(!stored.starts_with(&[0xFF, 0xD8]), "it lies sealed");
    let read = desk.archive.attachment_read(&scan, 1, None).unwrap();
    assert!(from_base64(&read.base64).unwrap().starts_with(&[0xFF, 0xD8]));
    desk.archive.attachment_restore(&scan).unwrap();
    assert_eq!(desk.archive.store.get::<Attachment>(paper.head.id).unwrap().sha256, paper.sha256);
}

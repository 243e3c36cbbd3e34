//! Scans in their slots: put, read, moved, voided.

use std::fs;

use yihu_domain::{
    attachment::{Attachment, Question},
    mending::Mend,
};
use yihu_exchange::file::{base64, from_base64};

use super::*;

/// A scan as a clerk has it.
const SCAN: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fixtures/scans/营业执照.jpg"));
/// Another one: the smallest whole PNG.
const OTHER: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/// A desk with a retailer, and the id of that.
fn shop() -> (Desk, String) {
    let mut desk = Desk::new();
    desk.fill();
    let it = desk.archive.store.retailer_of_licence_no("619999110007").unwrap().unwrap();
    (desk, it.head.id.to_string())
}

/// Slot and file of each scan of a retailer.
fn slots(desk: &Desk, id: &str) -> Vec<(String, String)> {
    let all = desk.archive.store.attachments_of(Noun::Retailer, id.parse().unwrap()).unwrap();
    all.into_iter().map(|it| (it.slot, it.file_name)).collect()
}

fn the(desk: &Desk, id: &str, slot: &str) -> Attachment {
    let all = desk.archive.store.attachments_of(Noun::Retailer, id.parse().unwrap()).unwrap();
    all.into_iter().find(|it| it.slot == slot).unwrap()
}

fn pair(slot: &str, file: &str) -> (String, String) {
    (slot.to_owned(), file.to_owned())
}

#[test]
fn a_scan_that_was_dropped_or_chosen_is_read_back_as_it_was() {
    let (mut desk, id) = shop();
    let path = desk.join("执照.jpg");
    file::write_bytes(&path, SCAN).unwrap();
    let done = desk.archive.attachment_put(Noun::Retailer, &id, "营业执照", &path.display().to_string()).unwrap();
    assert_eq!((done.count, done.op.as_str()), (1, "放入附件“营业执照”"));
    let other = desk.archive.attachment_put_bytes(Noun::Retailer, &id, "店面照片", "C:\\图\\店.png", OTHER).unwrap();
    assert!(other.op_id.is_some());
    let read = desk.archive.attachment_read(&the(&desk, &id, "营业执照").head.id.to_string(), 1, None).unwrap();
    assert_eq!((read.media_type.as_str(), read.file_name.as_str()), ("image/jpeg", "执照.jpg"));
    assert_eq!(from_base64(&read.base64).unwrap(), SCAN);
    let read = desk.archive.attachment_read(&the(&desk, &id, "店面照片").head.id.to_string(), 1, None).unwrap();
    assert_eq!((read.media_type.as_str(), read.base64.as_str()), ("image/png", OTHER));
}

#[test]
fn a_tiff_stays_a_tiff_and_is_shown_page_by_page_as_a_picture_that_windows_show() {
    const TIFF: &[u8] = include_bytes!("../../../exchange/src/attachment/samples/fax.tif");
    let (mut desk, id) = shop();
    let tiff = base64(TIFF).unwrap();
    desk.archive.attachment_put_bytes(Noun::Retailer, &id, "营业执照", "扫描.tif", &tiff).unwrap();
    let scan = the(&desk, &id, "营业执照");
    assert_eq!((scan.media_type.as_str(), scan.pages), ("image/tiff", 2));
    let id = scan.head.id.to_string();
    let pages = [1, 2].map(|page| desk.archive.attachment_read(&id, page, None).unwrap());
    assert!(pages.iter().all(|it| it.media_type == "image/png") && pages[0].base64 != pages[1].base64);
    assert_eq!(desk.archive.attachment_read(&id, 3, None).unwrap_err().kind, Kind::Invalid);
    assert_eq!(desk.archive.vault.read_all(&scan.sha256).unwrap(), TIFF);
}

#[test]
fn what_is_no_scan_is_refused_in_words_and_changes_nothing() {
    let (mut desk, id) = shop();
    let before = desk.archive.store.last_change().unwrap();
    let cut = base64(&SCAN[..SCAN.len() / 2]).unwrap();
    let words = base64("这不是扫描件".as_bytes()).unwrap();
    for (slot, name, bytes) in [
        ("营业执照", "说明.txt", words.as_str()),
        ("营业执照", "截断.jpg", cut.as_str()),
        ("营业执照", "空.png", ""),
        ("营业执照", "乱.png", "***"),
        ("  ", "好.png", OTHER),
    ] {
        let refused = desk.archive.attachment_put_bytes(Noun::Retailer, &id, slot, name, bytes).unwrap_err();
        assert!(refused.message.chars().any(|c| c > '\u{4e00}'), "{name}: {refused}");
    }
    let nobody = "01936f00-0000-7000-8000-000000000001";
    let refused = desk.archive.attachment_put_bytes(Noun::Retailer, nobody, "营业执照", "好.png", OTHER).unwrap_err();
    assert_eq!(refused.kind, Kind::NotFound);
    assert_eq!(desk.archive.store.last_change().unwrap(), before);
}

#[test]
fn a_new_scan_takes_the_place_of_the_old_one_which_can_come_back() {
    let (mut desk, id) = shop();
    let scan = base64(SCAN).unwrap();
    desk.archive.attachment_put_bytes(Noun::Retailer, &id, "营业执照", "旧.jpg", &scan).unwrap();
    let done = desk.archive.attachment_put_bytes(Noun::Retailer, &id, "营业执照", "新.png", OTHER).unwrap();
    assert_eq!(slots(&desk, &id), [pair("营业执照", "新.png")]);
    let history = desk.archive.record_history(Noun::Retailer, &id).unwrap();
    let latest = &history[0];
    assert_eq!(latest.noun_title, "附件");
    assert!(latest.differences.iter().any(|d| d.title == "扫描件" && d.after.contains("另一份")), "{latest:?}");
    assert!(history[1].made && history[1].differences.iter().all(|d| d.title != "扫描件"));
    desk.archive.operation_undo(&done.op_id.unwrap()).unwrap();
    assert_eq!(slots(&desk, &id), [pair("营业执照", "旧.jpg")]);
    let again = desk.archive.attachment_put_bytes(Noun::Retailer, &id, "营业执照", "旧.jpg", &scan).unwrap();
    assert_eq!((again.count, again.op_id), (0, None), "the same scan again is no change");
}

#[test]
fn a_scan_in_the_wrong_slot_is_moved_and_changes_places_with_what_is_there() {
    let (mut desk, id) = shop();
    for (slot, name) in [("营业执照", "申请表.png"), ("申请表", "执照.png")] {
        desk.archive.attachment_put_bytes(Noun::Retailer, &id, slot, name, OTHER).unwrap();
    }
    let wrong = the(&desk, &id, "营业执照").head.id.to_string();
    let done = desk.archive.attachment_move(&wrong, "申请表").unwrap();
    assert_eq!(done.count, 2);
    let mut found = slots(&desk, &id);
    found.sort();
    let mut right = [pair("申请表", "申请表.png"), pair("营业执照", "执照.png")];
    right.sort();
    assert_eq!(found, right);
    assert_eq!(desk.archive.attachment_move(&wrong, "申请表").unwrap().count, 0);
    desk.archive.attachment_move(&wrong, "店面照片").unwrap();
    assert_eq!(slots(&desk, &id).len(), 2);
    assert!(slots(&desk, &id).contains(&pair("店面照片", "申请表.png")));
}

#[test]
fn a_scan_that_is_removed_comes_back_by_undo() {
    let (mut desk, id) = shop();
    desk.archive.attachment_put_bytes(Noun::Retailer, &id, "营业执照", "好.png", OTHER).unwrap();
    let scan = the(&desk, &id, "营业执照").head.id.to_string();
    let done = desk.archive.attachment_remove(&scan).unwrap();
    assert_eq!((done.count, slots(&desk, &id).len()), (1, 0));
    assert_eq!(desk.archive.attachment_remove(&scan).unwrap().count, 0);
    desk.archive.operation_undo(&done.op_id.unwrap()).unwrap();
    assert_eq!(slots(&desk, &id).len(), 1);
}

/// Every scan of every record that is not void, without its revision.
fn all(desk: &Desk) -> Vec<serde_json::Value> {
    let mut all = Vec::new();
    desk.archive
        .store
        .each(|it: Attachment| {
            let mut it = serde_json::to_value(it).unwrap();
            it["revision"] = serde_json::Value::Null;
            all.push(it);
            Ok(())
        })
        .unwrap();
    all
}

/// What can be done to the scan of a slot: how Ctrl+Z names it, and the act, given the record and the scan.
type Act = (&'static str, fn(&mut Archive, &str, &str) -> crate::Done);

#[test]
fn whatever_was_done_to_a_scan_is_undone_as_one_step_and_that_is_undone_again() {
    let (mut desk, id) = shop();
    let put = |archive: &mut Archive, slot: &str, bytes: &str| {
        archive.attachment_put_bytes(Noun::Retailer, &id, slot, "扫描.png", bytes).unwrap()
    };
    put(&mut desk.archive, "营业执照", &base64(SCAN).unwrap());
    put(&mut desk.archive, "申请表", OTHER);
    let acts: [Act; 8] = [
        ("放入附件“店面照片”", |archive, id, _| {
            archive.attachment_put_bytes(Noun::Retailer, id, "店面照片", "新.png", OTHER).unwrap()
        }),
        ("放入附件“营业执照”", |archive, id, _| {
            archive.attachment_put_bytes(Noun::Retailer, id, "营业执照", "又.png", OTHER).unwrap()
        }),
        ("把附件“营业执照”移到“身份证明”", |archive, _, scan| {
            archive.attachment_move(scan, "身份证明").unwrap()
        }),
        ("把附件“营业执照”移到“申请表”", |archive, _, scan| {
            archive.attachment_move(scan, "申请表").unwrap()
        }),
        ("核对附件“营业执照”：看得清吗", |archive, _, scan| {
            archive.attachment_tick(scan, Question::Legible, true).unwrap()
        }),
        ("撤回核对附件“营业执照”：是这份吗", |archive, _, scan| {
            archive.attachment_tick(scan, Question::Matching, false).unwrap()
        }),
        ("修整附件“营业执照”：左转90°", |archive, _, scan| {
            archive.attachment_mend(scan, Mend { turn: 3, ..Mend::none(1) }).unwrap()
        }),
        ("作废附件“营业执照”", |archive, _, scan| archive.attachment_remove(scan).unwrap()),
    ];
    for (named, act) in acts {
        let scan = the(&desk, &id, "营业执照").head.id.to_string();
        if named.starts_with("撤回") {
            desk.archive.attachment_tick(&scan, Question::Matching, true).unwrap();
        }
        let before = all(&desk);
        let done = act(&mut desk.archive, &id, &scan);
        let after = all(&desk);
        assert_ne!(before, after, "{named}");
        assert_eq!(done.op, named);
        assert_eq!(desk.archive.operation_next().unwrap().unwrap().op, named);
        desk.archive.operation_undo(&done.op_id.unwrap()).unwrap();
        assert_eq!(all(&desk), before, "{named} is undone");
        let undoing = desk.archive.operation_list(&crate::OperationFilter::default(), 0, 1).unwrap().rows.remove(0);
        desk.archive.operation_undo(&undoing.op_id).unwrap();
        assert_eq!(all(&desk), after, "{named} is done again");
        desk.archive.operation_undo(&done_again(&desk)).unwrap();
        assert_eq!(all(&desk), before, "{named} is undone for good");
    }
    assert!(desk.archive.store.verify().unwrap().ok());
}

/// The last operation: the one that did again what was undone.
fn done_again(desk: &Desk) -> String {
    desk.archive.operation_list(&crate::OperationFilter::default(), 0, 1).unwrap().rows.remove(0).op_id
}

#[test]
fn a_scan_is_ticked_by_name_and_what_lies_there_anew_or_elsewhere_is_unticked() {
    let (mut desk, id) = shop();
    desk.archive.attachment_put_bytes(Noun::Retailer, &id, "营业执照", "好.png", OTHER).unwrap();
    let scan = the(&desk, &id, "营业执照").head.id.to_string();
    let documents = |desk: &Desk| desk.archive.record_view(Noun::Retailer, &id).unwrap().slots;
    let both = |desk: &mut Desk| {
        for question in [Question::Legible, Question::Matching] {
            desk.archive.attachment_tick(&scan, question, true).unwrap();
        }
        assert!(the(desk, &id, "营业执照").is_checked());
    };
    both(&mut desk);
    let shown = documents(&desk).into_iter().find_map(|slot| slot.attachment).unwrap();
    assert_eq!(shown.legible, format!("{} {}", shown.put_at, shown.put_by));
    let again = desk.archive.attachment_tick(&scan, Question::Legible, true).unwrap();
    assert_eq!(again.count, 0);
    let back = desk.archive.attachment_tick(&scan, Question::Matching, false).unwrap();
    assert!(the(&desk, &id, "营业执照").matching.is_none());
    desk.archive.operation_undo(&back.op_id.unwrap()).unwrap();
    assert!(the(&desk, &id, "营业执照").is_checked(), "what was taken back comes back by undo");

    desk.archive.attachment_move(&scan, "申请表").unwrap();
    let moved = the(&desk, &id, "申请表");
    assert!(moved.legible.is_some() && moved.matching.is_none(), "another title is another question");
    desk.archive.attachment_move(&scan, "营业执照").unwrap();
    both(&mut desk);
    let new = base64(SCAN).unwrap();
    desk.archive.attachment_put_bytes(Noun::Retailer, &id, "营业执照", "新.jpg", &new).unwrap();
    let there = the(&desk, &id, "营业执照");
    assert!(there.legible.is_none() && there.matching.is_none(), "another scan was not looked at");
}

#[test]
fn a_blurred_scan_is_told_at_once_and_a_better_one_ends_it() {
    let (mut desk, id) = shop();
    let blurred = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fixtures/scans/看不清.jpg"));
    let shown = |desk: &mut Desk| {
        let view = desk.archive.record_view(Noun::Retailer, &id).unwrap();
        view.slots.into_iter().find(|slot| slot.title == "营业执照").unwrap().attachment.unwrap()
    };
    let put = |desk: &mut Desk, bytes: &[u8]| {
        let bytes = base64(bytes).unwrap();
        desk.archive.attachment_put_bytes(Noun::Retailer, &id, "营业执照", "执照.jpg", &bytes).unwrap();
    };
    put(&mut desk, blurred);
    assert_eq!(shown(&mut desk).doubts, ["看不清：请擦净玻璃、压平原件，重扫。"]);
    let measured = the(&desk, &id, "营业执照").clarity.unwrap();
    assert_eq!((measured.page, measured.dpi), (1, 200));
    put(&mut desk, SCAN);
    assert!(!shown(&mut desk).doubts.iter().any(|doubt| doubt.contains("看不清")), "{:?}", shown(&mut desk).doubts);
}

/// A turn of the first page to the right.
const RIGHT: Mend = Mend { turn: 1, ..Mend::none(1) };

#[test]
fn a_mended_scan_is_a_new_version_made_of_the_one_that_came_which_never_changes() {
    let (mut desk, id) = shop();
    desk.archive.attachment_put_bytes(Noun::Retailer, &id, "营业执照", "执照.jpg", &base64(SCAN).unwrap()).unwrap();
    let came = the(&desk, &id, "营业执照");
    let scan = came.head.id.to_string();
    for question in [Question::Legible, Question::Matching] {
        desk.archive.attachment_tick(&scan, question, true).unwrap();
    }
    let done = desk.archive.attachment_mend(&scan, RIGHT).unwrap();
    assert_eq!(done.op, "修整附件“营业执照”：右转90°");
    let right = the(&desk, &id, "营业执照");
    assert!(right.sha256 != came.sha256 && right.legible.is_none() && right.matching.is_none());
    assert!(right.clarity.is_some(), "it is measured again");
    // Back to the left by two is left of how it came, not of how it lay: nothing is mended twice.
    desk.archive.attachment_mend(&scan, Mend { turn: 3, ..Mend::none(1) }).unwrap();
    desk.archive.attachment_mend(&scan, RIGHT).unwrap();
    assert_eq!(the(&desk, &id, "营业执照").sha256, right.sha256);
    assert_eq!(desk.archive.attachment_mend(&scan, RIGHT).unwrap().count, 0, "the same again is no change");

    let page = desk.archive.attachment_mending(&scan, 1).unwrap();
    assert_eq!((page.mend, page.pages, page.mended), (RIGHT, 1, true));
    assert_eq!(from_base64(&page.picture.unwrap().base64).unwrap(), SCAN, "it is the one that came that is mended");

    let shown = |desk: &Desk| desk.archive.record_view(Noun::Retailer, &id).unwrap().slots;
    let info = shown(&desk).into_iter().find_map(|slot| slot.attachment).unwrap();
    assert_eq!((info.mended.as_str(), info.earlier), ("右转90°", 2));
    let versions = desk.archive.attachment_versions(&scan).unwrap();
    let whats: Vec<_> = versions.iter().map(|it| (it.what.as_str(), it.in_force)).collect();
    assert_eq!(whats, [("左转90°", false), ("右转90°", true), ("原件", false)]);
    let first = versions[2].key.revision;
    let read = desk.archive.attachment_read(&scan, 1, Some(first)).unwrap();
    assert_eq!(from_base64(&read.base64).unwrap(), SCAN);

    let restored = desk.archive.attachment_restore(&scan).unwrap();
    assert_eq!((restored.op.as_str(), restored.count), ("附件“营业执照”恢复原件", 1));
    assert_eq!(the(&desk, &id, "营业执照").sha256, came.sha256);
    assert_eq!(desk.archive.attachment_restore(&scan).unwrap().count, 0);
    desk.archive.operation_undo(&restored.op_id.unwrap()).unwrap();
    assert_eq!(the(&desk, &id, "营业执照").sha256, right.sha256);
    desk.archive.attachment_mend(&scan, Mend::none(1)).unwrap();
    assert_eq!(the(&desk, &id, "营业执照").sha256, came.sha256, "nothing done is how it came");
    assert!(desk.archive.store.verify().unwrap().ok());
}

#[test]
fn of_a_scan_with_many_pages_each_is_mended_for_itself() {
    const TIFF: &[u8] = include_bytes!("../../../exchange/src/attachment/samples/fax.tif");
    let (mut desk, id) = shop();
    desk.archive.attachment_put_bytes(Noun::Retailer, &id, "营业执照", "扫描.tif", &base64(TIFF).unwrap()).unwrap();
    let scan = the(&desk, &id, "营业执照").head.id.to_string();
    let page = |desk: &mut Desk, number| desk.archive.attachment_read(&scan, number, None).unwrap().base64;
    let came = [page(&mut desk, 1), page(&mut desk, 2)];
    desk.archive.attachment_mend(&scan, Mend { turn: 2, ..Mend::none(2) }).unwrap();
    assert_ne!(page(&mut desk, 2), came[1]);
    desk.archive.attachment_mend(&scan, RIGHT).unwrap();
    let it = the(&desk, &id, "营业执照");
    assert_eq!(it.mending.as_ref().unwrap().says(it.pages), "第1页右转90°；第2页转180°");
    assert_eq!((it.pages, it.media_type.as_str()), (2, "image/tiff"));
    assert_eq!(desk.archive.attachment_mend(&scan, Mend::none(3)).unwrap_err().kind, Kind::Invalid);
    desk.archive.attachment_put_bytes(Noun::Retailer, &id, "营业执照", "新.png", OTHER).unwrap();
    assert!(the(&desk, &id, "营业执照").mending.is_none(), "a new scan came as it is");
}

#[test]
fn the_same_scan_in_two_places_is_said_where_it_lies_and_by_the_check_and_never_refused() {
    let (mut desk, id) = shop();
    let other = desk.archive.store.retailer_of_licence_no("619999110015").unwrap().unwrap();
    let put = |desk: &mut Desk, id: &str, slot: &str, bytes: &str| {
        desk.archive.attachment_put_bytes(Noun::Retailer, id, slot, "扫描", bytes).unwrap()
    };
    let scan = base64(SCAN).unwrap();
    put(&mut desk, &id, "营业执照", &scan);
    put(&mut desk, &id, "申请表", OTHER);
    let told = |desk: &mut Desk| {
        let report = desk.archive.verify(crate::Reading::Presence, false, &crate::Watch::none()).unwrap();
        assert!(report.ok);
        report.findings.into_iter().filter(|it| it.code == "scan_twice").map(|it| it.message).collect::<Vec<_>>()
    };
    assert_eq!(told(&mut desk), [""; 0]);
    let there = other.head.id.to_string();
    assert_eq!(put(&mut desk, &there, "身份证复印件", &scan).count, 1);
    // Mended it is still the same paper.
    let mine = the(&desk, &id, "营业执照").head.id.to_string();
    desk.archive.attachment_mend(&mine, RIGHT).unwrap();
    let said: Vec<_> =
        desk.archive.attachment_elsewhere(&mine).unwrap().into_iter().map(|it| (it.text, it.id)).collect();
    let name = &other.trade_name;
    assert_eq!(said, [(format!("这份扫描件已在零售户“{name}”的“身份证复印件”中。"), there.clone())]);
    let view = desk.archive.record_view(Noun::Retailer, &there).unwrap();
    let shown = view.slots.into_iter().find_map(|slot| slot.attachment).unwrap();
    assert_eq!(shown.elsewhere.len(), 1);
    let found = told(&mut desk);
    assert!(found.len() == 1 && found[0].contains(name.as_str()) && found[0].contains("2处"), "{found:?}");
    put(&mut desk, &id, "店面照片", &scan);
    assert!(desk.archive.attachment_elsewhere(&mine).unwrap().iter().any(|it| it.text.contains("本卷的“店面照片”")));
    desk.archive.attachment_remove(&the(&desk, &there, "身份证复印件").head.id.to_string()).unwrap();
    desk.archive.attachment_remove(&the(&desk, &id, "店面照片").head.id.to_string()).unwrap();
    assert_eq!(told(&mut desk), [""; 0], "what is void lies nowhere");
}

#[test]
fn what_the_scanner_left_waits_for_its_slot_and_stays_where_it_is() {
    let (mut desk, id) = shop();
    let folder = desk.join("扫描");
    fs::create_dir(&folder).unwrap();
    let lay = |name: &str, bytes: &[u8], age: u64| {
        file::write_bytes(&folder.join(name), bytes).unwrap();
        let laid = fs::File::options().write(true).open(folder.join(name)).unwrap();
        laid.set_modified(std::time::SystemTime::now() - std::time::Duration::from_secs(age)).unwrap();
    };
    lay("扫描0001.jpg", SCAN, 60);
    lay("扫描0002.png", &from_base64(OTHER).unwrap(), 30);
    lay("坏的.pdf", b"%PDF-1.7 broken off", 90);
    let waiting = desk.archive.attachment_waiting(&folder).unwrap();
    let shown: Vec<_> = waiting.iter().map(|it| (it.name.as_str(), it.media_type.as_str(), it.pages)).collect();
    assert_eq!(shown, [("扫描0002.png", "image/png", 1), ("扫描0001.jpg", "image/jpeg", 1), ("坏的.pdf", "", 0)]);
    assert!(waiting[2].problem.as_deref().is_some_and(|it| it.contains("坏的.pdf")) && waiting[0].problem.is_none());
    let read = desk.archive.attachment_waiting_read(&folder, "扫描0001.jpg", 1).unwrap();
    assert_eq!(from_base64(&read.base64).unwrap(), SCAN);
    desk.archive.attachment_put(Noun::Retailer, &id, "店面照片", &waiting[0].path).unwrap();
    // What the archive has goes to the end and says where it is; the scanner's own file is as it was.
    let after = desk.archive.attachment_waiting(&folder).unwrap();
    assert_eq!(
        after.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(),
        ["扫描0001.jpg", "坏的.pdf", "扫描0002.png"]
    );
    assert!(after[2].elsewhere[0].text.contains("店面照片"), "{:?}", after[2].elsewhere);
    assert!(folder.join("扫描0002.png").exists());
    // Scanned once more under the same name: looked at anew.
    lay("扫描0001.jpg", &from_base64(OTHER).unwrap(), 5);
    let again = desk.archive.attachment_waiting(&folder).unwrap();
    assert!(
        again.iter().any(|it| it.name == "扫描0001.jpg" && it.media_type == "image/png" && !it.elsewhere.is_empty())
    );
}

#[test]
fn nothing_beside_the_scanners_folder_is_read() {
    let (desk, _) = shop();
    let folder = desk.join("扫描");
    fs::create_dir(&folder).unwrap();
    file::write_bytes(&desk.join("别处.jpg"), SCAN).unwrap();
    for name in ["../别处.jpg", &desk.join("别处.jpg").display().to_string(), "..", ""] {
        let refused = desk.archive.attachment_waiting_read(&folder, name, 1).unwrap_err();
        assert!(!refused.message.is_empty(), "{name}");
    }
}

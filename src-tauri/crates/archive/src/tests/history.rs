//! The history of a record: the words of its form, and the way back.

use yihu_domain::{Id, hotline::Hotline, retailer::Retailer};

use super::*;
use crate::Version;

/// The retailer that holds this licence.
fn retailer(desk: &Desk, licence_no: &str) -> Retailer {
    desk.archive.store.retailer_of_licence_no(licence_no).unwrap().unwrap()
}

/// All that a clerk would read of a history.
fn read(history: &[Version]) -> String {
    let differences = history.iter().flat_map(|it| &it.differences);
    let said = differences.map(|d| format!("{} {} {}\n", d.title, d.before, d.after));
    said.chain(history.iter().map(|it| format!("{} {} {} {}\n", it.at, it.by, it.op, it.noun_title))).collect()
}

/// A clerk reads no name of the program's, no id and no digest.
fn is_plain(said: &str) -> bool {
    let run = |fits: fn(char) -> bool, longest: usize| said.split(|c| !fits(c)).all(|word| word.len() < longest);
    run(|c| c.is_ascii_lowercase() || c == '_', 8) && run(|c| c.is_ascii_hexdigit(), 19) && !said.contains("null")
}

#[test]
fn a_change_is_told_in_the_words_of_the_form() {
    let mut desk = Desk::new();
    desk.fill();
    let row = "619999110015|东街百货|何芳|城关镇东街2号|13900000009|2023-01-01|2029-01-01|";
    let path = desk.ledger("再.xlsx", RETAILERS, &[row]);
    desk.take(Noun::Retailer, &path);
    let id = retailer(&desk, "619999110015").head.id.to_string();
    let history = desk.archive.record_history(Noun::Retailer, &id).unwrap();
    let changed: Vec<_> = history
        .iter()
        .filter(|it| !it.made)
        .flat_map(|it| &it.differences)
        .map(|d| (d.title.as_str(), d.before.as_str(), d.after.as_str()))
        .collect();
    assert!(changed.contains(&("联系电话", "13900000002", "13900000009")), "{changed:?}");
    assert!(changed.contains(&("有效期至", "2028-01-01", "2029-01-01")), "{changed:?}");
    assert_eq!(changed.len(), 2);
    assert_eq!(history.iter().filter(|it| it.made).count(), 2, "the retailer and its licence");
    assert!(history.iter().any(|it| it.noun_title == "许可证"));
    assert!(history.iter().all(|it| it.by == "李晓梅" && it.op.starts_with("导入零售户")));
    assert!(is_plain(&read(&history)), "{}", read(&history));
}

#[test]
fn another_informant_shows_as_a_change_and_as_nothing_more() {
    let mut desk = Desk::new();
    desk.fill();
    let row = "T2026-001|2026-10-08 09:30|举报|银杏子|13733334444|反映有店卖假烟|东街百货";
    let path = desk.ledger("再.xlsx", HOTLINES, &[row]);
    desk.take(Noun::Hotline, &path);
    let it: Hotline = desk.archive.store.hotline_by_upstream_no("T2026-001").unwrap().unwrap();
    let history = desk.archive.record_history(Noun::Hotline, &it.head.id.to_string()).unwrap();
    let latest = &history[0].differences;
    assert_eq!(latest.len(), 1, "{latest:?}");
    assert_eq!(
        (latest[0].title.as_str(), latest[0].before.as_str(), latest[0].after.as_str()),
        ("举报人信息", "已保密", "已更新（已保密）")
    );
    let said = read(&history);
    for secret in ["金雀儿", "银杏子", "13711112222", "13733334444", it.informant.as_deref().unwrap()] {
        assert!(!said.contains(secret), "{secret} in {said}");
    }
    assert!(is_plain(&said), "{said}");
}

#[test]
fn a_record_goes_back_to_an_earlier_version_and_that_can_be_undone() {
    let mut desk = Desk::new();
    desk.fill();
    let mut it = retailer(&desk, "619999110007");
    let id = it.head.id;
    let stamp = desk.archive.stamp("改电话");
    it.phone = Some("13900000077".to_owned());
    desk.archive.store.write(&stamp, |w| w.put(&mut it)).unwrap();
    let history = desk.archive.record_history(Noun::Retailer, &id.to_string()).unwrap();
    let of_shop: Vec<_> = history.iter().filter(|it| it.noun == Noun::Retailer).collect();
    assert!(of_shop[0].key.is_none(), "there is nothing to return to from what stands");
    let first = of_shop[1].key.clone().unwrap();
    let phone = |desk: &Desk| desk.archive.store.get::<Retailer>(Id::new(id.uuid())).unwrap().phone.unwrap();
    let done = desk.archive.record_revert(&first).unwrap();
    assert_eq!((phone(&desk).as_str(), done.count), ("13900000001", 1));
    assert!(done.op.contains("城关吕氏商店"), "{}", done.op);
    let again = desk.archive.record_revert(&first).unwrap();
    assert_eq!((again.count, again.op_id), (0, None));
    desk.archive.operation_undo(&done.op_id.unwrap()).unwrap();
    assert_eq!(phone(&desk), "13900000077");
    let marked = |desk: &Desk| {
        let history = desk.archive.record_history(Noun::Retailer, &id.to_string()).unwrap();
        history.into_iter().filter(|it| !it.undone.is_empty()).map(|it| it.op).collect::<Vec<_>>()
    };
    assert_eq!(marked(&desk), std::slice::from_ref(&done.op), "what was undone says so in the history");
    let undoing = desk.archive.operation_list(&crate::OperationFilter::default(), 0, 1).unwrap();
    desk.archive.operation_undo(&undoing.rows[0].op_id).unwrap();
    assert!(!marked(&desk).contains(&done.op), "and no more when the undoing is undone");
}

#[test]
fn a_signed_month_does_not_go_back_and_a_record_that_is_not_there_has_no_history() {
    let mut desk = Desk::new();
    desk.fill();
    desk.archive.selfcheck_export("2026-10", true, &desk.join("自查"), &Watch::none()).unwrap();
    let month = desk.archive.store.selfcheck_of("2026-10").unwrap().unwrap();
    let key = crate::VersionKey { noun: Noun::Selfcheck, id: month.head.id.to_string(), revision: 1 };
    assert_eq!(desk.archive.record_revert(&key).unwrap_err().kind, Kind::Conflict);
    for id in ["", "123", "01936f00-0000-7000-8000-000000000001"] {
        assert_eq!(desk.archive.record_history(Noun::Retailer, id).unwrap_err().kind, Kind::NotFound);
    }
}

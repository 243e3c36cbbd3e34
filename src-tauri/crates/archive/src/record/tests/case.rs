//! Claims about the documents of a case: asked for as far as it has come, alike on its page, in the lists, on paper.

use yihu_domain::{Noun, gap::Gap};
use yihu_exchange::{file::base64, page::FindingCode};

use super::{
    super::{Due, Query, Slot},
    copy, rows, with,
};
use crate::{
    Archive, Watch, Which,
    shown::gap::{GapQuery, GapRow},
};

const SCAN: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fixtures/scans/营业执照.jpg"));
const NUMBER: &str = "潼烟立〔2026〕第901号";

/// A case of a shop, filed today; gives its id and the shop's town.
fn filed(archive: &mut Archive) -> (String, String) {
    let shop = rows(archive, Noun::Retailer, &Query::default()).remove(3);
    let draft = archive.record_form(Noun::Case, None).unwrap().draft;
    let today = archive.clock.today().to_string();
    let fields = [
        ("case_no", NUMBER),
        ("cause", "未在当地烟草专卖批发企业进货"),
        ("party_name", "单大勇"),
        ("licence_no", &shop.number),
        ("officers", "段兰、黄平超"),
        ("filed_on", &today),
    ];
    let saved = archive.record_save(Noun::Case, None, 0, &with(draft, &fields), None).unwrap();
    (saved.id, shop.cells["town"].clone())
}

fn save(archive: &mut Archive, id: &str, fields: &[(&str, &str)]) {
    let form = archive.record_form(Noun::Case, Some(id)).unwrap();
    archive.record_save(Noun::Case, Some(id), form.revision, &with(form.draft, fields), None).unwrap();
}

fn slots(archive: &Archive, id: &str) -> Vec<Slot> {
    archive.record_view(Noun::Case, id).unwrap().slots
}

fn required(archive: &Archive, id: &str) -> Vec<String> {
    slots(archive, id).into_iter().filter(|it| it.required).map(|it| it.title).collect()
}

fn put(archive: &mut Archive, id: &str, slot: &str) {
    archive.attachment_put_bytes(Noun::Case, id, slot, "扫描.jpg", &base64(SCAN).unwrap()).unwrap();
}

fn gap(archive: &Archive, id: &str) -> Option<GapRow> {
    let query = GapQuery {
        gap: Gap::Missing,
        noun: Some(Noun::Case),
        kind: Some("ordinary".to_owned()),
        ..GapQuery::default()
    };
    archive.gap_list(&query, 0, 500).unwrap().rows.into_iter().find(|it| it.id == id)
}

#[test]
fn a_document_is_asked_for_when_the_case_has_come_to_it_and_the_lists_ask_for_no_other() {
    let (_folder, mut archive) = copy();
    let (id, town) = filed(&mut archive);
    assert_eq!(required(&archive, &id), ["立案报告表"]);
    let decision = slots(&archive, &id).into_iter().find(|it| it.title == "行政处罚决定书").unwrap();
    assert_eq!(decision.later, "决定后应有");
    assert!(decision.article.contains("第59条"), "{}", decision.article);
    let found = gap(&archive, &id).unwrap();
    assert_eq!((found.name.as_str(), found.number.as_str(), &found.town), ("单大勇", NUMBER, &town));
    assert_eq!((found.of.as_str(), found.slots.as_slice()), ("案件（普通程序）", &["立案报告表".to_owned()][..]));
    let lists = |archive: &Archive| {
        let due = rows(archive, Noun::Case, &Query::due(Due::CaseIncomplete)).iter().any(|it| it.id == id);
        let row = rows(archive, Noun::Case, &Query::default()).into_iter().find(|it| it.id == id).unwrap();
        (due, row.cells["documents"].clone())
    };
    assert_eq!(lists(&archive), (true, "0/1".to_owned()));
    put(&mut archive, &id, "立案报告表");
    assert!(gap(&archive, &id).is_none());
    assert_eq!(lists(&archive), (false, "1/1，1份待核对".to_owned()));
    let today = archive.clock.today().to_string();
    save(&mut archive, &id, &[("sticks", "14条3包"), ("decided_on", &today)]);
    let asked = required(&archive, &id);
    assert_eq!(asked.len(), 10, "{asked:?}");
    assert_eq!(gap(&archive, &id).unwrap().slots, asked[1..], "all but the report that is there");
    let rates = archive.record_view(Noun::Case, &id).unwrap().rates;
    assert_eq!((rates[0].numerator, rates[0].denominator, rates[1].denominator), (1, Some(10), Some(1)));
    let whole = archive.gap_show().unwrap();
    let counted = whole.documents.iter().find(|it| it.title == "立案报告表").unwrap();
    assert_eq!((counted.of.as_str(), counted.required - counted.missing), ("案件（普通程序）", counted.present));
    assert!(archive.gap_list(&counted.query, 0, 500).unwrap().total == counted.missing);
}

#[test]
fn a_scan_under_another_title_stays_loose_until_it_is_put_into_its_place() {
    let (_folder, mut archive) = copy();
    let (id, _) = filed(&mut archive);
    put(&mut archive, &id, "立案表");
    let view = archive.record_view(Noun::Case, &id).unwrap();
    assert_eq!((view.loose[0].slot.as_str(), view.slots[0].attachment.is_none()), ("立案表", true));
    archive.attachment_move(&view.loose[0].id, "立案报告表").unwrap();
    let view = archive.record_view(Noun::Case, &id).unwrap();
    assert!(view.loose.is_empty() && view.slots[0].attachment.is_some());
    assert!(gap(&archive, &id).is_none());
}

#[test]
fn the_volume_of_a_case_names_what_it_lacks_but_not_the_sheets_it_brings_itself() {
    let (folder, mut archive) = copy();
    let (id, _) = filed(&mut archive);
    put(&mut archive, &id, "立案报告表");
    let today = archive.clock.today().to_string();
    save(&mut archive, &id, &[("closed_on", &today), ("archived_on", &today)]);
    assert_eq!(required(&archive, &id), ["立案报告表", "结案报告表", "卷宗封面", "卷内目录", "卷内备考表"]);
    let pdf = folder.path().join("案卷.pdf");
    let numbers = [NUMBER.to_owned()];
    let made = archive.print_dossiers(Noun::Case, Which::Numbers(&numbers), &pdf, &Watch::none()).unwrap();
    let lacking: Vec<_> = made.findings.iter().filter(|it| it.code == FindingCode::MissingDocument).collect();
    assert_eq!(lacking.len(), 1, "{lacking:?}");
    assert!(lacking[0].message.contains("结案报告表"), "{lacking:?}");
}

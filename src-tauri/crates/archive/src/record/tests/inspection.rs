//! Claims about visits beside their shops.

use yihu_domain::{Noun, gap::Gap};
use yihu_exchange::file::base64;

use super::{
    super::{Compare, Condition, Draft, Query},
    copy, count, rows, with,
};
use crate::{
    Archive, Reading, Watch,
    shown::gap::{GapQuery, GapRow},
};

const SCAN: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fixtures/scans/营业执照.jpg"));

fn visit(archive: &Archive, fields: &[(&str, &str)]) -> Draft {
    let draft = archive.record_form(Noun::Inspection, None).unwrap().draft;
    with(with(draft, &[("officers", "段兰、黄平超"), ("finding", "正常")]), fields)
}

fn shop(archive: &Archive) -> (String, String) {
    let row = rows(archive, Noun::Retailer, &Query::default()).remove(3);
    (row.number, row.id)
}

fn save(archive: &mut Archive, fields: &[(&str, &str)]) -> super::super::Saved {
    let draft = visit(archive, fields);
    archive.record_save(Noun::Inspection, None, 0, &draft, None).unwrap()
}

#[test]
fn a_visit_is_tied_to_its_shop_and_seen_from_both_sides() {
    let (_folder, mut archive) = copy();
    let (number, id) = shop(&archive);
    let title = archive.record_view(Noun::Retailer, &id).unwrap().title;
    let saved = save(&mut archive, &[("licence_no", &number), ("name", &title)]);
    assert!(saved.warnings.is_empty(), "{:?}", saved.warnings);
    let of_shop = archive.record_view(Noun::Retailer, &id).unwrap();
    let visits = of_shop.linked.iter().find(|it| it.noun == Noun::Inspection).unwrap();
    assert_eq!(visits.rows[0].id, saved.id);
    let today = archive.clock.today();
    assert!(of_shop.tags.iter().any(|tag| tag.text == format!("上次检查{today}")));
    let of_visit = archive.record_view(Noun::Inspection, &saved.id).unwrap();
    assert!(of_visit.linked.iter().any(|it| it.noun == Noun::Retailer && it.rows[0].id == id));
    assert_eq!(
        archive
            .record_check(Noun::Inspection, None, &visit(&archive, &[("licence_no", &number), ("name", &title)]))
            .unwrap()
            .alike[0]
            .id,
        saved.id
    );
}

#[test]
fn a_visit_and_its_case_find_each_other_whichever_comes_first() {
    let (_folder, mut archive) = copy();
    let case_no = rows(&archive, Noun::Case, &Query::default()).remove(0).number;
    for (number, warned) in [(case_no.as_str(), false), ("潼烟立〔2026〕第903号", true)] {
        let fields =
            [("name", "路边摊"), ("finding", "异常"), ("cause", "假烟"), ("follow_up", "立案"), ("case_no", number)];
        let saved = save(&mut archive, &fields);
        assert_eq!(saved.warnings.iter().any(|it| it.code == "unknown_case"), warned, "{number}");
        if warned {
            let draft = archive.record_form(Noun::Case, None).unwrap().draft;
            let fields =
                [("case_no", number), ("cause", "假烟"), ("party_name", "路边摊主"), ("officers", "段兰、黄平超")];
            archive.record_save(Noun::Case, None, 0, &with(draft, &fields), None).unwrap();
        }
        let view = archive.record_view(Noun::Inspection, &saved.id).unwrap();
        let case = view.linked.iter().find(|it| it.noun == Noun::Case).unwrap().rows[0].clone();
        let view = archive.record_view(Noun::Case, &case.id).unwrap();
        assert!(view.linked.iter().any(|it| it.noun == Noun::Inspection && it.rows[0].id == saved.id));
    }
}

#[test]
fn a_visit_after_closing_is_told_and_found() {
    let (_folder, mut archive) = copy();
    let (number, id) = shop(&archive);
    let form = archive.record_form(Noun::Retailer, Some(&id)).unwrap();
    let closed = with(
        form.draft,
        &[("state", "歇业"), ("valid_to", "2026-1-1"), ("valid_from", "2021-1-1"), ("issued_on", "2021-1-1")],
    );
    archive.record_save(Noun::Retailer, Some(&id), form.revision, &closed, None).unwrap();
    let found = |archive: &mut Archive| {
        let report = archive.verify(Reading::Presence, false, &Watch::none()).unwrap();
        (report.ok, report.damaged, report.findings.iter().filter(|it| it.code == "visit_after_closing").count())
    };
    let before = found(&mut archive).2;
    let title = archive.record_view(Noun::Retailer, &id).unwrap().title;
    for (on, told) in [("2025-12-31", false), ("2026-1-2", true)] {
        let saved = save(&mut archive, &[("licence_no", &number), ("name", &title), ("inspected_on", on)]);
        assert_eq!(saved.warnings.iter().any(|it| it.code == "after_closing"), told, "{on}");
    }
    assert_eq!(found(&mut archive), (false, false, before + 1));
}

#[test]
fn visits_are_found_by_their_shop_and_by_whom_no_shop_is_known_of() {
    let (_folder, mut archive) = copy();
    let all = count(&archive, Noun::Inspection, &Query::default());
    assert_eq!(i64::from(all), archive.store.count_of(Noun::Inspection).unwrap());
    let (number, id) = shop(&archive);
    let text = |text: &str| Query { text: text.to_owned(), ..Query::default() };
    let of_shop = archive.store.count_inspections_of(yihu_domain::Id::new(id.parse().unwrap())).unwrap();
    assert_eq!(i64::from(count(&archive, Noun::Inspection, &text(&number))), of_shop);
    save(&mut archive, &[("name", "没有证的铁皮屋")]);
    assert_eq!(count(&archive, Noun::Inspection, &text("铁皮屋")), 1);
    assert_eq!(count(&archive, Noun::Inspection, &text("没有这样的户")), 0);
    assert_eq!(count(&archive, Noun::Inspection, &Query::default()), all + 1);
    let abnormal = Condition { field: "finding".into(), compare: Compare::Equals, value: "异常".into() };
    let abnormal = count(&archive, Noun::Inspection, &Query { conditions: vec![abnormal], ..Query::default() });
    assert!(abnormal > 0 && abnormal < all / 4, "{abnormal} of {all}");
}

#[test]
fn one_officer_stands_with_a_reason_and_is_listed() {
    let (_folder, mut archive) = copy();
    let lone = visit(&archive, &[("name", "路边摊"), ("officers", "段兰")]);
    let refused = archive.record_save(Noun::Inspection, None, 0, &lone, None).unwrap_err();
    assert!(refused.fields["officers"].contains("行政处罚法第42条"));
    let saved = save(&mut archive, &[("name", "路边摊"), ("officers", "段兰"), ("lone_reason", "另一名临时出警")]);
    let report = archive.verify(Reading::Presence, false, &Watch::none()).unwrap();
    let of = report.findings.iter().find(|it| it.message.contains("另一名临时出警")).unwrap();
    assert_eq!((of.code.as_str(), of.of.unwrap().1.to_string()), ("kept_for_a_reason", saved.id));
}

#[test]
fn a_shop_is_due_as_often_as_the_bureau_set_for_its_class_and_a_visit_settles_it() {
    let (_folder, mut archive) = copy();
    let late = || Query { due: "visit_overdue".to_owned(), ..Query::default() };
    let before = count(&archive, Noun::Retailer, &late());
    let shop = rows(&archive, Noun::Retailer, &late()).remove(0);
    assert!(before > 0 && before < 200, "{before}");
    save(&mut archive, &[("licence_no", &shop.number), ("name", &shop.title)]);
    assert_eq!(count(&archive, Noun::Retailer, &late()), before - 1);
    let info = archive.bureau_show().unwrap();
    let mut draft = crate::shown::bureau::BureauDraft {
        name: info.name,
        short_name: info.short_name,
        supervision: info.supervision,
        revision: info.revision,
    };
    draft.supervision.law_abiding_months = "0".to_owned();
    assert!(archive.bureau_save(&draft).unwrap_err().fields.contains_key("law_abiding_months"));
    draft.supervision.law_abiding_months = "1".to_owned();
    draft.supervision.purification = "B".to_owned();
    archive.bureau_save(&draft).unwrap();
    assert!(count(&archive, Noun::Retailer, &late()) > before);
    let month = archive.assess(yihu_domain::period::Period::of(archive.clock.today())).unwrap();
    let figure = |code: &str| month.indicators.iter().find(|it| it.code == code).unwrap();
    assert!(figure("I12").formula.starts_with("口径B") && figure("I12").denominator > Some(0));
    assert_eq!(figure("I13").denominator, figure("I14").denominator);
    assert!(figure("I14").numerator > 400, "{:?}", figure("I14"));
}

#[test]
fn where_something_was_found_the_record_is_asked_for_and_every_photo_is_to_be_looked_at() {
    let (_folder, mut archive) = copy();
    let (number, id) = shop(&archive);
    let town = archive.record_view(Noun::Retailer, &id).unwrap().sections;
    let town = town.iter().flat_map(|it| &it.lines).find(|it| it.field == "town").unwrap().text.clone();
    let files = |archive: &Archive, gap| {
        let query = GapQuery { gap, town: Some(town.clone()), ..GapQuery::default() };
        archive.gap_list(&query, 0, 500).unwrap().rows
    };
    let of = |files: Vec<GapRow>, id: &str| files.into_iter().find(|it| it.id == id);
    let rates = |archive: &Archive| {
        let whole = archive.gap_show().unwrap().rates;
        whole.iter().map(|it| (it.numerator, it.denominator.unwrap())).collect::<Vec<_>>()
    };
    let before = rates(&archive);
    let shop = [("licence_no", number.as_str()), ("name", "正街老店")];
    let normal = save(&mut archive, &shop).id;
    let found = save(&mut archive, &[&shop[..], &[("finding", "异常"), ("cause", "假烟")]].concat()).id;
    let slot = |archive: &Archive, id: &str| archive.record_view(Noun::Inspection, id).unwrap().slots[0].required;
    assert_eq!((slot(&archive, &normal), slot(&archive, &found)), (false, true));
    assert!(of(files(&archive, Gap::Missing), &normal).is_none());
    let gap = of(files(&archive, Gap::Missing), &found).unwrap();
    let today = archive.clock.today().to_string();
    assert_eq!((gap.name.as_str(), gap.number, gap.of.as_str()), ("正街老店", today.clone(), "检查记录（异常）"));
    assert_eq!(gap.slots, ["检查记录表"]);
    for (id, slot) in [(&normal, "门头照片"), (&found, "检查记录表")] {
        archive.attachment_put_bytes(Noun::Inspection, id, slot, "扫描.jpg", &base64(SCAN).unwrap()).unwrap();
    }
    assert!(of(files(&archive, Gap::Missing), &found).is_none());
    let seen = of(files(&archive, Gap::Unchecked), &normal).unwrap();
    assert_eq!((seen.name.as_str(), seen.number, seen.slots), ("正街老店", today, vec!["门头照片".to_owned()]));
    let after = rates(&archive);
    assert_eq!(after[0], (before[0].0 + 1, before[0].1 + 1), "one record is asked for, and there");
    assert_eq!((after[1].1, after[2].1), (before[1].1 + 2, before[2].1 + 2), "both scans count");
    let own = archive.record_view(Noun::Inspection, &found).unwrap().rates;
    assert_eq!((own[0].numerator, own[0].denominator, own[1].denominator), (1, Some(1), Some(1)));
    assert!(archive.record_view(Noun::Inspection, &normal).unwrap().rates.is_empty());
}

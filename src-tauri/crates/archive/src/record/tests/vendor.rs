//! Claims about vendors without a licence, as the window lists, edits and shows them.

use yihu_domain::{Kind, Noun, licence::LicenceState};

use super::{
    super::{Compare, Condition, Draft, Measure, Query, Saved},
    copy, count, first, rows,
    undo::content,
    with,
};
use crate::{Archive, Watch, Which};

fn measure(kind: &str, on: &str) -> Measure {
    Measure { kind: kind.to_owned(), on: on.to_owned(), ..Measure::default() }
}

fn draft(archive: &Archive, measures: &[Measure], fields: &[(&str, &str)]) -> Draft {
    let draft = archive.record_form(Noun::Vendor, None).unwrap().draft;
    let known = [("name", "司马光"), ("address", "安乐镇老街1号"), ("town", "安乐镇"), ("found_on", "2026-1-5")];
    Draft { measures: measures.to_vec(), ..with(with(draft, &known), fields) }
}

fn save(archive: &mut Archive, measures: &[Measure], fields: &[(&str, &str)]) -> Saved {
    let draft = draft(archive, measures, fields);
    archive.record_save(Noun::Vendor, None, 0, &draft, Some("测试")).unwrap()
}

/// The state of the one of that name.
fn state(archive: &Archive, id: &str) -> String {
    let one = Condition { field: "id".to_owned(), compare: Compare::AnyOf, value: id.to_owned() };
    let query = Query { conditions: vec![one], ..Query::default() };
    rows(archive, Noun::Vendor, &query)[0].cells["state"].clone()
}

#[test]
fn a_vendor_stands_in_the_list_by_the_state_that_its_measures_leave() {
    let (_folder, mut archive) = copy();
    let open = count(&archive, Noun::Vendor, &Query::of("state", "未处理"));
    let saved = save(&mut archive, &[], &[]);
    assert!(saved.warnings.is_empty(), "{:?}", saved.warnings);
    assert_eq!(saved.number, "2026-01-05");
    assert_eq!(count(&archive, Noun::Vendor, &Query::of("state", "未处理")), open + 1);
    let form = archive.record_form(Noun::Vendor, Some(&saved.id)).unwrap();
    let lines =
        vec![measure("告诫", "1-6"), Measure { agencies: "公安、市场监管".into(), ..measure("取缔", "2026-2-1") }];
    let changed = Draft { measures: lines, ..form.draft };
    archive.record_save(Noun::Vendor, Some(&saved.id), form.revision, &changed, None).unwrap();
    assert_eq!(state(&archive, &saved.id), "已取缔");
    let view = archive.record_view(Noun::Vendor, &saved.id).unwrap();
    assert_eq!(view.measures[1].agencies, "公安、市场监管");
    assert_eq!(view.measures[0].on, "2026-01-06");
    let history = archive.record_history(Noun::Vendor, &saved.id).unwrap();
    let told: Vec<_> = history[0].differences.iter().map(|it| (it.title.as_str(), it.after.as_str())).collect();
    assert!(told.contains(&("处理措施", "告诫；取缔")) && told.contains(&("状态", "已取缔")), "{told:?}");
    assert!(!saved.done.op.contains("司马光"), "the log leaves, names stay: {}", saved.done.op);
}

#[test]
fn everything_wrong_with_its_measures_is_told_at_once_where_they_stand() {
    let (_folder, archive) = copy();
    let lines =
        [measure("告诫", ""), measure("随便", "2999-1-1"), Measure { case_no: "x".into(), ..measure("取缔", "1-1") }];
    let told = archive.record_check(Noun::Vendor, None, &draft(&archive, &lines, &[("name", "")])).unwrap().problems;
    let lines: Vec<_> = told.iter().filter(|it| it.field == "measures").map(|it| it.message.as_str()).collect();
    assert!(lines.len() >= 4 && ["第1项", "第2项", "第3项"].iter().all(|n| lines.iter().any(|it| it.starts_with(n))));
    assert!(told.iter().any(|it| it.field == "name" && it.code == "missing"));
}

#[test]
fn a_case_that_was_filed_and_its_vendor_find_each_other() {
    let (_folder, mut archive) = copy();
    let case = rows(&archive, Noun::Case, &Query::default()).remove(0);
    let filing = |no: &str| Measure { case_no: no.to_owned(), ..measure("立案", "2026-1-8") };
    let saved = save(&mut archive, &[filing(&case.number)], &[]);
    let view = archive.record_view(Noun::Vendor, &saved.id).unwrap();
    assert!(view.linked.iter().any(|it| it.noun == Noun::Case && it.rows[0].id == case.id));
    let view = archive.record_view(Noun::Case, &case.id).unwrap();
    assert!(view.linked.iter().any(|it| it.noun == Noun::Vendor && it.rows[0].id == saved.id));
    let unknown = save(&mut archive, &[filing("潼烟立〔2026〕第904号")], &[("name", "司马亮")]);
    assert!(unknown.warnings.iter().any(|it| it.code == "unknown_case"));
}

#[test]
fn one_who_trades_where_a_shop_has_a_licence_is_told_apart() {
    let (_folder, archive) = copy();
    let shop = first(&archive, Noun::Retailer).draft.fields;
    let fields = [("name", shop["owner_name"].as_str()), ("address", &shop["address"])];
    let told = archive.record_check(Noun::Vendor, None, &draft(&archive, &[], &fields)).unwrap().problems;
    assert!(told.iter().any(|it| it.code == "licensed_shop"), "{told:?}");
    let gone = draft(&archive, &[measure("已消失", "2026-2-1")], &fields);
    let told = archive.record_check(Noun::Vendor, None, &gone).unwrap().problems;
    assert!(told.iter().all(|it| it.code != "licensed_shop"));
}

#[test]
fn what_is_known_of_a_vendor_is_found_again_while_another_is_typed() {
    let (_folder, mut archive) = copy();
    let known = [("id_number", "610522199001010017"), ("phone", "13912340000")];
    let saved = save(&mut archive, &[], &known);
    for (fields, why) in [
        (&known[..1], "身份证号相同"),
        (&[("phone", "139 1234 0000"), ("name", "张三")][..], "联系电话相同"),
        (&[][..], "姓名和地址相同"),
    ] {
        let found = archive.record_check(Noun::Vendor, None, &draft(&archive, &[], fields)).unwrap().alike;
        assert!(found.iter().any(|it| it.id == saved.id && it.why == why), "{why}: {found:?}");
    }
}

#[test]
fn a_measure_that_names_who_reported_is_told_and_hidden_from_paper_and_sheet() {
    let (folder, mut archive) = copy();
    let report = archive.record_form(Noun::Hotline, None).unwrap().draft;
    let report = with(report, &[("upstream_no", "GD20269902"), ("category", "举报"), ("informant_name", "亓官骐骥")]);
    archive.record_save(Noun::Hotline, None, 0, &report, None).unwrap();
    let line = Measure { note: "亓官骐骥在场".into(), ..measure("告诫", "2026-1-6") };
    let saved = save(&mut archive, &[line], &[("seen", "亓官骐骥说的")]);
    let told: Vec<_> =
        saved.warnings.iter().filter(|it| it.code == "informant_named").map(|it| it.field.as_str()).collect();
    assert_eq!(told, ["measures", "seen"]);
    let path = folder.path().join("无证户.xlsx");
    archive.export_ledger(Noun::Vendor, &path).unwrap();
    let pdf = folder.path().join("司马光.pdf");
    let which = ["司马光".to_owned()];
    archive.print_dossiers(Noun::Vendor, Which::Numbers(&which), &pdf, &Watch::none()).unwrap();
    let texts = std::process::Command::new("pdftotext").arg(&pdf).arg("-").output();
    for text in texts.iter().map(|it| String::from_utf8_lossy(&it.stdout).into_owned()) {
        assert!(!text.contains("亓官骐骥"), "{text}");
    }
    let plan =
        archive.import_plan(Noun::Vendor, &path, None, &std::collections::BTreeMap::new(), &Watch::none()).unwrap();
    assert_eq!((plan.counts.new, plan.counts.refused), (0, 0), "what was hidden does not come back over what it hid");
}

#[test]
fn the_invented_vendors_are_of_every_state_and_some_have_a_licence_by_now() {
    let (_folder, archive) = copy();
    let all = count(&archive, Noun::Vendor, &Query::default());
    assert_eq!(all, 40);
    for state in ["未处理", "已告诫", "已取缔", "已办证", "已消失"] {
        assert!(count(&archive, Noun::Vendor, &Query::of("state", state)) > 0, "{state}");
    }
    let licensed = rows(&archive, Noun::Vendor, &Query::of("state", "已办证")).remove(0);
    let view = archive.record_view(Noun::Vendor, &licensed.id).unwrap();
    let shop = view.linked.iter().find(|it| it.noun == Noun::Retailer).unwrap().rows[0].clone();
    assert_eq!(shop.note, LicenceState::Active.title());
    assert_eq!(licensed.cells["state"], format!("已办证（{}）", shop.number));
    let back = archive.record_view(Noun::Retailer, &shop.id).unwrap();
    assert!(back.linked.iter().any(|it| it.noun == Noun::Vendor && it.rows[0].id == licensed.id));
}

#[test]
fn one_step_makes_a_retailer_that_applies_ties_them_and_is_undone_as_one() {
    let (_folder, mut archive) = copy();
    let fields = [("id_number", "610522199001010017"), ("phone", "13912340000"), ("format", "食杂店")];
    let saved = save(&mut archive, &[measure("告诫", "2026-1-6")], &fields);
    let before = content(&archive);
    let plan = archive.vendor_plan(&saved.id).unwrap();
    assert!(plan.retailers.is_empty() && plan.became.is_none(), "{plan:?}");
    let texts: Vec<_> = plan.fields.iter().map(|it| (it.title.as_str(), it.text.as_str())).collect();
    assert!(texts.contains(&("企业（字号）名称", "司马光")) && texts.contains(&("业态", "食杂店")), "{texts:?}");

    let early = archive.vendor_apply(&saved.id, plan.revision, None, "2026-1-5").unwrap_err();
    assert!(early.fields["applied_on"].contains("早于"), "{early}");
    let applied = archive.vendor_apply(&saved.id, plan.revision, None, "2026-2-1").unwrap();
    assert_eq!((applied.done.count, applied.done.op.as_str()), (3, "无证户办证 2026-01-05"));
    assert_eq!(state(&archive, &saved.id), "办证中");
    let shop = archive.record_view(Noun::Retailer, &applied.retailer).unwrap();
    assert!(shop.linked.iter().any(|it| it.noun == Noun::Vendor && it.rows[0].id == saved.id));
    let matter = archive.record_view(Noun::Matter, applied.matter.as_ref().unwrap()).unwrap();
    assert_eq!(matter.title, "新办：司马光");
    assert!(matter.tags.iter().any(|it| it.text == "待受理"), "{:?}", matter.tags);
    assert!(matter.linked.iter().any(|it| it.noun == Noun::Retailer && it.rows[0].id == applied.retailer));
    let again = archive.vendor_apply(&saved.id, plan.revision + 1, None, "2026-2-1").unwrap_err();
    assert_eq!(again.kind, Kind::Conflict);

    // Neither its form nor its history takes the tie apart.
    let form = archive.record_form(Noun::Vendor, Some(&saved.id)).unwrap();
    let without = Draft { measures: form.draft.measures[..1].to_vec(), ..form.draft };
    let refused = archive.record_save(Noun::Vendor, Some(&saved.id), form.revision, &without, None).unwrap_err();
    assert!(refused.fields.contains_key("measures"), "{refused}");
    let history = archive.record_history(Noun::Vendor, &saved.id).unwrap();
    let first = history.last().unwrap().key.clone().unwrap();
    assert_eq!(archive.record_revert(&first).unwrap_err().kind, Kind::Conflict);

    archive.operation_undo(&applied.done.op_id.unwrap()).unwrap();
    assert_eq!(content(&archive), before);
}

#[test]
fn when_the_licence_is_granted_the_vendor_says_so() {
    let (_folder, mut archive) = copy();
    let saved = save(&mut archive, &[], &[]);
    let plan = archive.vendor_plan(&saved.id).unwrap();
    let applied = archive.vendor_apply(&saved.id, plan.revision, None, "今").unwrap();
    let form = archive.record_form(Noun::Retailer, Some(&applied.retailer)).unwrap();
    let draft = with(form.draft, &[("licence_no", "619999199998"), ("state", "申请中")]);
    archive.record_save(Noun::Retailer, Some(&applied.retailer), form.revision, &draft, None).unwrap();
    assert_eq!(state(&archive, &saved.id), "办证中", "a number alone is no licence");
    let id = applied.matter.unwrap();
    let form = archive.record_form(Noun::Matter, Some(&id)).unwrap();
    let fields = [
        ("licence_no", "619999199998"),
        ("accepted_on", "今"),
        ("checked_on", "今"),
        ("checkers", "段兰、朱文"),
        ("decision", "准予"),
        ("decided_on", "今"),
        ("valid_from", "今"),
        ("valid_to", "2030-12-31"),
    ];
    archive.record_save(Noun::Matter, Some(&id), form.revision, &with(form.draft, &fields), None).unwrap();
    assert_eq!(state(&archive, &saved.id), "已办证（619999199998）");
    assert_eq!(count(&archive, Noun::Vendor, &Query::of("state", "办证中")), 0);
}

#[test]
fn a_retailer_that_is_there_is_offered_and_no_second_one_is_made() {
    let (_folder, mut archive) = copy();
    let shop = rows(&archive, Noun::Retailer, &Query::default()).remove(4);
    let known = archive.record_form(Noun::Retailer, Some(&shop.id)).unwrap().draft.fields;
    let fields = [("name", known["owner_name"].as_str()), ("id_number", &known["owner_id_number"])];
    let saved = save(&mut archive, &[], &fields);
    let plan = archive.vendor_plan(&saved.id).unwrap();
    assert_eq!((plan.retailers[0].retailer.id.as_str(), plan.retailers[0].why.as_str()), (&*shop.id, "身份证号相同"));
    let refused = archive.vendor_apply(&saved.id, plan.revision, None, "今").unwrap_err();
    assert!(refused.kind == Kind::Conflict && refused.message.contains(&shop.title), "{refused}");
    let applied = archive.vendor_apply(&saved.id, plan.revision, Some(&shop.id), "今").unwrap();
    assert_eq!((applied.matter, applied.done.count), (None, 1), "it has a licence: nothing is applied for");
    assert_eq!(state(&archive, &saved.id), format!("已办证（{}）", shop.number));
}

#[test]
fn a_visit_to_a_vendor_stands_on_its_page_and_leads_back() {
    let (_folder, mut archive) = copy();
    let saved = save(&mut archive, &[], &[]);
    let visit = archive.record_form(Noun::Inspection, None).unwrap().draft;
    let fields = [
        ("name", "司马光"),
        ("address", "安乐镇老街1号"),
        ("officers", "段兰、朱文"),
        ("finding", "异常"),
        ("cause", "无烟草专卖零售许可证经营"),
    ];
    let seen = archive.record_save(Noun::Inspection, None, 0, &with(visit.clone(), &fields), None).unwrap();
    let view = archive.record_view(Noun::Vendor, &saved.id).unwrap();
    assert!(view.linked.iter().any(|it| it.noun == Noun::Inspection && it.rows[0].id == seen.id));
    let view = archive.record_view(Noun::Inspection, &seen.id).unwrap();
    assert!(view.linked.iter().any(|it| it.noun == Noun::Vendor && it.rows[0].id == saved.id));
    let elsewhere = with(with(visit, &fields), &[("address", "安乐镇老街2号")]);
    let other = archive.record_save(Noun::Inspection, None, 0, &elsewhere, None).unwrap();
    let view = archive.record_view(Noun::Inspection, &other.id).unwrap();
    assert!(view.linked.iter().all(|it| it.noun != Noun::Vendor), "another address is another vendor");
}

//! Claims about forms: all problems at once, echoes, records that look the same, what saving writes.

use yihu_domain::{Kind, Noun, check::Severity, licence::Licence};

use super::{
    super::{Draft, Goods, PAGES, Presence, Query, Row},
    copy, county, first, new_shop, rows, with,
};
use crate::Archive;

#[test]
fn a_form_that_is_saved_as_it_was_opened_changes_nothing() {
    let (_folder, mut archive) = copy();
    for noun in PAGES {
        // What is approved has no form.
        let open = |row: &Row| row.cells.get("state").is_none_or(|it| it != "已审批");
        for row in rows(&archive, noun, &Query::default()).into_iter().filter(open).take(60) {
            let form = archive.record_form(noun, Some(&row.id)).unwrap();
            let checked = archive.record_check(noun, Some(&row.id), &form.draft).unwrap();
            let errors: Vec<_> = checked.problems.iter().filter(|p| p.severity == Severity::Error).collect();
            assert!(errors.is_empty(), "{noun} {row:?}: {errors:?}");
            let saved =
                archive.record_save(noun, Some(&row.id), form.revision, &form.draft, Some("演示数据相同")).unwrap();
            assert_eq!(
                (saved.done.op_id, saved.done.count, saved.revision),
                (None, 0, form.revision),
                "{noun} {row:?}"
            );
            assert_eq!((saved.number, saved.title), (row.number, row.title));
        }
    }
    assert!(archive.store.verify().unwrap().ok());
}

#[test]
fn all_problems_are_told_at_once_and_refuse_the_record() {
    let (_folder, mut archive) = copy();
    let draft = with(
        new_shop(&archive),
        &[("owner_id_number", "610522199001010018"), ("valid_to", "2026-11-31"), ("phone", "12"), ("address", "")],
    );
    let wrong = ["owner_id_number", "valid_to", "phone", "address"];
    let told = archive.record_check(Noun::Retailer, None, &draft).unwrap().problems;
    for field in wrong {
        assert!(told.iter().any(|p| p.field == field && p.severity == Severity::Error), "{field}: {told:?}");
    }
    let refused = archive.record_save(Noun::Retailer, None, 0, &draft, None).unwrap_err();
    assert_eq!(refused.kind, Kind::Invalid);
    assert_eq!(refused.fields.len(), wrong.len(), "{:?}", refused.fields);
    assert_eq!(archive.store.count_of(Noun::Retailer).unwrap(), 513);
}

#[test]
fn a_doubted_number_is_kept_for_a_reason_that_the_record_its_history_and_the_check_up_show() {
    let (_folder, mut archive) = copy();
    let (wrong, reason) = ("610522199001010018", "老证上就是这样印的");
    let draft = with(new_shop(&archive), &[("owner_id_number", wrong)]);
    let told = archive.record_check(Noun::Retailer, None, &draft).unwrap().problems;
    let because = told.iter().find(|p| p.field == "owner_id_number").unwrap().because.clone().unwrap();
    assert!(archive.record_save(Noun::Retailer, None, 0, &draft, None).is_err());
    let draft = with(draft, &[(&because, reason)]);
    let saved = archive.record_save(Noun::Retailer, None, 0, &draft, None).unwrap();
    assert!(saved.warnings.iter().any(|p| p.message.contains(reason)), "{:?}", saved.warnings);

    let view = archive.record_view(Noun::Retailer, &saved.id).unwrap();
    let line = view.sections.iter().flat_map(|s| &s.lines).find(|l| l.field == "owner_id_number").unwrap();
    assert!(line.text.contains(wrong) && line.text.contains(&format!("按原因保留：{reason}")), "{}", line.text);
    let made = &archive.record_history(Noun::Retailer, &saved.id).unwrap()[1];
    let kept = made.differences.iter().find(|d| d.title == "按原因保留").unwrap();
    assert!(kept.after.contains(reason) && kept.after.contains("身份证"), "{kept:?}");

    // As it was opened it is saved again, and the same number of another shop is seen.
    let form = archive.record_form(Noun::Retailer, Some(&saved.id)).unwrap();
    assert_eq!(form.draft.fields[&because], reason);
    let again = archive.record_save(Noun::Retailer, Some(&saved.id), form.revision, &form.draft, None).unwrap();
    assert_eq!(again.done.count, 0);
    let twin = with(new_shop(&archive), &[("owner_id_number", wrong), ("licence_no", "619999199998")]);
    assert!(archive.record_check(Noun::Retailer, None, &twin).unwrap().alike.iter().any(|it| it.id == saved.id));

    let report = archive.verify(crate::Reading::Presence, false, &crate::Watch::none()).unwrap();
    let found = report.findings.iter().find(|f| f.code == "kept_for_a_reason").unwrap();
    assert!(report.ok && found.message.contains(reason), "{report:?}");

    // A right number needs no reason, and keeps none.
    let right = with(form.draft, &[("owner_id_number", "610522199001010017")]);
    archive.record_save(Noun::Retailer, Some(&saved.id), form.revision, &right, None).unwrap();
    assert!(!archive.record_form(Noun::Retailer, Some(&saved.id)).unwrap().draft.fields.contains_key(&because));
}

#[test]
fn what_was_typed_is_told_as_it_was_understood() {
    let archive = county();
    let today = archive.clock.today();
    let retailer = archive.record_check(
        Noun::Retailer,
        None,
        &with(
            Draft::default(),
            &[
                ("owner_id_number", "61052219900101001７"),
                ("valid_to", "2026-11-27"),
                ("valid_from", "今"),
                ("licence_no", "619999210000"),
                ("class", "重点"),
                ("phone", "139 0000 0001"),
                ("trade_name", "好又来"),
                ("issued_on", "2026-11-31"),
            ],
        ),
    );
    let echoes = retailer.unwrap().echoes;
    for (field, said) in [
        ("owner_id_number", "男，1990年1月1日生"),
        ("valid_to", "2026-11-27 星期五"),
        ("licence_no", "企业"),
        ("class", "重点监控户"),
        ("phone", "13900000001"),
    ] {
        assert_eq!(echoes[field], said);
    }
    assert!(echoes["valid_from"].starts_with(&today.to_string()));
    assert!(!echoes.contains_key("trade_name") && !echoes.contains_key("issued_on"));
    let case = with(
        Draft::default(),
        &[("sticks", "14条3包"), ("value", "2.5万"), ("officers", "段兰 朱文"), ("case_no", "潼烟立[2026]第7号")],
    );
    let echoes = archive.record_check(Noun::Case, None, &case).unwrap().echoes;
    for (field, said) in [
        ("sticks", "2,860支"),
        ("value", "25,000元"),
        ("officers", "2人：段兰、朱文"),
        ("case_no", "潼烟立〔2026〕第7号"),
    ] {
        assert_eq!(echoes[field], said);
    }
}

#[test]
fn a_shop_and_its_licence_are_saved_as_one_operation_and_undone_as_one() {
    let (_folder, mut archive) = copy();
    let draft = new_shop(&archive);
    let saved = archive.record_save(Noun::Retailer, None, 0, &draft, None).unwrap();
    assert_eq!((saved.number.as_str(), saved.title.as_str()), ("619999199999", "老地方副食店"));
    assert_eq!((saved.done.op.as_str(), saved.done.count), ("新增零售户 619999199999", 1));
    let op = saved.done.op_id.unwrap();
    assert_eq!(archive.store.operation(op.parse().unwrap()).unwrap().len(), 2);
    let form = archive.record_form(Noun::Retailer, Some(&saved.id)).unwrap();
    assert_eq!((form.revision, form.draft.fields["valid_to"].as_str()), (2, "2030-12-31"));
    archive.undo(Some(&op)).unwrap();
    assert_eq!(archive.store.count_of(Noun::Retailer).unwrap(), 513);
    assert!(archive.store.licence_by_no("619999199999").unwrap().is_none());
}

#[test]
fn a_form_opened_before_another_change_is_refused() {
    let (_folder, mut archive) = copy();
    let form = first(&archive, Noun::Retailer);
    let id = form.id.as_deref();
    let phone = with(form.draft.clone(), &[("phone", "13900001111")]);
    let scope = with(form.draft.clone(), &[("scope", "卷烟")]);
    assert!(archive.record_save(Noun::Retailer, id, form.revision, &scope, None).is_ok());
    // Only the licence was written: still the form is of an older state.
    let refused = archive.record_save(Noun::Retailer, id, form.revision, &phone, None).unwrap_err();
    assert_eq!(refused.kind, Kind::Conflict);
    assert!(refused.message.contains("刚被别处改过"));
}

#[test]
fn a_number_is_taken_once_and_an_identity_twice_only_with_a_reason() {
    let (_folder, mut archive) = copy();
    let form = first(&archive, Noun::Retailer);
    let there = form.draft.fields.clone();
    let twin = with(
        new_shop(&archive),
        &[("owner_id_number", &there["owner_id_number"]), ("phone", &there["phone"]), ("address", &there["address"])],
    );
    let alike = archive.record_check(Noun::Retailer, None, &twin).unwrap().alike;
    assert_eq!(alike.iter().filter(|a| Some(a.id.as_str()) == form.id.as_deref()).count(), 1, "{alike:?}");
    assert!(alike[0].exact && alike[0].why == "身份证号相同");
    for reason in [None, Some(""), Some("无"), Some("电话13900001111核实过")] {
        assert_eq!(
            archive.record_save(Noun::Retailer, None, 0, &twin, reason).unwrap_err().kind,
            Kind::Invalid,
            "{reason:?}"
        );
    }
    let saved = archive.record_save(Noun::Retailer, None, 0, &twin, Some("同一人开两家店")).unwrap();
    assert_eq!(saved.done.op, "新增零售户 619999199999（理由：同一人开两家店）");
    // Told apart once, they are not held against each other again, from neither side.
    let again = archive.record_form(Noun::Retailer, Some(&saved.id)).unwrap();
    assert!(archive.record_check(Noun::Retailer, Some(&saved.id), &again.draft).unwrap().alike.is_empty());
    assert!(archive.record_check(Noun::Retailer, form.id.as_deref(), &form.draft).unwrap().alike.is_empty());
    // But the same number is refused, whatever the reason.
    let same = with(again.draft.clone(), &[("licence_no", &there["licence_no"])]);
    let check = archive.record_check(Noun::Retailer, Some(&saved.id), &same).unwrap();
    assert!(check.alike.iter().any(|a| a.why == "许可证号相同" && a.exact));
    assert!(check.problems.iter().any(|p| p.field == "licence_no" && p.code == "taken"));
    let refused =
        archive.record_save(Noun::Retailer, Some(&saved.id), again.revision, &same, Some("就是要重复")).unwrap_err();
    assert!(refused.fields.contains_key("licence_no"));
}

#[test]
fn what_a_clerk_told_apart_is_not_held_against_each_other() {
    let (_folder, mut archive) = copy();
    let form = first(&archive, Noun::Retailer);
    let neighbour = with(new_shop(&archive), &[("address", &form.draft.fields["address"])]);
    let saved = archive.record_save(Noun::Retailer, None, 0, &neighbour, None).unwrap();
    let alike =
        |archive: &Archive| archive.record_check(Noun::Retailer, form.id.as_deref(), &form.draft).unwrap().alike;
    assert_eq!(
        alike(&archive).iter().map(|a| (a.id.as_str(), a.exact)).collect::<Vec<_>>(),
        [(saved.id.as_str(), false)]
    );
    archive.record_distinct(Noun::Retailer, form.id.as_deref().unwrap(), &saved.id).unwrap();
    assert!(alike(&archive).is_empty());
}

#[test]
fn a_new_certificate_leaves_the_old_one_in_the_file_and_a_corrected_number_does_not() {
    let (_folder, mut archive) = copy();
    let form = first(&archive, Noun::Retailer);
    let (id, old) = (form.id.as_deref(), form.draft.fields["licence_no"].clone());
    let corrected = with(form.draft.clone(), &[("licence_no", "619999188888")]);
    let saved = archive.record_save(Noun::Retailer, id, form.revision, &corrected, None).unwrap();
    assert!(archive.store.licence_by_no(&old).unwrap().is_none());
    let renewed =
        with(corrected, &[("licence_no", "619999177777"), ("issued_on", "今"), ("valid_from", "今"), ("valid_to", "")]);
    let saved = archive.record_save(Noun::Retailer, id, saved.revision, &renewed, None).unwrap();
    assert!(saved.warnings.iter().any(|w| w.code == "renewed"), "{:?}", saved.warnings);
    let before: Licence = archive.store.licence_by_no("619999188888").unwrap().unwrap();
    assert_eq!(before.state.title(), "注销");
    assert_eq!(saved.number, "619999177777");
    let view = archive.record_view(Noun::Retailer, &saved.id).unwrap();
    assert_eq!(
        view.linked[0].rows.iter().map(|r| r.number.as_str()).collect::<Vec<_>>(),
        ["619999177777", "619999188888"]
    );
}

#[test]
fn goods_of_a_case_are_read_line_by_line() {
    let (_folder, mut archive) = copy();
    let form = first(&archive, Noun::Case);
    let line = |brand: &str, quantity: &str, price: &str| Goods {
        brand: brand.to_owned(),
        quantity: quantity.to_owned(),
        price: price.to_owned(),
        ..Goods::default()
    };
    let mut draft = form.draft.clone();
    draft.goods =
        vec![line("红塔山（硬）", "14条3包", "80"), Goods::default(), line("", "1条", ""), line("中华", "若干", "")];
    let told = archive.record_check(Noun::Case, form.id.as_deref(), &draft).unwrap().problems;
    let at_goods: Vec<_> = told.iter().filter(|p| p.field == "goods").map(|p| p.message.as_str()).collect();
    assert_eq!(at_goods.len(), 2, "{at_goods:?}");
    assert!(at_goods[0].contains("第3行") && at_goods[1].contains("第4行"));
    draft.goods.truncate(2);
    let saved = archive.record_save(Noun::Case, form.id.as_deref(), form.revision, &draft, None).unwrap();
    let view = archive.record_view(Noun::Case, &saved.id).unwrap();
    assert_eq!(view.goods.len(), 1);
    assert_eq!((view.goods[0].quantity.as_str(), view.goods[0].price.as_str()), ("14.3条", "80"));
}

#[test]
fn attendance_is_a_tick_or_hours_and_everybody_in_post_is_asked() {
    let (_folder, mut archive) = copy();
    let form = archive.record_form(Noun::Training, None).unwrap();
    assert_eq!(form.draft.attendance.len(), 8);
    let mut draft = with(form.draft, &[("topic", "执法规范"), ("hours", "2")]);
    for (present, mark) in draft.attendance.iter_mut().zip(["√", "1.5", "请假"]) {
        present.mark = mark.to_owned();
    }
    let saved = archive.record_save(Noun::Training, None, 0, &draft, None).unwrap();
    let marks = |all: Vec<Presence>| all.into_iter().map(|p| p.mark).filter(|m| !m.is_empty()).collect::<Vec<_>>();
    let mut shown = marks(archive.record_view(Noun::Training, &saved.id).unwrap().attendance);
    shown.sort();
    assert_eq!(shown, ["1.5课时", "2课时"]);
    let mut again = marks(archive.record_form(Noun::Training, Some(&saved.id)).unwrap().draft.attendance);
    again.sort();
    assert_eq!(again, ["1.5", "√"]);
    draft.attendance[0].mark = "半天".to_owned();
    let told = archive.record_check(Noun::Training, None, &draft).unwrap().problems;
    assert!(told.iter().any(|p| p.field == "attendance" && p.severity == Severity::Error));
}

#[test]
fn a_void_record_is_not_edited() {
    let (_folder, mut archive) = copy();
    let form = first(&archive, Noun::Staff);
    let id = form.id.clone().unwrap();
    archive.record_remove(Noun::Staff, std::slice::from_ref(&id), true, None).unwrap();
    assert_eq!(archive.record_form(Noun::Staff, Some(&id)).unwrap_err().kind, Kind::Conflict);
    let refused = archive.record_save(Noun::Staff, Some(&id), form.revision + 1, &form.draft, None).unwrap_err();
    assert_eq!(refused.kind, Kind::Conflict);
}

//! Claims about who reported: behind the wall from the first save, seen only for a reason, and that in the log.

use yihu_domain::{Kind, Noun, hotline::Hotline};

use super::{
    super::{Draft, InformantState, Query},
    copy, rows, with,
};
use crate::{Archive, informant::LOOKED};

const WHO: (&str, &str) = ("欧阳修远", "13912345678");

fn reported(archive: &Archive) -> Draft {
    let draft = archive.record_form(Noun::Hotline, None).unwrap().draft;
    with(
        draft,
        &[
            ("upstream_no", "GD20260001"),
            ("category", "举报"),
            ("informant_name", WHO.0),
            ("informant_phone", WHO.1),
            ("content", "欧阳修远反映好又来售假，电话139-1234-5678。"),
            ("target_name", "好又来"),
            ("result", "已答复"),
        ],
    )
}

/// Everything the archive's database says of a record, in the log too.
fn everything(archive: &Archive, id: &str) -> String {
    let record: Hotline = archive.store.get(yihu_domain::Id::new(id.parse().unwrap())).unwrap();
    let log = archive.store.history(Noun::Hotline, record.head.id.uuid()).unwrap();
    let view = archive.record_view(Noun::Hotline, id).unwrap();
    let form = archive.record_form(Noun::Hotline, Some(id)).unwrap();
    format!("{record:?}{log:?}{view:?}{form:?}")
}

#[test]
fn who_reported_goes_behind_the_wall_and_nowhere_else() {
    let (_folder, mut archive) = copy();
    let draft = reported(&archive);
    let saved = archive.record_save(Noun::Hotline, None, 0, &draft, None).unwrap();
    assert!(saved.warnings.iter().any(|w| w.field == "content" && w.code == "informant_in_text"));
    let said = everything(&archive, &saved.id);
    for trace in ["欧阳", "13912345678", "1234-5678"] {
        assert!(!said.contains(trace), "{trace}");
    }
    assert!(said.contains("〔举报人〕"));
    assert_eq!(archive.record_view(Noun::Hotline, &saved.id).unwrap().informant, InformantState::Viewable);
}

#[test]
fn a_blank_informant_erases_nothing_and_still_is_veiled_in_what_is_typed_later() {
    let (_folder, mut archive) = copy();
    let draft = reported(&archive);
    let saved = archive.record_save(Noun::Hotline, None, 0, &draft, None).unwrap();
    let form = archive.record_form(Noun::Hotline, Some(&saved.id)).unwrap();
    assert_eq!(form.draft.fields["informant_name"], "");
    let later = with(form.draft, &[("feedback", "已电话告知欧阳修远")]);
    let saved = archive.record_save(Noun::Hotline, Some(&saved.id), form.revision, &later, None).unwrap();
    assert_eq!(
        archive.record_view(Noun::Hotline, &saved.id).unwrap().sections[2].lines[5].text,
        "已电话告知〔举报人〕"
    );
    let who = archive.informant_show(&saved.id, Some("回访举报人")).unwrap();
    assert_eq!((who.name.as_str(), who.phone.as_str()), WHO);
    // Another phone alone: the name stays.
    let form = archive.record_form(Noun::Hotline, Some(&saved.id)).unwrap();
    let moved = with(form.draft, &[("informant_phone", "13987654321")]);
    archive.record_save(Noun::Hotline, Some(&saved.id), form.revision, &moved, None).unwrap();
    let who = archive.informant_show(&saved.id, Some("回访举报人")).unwrap();
    assert_eq!((who.name.as_str(), who.phone.as_str()), (WHO.0, "13987654321"));
    assert!(archive.store.verify().unwrap().ok());
}

#[test]
fn looking_at_who_reported_wants_a_reason_and_stands_in_the_log() {
    let (_folder, mut archive) = copy();
    let draft = reported(&archive);
    let saved = archive.record_save(Noun::Hotline, None, 0, &draft, None).unwrap();
    for reason in ["", "看看", "找欧阳修远核实", "打13912345678核实"] {
        assert_eq!(archive.informant_show(&saved.id, Some(reason)).unwrap_err().kind, Kind::Invalid, "{reason}");
    }
    archive.informant_show(&saved.id, Some("核实举报内容")).unwrap();
    let last = archive.operations(1).unwrap().remove(0);
    assert_eq!(last.op, format!("{LOOKED} GD20260001（理由：核实举报内容）"));
    assert_eq!((last.by.as_str(), last.count), ("演示", 0), "a look changes nothing");
    let anonymous = rows(&archive, Noun::Hotline, &Query::default())
        .into_iter()
        .find(|row| archive.record_view(Noun::Hotline, &row.id).unwrap().informant == InformantState::Anonymous)
        .unwrap();
    assert_eq!(archive.informant_show(&anonymous.id, Some("核实举报内容")).unwrap_err().kind, Kind::NotFound);
}

#[test]
fn without_the_custodians_key_nobody_is_shown_nor_registered_and_nothing_is_erased() {
    let (_folder, mut archive) = copy();
    let draft = reported(&archive);
    let saved = archive.record_save(Noun::Hotline, None, 0, &draft, None).unwrap();
    archive.informants = None;
    assert_eq!(archive.record_view(Noun::Hotline, &saved.id).unwrap().informant, InformantState::Veiled);
    assert_eq!(archive.informant_show(&saved.id, Some("核实举报内容")).unwrap_err().kind, Kind::Denied);
    let another = with(draft, &[("upstream_no", "GD20260002")]);
    assert_eq!(archive.record_save(Noun::Hotline, None, 0, &another, None).unwrap_err().kind, Kind::Denied);
    let form = archive.record_form(Noun::Hotline, Some(&saved.id)).unwrap();
    let handled = with(form.draft, &[("handler", "段兰")]);
    archive.record_save(Noun::Hotline, Some(&saved.id), form.revision, &handled, None).unwrap();
    let record: Hotline = archive.store.hotline_by_upstream_no("GD20260001").unwrap().unwrap();
    assert!(record.informant.is_some() && !record.anonymous);
}

#[test]
fn a_text_that_names_or_seems_to_name_an_informant_is_told_beside_its_field() {
    let (_folder, mut archive) = copy();
    let draft = reported(&archive);
    archive.record_save(Noun::Hotline, None, 0, &draft, None).unwrap();
    let shop = super::first(&archive, Noun::Retailer).draft;
    let case = super::first(&archive, Noun::Case).draft;
    let report = archive.record_form(Noun::Hotline, None).unwrap().draft;
    for (noun, draft, field, typed, said) in [
        (Noun::Retailer, &shop, "remark", "据欧 阳修远说", Some("个字起")),
        (Noun::Retailer, &shop, "remark", "店主另一电话13800001111", None),
        (Noun::Retailer, &shop, "remark", "举报人张建国来过", Some("像是举报人")),
        (Noun::Case, &case, "facts", "线索来自１３９ １２３４ ５６７８", Some("个字起")),
        (Noun::Hotline, &report, "content", "回电13800001111", Some("移到“举报人”一栏")),
        (Noun::Hotline, &report, "summary", "来电0915-3812345", Some("上报")),
        (Noun::Hotline, &report, "content", "反映该店售假", None),
    ] {
        let typed = with(draft.clone(), &[(field, typed)]);
        let check = archive.record_check(noun, None, &typed).unwrap();
        let warned = check.problems.iter().find(|it| it.field == field && it.code == "informant_named");
        assert_eq!(warned.is_some(), said.is_some(), "{typed:?}");
        assert!(said.is_none_or(|said| warned.unwrap().message.contains(said)), "{warned:?}");
        assert!(warned.is_none_or(|it| !it.message.contains("欧阳修远") && !it.message.contains("12345678")));
    }
    // Who is known is not told to whom the wall is closed.
    archive.informants = None;
    let typed = with(shop, &[("remark", "据欧阳修远说")]);
    let check = archive.record_check(Noun::Retailer, None, &typed).unwrap();
    assert!(check.problems.iter().all(|it| it.code != "informant_named"));
}

#[test]
fn no_answer_to_anybody_else_has_a_byte_of_who_reported() {
    let (_folder, mut archive) = copy();
    let draft = with(reported(&archive), &[("informant_address", "鸣禽巷9弄901室")]);
    let saved = archive.record_save(Noun::Hotline, None, 0, &draft, None).unwrap();
    archive.informant_show(&saved.id, Some("核实举报内容")).unwrap();
    archive.informants = None;
    let all = Query::default();
    let last = archive.operation_list(&crate::OperationFilter::default(), 0, 50).unwrap();
    let answers = [
        json(&archive.record_view(Noun::Hotline, &saved.id).unwrap()),
        json(&archive.record_form(Noun::Hotline, Some(&saved.id)).unwrap()),
        json(&archive.record_list(Noun::Hotline, &all, 0, 500).unwrap()),
        json(&archive.record_history(Noun::Hotline, &saved.id).unwrap()),
        json(&archive.record_check(Noun::Hotline, Some(&saved.id), &draft).map(|it| it.alike).unwrap()),
        json(&archive.operation_show(&last.rows[0].op_id, 0, 50).unwrap()),
        json(&last),
        json(&archive.search("欧阳修远").unwrap()),
        json(&archive.search("13912345678").unwrap()),
        json(&archive.draft_list().unwrap()),
        archive.informant_show(&saved.id, None).unwrap_err().message,
    ];
    for trace in [WHO.0, WHO.1, "鸣禽巷"] {
        for answer in &answers {
            assert!(!answer.contains(trace), "{trace}: {answer}");
        }
    }
    assert!(answers[0].contains("veiled"));
}

/// An answer as it crosses to the window.
fn json(answer: &impl serde::Serialize) -> String {
    serde_json::to_string(answer).unwrap()
}

#[test]
fn a_report_is_tied_by_hand_and_untied_and_both_stand_in_its_history() {
    let (_folder, mut archive) = copy();
    let first = |noun| rows(&archive, noun, &Query::default()).remove(0);
    let (report, shop, case) = (first(Noun::Hotline), first(Noun::Retailer), first(Noun::Case));
    let tied = |archive: &Archive| -> Vec<Option<String>> {
        let view = archive.record_view(Noun::Hotline, &report.id).unwrap();
        view.ties.into_iter().map(|tie| tie.tied.map(|it| it.id)).collect()
    };
    for (noun, other) in [(Noun::Retailer, &shop), (Noun::Case, &case)] {
        let done = archive.hotline_tie(&report.id, noun, Some(&other.id)).unwrap();
        assert!(done.op.contains(&other.number) && !done.op.contains(&other.title), "{}", done.op);
        let back = archive.record_view(noun, &other.id).unwrap();
        assert!(back.linked.iter().any(|it| it.rows.iter().any(|row| row.id == report.id)), "{noun}");
    }
    assert_eq!(tied(&archive), [Some(shop.id.clone()), Some(case.id.clone())]);
    let untied = archive.hotline_tie(&report.id, Noun::Retailer, None).unwrap();
    assert_eq!(tied(&archive), [None, Some(case.id.clone())]);
    let versions = archive.record_history(Noun::Hotline, &report.id).unwrap();
    assert!(versions[0].differences.iter().any(|it| it.title == "关联零售户" && it.before == shop.title));
    archive.operation_undo(&untied.op_id.unwrap()).unwrap();
    assert_eq!(tied(&archive), [Some(shop.id.clone()), Some(case.id)]);

    assert_eq!(archive.hotline_tie(&report.id, Noun::Staff, None).unwrap_err().kind, Kind::Invalid);
    archive.record_remove(Noun::Retailer, std::slice::from_ref(&shop.id), true, Some("录入重复")).unwrap();
    assert_eq!(archive.hotline_tie(&report.id, Noun::Retailer, Some(&shop.id)).unwrap_err().kind, Kind::Conflict);
}

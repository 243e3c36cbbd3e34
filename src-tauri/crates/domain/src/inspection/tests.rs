//! Claims about visits as typed.

use chrono::NaiveDate;

use super::{Inspection, InspectionDraft};
use crate::{Id, check::Severity};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 25).unwrap()
}

fn draft() -> InspectionDraft {
    InspectionDraft {
        inspected_on: "2026-11-24".into(),
        begun: "9:30".into(),
        ended: "10点5分".into(),
        mode: "日常检查".into(),
        name: "老地方副食店".into(),
        officers: "王执法、李四".into(),
        finding: "正常".into(),
        ..InspectionDraft::default()
    }
}

fn id() -> Id<Inspection> {
    "01937c4e-8a00-7000-8000-000000000001".parse().unwrap()
}

/// Sets fields of a draft by name.
fn with(fields: &str) -> InspectionDraft {
    let mut value = serde_json::to_value(draft()).unwrap();
    for (name, text) in fields.split('|').filter_map(|it| it.split_once('=')) {
        value[name] = text.into();
    }
    serde_json::from_value(value).unwrap()
}

#[test]
fn a_visit_reads_back_as_it_was_typed() {
    let typed = with(
        "mode=夜查|off_hours=是|finding=异常|cause=销售非法生产的烟草专卖品|follow_up=立案查处|case_no=潼烟立[2026]第12号|\
         stock=12条3包|difference=少2条|next_on=2026-12-24|address=正街1号|licence_no=619999110001|remark=已复印进货凭证",
    );
    let it = typed.check(id(), "619999", today()).into_result().unwrap();
    assert_eq!((it.begun.as_deref(), it.ended.as_deref()), (Some("09:30"), Some("10:05")));
    assert_eq!((it.stock_sticks, it.difference_sticks), (Some(2_460), Some(-400)));
    assert_eq!(it.case_no.as_deref(), Some("潼烟立〔2026〕第12号"));
    let again = InspectionDraft::from(&it).check(id(), "619999", today());
    assert_eq!(again.value, Some(it));
}

#[test]
fn what_cannot_be_is_refused_at_its_field() {
    for (fields, field, code) in [
        ("inspected_on=2026-11-26", "inspected_on", "future_date"),
        ("inspected_on=", "inspected_on", "missing"),
        ("begun=25:00", "begun", "time_form"),
        ("mode=随便", "mode", "unknown_mode"),
        ("name=", "name", "missing"),
        ("officers=", "officers", "missing"),
        ("officers=王执法", "officers", "one_officer"),
        ("officers=王执法、王执法", "officers", "one_officer"),
        ("officers=王执法|lone_reason=忙", "lone_reason", "reason_short"),
        ("lone_reason=另一名在路上", "lone_reason", "not_of_this_kind"),
        ("finding=", "finding", "missing"),
        ("finding=还行", "finding", "unknown_finding"),
        ("finding=异常", "cause", "missing"),
        ("cause=无证运输", "cause", "not_of_this_kind"),
        ("follow_up=立案", "follow_up", "not_of_this_kind"),
        ("finding=异常|cause=假烟|case_no=潼烟立〔2026〕第1号", "follow_up", "missing"),
        ("finding=异常|cause=假烟|follow_up=教育|case_no=潼烟立〔2026〕第1号", "case_no", "not_of_this_kind"),
        ("stock=若干", "stock", "sticks_form"),
        ("difference=少许", "difference", "sticks_form"),
        ("next_on=2026-11-24", "next_on", "dates_out_of_order"),
    ] {
        let checked = with(fields).check(id(), "619999", today());
        assert!(checked.value.is_none(), "{fields}");
        let told = checked.problems.iter().any(|p| (p.field, p.code, p.severity) == (field, code, Severity::Error));
        assert!(told, "{fields}: {:?}", checked.problems);
    }
}

#[test]
fn one_officer_is_refused_with_the_article_and_stands_with_a_reason() {
    let refused = with("officers=王执法").check(id(), "619999", today());
    assert!(refused.problems[0].message.contains("行政处罚法第42条"));
    let kept = with("officers=王执法|lone_reason=另一名临时出警").check(id(), "619999", today());
    assert_eq!(
        kept.problems.iter().map(|p| (p.code, p.severity)).collect::<Vec<_>>(),
        [("one_officer", Severity::Warning)]
    );
    assert_eq!(kept.value.unwrap().lone_reason.as_deref(), Some("另一名临时出警"));
}

#[test]
fn an_open_follow_up_is_only_told() {
    for (fields, field) in
        [("finding=异常|cause=假烟", "follow_up"), ("finding=异常|cause=假烟|follow_up=立案", "case_no")]
    {
        let checked = with(fields).check(id(), "619999", today());
        assert!(checked.value.is_some(), "{fields}");
        assert_eq!(checked.problems.iter().map(|p| p.field).collect::<Vec<_>>(), [field]);
    }
}

#[test]
fn a_visit_at_which_something_was_found_has_a_record_and_another_needs_none() {
    for (fields, needed) in [("finding=正常", false), ("finding=异常|cause=假烟|follow_up=教育", true)] {
        let visit = with(fields).check(id(), "619999", today()).value.unwrap();
        assert_eq!(visit.needs_record(), needed, "{fields}");
    }
}

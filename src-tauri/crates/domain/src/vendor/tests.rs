//! Claims about vendors as typed, and about what their measures make of them.

use chrono::NaiveDate;

use super::{Discovery, MeasureDraft, Vendor, VendorDraft, VendorState};
use crate::{Id, check::Severity};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-25")
}

fn draft() -> VendorDraft {
    VendorDraft {
        name: "段兰".into(),
        address: "港口镇西街7号".into(),
        found_on: "2026-10-08".into(),
        found_how: "巡查".into(),
        ..VendorDraft::default()
    }
}

fn id() -> Id<Vendor> {
    "01937c4e-8a00-7000-8000-000000000001".parse().unwrap()
}

/// Sets fields of a draft by name.
fn with(fields: &str) -> VendorDraft {
    let mut value = serde_json::to_value(draft()).unwrap();
    for (name, text) in fields.split('|').filter_map(|it| it.split_once('=')) {
        value[name] = text.into();
    }
    serde_json::from_value(value).unwrap()
}

#[test]
fn a_vendor_with_its_measures_reads_back_as_it_was_typed() {
    let typed = with(
        "trade_name=兰兰小卖部|phone=139 1234 5678|town=港口镇|format=食杂店|inspectors=王执法、李四|seen=柜台上摆着卷烟\n约20条|\
         measure=告诫；立案查处；联合取缔|measured_on=20261009；2026.10.20；2026-11-02|agencies=；；公安、市场监管|\
         case_no=；潼烟立[2026]第12号；|result=当场写了保证书；；不再经营|state=已取缔",
    );
    let checked = typed.check(id(), "619999", today());
    assert!(checked.problems.is_empty(), "{:?}", checked.problems);
    let it = checked.value.unwrap();
    assert_eq!((it.state, it.measures.len()), (VendorState::Closed, 3));
    assert_eq!(it.measures[2].agencies, ["公安", "市场监管"]);
    assert_eq!(it.measures[1].case_no.as_deref(), Some("潼烟立〔2026〕第12号"));
    assert_eq!(it.seen.as_deref(), Some("柜台上摆着卷烟\n约20条"));
    let again = VendorDraft::from(&it).check(id(), "619999", today());
    assert_eq!(again.value, Some(it));
}

#[test]
fn the_state_is_what_the_measures_leave() {
    for (measures, state) in [
        ("", VendorState::Open),
        ("measure=告诫|measured_on=2026-10-09", VendorState::Warned),
        ("measure=告诫；办证|measured_on=2026-10-09；2026-10-09", VendorState::Applying),
        ("measure=取缔|measured_on=2026-10-09", VendorState::Closed),
        ("measure=搬走|measured_on=2026-10-09|result=铺面空着；房东说的", VendorState::Gone),
    ] {
        let it = with(measures).check(id(), "619999", today()).into_result().unwrap();
        assert_eq!(it.state, state, "{measures}");
    }
    let it =
        with("measure=告诫；办证|measured_on=2026-10-09；2026-11-01").check(id(), "619999", today()).value.unwrap();
    let on = |text: &str| it.state_on(day(text));
    assert_eq!(on("2026-10-07"), None, "not found yet");
    assert_eq!((on("2026-10-08"), on("2026-10-31")), (Some(VendorState::Open), Some(VendorState::Warned)));
    assert_eq!(it.state.told(true), VendorState::Licensed);
    assert_eq!(VendorState::Warned.told(true), VendorState::Warned);
}

#[test]
fn what_cannot_be_is_refused_at_its_field_and_all_of_it_at_once() {
    for (fields, field, code) in [
        ("name=", "name", "missing"),
        ("address=", "address", "missing"),
        ("found_on=", "found_on", "missing"),
        ("found_on=2026-11-26", "found_on", "future_date"),
        ("found_how=", "found_how", "missing"),
        ("found_how=听说", "found_how", "unknown_discovery"),
        ("id_number=619999198001010018", "id_number", "id_check_digit"),
        ("phone=1391", "phone", "phone_form"),
        ("measure=告诫", "measured_on", "missing"),
        ("measured_on=2026-10-09", "measure", "missing"),
        ("result=不再经营", "measure", "missing"),
        ("measure=随便|measured_on=2026-10-09", "measure", "unknown_measure"),
        ("measure=告诫|measured_on=2026-10-07", "measured_on", "dates_out_of_order"),
        ("measure=告诫|measured_on=2026-11-26", "measured_on", "future_date"),
        ("measure=告诫；取缔|measured_on=2026-10-19；2026-10-09", "measured_on", "dates_out_of_order"),
        ("measure=告诫|measured_on=2026-10-09|case_no=潼烟立〔2026〕第1号", "case_no", "not_of_this_kind"),
    ] {
        let checked = with(fields).check(id(), "619999", today());
        assert!(checked.value.is_none(), "{fields}");
        let told = checked.problems.iter().any(|p| (p.field, p.code, p.severity) == (field, code, Severity::Error));
        assert!(told, "{fields}: {:?}", checked.problems);
    }
    let all = with("name=|found_on=|measure=告诫；立案|measured_on=；").check(id(), "619999", today()).problems;
    let second: Vec<_> = all.iter().filter(|p| p.field == "measured_on").map(|p| p.message.as_str()).collect();
    assert_eq!(second, ["第1项：处理日期必填，请补上。", "第2项：处理日期必填，请补上。"]);
    assert!(all.iter().any(|p| p.field == "name") && all.iter().any(|p| p.field == "found_on"));
}

#[test]
fn what_is_open_or_differs_is_only_told() {
    for (fields, field) in [
        ("measure=立案|measured_on=2026-10-09", "case_no"),
        ("measure=告诫|measured_on=2026-10-09|state=已取缔", "state"),
    ] {
        let checked = with(fields).check(id(), "619999", today());
        assert!(checked.value.is_some(), "{fields}");
        assert_eq!(checked.problems.iter().map(|p| p.field).collect::<Vec<_>>(), [field]);
    }
    let licensed = with("measure=办证|measured_on=2026-10-09|state=已办证").check(id(), "619999", today());
    assert!(licensed.problems.is_empty(), "the same, told as the list tells it");
}

#[test]
fn how_it_was_found_never_names_who_reported() {
    for (word, how) in [
        ("群众王某某举报", Discovery::Report),
        ("12313转办", Discovery::Report),
        ("日常检查", Discovery::Inspection),
        ("调查摸底", Discovery::Survey),
        ("其他", Discovery::Other),
    ] {
        assert_eq!(Discovery::read(word), Some(how), "{word}");
    }
}

#[test]
fn lines_of_a_form_stand_in_the_cells_of_a_row() {
    let line = |kind: &str, on: &str, note: &str| MeasureDraft {
        kind: kind.into(),
        on: on.into(),
        note: note.into(),
        ..MeasureDraft::default()
    };
    let cells = MeasureDraft::cells(&[line("告诫", "3-1", "说；好"), MeasureDraft::default(), line("取缔", "4-1", "")]);
    assert_eq!(cells, ["告诫；取缔", "3-1；4-1", "", "", "说，好；"]);
}

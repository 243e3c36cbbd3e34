//! What a record says as a draft reads back as the same record; and what a draft must not say is told at its field.

#![expect(clippy::unwrap_used, reason = "a test fails by panic")]

use chrono::{DateTime, Days, NaiveDate, Utc};
use proptest::{option, prelude::*};
use uuid::Uuid;
use yihu_domain::{
    Head, Id,
    case::{Case, CaseDraft, Procedure, ProcedureRule},
    case_no,
    check::{Checked, Reasons, Severity},
    hotline::{Category, Hotline, HotlineDraft, Outcome},
    id_card,
    licence::{Licence, LicenceDraft, LicenceState},
    retailer::{Class, Market, Retailer, RetailerDraft},
    staff::{Staff, StaffDraft, StaffState},
    training::{Attendance, Training, TrainingDraft},
};

const BUREAU: &str = "619999";

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 27).unwrap()
}

fn id<T>() -> impl Strategy<Value = Id<T>> {
    any::<u128>().prop_map(|n| Id::new(Uuid::from_u128(n)))
}

fn head<T: 'static + std::fmt::Debug>() -> impl Strategy<Value = Head<T>> {
    id().prop_map(|id| Head::new(id, BUREAU))
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[赵钱孙李单曾][甲乙丙丁㛃䶮]{1,2}", Just("才让·多杰".to_owned()), Just("于𬭎".to_owned())]
}

fn words() -> impl Strategy<Value = String> {
    "[一-龥A-Za-z0-9]{1,12}"
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..3000).prop_map(|back| today() - Days::new(back))
}

fn id_number() -> impl Strategy<Value = String> {
    (50_u32..99, 1_u32..13, 1_u32..29, 0_u32..1000)
        .prop_map(|(y, m, d, n)| id_card::read(&format!("619999{y:02}{m:02}{d:02}{n:03}")).unwrap())
}

fn phone() -> impl Strategy<Value = String> {
    "1[3-9][0-9]{9}"
}

fn retailer() -> impl Strategy<Value = Retailer> {
    let first = (head(), words(), name(), option::of(id_number()), words(), option::of(phone()));
    let market = option::of(prop_oneof![Just(Market::Town), Just(Market::Country)]);
    let class = option::of(prop::sample::select(Class::ALL.to_vec()));
    (first, option::of(words()), market, class, option::of(words())).prop_map(|(first, town, market, class, remark)| {
        let (head, trade_name, owner_name, owner_id_number, address, phone) = first;
        Retailer {
            head,
            trade_name,
            owner_name,
            owner_id_number,
            uscc: None,
            business_registration_no: None,
            holder_type: None,
            address,
            town,
            village: None,
            phone,
            format: Some("食杂店".to_owned()),
            market,
            class,
            class_reason: None,
            class_on: None,
            class_by: None,
            class_rule: None,
            class_kept: None,
            special_care: None,
            remark,
            reasons: Reasons::new(),
            merged_into: None,
        }
    })
}

fn licence() -> impl Strategy<Value = Licence> {
    let state = prop::sample::select(LicenceState::ALL.to_vec());
    (head(), 0_u32..100_000, id(), option::of(day()), 0_u64..1800, state).prop_map(
        |(head, number, retailer, issued_on, lasts, state)| Licence {
            head,
            licence_no: format!("6199991{number:05}"),
            retailer,
            scope: Some("卷烟".to_owned()),
            supplier: None,
            issued_on,
            valid_from: None,
            valid_to: issued_on.map(|on| on + Days::new(lasts)),
            state,
            upstream_no: None,
            remark: None,
        },
    )
}

fn case() -> impl Strategy<Value = Case> {
    let clock = (day(), 0_u64..7, 0_u64..120, 0_u64..60);
    let amounts = (option::of(0_i64..1_000_000), option::of(0_i64..100_000_000), option::of(0_i64..1_000_000));
    (head(), 1_u32..500, name(), clock, amounts, any::<[bool; 3]>()).prop_map(
        |(head, number, party_name, (occurred, filed, decided, closed), (sticks, value_fen, fine_fen), flags)| {
            let filed_on = occurred + Days::new(filed);
            let decided_on = filed_on + Days::new(decided);
            Case {
                head,
                case_no: case_no::read(&format!("潼烟立〔2026〕第{number}号")).unwrap(),
                cause: "未在当地烟草专卖批发企业进货".to_owned(),
                procedure: if flags[0] { Procedure::Ordinary } else { Procedure::Simple },
                procedure_rule: ProcedureRule::on(filed_on),
                source: None,
                party_name,
                party_id_number: None,
                party_address: None,
                licence_no: Some("619999110000".to_owned()),
                retailer: None,
                occurred_on: Some(occurred),
                filed_on: Some(filed_on),
                investigated_on: None,
                decided_on: Some(decided_on),
                decision_no: None,
                served_on: None,
                closed_on: Some(decided_on + Days::new(closed)),
                archived_on: None,
                officers: vec!["段兰".to_owned(), "朱文".to_owned()],
                sticks,
                value_fen,
                fine_fen,
                seized_sticks: sticks,
                transferred_to: flags[1].then(|| "公安".to_owned()),
                transferred_on: None,
                reviewed: flags[2],
                sued: flags[1],
                goods: Vec::new(),
                facts: None,
                remark: None,
                reasons: Reasons::new(),
            }
        },
    )
}

fn instant() -> impl Strategy<Value = DateTime<Utc>> {
    (1_600_000_000_i64..1_795_000_000).prop_map(|s| DateTime::from_timestamp(s, 0).unwrap())
}

fn hotline() -> impl Strategy<Value = Hotline> {
    let category = prop::sample::select(Category::ALL.to_vec());
    (head(), option::of(words()), instant(), category, option::of(words()), option::of(words())).prop_map(
        |(head, upstream_no, received_at, category, content, target_name)| Hotline {
            head,
            upstream_no,
            channel: None,
            received_at,
            dispatched_at: None,
            category,
            anonymous: true,
            informant: None,
            content,
            summary: None,
            target_name,
            target_address: None,
            retailer: None,
            handler: None,
            due_on: None,
            result: Some("经查不属实".to_owned()),
            outcome: Some(Outcome::Untrue),
            closed_on: None,
            feedback: None,
            case: None,
            remark: None,
        },
    )
}

fn training() -> impl Strategy<Value = Training> {
    let people = prop::collection::vec((id(), 1_i64..40), 0..9);
    (head(), day(), words(), 40_i64..80, people).prop_map(|(head, held_on, topic, tenths, people)| Training {
        head,
        held_on,
        topic,
        mode: Some("自学".to_owned()),
        lecturer: None,
        place: None,
        tenths,
        attendance: people.into_iter().map(|(staff, tenths)| Attendance { staff, tenths }).collect(),
        remark: None,
    })
}

fn staff() -> impl Strategy<Value = Staff> {
    let state = prop_oneof![Just(StaffState::InPost), Just(StaffState::MovedAway), Just(StaffState::Retired)];
    (head(), name(), option::of(id_number()), any::<bool>(), option::of(day()), state).prop_map(
        |(head, full_name, id_number, internal_full_time, joined_on, state)| Staff {
            head,
            full_name,
            id_number,
            mobile: None,
            department: Some("专卖股".to_owned()),
            post: None,
            law_certificate_no: None,
            inspection_certificate_no: None,
            certificate_valid_to: None,
            internal_full_time,
            joined_on,
            state,
            remark: None,
            reasons: Reasons::new(),
        },
    )
}

fn sound<T>(checked: Checked<T>) -> T {
    assert!(checked.value.is_some(), "{:?}", checked.problems);
    checked.value.unwrap()
}

proptest! {
    #[test]
    fn a_retailer_survives_its_draft(it in retailer()) {
        prop_assert_eq!(sound(RetailerDraft::from(&it).check(it.head.id, BUREAU, today())), it);
    }

    #[test]
    fn a_licence_survives_its_draft(it in licence()) {
        prop_assert_eq!(sound(LicenceDraft::from(&it).check(it.head.id, BUREAU, it.retailer, today())), it);
    }

    #[test]
    fn a_case_survives_its_draft(it in case()) {
        prop_assert_eq!(sound(CaseDraft::from(&it).check(it.head.id, BUREAU, today())), it);
    }

    #[test]
    fn a_hotline_record_survives_its_draft(it in hotline()) {
        prop_assert_eq!(sound(HotlineDraft::from(&it).check(it.head.id, BUREAU, today())).0, it);
    }

    #[test]
    fn a_session_survives_its_draft(it in training()) {
        prop_assert_eq!(sound(TrainingDraft::from(&it).check(it.head.id, BUREAU, today())), it);
    }

    #[test]
    fn a_person_survives_its_draft(it in staff()) {
        prop_assert_eq!(sound(StaffDraft::from(&it).check(it.head.id, BUREAU, today())), it);
    }

    #[test]
    fn a_record_survives_json(it in case()) {
        let text = serde_json::to_string(&it).unwrap();
        prop_assert_eq!(serde_json::from_str::<Case>(&text).unwrap(), it);
    }

    #[test]
    fn no_draft_panics(text in "\\PC{0,40}") {
        let id = Uuid::nil();
        let case = CaseDraft { case_no: text.clone(), filed_on: text.clone(), sticks: text.clone(), value: text.clone(), officers: text.clone(), ..CaseDraft::default() };
        let _ = case.check(Id::new(id), BUREAU, today());
        let hotline = HotlineDraft { received_at: text.clone(), informant_name: text.clone(), content: text.clone(), ..HotlineDraft::default() };
        let _ = hotline.check(Id::new(id), BUREAU, today());
        let shop = RetailerDraft { owner_name: text.clone(), owner_id_number: text.clone(), uscc: text.clone(), phone: text, ..RetailerDraft::default() };
        let _ = shop.check(Id::new(id), BUREAU, today());
    }
}

/// Makes a good draft wrong.
type Spoil = fn(&mut CaseDraft);

/// Each wrong draft, the field at which it is told, and the code.
#[test]
fn every_rule_of_a_case_is_told_at_its_field() {
    let good = || CaseDraft {
        case_no: "潼烟立〔2026〕第1号".to_owned(),
        cause: "无烟草专卖零售许可证经营".to_owned(),
        party_name: "雷浩".to_owned(),
        occurred_on: "2026-04-23".to_owned(),
        filed_on: "2026-04-27".to_owned(),
        decided_on: "2026-05-18".to_owned(),
        officers: "贺艳建、侯强平".to_owned(),
        ..CaseDraft::default()
    };
    let table: [(&str, &str, Severity, Spoil); 8] = [
        ("officers", "one_officer", Severity::Error, |d| d.officers = "贺艳建".to_owned()),
        ("officers", "one_officer", Severity::Error, |d| d.officers = "贺艳建、贺艳建".to_owned()),
        ("filed_on", "filed_before_found", Severity::Error, |d| d.filed_on = "2026-04-22".to_owned()),
        ("decided_on", "dates_out_of_order", Severity::Error, |d| d.decided_on = "2026-04-26".to_owned()),
        // 2026-04-27 + 90 days = 2026-07-26: that day is in time, the next is not.
        ("decided_on", "over_90_days", Severity::Warning, |d| d.decided_on = "2026-07-27".to_owned()),
        ("decided_on", "future_date", Severity::Warning, |d| d.decided_on = "2026-11-28".to_owned()),
        ("party_name", "missing", Severity::Error, |d| d.party_name = " ".to_owned()),
        ("filed_on", "impossible_date", Severity::Error, |d| d.filed_on = "2026年4月31日".to_owned()),
    ];
    assert!(good().check(Id::new(Uuid::nil()), BUREAU, today()).problems.is_empty());
    let mut in_time = good();
    in_time.decided_on = "2026-07-26".to_owned();
    assert!(in_time.check(Id::new(Uuid::nil()), BUREAU, today()).problems.is_empty());
    for (field, code, severity, spoil) in table {
        let mut draft = good();
        spoil(&mut draft);
        let checked = draft.check(Id::new(Uuid::nil()), BUREAU, today());
        assert!(
            checked.problems.iter().any(|p| p.field == field && p.code == code && p.severity == severity),
            "{field} {code}: {:?}",
            checked.problems
        );
        assert_eq!(checked.value.is_none(), severity == Severity::Error, "{code}");
    }
}

#[test]
fn two_wrong_fields_are_told_at_once() {
    let draft = RetailerDraft {
        trade_name: "城关一店".to_owned(),
        owner_name: String::new(),
        owner_id_number: "61999919900101001X".to_owned(),
        address: "人民路1号".to_owned(),
        ..RetailerDraft::default()
    };
    let error = draft.check(Id::new(Uuid::nil()), BUREAU, today()).into_result().unwrap_err();
    assert_eq!(error.fields.keys().collect::<Vec<_>>(), ["owner_id_number", "owner_name"]);
}

#[test]
fn who_reported_is_not_in_the_record() {
    let draft = HotlineDraft {
        received_at: "2026.04.29 19:32".to_owned(),
        category: "举报".to_owned(),
        informant_name: "白秀浩".to_owned(),
        informant_phone: "17807267447".to_owned(),
        content: "举报人白秀浩（电话17807267447）要求保密。".to_owned(),
        result: "已答复".to_owned(),
        ..HotlineDraft::default()
    };
    let checked = draft.check(Id::new(Uuid::nil()), BUREAU, today());
    assert!(checked.problems.iter().any(|p| p.field == "content" && p.code == "informant_in_text"));
    let (record, informant) = checked.value.unwrap();
    assert_eq!(informant.name.as_deref(), Some("白秀浩"));
    assert!(!record.anonymous && record.informant.is_none());
    assert!(!format!("{informant:?}").contains("白秀浩"), "not even in a debug line");
}

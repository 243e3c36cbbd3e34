//! Claims about deadlines.

use super::*;
use crate::{
    Id,
    case::CaseDraft,
    hotline::HotlineDraft,
    licence::{LicenceDraft, LicenceState},
    staff::StaffDraft,
};

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn id<T>() -> Id<T> {
    Id::new(uuid::Uuid::from_u128(1))
}

fn calendar() -> Calendar {
    Calendar::from_years([crate::calendar::Year {
        year: 2026,
        holidays: [(on("2026-11-20"), "试放".to_owned())].into(),
        workdays: [(on("2026-11-22"), "试放".to_owned())].into(),
    }])
    .unwrap()
}

fn limits() -> Limits {
    Limits::new(serde_json::from_str(include_str!("../../../../../assets/registers/hotline_limits.json")).unwrap())
        .unwrap()
}

fn licence(valid_to: &str, state: &str) -> Licence {
    let draft = LicenceDraft {
        licence_no: "619999110007".into(),
        valid_to: valid_to.into(),
        state: state.into(),
        ..LicenceDraft::default()
    };
    draft.check(id(), "619999", id(), on("2026-11-27")).value.unwrap()
}

#[test]
fn a_licence_is_renewed_thirty_days_before_it_ends_and_then_it_ends() {
    let today = on("2026-11-27");
    for (valid_to, state, expected) in [
        ("2026-12-31", "有效", Some((Task::Renewal, "2026-12-01", 4))),
        // 30 days before Tuesday 29 December is Sunday 29 November; Friday is the 27th, today.
        ("2026-12-29", "有效", Some((Task::Renewal, "2026-11-27", 0))),
        // 30 days before 2 January 2027 is Thursday 3 December 2026, which is worked.
        ("2027-01-02", "停业", Some((Task::Renewal, "2026-12-03", 6))),
        // 30 days before 10 February 2027 is 11 January 2027, a year that this calendar does not have.
        ("2027-02-10", "有效", Some((Task::Renewal, "2027-01-11", 45))),
        ("2026-12-27", "停业", Some((Task::Renewal, "2026-11-27", 0))),
        ("2026-12-26", "有效", Some((Task::LicenceEnd, "2026-12-26", 29))),
        ("2026-11-26", "有效", Some((Task::LicenceEnd, "2026-11-26", -1))),
        ("2026-11-26", "注销", None),
        ("", "有效", None),
    ] {
        let found = of_licence(&licence(valid_to, state), &calendar(), today);
        let said = found.as_ref().map(|it| (it.task, it.on, it.days(today)));
        assert_eq!(said, expected.map(|(task, day, days)| (task, on(day), days)), "{valid_to} {state}");
    }
    assert!(LicenceState::Suspended.is_live());
    // On Saturday 28 November the Friday is over, and the day of the law is still to come.
    let late = of_licence(&licence("2026-12-29", "有效"), &calendar(), on("2026-11-28")).unwrap();
    assert_eq!((late.task, late.on), (Task::Renewal, on("2026-11-29")));
}

#[test]
fn a_matter_is_accepted_decided_delivered_and_a_closed_shop_opens_again() {
    let rules = include_str!("../../../../../assets/registers/licence_rules.json");
    let rules: crate::matter::Rules = serde_json::from_str(rules).unwrap();
    let matter = |kind: &str, fields: &[(&str, &str)]| {
        let mut json = serde_json::json!({"kind": kind, "licence_no": "619999110007", "holder": "城关便利店"});
        for (field, text) in fields {
            json[*field] = (*text).into();
        }
        let draft: crate::matter::MatterDraft = serde_json::from_value(json).unwrap();
        draft.check(id(), "619999", on("2026-11-27")).value.unwrap()
    };
    let applied = ("applied_on", "2026-11-16");
    let accepted = ("accepted_on", "2026-11-17");
    let decided = [("decision", "准予"), ("decided_on", "2026-11-19"), ("suspended_from", "2026-11-20")];
    let closed = [&[applied, accepted][..], &decided, &[("suspended_to", "2027-05-20")]].concat();
    for (kind, fields, task, day) in [
        // Tue 17 (1), Wed 18 (2), Thu 19 (3), Fri 20 off, worked Sun 22 (4), Mon 23 (5).
        ("停业", vec![applied], Task::Acceptance, "2026-11-23"),
        // Wed 18 (1), Thu 19 (2), Sun 22 (3), 23–27 (4–8), 30 Nov – 4 Dec (9–13), 7–11 (14–18), Mon 14 (19), Tue 15 (20).
        ("停业", vec![applied, accepted], Task::MatterDecision, "2026-12-15"),
        // Sun 22 (1), 23–27 (2–6), Mon 30 (7), 1–3 December (8–10).
        ("停业", closed.clone(), Task::Delivery, "2026-12-03"),
        ("变更", vec![("ordered_on", "2026-11-16")], Task::ChangeOrder, "2026-12-16"),
    ] {
        let due = of_matter(&matter(kind, &fields), None, &calendar(), &rules.limits, on("2026-11-27"));
        let due = due.unwrap().unwrap();
        assert_eq!((due.task, due.on), (task, on(day)), "{kind}");
        assert!(due.article.contains('第'), "{}", due.article);
    }
    let closed = matter("停业", &closed);
    assert!(of_matter(&closed, None, &Calendar::default(), &rules.limits, on("2026-11-27")).is_err());
    let end = of_suspension(&closed, &licence("2028-01-01", "停业")).unwrap();
    assert_eq!((end.task, end.on), (Task::SuspensionEnd, on("2027-05-20")));
    assert_eq!(of_suspension(&closed, &licence("2028-01-01", "有效")), None);
}

#[test]
fn a_renewal_window_opens_ninety_days_before_the_end_and_closes_thirty_before() {
    // 30 days before Tuesday 3 November 2026 is Sunday 4 October; 90 days before is 5 August.
    let it = licence("2026-11-03", "有效");
    assert_eq!((it.renewal_opens_on(), it.renewal_due_on()), (Some(on("2026-08-05")), Some(on("2026-10-04"))));
    // Friday 2 October is the working day before, in a calendar without 国庆节.
    assert_eq!(it.renewal_by(&calendar()), Some(on("2026-10-02")));
    assert_eq!(it.renewal_by(&Calendar::default()), Some(on("2026-10-04")));
}

#[test]
fn a_case_is_decided_ninety_days_after_it_was_filed() {
    let case = |decided: &str, closed: &str| {
        let draft = CaseDraft {
            case_no: "潼烟立〔2026〕第7号".into(),
            cause: "未在当地烟草专卖批发企业进货".into(),
            party_name: "王某".into(),
            officers: "张三、李四".into(),
            filed_on: "2026-09-01".into(),
            decided_on: decided.into(),
            closed_on: closed.into(),
            ..CaseDraft::default()
        };
        draft.check(id(), "619999", on("2026-11-27")).value.unwrap()
    };
    let due = of_case(&case("", "")).unwrap();
    assert_eq!((due.task, due.on), (Task::Decision, on("2026-11-30")));
    assert!(due.article.contains("第60条") && due.article.contains("90日"));
    assert_eq!(of_case(&case("2026-10-01", "")), None);
    assert_eq!(of_case(&case("", "2026-10-01")), None);
}

#[test]
fn a_hotline_record_is_closed_within_its_days_or_those_the_province_set() {
    let hotline = |category: &str, due_on: &str, closed_on: &str| {
        let draft = HotlineDraft {
            received_at: "2026-11-16 09:00".into(),
            category: category.into(),
            due_on: due_on.into(),
            closed_on: closed_on.into(),
            ..HotlineDraft::default()
        };
        draft.check(id(), "619999", on("2026-11-27")).value.unwrap().0
    };
    for (category, due_on, day) in [
        ("举报", "", "2026-11-23"),
        // Tue 17 (1), Wed 18 (2), Thu 19 (3), Fri 20 off, Sun 22 worked (4), Mon 23 (5).
        ("咨询", "", "2026-11-23"),
        ("投诉", "", "2026-12-07"),
        ("举报", "2026-12-01", "2026-12-01"),
    ] {
        let due = of_hotline(&hotline(category, due_on, ""), &calendar(), &limits()).unwrap();
        assert_eq!(due.on, on(day), "{category} {due_on}");
        assert_eq!(due.article.contains("上级规定"), !due_on.is_empty());
        assert_eq!(due.article.contains("第33条"), category == "举报" && due_on.is_empty());
        assert_eq!(due.article.contains("口径待上级明确"), category != "举报");
    }
    assert_eq!(of_hotline(&hotline("举报", "", "2026-11-20"), &calendar(), &limits()), None);
    assert_eq!(of_hotline(&hotline("投诉", "", ""), &Calendar::default(), &limits()), None, "nothing is guessed");
}

#[test]
fn only_those_in_post_owe_certificates_and_hours() {
    let today = on("2026-11-27");
    let person = |state: &str, joined: &str| {
        let draft = StaffDraft {
            full_name: "段兰".into(),
            state: state.into(),
            joined_on: joined.into(),
            certificate_valid_to: "2026-12-05".into(),
            ..StaffDraft::default()
        };
        draft.check(id(), "619999", today).value.unwrap()
    };
    let here = person("在岗", "2020-01-01");
    assert_eq!(of_certificate(&here).map(|due| due.days(today)), Some(8));
    assert_eq!(of_certificate(&person("退休", "")), None);
    assert_eq!(of_hours(&here, 399, today).map(|due| due.on), Some(on("2026-11-30")));
    assert_eq!(of_hours(&here, 400, today), None);
    assert_eq!(of_hours(&person("在岗", "2026-10-01"), 0, today), None, "half a year has not passed");
    let december = of_hours(&here, 0, on("2026-12-05")).unwrap();
    assert_eq!(december.days(on("2026-12-05")), -5);
}

#[test]
fn what_is_near_is_overdue_or_due_in_fourteen_days() {
    let due = |day| Deadline::new(Task::Decision, on(day), "");
    let today = on("2026-11-27");
    assert!(due("2026-11-01").is_near(today) && due("2026-12-11").is_near(today));
    assert!(!due("2026-12-12").is_near(today));
}

//! Claims about diaries: as typed, as they are handed in and approved, and by the month.

use chrono::NaiveDate;

use super::{Diary, DiaryDraft, DiaryState, DiaryTally, expected, months, workdays};
use crate::{
    Id,
    calendar::{Calendar, Year},
    check::Severity,
    deadline::{self, Task},
    period::Period,
    staff::{Staff, StaffDraft},
    supervision::Supervision,
};

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    on("2026-11-25")
}

/// November 2026 as in the State Council's year, but with Friday the 20th off and Sunday the 22nd worked.
fn calendar() -> Calendar {
    Calendar::from_years([Year {
        year: 2026,
        holidays: [(on("2026-11-20"), "试放".to_owned())].into(),
        workdays: [(on("2026-11-22"), "试放".to_owned())].into(),
    }])
    .unwrap()
}

/// Sets fields of a draft by name.
fn with(fields: &str) -> DiaryDraft {
    let draft = DiaryDraft {
        diary_on: "2026-11-18".into(),
        officer: "段兰".into(),
        content: "走访城关镇六户，核对许可证".into(),
        ..DiaryDraft::default()
    };
    let mut value = serde_json::to_value(draft).unwrap();
    for (name, text) in fields.split('|').filter_map(|it| it.split_once('=')) {
        value[name] = text.into();
    }
    serde_json::from_value(value).unwrap()
}

fn diary(fields: &str) -> Diary {
    let id = Id::new(uuid::Uuid::from_u128(1));
    with(fields).check(id, "619999", today()).into_result().unwrap()
}

#[test]
fn a_diary_reads_back_as_a_ledger_has_it() {
    let it = diary(
        "route=城关—港口|problems=一户没有明码标价|returned_on=2026-11-18|return_reason=没有写明检查了哪几户|\
         submitted_on=2026-11-19|approver=朱文|approved_on=2026-11-23|opinion=同意|remark=补写|state=已审核",
    );
    assert_eq!(it.state, DiaryState::Approved);
    let id = it.head.id;
    assert_eq!(DiaryDraft::from(&it).check(id, "619999", today()).value, Some(it));
}

#[test]
fn what_is_wrong_is_said_all_at_once() {
    let id = || Id::new(uuid::Uuid::from_u128(1));
    for (fields, wrong) in [
        ("diary_on=|officer=|content=", vec!["diary_on", "officer", "content"]),
        ("diary_on=2026-11-26", vec!["diary_on"]),
        ("content=外出", vec!["content"]),
        ("submitted_on=2026-11-17", vec!["submitted_on"]),
        ("submitted_on=2026-11-19|approver=段兰|approved_on=2026-11-19", vec!["approver"]),
        ("approver=朱文", vec!["approved_on"]),
        ("approved_on=2026-11-19", vec!["approver", "submitted_on"]),
        ("submitted_on=2026-11-20|approver=朱文|approved_on=2026-11-19", vec!["approved_on"]),
        ("opinion=同意", vec!["approved_on"]),
        ("returned_on=2026-11-19", vec!["return_reason"]),
        ("return_reason=没有写明路线", vec!["returned_on"]),
        ("submitted_on=2026-11-18|returned_on=2026-11-19|return_reason=没有写明路线", vec!["submitted_on"]),
    ] {
        let refused = with(fields).check(id(), "619999", today()).into_result().unwrap_err();
        let mut expected = wrong.clone();
        expected.sort_unstable();
        assert_eq!(refused.fields.keys().map(String::as_str).collect::<Vec<_>>(), expected, "{fields}");
    }
    // A state that a ledger says otherwise than its days is told, and the days stand.
    let checked = with("state=已审批").check(id(), "619999", today());
    assert_eq!(checked.value.unwrap().state, DiaryState::Draft);
    assert!(checked.problems.iter().any(|it| it.severity == Severity::Warning && it.code == "state_differs"));
}

#[test]
fn it_is_handed_in_given_back_handed_in_again_and_approved_by_another() {
    let mut it = diary("");
    assert_eq!(it.approve("朱文", today(), None).unwrap_err().code, "not_submitted");
    it.submit(on("2026-11-19")).unwrap();
    assert_eq!(it.submit(on("2026-11-19")).unwrap_err().code, "submitted");
    assert_eq!(it.approve("段兰", today(), None).unwrap_err().code, "own_diary");
    it.give_back("朱文", on("2026-11-20"), "没有写明检查了哪几户".to_owned()).unwrap();
    assert_eq!((it.state, it.submitted_on), (DiaryState::Returned, None));
    it.submit(on("2026-11-23")).unwrap();
    it.approve("朱文", on("2026-11-24"), Some("同意".to_owned())).unwrap();
    assert_eq!((it.state, it.returned_on), (DiaryState::Approved, Some(on("2026-11-20"))));
    for refused in [it.submit(today()), it.approve("朱文", today(), None), it.give_back("朱文", today(), String::new())]
    {
        assert_eq!(refused.unwrap_err().code, "approved");
    }
}

#[test]
fn it_is_approved_within_so_many_working_days_counted_by_hand() {
    let (calendar, set) = (calendar(), Supervision::default());
    assert_eq!(set.approval_days, 3);
    // Handed in on Wednesday the 18th: Thu 19 (1), Fri 20 off, Sun 22 worked (2), Mon 23 (3).
    for (fields, late) in [
        ("submitted_on=2026-11-18|approver=朱文|approved_on=2026-11-23", false),
        ("submitted_on=2026-11-18|approver=朱文|approved_on=2026-11-24", true),
        ("submitted_on=2026-11-18", true),
        ("submitted_on=2026-11-19", true), // by Tuesday the 24th, and today is the 25th
        ("submitted_on=2026-11-22", false), // by Wednesday the 25th
    ] {
        let it = diary(&format!("diary_on=2026-11-16|{fields}"));
        let by = it.approve_by(&calendar, 3).unwrap().unwrap();
        assert_eq!(it.is_late(by, today()), late, "{fields} by {by}");
        let due = deadline::of_diary(&it, &calendar, &set).unwrap();
        assert_eq!(due.is_some(), it.approved_on.is_none(), "{fields}");
        if let Some(due) = due {
            assert_eq!((due.task, due.on), (Task::Approval, by));
            assert!(due.article.contains("本局设置") && due.article.contains("3个工作日"));
        }
    }
    assert_eq!(diary("").approve_by(&calendar, 3).unwrap(), None);
    assert!(Calendar::default().years().next().is_none());
    assert!(diary("submitted_on=2026-11-18").approve_by(&Calendar::default(), 3).is_err());
}

#[test]
fn a_month_counts_diaries_and_the_working_days_that_have_none() {
    let person = |name: &str, post: &str, joined: &str| -> Staff {
        let draft =
            StaffDraft { full_name: name.into(), post: post.into(), joined_on: joined.into(), ..StaffDraft::default() };
        draft.check(Id::new(uuid::Uuid::from_u128(7)), "619999", today()).into_result().unwrap()
    };
    let staff =
        [person("段兰", "城关片区市管员", ""), person("朱文", "股长", ""), person("雷云秀", "市管员", "2026-11-23")];
    let owing = expected(&staff);
    assert_eq!(owing.keys().collect::<Vec<_>>(), ["段兰", "雷云秀"]);
    let diaries = [
        diary("diary_on=2026-11-02|submitted_on=2026-11-03|approver=朱文|approved_on=2026-11-04"),
        diary("diary_on=2026-11-03|submitted_on=2026-11-03"),
        diary("diary_on=2026-11-01|officer=侯强平"), // a Sunday, by one who owes none
    ];
    let period = Period::of(today());
    let found = months(period, today(), &calendar(), 3, &owing, &diaries);
    let said: Vec<_> = found
        .iter()
        .map(|it| (it.officer.as_str(), it.written, it.waiting, it.approved, it.late, it.workdays, it.missing.len()))
        .collect();
    // Working days from the 1st to the 24th: 2–6, 9–13, 16–19, 22 (worked), 23, 24 = 17; since the 23rd: 2.
    assert_eq!(said, [("侯强平", 1, 0, 0, 0, 0, 0), ("段兰", 2, 1, 1, 1, 17, 15), ("雷云秀", 0, 0, 0, 0, 2, 2)]);
    assert_eq!(found[2].missing, [on("2026-11-23"), on("2026-11-24")]);
    // Without a calendar nothing is known to be missing or late, and that it lacks is said.
    let unknown = months(period, today(), &Calendar::default(), 3, &owing, &diaries);
    assert!(unknown.iter().all(|it| (it.workdays, it.late, it.missing.len()) == (0, 0, 0)) && unknown[1].written == 2);
    assert!(workdays(period, today(), &Calendar::default()).is_err());

    let mut tally = DiaryTally::new(period, 3);
    assert_eq!((tally.indicator(), tally.sentence()), (None, None));
    for it in &diaries {
        tally.take(it, &calendar());
    }
    tally.missing(&found);
    let figure = tally.indicator().unwrap();
    assert_eq!((figure.numerator, figure.denominator, figure.value.as_str()), (1, Some(2), "50.00%"));
    assert_eq!(tally.late, ["2026-11-03 段兰"]);
    let said = tally.sentence().unwrap();
    assert!(said.contains("段兰15天、雷云秀2天") && said.contains("仅供核对"), "{said}");
}

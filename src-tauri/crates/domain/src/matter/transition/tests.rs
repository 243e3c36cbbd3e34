//! Claims about what a matter makes of its licence.

use super::*;
use crate::{
    Id,
    licence::LicenceDraft,
    matter::{Matter, MatterDraft},
};

fn on(day: &str) -> NaiveDate {
    day.parse().unwrap()
}

fn licence(state: State, valid_to: &str) -> Licence {
    let draft = LicenceDraft {
        licence_no: "619999110007".into(),
        valid_to: valid_to.into(),
        state: state.title().into(),
        ..LicenceDraft::default()
    };
    let id = Id::new(uuid::Uuid::from_u128(1));
    draft.check(id, "619999", Id::new(uuid::Uuid::from_u128(2)), on("2026-11-27")).value.unwrap()
}

fn id<T>() -> Id<T> {
    Id::new(uuid::Uuid::from_u128(8))
}

/// A matter that was applied for in October 2026 and decided on 2026-11-02.
fn matter(kind: Kind, decision: Decision) -> Matter {
    let effect = decision.takes_effect();
    let given = |yes: bool, text: &str| if yes { text.to_owned() } else { String::new() };
    let draft = MatterDraft {
        kind: kind.title().into(),
        licence_no: "619999110007".into(),
        holder: "城关便利店".into(),
        applied_on: "2026-10-12".into(),
        accepted_on: given(decision != Decision::NotAccepted, "2026-10-13"),
        decision: decision.title().into(),
        decided_on: "2026-11-02".into(),
        suspended_from: given(effect && kind == Kind::Suspension, "2026-11-05"),
        suspended_to: given(effect && kind == Kind::Suspension, "2027-05-05"),
        changed_from: given(kind == Kind::Change, "正街1号"),
        changed_to: given(kind == Kind::Change, "正街2号"),
        reissued: given(kind == Kind::Reissue, "副本"),
        loss: given(kind == Kind::Reissue, "遗失"),
        valid_to: given(effect && kind.gives_term(), "2031-12-31"),
        reason: given(!effect || kind == Kind::Cancellation, "持证人死亡"),
        ..MatterDraft::default()
    };
    let checked = draft.check(Id::new(uuid::Uuid::from_u128(3)), "619999", on("2026-11-27"));
    assert!(checked.value.is_some(), "{kind:?} {decision:?}: {:?}", checked.problems);
    checked.value.unwrap()
}

/// Rows as `LicenceState::ALL`, columns as `MatterKind::ALL`; `-` is refused.
const TABLE: [(&str, &str); 9] = [
    //         新办 变更 延续 停业 恢复营业 歇业 补办 收回 撤回 撤销 注销 吊销
    ("申请中", "有效 - - - - - - - - - - -"),
    ("有效", "- 有效 有效 停业 - 歇业 有效 收回 撤回 撤销 注销 吊销"),
    ("停业", "- - 停业 - 有效 歇业 停业 收回 撤回 撤销 注销 吊销"),
    ("歇业", "- - - - - - - - - - 注销 -"),
    ("收回", "- - - - - - - - - - 注销 -"),
    ("撤回", "- - - - - - - - - - 注销 -"),
    ("撤销", "- - - - - - - - - - 注销 -"),
    ("吊销", "- - - - - - - - - - 注销 -"),
    ("注销", "- - - - - - - - - - - -"),
];

#[test]
fn every_state_and_kind_is_allowed_or_refused_as_in_the_table() {
    for (state, (name, row)) in State::ALL.into_iter().zip(TABLE) {
        assert_eq!(state.title(), name);
        let expected: Vec<&str> = row.split(' ').collect();
        assert_eq!(expected.len(), Kind::ALL.len());
        for (kind, expected) in Kind::ALL.into_iter().zip(expected) {
            let what = format!("{name} {}", kind.title());
            match next(state, kind) {
                Ok(to) => assert_eq!(to.title(), expected, "{what}"),
                Err(refusal) => {
                    assert_eq!(expected, "-", "{what}: {}", refusal.message);
                    assert!(refusal.message.contains(name) && refusal.message.contains(kind.title()), "{what}");
                    assert!(refusal.message.contains('：'), "{what} says what to do: {}", refusal.message);
                }
            }
            let valid_to = if state == State::Applying { "" } else { "2026-12-31" };
            let moved = matter(kind, Decision::Granted).moves(&licence(state, valid_to));
            assert_eq!(moved.map_or("-", |it| it.state.title()), expected, "{what} with its days");
        }
    }
}

#[test]
fn what_was_not_granted_moves_nothing() {
    for decision in [Decision::Refused, Decision::NotAccepted, Decision::Ended] {
        for state in State::ALL {
            let was = licence(state, "2026-12-31");
            assert_eq!(matter(Kind::Suspension, decision).moves(&was), Ok(was), "{decision:?} {state:?}");
        }
    }
}

#[test]
fn a_new_licence_and_a_renewed_one_get_their_term() {
    let new = matter(Kind::New, Decision::Granted).moves(&licence(State::Applying, "")).unwrap();
    assert_eq!((new.issued_on, new.valid_from), (Some(on("2026-11-02")), Some(on("2026-11-02"))));
    assert_eq!(new.valid_to, Some(on("2031-12-31")));
    let was = Licence { issued_on: Some(on("2021-12-31")), ..licence(State::Suspended, "2026-12-31") };
    let renewed = matter(Kind::Renewal, Decision::Granted).moves(&was).unwrap();
    assert_eq!((renewed.valid_to, renewed.issued_on), (Some(on("2031-12-31")), was.issued_on));
    assert_eq!(renewed.state, State::Suspended);
}

#[test]
fn a_term_that_is_left_blank_is_five_years() {
    let blank = |kind, decided_on: &str| Matter {
        decided_on: Some(on(decided_on)),
        valid_to: None,
        ..matter(kind, Decision::Granted)
    };
    for (kind, decided, ends, from, to) in [
        // Five years from 2 November 2026: the last day is 1 November 2031.
        (Kind::New, "2026-11-02", None, "2026-11-02", "2031-11-01"),
        // Of a new one, what another licence says does not count.
        (Kind::New, "2026-11-02", Some("2026-12-31"), "2026-11-02", "2031-11-01"),
        // There is no 29 February 2029: the month's last day.
        (Kind::New, "2024-02-29", None, "2024-02-29", "2029-02-28"),
        // The day after the one before ended.
        (Kind::Renewal, "2026-11-02", Some("2026-12-31"), "2027-01-01", "2031-12-31"),
        (Kind::Renewal, "2026-11-02", Some("2027-02-28"), "2027-03-01", "2032-02-29"),
        (Kind::Renewal, "2026-11-02", None, "2026-11-02", "2031-11-01"),
    ] {
        let mut it = blank(kind, decided);
        assert!(it.fill_term(ends.map(on)), "{kind:?} {decided}");
        assert_eq!((it.valid_from, it.valid_to), (Some(on(from)), Some(on(to))), "{kind:?} {decided} {ends:?}");
    }
    let typed = matter(Kind::New, Decision::Granted);
    for mut it in [typed, blank(Kind::Change, "2026-11-02"), matter(Kind::New, Decision::Refused)] {
        let before = it.clone();
        assert!(!it.fill_term(None));
        assert_eq!(it, before, "what was typed stays, and no other kind has a term");
    }
    let mut granted = blank(Kind::New, "2026-11-02");
    granted.fill_term(None);
    let first = granted.first_licence(Head::new(Id::new(uuid::Uuid::from_u128(9)), "619999"), "619999110008", id());
    assert_eq!((first.issued_on, first.valid_from), (Some(on("2026-11-02")), Some(on("2026-11-02"))));
    assert_eq!((first.valid_to, first.state), (Some(on("2031-11-01")), State::Active));
}

#[test]
fn what_stands_against_a_move_beside_the_state_is_said() {
    let live = |valid_to: &str| licence(State::Active, valid_to);
    let without_reason = Matter { reason: None, ..matter(Kind::Cancellation, Decision::Granted) };
    let renumbered = Matter { new_licence_no: Some("619999110008".into()), ..matter(Kind::Renewal, Decision::Granted) };
    for (matter, licence, code) in [
        (renumbered.clone(), live("2026-12-31"), None),
        (renumbered, licence(State::Suspended, "2026-12-31"), Some("renumbered_closed")),
        (matter(Kind::Renewal, Decision::Granted), live("2031-12-31"), Some("term_not_longer")),
        (matter(Kind::Renewal, Decision::Granted), live("2026-12-30"), Some("over_five_years")),
        (matter(Kind::Renewal, Decision::DeemedGranted), live("2026-12-31"), Some("not_yet_deemed")),
        // Decided on 2 November: the licence ended the day before.
        (matter(Kind::Renewal, Decision::DeemedGranted), live("2026-11-01"), None),
        (matter(Kind::Reissue, Decision::Granted), live("2026-11-01"), Some("expired")),
        (matter(Kind::Reissue, Decision::Granted), live("2026-11-02"), None),
        (without_reason.clone(), live("2026-12-31"), Some("no_ground")),
        (without_reason.clone(), live("2026-11-01"), None),
        (without_reason, licence(State::Closed, "2026-12-31"), None),
    ] {
        let refused = matter.moves(&licence).err().map(|refusal| refusal.code);
        assert_eq!(refused, code, "{:?} {:?}", matter.kind, licence.valid_to);
    }
}

#[test]
fn what_was_done_long_ago_is_in_the_licence_already() {
    let today = on("2026-11-27");
    let issued = |day: &str| Licence { issued_on: Some(on(day)), ..licence(State::Active, "2031-12-31") };
    for (kind, licence, done) in [
        // Decided on 2 November 2026.
        (Kind::New, issued("2026-11-02"), true),
        (Kind::New, issued("2026-11-01"), false),
        (Kind::New, licence(State::Applying, ""), false),
        (Kind::Renewal, licence(State::Active, "2031-12-31"), true),
        (Kind::Renewal, licence(State::Active, "2026-12-31"), false),
        (Kind::Suspension, licence(State::Suspended, "2026-12-31"), true),
        (Kind::Suspension, licence(State::Active, "2026-12-31"), false),
        (Kind::Closure, licence(State::Closed, "2026-12-31"), true),
        (Kind::Resumption, licence(State::Active, "2026-12-31"), false),
    ] {
        assert_eq!(matter(kind, Decision::Granted).is_done_to(&licence, today), done, "{kind:?} {:?}", licence.state);
    }
    let past = Matter { valid_to: Some(on("2026-01-31")), ..matter(Kind::Renewal, Decision::Granted) };
    assert!(past.is_done_to(&licence(State::Active, "2031-01-31"), today), "a term that is over changes nothing");
}

#[test]
fn renewal_applied_for_in_the_last_thirty_days_is_late() {
    // 30 days before 11 November 2026 is 12 October, the day of the application.
    for (valid_to, late) in [("2026-11-10", true), ("2026-11-11", false), ("", false)] {
        let matter = matter(Kind::Renewal, Decision::Granted);
        assert_eq!(matter.is_late(&licence(State::Active, valid_to)), late, "{valid_to}");
    }
    assert!(!matter(Kind::Closure, Decision::Granted).is_late(&licence(State::Active, "2026-11-10")));
}

//! Claims about the time limits of matters. Every day is counted by hand beside it.

use super::*;
use crate::{
    Id,
    licence::LicenceDraft,
    matter::{MatterDraft, Rules, Stage},
};

fn on(day: &str) -> NaiveDate {
    day.parse().unwrap()
}

fn calendar() -> Calendar {
    let years = [
        include_str!("../../../../../../assets/calendars/2025.json"),
        include_str!("../../../../../../assets/calendars/2026.json"),
    ];
    Calendar::from_years(years.map(|text| serde_json::from_str(text).unwrap())).unwrap()
}

fn rules() -> Rules {
    serde_json::from_str(include_str!("../../../../../../assets/registers/licence_rules.json")).unwrap()
}

fn licence(valid_to: &str, state: &str) -> Licence {
    let draft = LicenceDraft {
        licence_no: "619999110007".into(),
        valid_to: valid_to.into(),
        state: state.into(),
        ..LicenceDraft::default()
    };
    let id = Id::new(uuid::Uuid::from_u128(1));
    draft.check(id, "619999", Id::new(uuid::Uuid::from_u128(2)), on("2026-11-27")).value.unwrap()
}

/// A matter whose fields are `field=text`, parted by `|`.
fn matter(kind: &str, fields: &str) -> Matter {
    let mut json = serde_json::json!({"kind": kind, "licence_no": "619999110007", "holder": "城关便利店"});
    for (field, text) in fields.split('|').filter_map(|it| it.split_once('=')) {
        json[field] = text.into();
    }
    let draft: MatterDraft = serde_json::from_value(json).unwrap();
    let checked = draft.check(Id::new(uuid::Uuid::from_u128(3)), "619999", on("2027-12-31"));
    assert!(checked.value.is_some(), "{kind} {fields}: {:?}", checked.problems);
    checked.value.unwrap()
}

#[test]
fn each_clock_ends_on_the_day_counted_by_hand() {
    for (kind, fields, clock, day) in [
        // Spring Festival, D1: Thu 12 Feb. Fri 13 (1), worked Sat 14 (2), 15–23 off, Tue 24 (3), Wed 25 (4), Thu 26 (5).
        ("停业", "applied_on=2026-02-12", Clock::Acceptance, "2026-02-26"),
        // D1 begins anew when what was missing is there: Fri 13 Feb. Sat 14 (1), Tue 24 (2) … Fri 27 (5).
        (
            "新办",
            "applied_on=2026-02-05|supplement_on=2026-02-06|supplemented_on=2026-02-13",
            Clock::Acceptance,
            "2026-02-27",
        ),
        // Spring Festival, D2: Thu 5 Feb. Fri 6 (1), 9–13 (2–6), worked Sat 14 (7), 24–27 (8–11), worked Sat 28 (12),
        // 2–6 March (13–17), Mon 9 (18), Tue 10 (19), Wed 11 (20).
        ("新办", "applied_on=2026-02-04|accepted_on=2026-02-05", Clock::Decision, "2026-03-11"),
        // D2 put off by 10: Thu 12 (21), Fri 13 (22), 16–20 (23–27), Mon 23 (28), Tue 24 (29), Wed 25 (30).
        (
            "新办",
            "applied_on=2026-02-04|accepted_on=2026-02-05|extended_days=10|extension_reason=核查点位多",
            Clock::Decision,
            "2026-03-25",
        ),
        // A promise of 8 days: Fri 6 (1), 9–13 (2–6), worked Sat 14 (7), Tue 24 (8).
        ("新办", "applied_on=2026-02-04|accepted_on=2026-02-05|promised_days=8", Clock::Decision, "2026-02-24"),
        // National Day, D3: Thu 24 Sept. 25–27 off (中秋), 28–30 (1–3), 1–7 Oct off, Thu 8 (4), Fri 9 (5),
        // worked Sat 10 (6), 12–15 (7–10).
        (
            "变更",
            "applied_on=2026-09-01|accepted_on=2026-09-01|decided_on=2026-09-24|decision=准予\
             |changed_from=正街1号|changed_to=正街2号",
            Clock::Delivery,
            "2026-10-15",
        ),
        // A worked Sunday: Fri 18 Sept. Sun 20 (1), Mon 21 (2), Tue 22 (3), Wed 23 (4), Thu 24 (5).
        ("补办", "applied_on=2026-09-18", Clock::Acceptance, "2026-09-24"),
        // D6 counts every day: 30 days after 15 September is 15 October.
        ("变更", "ordered_on=2026-09-15", Clock::ChangeOrder, "2026-10-15"),
    ] {
        let (rules, calendar) = (rules(), calendar());
        let running = matter(kind, fields).running(None, &calendar, &rules.limits, on("2026-02-20")).unwrap();
        let said = running.map(|it| (it.clock, it.on));
        assert_eq!(said, Some((clock, on(day))), "{kind} {fields}");
    }
}

#[test]
fn a_promise_that_was_broken_leaves_the_day_of_the_law() {
    let (rules, calendar) = (rules(), calendar());
    let it = matter("新办", "applied_on=2026-02-04|accepted_on=2026-02-05|promised_days=8");
    for (today, day, says) in [
        ("2026-02-24", "2026-02-24", "承诺8个工作日"),
        ("2026-02-25", "2026-03-11", "作出决定20个工作日：烟草专卖许可证管理办法第23条"),
    ] {
        let running = it.running(None, &calendar, &rules.limits, on(today)).unwrap().unwrap();
        assert_eq!(running.on, on(day), "{today}");
        assert!(running.article.starts_with(says), "{}", running.article);
    }
}

#[test]
fn a_renewal_is_decided_before_the_licence_ends() {
    let (rules, calendar) = (rules(), calendar());
    let it = matter("延续", "applied_on=2026-02-04|accepted_on=2026-02-05");
    for (valid_to, day) in [("2026-03-10", "2026-03-10"), ("2026-03-12", "2026-03-11"), ("", "2026-03-11")] {
        let licence = licence(valid_to, "有效");
        let running = it.running(Some(&licence), &calendar, &rules.limits, on("2026-02-20")).unwrap().unwrap();
        assert_eq!(running.on, on(day), "{valid_to}");
        assert_eq!(running.article.contains("第50条"), valid_to == "2026-03-10");
    }
}

#[test]
fn a_year_that_the_calendar_lacks_is_said() {
    let it = matter("停业", "applied_on=2026-12-15|accepted_on=2026-12-16");
    let error = it.running(None, &calendar(), &rules().limits, on("2026-12-20")).unwrap_err();
    assert!(error.message.contains("没有2027年的节假日安排"), "{}", error.message);
}

#[test]
fn a_matter_is_as_far_as_its_days_say() {
    let given = "applied_on=2026-02-04|accepted_on=2026-02-05|checked_on=2026-02-06|checkers=段兰、黄平|decision=准予\
                 |decided_on=2026-02-09|valid_to=2031-02-08";
    for (kind, fields, stage) in [
        ("变更", "ordered_on=2026-09-15".to_owned(), Stage::Ordered),
        ("新办", "applied_on=2026-02-04".to_owned(), Stage::Applied),
        ("新办", "applied_on=2026-02-04|supplement_on=2026-02-05".to_owned(), Stage::Supplementing),
        ("新办", "applied_on=2026-02-04|accepted_on=2026-02-05".to_owned(), Stage::Accepted),
        ("新办", given.to_owned(), Stage::Decided),
        ("新办", format!("{given}|delivered_on=2026-02-10"), Stage::Done),
        ("收回", "applied_on=2026-02-04".to_owned(), Stage::Accepted),
        ("收回", "applied_on=2026-02-04|decision=准予|decided_on=2026-02-09".to_owned(), Stage::Done),
    ] {
        let it = matter(kind, &fields);
        assert_eq!(it.stage(), stage, "{kind} {fields}");
        let waits = matches!(stage, Stage::Supplementing | Stage::Done) || kind == "收回";
        assert_eq!(it.clock().is_none(), waits, "{kind} {fields}");
    }
}

#[test]
fn a_shop_opens_again_when_it_said_and_after_a_year_at_most() {
    let closed = |from: &str, to: &str| {
        matter(
            "停业",
            &format!(
                "applied_on=2026-02-04|accepted_on=2026-02-05|decision=准予|decided_on=2026-02-09\
                 |suspended_from={from}|suspended_to={to}"
            ),
        )
    };
    for (from, to, day) in [("2026-02-10", "2026-08-10", "2026-08-10"), ("2026-02-10", "2027-02-10", "2027-02-10")] {
        assert_eq!(closed(from, to).suspension_ends_on(), Some(on(day)), "{from} {to}");
    }
    let longer = Matter { suspended_to: None, ..closed("2026-02-10", "2026-08-10") };
    assert_eq!(longer.suspension_ends_on(), Some(on("2027-02-10")), "a year after 10 February 2026");
    assert!(
        longer.keeps_closed(&licence("2028-01-01", "停业")) && !longer.keeps_closed(&licence("2028-01-01", "有效"))
    );
    assert_eq!(matter("停业", "applied_on=2026-02-04").suspension_ends_on(), None);
}

#[test]
fn the_rules_that_ship_name_every_kind_once_with_its_article() {
    for kind in MatterKind::ALL {
        let rules = rules();
        let rule = rules.of(kind).unwrap();
        assert!(rule.line().starts_with(kind.title()) && rule.line().contains('第') || kind == MatterKind::TakingBack);
        assert!(!rule.documents.is_empty() && !rule.says.is_empty(), "{kind:?}");
    }
    let text = include_str!("../../../../../../assets/registers/licence_rules.json");
    assert!(
        serde_json::from_str::<Rules>(&text.replace("\"revocation\"", "\"new\"")).is_err(),
        "a kind twice, another never"
    );
    assert!(
        serde_json::from_str::<Rules>(&text.replace("\"extension\"", "\"delivery\"")).is_err(),
        "a limit that is not there"
    );
}

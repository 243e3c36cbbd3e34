//! Claims about campaigns: as typed, how far they are, and how often in the quarter and the year.

use chrono::NaiveDate;

use super::{Campaign, CampaignDraft, CampaignKind, CampaignStage, CampaignTally, Span};
use crate::{Id, period::Period, supervision::Supervision};

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    on("2026-11-25")
}

/// Sets fields of a draft by name.
fn with(fields: &str) -> CampaignDraft {
    let draft = CampaignDraft {
        kind: "集中整治".into(),
        title: "四季度卷烟市场集中整治".into(),
        from_on: "2026-11-02".into(),
        ..CampaignDraft::default()
    };
    let mut value = serde_json::to_value(draft).unwrap();
    for (name, text) in fields.split('|').filter_map(|it| it.split_once('=')) {
        value[name] = text.into();
    }
    serde_json::from_value(value).unwrap()
}

fn id() -> Id<Campaign> {
    Id::new(uuid::Uuid::from_u128(1))
}

fn campaign(fields: &str) -> Campaign {
    with(fields).check(id(), "619999", today()).into_result().unwrap()
}

#[test]
fn a_campaign_reads_back_as_it_was_typed() {
    let it = campaign(
        "to_on=2026-11-13|place=城关、港口|agencies=公安、市场监管局，邮政 公安|officers=段兰、朱文|\
         households_checked=45户|cases_found=2起|summary=检查45户，立案2起。|remark=夜间两次",
    );
    assert_eq!(it.agencies.as_deref(), Some("公安、市场监管局、邮政"));
    assert_eq!((it.households_checked, it.cases_found), (Some(45), Some(2)));
    assert_eq!(CampaignDraft::from(&it).check(id(), "619999", today()).value, Some(it));
    assert_eq!(campaign("kind=专题宣传").kind, CampaignKind::Publicity);
}

#[test]
fn what_is_wrong_is_said_all_at_once() {
    for (fields, wrong) in [
        ("kind=|title=|from_on=", "from_on kind title"),
        ("kind=会议", "kind"),
        ("to_on=2026-11-01", "to_on"),
        ("to_on=2026-11-26", "to_on"),
        ("households_checked=很多|cases_found=-1", "cases_found households_checked"),
    ] {
        let refused = with(fields).check(id(), "619999", today()).into_result().unwrap_err();
        assert_eq!(refused.fields.keys().map(String::as_str).collect::<Vec<_>>().join(" "), wrong, "{fields}");
    }
    let doubted = with("kind=宣传|to_on=2026-11-13|cases_found=1").check(id(), "619999", today());
    let codes: Vec<_> = doubted.problems.iter().map(|it| it.code).collect();
    assert_eq!(codes, ["not_of_this_kind", "missing"]);
    assert!(doubted.value.is_some());
}

#[test]
fn it_is_planned_then_runs_and_is_over_when_it_has_a_last_day() {
    for (fields, stage, days) in [
        ("from_on=2026-12-01", CampaignStage::Planned, None),
        ("from_on=2026-11-25", CampaignStage::Running, Some(("2026-11-25", "2026-11-25"))),
        ("from_on=2026-11-02", CampaignStage::Running, Some(("2026-11-02", "2026-11-25"))),
        ("to_on=2026-11-13", CampaignStage::Done, Some(("2026-11-02", "2026-11-13"))),
    ] {
        let it = campaign(fields);
        assert_eq!(it.stage(today()), stage, "{fields}");
        assert_eq!(it.days(today()), days.map(|(from, to)| (on(from), on(to))), "{fields}");
    }
}

#[test]
fn actions_count_in_the_quarter_and_publicity_in_the_year_in_which_they_ended() {
    assert_eq!((Span::quarter(today()).from, Span::quarter(today()).to), (on("2026-10-01"), on("2026-12-31")));
    assert_eq!(
        (Span::quarter(on("2026-03-31")).from, Span::quarter(on("2026-03-31")).to),
        (on("2026-01-01"), on("2026-03-31"))
    );
    let all = [
        campaign("from_on=2026-09-20|to_on=2026-10-08"), // began in the third, ended in the fourth quarter
        campaign("from_on=2026-09-20|to_on=2026-09-30"), // of the third
        campaign("kind=专项|from_on=2026-11-20"),        // not over yet
        campaign("kind=宣传|from_on=2026-03-15|to_on=2026-03-15"),
        campaign("kind=宣传|from_on=2025-12-04|to_on=2025-12-04"), // of last year
    ];
    let set = Supervision::default();
    let counted = |as_of: &str| {
        let mut tally = CampaignTally::new(on(as_of), &set);
        for it in &all {
            tally.take(it);
        }
        tally
    };
    for (as_of, actions, publicity) in
        [("2026-11-30", 1, 1), ("2026-10-07", 0, 1), ("2026-09-30", 1, 1), ("2025-12-31", 0, 1)]
    {
        let tally = counted(as_of);
        let [(done, target, _), (told, yearly, _)] = tally.open();
        assert_eq!((done, target, told, yearly), (actions, 1, publicity, 2), "{as_of}");
    }
    // While the quarter and the year last, what is not reached is not missed yet.
    let figures = counted("2026-11-30").indicators(Period::of(on("2026-11-30")));
    assert_eq!((figures[0].ok, figures[1].ok), (Some(true), None));
    assert!(figures[0].formula.contains("本局设置") && figures[1].span.contains("2026年"), "{figures:?}");
    let figures = counted("2026-12-31").indicators(Period::of(on("2026-12-31")));
    assert_eq!((figures[0].ok, figures[1].ok), (Some(true), Some(false)));
    assert!(CampaignTally::new(today(), &set).indicators(Period::of(today())).is_empty());
}

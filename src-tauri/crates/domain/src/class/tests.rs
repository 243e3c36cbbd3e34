//! Claims about the rules that propose a class.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{ClassRules, ClassRulesDraft, Fact, Kept, Rule, Setting, Standing, Version, decided};
use crate::{
    Id,
    retailer::{
        Class::{self, KeyMonitored, LawAbiding, Monitored},
        Retailer, RetailerDraft,
    },
};

const TODAY: &str = "2026-11-30";

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn fact(rule: Rule, day: &str, n: u128) -> Fact {
    Fact { rule, on: on(day), id: Uuid::from_u128(n), number: String::new() }
}

/// A shop that has held its licence for long.
fn shop(class: Option<Class>, class_on: &str, facts: &[(Rule, &str)]) -> Standing {
    Standing {
        class,
        class_on: (!class_on.is_empty()).then(|| on(class_on)),
        since: Some(on("2020-01-01")),
        kept: None,
        facts: facts.iter().zip(1..).map(|((rule, day), n)| fact(*rule, day, n)).collect(),
    }
}

fn proposed(rules: &ClassRules, shop: &Standing) -> Option<(Rule, Class)> {
    rules.propose(shop, on(TODAY)).map(|it| (it.rule, it.to))
}

#[test]
fn what_happened_and_what_did_not_propose_a_class() {
    use Rule::{CaseFiled, Clean, ReportTrue, VisitAbnormal};
    let rules = ClassRules::default();
    for (class, class_on, facts, wanted) in [
        (Some(LawAbiding), "2020-01-01", &[(CaseFiled, "2026-03-01")][..], Some((CaseFiled, KeyMonitored))),
        (Some(LawAbiding), "2020-01-01", &[(CaseFiled, "2025-11-30")], Some((CaseFiled, KeyMonitored))),
        (Some(LawAbiding), "2020-01-01", &[(CaseFiled, "2025-11-29")], None),
        (Some(LawAbiding), "2020-01-01", &[(VisitAbnormal, "2026-06-01")], Some((VisitAbnormal, Monitored))),
        (Some(LawAbiding), "2020-01-01", &[(VisitAbnormal, "2026-05-29")], None),
        // Of two the strictest; of two that ask for the same the first named.
        (
            Some(LawAbiding),
            "",
            &[(VisitAbnormal, "2026-11-01"), (ReportTrue, "2026-10-01")],
            Some((ReportTrue, KeyMonitored)),
        ),
        (None, "", &[(ReportTrue, "2026-11-01"), (CaseFiled, "2026-10-01")], Some((CaseFiled, KeyMonitored))),
        // Where a shop is already, nothing is proposed.
        (Some(KeyMonitored), "2026-03-02", &[(CaseFiled, "2026-03-01")], None),
        (Some(Monitored), "2020-01-01", &[(VisitAbnormal, "2026-10-01")], None),
        // One step down, and no two.
        (Some(KeyMonitored), "2025-11-30", &[], Some((Clean, Monitored))),
        (Some(KeyMonitored), "2025-12-01", &[], None),
        (Some(KeyMonitored), "", &[], Some((Clean, Monitored))),
        (Some(Monitored), "2025-01-01", &[(CaseFiled, "2025-11-29")], Some((Clean, LawAbiding))),
        (Some(Monitored), "2025-01-01", &[(VisitAbnormal, "2026-01-05")], None),
        (Some(LawAbiding), "2020-01-01", &[], None),
        (None, "", &[], Some((Clean, LawAbiding))),
    ] {
        assert_eq!(proposed(&rules, &shop(class, class_on, facts)), wanted, "{class:?} {class_on} {facts:?}");
    }
}

#[test]
fn a_young_shop_begins_where_the_bureau_has_it_begin() {
    let mut rules = ClassRules::default();
    let mut young = Standing { since: Some(on("2026-10-01")), ..Standing::default() };
    assert_eq!(proposed(&rules, &young), Some((Rule::NewLicence, Monitored)));
    young.facts = vec![fact(Rule::CaseFiled, "2026-11-01", 1)];
    assert_eq!(proposed(&rules, &young), Some((Rule::CaseFiled, KeyMonitored)));
    young.facts.clear();
    young.class = Some(LawAbiding);
    assert_eq!(proposed(&rules, &young), None);
    young.class = None;
    rules.new_licence.on = false;
    assert_eq!(proposed(&rules, &young), None);
    // Nobody knows since when it trades: nothing can be said.
    assert_eq!(proposed(&rules, &Standing::default()), None);
}

#[test]
fn each_rule_can_be_switched_off_and_waits_for_as_many_as_it_is_told() {
    let mut rules = ClassRules {
        visit_abnormal: Setting { times: 2, ..ClassRules::default().visit_abnormal },
        ..ClassRules::default()
    };
    let once = shop(Some(LawAbiding), "2020-01-01", &[(Rule::VisitAbnormal, "2026-10-01")]);
    let twice = shop(
        Some(LawAbiding),
        "2020-01-01",
        &[(Rule::VisitAbnormal, "2026-10-01"), (Rule::VisitAbnormal, "2026-11-01")],
    );
    assert_eq!(proposed(&rules, &once), None);
    let it = rules.propose(&twice, on(TODAY)).unwrap();
    assert_eq!(
        (it.to, it.facts.len(), it.facts[0].on, it.says.as_str()),
        (Monitored, 2, on("2026-11-01"), "6个月内检查异常2次")
    );
    rules.visit_abnormal.on = false;
    assert_eq!(proposed(&rules, &twice), None);
    // What a rule that is off looks at does not keep a shop from going down either.
    let watched = shop(Some(Monitored), "2025-01-01", &[(Rule::VisitAbnormal, "2026-10-01")]);
    assert_eq!(proposed(&rules, &watched), Some((Rule::Clean, LawAbiding)));
    rules.clean.on = false;
    assert_eq!(proposed(&rules, &watched), None);
}

#[test]
fn what_was_kept_is_not_asked_again_until_something_new_comes() {
    let rules = ClassRules::default();
    let mut it = shop(Some(LawAbiding), "2020-01-01", &[(Rule::CaseFiled, "2026-03-01")]);
    let first = rules.propose(&it, on(TODAY)).unwrap();
    it.kept =
        Some(Kept {
            on: on(TODAY), by: "局长".into(), reason: "情节轻微".into(), to: first.to, mark: first.mark
        });
    assert_eq!(proposed(&rules, &it), None);
    it.facts.push(fact(Rule::CaseFiled, "2026-11-20", 9));
    assert_eq!(proposed(&rules, &it), Some((Rule::CaseFiled, KeyMonitored)));
    let mut down = shop(Some(KeyMonitored), "2025-01-01", &[]);
    let first = rules.propose(&down, on(TODAY)).unwrap();
    down.kept =
        Some(Kept {
            on: on(TODAY), by: "局长".into(), reason: "继续观察".into(), to: first.to, mark: first.mark
        });
    assert_eq!(proposed(&rules, &down), None);
}

#[test]
fn whoever_follows_a_proposal_is_not_asked_for_its_opposite() {
    let days = ["", "2020-01-01", "2025-06-01", "2026-05-30", "2026-11-29"];
    let mut tried = 0;
    for (months, class) in [(6, LawAbiding), (12, Monitored), (24, KeyMonitored), (60, KeyMonitored)] {
        let case_filed = Setting { on: true, months, times: 1, class };
        let rules = ClassRules { case_filed, ..ClassRules::default() };
        for now in [None, Some(LawAbiding), Some(Monitored), Some(KeyMonitored)] {
            for (class_on, day) in days.iter().flat_map(|a| days.iter().map(move |b| (*a, *b))) {
                let facts: Vec<(Rule, &str)> =
                    Some((Rule::CaseFiled, day)).filter(|_| !day.is_empty()).into_iter().collect();
                let mut it = shop(now, class_on, &facts);
                let Some(found) = rules.propose(&it, on(TODAY)) else { continue };
                assert_ne!(Some(found.to), now);
                (it.class, it.class_on, tried) = (Some(found.to), Some(on(TODAY)), tried + 1);
                assert_eq!(proposed(&rules, &it), None, "{found:?}");
            }
        }
    }
    assert!(tried > 50, "{tried}");
}

#[test]
fn what_is_set_reads_back_and_nonsense_is_refused_by_rule() {
    let draft = ClassRulesDraft::from(&ClassRules::default());
    assert_eq!(draft.check().value, Some(ClassRules::default()));
    let mut wrong = draft;
    wrong.case_filed.months = "0".into();
    wrong.visit_abnormal.times = "十一".into();
    wrong.clean.class = "好".into();
    let error = wrong.check().into_result().unwrap_err();
    assert_eq!(error.fields.keys().collect::<Vec<_>>(), ["case_filed", "clean", "visit_abnormal"]);
    // The bureau's row of before knows no rules: it has the ones to begin with.
    assert_eq!(serde_json::from_str::<ClassRules>("{}").unwrap(), ClassRules::default());
}

/// A version of a file, recorded on a day: `class/day/reason/by`.
fn version(day: &str, class: &str) -> Version {
    let mut parts = class.split('/').map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    let draft = RetailerDraft {
        trade_name: "店".into(),
        owner_name: "王芳".into(),
        address: "正街1号".into(),
        class: next(),
        class_on: next(),
        class_reason: next(),
        class_by: next(),
        ..RetailerDraft::default()
    };
    let file: Retailer = draft.check(Id::new(Uuid::from_u128(1)), "619999", on(TODAY)).value.unwrap();
    Version { on: on(day), by: "内勤".into(), file }
}

#[test]
fn every_class_is_told_with_its_day_its_reason_and_who_decided() {
    let mut last = version("2026-09-03", "守法/2026-09-01/一年没有违法/段兰");
    last.file.class_kept = Some(Kept {
        on: on("2026-10-08"),
        by: "段兰".into(),
        reason: "已当场改正".into(),
        to: Monitored,
        mark: "visit_abnormal:1".into(),
    });
    let versions = [
        version("2024-01-05", ""),
        version("2024-02-05", "守法"),
        version("2025-03-02", "重点/2025-03-01/立案/段兰"),
        // Something else was changed, then the reason put right.
        version("2025-03-05", "重点/2025-03-01/立案/段兰"),
        version("2025-03-06", "重点/2025-03-01/立案1起/段兰"),
        // Looked at again, and left.
        version("2025-09-06", "重点/2025-09-01/还有异常/段兰"),
        version("2026-09-03", "守法/2026-09-01/一年没有违法/段兰"),
        last,
    ];
    let told: Vec<String> = decided(&versions)
        .iter()
        .map(|it| {
            let class = it.class.map_or("未分类", Class::title);
            let (reason, dated) = (it.reason.as_deref().unwrap_or("—"), if it.dated { "" } else { "记" });
            format!("{}{dated} {class} {reason} {} {:?}", it.on, it.by, it.kept_from)
        })
        .collect();
    assert_eq!(
        told,
        [
            "2024-02-05记 守法经营户 — 内勤 None",
            "2025-03-01 重点监控户 立案1起 段兰 None",
            "2025-09-01 重点监控户 还有异常 段兰 None",
            "2026-09-01 守法经营户 一年没有违法 段兰 None",
            "2026-10-08 守法经营户 已当场改正 段兰 Some(Monitored)",
        ]
    );
}

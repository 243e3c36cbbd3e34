//! Claims about how shops stand.

use yihu_domain::{class::Rule, hotline::Outcome, inspection::Finding, licence::LicenceState};

use crate::{Store, sample};

/// A shop's licence number, the day of its first licence, and what happened on which day.
type Told = (String, Option<String>, Vec<(Rule, String)>);

fn told(store: &Store, from: &str) -> Vec<Told> {
    let mut shops = store.class_shops(sample::day(from)).unwrap();
    shops.sort_by(|a, b| a.trade_name.cmp(&b.trade_name));
    let facts = |it: &crate::class::ClassShop| it.standing.facts.iter().map(|f| (f.rule, f.on.to_string())).collect();
    shops.iter().map(|it| (it.licence_no.clone(), it.standing.since.map(|on| on.to_string()), facts(it))).collect()
}

#[test]
fn a_shop_stands_with_its_first_licence_and_what_happened_to_it() {
    let (_folder, mut store) = sample::archive();
    let (shop, closed) = (sample::retailer(0), sample::retailer(1));
    sample::put(&mut store, 1, &mut shop.clone());
    sample::put(&mut store, 2, &mut closed.clone());
    for (n, of, issued, state) in [
        (0, &shop, "2016-03-01", LicenceState::Cancelled),
        (1, &shop, "2021-03-01", LicenceState::Active),
        (2, &closed, "2021-03-01", LicenceState::Cancelled),
    ] {
        let mut it = sample::licence(n, of);
        (it.issued_on, it.state) = (Some(sample::day(issued)), state);
        sample::put(&mut store, 3, &mut it);
    }
    // A case of its number, tied by no hand; a case of long ago.
    for (n, closed_on) in [(0, "2026-05-01"), (1, "2020-05-01")] {
        let mut it = sample::case(n);
        (it.retailer, it.licence_no) = (None, Some(sample::licence(0, &shop).licence_no));
        it.closed_on = Some(sample::day(closed_on));
        sample::put(&mut store, 4, &mut it);
    }
    // A report of its name and address, one of its name alone, one that was not true.
    for (n, address, outcome) in [
        (0, Some(shop.address.clone()), Outcome::Filed),
        (1, None, Outcome::Filed),
        (2, Some(shop.address.clone()), Outcome::Untrue),
    ] {
        let mut it = sample::hotline(n);
        (it.retailer, it.target_name, it.target_address) = (None, Some(shop.trade_name.clone()), address);
        (it.outcome, it.case) = (Some(outcome), None);
        (it.received_at, it.closed_on) = ("2026-03-31T16:00:00Z".parse().unwrap(), None);
        it.upstream_no = Some(format!("T{n}"));
        sample::put(&mut store, 5, &mut it);
    }
    for (n, finding) in [(0, Finding::Abnormal), (1, Finding::Normal)] {
        let mut it = sample::inspection(n, &shop);
        it.finding = finding;
        sample::put(&mut store, 6, &mut it);
    }
    let (number, first) = (sample::licence(1, &shop).licence_no, Some("2016-03-01".to_owned()));
    let facts = vec![
        (Rule::VisitAbnormal, "2026-03-02".to_owned()),
        (Rule::ReportTrue, "2026-04-01".to_owned()),
        (Rule::CaseFiled, "2026-05-01".to_owned()),
    ];
    assert_eq!(told(&store, "2026-01-01"), [(number.clone(), first.clone(), facts.clone())]);
    assert_eq!(told(&store, "2026-04-15"), [(number, first, facts[2..].to_vec())]);
}

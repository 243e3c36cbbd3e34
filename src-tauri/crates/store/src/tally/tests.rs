//! Claims about counts by group.

use yihu_domain::{hotline::Category, retailer::Class};

use super::CaseMonth;
use crate::sample;

#[test]
fn hotline_records_are_counted_by_the_month_in_china() {
    let (_folder, mut store) = sample::archive();
    for (n, at, category, removed) in [
        (0, "2026-10-31T15:59:59Z", Category::Report, false),
        (1, "2026-10-31T16:00:00Z", Category::Report, false),
        (2, "2026-11-30T15:59:59.500Z", Category::Report, false),
        (3, "2026-11-02T04:00:00Z", Category::Question, false),
        (4, "2026-11-02T04:00:00Z", Category::Question, true),
        (5, "2025-11-02T04:00:00Z", Category::Question, false),
    ] {
        let mut it = sample::hotline(n);
        (it.received_at, it.category) = (at.parse().unwrap(), category);
        it.upstream_no = Some(format!("2026-{n}"));
        it.head.removed = removed;
        sample::put(&mut store, 1, &mut it);
    }
    let from = "2025-11-30T16:00:00Z".parse().unwrap();
    let month = |m: &str, category, n| (m.to_owned(), category, n);
    assert_eq!(
        store.hotlines_by_month(from).unwrap(),
        [
            month("2026-10", Category::Report, 1),
            month("2026-11", Category::Question, 1),
            month("2026-11", Category::Report, 2)
        ]
    );
}

#[test]
fn cases_are_counted_in_the_month_of_filing_and_of_closing() {
    let (_folder, mut store) = sample::archive();
    for (n, filed, closed) in [(0, "2026-09-30", Some("2026-11-01")), (1, "2026-11-02", None), (2, "2025-09-30", None)]
    {
        let mut it = sample::case(n);
        (it.filed_on, it.closed_on) = (Some(sample::day(filed)), closed.map(sample::day));
        sample::put(&mut store, 1, &mut it);
    }
    let month = |m: &str, filed, closed| CaseMonth { month: m.to_owned(), filed, closed };
    let counted = store.cases_by_month(sample::day("2025-12-01")).unwrap();
    assert_eq!(counted, [month("2026-09", 1, 0), month("2026-11", 1, 1)]);
}

#[test]
fn retailers_are_counted_by_class_and_town_and_void_ones_are_not() {
    let (_folder, mut store) = sample::archive();
    for (n, class, town, removed) in [
        (0, Some(Class::Monitored), Some("城关镇"), false),
        (1, Some(Class::Monitored), Some("太要镇"), false),
        (2, None, Some("太要镇"), false),
        (3, None, None, false),
        (4, None, None, true),
    ] {
        let mut it = sample::retailer(n);
        (it.class, it.town, it.head.removed) = (class, town.map(str::to_owned), removed);
        sample::put(&mut store, 1, &mut it);
    }
    // Two more applied: one was granted a licence, one was not, and is no shop.
    for (n, granted) in [(5, true), (6, false)] {
        let mut it = sample::retailer(n);
        (it.class, it.town) = (None, Some("太要镇".to_owned()));
        sample::put(&mut store, 1, &mut it);
        let mut licence = sample::licence(n, &it);
        let mut matter = sample::matter(n, &licence);
        (matter.kind, matter.licence, matter.decided_on) = (yihu_domain::matter::MatterKind::New, None, None);
        sample::put(&mut store, 1, &mut matter);
        if granted {
            sample::put(&mut store, 1, &mut licence);
        }
    }
    assert_eq!(store.applicants().unwrap(), [(sample::retailer(6).head.id.uuid(), true)]);
    let mut classes = store.retailers_by_class().unwrap();
    classes.sort();
    assert_eq!(classes, [(None, 3), (Some(Class::Monitored), 2)]);
    let towns = store.retailers_by_town().unwrap();
    assert_eq!(towns[0], (Some("太要镇".to_owned()), 3));
    assert!(towns.contains(&(None, 1)) && towns.contains(&(Some("城关镇".to_owned()), 1)) && towns.len() == 3);
}

/// By the index of the states each of 20,520 shops read all licences in force: half a minute on the workbench.
#[test]
fn visits_by_town_read_no_more_than_each_shops_own_licence() {
    let (_folder, store) = sample::archive();
    let sql = format!("EXPLAIN QUERY PLAN {}", include_str!("visits_by_town.sql"));
    let mut statement = store.reads.conn.prepare(&sql).unwrap();
    let days = rusqlite::named_params! { ":from": "2026-01-01", ":to": "2026-11-30" };
    let steps = statement.query_map(days, |row| row.get::<_, String>(3)).unwrap();
    let steps: Vec<String> = steps.map(std::result::Result::unwrap).collect();
    let licences: Vec<_> = steps.iter().filter(|it| it.contains("licence")).collect();
    assert!(!licences.is_empty() && licences.iter().all(|it| it.contains("(retailer=?")), "{steps:#?}");
}

#[test]
fn a_shop_says_when_it_was_visited_last_and_how_often_since_a_day() {
    let (_folder, mut store) = sample::archive();
    let mut shop = sample::retailer(1);
    sample::put(&mut store, 1, &mut shop);
    sample::put(&mut store, 1, &mut sample::licence(1, &shop));
    for (n, on, removed) in
        [(0, "2025-12-31", false), (1, "2026-01-01", false), (2, "2026-03-02", false), (3, "2026-05-06", true)]
    {
        let mut it = sample::inspection(n, &shop);
        (it.inspected_on, it.head.removed) = (sample::day(on), removed);
        sample::put(&mut store, 1, &mut it);
    }
    let [it] = &store.last_visits(sample::day("2026-01-01")).unwrap()[..] else { panic!("one shop") };
    assert_eq!((it.visited_on, it.visits), (Some(sample::day("2026-03-02")), 2));
}

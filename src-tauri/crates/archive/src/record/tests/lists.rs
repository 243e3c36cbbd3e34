//! Claims about lists: conditions in people's words, the search box, the named sets, order and pages.

use std::collections::BTreeSet;

use yihu_domain::{
    Kind, Noun, case::Case, hotline::Hotline, licence::Licence, retailer::Retailer, staff::Staff, training,
};

use yihu_store::Filter;

use super::{
    super::{Compare, Condition, Due, FieldKind, Mark, PAGES, Query, RemovedShown},
    copy, count, county, rows,
};

fn when(field: &str, compare: Compare, value: &str) -> Query {
    let condition = Condition { field: field.to_owned(), compare, value: value.to_owned() };
    Query { conditions: vec![condition], ..Query::default() }
}

#[test]
fn conditions_are_asked_in_peoples_words() {
    use Compare::{AnyOf, AtLeast, AtMost, Contains, Differs, Empty, Equals, Filled, StartsWith};
    let archive = county();
    let all = |noun| count(&archive, noun, &Query::default());
    let n = |noun, field, compare, value| count(&archive, noun, &when(field, compare, value));
    assert_eq!((all(Noun::Retailer), all(Noun::Staff), all(Noun::Training)), (513, 8, 16));
    assert_eq!(n(Noun::Retailer, "class", Equals, "重点监控户"), 14);
    assert_eq!(n(Noun::Retailer, "class", AnyOf, "重点监控户|非重点监控户"), 40);
    assert_eq!(n(Noun::Retailer, "class", Differs, "守法经营户"), 40);
    assert_eq!(n(Noun::Retailer, "class", Contains, "监控"), 40);
    assert_eq!(n(Noun::Retailer, "class", Empty, ""), 0);
    assert_eq!(
        n(Noun::Retailer, "licence_no", Equals, "６１９９９９ 110000"),
        n(Noun::Retailer, "licence_no", StartsWith, "619999110000")
    );
    assert_eq!(n(Noun::Retailer, "market", Equals, "城镇") + n(Noun::Retailer, "market", Equals, "乡村"), 513);
    assert_eq!(n(Noun::Retailer, "valid_to", AtLeast, "今") + n(Noun::Retailer, "valid_to", AtMost, "昨天"), 513);
    assert_eq!(n(Noun::Retailer, "valid_from", Filled, ""), 513);
    assert_eq!(
        n(Noun::Case, "sticks", AtLeast, "10条") + {
            let below = when("sticks", AtMost, "9条9包19支");
            count(&archive, Noun::Case, &below)
        },
        42
    );
    assert_eq!(n(Noun::Case, "value", AtMost, "99万元"), 42);
    assert_eq!(n(Noun::Case, "reviewed", Equals, "是") + n(Noun::Case, "reviewed", Equals, "否"), 42);
    assert_eq!(n(Noun::Case, "officers", Filled, ""), 42);
    let officers = ["段兰", "黄平超", "雷云秀", "朱文", "单刚伟", "侯强平", "田静杰", "贺艳建"];
    assert_eq!(officers.map(|name| n(Noun::Case, "officers", Equals, name)).iter().sum::<u32>(), 84);
    assert_eq!(n(Noun::Case, "officers", Equals, "段"), 0);
    assert_eq!(n(Noun::Training, "hours", AtLeast, "1.5课时") + n(Noun::Training, "hours", AtMost, "1"), 16);
    let day = rows(&archive, Noun::Hotline, &Query::default())[0].cells["received_at"].clone();
    let on_day = n(Noun::Hotline, "received_at", Equals, &day[..10]);
    assert!((1..120).contains(&on_day));
    assert!((1..=on_day).contains(&n(Noun::Hotline, "received_at", Equals, &day)));
    let split =
        n(Noun::Hotline, "received_at", AtLeast, &day[..10]) + n(Noun::Hotline, "received_at", AtMost, &day[..10]);
    assert_eq!(split, 120 + on_day);
    let five: Vec<_> = rows(&archive, Noun::Retailer, &Query::default()).into_iter().take(5).map(|r| r.id).collect();
    assert_eq!(n(Noun::Retailer, "id", AnyOf, &five.join("|")), 5);
}

#[test]
fn a_condition_that_cannot_be_read_is_refused_at_its_field() {
    let archive = county();
    for (noun, field, compare, value) in [
        (Noun::Retailer, "valid_to", Compare::AtLeast, "11-31"),
        (Noun::Retailer, "class", Compare::Equals, "好户"),
        (Noun::Retailer, "class", Compare::AtLeast, "重点监控户"),
        (Noun::Retailer, "trade_name", Compare::Equals, " "),
        (Noun::Retailer, "phone_no", Compare::Empty, ""),
        (Noun::Retailer, "documents", Compare::Equals, "7/7"),
        (Noun::Case, "sticks", Compare::Equals, "若干"),
        (Noun::Case, "value", Compare::Contains, "4"),
        (Noun::Hotline, "informant_name", Compare::Contains, "王"),
        (Noun::Hotline, "informant", Compare::Filled, ""),
        (Noun::Training, "attendance", Compare::Contains, "段兰"),
    ] {
        let refused = archive.record_list(noun, &when(field, compare, value), 0, 10).unwrap_err();
        assert_eq!(refused.kind, Kind::Invalid, "{field} {value}");
        assert!(refused.fields.contains_key(field), "{field} {value}");
    }
    let due = Query { due: "case_overdue".to_owned(), ..Query::default() };
    assert_eq!(archive.record_list(Noun::Retailer, &due, 0, 10).unwrap_err().kind, Kind::Invalid);
    assert_eq!(archive.record_list(Noun::Bundle, &Query::default(), 0, 10).unwrap_err().kind, Kind::Invalid);
}

#[test]
fn the_search_box_of_a_list_looks_into_names_numbers_and_addresses() {
    let archive = county();
    let some = rows(&archive, Noun::Retailer, &Query::default()).remove(3);
    let finds = |noun, text: &str| {
        let query = Query { text: text.to_owned(), ..Query::default() };
        archive.record_ids(noun, &query).unwrap().into_iter().map(|it| it.id).collect::<BTreeSet<_>>()
    };
    for field in ["trade_name", "owner_name", "licence_no", "phone", "address", "owner_id_number"] {
        assert!(finds(Noun::Retailer, &some.cells[field]).contains(&some.id), "{field}");
    }
    assert!(finds(Noun::Retailer, "没有这一户").is_empty());
    let case = rows(&archive, Noun::Case, &Query::default()).remove(0);
    for field in ["case_no", "party_name", "cause"] {
        assert!(finds(Noun::Case, &case.cells[field]).contains(&case.id), "{field}");
    }
    let training = rows(&archive, Noun::Training, &Query::default()).remove(0);
    assert!(finds(Noun::Training, &training.cells["topic"]).contains(&training.id));
    assert!(finds(Noun::Staff, "段兰").len() == 1);
}

#[test]
fn the_named_sets_hold_what_the_rules_of_the_house_say() {
    let archive = county();
    let today = archive.clock.today();
    let calendar = crate::assets::calendar().unwrap();
    let limits = crate::assets::hotline_limits().unwrap();
    let set = |due: Due| count(&archive, due.noun(), &Query::due(due));
    let licences = archive.store.list::<Licence>(&Filter::all()).unwrap().rows;
    let cases = archive.store.list::<Case>(&Filter::all()).unwrap().rows;
    let hotlines = archive.store.list::<Hotline>(&Filter::all()).unwrap().rows;
    let staff = archive.store.list::<Staff>(&Filter::all()).unwrap().rows;
    let expiring = |it: &&Licence| {
        it.state.is_live() && it.valid_to.is_some_and(|end| (0..=30).contains(&(end - today).num_days()))
    };
    let undecided = |it: &&Case| it.decided_on.is_none() && it.closed_on.is_none();
    let left = |it: &Case| it.decision_due_on().map(|due| (due - today).num_days());
    let documents = crate::assets::case_documents().unwrap();
    let lacks = |it: &&Case| {
        let there = archive.store.attachments_of(Noun::Case, it.head.id.uuid()).unwrap();
        let mut asked = documents.of(it).filter(|document| document.is_required(it));
        asked.any(|document| there.iter().all(|scan| scan.slot != document.title))
    };
    let due = |it: &Hotline| it.due_by(&calendar, &limits).map(|due| (due - today).num_days());
    let open = |it: &&Hotline| it.closed_on.is_none();
    let of_licences = |holds: &dyn Fn(&&Licence) -> bool| licences.iter().filter(holds).count();
    let of_cases = |holds: &dyn Fn(&&Case) -> bool| cases.iter().filter(holds).count();
    let of_hotlines = |holds: &dyn Fn(&&Hotline) -> bool| hotlines.iter().filter(holds).count();
    let (first, last) = training::hours_span(today);
    let hours = archive.store.hours_between(first, last).unwrap();
    let short = staff.iter().filter(|it| {
        it.owes_hours(today) && hours.get(&it.head.id.uuid()).is_none_or(|t| *t < training::YEARLY_TENTHS)
    });
    for (due_set, expected) in [
        (Due::LicenceExpiring, of_licences(&expiring)),
        (Due::LicenceExpired, of_licences(&|it| it.is_expired(today))),
        (Due::LicenceUndated, 0),
        (Due::Unclassified, 0),
        (Due::MissingDocuments, 513),
        (Due::CaseOpen, of_cases(&|it| it.closed_on.is_none())),
        (Due::CaseDeciding, of_cases(&|it| undecided(it) && left(it).is_some_and(|l| (0..=14).contains(&l)))),
        (Due::CaseOverdue, of_cases(&|it| undecided(it) && left(it).is_some_and(|l| l < 0))),
        (Due::CaseTransfer, of_cases(&|it| it.is_criminal_suspect() && !it.is_transferred())),
        (Due::CaseIncomplete, of_cases(&lacks)),
        (Due::HotlineOpen, of_hotlines(&open)),
        (Due::HotlineDue, of_hotlines(&|it| open(it) && due(it).is_some_and(|d| (0..=14).contains(&d)))),
        (Due::HotlineOverdue, of_hotlines(&|it| open(it) && due(it).is_some_and(|d| d < 0))),
        (Due::HotlineUnanswered, of_hotlines(&|it| !open(it) && !it.anonymous && !it.is_fed_back())),
        (Due::HotlineNoResult, of_hotlines(&|it| it.result.is_none())),
        (Due::TrainingShort, short.count()),
        (Due::CertificateExpiring, 0),
    ] {
        assert_eq!(set(due_set) as usize, expected, "{due_set:?}");
    }
    assert!(Due::ALL.into_iter().all(|due| Due::read(due.word()) == Some(due)));
}

#[test]
fn every_list_can_be_sorted_by_every_column_that_says_so_and_its_pages_do_not_overlap() {
    let archive = county();
    for noun in PAGES {
        let whole = count(&archive, noun, &Query::default());
        for field in archive.record_fields(noun).unwrap() {
            let query = Query { sort: Some(field.name.clone()), down: true, ..Query::default() };
            if !field.sortable {
                assert_eq!(archive.record_list(noun, &query, 0, 5).unwrap_err().kind, Kind::Invalid);
                continue;
            }
            let mut seen = BTreeSet::new();
            for offset in [0, 5] {
                let page = archive.record_list(noun, &query, offset, 5).unwrap();
                assert_eq!(page.total, whole);
                seen.extend(page.rows.into_iter().map(|row| row.id));
            }
            assert_eq!(seen.len(), whole.min(10) as usize, "{noun} {}", field.name);
        }
    }
}

#[test]
fn case_numbers_run_as_people_count() {
    let archive = county();
    let query = Query { sort: Some("case_no".to_owned()), ..Query::default() };
    let numbers: Vec<String> = rows(&archive, Noun::Case, &query).into_iter().map(|row| row.number).collect();
    let mut counted = numbers.clone();
    counted.sort_by_key(|no| yihu_domain::case_no::read(no).unwrap());
    // Two years stand in the county's numbers; within each they run.
    let of = |year: &str, all: &[String]| all.iter().filter(|no| no.contains(year)).cloned().collect::<Vec<_>>();
    for year in ["2025", "2026"] {
        assert_eq!(of(year, &numbers), of(year, &counted));
    }
}

#[test]
fn cells_are_ready_to_read_and_name_nobody_who_reported() {
    let archive = county();
    let hotlines = archive.store.list::<Hotline>(&Filter::all()).unwrap().rows;
    let said: Vec<_> = hotlines.iter().filter_map(|it| archive.informant_of(it).unwrap()).collect();
    assert!(said.len() > 50);
    let names: BTreeSet<String> = said.iter().filter_map(|it| it.phone.clone()).collect();
    for noun in PAGES {
        let fields = archive.record_fields(noun).unwrap();
        for row in rows(&archive, noun, &Query::default()) {
            for (name, text) in &row.cells {
                assert!(fields.iter().any(|f| f.name == *name && f.listed), "{noun} {name}");
                assert!(noun != Noun::Hotline || !names.contains(text));
            }
            for field in &fields {
                assert!(!field.listed || row.cells.contains_key(&field.name), "{noun} {}", field.name);
                if field.kind == FieldKind::Money && !row.cells[&field.name].is_empty() {
                    assert!(row.cells[&field.name].ends_with('元'));
                }
            }
        }
    }
    let shop = &rows(&archive, Noun::Retailer, &when("class", Compare::Equals, "重点"))[0];
    assert_eq!((shop.cells["class"].as_str(), shop.marks["class"]), ("重点监控户", Mark::Danger));
    assert_eq!(shop.cells["documents"], "0/7");
}

#[test]
fn void_records_are_hidden_shown_alone_or_with_the_others_and_still_found() {
    let (_folder, mut archive) = copy();
    let shop = rows(&archive, Noun::Retailer, &Query::default()).remove(0);
    archive.record_remove(Noun::Retailer, std::slice::from_ref(&shop.id), true, Some("录入重复")).unwrap();
    let shown = |removed, text: &str| {
        count(&archive, Noun::Retailer, &Query { removed, text: text.to_owned(), ..Query::default() })
    };
    assert_eq!([RemovedShown::Hide, RemovedShown::Only, RemovedShown::All].map(|r| shown(r, "")), [512, 1, 513]);
    let number = shop.number.as_str();
    assert_eq!(
        [RemovedShown::Hide, RemovedShown::Only, RemovedShown::All].map(|r| shown(r, &shop.title)).map(|n| n.min(1)),
        [shown(RemovedShown::Hide, &shop.title).min(1), 1, 1]
    );
    let void = rows(&archive, Noun::Retailer, &Query { removed: RemovedShown::Only, ..Query::default() }).remove(0);
    assert!(void.removed);
    assert_eq!(void.number, number);
    assert_eq!(archive.store.count::<Retailer>().unwrap(), 512);
}

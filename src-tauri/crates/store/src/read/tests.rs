//! Claims about the finders.

use yihu_domain::{Noun, Record, licence::Licence, training::Attendance};

use crate::sample;

#[test]
fn a_retailer_is_found_by_any_of_its_licence_numbers() {
    let (_folder, mut store) = sample::archive();
    let mut retailer = sample::retailer(0);
    sample::put(&mut store, 1, &mut retailer);
    for n in 0..2 {
        sample::put(&mut store, 2, &mut sample::licence(n, &retailer));
    }
    for number in ["619999000000", "619999000001"] {
        assert_eq!(store.retailer_of_licence_no(number).unwrap().as_ref(), Some(&retailer));
        assert_eq!(store.licence_by_no(number).unwrap().unwrap().licence_no, number);
    }
    assert!(store.retailer_of_licence_no("619999000009").unwrap().is_none());
    let first: Licence = store.licence_by_no("619999000000").unwrap().unwrap();
    store.write(&sample::stamp(3), |w| w.set_removed(first.head.id, true)).unwrap();
    assert!(store.licence_by_no("619999000000").unwrap().is_none());
}

#[test]
fn cases_are_tied_by_hand_or_by_licence_number() {
    let (_folder, mut store) = sample::archive();
    let (mut mine, mut other) = (sample::retailer(0), sample::retailer(1));
    sample::put(&mut store, 1, &mut mine);
    sample::put(&mut store, 1, &mut other);
    sample::put(&mut store, 1, &mut sample::licence(0, &mine));
    let tie = |n, licence_no: Option<&str>, retailer| {
        let mut case = sample::case(n);
        case.licence_no = licence_no.map(str::to_owned);
        case.retailer = retailer;
        case
    };
    let number = Some("619999000000");
    for mut case in [
        tie(0, number, None),
        tie(1, None, Some(mine.head.id)),
        tie(2, number, Some(mine.head.id)),
        tie(3, number, Some(other.head.id)),
        tie(4, None, None),
    ] {
        sample::put(&mut store, 2, &mut case);
    }
    let of = |id| store.cases_of(id).unwrap().iter().map(Record::title).collect::<Vec<_>>();
    assert_eq!(of(mine.head.id), [1, 2, 3].map(|n| format!("潼烟立〔2026〕第{n}号")));
    assert_eq!(of(other.head.id), ["潼烟立〔2026〕第4号"]);
    assert!(store.case_by_no("潼烟立〔2026〕第5号").unwrap().is_some());
}

#[test]
fn hotline_records_are_tied_by_hand_or_by_name_and_address() {
    let (_folder, mut store) = sample::archive();
    let mut mine = sample::retailer(0);
    let mut other = sample::retailer(1);
    sample::put(&mut store, 1, &mut mine);
    sample::put(&mut store, 1, &mut other);
    let row = |n, name: &str, address: Option<&str>, retailer| {
        let mut it = sample::hotline(n);
        it.target_name = Some(name.to_owned());
        it.target_address = address.map(str::to_owned);
        it.retailer = retailer;
        it
    };
    for mut it in [
        row(0, &mine.trade_name, None, None),
        row(1, &mine.trade_name, Some(&mine.address), None),
        row(2, &mine.trade_name, Some("别处"), None),
        row(3, "别的店", None, Some(mine.head.id)),
        row(4, &mine.trade_name, None, Some(other.head.id)),
    ] {
        sample::put(&mut store, 2, &mut it);
    }
    let numbers = |id| store.hotlines_of(id).unwrap().iter().map(Record::title).collect::<Vec<_>>();
    assert_eq!(numbers(mine.head.id), ["GD2026000000", "GD2026000001", "GD2026000003"]);
    assert_eq!(numbers(other.head.id), ["GD2026000004"]);
}

#[test]
fn a_hotline_record_without_number_is_found_by_what_it_says() {
    let (_folder, mut store) = sample::archive();
    let mut it = sample::hotline(0);
    it.upstream_no = None;
    it.target_name = None;
    sample::put(&mut store, 1, &mut it);
    let found = |name, content| store.hotline_like(it.received_at, name, content).unwrap();
    assert_eq!(found(None, it.content.as_deref()), [it.clone()]);
    assert_eq!(found(None, None), []);
    assert_eq!(found(Some("店"), it.content.as_deref()), []);
    sample::put(&mut store, 2, &mut sample::hotline(1));
    assert!(store.hotline_by_upstream_no("GD2026000001").unwrap().is_some());
}

#[test]
fn the_other_finders_find() {
    let (_folder, mut store) = sample::archive();
    assert!(store.bureau().unwrap().is_none());
    sample::put(&mut store, 1, &mut sample::bureau());
    assert_eq!(store.bureau().unwrap().unwrap().name, "潼川县烟草专卖局");
    let mut person = sample::staff(0);
    sample::put(&mut store, 1, &mut person);
    assert_eq!(store.staff_by_name("王执法0").unwrap(), [person.clone()]);
    assert_eq!(store.staff_by_name("王执法").unwrap(), []);
    let mut session = sample::training(0, vec![Attendance { staff: person.head.id, tenths: 5 }]);
    sample::put(&mut store, 1, &mut session);
    assert_eq!(store.training_by(session.held_on, &session.topic).unwrap(), Some(session.clone()));
    assert_eq!(store.training_by(session.held_on, "别的").unwrap(), None);
    sample::put(&mut store, 1, &mut sample::attachment(0, Noun::Staff, person.head.id.uuid()));
    assert_eq!(store.attachments_of(Noun::Staff, person.head.id.uuid()).unwrap().len(), 1);
    assert_eq!(store.attachments_of(Noun::Case, person.head.id.uuid()).unwrap().len(), 0);
    sample::put(&mut store, 1, &mut sample::selfcheck());
    assert!(store.selfcheck_of("2026-10").unwrap().is_some());
    assert!(store.selfcheck_of("2026-11").unwrap().is_none());
    assert!(store.last_bundle("A").unwrap().is_none());
    for sequence in [1, 2] {
        sample::put(&mut store, 1, &mut sample::bundle(sequence));
    }
    assert_eq!(store.last_bundle("A").unwrap().unwrap().sequence, 2);
    assert!(store.last_bundle("B").unwrap().is_none());
}

#[test]
fn hours_and_filled_slots_are_counted_for_those_who_have_any() {
    let (_folder, mut store) = sample::archive();
    let mut people = [sample::staff(0), sample::staff(1), sample::staff(2)];
    for person in &mut people {
        sample::put(&mut store, 1, person);
    }
    let there = |n: usize, tenths| Attendance { staff: people[n].head.id, tenths };
    for (n, day, attendance) in [
        (0, "2026-03-01", vec![there(0, 40), there(1, 5)]),
        (1, "2026-11-30", vec![there(0, 20)]),
        (2, "2026-12-01", vec![there(0, 100)]),
    ] {
        let mut session = sample::training(n, attendance);
        session.held_on = sample::day(day);
        sample::put(&mut store, 1, &mut session);
    }
    let hours = store.hours_between(sample::day("2026-01-01"), sample::day("2026-11-30")).unwrap();
    let of = |n: usize| hours.get(&people[n].head.id.uuid()).copied();
    assert_eq!((of(0), of(1), of(2)), (Some(60), Some(5), None));
    let sessions = store.trainings_of(people[0].head.id).unwrap();
    assert_eq!(
        sessions.iter().map(|t| t.held_on.to_string()).collect::<Vec<_>>(),
        ["2026-12-01", "2026-11-30", "2026-03-01"]
    );
    for (n, slot) in [(0, "营业执照"), (1, "申请表"), (2, "别的")] {
        let mut scan = sample::attachment(n, Noun::Staff, people[0].head.id.uuid());
        scan.slot = slot.into();
        sample::put(&mut store, 1, &mut scan);
    }
    let filled = store.filled_slots(Noun::Staff, &["营业执照", "申请表", "店面照片"]).unwrap();
    assert_eq!(filled.into_iter().collect::<Vec<_>>(), [(people[0].head.id.uuid(), 2)]);
}

#[test]
fn void_records_are_not_counted() {
    let (_folder, mut store) = sample::archive();
    for n in 0..3 {
        sample::put(&mut store, 1, &mut sample::retailer(n));
    }
    let id = sample::retailer(1).head.id;
    store.write(&sample::stamp(2), |w| w.set_removed(id, true)).unwrap();
    assert_eq!(store.count_of(Noun::Retailer).unwrap(), 2);
    let mut seen = 0;
    store
        .each_with_void(|_: yihu_domain::retailer::Retailer| {
            seen += 1;
            Ok(())
        })
        .unwrap();
    assert_eq!(seen, 3);
    assert!(store.get(id).unwrap().head.removed);
}

#[test]
fn no_finder_walks_a_whole_table() {
    let (_folder, store) = sample::archive();
    let select = |noun: Noun| crate::noun::sql(noun).select;
    for (noun, tail) in [
        (Noun::Staff, include_str!("../staff/by_name.sql")),
        (Noun::Retailer, include_str!("../retailer/of_licence_no.sql")),
        (Noun::Licence, include_str!("../licence/by_no.sql")),
        (Noun::Licence, include_str!("../licence/of_retailer.sql")),
        (Noun::Matter, include_str!("../matter/of_retailer.sql")),
        (Noun::Vendor, include_str!("../vendor/of_retailer.sql")),
        (Noun::Vendor, include_str!("../vendor/by_name.sql")),
        (Noun::Inspection, include_str!("../inspection/of_retailer.sql")),
        (Noun::Inspection, include_str!("../inspection/of_vendor.sql")),
        (Noun::Inspection, include_str!("../inspection/of_case.sql")),
        (Noun::Case, include_str!("../case/by_no.sql")),
        (Noun::Case, include_str!("../case/of_retailer.sql")),
        (Noun::Hotline, include_str!("../hotline/by_upstream_no.sql")),
        (Noun::Hotline, include_str!("../hotline/of_retailer.sql")),
        (Noun::Hotline, include_str!("../hotline/like.sql")),
        (Noun::Licence, include_str!("../licence/of_retailer_with_void.sql")),
        (Noun::Training, include_str!("../training/by_topic.sql")),
        (Noun::Training, include_str!("../training/of_staff.sql")),
        (Noun::Attachment, include_str!("../attachment/of_record.sql")),
        (Noun::Selfcheck, include_str!("../selfcheck/of_period.sql")),
        (Noun::Bundle, include_str!("../bundle/last.sql")),
        (Noun::Bundle, "WHERE id = :id"),
        (Noun::User, include_str!("../user/by_name.sql")),
    ] {
        let plan = plan(&store, &format!("{}{tail}", select(noun)));
        assert!(!plan.contains("SCAN"), "{tail}\n{plan}");
        assert!(!plan.contains("retailer=NULL"), "{tail}\n{plan}");
    }
    for (sql, index) in [
        ("SELECT id {} WHERE removed = 0 ORDER BY valid_to, id LIMIT 50", "SCAN licence USING INDEX licence_valid_to"),
        ("SELECT id {} WHERE removed = 0 ORDER BY state, licence_no, id LIMIT 50", "USING INDEX licence_state"),
        ("SELECT count(*) {} WHERE removed = 0 AND valid_to >= ?", "SEARCH licence USING INDEX licence_valid_to"),
        (
            "SELECT id {} WHERE removed = 0 AND state = ? ORDER BY trade_name",
            "SEARCH licence USING INDEX licence_state",
        ),
    ] {
        let list = plan(&store, &sql.replace("{}", include_str!("../retailer/list_by_no_from.sql")));
        assert!(list.contains(index), "{sql}\n{list}");
        assert!(list.contains("licence_current (retailer=?)"), "{sql}\n{list}");
    }
    let list = plan(&store, include_str!("../search/ids_with.sql"));
    assert!(list.contains("search_entry_record (noun=?)"), "{list}");
    let from = include_str!("../retailer/list_from.sql");
    let list = plan(&store, &format!("SELECT licence_no {from} WHERE removed = 0 ORDER BY trade_name, id LIMIT 50"));
    assert!(list.contains("SCAN retailer USING INDEX retailer_trade_name"), "{list}");
    assert!(list.contains("licence_current (retailer=?)"), "{list}");
    let from = include_str!("../retailer/list_by_no_from.sql");
    let list = plan(&store, &format!("SELECT trade_name {from} WHERE removed = 0 ORDER BY licence_no, id LIMIT 50"));
    assert!(list.contains("SCAN licence USING INDEX licence_no_once"), "{list}");
    assert!(list.contains("licence_current (retailer=?)"), "{list}");
}

#[test]
fn a_million_visits_are_walked_along_an_index_and_never_sorted_whole() {
    let (_folder, store) = sample::archive();
    for (tail, index) in [
        (r#"WHERE removed = 0 ORDER BY "inspected_on" DESC, id LIMIT ?"#, "COVERING INDEX inspection_day"),
        (
            r#"WHERE removed = 0 AND "inspected_on" >= ? AND "inspected_on" <= ? ORDER BY "inspected_on" DESC, id LIMIT ?"#,
            "COVERING INDEX inspection_day (inspected_on>? AND inspected_on<?)",
        ),
        (r#"WHERE removed = 0 AND "finding" = ? ORDER BY "inspected_on" DESC, id"#, "inspection_finding (finding=?)"),
        (r#"WHERE removed = 0 AND "mode" = ? ORDER BY "inspected_on" DESC, id"#, "inspection_mode (mode=?)"),
        (
            r#"WHERE removed = 0 AND "retailer" IN (SELECT value FROM json_each(?)) ORDER BY "inspected_on" DESC, id"#,
            "inspection_retailer (retailer=?)",
        ),
        ("WHERE removed = 1 ORDER BY id", "inspection_void"),
    ] {
        let plan = plan(&store, &format!("SELECT id FROM inspection {tail}"));
        assert!(plan.contains(index), "{tail}\n{plan}");
    }
    let all = plan(&store, include_str!("../inspection/count_live.sql"));
    assert!(all.contains("COVERING INDEX inspection_count") && all.contains("inspection_void"), "{all}");
}

fn plan(store: &crate::Store, sql: &str) -> String {
    let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let mut rows = statement.raw_query();
    let mut plan = String::new();
    while let Some(row) = rows.next().unwrap() {
        plan += &row.get::<_, String>(3).unwrap();
        plan.push('\n');
    }
    plan
}

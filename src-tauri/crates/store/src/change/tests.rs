//! Claims about the change log.

use yihu_domain::{Noun, Record, retailer::Retailer};

use crate::{Entry, OperationFilter, change, sample};

#[test]
fn the_hash_is_the_documented_one() {
    // Computed by another program from the words of the documentation: a stranger must come to the same.
    let entry = Entry {
        seq: 7,
        at: "2026-11-30T08:50:00.125Z".parse().unwrap(),
        by: "张管理".into(),
        op: "导入零售户".into(),
        op_id: "01936f00-0000-7000-8000-000000000001".parse().unwrap(),
        undoes: None,
        noun: Noun::Retailer,
        record: "01936f00-0000-7000-8000-000000000002".parse().unwrap(),
        revision: 3,
        before: None,
        after: String::new(),
        before_digest: Some(change::digest("{}")),
        after_digest: change::digest("{\"a\":1}"),
        hash: String::new(),
    };
    assert_eq!(
        change::hash(change::GENESIS, &entry),
        "9647ea46fe45fac2962b52140022d2b9c839d41e33e7b8aec86ad13bec386a47"
    );
    let first = Entry { before_digest: None, ..entry.clone() };
    assert_eq!(
        change::hash(&"ab".repeat(32), &first),
        "ee353acf454feea28e9281950605834f29febc700d67f2e8e2f1cc8fe5afca8a"
    );
    assert_ne!(change::hash("not a hash", &entry), change::hash(change::GENESIS, &entry));
}

#[test]
fn slices_are_in_order_and_bounded() {
    let (_folder, mut store) = sample::archive();
    for n in 0..5 {
        sample::put(&mut store, n, &mut sample::retailer(n));
    }
    let seqs = |after, upto| {
        let mut seqs = Vec::new();
        store
            .changes(after, upto, |entry| {
                seqs.push(entry.seq);
                Ok(())
            })
            .unwrap();
        seqs
    };
    assert_eq!(seqs(0, i64::MAX), [1, 2, 3, 4, 5]);
    assert_eq!(seqs(1, 3), [2, 3]);
    assert_eq!(seqs(5, 9), [0; 0]);
}

#[test]
fn operations_are_listed_newest_first_with_what_became_of_them() {
    let (_folder, mut store) = sample::archive();
    let import = sample::stamp(1);
    store
        .write(&import, |w| {
            for n in 0..3 {
                w.put(&mut sample::retailer(n))?;
            }
            Ok(())
        })
        .unwrap();
    store.write(&sample::stamp(2), |w| w.undo(import.op_id)).unwrap();
    let listed = |limit| {
        let operations = store.operations(limit).unwrap();
        operations.iter().map(|o| (o.op.clone(), o.count, o.undone, o.undoes.is_some())).collect::<Vec<_>>()
    };
    assert_eq!(listed(9), [("操作2".into(), 3, false, true), ("操作1".into(), 3, true, false)]);
    assert_eq!(listed(1).len(), 1);
}

#[test]
fn history_is_that_of_one_record() {
    let (_folder, mut store) = sample::archive();
    let mut record = sample::retailer(0);
    sample::put(&mut store, 1, &mut record);
    sample::put(&mut store, 2, &mut sample::retailer(1));
    record.phone = None;
    sample::put(&mut store, 3, &mut record);
    let history = store.history(Retailer::NOUN, record.head.id.uuid()).unwrap();
    assert_eq!(history.iter().map(|e| e.seq).collect::<Vec<_>>(), [1, 3]);
}

#[test]
fn operations_are_found_by_name_person_and_time_and_paged() {
    let (_folder, mut store) = sample::archive();
    for n in 0..5 {
        sample::put(&mut store, n, &mut sample::retailer(n));
    }
    let found = |filter: &OperationFilter, offset, limit| {
        let page = store.operations_page(filter, offset, limit).unwrap();
        let names: Vec<String> = page.into_iter().map(|it| it.op).collect();
        (names.join(" "), store.count_operations(filter).unwrap())
    };
    let any = OperationFilter::default();
    assert_eq!(found(&any, 1, 2), ("操作3 操作2".to_owned(), 5));
    assert_eq!(found(&any, 5, 2), (String::new(), 5));
    let text = OperationFilter { text: "作4".into(), ..any.clone() };
    assert_eq!(found(&text, 0, 9), ("操作4".to_owned(), 1));
    let nobody = OperationFilter { by: "别人".into(), ..any.clone() };
    assert_eq!(found(&nobody, 0, 9).1, 0);
    let second = |n| Some(sample::stamp(n).at);
    let between = OperationFilter { since: second(1), before: second(3), ..any };
    assert_eq!(found(&between, 0, 9), ("操作2 操作1".to_owned(), 2));
}

#[test]
fn what_cannot_be_undone_is_known_by_what_it_did() {
    let (_folder, mut store) = sample::archive();
    let mut hotline = sample::hotline(0);
    sample::put(&mut store, 1, &mut hotline);
    store.write(&sample::stamp(2), |w| w.note(hotline.head.id)).unwrap();
    sample::put(&mut store, 3, &mut sample::bureau());
    sample::put(&mut store, 4, &mut sample::selfcheck());
    sample::put(&mut store, 5, &mut sample::bundle(1));
    let mut named = store.bureau().unwrap().unwrap();
    named.name.push_str("（新）");
    sample::put(&mut store, 6, &mut named);
    named.mappings.entry("case".into()).or_default().insert("案号".into(), "case_no".into());
    sample::put(&mut store, 7, &mut named);
    let of = |n| store.find_operation(sample::stamp(n).op_id).unwrap().unwrap();
    let is_final = [1, 2, 3, 4, 5, 6, 7].map(|n| of(n).is_final);
    assert_eq!(is_final, [false, true, true, true, true, false, true]);
    assert_eq!([1, 2, 3].map(|n| of(n).count), [1, 0, 1], "a note changed nothing");
    assert!(store.find_operation(sample::stamp(9).op_id).unwrap().is_none());
}

#[test]
fn the_log_is_paged_over_an_index() {
    let (_folder, store) = sample::archive();
    for sql in [include_str!("operations.sql"), include_str!("count_operations.sql")] {
        let mut plan = String::new();
        let sql = [":op_id", ":text", ":by", ":since", ":before", ":without_users", ":limit", ":offset"]
            .iter()
            .fold(sql.to_owned(), |sql, name| sql.replace(name, "NULL"));
        store
            .stream(
                &format!("EXPLAIN QUERY PLAN {sql}"),
                [],
                |row| Ok(row.get::<_, String>(3).unwrap()),
                |line| {
                    plan += &line;
                    plan += "\n";
                    Ok(())
                },
            )
            .unwrap();
        assert!(plan.contains("SCAN change USING COVERING INDEX change_op"), "{plan}");
        assert_eq!(plan.matches("SCAN change").count(), 1, "{plan}");
    }
}

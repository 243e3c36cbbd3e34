//! Claims about the one door for changes.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::TimeDelta;
use proptest::prelude::*;
use yihu_domain::{
    Error, Kind, Record, bundle::Bundle, hotline::Hotline, licence::Licence, retailer::Retailer, training::Attendance,
};

use crate::{Access, Store, change, sample};

fn comes_back<T: Record>(store: &mut Store, mut record: T) -> T {
    let changed = store.write(&sample::stamp(1), |w| w.put(&mut record)).unwrap();
    assert!(changed);
    assert_eq!(record.head().revision, 1);
    assert_eq!(store.get(record.head().id).unwrap(), record);
    record
}

#[test]
fn every_record_comes_back_as_it_was_written() {
    let (_folder, mut store) = sample::archive();
    comes_back(&mut store, sample::bureau());
    let staff = comes_back(&mut store, sample::staff(0));
    let reasons = staff.reasons.clone();
    assert!(!reasons.is_empty());
    let retailer = comes_back(&mut store, Retailer { reasons: reasons.clone(), ..sample::retailer(0) });
    comes_back(&mut store, sample::licence(0, &retailer));
    let mut case = sample::case(0);
    case.reasons = reasons;
    case.retailer = Some(retailer.head.id);
    case.licence_no = Some("619999000000".into());
    let case = comes_back(&mut store, case);
    let mut hotline = sample::hotline(0);
    hotline.retailer = Some(retailer.head.id);
    hotline.case = Some(case.head.id);
    comes_back(&mut store, hotline);
    comes_back(&mut store, sample::training(0, vec![Attendance { staff: staff.head.id, tenths: 40 }]));
    comes_back(&mut store, sample::attachment(0, Retailer::NOUN, retailer.head.id.uuid()));
    comes_back(&mut store, sample::selfcheck());
    let sent = store.last_change().unwrap().unwrap();
    comes_back(&mut store, Bundle { to_change: sent.seq, last_change_hash: sent.hash, ..sample::bundle(1) });
    assert!(store.verify().unwrap().ok(), "{:?}", store.verify().unwrap());
}

#[test]
fn a_record_with_every_optional_field_empty_comes_back() {
    let (_folder, mut store) = sample::archive();
    let mut blank = serde_json::to_value(sample::hotline(0)).unwrap();
    for (_, value) in blank.as_object_mut().unwrap().iter_mut() {
        *value = serde_json::Value::Null;
    }
    let full = serde_json::to_value(sample::hotline(0)).unwrap();
    for field in ["id", "bureau", "revision", "removed", "received_at", "category", "anonymous"] {
        blank[field] = full[field].clone();
    }
    comes_back::<Hotline>(&mut store, serde_json::from_value(blank).unwrap());
}

#[test]
fn goods_are_rewritten_in_their_order() {
    let (_folder, mut store) = sample::archive();
    let mut case = comes_back(&mut store, sample::case(0));
    case.goods.reverse();
    case.goods.push(case.goods[0].clone());
    store.write(&sample::stamp(2), |w| w.put(&mut case)).unwrap();
    assert_eq!(store.get(case.head.id).unwrap().goods, case.goods);
    case.goods.clear();
    store.write(&sample::stamp(3), |w| w.put(&mut case)).unwrap();
    assert_eq!(store.get(case.head.id).unwrap().goods, []);
}

#[test]
fn an_older_revision_is_refused() {
    let (_folder, mut store) = sample::archive();
    let mut mine = comes_back(&mut store, sample::retailer(0));
    let mut theirs = mine.clone();
    theirs.phone = None;
    sample::put(&mut store, 2, &mut theirs);
    mine.town = None;
    let refused = store.write(&sample::stamp(3), |w| w.put(&mut mine)).unwrap_err();
    assert_eq!(refused.kind, Kind::Conflict);
    assert!(refused.message.contains("刚被别处改过"), "{refused}");
    assert_eq!(store.get(mine.head.id).unwrap(), theirs);
}

#[test]
fn an_equal_record_leaves_no_entry() {
    let (_folder, mut store) = sample::archive();
    let mut record = comes_back(&mut store, sample::retailer(0));
    assert!(!store.write(&sample::stamp(2), |w| w.put(&mut record)).unwrap());
    assert_eq!(record.head.revision, 1);
    assert_eq!(store.last_change().unwrap().unwrap().seq, 1);
}

#[test]
fn a_number_in_force_is_taken_only_once() {
    let (_folder, mut store) = sample::archive();
    let of = comes_back(&mut store, sample::retailer(0));
    let first = comes_back(&mut store, sample::licence(1, &of));
    let mut second = Licence { licence_no: first.licence_no.clone(), ..sample::licence(2, &of) };
    let refused = store.write(&sample::stamp(2), |w| w.put(&mut second)).unwrap_err();
    assert_eq!(refused.kind, Kind::Conflict);
    assert!(refused.message.contains("许可证号"), "{refused}");
    assert!(refused.fields.contains_key("licence_no"));
    assert_eq!(second.head.revision, 0);

    store.write(&sample::stamp(3), |w| w.set_removed(first.head.id, true)).unwrap();
    store.write(&sample::stamp(4), |w| w.put(&mut second)).unwrap();
    let refused = store.write(&sample::stamp(5), |w| w.set_removed(first.head.id, false)).unwrap_err();
    assert_eq!(refused.kind, Kind::Conflict);
}

#[test]
fn a_refused_record_does_not_spoil_the_others_of_its_operation() {
    let (_folder, mut store) = sample::archive();
    let of = comes_back(&mut store, sample::retailer(0));
    let taken = comes_back(&mut store, sample::licence(1, &of));
    store
        .write(&sample::stamp(2), |w| {
            let mut twin = Licence { licence_no: taken.licence_no.clone(), ..sample::licence(2, &of) };
            assert!(w.put(&mut twin).is_err());
            w.put(&mut sample::licence(3, &of))
        })
        .unwrap();
    assert_eq!(store.count::<Licence>().unwrap(), 2);
    assert!(store.verify().unwrap().ok());
}

#[test]
fn a_half_written_record_undoes_its_whole_operation() {
    let (_folder, mut store) = sample::archive();
    let nobody = sample::staff(0).head.id;
    let refused = store
        .write(&sample::stamp(1), |w| {
            let _ = w.put(&mut sample::training(0, vec![Attendance { staff: nobody, tenths: 1 }]));
            w.put(&mut sample::retailer(0))
        })
        .unwrap_err();
    assert_eq!(refused.kind, Kind::Internal);
    assert!(store.last_change().unwrap().is_none());
    assert_eq!(store.count::<Retailer>().unwrap(), 0);
}

#[test]
fn a_link_to_nothing_is_refused() {
    let (_folder, mut store) = sample::archive();
    let refused = store.write(&sample::stamp(1), |w| w.put(&mut sample::licence(0, &sample::retailer(0)))).unwrap_err();
    assert_eq!(refused.kind, Kind::Invalid);
}

#[test]
fn a_failed_operation_leaves_nothing() {
    let (_folder, mut store) = sample::archive();
    store
        .write(&sample::stamp(1), |w| {
            w.put(&mut sample::retailer(0))?;
            Err::<(), _>(Error::invalid("不行"))
        })
        .unwrap_err();
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        store.write(&sample::stamp(2), |w| {
            w.put(&mut sample::retailer(0))?;
            panic!("fault of ours");
            #[expect(unreachable_code, reason = "gives the closure its type")]
            Ok(())
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(store.count::<Retailer>().unwrap(), 0);
    assert_eq!(store.search("好又来", 9).unwrap(), []);
    comes_back(&mut store, sample::retailer(0));
}

#[test]
fn a_reader_cannot_write() {
    let (folder, mut store) = sample::archive();
    comes_back(&mut store, sample::retailer(0));
    let mut reader = sample::reopen(&folder, Access::Read);
    assert_eq!(reader.count::<Retailer>().unwrap(), 1);
    let refused = reader.write(&sample::stamp(2), |w| w.put(&mut sample::retailer(1))).unwrap_err();
    assert_eq!(refused.kind, Kind::Denied);
}

#[test]
fn the_log_never_runs_backwards() {
    let (_folder, mut store) = sample::archive();
    comes_back(&mut store, sample::retailer(0));
    let mut earlier = sample::stamp(2);
    earlier.at -= TimeDelta::days(400);
    store.write(&earlier, |w| w.put(&mut sample::retailer(1))).unwrap();
    let mut at = Vec::new();
    store
        .changes(0, i64::MAX, |entry| {
            at.push(entry.at);
            Ok(())
        })
        .unwrap();
    assert_eq!(at, [sample::stamp(1).at, sample::stamp(1).at]);
}

#[test]
fn every_write_extends_the_chain() {
    let (_folder, mut store) = sample::archive();
    let mut record = comes_back(&mut store, sample::retailer(0));
    record.phone = None;
    sample::put(&mut store, 2, &mut record);
    let entries = store.history(Retailer::NOUN, record.head.id.uuid()).unwrap();
    let [first, second] = &entries[..] else { panic!("{entries:?}") };
    assert_eq!((first.seq, first.revision, &first.before), (1, 1, &None));
    assert_eq!((second.seq, second.revision), (2, 2));
    assert_eq!(second.before.as_ref(), Some(&first.after));
    assert_eq!(first.hash, change::hash(change::GENESIS, first));
    assert_eq!(second.hash, change::hash(&first.hash, second));
    let redacted = change::Entry { before: None, after: String::new(), ..second.clone() };
    assert_eq!(second.hash, change::hash(&first.hash, &redacted));
}

#[test]
fn the_change_log_cannot_be_edited_in_place() {
    let (_folder, mut store) = sample::archive();
    comes_back(&mut store, sample::retailer(0));
    comes_back(&mut store, sample::retailer(1));
    for sql in [
        "UPDATE change SET by = '别人'",
        "UPDATE OR REPLACE change SET seq = 2 WHERE seq = 1",
        "DELETE FROM change",
        "REPLACE INTO change SELECT * FROM change WHERE seq = 2",
        "INSERT OR REPLACE INTO change SELECT * FROM change WHERE seq = 1",
        "INSERT INTO change SELECT 9, at, by, op, op_id, undoes, noun, record, revision, before, after, before_digest, \
         after_digest, hash FROM change WHERE seq = 1",
        "INSERT INTO change SELECT * FROM change WHERE seq = 2 ON CONFLICT (seq) DO UPDATE SET by = '别人'",
    ] {
        let refused = store.conn.execute(sql, []).unwrap_err();
        assert!(refused.to_string().contains("append-only"), "{sql}: {refused}");
    }
    assert!(store.verify().unwrap().ok());
}

#[test]
fn what_changes_nothing_can_be_noted_in_the_log() {
    let (_folder, mut store) = sample::archive();
    let before = comes_back(&mut store, sample::hotline(0));
    store.write(&sample::stamp(2), |w| w.note(before.head.id)).unwrap();
    let mut after = store.get(before.head.id).unwrap();
    assert_eq!(after.head.revision, 2);
    after.head.revision = 1;
    assert_eq!(after, before);
    let log = store.history(Hotline::NOUN, before.head.id.uuid()).unwrap();
    assert_eq!((log.len(), log[1].op.as_str()), (2, "操作2"));
    assert!(store.verify().unwrap().ok());
    let nobody = sample::hotline(7).head.id;
    assert_eq!(store.write(&sample::stamp(3), |w| w.note(nobody)).unwrap_err().kind, Kind::NotFound);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_comes_back(name in "\\PC{1,20}", remark in proptest::option::of(any::<String>()), fen in any::<i64>()) {
        let (_folder, mut store) = sample::archive();
        let mut record = sample::case(0);
        record.party_name = name;
        record.remark = remark;
        record.value_fen = Some(fen);
        record.goods[0].sticks = fen;
        let written = store.write(&sample::stamp(1), |w| w.put(&mut record));
        prop_assert!(written.unwrap());
        prop_assert_eq!(store.get(record.head.id).unwrap(), record);
        let findings = store.verify().unwrap();
        prop_assert!(findings.ok(), "{:?}", findings);
    }
}

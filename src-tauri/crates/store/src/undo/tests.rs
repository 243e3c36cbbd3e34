//! Claims about undo and return.

use yihu_domain::{Kind, retailer::Retailer};

use crate::{Stamp, Store, sample};

/// An archive with one retailer, then an "import" that changes it and adds two.
fn imported() -> (tempfile::TempDir, Store, Retailer, Stamp) {
    let (folder, mut store) = sample::archive();
    let mut first = sample::retailer(0);
    sample::put(&mut store, 1, &mut first);
    let import = sample::stamp(2);
    store
        .write(&import, |w| {
            let mut changed = first.clone();
            changed.phone = Some("13911112222".into());
            w.put(&mut changed)?;
            changed.town = None;
            w.put(&mut changed)?;
            for n in 1..3 {
                let mut new = sample::retailer(n);
                w.put(&mut new)?;
                w.put(&mut sample::licence(n, &new))?;
            }
            Ok(())
        })
        .unwrap();
    (folder, store, first, import)
}

fn content(store: &Store) -> Vec<Retailer> {
    let mut all = Vec::new();
    store
        .each(|mut it: Retailer| {
            it.head.revision = 0;
            all.push(it);
            Ok(())
        })
        .unwrap();
    all
}

#[test]
fn undo_leaves_the_archive_as_before() {
    let (_folder, mut store, first, import) = imported();
    assert_eq!(store.write(&sample::stamp(3), |w| w.undo(import.op_id)).unwrap(), 5);
    let mut before = first.clone();
    before.head.revision = 0;
    assert_eq!(content(&store), [before]);
    assert!(store.licence_by_no("619999000001").unwrap().is_none());
    assert_eq!(store.search("13911112222", 9).unwrap(), []);
    assert_eq!(store.search(&first.trade_name, 9).unwrap().len(), 1);
    assert!(store.verify().unwrap().ok());
}

#[test]
fn an_undoing_can_be_undone_and_done_again() {
    let (_folder, mut store, _, import) = imported();
    let after_import = content(&store);
    let undoing = sample::stamp(3);
    store.write(&undoing, |w| w.undo(import.op_id)).unwrap();
    let after_undo = content(&store);
    store.write(&sample::stamp(4), |w| w.undo(undoing.op_id)).unwrap();
    assert_eq!(content(&store), after_import);
    assert!(!store.is_undone(import.op_id).unwrap());
    store.write(&sample::stamp(5), |w| w.undo(import.op_id)).unwrap();
    assert_eq!(content(&store), after_undo);
    assert!(store.is_undone(import.op_id).unwrap());
    assert!(store.verify().unwrap().ok());
}

#[test]
fn an_operation_is_undone_only_once() {
    let (_folder, mut store, _, import) = imported();
    store.write(&sample::stamp(3), |w| w.undo(import.op_id)).unwrap();
    let refused = store.write(&sample::stamp(4), |w| w.undo(import.op_id)).unwrap_err();
    assert_eq!(refused.kind, Kind::Conflict);
    assert!(refused.message.contains("已经撤销过"), "{refused}");
}

#[test]
fn undo_is_refused_when_a_record_was_changed_since() {
    let (_folder, mut store, first, import) = imported();
    let mut since = store.get(first.head.id).unwrap();
    since.remark = Some("后来的备注".into());
    sample::put(&mut store, 3, &mut since);
    let before = store.last_change().unwrap();
    let refused = store.write(&sample::stamp(4), |w| w.undo(import.op_id)).unwrap_err();
    assert_eq!(refused.kind, Kind::Conflict);
    assert!(refused.message.contains(&first.trade_name), "{refused}");
    assert_eq!(store.last_change().unwrap(), before);

    store.write(&sample::stamp(5), |w| w.undo(sample::stamp(3).op_id)).unwrap();
    store.write(&sample::stamp(6), |w| w.undo(import.op_id)).unwrap();
}

#[test]
fn undo_of_a_voiding_brings_the_record_back() {
    let (_folder, mut store, first, _) = imported();
    store.write(&sample::stamp(3), |w| w.set_removed(first.head.id, true)).unwrap();
    assert_eq!(store.search(&first.trade_name, 9).unwrap(), []);
    store.write(&sample::stamp(4), |w| w.undo(sample::stamp(3).op_id)).unwrap();
    assert!(!store.get(first.head.id).unwrap().head.removed);
    assert_eq!(store.search(&first.trade_name, 9).unwrap().len(), 1);
}

#[test]
fn an_unknown_operation_is_not_found() {
    let (_folder, mut store, ..) = imported();
    assert_eq!(store.write(&sample::stamp(3), |w| w.undo(sample::stamp(99).op_id)).unwrap_err().kind, Kind::NotFound);
}

#[test]
fn an_earlier_version_comes_back_as_a_new_revision() {
    let (_folder, mut store, first, _) = imported();
    let back = store.write(&sample::stamp(3), |w| w.revert(first.head.id, 1)).unwrap();
    assert_eq!(back.head.revision, 4);
    assert_eq!(back.phone, first.phone);
    assert_eq!(store.get(first.head.id).unwrap(), back);
    assert_eq!(store.write(&sample::stamp(4), |w| w.revert(first.head.id, 9)).unwrap_err().kind, Kind::NotFound);
}

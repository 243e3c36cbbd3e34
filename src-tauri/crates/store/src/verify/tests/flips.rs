//! Somebody with the key changes any byte of any row, by SQL.

use rusqlite::types::Value;
use yihu_domain::{Noun, bundle::Bundle, training::Attendance};

use super::{attack, codes};
use crate::{Store, noun, sample};

/// Nothing in the schema stands in the way.
const FREE: &str = "DROP TRIGGER change_not_edited; DROP TRIGGER change_not_erased; DROP TRIGGER change_follows; \
                    PRAGMA foreign_keys = OFF;";
/// How many bytes of a long text are flipped.
const BYTES: usize = 5;

/// A short log with everything in it: new, changed, noted, voided, undone.
fn logged() -> (tempfile::TempDir, Store) {
    let (folder, mut store) = sample::archive();
    sample::put(&mut store, 0, &mut sample::bureau());
    let mut retailer = sample::classed(1);
    sample::put(&mut store, 1, &mut retailer);
    sample::put(&mut store, 2, &mut sample::licence(2, &retailer));
    sample::put(&mut store, 3, &mut sample::case(3));
    retailer.phone = None;
    sample::put(&mut store, 4, &mut retailer);
    store.write(&sample::stamp(5), |w| w.undo(sample::stamp(4).op_id)).unwrap();
    store.write(&sample::stamp(6), |w| w.note(retailer.head.id)).unwrap();
    assert!(store.verify().unwrap().ok());
    (folder, store)
}

/// One record of each noun, with everything filled in.
fn put_every_noun(store: &mut Store) {
    let (mut staff, mut retailer) = (sample::staff(1), sample::retailer(1));
    sample::put(store, 0, &mut sample::bureau());
    sample::put(store, 1, &mut staff);
    sample::put(store, 2, &mut retailer);
    let mut licence = sample::licence(1, &retailer);
    sample::put(store, 3, &mut licence);
    sample::put(store, 11, &mut sample::matter(1, &licence));
    sample::put(store, 12, &mut sample::inspection(1, &retailer));
    sample::put(store, 13, &mut sample::diary(1));
    sample::put(store, 14, &mut sample::campaign(1));
    sample::put(store, 15, &mut sample::vendor(1, &retailer));
    sample::put(store, 4, &mut sample::case(1));
    sample::put(store, 5, &mut sample::hotline(1));
    let attended = Attendance { staff: staff.head.id, tenths: 20 };
    sample::put(store, 6, &mut sample::training(1, vec![attended]));
    sample::put(store, 7, &mut sample::attachment(1, Noun::Retailer, retailer.head.id.uuid()));
    sample::put(store, 8, &mut sample::selfcheck());
    sample::put(store, 9, &mut sample::user(1));
    let sent = store.last_change().unwrap().unwrap();
    let mut bundle = Bundle { to_change: sent.seq, last_change_hash: sent.hash, ..sample::bundle(1) };
    sample::put(store, 10, &mut bundle);
}

fn rows(store: &Store, sql: &str) -> Vec<Value> {
    let mut statement = store.conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

fn columns(store: &Store, table: &str) -> Vec<String> {
    let mut statement = store.conn.prepare("SELECT name FROM pragma_table_info(?1)").unwrap();
    let rows = statement.query_map([table], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

/// Whether this is the T or Z of an instant: written small, they say the same instant.
fn is_mark_of_an_instant(text: &[u8], at: usize) -> bool {
    matches!(text[at], b'T' | b'Z') && at > 0 && text[at - 1].is_ascii_digit()
}

/// What a value may be turned into by one flipped bit, as SQL; of a missing one, what may be put in its place.
fn flipped(value: &Value) -> Vec<String> {
    match value {
        Value::Null => vec!["'2026-11-30'".into(), "1".into(), "'00000000-0000-7000-8000-000000000009'".into()],
        Value::Integer(n) => vec![(n ^ 1).to_string(), (n ^ 64).to_string(), "NULL".into()],
        Value::Text(text) => {
            let step = (text.len() / BYTES).max(1);
            let mut turned: Vec<String> = (0..text.len())
                .step_by(step)
                .flat_map(|at| [0x01, 0x20].map(|bit| (at, bit)))
                .filter(|(at, bit)| *bit != 0x20 || !is_mark_of_an_instant(text.as_bytes(), *at))
                .map(|(at, bit)| {
                    let mut bytes = text.clone().into_bytes();
                    bytes[at] ^= bit;
                    format!("CAST(x'{}' AS TEXT)", hex::encode(bytes))
                })
                .collect();
            turned.extend(["NULL".to_owned(), "''".to_owned()]);
            turned
        }
        other => panic!("{other:?}"),
    }
}

/// Does what an attacker does and takes it back; says whether the check found it, or that nothing was changed.
fn is_found(store: &Store, sql: &str) -> bool {
    store.conn.execute_batch("SAVEPOINT attack").unwrap();
    // What the schema itself refuses (a type, a NULL) cannot be done by SQL at all.
    attack(store, "PRAGMA ignore_check_constraints = ON");
    let done = store.conn.execute_batch(sql).is_ok() && store.conn.changes() > 0;
    // The check comes later, and from another program.
    attack(store, "PRAGMA ignore_check_constraints = OFF");
    let found = !done || !store.verify().unwrap().ok();
    store.conn.execute_batch("ROLLBACK TO attack; RELEASE attack").unwrap();
    found
}

#[test]
fn any_byte_of_the_change_log_changed_is_found() {
    let (_folder, store) = logged();
    attack(&store, FREE);
    let mut tried = 0;
    for seq in rows(&store, "SELECT seq FROM change") {
        let Value::Integer(seq) = seq else { panic!() };
        for column in columns(&store, "change") {
            let value = rows(&store, &format!("SELECT {column} FROM change WHERE seq = {seq}")).remove(0);
            for turned in flipped(&value) {
                let sql = format!("UPDATE change SET {column} = {turned} WHERE seq = {seq}");
                tried += 1;
                assert!(is_found(&store, &sql), "{sql}");
            }
        }
    }
    eprintln!("change log: {tried} flips, all found");
    assert!(tried > 500, "{tried}");
}

#[test]
fn any_row_of_the_change_log_gone_new_or_moved_is_found() {
    let (_folder, store) = logged();
    attack(&store, FREE);
    let last = 7;
    let copy = "SELECT 8, at, by, op, op_id, undoes, noun, record, revision + 1, before, after, before_digest, \
                after_digest, hash FROM change WHERE seq = 7";
    let mut attacks = vec![format!("INSERT INTO change {copy}"), "DELETE FROM change".to_owned()];
    for seq in 1..=last {
        attacks.push(format!("DELETE FROM change WHERE seq = {seq}"));
        attacks.push(format!("DELETE FROM change WHERE seq >= {seq}"));
        attacks.push(format!("UPDATE change SET seq = seq + 100 WHERE seq = {seq}"));
        for other in seq + 1..=last {
            attacks.push(format!(
                "UPDATE change SET seq = 100 WHERE seq = {seq}; UPDATE change SET seq = {seq} WHERE seq = {other}; \
                 UPDATE change SET seq = {other} WHERE seq = 100"
            ));
        }
    }
    for sql in &attacks {
        assert!(is_found(&store, sql), "{sql}");
    }
    eprintln!("change log: {} rows gone, new or moved, all found", attacks.len());
    assert_eq!(codes(&store), [""; 0]);
}

#[test]
fn any_column_of_any_record_changed_behind_the_log_is_found() {
    let (_folder, mut store) = sample::archive();
    put_every_noun(&mut store);
    assert!(store.verify().unwrap().ok());
    attack(&store, FREE);
    let mut tried = 0;
    let tables = Noun::ALL.map(|noun| noun::sql(noun).count.trim_start_matches("SELECT count(*) FROM ").trim());
    for table in tables.into_iter().chain(["case_goods", "training_attendance"]) {
        for column in columns(&store, table.trim_matches('"')) {
            let value = rows(&store, &format!("SELECT \"{column}\" FROM {table} LIMIT 1")).remove(0);
            for turned in flipped(&value) {
                // The order of goods is what counts, and there is but one.
                let sql = format!("UPDATE {table} SET \"{column}\" = {turned}");
                if column != "position" {
                    tried += 1;
                    assert!(is_found(&store, &sql), "{sql}");
                }
            }
        }
    }
    eprintln!("records: {tried} flips, all found");
    assert!(tried > 500, "{tried}");
}

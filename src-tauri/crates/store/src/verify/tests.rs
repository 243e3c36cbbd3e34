//! Claims about what the check finds: one damaged archive a defect.

mod flips;

use std::fs;

use yihu_domain::{Kind, Noun, bundle::Bundle};

use crate::{Access, Store, change, sample};

fn filled() -> (tempfile::TempDir, Store) {
    let (folder, mut store) = sample::archive();
    sample::put(&mut store, 0, &mut sample::bureau());
    for n in 0..12 {
        let mut retailer = sample::retailer(n);
        sample::put(&mut store, n, &mut retailer);
        sample::put(&mut store, n, &mut sample::licence(n, &retailer));
        sample::put(&mut store, n, &mut sample::case(n));
    }
    (folder, store)
}

fn codes(store: &Store) -> Vec<String> {
    let mut codes: Vec<String> = store.verify().unwrap().findings.into_iter().map(|f| f.code).collect();
    codes.dedup();
    codes
}

/// Somebody with the key and another program.
fn attack(store: &Store, sql: &str) {
    store.conn.execute_batch(sql).unwrap();
}

#[test]
fn a_whole_archive_has_no_findings() {
    let (_folder, store) = filled();
    let found = store.verify().unwrap();
    assert!(found.ok(), "{found:?}");
    assert_eq!(found.checked["change"], 37);
    assert_eq!(found.checked["retailer"], 12);
    assert_eq!(found.checked["search"], 24);
    assert_eq!(found.checked.len(), Noun::ALL.len() + 2);
}

#[test]
fn each_tampering_is_found_by_its_name() {
    let free = "DROP TRIGGER change_not_edited; DROP TRIGGER change_not_erased; DROP TRIGGER change_follows;";
    for (attacked, code) in [
        ("UPDATE change SET by = '别人' WHERE seq = 5", "chain_broken"),
        ("UPDATE change SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 37", "chain_broken"),
        ("UPDATE change SET after = replace(after, '城关', '北关') WHERE seq = 5", "chain_broken"),
        ("UPDATE change SET before = '{}' WHERE seq = 5", "chain_broken"),
        ("DELETE FROM change WHERE seq = 5", "chain_broken"),
        ("DELETE FROM change WHERE seq = 37", "record_unlogged"),
        ("DELETE FROM change WHERE seq = 37", "chain_cut"),
        ("DELETE FROM change_head", "chain_cut"),
        ("UPDATE change SET undoes = op_id WHERE seq = 5", "chain_cut"),
        ("UPDATE change SET seq = 100 WHERE seq = 5; UPDATE change SET seq = 5 WHERE seq = 6", "chain_broken"),
        ("UPDATE retailer SET phone = '1' WHERE owner_name = '曾小红3'", "state_differs"),
        ("UPDATE \"case\" SET fine_fen = 1 WHERE party_name = '单大勇3'", "state_differs"),
        ("DELETE FROM case_goods WHERE position = 1", "state_differs"),
        ("DELETE FROM case_goods; DELETE FROM \"case\" WHERE party_name = '单大勇3'", "record_missing"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM retailer WHERE owner_name = '曾小红3'", "link_broken"),
        ("UPDATE retailer SET class = '??' WHERE owner_name = '曾小红3'", "unreadable"),
        ("UPDATE change SET op_id = 'not a uuid, but of thirty-six signs.' WHERE seq = 5", "chain_broken"),
        ("UPDATE search_entry SET title = '别的' WHERE noun = 'case'", "search_differs"),
        ("DELETE FROM search_exact WHERE rowid = 3", "search_differs"),
        ("DELETE FROM search_pinyin WHERE rowid = 3", "search_differs"),
        ("DELETE FROM search_text WHERE rowid = 2", "search_differs"),
        ("INSERT INTO search_exact (rowid, d) VALUES (99, '别的')", "search_differs"),
        ("DELETE FROM search_entry WHERE key = 3", "search_differs"),
        ("UPDATE bureau SET bureau = '610000'", "foreign_bureau"),
    ] {
        let (_folder, store) = filled();
        attack(&store, &format!("{free}{attacked}"));
        let found = codes(&store);
        assert!(found.iter().any(|c| c == code), "{attacked}: {found:?}");
    }
}

#[test]
fn a_chain_rewritten_with_new_hashes_still_shows() {
    // With the key, every hash can be computed anew: then the log no longer is what a backup or bundle has.
    let (_folder, mut store) = filled();
    let sent = store.last_change().unwrap().unwrap();
    let mut bundle = Bundle { to_change: sent.seq, last_change_hash: sent.hash, ..sample::bundle(1) };
    sample::put(&mut store, 40, &mut bundle);
    assert!(store.verify().unwrap().ok());
    let known = store.last_change().unwrap().unwrap().hash;
    attack(
        &store,
        "DROP TRIGGER change_not_edited; UPDATE change SET by = '别人' WHERE op_id = (SELECT op_id FROM change WHERE seq = 5)",
    );
    let mut previous = change::GENESIS.to_owned();
    let mut entries = Vec::new();
    store
        .changes(0, i64::MAX, |entry| {
            entries.push(entry);
            Ok(())
        })
        .unwrap();
    for entry in entries {
        previous = change::hash(&previous, &entry);
        store.conn.execute("UPDATE change SET hash = ?1 WHERE seq = ?2", (&previous, entry.seq)).unwrap();
    }
    assert_eq!(codes(&store), ["chain_cut", "bundle_anchor"]);
    attack(&store, "UPDATE change_head SET hash = (SELECT hash FROM change ORDER BY seq DESC LIMIT 1)");
    assert_ne!(store.last_change().unwrap().unwrap().hash, known);
    assert_eq!(codes(&store), ["bundle_anchor"]);
}

#[test]
fn a_flipped_byte_on_any_page_is_found() {
    let (folder, store) = filled();
    let path = folder.path().join("copy.db");
    store.backup_to(&path).unwrap();
    let whole = fs::read(&path).unwrap();
    assert!(whole.len() / 4096 > 60, "{} pages", whole.len() / 4096);
    for page in 0..whole.len() / 4096 {
        let mut bytes = whole.clone();
        bytes[page * 4096 + (page * 677 + 31) % 4096] ^= 0x10;
        sample::overwrite(&path, &bytes);
        match Store::open(&path, &sample::KEY, Access::Read) {
            Ok(store) => {
                let found = store.verify().unwrap();
                assert!(found.findings.iter().any(|f| f.code == "page_damaged"), "page {page}: {found:?}");
            }
            Err(e) => assert_eq!(e.kind, Kind::Damaged, "page {page}: {e}"),
        }
    }
}

#[test]
fn search_tables_are_rebuilt_from_the_records() {
    let (_folder, mut store) = filled();
    let before = store.search("好又来", 50).unwrap();
    attack(&store, "DELETE FROM search_entry; DELETE FROM search_exact; DELETE FROM search_pinyin");
    assert_eq!(store.search("好又来", 50).unwrap(), []);
    assert_eq!(codes(&store), ["search_differs"]);
    store.rebuild_search().unwrap();
    assert_eq!(codes(&store), [""; 0]);
    assert_eq!(store.search("好又来", 50).unwrap(), before);
}

#[test]
fn a_check_tells_how_far_it_is_and_ends_when_it_is_stopped() {
    let (_folder, store) = filled();
    let mut parts = Vec::new();
    store
        .verify_told(&mut |what, done, total| {
            assert!(done <= total);
            parts.push(what.to_owned());
            Ok(())
        })
        .unwrap();
    for part in ["检查数据页", "检查操作日志", "检查零售户", "检查案件", "检查搜索索引"] {
        assert!(parts.iter().any(|p| p == part), "{part}: {parts:?}");
        let stopped = store.verify_told(&mut |what, _, _| {
            if what == part { Err(yihu_domain::Error::stopped("停")) } else { Ok(()) }
        });
        assert_eq!(stopped.unwrap_err().kind, Kind::Stopped, "{part}");
    }
}

#[test]
fn a_log_whose_end_was_cut_off_is_not_written_on() {
    let (_folder, mut store) = filled();
    store.write(&sample::stamp(50), |w| w.note(sample::retailer(3).head.id)).unwrap();
    let free = "DROP TRIGGER change_not_erased; UPDATE retailer SET revision = 1 WHERE owner_name = '曾小红3';";
    attack(&store, &format!("{free} DELETE FROM change WHERE seq = 38"));
    assert_eq!(codes(&store), ["chain_cut"], "a note that changed nothing is missed all the same");
    let refused = store.write(&sample::stamp(51), |w| w.note(sample::retailer(4).head.id)).unwrap_err();
    assert_eq!(refused.kind, Kind::Damaged);
    assert_eq!(codes(&store), ["chain_cut"]);
}

#[test]
fn a_bundle_that_is_missing_in_its_stream_shows() {
    let (_folder, mut store) = filled();
    for n in [1, 2, 4] {
        sample::put(&mut store, 40, &mut Bundle { to_change: 0, ..sample::bundle(n) });
    }
    assert_eq!(codes(&store), ["bundle_gap"]);
}

#[test]
fn an_older_log_gets_its_head_by_the_migration() {
    let (folder, mut store) = filled();
    store.write(&sample::stamp(50), |w| w.undo(sample::stamp(11).op_id)).unwrap();
    let head = store.head().unwrap();
    attack(
        &store,
        "DROP VIEW applicant; DROP TABLE change_head; DROP TABLE user; DROP TABLE matter; DROP TABLE inspection; DROP TABLE vendor; DROP TABLE diary; DROP TABLE campaign; PRAGMA user_version = 3; \
         DROP INDEX attachment_source; DROP INDEX attachment_slot; DROP INDEX attachment_unclear; \
         DROP INDEX retailer_void; DROP INDEX case_void",
    );
    for column in ["legible", "matching", "clarity", "mending"] {
        attack(&store, &format!("ALTER TABLE attachment DROP COLUMN {column}"));
    }
    attack(&store, "ALTER TABLE bureau DROP COLUMN calendars; ALTER TABLE bureau DROP COLUMN supervision");
    attack(&store, "DROP INDEX retailer_merged_into; ALTER TABLE retailer DROP COLUMN merged_into");
    attack(&store, "ALTER TABLE bureau DROP COLUMN class_rules");
    for column in ["class_on", "class_by", "class_rule", "class_kept"] {
        attack(&store, &format!("ALTER TABLE retailer DROP COLUMN {column}"));
    }
    for table in ["staff", "retailer", "\"case\""] {
        attack(&store, &format!("ALTER TABLE {table} DROP COLUMN reasons"));
    }
    drop(store);
    assert_eq!(Store::pending_migrations(&folder.path().join("archive.db"), &sample::KEY).unwrap(), 18);
    let store = sample::reopen(&folder, Access::Write);
    assert_eq!(store.head().unwrap(), head);
    assert!(store.verify().unwrap().ok());
}

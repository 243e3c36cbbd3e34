//! Claims about what the check finds: one damaged archive a defect.

use std::fs;

use yihu_domain::{Kind, Noun};

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
        ("DELETE FROM change WHERE seq = 37", "state_differs"),
        ("UPDATE change SET seq = 100 WHERE seq = 5; UPDATE change SET seq = 5 WHERE seq = 6", "chain_broken"),
        ("UPDATE retailer SET phone = '1' WHERE owner_name = '曾小红3'", "state_differs"),
        ("UPDATE \"case\" SET fine_fen = 1 WHERE party_name = '单大勇3'", "state_differs"),
        ("DELETE FROM case_goods WHERE position = 1", "state_differs"),
        ("DELETE FROM case_goods; DELETE FROM \"case\" WHERE party_name = '单大勇3'", "record_missing"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM retailer WHERE owner_name = '曾小红3'", "link_broken"),
        ("UPDATE retailer SET class = '??' WHERE owner_name = '曾小红3'", "unreadable"),
        ("UPDATE change SET op_id = 'not a uuid, but of thirty-six signs.' WHERE seq = 5", "unreadable"),
        ("UPDATE search_entry SET title = '别的' WHERE noun = 'case'", "search_differs"),
        ("DELETE FROM search_exact WHERE rowid = 3", "search_differs"),
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
    // With the key, every hash can be computed anew: then the last hash no longer is what a backup or bundle has.
    let (_folder, store) = filled();
    let known = store.last_change().unwrap().unwrap().hash;
    attack(&store, "DROP TRIGGER change_not_edited; UPDATE change SET by = '别人' WHERE seq = 5");
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
    assert!(codes(&store).is_empty());
    assert_ne!(store.last_change().unwrap().unwrap().hash, known);
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
fn a_check_tells_its_steps_and_ends_when_it_is_stopped() {
    let (_folder, store) = sample::archive();
    let mut steps = Vec::new();
    store
        .verify_told(&mut |_, done, total| {
            steps.push((done, total));
            Ok(())
        })
        .unwrap();
    assert!(steps.iter().enumerate().all(|(n, (done, total))| n == *done && *total == steps.len()), "{steps:?}");
    let stopped = store.verify_told(&mut |_, _, _| Err(yihu_domain::Error::stopped("停")));
    assert_eq!(stopped.unwrap_err().kind, yihu_domain::Kind::Stopped);
}

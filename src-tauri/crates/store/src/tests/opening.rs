//! Claims about opening and locking an archive.

use std::{env, fs, process::Command};

use yihu_domain::{Kind, retailer::Retailer};

use crate::{Access, Informants, Key, Store, sample};

#[test]
fn an_archive_is_made_only_once() {
    let (folder, store) = sample::archive();
    let path = store.path().to_owned();
    drop(store);
    assert_eq!(Store::create(&path, &sample::KEY).unwrap_err().kind, Kind::Conflict);
    drop(folder);
}

#[test]
fn a_wrong_key_is_refused_in_words() {
    let (folder, mut store) = sample::archive();
    sample::put(&mut store, 1, &mut sample::retailer(0));
    drop(store);
    let path = folder.path().join("archive.db");
    for access in [Access::Read, Access::Write] {
        let refused = Store::open(&path, &Key::new([1; 32]), access).unwrap_err();
        assert_eq!(refused.kind, Kind::Damaged);
        assert!(refused.message.contains("密钥不对"), "{refused}");
    }
    assert_eq!(sample::reopen(&folder, Access::Write).count::<Retailer>().unwrap(), 1);
}

#[test]
fn what_is_no_archive_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("archive.db");
    assert_eq!(Store::open(&path, &sample::KEY, Access::Read).unwrap_err().kind, Kind::NotFound);
    assert_eq!(Store::open(&path, &sample::KEY, Access::Write).unwrap_err().kind, Kind::NotFound);
    assert!(!path.exists());
    for bytes in [&b""[..], b"hello", &[0; 8192], b"SQLite format 3\0"] {
        sample::overwrite(&path, bytes);
        for access in [Access::Read, Access::Write] {
            let refused = Store::open(&path, &sample::KEY, access).unwrap_err();
            assert_eq!(refused.kind, Kind::Damaged, "{} bytes: {refused}", bytes.len());
        }
    }
}

#[test]
fn a_second_writer_is_told_and_a_reader_is_let_in() {
    let (folder, mut store) = sample::archive();
    sample::put(&mut store, 1, &mut sample::retailer(0));
    let path = folder.path().join("archive.db");
    let refused = Store::open(&path, &sample::KEY, Access::Write).unwrap_err();
    assert_eq!(refused.kind, Kind::Conflict);
    assert!(refused.message.contains("另一个窗口"), "{refused}");
    let reader = Store::open(&path, &sample::KEY, Access::Read).unwrap();
    sample::put(&mut store, 2, &mut sample::retailer(1));
    assert_eq!(reader.count::<Retailer>().unwrap(), 2);
    drop(store);
    Store::open(&path, &sample::KEY, Access::Write).unwrap();
}

#[test]
fn an_archive_of_a_newer_version_is_refused() {
    let (folder, store) = sample::archive();
    store.conn.execute_batch("PRAGMA user_version = 99").unwrap();
    drop(store);
    let path = folder.path().join("archive.db");
    for refused in [
        Store::open(&path, &sample::KEY, Access::Write).unwrap_err(),
        Store::open(&path, &sample::KEY, Access::Read).unwrap_err(),
        Store::pending_migrations(&path, &sample::KEY).unwrap_err(),
    ] {
        assert_eq!(refused.kind, Kind::TooNew);
        assert!(refused.message.contains("请先升级本软件"), "{refused}");
    }
}

#[test]
fn an_open_archive_has_no_pending_migrations() {
    let (folder, store) = sample::archive();
    assert_eq!(Store::pending_migrations(&folder.path().join("archive.db"), &sample::KEY).unwrap(), 0);
    drop(store);
}

#[test]
fn an_informants_database_is_no_archive() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("informants.db");
    drop(Informants::create(&path, &sample::KEY).unwrap());
    assert_eq!(Store::open(&path, &sample::KEY, Access::Read).unwrap_err().kind, Kind::Damaged);
    let (folder, store) = sample::archive();
    drop(store);
    assert_eq!(Informants::open(&folder.path().join("archive.db"), &sample::KEY).unwrap_err().kind, Kind::Damaged);
}

#[test]
fn every_commit_is_on_disk_before_it_is_told() {
    let (_folder, store) = sample::archive();
    let pragma = |name| store.conn.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, String>(0)).unwrap();
    let number = |name| store.conn.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(pragma("journal_mode"), "wal");
    assert_eq!(number("synchronous"), 2);
    assert_eq!(number("foreign_keys"), 1);
    assert_eq!(pragma("cipher_page_size"), "4096");
    assert_eq!(pragma("cipher_hmac_algorithm"), "HMAC_SHA512");
}

#[test]
fn a_path_with_spaces_and_chinese_characters_opens() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("潼川县局 (新) 'x' ?%20");
    fs::create_dir(&inside).unwrap();
    let path = inside.join("档案.db");
    drop(Store::create(&path, &sample::KEY).unwrap());
    Store::open(&path, &sample::KEY, Access::Read).unwrap();
}

/// Run by the test below in a process of its own, whose stderr can be looked at.
#[test]
fn child_with_a_wrong_key() {
    if let Some(path) = env::var_os("YIHU_STORE_CHILD") {
        assert!(Store::open(path.as_ref(), &Key::new([1; 32]), Access::Read).is_err());
    }
}

#[test]
fn the_cipher_never_speaks_to_the_terminal() {
    let (folder, store) = sample::archive();
    drop(store);
    let child = Command::new(env::current_exe().unwrap())
        .args(["tests::opening::child_with_a_wrong_key", "--exact", "--nocapture"])
        .env("YIHU_STORE_CHILD", folder.path().join("archive.db"))
        .output()
        .unwrap();
    assert!(child.status.success());
    assert_eq!(String::from_utf8_lossy(&child.stderr), "");
    assert!(String::from_utf8_lossy(&child.stdout).contains("1 passed"));
}

//! Claims about copies and the restore drill.

use std::fs;

use yihu_domain::{Kind, Noun, retailer::Retailer};

use crate::{
    Access, Drill, Key, Store,
    backup::{copy_archive, rehearse},
    sample,
};

fn drill(path: &std::path::Path, key: &Key) -> yihu_domain::Result<Drill> {
    rehearse(path, key, tempfile::tempdir().unwrap().path()).map(|rehearsal| rehearsal.drill)
}

#[test]
fn a_copy_passes_its_drill_and_holds_the_same() {
    let (folder, mut store) = sample::archive();
    for n in 0..20 {
        sample::put(&mut store, n, &mut sample::retailer(n));
    }
    let copy = folder.path().join("备份 一.db");
    store.backup_to(&copy).unwrap();
    let found = drill(&copy, &sample::KEY).unwrap();
    assert!(found.ok, "{found:?}");
    assert_eq!((found.changes, found.records["retailer"]), (20, 20));
    assert_eq!(found.last_hash, store.last_change().unwrap().unwrap().hash);
    assert_eq!(found.records.len(), Noun::ALL.len());
    let again = Store::open(&copy, &sample::KEY, Access::Write).unwrap();
    assert_eq!(again.get(sample::retailer(3).head.id).unwrap(), store.get(sample::retailer(3).head.id).unwrap());
    assert!(again.verify().unwrap().ok());
    assert_eq!(again.search("好又来", 50).unwrap().len(), 20);
}

#[test]
fn a_copy_is_encrypted_under_the_same_key() {
    let (folder, mut store) = sample::archive();
    sample::put(&mut store, 1, &mut sample::retailer(0));
    let copy = folder.path().join("copy.db");
    store.backup_to(&copy).unwrap();
    let bytes = fs::read(&copy).unwrap();
    assert_ne!(&bytes[..15], b"SQLite format 3");
    assert!(!bytes.windows(6).any(|w| w == "城关".as_bytes()));
    let other = drill(&copy, &Key::new([8; 32])).unwrap();
    assert!(!other.ok);
    assert_eq!(other.findings[0].code, "unreadable");
}

#[test]
fn an_older_copy_is_replaced_whole() {
    let (folder, mut store) = sample::archive();
    let copy = folder.path().join("copy.db");
    store.backup_to(&copy).unwrap();
    sample::put(&mut store, 1, &mut sample::retailer(0));
    store.backup_to(&copy).unwrap();
    assert_eq!(drill(&copy, &sample::KEY).unwrap().changes, 1);
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("partial")), "{left:?}");
}

#[test]
fn a_copy_made_while_a_reader_reads_is_whole() {
    let (folder, mut store) = sample::archive();
    sample::put(&mut store, 1, &mut sample::retailer(0));
    let reader = sample::reopen(&folder, Access::Read);
    reader.backup_to(&folder.path().join("copy.db")).unwrap();
    assert!(drill(&folder.path().join("copy.db"), &sample::KEY).unwrap().ok);
    assert_eq!(reader.count::<Retailer>().unwrap(), 1);
}

#[test]
fn a_copy_to_nowhere_is_refused_in_words() {
    let (folder, store) = sample::archive();
    let refused = store.backup_to(&folder.path().join("没有这个文件夹/copy.db")).unwrap_err();
    assert_eq!(refused.kind, Kind::NotFound);
    assert_eq!(drill(&folder.path().join("absent.db"), &sample::KEY).unwrap_err().kind, Kind::NotFound);
}

#[test]
fn a_damaged_copy_fails_its_drill() {
    let (folder, mut store) = sample::archive();
    for n in 0..40 {
        sample::put(&mut store, n, &mut sample::retailer(n));
    }
    let copy = folder.path().join("copy.db");
    store.backup_to(&copy).unwrap();
    let whole = fs::read(&copy).unwrap();
    for cut in [0, 1, 100, 4096, whole.len() / 2, whole.len() - 1] {
        crate::sample::overwrite(&copy, &whole[..cut]);
        let found = drill(&copy, &sample::KEY).unwrap();
        assert!(!found.ok, "cut to {cut}");
    }
}

#[test]
fn a_copy_that_is_stopped_leaves_nothing_and_the_older_copy_as_it_was() {
    let (folder, mut store) = sample::archive();
    let copy = folder.path().join("copy.db");
    store.backup_to(&copy).unwrap();
    sample::put(&mut store, 1, &mut sample::retailer(0));
    let before = fs::read(&copy).unwrap();
    let mut told = Vec::new();
    let stopped = store.backup_told(&copy, &mut |done, total| {
        told.push((done, total));
        Err(yihu_domain::Error::stopped("停"))
    });
    assert_eq!(stopped.unwrap_err().kind, Kind::Stopped);
    assert!(matches!(told[..], [(done, total)] if done == total && total > 1), "{told:?}");
    assert_eq!(fs::read(&copy).unwrap(), before);
    let names = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned());
    let left: Vec<_> = names.filter(|name| name.starts_with("copy") && name != "copy.db").collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_copy_through_its_own_connection_is_of_one_moment_and_keeps_no_writer_waiting() {
    let (folder, mut store) = sample::archive();
    for n in 0..5 {
        sample::put(&mut store, n, &mut sample::retailer(n));
    }
    let copy = folder.path().join("copy.db");
    let (mut written, from) = (5, store.path().to_path_buf());
    copy_archive(&from, &sample::KEY, &copy, &mut |_, _| {
        sample::put(&mut store, written, &mut sample::retailer(written));
        written += 1;
        Ok(())
    })
    .unwrap();
    assert!(written > 5);
    assert_eq!(drill(&copy, &sample::KEY).unwrap().changes, 5);
    assert_eq!(store.count::<Retailer>().unwrap(), i64::from(written));
}

#[test]
fn a_database_that_rests_is_copied_as_its_bytes_lie() {
    let (folder, mut store) = sample::archive();
    for n in 0..40 {
        sample::put(&mut store, n, &mut sample::retailer(n));
    }
    let copy = folder.path().join("copy.db");
    copy_archive(store.path(), &sample::KEY, &copy, &mut |_, _| Ok(())).unwrap();
    let (own, copied) = (fs::read(store.path()).unwrap(), fs::read(&copy).unwrap());
    // The first page says that the copy has no log; all others are sealed once and not again.
    assert!(own.len() > 100 * 4096);
    assert_eq!(own[4096..], copied[4096..]);
    assert_eq!(drill(&copy, &sample::KEY).unwrap().changes, 40);
    assert!(!copy.with_file_name("copy.db.partial-wal").exists());
}

#[test]
fn a_database_that_somebody_reads_of_old_is_copied_page_by_page() {
    let (folder, mut store) = sample::archive();
    sample::put(&mut store, 1, &mut sample::retailer(0));
    let reader = sample::reopen(&folder, Access::Read);
    reader.reads.conn.execute_batch("BEGIN").unwrap();
    assert_eq!(reader.count::<Retailer>().unwrap(), 1);
    sample::put(&mut store, 2, &mut sample::retailer(1));
    let copy = folder.path().join("copy.db");
    copy_archive(store.path(), &sample::KEY, &copy, &mut |_, _| Ok(())).unwrap();
    assert_ne!(fs::read(store.path()).unwrap()[4096..], fs::read(&copy).unwrap()[4096..]);
    assert_eq!(drill(&copy, &sample::KEY).unwrap().changes, 2);
    assert_eq!(reader.count::<Retailer>().unwrap(), 1);
}

#[test]
fn what_a_cut_off_copy_left_is_not_taken_for_the_next_ones_log() {
    let (folder, mut store) = sample::archive();
    sample::put(&mut store, 1, &mut sample::retailer(0));
    let copy = folder.path().join("copy.db");
    let own = fs::read(store.path().with_extension("db-wal")).unwrap();
    assert!(!own.is_empty());
    for ending in ["", "-wal", "-shm", "-journal"] {
        sample::overwrite(&folder.path().join(format!("copy.db.partial{ending}")), &own);
    }
    copy_archive(store.path(), &sample::KEY, &copy, &mut |_, _| Ok(())).unwrap();
    assert_eq!(drill(&copy, &sample::KEY).unwrap().changes, 1);
    let names = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned());
    assert!(!names.into_iter().any(|name| name.contains("partial")));
}

/// Whoever opens the file in another process would otherwise think that nobody else has it, and take its log away.
#[cfg(target_os = "linux")]
#[test]
fn a_copy_leaves_the_locks_of_the_open_archive_alone() {
    use std::os::unix::fs::MetadataExt;
    let (folder, mut store) = sample::archive();
    sample::put(&mut store, 1, &mut sample::retailer(0));
    let inode = format!(":{} ", fs::metadata(store.path()).unwrap().ino());
    let held = || {
        let all = fs::read_to_string("/proc/locks").unwrap();
        all.lines().filter(|line| line.contains(&inode) && line.contains("POSIX")).count()
    };
    let before = held();
    assert!(before > 0);
    for _ in 0..3 {
        copy_archive(store.path(), &sample::KEY, &folder.path().join("copy.db"), &mut |_, _| Ok(())).unwrap();
    }
    assert_eq!(held(), before);
}

//! The second place of backups that is gone, full, closed to writing, or pulled out while it is being written: the first
//! backup stands, what is wrong is said in one sentence, and nothing half copied is left or taken for a backup.

use std::{
    cell::Cell,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::atomic::AtomicBool,
};

use yihu_archive::{Access, Archive, BackupSettings, Progress, Watch};
use yihu_tests::{Desk, PASSWORD, bytes_in};

use crate::stage::{Stage, seen, tally};

/// A desk with an archive in which something changed, and a stick beside it.
struct Sticky {
    desk: Desk,
    archive: Archive,
    settings: BackupSettings,
}

impl Sticky {
    fn new(stage: &Stage) -> Self {
        let desk = stage.desk();
        let archive = Archive::open(&desk.archive(), "管理员", PASSWORD, Access::Write).expect("it opens");
        let settings = BackupSettings { second: Some(desk.join("U盘")), minutes: 30 };
        Self { desk, archive, settings }
    }

    fn stick(&self) -> PathBuf {
        self.desk.join("U盘")
    }

    /// Makes a backup, of which the second place gets none, and says so; the first stands and is sound.
    fn fails(&self, says: &str, watch: &Watch<'_>) {
        let made = self.archive.backup_make(&self.settings, watch).expect("the first stands");
        assert!(made.len() == 1 && !made[0].second && made[0].ok == Some(true), "{made:?}");
        let list = self.archive.backup_list(&self.settings).expect("a list");
        assert!(list.trouble.is_none() && list.rows.iter().all(|row| !row.second), "{list:?}");
        let told = list.second.expect("it is set").trouble.expect("it is told");
        let bench = self.archive.workbench(&self.settings).expect("a workbench").backup.second.expect("it is set");
        let everywhere = self.archive.backup_trouble(&self.settings).expect("what is wrong");
        assert_eq!((bench.trouble.as_ref(), everywhere.second.as_ref()), (Some(&told), Some(&told)));
        assert!(told.contains(says) && told.ends_with('。') && !told.contains('\n'), "{told}");
        let checked = self.archive.backup_check(Path::new(&made[0].path), &Watch::none()).expect("it is drilled again");
        assert_eq!(checked.ok, Some(true));
    }

    /// The place is well again: it gets the backup, which restores alone.
    fn catches_up(&self, what: &str) {
        let task = self.archive.backup_due(&self.settings).expect("the rule").unwrap_or_else(|| panic!("{what}: due"));
        task.run(self.settings.second.as_deref(), &Watch::none()).expect("the second catches up");
        assert!(self.archive.backup_trouble(&self.settings).expect("what is wrong").second.is_none(), "{what}");
        assert!(self.archive.backup_due(&self.settings).expect("the rule").is_none(), "{what}");
        let list = self.archive.backup_list(&self.settings).expect("a list");
        let copy = list.rows.iter().find(|row| row.second && row.ok == Some(true)).expect("a copy");
        let fresh = self.desk.join("新.yihu");
        drop(Archive::restore(Path::new(&copy.path), &fresh, "管理员", PASSWORD, &Watch::none()).expect("it restores"));
        let (now, then) = (seen(&self.desk.archive()).expect("there"), seen(&fresh).expect("there"));
        assert!(then.operations.starts_with(&now.operations), "{what}: all of it is in the copy");
        assert_eq!(bytes_in(&self.stick()).keys().filter(|path| path.starts_with(".yihu")).count(), 0, "{what}");
    }
}

/// What lies at the second place: no backup, nothing half written, and scans only whole.
fn holds_nothing_half(stick: &Path, what: &str) {
    let found: Vec<_> = bytes_in(stick).into_keys().collect();
    let whole = |path: &PathBuf| {
        let path = path.to_string_lossy();
        path == "backup.lock" || path.starts_with("files-") && !path.contains("tmp")
    };
    assert!(found.iter().all(whole), "{what}: {found:?}");
}

#[test]
fn second_place_that_is_gone_or_no_folder_is_told() {
    let stage = Stage::set();
    let at = Sticky::new(&stage);
    at.fails("请插上", &Watch::none());
    assert!(!at.stick().exists(), "it is never made: it would lie on the first disk");
    fs::write(at.stick(), "a file of that name").expect("a file");
    at.fails("请插上", &Watch::none());
    fs::remove_file(at.stick()).expect("it goes");
    fs::create_dir(at.stick()).expect("it is plugged in");
    at.catches_up("plugged in");
    tally("second", 2);
}

/// Pulls the stick out at the n-th step at the second place, and plugs it in again.
#[test]
fn stick_pulled_out_while_it_is_written_leaves_nothing_that_is_taken_for_a_backup() {
    let stage = Stage::set();
    let mut cases = 0;
    for n in 1.. {
        let at = Sticky::new(&stage);
        let (stick, away) = (at.stick(), at.desk.join("拔下的U盘"));
        fs::create_dir(&stick).expect("a stick");
        let (there, told, go_on) = (Cell::new(false), Cell::new(0), AtomicBool::new(false));
        let watch = Watch::new(
            |progress: Progress| {
                there.set(there.get() || progress.what.contains("第二处"));
                told.set(told.get() + usize::from(there.get()));
                if told.get() == n && stick.exists() {
                    fs::rename(&stick, &away).expect("it is pulled out");
                }
            },
            &go_on,
        );
        let outcome = at.archive.backup_make(&at.settings, &watch).expect("the first stands");
        drop(watch);
        if told.get() < n {
            // It was whole before it could be pulled out.
            assert_eq!(outcome.len(), 2);
            break;
        }
        let what = format!("pulled out at step {n}");
        assert_eq!(outcome.len(), 1, "{what}");
        let told = at.archive.backup_trouble(&at.settings).expect("what is wrong").second.expect("it is told");
        assert!(told.contains("请插上"), "{what}: {told}");
        let backups = |folder: &Path| {
            let entries = fs::read_dir(folder).expect("a folder").flatten();
            entries
                .filter(|it| !it.file_name().to_string_lossy().starts_with('.') && it.path().join("keys.json").exists())
                .count()
        };
        assert_eq!(backups(&away), 0, "{what}");
        assert!(!stick.exists(), "{what}: nothing is made in its place");
        fs::rename(&away, &stick).expect("it is plugged in");
        at.catches_up(&what);
        cases += 1;
    }
    assert!(cases > 3, "only {cases}");
    tally("second-pulled-out", cases);
}

/// A small disk of its own, where one may be mounted.
struct Disk(PathBuf);

impl Disk {
    fn mount(folder: &Path, options: &str) -> Option<Self> {
        fs::create_dir_all(folder).expect("a folder");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(folder).stderr(Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then(|| Self(folder.to_path_buf()))
    }

    fn remount(&self, options: &str) {
        let status = Command::new("mount").args(["-o", &format!("remount,{options}")]).arg(&self.0).status();
        assert!(status.is_ok_and(|status| status.success()), "{options}");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Nothing depends on it any more.
        let _unmounted = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn second_place_that_is_full_or_closed_to_writing_is_told_and_catches_up_when_there_is_room() {
    let stage = Stage::set();
    let mut cases = 0;
    // So much is free: nothing, a file, some of the database, all but the last.
    for free in ["4k", "16k", "120k", "300k", "500k"] {
        let at = Sticky::new(&stage);
        let Some(disk) = Disk::mount(&at.stick(), &format!("size={free}")) else {
            println!("no disk may be mounted here: full and read-only places are not tried");
            return;
        };
        at.fails("磁盘已满", &Watch::none());
        holds_nothing_half(&at.stick(), free);
        // It is not tried every minute: a stick wears out.
        assert!(at.archive.backup_due(&at.settings).expect("the rule").is_none(), "{free}");
        disk.remount("size=64m");
        let made = at.archive.backup_make(&at.settings, &Watch::none()).expect("both");
        assert!(made.len() == 2 && made.iter().all(|it| it.ok == Some(true)), "{free}: {made:?}");
        cases += 1;
    }
    let at = Sticky::new(&stage);
    let disk = Disk::mount(&at.stick(), "size=64m,ro").expect("a disk");
    at.fails("没有读写权限", &Watch::none());
    holds_nothing_half(&at.stick(), "read only");
    disk.remount("rw");
    assert_eq!(at.archive.backup_make(&at.settings, &Watch::none()).expect("both").len(), 2);
    tally("second-full", cases + 1);
}

#[test]
fn copy_at_the_second_place_that_rotted_is_made_anew() {
    let stage = Stage::set();
    let at = Sticky::new(&stage);
    fs::create_dir(at.stick()).expect("a stick");
    let made = at.archive.backup_make(&at.settings, &Watch::none()).expect("both");
    let copy = PathBuf::from(&made.iter().find(|it| it.second).expect("a copy").path);
    let database = copy.join("archive.db");
    let mut bytes = fs::read(&database).expect("a database");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&database, bytes).expect("it rots");
    let checked = at.archive.backup_check(&copy, &Watch::none()).expect("it is drilled");
    assert_eq!(checked.ok, Some(false));
    at.catches_up("rotted");
    assert_eq!(at.archive.backup_check(&copy, &Watch::none()).expect("it is drilled").ok, Some(true));
    tally("second-rotted", 1);
}

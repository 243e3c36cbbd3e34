//! Restore: into a new folder, or in the archive's place; always a new bundle stream.

use std::{
    collections::BTreeSet,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

use yihu_domain::{Error, Kind, Result, backup::Reason, day, error, rights::Right};
use yihu_exchange::{attachment::Vault, keys::Secrets};
use yihu_store::{Access, Store};

use super::{
    STAMP,
    check::{SAMPLE, check},
    copy,
    folder::{free_name, new_folder, sync_folder},
    manifest::{Manifest, backups_in, named},
    task::refused,
};
use crate::{
    Archive, Clock, Watch,
    attachment::attachments_ever,
    backup::preview::unlocked,
    session::{ARCHIVE_DB, BACKUPS, FILES, INFORMANTS_DB, KEYS},
};

/// A backup that was restored beside an archive and has not taken its place yet.
#[derive(Debug)]
#[must_use]
pub struct Restored {
    dir: PathBuf,
    beside: PathBuf,
}

impl Archive {
    /// Restores a backup into a new folder, checks it, and starts a new bundle stream.
    ///
    /// All of it happens before the folder has its name: no archive is ever seen that still writes the old stream.
    pub fn restore(backup: &Path, dir: &Path, user: &str, password: &str, watch: &Watch<'_>) -> Result<Self> {
        fill(backup, dir, &[], user, password, watch)?;
        Self::open(dir, user, password, Access::Write)
    }

    /// Restores a backup beside this archive, which is to give up its place to it; it is backed up before, where it can be.
    pub fn backup_restore(&self, backup: &Path, user: &str, password: &str, watch: &Watch<'_>) -> Result<Restored> {
        self.require(Right::Keys)?;
        if self.store.access() == Access::Read {
            return Err(Error::conflict("档案已在另一个窗口打开：请先关闭那个窗口，再恢复。"));
        }
        match self.backup_before(Reason::Restore, watch) {
            Err(error) if error.kind == Kind::Stopped => return Err(error),
            // A damaged archive cannot be backed up; it is kept whole anyway.
            _ => {}
        }
        Self::restore_beside(backup, &self.dir, user, password, watch)
    }

    /// Restores a backup beside an archive, under the name that the archive will have when it is replaced.
    pub fn restore_beside(
        backup: &Path,
        dir: &Path,
        user: &str,
        password: &str,
        watch: &Watch<'_>,
    ) -> Result<Restored> {
        let name = dir.file_name().filter(|_| dir.is_dir());
        let name = name.ok_or_else(|| Error::not_found("要换下的档案文件夹不在了，请恢复到另一个文件夹。"))?;
        let parent = dir.parent().unwrap_or(Path::new("."));
        let stamp = day::local(Clock.now()).format(STAMP);
        let beside = free_name(parent, &format!("{}-换下-{stamp}", name.to_string_lossy()));
        fill(backup, &beside, &[dir.join(BACKUPS)], user, password, watch)?;
        Ok(Restored { dir: dir.to_path_buf(), beside })
    }
}

impl Restored {
    /// Takes the archive's place and says where the archive that was there lies now. Nobody may have that one open.
    ///
    /// The two change names at once where the system can; its backups move over, for they belong to the place.
    pub fn take_place(self) -> Result<PathBuf> {
        let done = Store::keep_out(&self.dir.join(ARCHIVE_DB)).and_then(|lock| {
            drop(lock);
            swap(&self.dir, &self.beside)
        });
        if let Err(error) = done {
            // The archive is as it was; what was restored is of no use under that name.
            let _ = fs::remove_dir_all(&self.beside);
            return Err(error);
        }
        if let Some(parent) = self.dir.parent() {
            sync_folder(parent)?;
        }
        let (from, to) = (self.beside.join(BACKUPS), self.dir.join(BACKUPS));
        if from.is_dir() && !to.exists() {
            // Where they cannot move they stay with the archive that was replaced, which is kept.
            let _ = fs::rename(from, to);
        }
        Ok(self.beside)
    }

    /// Gives up; the archive was not touched.
    pub fn give_up(self) {
        let _ = fs::remove_dir_all(&self.beside);
    }
}

#[cfg(target_os = "linux")]
fn swap(one: &Path, other: &Path) -> Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        Err(_) => swap_by_steps(one, other),
    }
}

#[cfg(not(target_os = "linux"))]
fn swap(one: &Path, other: &Path) -> Result<()> {
    swap_by_steps(one, other)
}

/// Where a system cannot exchange two names: a crash in between leaves both folders whole, one under a third name.
fn swap_by_steps(one: &Path, other: &Path) -> Result<()> {
    let told = |e| error::io("换上恢复的档案", e);
    let between = free_name(other.parent().unwrap_or(Path::new(".")), &format!("{}-原档案", one.display()));
    fs::rename(one, &between).map_err(told)?;
    if let Err(e) = fs::rename(other, one) {
        let _ = fs::rename(&between, one);
        return Err(told(e));
    }
    fs::rename(&between, other).map_err(told)
}

/// Fills a new folder with what a backup holds.
fn fill(backup: &Path, dir: &Path, others: &[PathBuf], user: &str, password: &str, watch: &Watch<'_>) -> Result<()> {
    watch.step("核对备份", 0, 0)?;
    let secrets = unlocked(backup, user, password)?;
    let files = files_of(backup);
    let checked = check(backup, &files, &secrets, SAMPLE, watch, |_| Ok(()))?;
    if !checked.drill.ok {
        return Err(refused(&checked.drill));
    }
    drop(checked);
    let streams = streams_near(backup, others, &secrets);
    new_folder(dir, |building| {
        let log = format!("{INFORMANTS_DB}-wal");
        for (done, name) in [ARCHIVE_DB, INFORMANTS_DB, log.as_str(), KEYS].into_iter().enumerate() {
            watch.step("复制数据库", done, 4)?;
            if name != log || backup.join(name).is_file() {
                copy(&backup.join(name), &building.join(name))?;
            }
        }
        let target = building.join(FILES);
        fs::create_dir(&target).map_err(|e| error::io("新建附件文件夹", e))?;
        let vault = Vault::new(files, secrets.attachment_key());
        let told = &mut |done, total| watch.step("复制附件", done, total);
        match named(backup) {
            Some(scans) => vault.copy_these(&scans, &target, told)?,
            None => vault.copy_missing(&target, told)?,
        };
        watch.go_on()?;
        let mut archive = Archive::open_raw(building, user, password)?;
        let mut bureau = archive.bureau.clone();
        bureau.stream = next_stream(streams.iter().map(String::as_str).chain([bureau.stream.as_str()]));
        let stamp = archive.stamp(format!("从备份恢复，启用数据流{}", bureau.stream));
        archive.store.write(&stamp, |w| w.put(&mut bureau))?;
        archive.require_scans()
    })
}

impl Archive {
    /// Refuses an archive that lacks a scan which a record names.
    fn require_scans(&self) -> Result<()> {
        let stored: BTreeSet<String> = self.vault.list()?.into_iter().collect();
        match attachments_ever(&self.store)?.iter().filter(|sha256| !stored.contains(*sha256)).count() {
            0 => Ok(()),
            n => Err(Error::damaged(format!(
                "这份备份缺{n}个附件文件，没有恢复：请把备份旁边的附件文件夹（名字以 files 开头）一起拷来，或换一份备份。"
            ))),
        }
    }
}

/// The folder in which the scans of a backup lie, beside it.
pub(super) fn files_of(backup: &Path) -> PathBuf {
    // What a manifest names is a folder beside the backup, whatever was written into it.
    let plain = |manifest: &Manifest| Path::new(&manifest.files).file_name() == Some(OsStr::new(&manifest.files));
    let name = Manifest::of(backup).filter(plain).map_or_else(|| FILES.to_owned(), |manifest| manifest.files);
    backup.parent().unwrap_or(Path::new(".")).join(name)
}

/// The streams that backups of the same archive wrote, here and in `others`.
fn streams_near(backup: &Path, others: &[PathBuf], secrets: &Secrets) -> Vec<String> {
    let mark = format!("{}{}", super::FILES_OF, secrets.mark());
    let folders = backup.parent().into_iter().chain(others.iter().map(PathBuf::as_path));
    let all = folders.flat_map(backups_in).filter_map(|(_, manifest)| manifest);
    all.filter(|manifest| manifest.files == mark).map(|manifest| manifest.stream).collect()
}

/// `A` → `B` … `Z` → `AA`, after the furthest of those known: two archives never write one stream.
fn next_stream<'a>(known: impl Iterator<Item = &'a str>) -> String {
    let mut letters: Vec<u8> = known.max_by_key(|stream| (stream.len(), *stream)).unwrap_or("A").bytes().collect();
    for letter in letters.iter_mut().rev() {
        if *letter < b'Z' {
            *letter += 1;
            return String::from_utf8_lossy(&letters).into_owned();
        }
        *letter = b'A';
    }
    format!("A{}", String::from_utf8_lossy(&letters))
}

#[cfg(test)]
mod tests {
    use super::next_stream;

    #[test]
    fn a_restored_archive_writes_a_stream_that_none_before_it_wrote() {
        for (known, next) in [(&["A"][..], "B"), (&["A", "C", "B"], "D"), (&["Z"], "AA"), (&["AZ", "B"], "BA")] {
            assert_eq!(next_stream(known.iter().copied()), next);
        }
    }
}

//! A backup as a piece of work of its own: it opens the databases itself, so that nobody waits for it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use yihu_domain::{Error, Kind, Result, backup::Reason, day, error};
use yihu_exchange::{
    attachment::Vault,
    keys::{KeyFile, Secrets},
};
use yihu_store::{Informants, Key, backup as copies};

use super::{
    BackupMade, Drill, FILES_OF, STAMP,
    check::{Checked, SAMPLE, check},
    copy,
    folder::{free_name, new_folder},
    keep::thin_folder,
    list::{command, note_drill},
    manifest::{Manifest, write_named},
    second,
    state::{State, ended},
};
use crate::{
    Clock, Watch,
    session::{ARCHIVE_DB, BACKUPS, FILES, INFORMANTS_DB, KEYS},
};

/// A backup that is to be made. It holds the keys: drop it when done.
pub struct BackupTask {
    pub(super) dir: PathBuf,
    pub(super) keys: KeyFile,
    pub(super) secrets: Secrets,
    /// Code of the bureau; empty where the archive is not open yet
    pub(super) bureau: String,
    pub(super) user: String,
    pub(super) clock: Clock,
    pub(super) reason: Reason,
    /// Whether the archive's own folder gets one, or only the second place is to catch up
    pub(super) own: bool,
}

impl BackupTask {
    /// Makes the backup in the archive's own folder, then brings the second place up to date.
    ///
    /// What happens at the second place never hurts the first: it is told with the backup, and kept to be shown.
    pub fn run(&self, second: Option<&Path>, watch: &Watch<'_>) -> Result<Option<BackupMade>> {
        let folder = self.dir.join(BACKUPS);
        let mut made = None;
        if self.own {
            let outcome = self.make(&folder, watch);
            self.note_outcome(&folder, &outcome);
            made = Some(outcome?);
        }
        if let Some(second) = second {
            let outcome = self.copy_to(&folder, second, watch);
            let stopped = outcome.as_ref().is_err_and(|e| matches!(e.kind, Kind::Stopped | Kind::Conflict));
            let now = self.clock.now();
            if !stopped {
                let kept = State::change(&folder, |state| {
                    if let Ok(Some(_)) = &outcome {
                        state.second_at = Some(now);
                    }
                    ended(&mut state.second, now, outcome.as_ref().err().map(|e| (e.kind, e.message.clone())));
                });
                // The backup itself stands, and what went wrong is told with it.
                if made.is_none() {
                    kept?;
                }
            }
            if let Some(made) = &mut made {
                match outcome {
                    Ok(at) => made.second = at,
                    Err(e) => made.second_failed = Some(e.message),
                }
            } else {
                outcome?;
            }
        }
        Ok(made)
    }

    /// Keeps how an attempt ended. Where even that cannot be written, the next start tries again and says so.
    fn note_outcome(&self, folder: &Path, outcome: &Result<BackupMade>) {
        let failed = match outcome {
            Ok(made) if made.drill.ok => None,
            Ok(made) => Some((Kind::Damaged, format!("恢复演练没有通过：{}", made.drill.findings.join("；")))),
            // Stopped on purpose, or another one is at it.
            Err(e) if matches!(e.kind, Kind::Stopped | Kind::Conflict) => return,
            Err(e) => Some((e.kind, e.message.clone())),
        };
        let _ = State::change(folder, |state| ended(&mut state.own, self.clock.now(), failed));
    }

    /// Makes a backup in `folder`, drills it, and thins the older ones.
    pub(super) fn make(&self, folder: &Path, watch: &Watch<'_>) -> Result<BackupMade> {
        fs::create_dir_all(folder).map_err(|e| error::io("新建备份文件夹", e))?;
        let _alone = alone(folder)?;
        let made_at = self.clock.now();
        let whose = if self.bureau.is_empty() { "档案" } else { &self.bureau };
        let path = free_name(folder, &format!("{whose}-{}", day::local(made_at).format(STAMP)));
        let drill = new_folder(&path, |building| {
            let key = Key::new(*self.secrets.data_key());
            let told = &mut |done, total| watch.step("复制数据库", done, total);
            copies::copy_archive(&self.dir.join(ARCHIVE_DB), &key, &building.join(ARCHIVE_DB), told)?;
            // After the records: an informant is always written before the record that points to it.
            self.copy_informants(building)?;
            self.keys.save(&building.join(KEYS))?;
            let files = folder.join(self.files());
            let (checked, scans) = self.drill(
                building,
                |scans| {
                    Vault::new(&files, self.secrets.attachment_key()).remove_leftovers()?;
                    let told = &mut |done, total| watch.step("复制附件", done, total);
                    Vault::new(self.dir.join(FILES), self.secrets.attachment_key()).copy_these(scans, &files, told)?;
                    Ok(())
                },
                &files,
                watch,
            )?;
            write_named(building, &scans)?;
            let mut manifest = Manifest {
                format: 1,
                bureau: checked.bureau.as_ref().map_or_else(|| self.bureau.clone(), |b| b.head.bureau.clone()),
                bureau_name: checked.bureau.as_ref().map(|b| b.name.clone()).unwrap_or_default(),
                stream: checked.bureau.as_ref().map(|b| b.stream.clone()).unwrap_or_default(),
                made_at,
                made_by: self.user.clone(),
                reason: self.reason,
                schema: checked.schema.unwrap_or_default(),
                changes: checked.drill.checked.get("change").copied().unwrap_or_default(),
                last_hash: checked.last_hash.clone(),
                files: self.files(),
                digests: BTreeMap::new(),
            };
            manifest.seal(building)?;
            note_drill(building, made_at, &checked.drill)?;
            Ok(checked.drill)
        })?;
        // It stands and is drilled: what is left to do cannot be stopped.
        let _ = watch.step("整理旧备份", 0, 0);
        let thinned = thin_folder(folder, &self.files(), &self.secrets, &path, made_at)?;
        let command = command(&path.join(ARCHIVE_DB));
        Ok(BackupMade { path, drill, thinned, command, second: None, second_failed: None })
    }

    fn drill(
        &self,
        building: &Path,
        bring: impl FnOnce(&[String]) -> Result<()>,
        files: &Path,
        watch: &Watch<'_>,
    ) -> Result<(Checked, Vec<String>)> {
        let mut scans = Vec::new();
        let checked = check(building, files, &self.secrets, SAMPLE, watch, |needed| {
            bring(needed)?;
            scans = needed.to_vec();
            Ok(())
        })?;
        Ok((checked, scans))
    }

    fn copy_informants(&self, building: &Path) -> Result<()> {
        let (from, to) = (self.dir.join(INFORMANTS_DB), building.join(INFORMANTS_DB));
        if let Some(key) = self.secrets.informants_key() {
            return copies::copy_informants(&from, &Key::new(*key), &to);
        }
        // Without the key it is copied as it lies, with the log that may be beside it.
        let log = format!("{INFORMANTS_DB}-wal");
        if fs::metadata(self.dir.join(&log)).is_ok_and(|log| log.len() > 0) {
            copy(&self.dir.join(&log), &building.join(&log))?;
        }
        copy(&from, &to)
    }

    fn copy_to(&self, own: &Path, second: &Path, watch: &Watch<'_>) -> Result<Option<PathBuf>> {
        second::copy_newest(self, own, second, watch)
    }

    /// The shared folder in which this archive's scans lie, beside its backups.
    pub(super) fn files(&self) -> String {
        format!("{FILES_OF}{}", self.secrets.mark())
    }
}

/// Keeps others from making backups in the folder meanwhile; some disks know no locks, and need none.
pub(super) fn alone(folder: &Path) -> Result<Option<fs::File>> {
    let told = |e| error::io("写入备份", e);
    let lock =
        fs::File::options().create(true).truncate(false).write(true).open(folder.join("backup.lock")).map_err(told)?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(fs::TryLockError::WouldBlock) => Err(Error::conflict("另一次备份正在进行，请等它做完再试。")),
        Err(fs::TryLockError::Error(_)) => Ok(None),
    }
}

/// Checks informants' databases that can be opened; the others are compared by their digests.
pub(super) fn informants_findings(path: &Path, secrets: &Secrets) -> Vec<String> {
    let key = secrets.informants_key().map(|key| Key::new(*key));
    let found = key.map(|key| Informants::drill(&path.join(INFORMANTS_DB), &key)).unwrap_or_default();
    found.into_iter().map(|finding| finding.message).collect::<Vec<_>>()
}

/// What a drill said of a backup, without what it counted.
pub(super) fn refused(drill: &Drill) -> Error {
    Error::damaged(format!("这份备份有损坏，没有恢复：{}请换一份备份。", drill.findings.join("；")))
}

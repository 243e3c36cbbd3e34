//! Backup with its restore drill, the second place, thinning, and restore.
//!
//! A folder of backups holds one folder a backup, and beside them the scans, each once, in a folder named after the
//! archive's keys: several archives may share a stick. What may go is decided in `yihu_domain::backup`.

mod check;
mod folder;
mod keep;
mod list;
mod manifest;
mod preview;
mod restore;
mod second;
mod state;
mod task;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use yihu_domain::{
    Noun, Result,
    backup::{Reason, Standing, again_from, due_from},
    error,
    rights::Right,
};
use yihu_exchange::{
    file,
    keys::{KeyFile, Secrets},
};
use yihu_store::{Access, Key, Store};

pub(crate) use folder::{free_name, new_folder, sweep};
pub use restore::Restored;
pub use task::BackupTask;

use crate::{
    Archive, Clock, Watch,
    session::{ARCHIVE_DB, BACKUPS},
};
use manifest::Manifest;
use state::State;

/// How the moment of a backup stands in its name.
const STAMP: &str = "%Y%m%d-%H%M%S";
/// How the name of a shared folder of scans begins.
const FILES_OF: &str = "files-";

/// What the restore drill said.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Drill {
    /// Whether the backup is good
    pub ok: bool,
    /// What was counted in the copy
    pub checked: BTreeMap<String, i64>,
    /// What was wrong
    pub findings: Vec<String>,
}

/// A backup that was made.
#[derive(Debug, Clone, Serialize)]
pub struct BackupMade {
    /// Its folder
    pub path: PathBuf,
    /// What the drill said
    pub drill: Drill,
    /// How many older ones it made superfluous
    pub thinned: usize,
    /// The line that opens it with stock tools
    pub command: String,
    /// Where it lies at the second place
    pub second: Option<PathBuf>,
    /// Why it does not lie there, where one is set
    pub second_failed: Option<String>,
}

/// What is set about backups; it belongs to the PC, not to the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupSettings {
    /// The second place
    pub second: Option<PathBuf>,
    /// Minutes between two automatic ones
    pub minutes: u32,
}

impl Archive {
    /// Makes a backup in a new folder under `folder` (the archive's own `backups` when none is given), then opens the
    /// copy and walks through it.
    ///
    /// All of it happens before the folder has its name: a backup that can be seen has all its scans and was drilled.
    /// Work that is stopped leaves no backup; scans that were copied by then stay, for the next one.
    pub fn backup(&self, folder: Option<&Path>, watch: &Watch<'_>) -> Result<BackupMade> {
        self.require(Right::Backup)?;
        self.backup_because(Reason::Hand, folder, watch)
    }

    /// Makes a backup now, for a reason.
    pub(crate) fn backup_because(
        &self,
        reason: Reason,
        folder: Option<&Path>,
        watch: &Watch<'_>,
    ) -> Result<BackupMade> {
        let task = self.backup_task(reason, true);
        match folder {
            Some(folder) => task.make(folder, watch),
            None => task.run(None, watch)?.ok_or_else(|| yihu_domain::Error::internal("没有做成备份，请重试。")),
        }
    }

    /// Makes a backup unless nothing changed since the last sound one: dangerous work comes after it.
    pub(crate) fn backup_before(&self, reason: Reason, watch: &Watch<'_>) -> Result<()> {
        if self.backup_standing()?.changed {
            self.backup_because(reason, None, watch)?;
        }
        Ok(())
    }

    /// The automatic backup that is due now, to be run while others work; none where nothing is due.
    ///
    /// Only the one who writes the archive makes it.
    pub fn backup_due(&self, settings: &BackupSettings) -> Result<Option<BackupTask>> {
        self.require(Right::Read)?;
        if self.store.access() == Access::Read {
            return Ok(None);
        }
        let now = self.clock.now();
        if due_from(self.backup_standing()?, settings.minutes, now).is_some_and(|from| from <= now) {
            return Ok(Some(self.backup_task(Reason::Automatic, true)));
        }
        let task = self.backup_task(Reason::Automatic, false);
        let own = self.backups_dir();
        let failed_at = State::of(&own).second.filter(|trouble| !trouble.gone).map(|trouble| trouble.tried_at);
        let behind = |second: &PathBuf| second::is_behind(&own, second, &task.files(), now);
        Ok((again_from(failed_at, now) <= now && settings.second.as_ref().is_some_and(behind)).then_some(task))
    }

    /// The backup to be made before the window closes; none where nothing changed.
    pub fn backup_leaving(&self) -> Result<Option<BackupTask>> {
        self.require(Right::Read)?;
        let wanted = self.store.access() == Access::Write && self.backup_standing()?.changed;
        Ok(wanted.then(|| self.backup_task(Reason::Exit, true)))
    }

    /// What the rule has to know.
    pub(crate) fn backup_standing(&self) -> Result<Standing> {
        let folder = self.backups_dir();
        let mark = format!("{FILES_OF}{}", self.secrets.mark());
        let all: Vec<(PathBuf, Manifest)> = manifest::backups_in(&folder)
            .into_iter()
            .filter_map(|(path, manifest)| Some((path, manifest.filter(|manifest| manifest.files == mark)?)))
            .collect();
        let sound = all.iter().filter(|(path, _)| list::passed(path) == Some(true));
        // One that lies ahead of a clock that was set back is not the last.
        let now = self.clock.now();
        let saved = sound.max_by_key(|(_, it)| (it.made_at <= now, it.made_at)).map(|(_, manifest)| manifest);
        Ok(Standing {
            changed: self.differs_from(saved)?,
            made_at: all.iter().map(|(_, manifest)| manifest.made_at).filter(|made_at| *made_at <= now).max(),
            failed_at: State::of(&folder).own.map(|trouble| trouble.tried_at),
        })
    }

    /// Whether the log went on since a backup; that somebody logged in is nothing to back up for.
    fn differs_from(&self, saved: Option<&Manifest>) -> Result<bool> {
        let Some(saved) = saved else { return Ok(true) };
        let (mut follows, mut changed) = (false, false);
        self.store.changes((saved.changes - 1).max(0), i64::MAX, |entry| {
            if entry.seq == saved.changes {
                follows = entry.hash == saved.last_hash;
            } else {
                changed |= entry.noun != Noun::User;
            }
            Ok(())
        })?;
        Ok(changed || !follows)
    }

    pub(crate) fn backup_task(&self, reason: Reason, own: bool) -> BackupTask {
        BackupTask {
            dir: self.dir.clone(),
            keys: self.keys.clone(),
            secrets: self.secrets.again(),
            bureau: self.bureau.head.bureau.clone(),
            user: self.session.user.clone(),
            clock: self.clock,
            reason,
            own,
        }
    }

    /// The archive's own folder of backups.
    pub(crate) fn backups_dir(&self) -> PathBuf {
        self.dir.join(BACKUPS)
    }
}

/// Makes a backup of an archive whose schema is about to be changed. Its drill brings the copy up to date, so a
/// migration that would fail fails there, and the archive stays as it is.
pub(crate) fn before_migration(dir: &Path, keys: &KeyFile, secrets: &Secrets, user: &str) -> Result<()> {
    if Store::pending_migrations(&dir.join(ARCHIVE_DB), &Key::new(*secrets.data_key()))? == 0 {
        return Ok(());
    }
    let task = BackupTask {
        dir: dir.to_path_buf(),
        keys: keys.clone(),
        secrets: secrets.again(),
        bureau: String::new(),
        user: user.to_owned(),
        clock: Clock,
        reason: Reason::Migration,
        own: true,
    };
    match task.run(None, &Watch::none())? {
        Some(made) if !made.drill.ok => Err(yihu_domain::Error::damaged(format!(
            "升级前的备份没有通过恢复演练，档案没有升级：{}请用以前的备份恢复。",
            made.drill.findings.join("；")
        ))),
        _ => Ok(()),
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    let mut source = fs::File::open(from).map_err(|e| error::io("读取备份文件", e))?;
    file::write_atomic(to, |out| {
        std::io::copy(&mut source, out).map_err(|e| error::io("复制文件", e))?;
        Ok(())
    })
}

fn messages(findings: Vec<yihu_store::Finding>) -> Vec<String> {
    findings.into_iter().map(|f| f.message).collect()
}

//! Backup with its restore drill, and restore into a new folder.

mod folder;
mod list;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use yihu_domain::{Error, Result, day, error, rights::Right};
use yihu_exchange::{attachment::Vault, file, keys::KeyFile};
use yihu_store::{Access, Informants, Key, Store};

pub(crate) use folder::new_folder;

use crate::{
    Archive, Watch,
    attachment::attachments_ever,
    session::{ARCHIVE_DB, BACKUPS, FILES, INFORMANTS_DB, KEYS},
};

use folder::free_name;

/// How the moment of a backup stands in its name.
const STAMP: &str = "%Y%m%d-%H%M%S";
/// How many scans the drill of a new backup reads.
const LATEST: usize = 20;

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
}

impl Archive {
    /// Copies the archive into a new folder under `folder` (the archive's own `backups` when none is given),
    /// then opens the copy and walks through it. Attachments are copied once into the shared `files` beside.
    ///
    /// All of it happens before the folder has its name: a backup that can be seen has all its scans and was drilled.
    /// Work that is stopped leaves no backup; scans that were copied by then stay, for the next one.
    pub fn backup(&self, folder: Option<&Path>, watch: &Watch<'_>) -> Result<BackupMade> {
        self.require(Right::Administer)?;
        let folder = folder.map_or_else(|| self.backups_dir(), Path::to_path_buf);
        fs::create_dir_all(&folder).map_err(|e| error::io("新建备份文件夹", e))?;
        let name = format!("{}-{}", self.bureau.head.bureau, day::local(self.clock.now()).format(STAMP));
        let path = free_name(&folder, &name);
        let drill = new_folder(&path, |building| {
            let told = &mut |done, total| watch.step("复制数据库", done, total);
            self.store.backup_told(&building.join(ARCHIVE_DB), told)?;
            if let Some(informants) = &self.informants {
                informants.backup_to(&building.join(INFORMANTS_DB))?;
            } else {
                copy(&self.dir.join(INFORMANTS_DB), &building.join(INFORMANTS_DB))?;
            }
            let files = folder.join(FILES);
            Vault::new(&files, self.secrets.attachment_key()).remove_leftovers()?;
            self.vault.copy_missing(&files, &mut |done, total| watch.step("复制附件", done, total))?;
            self.keys.save(&building.join(KEYS))?;
            let drill = self.drill(building, &folder, Some(LATEST), watch)?;
            self.note_drill(building, &drill)?;
            Ok(drill)
        })?;
        Ok(BackupMade { path, drill })
    }

    /// The archive's own folder of backups.
    pub(crate) fn backups_dir(&self) -> PathBuf {
        self.dir.join(BACKUPS)
    }

    /// Opens the copy as a restore would, and holds it against the archive; reads its latest scans, or all of them.
    fn drill(&self, path: &Path, folder: &Path, latest: Option<usize>, watch: &Watch<'_>) -> Result<Drill> {
        watch.step("演练恢复", 0, 0)?;
        let key = Key::new(*self.secrets.data_key());
        let inner = yihu_store::backup::drill(&path.join(ARCHIVE_DB), &key)?;
        let mut drill = Drill { ok: true, checked: inner.records, findings: messages(inner.findings) };
        drill.checked.insert("change".to_owned(), inner.changes);
        if let Err(error) = KeyFile::load(&path.join(KEYS)) {
            drill.findings.push(error.message);
        }
        if let Some(key) = self.secrets.informants_key() {
            drill.findings.extend(messages(Informants::drill(&path.join(INFORMANTS_DB), &Key::new(*key))));
        }
        // What cannot be opened has said so by now.
        let scans = Store::open(&path.join(ARCHIVE_DB), &key, Access::Read).and_then(|copy| attachments_ever(&copy));
        let scans = scans.unwrap_or_default();
        let copied = Vault::new(folder.join(FILES), self.secrets.attachment_key());
        // The latest scans are those that no earlier drill has read.
        let wanted = latest.unwrap_or(scans.len()).min(scans.len());
        for (index, sha256) in scans.iter().rev().take(wanted).enumerate() {
            watch.step("读附件", index, wanted)?;
            if let Err(error) = copied.check(sha256) {
                drill.findings.push(error.message);
            }
        }
        drill.checked.insert("attachment_file".to_owned(), i64::try_from(scans.len()).unwrap_or(i64::MAX));
        drill.ok = drill.findings.is_empty();
        Ok(drill)
    }

    /// Restores a backup into a new folder, checks it, and starts a new bundle stream.
    ///
    /// All of it happens before the folder has its name: no archive is ever seen that still writes the old stream.
    pub fn restore(backup: &Path, dir: &Path, user: &str, password: &str, watch: &Watch<'_>) -> Result<Self> {
        watch.step("核对备份", 0, 0)?;
        let keys = KeyFile::load(&backup.join(KEYS))?;
        let secrets = keys.unlock(user, password)?.secrets;
        let mut drill = yihu_store::backup::drill(&backup.join(ARCHIVE_DB), &Key::new(*secrets.data_key()))?;
        if let Some(key) = secrets.informants_key() {
            drill.findings.extend(Informants::drill(&backup.join(INFORMANTS_DB), &Key::new(*key)));
        }
        if !drill.findings.is_empty() {
            return Err(Error::damaged(format!(
                "这份备份有损坏，没有恢复：{}请换一份备份。",
                messages(drill.findings).join("；")
            )));
        }
        let files = backup.parent().map(|folder| folder.join(FILES));
        new_folder(dir, |building| {
            for (done, name) in [ARCHIVE_DB, INFORMANTS_DB, KEYS].into_iter().enumerate() {
                watch.step("复制数据库", done, 3)?;
                copy(&backup.join(name), &building.join(name))?;
            }
            let target = building.join(FILES);
            fs::create_dir(&target).map_err(|e| error::io("新建附件文件夹", e))?;
            if let Some(files) = files.filter(|f| f.is_dir()) {
                let told = &mut |done, total| watch.step("复制附件", done, total);
                Vault::new(files, secrets.attachment_key()).copy_missing(&target, told)?;
            }
            watch.go_on()?;
            let mut archive = Self::open(building, user, password, Access::Write)?;
            let mut bureau = archive.bureau.clone();
            bureau.stream = next_stream(&bureau.stream);
            let stamp = archive.stamp(format!("从备份恢复，启用数据流{}", bureau.stream));
            archive.store.write(&stamp, |w| w.put(&mut bureau))?;
            archive.require_scans()
        })?;
        Self::open(dir, user, password, Access::Write)
    }

    /// Refuses an archive that lacks a scan which a record names.
    fn require_scans(&self) -> Result<()> {
        let stored: BTreeSet<String> = self.vault.list()?.into_iter().collect();
        match attachments_ever(&self.store)?.iter().filter(|sha256| !stored.contains(*sha256)).count() {
            0 => Ok(()),
            n => Err(Error::damaged(format!(
                "这份备份缺{n}个附件文件，没有恢复：请把备份旁边的附件文件夹（files）一起拷来，或换一份备份。"
            ))),
        }
    }
}

/// `A` → `B` … `Z` → `AA`: two archives never write one stream.
fn next_stream(stream: &str) -> String {
    let mut letters: Vec<u8> = stream.bytes().collect();
    for letter in letters.iter_mut().rev() {
        if *letter < b'Z' {
            *letter += 1;
            return String::from_utf8_lossy(&letters).into_owned();
        }
        *letter = b'A';
    }
    format!("A{}", String::from_utf8_lossy(&letters))
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

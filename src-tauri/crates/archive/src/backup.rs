//! Backup with its restore drill, and restore into a new folder.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use serde::Serialize;
use yihu_domain::{Error, Result, day, error, rights::Right};
use yihu_exchange::{attachment::Vault, file, keys::KeyFile};
use yihu_store::{Access, Informants, Key};

use crate::{
    Archive,
    session::{ARCHIVE_DB, BACKUPS, FILES, INFORMANTS_DB, KEYS},
};

/// How the name of a folder begins that is not whole yet.
const BUILDING: &str = ".yihu-building-";

/// What the restore drill said.
#[derive(Debug, Clone, Serialize)]
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
    /// then opens the copy and walks through it. Attachments are copied once into the shared `files` beside, before
    /// the folder has its name: a backup that can be seen has all its scans.
    pub fn backup(&self, folder: Option<&Path>) -> Result<BackupMade> {
        self.require(Right::Administer)?;
        let folder = folder.map_or_else(|| self.dir.join(BACKUPS), Path::to_path_buf);
        fs::create_dir_all(&folder).map_err(|e| error::io("新建备份文件夹", e))?;
        let name = format!("{}-{}", self.bureau.head.bureau, day::local(self.clock.now()).format("%Y%m%d-%H%M%S"));
        let path = free_name(&folder, &name);
        new_folder(&path, |building| {
            self.store.backup_to(&building.join(ARCHIVE_DB))?;
            if let Some(informants) = &self.informants {
                informants.backup_to(&building.join(INFORMANTS_DB))?;
            } else {
                copy(&self.dir.join(INFORMANTS_DB), &building.join(INFORMANTS_DB))?;
            }
            let files = folder.join(FILES);
            Vault::new(&files, self.secrets.attachment_key()).remove_leftovers()?;
            self.vault.copy_missing(&files)?;
            self.keys.save(&building.join(KEYS))
        })?;
        let drill = self.drill(&path, &folder)?;
        Ok(BackupMade { path, drill })
    }

    /// Opens the copy as a restore would, and holds it against the archive.
    fn drill(&self, path: &Path, folder: &Path) -> Result<Drill> {
        let inner = yihu_store::backup::drill(&path.join(ARCHIVE_DB), &Key::new(*self.secrets.data_key()))?;
        let mut drill = Drill { ok: true, checked: inner.records, findings: messages(inner.findings) };
        drill.checked.insert("change".to_owned(), inner.changes);
        if let Err(error) = KeyFile::load(&path.join(KEYS)) {
            drill.findings.push(error.message);
        }
        if let Some(key) = self.secrets.informants_key() {
            drill.findings.extend(messages(Informants::drill(&path.join(INFORMANTS_DB), &Key::new(*key))));
        }
        let copied = Vault::new(folder.join(FILES), self.secrets.attachment_key());
        let newest = self.attachments_ever()?;
        // The latest scans are those that no earlier drill has read.
        for sha256 in newest.iter().rev().take(20) {
            if let Err(error) = copied.check(sha256) {
                drill.findings.push(error.message);
            }
        }
        drill.checked.insert("attachment_file".to_owned(), i64::try_from(newest.len()).unwrap_or(i64::MAX));
        drill.ok = drill.findings.is_empty();
        Ok(drill)
    }

    /// Restores a backup into a new folder, checks it, and starts a new bundle stream.
    ///
    /// All of it happens before the folder has its name: no archive is ever seen that still writes the old stream.
    pub fn restore(backup: &Path, dir: &Path, user: &str, password: &str) -> Result<Self> {
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
            for name in [ARCHIVE_DB, INFORMANTS_DB, KEYS] {
                copy(&backup.join(name), &building.join(name))?;
            }
            let target = building.join(FILES);
            fs::create_dir(&target).map_err(|e| error::io("新建附件文件夹", e))?;
            if let Some(files) = files.filter(|f| f.is_dir()) {
                Vault::new(files, secrets.attachment_key()).copy_missing(&target)?;
            }
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
        match self.attachments_ever()?.iter().filter(|sha256| !stored.contains(*sha256)).count() {
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

/// Fills a folder under a temporary name beside `path` and renames it when whole; a failure leaves nothing.
///
/// What a crash left half filled is swept away by the next that fills a folder there.
pub(crate) fn new_folder<T>(path: &Path, fill: impl FnOnce(&Path) -> Result<T>) -> Result<T> {
    if path.exists() {
        return Err(Error::conflict(format!("“{}”已经存在，请换一个文件夹名。", path.display())));
    }
    if path.file_name().is_none() {
        return Err(Error::invalid("文件夹名不对，请重写。"));
    }
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(|e| error::io("新建文件夹", e))?;
    sweep(parent);
    let building = parent.join(format!("{BUILDING}{}", uuid::Uuid::now_v7().simple()));
    create_private(&building)?;
    let held = hold(&building);
    let filled = fill(&building).and_then(|made| {
        sync_folder(&building)?;
        fs::rename(&building, path).map_err(|e| error::io("给新文件夹定名", e))?;
        sync_folder(parent).inspect_err(|_| drop(fs::remove_dir_all(path)))?;
        Ok(made)
    });
    drop(held);
    if filled.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_dir_all(&building);
    }
    filled
}

/// Takes the lock of a folder that is being filled, for as long as its filler lives; some systems have none.
fn hold(building: &Path) -> Option<fs::File> {
    fs::File::open(building).ok().filter(|folder| folder.try_lock().is_ok())
}

/// Removes folders that nobody fills any more. What cannot be removed does no harm.
fn sweep(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(BUILDING));
        if ours && hold(&entry.path()).is_some() {
            let _ = fs::remove_dir_all(entry.path());
        }
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

/// Makes the names in a folder survive a power cut.
fn sync_folder(folder: &Path) -> Result<()> {
    fs::File::open(folder).and_then(|f| f.sync_all()).map_err(|e| error::io("写入磁盘", e))
}

/// `name`, or `name-2`, `name-3` … when backups are made within one second.
fn free_name(folder: &Path, name: &str) -> PathBuf {
    let numbered = (2..).map(|n| folder.join(format!("{name}-{n}")));
    let mut names = std::iter::once(folder.join(name)).chain(numbered);
    names.find(|path| !path.exists()).unwrap_or_else(|| folder.join(name))
}

/// Makes a folder that only its owner may enter, where the system knows owners.
fn create_private(folder: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|e| error::io("新建文件夹", e))
}

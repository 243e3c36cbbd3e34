//! What a backup says of itself: `manifest.json`, and `files.txt` with the name of each scan it needs.
//!
//! Plain text beside encrypted files: it names the bureau and the user who made it, no record and no informant.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{BufRead as _, BufReader, Read as _},
    path::Path,
};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use yihu_domain::{Error, Result, backup::Reason, error};
use yihu_exchange::file;

use crate::session::{ARCHIVE_DB, INFORMANTS_DB, KEYS};

const MANIFEST: &str = "manifest.json";
/// One SHA-256 a line, as they lie in the shared folder of scans.
pub(super) const NAMED: &str = "files.txt";
/// Whatever is longer is no manifest.
const LONGEST: u64 = 1 << 20;

/// What lies in `manifest.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) format: u32,
    pub(super) bureau: String,
    pub(super) bureau_name: String,
    pub(super) stream: String,
    pub(super) made_at: DateTime<Utc>,
    pub(super) made_by: String,
    pub(super) reason: Reason,
    /// Migrations of its database
    pub(super) schema: u32,
    /// Entries of the change log
    pub(super) changes: i64,
    pub(super) last_hash: String,
    /// The shared folder beside the backup, in which its scans lie
    pub(super) files: String,
    /// SHA-256 of each file
    pub(super) digests: BTreeMap<String, String>,
}

impl Manifest {
    /// Reads the manifest of a backup; one that cannot be read is none.
    pub(super) fn of(backup: &Path) -> Option<Self> {
        let mut text = Vec::new();
        File::open(backup.join(MANIFEST)).ok()?.take(LONGEST).read_to_end(&mut text).ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// Seals what lies in `backup`.
    pub(super) fn seal(&mut self, backup: &Path) -> Result<()> {
        for name in [ARCHIVE_DB, INFORMANTS_DB, KEYS, NAMED] {
            self.digests.insert(name.to_owned(), file::sha256(&backup.join(name))?);
        }
        let bytes =
            serde_json::to_vec_pretty(self).map_err(|e| Error::internal("备份清单写不出来，请重试。").because(e))?;
        file::write_bytes(&backup.join(MANIFEST), &bytes)
    }

    /// Reads every file and says which are not what was written.
    pub(super) fn differs(&self, backup: &Path) -> Vec<String> {
        let same = |name: &str, digest: &String| file::sha256(&backup.join(name)).is_ok_and(|found| found == *digest);
        let wrong = self.digests.iter().filter(|(name, digest)| !same(name, digest));
        wrong.map(|(name, _)| format!("备份里的 {name} 与备份时写下的不一样：请换一份备份，并检查磁盘。")).collect()
    }
}

/// Writes which scans a backup needs.
pub(super) fn write_named(backup: &Path, scans: &[String]) -> Result<()> {
    file::write_atomic(&backup.join(NAMED), |out| {
        scans.iter().try_for_each(|sha256| writeln!(out, "{sha256}")).map_err(|e| error::io("写入备份", e))
    })
}

/// Reads which scans a backup needs; none where it does not say.
pub(super) fn named(backup: &Path) -> Option<Vec<String>> {
    let lines = BufReader::new(File::open(backup.join(NAMED)).ok()?).lines();
    lines.collect::<std::io::Result<_>>().ok()
}

/// The backups that lie in a folder, each with its manifest, where it has one.
pub(super) fn backups_in(folder: &Path) -> Vec<(std::path::PathBuf, Option<Manifest>)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.filter(|path| is_backup(path)).map(|path| (path.clone(), Manifest::of(&path))).collect()
}

/// Whether a folder is a backup, whole: while it is made it has no name.
pub(super) fn is_backup(path: &Path) -> bool {
    let building = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    !building && path.join(ARCHIVE_DB).is_file() && path.join(KEYS).is_file()
}

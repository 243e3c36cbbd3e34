//! Copies of the database, and the restore drill that makes a copy a backup.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    fs::{self, File},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use rusqlite::{
    Connection,
    backup::{Backup, StepResult},
};
use serde::Serialize;
use yihu_domain::{Error, Noun, Result, error};

use crate::{Access, Finding, Key, Store, connection, problem};

/// Pages copied before the next look whether somebody wants to write.
const PAGES_A_STEP: std::os::raw::c_int = 4096;
/// How long others may write between two steps.
const PAUSE: Duration = Duration::from_millis(1);

/// What a restore drill found in a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Drill {
    /// Whether the copy can be relied on
    pub ok: bool,
    /// Records that are not void, by noun
    pub records: BTreeMap<String, i64>,
    /// Entries of the change log
    pub changes: i64,
    /// Hash of the last entry
    pub last_hash: String,
    /// What is wrong
    pub findings: Vec<Finding>,
}

/// Is told how many of how many pages are copied; an error of it ends the copy.
pub type Told<'a> = &'a mut dyn FnMut(usize, usize) -> Result<()>;

impl Store {
    /// Copies the database to `path` under the same key; an existing file is replaced at once or not at all.
    pub fn backup_to(&self, path: &Path) -> Result<()> {
        self.backup_told(path, &mut |_, _| Ok(()))
    }

    /// Does the same, and tells how far it is.
    pub fn backup_told(&self, path: &Path, told: Told<'_>) -> Result<()> {
        copy(&self.reads.conn, &self.key, path, told)
    }
}

/// Copies an open database into a file beside `path`, brings it to disk, then renames it.
pub(crate) fn copy(from: &Connection, key: &Key, path: &Path, told: Told<'_>) -> Result<()> {
    let partial = partial(path);
    let written = fill(from, key, &partial, told).and_then(|()| {
        File::open(&partial).and_then(|f| f.sync_all()).map_err(|e| error::io("写入备份", e))?;
        fs::rename(&partial, path).map_err(|e| error::io("写入备份", e))?;
        match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            Some(folder) => File::open(folder).and_then(|f| f.sync_all()).map_err(|e| error::io("写入备份", e)),
            None => Ok(()),
        }
    });
    if written.is_err() && partial.exists() {
        // What matters is the error that is on its way; a leftover is overwritten by the next attempt.
        let _ = fs::remove_file(&partial);
    }
    written
}

fn fill(from: &Connection, key: &Key, partial: &Path, told: Told<'_>) -> Result<()> {
    let failed = |e| problem::sql("备份", e);
    if partial.exists() {
        fs::remove_file(partial).map_err(|e| error::io("写入备份", e))?;
    }
    let mut into = connection::open_copy(partial, key)?;
    let backup = Backup::new(from, &mut into).map_err(failed)?;
    loop {
        let step = backup.step(PAGES_A_STEP).map_err(failed)?;
        let pages = backup.progress();
        let count = |n: std::os::raw::c_int| usize::try_from(n).unwrap_or_default();
        told(count(pages.pagecount - pages.remaining), count(pages.pagecount))?;
        if step == StepResult::Done {
            break;
        }
        thread::sleep(PAUSE);
    }
    drop(backup);
    connection::seal_copy(&into)?;
    into.close().map_err(|(_, e)| failed(e))?;
    // A journal that stays says that SQLite's last write did not reach the disk: without it the copy is not whole.
    let journal = beside(partial, "-journal");
    if journal.exists() {
        let _ = fs::remove_file(&journal);
        return Err(Error::internal("写入备份失败：磁盘没有写完，请检查磁盘空间后再试；已有数据没有改动。"));
    }
    Ok(())
}

fn partial(path: &Path) -> PathBuf {
    beside(path, ".partial")
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Opens a copy as a restore would, checks every page, walks the chain anew and counts.
///
/// Damage is a finding, never an error; an error is a copy that is not there or that a newer program wrote.
pub fn drill(path: &Path, key: &Key) -> Result<Drill> {
    let mut drill =
        Drill { ok: false, records: BTreeMap::new(), changes: 0, last_hash: String::new(), findings: Vec::new() };
    let walked = Store::open(path, key, Access::Read).and_then(|store| {
        drill.findings = connection::integrity(&store.reads.conn);
        let chain = store.verify_chain()?;
        drill.changes = chain.entries;
        drill.last_hash = chain.last_hash;
        drill.findings.extend(chain.findings);
        for noun in Noun::ALL {
            drill.records.insert(noun.word().to_owned(), store.count_of(noun)?);
        }
        Ok(())
    });
    match walked {
        Ok(()) => {}
        Err(e) if e.kind == yihu_domain::Kind::Damaged => drill.findings.push(damaged(&e)),
        Err(e) => return Err(e),
    }
    drill.ok = drill.findings.is_empty();
    Ok(drill)
}

fn damaged(e: &Error) -> Finding {
    Finding::new("unreadable", e.message.clone())
}

#[cfg(test)]
mod tests;

//! Copies of the database, and the restore drill that makes a copy a backup.

mod bytes;

use std::{
    collections::BTreeMap,
    ffi::OsString,
    fs::{self, File},
    io::ErrorKind,
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

use crate::{
    Access, Finding, Key, Store,
    connection::{self, Holds},
    migrate, problem,
};

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

/// Copies an open database, page by page, into a file beside `path`, brings it to disk, then renames it.
pub(crate) fn copy(from: &Connection, key: &Key, path: &Path, told: Told<'_>) -> Result<()> {
    written(path, |partial| {
        let mut into = connection::open_copy(partial, key)?;
        fill(from, &mut into, told)?;
        Ok(into)
    })
}

/// Lets `fill` write a copy into a file beside `path`, brings it to disk, then renames it.
fn written(path: &Path, fill: impl FnOnce(&Path) -> Result<Connection>) -> Result<()> {
    let partial = partial(path);
    let written = clear(&partial).and_then(|()| fill(&partial)).and_then(|copy| seal(&partial, copy)).and_then(|()| {
        File::open(&partial).and_then(|f| f.sync_all()).map_err(|e| error::io("写入备份", e))?;
        fs::rename(&partial, path).map_err(|e| error::io("写入备份", e))?;
        match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            Some(folder) => File::open(folder).and_then(|f| f.sync_all()).map_err(|e| error::io("写入备份", e)),
            None => Ok(()),
        }
    });
    if written.is_err() {
        // What matters is the error that is on its way; a leftover is cleared away by the next attempt.
        let _ = clear(&partial);
    }
    written
}

/// Removes what an attempt that was cut off left; a log or a journal of it would be taken for the next one's.
fn clear(partial: &Path) -> Result<()> {
    for ending in ["", "-wal", "-shm", "-journal"] {
        match fs::remove_file(beside(partial, ending)) {
            Err(e) if e.kind() != ErrorKind::NotFound => return Err(error::io("写入备份", e)),
            _ => {}
        }
    }
    Ok(())
}

fn fill(from: &Connection, into: &mut Connection, told: Told<'_>) -> Result<()> {
    let failed = |e| problem::sql("备份", e);
    let backup = Backup::new(from, into).map_err(failed)?;
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
    Ok(())
}

/// Closes a finished copy as one plain file.
fn seal(partial: &Path, copy: Connection) -> Result<()> {
    connection::seal_copy(&copy)?;
    copy.close().map_err(|(_, e)| problem::sql("备份", e))?;
    // A journal that stays says that SQLite's last write did not reach the disk: without it the copy is not whole.
    let journal = beside(partial, "-journal");
    if journal.exists() {
        let _ = fs::remove_file(&journal);
        return Err(Error::internal("写入备份失败：磁盘没有写完，请检查磁盘空间后再试；已有数据没有改动。"));
    }
    Ok(())
}

/// Encrypts a copy that nobody has open under another key.
pub fn rekey(path: &Path, old: &Key, new: &Key) -> Result<()> {
    connection::rekey(path, old, new)
}

fn partial(path: &Path) -> PathBuf {
    beside(path, ".partial")
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// A copy that was opened as a restore would.
#[derive(Debug)]
pub struct Rehearsal {
    /// What was found in it
    pub drill: Drill,
    /// How many migrations it has; none in one that cannot be read
    pub schema: Option<u32>,
    /// The copy, brought up to date; none where it cannot be opened
    pub store: Option<Store>,
}

/// Copies the archive's database, as it is at this moment, through a connection of its own: nobody waits for it.
///
/// It may be of an older schema: the copy is then too.
pub fn copy_archive(from: &Path, key: &Key, to: &Path, told: Told<'_>) -> Result<()> {
    copy_held(from, key, Holds::Archive, to, told)
}

/// Does the same with the informants' database.
pub fn copy_informants(from: &Path, key: &Key, to: &Path) -> Result<()> {
    copy_held(from, key, Holds::Informants, to, &mut |_, _| Ok(()))
}

fn copy_held(from: &Path, key: &Key, holds: Holds, to: &Path, told: Told<'_>) -> Result<()> {
    let conn = connection::open_to_read(from, key, holds)?;
    if !connection::hold_in_file(&conn)? {
        return copy(&conn, key, to, told);
    }
    written(to, |partial| {
        bytes::copy(from, partial, told)?;
        connection::open_copy(partial, key)
    })
}

/// Opens a copy as a restore would, checks every page, walks the chain anew and counts.
///
/// One of an older schema is brought up to date in `scratch`; the copy stays as it is.
/// Damage is a finding, never an error; an error is a copy that is not there or that a newer program wrote.
pub fn rehearse(path: &Path, key: &Key, scratch: &Path) -> Result<Rehearsal> {
    let mut drill =
        Drill { ok: false, records: BTreeMap::new(), changes: 0, last_hash: String::new(), findings: Vec::new() };
    let (mut schema, mut kept) = (None, None);
    let walked = open_copy(path, key, scratch, &mut drill.findings).and_then(|(store, of)| {
        schema = Some(of);
        let chain = store.verify_chain()?;
        drill.changes = chain.entries;
        drill.last_hash = chain.last_hash;
        drill.findings.extend(chain.findings);
        for noun in Noun::ALL {
            drill.records.insert(noun.word().to_owned(), store.count_of(noun)?);
        }
        kept = Some(store);
        Ok(())
    });
    match walked {
        Ok(()) => {}
        Err(e) if e.kind == yihu_domain::Kind::Damaged => drill.findings.push(damaged(&e)),
        Err(e) => return Err(e),
    }
    drill.ok = drill.findings.is_empty();
    Ok(Rehearsal { drill, schema, store: kept })
}

/// Does the same with a copy of the schema of today, and gives what was found alone.
pub fn drill(path: &Path, key: &Key) -> Result<Drill> {
    let beside = path.parent().unwrap_or(Path::new("."));
    rehearse(path, key, beside).map(|rehearsal| rehearsal.drill)
}

/// Checks a copy's pages, then opens it; gives its schema.
fn open_copy(path: &Path, key: &Key, scratch: &Path, findings: &mut Vec<Finding>) -> Result<(Store, u32)> {
    let conn = connection::open_to_read(path, key, Holds::Archive)?;
    let pending = migrate::pending(&conn)?;
    findings.extend(connection::integrity(&conn));
    let schema = u32::try_from(migrate::SCHEMA - pending).unwrap_or(u32::MAX);
    if pending == 0 {
        drop(conn);
        return Ok((Store::open(path, key, Access::Read)?, schema));
    }
    let raised = scratch.join("raised.db");
    copy(&conn, key, &raised, &mut |_, _| Ok(()))?;
    Ok((Store::open(&raised, key, Access::Write)?, schema))
}

fn damaged(e: &Error) -> Finding {
    Finding::new("unreadable", e.message.clone())
}

#[cfg(test)]
mod tests;

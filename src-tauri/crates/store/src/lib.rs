//! The archive on disk: one encrypted `SQLite` file, and the only crate that knows SQL.
//!
//! It keeps records, their change log and the search tables, all written in one commit by [`Store::write`]. It holds
//! no business rule: it never says whether a record is right, only whether it can be stored. It never reads a clock
//! and never makes an id.

mod connection;
mod key;
mod lock;
mod migrate;
mod noun;
mod problem;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub mod apart;
pub mod attachment;
pub mod backup;
pub mod bundle;
pub mod bureau;
pub mod campaign;
pub mod case;
pub mod change;
pub mod class;
pub mod diary;
pub mod filter;
pub mod gap;
pub mod hotline;
pub mod informants;
pub mod inspection;
pub mod kept;
pub mod licence;
pub mod matter;
pub mod read;
pub mod retailer;
pub mod search;
pub mod selfcheck;
pub mod staff;
pub mod tally;
pub mod training;
mod undo;
pub mod user;
pub mod vendor;
pub mod verify;
pub mod write;

use std::{
    fs::File,
    ops::Deref,
    path::{Path, PathBuf},
};

use crate::connection::Holds;
pub use crate::{
    backup::Drill,
    change::{Entry, Operation, OperationFilter},
    filter::{Compare, Filter, Page, Removed, Value},
    informants::{Informants, Sealed},
    key::Key,
    read::Reads,
    retailer::{AlikePair, RetailerRow},
    search::{Hit, Matched},
    verify::{Finding, Findings},
    write::{Stamp, Writer},
};
use yihu_domain::Result;

/// Whether an archive is opened to be changed or only to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// The one writer; a second is told that the archive is open elsewhere.
    Write,
    /// Any number of readers, beside the writer.
    Read,
}

/// One open archive database. Reads are those of [`Reads`]; the only door for changes is [`Store::write`].
#[derive(Debug)]
pub struct Store {
    reads: Reads,
    path: PathBuf,
    key: Key,
    access: Access,
    _lock: Option<File>,
}

impl Deref for Store {
    type Target = Reads;

    fn deref(&self) -> &Reads {
        &self.reads
    }
}

impl Store {
    /// How many migrations this program knows.
    #[expect(clippy::cast_possible_truncation, reason = "a handful")]
    pub const SCHEMA: u32 = migrate::SCHEMA as u32;

    /// Makes a new, empty archive database and opens it for writing; a file that exists already is refused.
    pub fn create(path: &Path, key: &Key) -> Result<Self> {
        let lock = lock::take(path)?;
        let mut conn = connection::create(path, key, Holds::Archive)?;
        migrate::run(&mut conn)?;
        Ok(Self::assemble(conn, path, key, Access::Write, Some(lock)))
    }

    /// Opens an archive database; pending migrations run first when `access` is [`Access::Write`].
    ///
    /// A wrong key and a damaged file look alike to the cipher: both come back as `Kind::Damaged`.
    pub fn open(path: &Path, key: &Key, access: Access) -> Result<Self> {
        match access {
            Access::Write => {
                let lock = lock::take(path)?;
                let mut conn = connection::open_to_write(path, key, Holds::Archive)?;
                migrate::run(&mut conn)?;
                Ok(Self::assemble(conn, path, key, access, Some(lock)))
            }
            Access::Read => {
                let conn = connection::open_to_read(path, key, Holds::Archive)?;
                migrate::require_current(&conn)?;
                Ok(Self::assemble(conn, path, key, access, None))
            }
        }
    }

    /// Counts the migrations that opening for writing would run, so that a backup can be made before.
    pub fn pending_migrations(path: &Path, key: &Key) -> Result<usize> {
        migrate::pending(&connection::open_to_read(path, key, Holds::Archive)?)
    }

    /// Makes sure that nobody writes the database at `path`, and keeps others out while the result lives.
    pub fn keep_out(path: &Path) -> Result<File> {
        lock::take(path)
    }

    /// Where the database lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How it was opened.
    pub fn access(&self) -> Access {
        self.access
    }

    fn assemble(conn: rusqlite::Connection, path: &Path, key: &Key, access: Access, lock: Option<File>) -> Self {
        Self { reads: Reads::new(conn), path: path.to_owned(), key: key.clone(), access, _lock: lock }
    }
}

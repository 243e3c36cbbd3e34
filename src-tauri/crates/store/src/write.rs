//! The one door for changes: row, change entry and search entry in one commit, or none of them.

use std::ops::Deref;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use yihu_domain::{Id, Record, Result};

use crate::{Reads, Store, noun};

/// Who changes what is in the archive, when, and as which named operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// When
    pub at: DateTime<Utc>,
    /// Who: the user's name
    pub by: String,
    /// The operation as a clerk calls it, e.g. `导入零售户`
    pub op: String,
    /// Joins all changes of one operation, so that it can be undone as one
    pub op_id: Uuid,
}

/// One open write transaction. It reads what it wrote.
#[derive(Debug)]
pub struct Writer<'a> {
    reads: &'a Reads,
}

impl Deref for Writer<'_> {
    type Target = Reads;

    fn deref(&self) -> &Reads {
        self.reads
    }
}

impl Store {
    /// Runs `work` in one transaction; commits when it returns `Ok`, leaves nothing behind when it fails or panics.
    pub fn write<T>(&mut self, stamp: &Stamp, work: impl FnOnce(&mut Writer<'_>) -> Result<T>) -> Result<T> {
        let _ = (stamp, work);
        Err(noun::unfinished())
    }
}

impl Writer<'_> {
    /// Stores a record and sets its new revision; returns whether anything changed.
    ///
    /// `record.revision` must be the stored one (0 for a new record), else `Kind::Conflict`.
    pub fn put<T: Record>(&mut self, record: &mut T) -> Result<bool> {
        let _ = record;
        Err(noun::unfinished())
    }

    /// Voids a record (作废) or brings it back; returns whether anything changed.
    pub fn set_removed<T: Record>(&mut self, id: Id<T>, removed: bool) -> Result<bool> {
        let _ = (id, removed);
        Err(noun::unfinished())
    }

    /// Restores every record that the operation touched to what it was before; returns how many.
    ///
    /// Refuses with `Kind::Conflict`, naming the records, when one was changed since; the undoing can be undone.
    pub fn undo(&mut self, op_id: Uuid) -> Result<usize> {
        let _ = op_id;
        Err(noun::unfinished())
    }

    /// Restores an earlier version of one record, as a new revision.
    pub fn revert<T: Record>(&mut self, id: Id<T>, revision: i64) -> Result<T> {
        let _ = (id, revision);
        Err(noun::unfinished())
    }
}

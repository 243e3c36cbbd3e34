//! The one door for changes: row, change entry and search entry in one commit, or none of them.
//!
//! Nothing else in the whole program writes a record table.

use std::{collections::BTreeSet, ops::Deref};

use chrono::{DateTime, SubsecRound, Utc};
use rusqlite::{Transaction, TransactionBehavior, named_params};
use uuid::Uuid;
use yihu_domain::{Error, Id, Noun, Record, Result};

use crate::{
    Access, Reads, Store,
    change::{self, Entry, head::Head},
    noun, problem, search,
};

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
    stamp: &'a Stamp,
    at: DateTime<Utc>,
    head: Head,
    pub(crate) undoes: Option<Uuid>,
    touched: BTreeSet<(Noun, Uuid)>,
    /// Something was written only in part: nothing of this transaction may be kept.
    broken: bool,
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
        if self.access == Access::Read {
            return Err(Error::denied("档案是以只读方式打开的，不能修改：请关闭另一个窗口后重新打开。"));
        }
        self.transact(|reads| {
            let mut writer = Writer::begin(reads, stamp)?;
            let value = work(&mut writer)?;
            writer.finish()?;
            Ok(value)
        })
    }

    /// Runs `work` in one transaction that takes the write lock at once.
    pub(crate) fn transact<T>(&mut self, work: impl FnOnce(&Reads) -> Result<T>) -> Result<T> {
        let failed = |e| problem::sql("保存", e);
        // Rolls back when it is dropped uncommitted, also while a panic unwinds.
        let transaction =
            Transaction::new_unchecked(&self.reads.conn, TransactionBehavior::Immediate).map_err(failed)?;
        let value = work(&self.reads)?;
        transaction.commit().map_err(failed)?;
        Ok(value)
    }
}

impl<'a> Writer<'a> {
    fn begin(reads: &'a Reads, stamp: &'a Stamp) -> Result<Self> {
        let last = reads.last_change()?;
        let head = reads.head_to_follow(last.as_ref())?;
        let now = stamp.at.trunc_subsecs(3);
        Ok(Self {
            reads,
            stamp,
            at: last.as_ref().map_or(now, |last| last.at.max(now)),
            head,
            undoes: None,
            touched: BTreeSet::new(),
            broken: false,
        })
    }

    fn finish(self) -> Result<()> {
        self.require_whole()?;
        if !self.touched.is_empty() {
            self.put_head(&self.head)?;
        }
        search::refresh(self.reads, &self.touched)
    }

    fn require_whole(&self) -> Result<()> {
        if self.broken {
            return Err(Error::internal("有一步没有写完整，本次操作已全部撤回，没有改动任何数据，请重试。"));
        }
        Ok(())
    }

    /// Stores a record and sets its new revision; returns whether anything changed.
    ///
    /// `record.revision` must be the stored one (0 for a new record), else `Kind::Conflict`. A record equal to the
    /// stored one is left alone and leaves no entry in the log.
    pub fn put<T: Record>(&mut self, record: &mut T) -> Result<bool> {
        self.require_whole()?;
        let stored = self.find(record.head().id)?;
        let revision = stored.as_ref().map_or(0, |s: &T| s.head().revision);
        if record.head().revision != revision {
            return Err(Error::conflict(format!(
                "{}“{}”刚被别处改过：请重新打开这条记录，核对后再保存。",
                T::NOUN.title(),
                record.title()
            )));
        }
        if stored.as_ref() == Some(record) {
            return Ok(false);
        }
        *record = self.store(record, stored.as_ref())?;
        Ok(true)
    }

    /// Logs that something was done with a record which changes nothing in it, as a revision with the same content.
    pub fn note<T: Record>(&mut self, id: Id<T>) -> Result<()> {
        self.require_whole()?;
        let record = self.get(id)?;
        self.store(&record, Some(&record)).map(drop)
    }

    /// Writes the next revision: row, change entry, and what is to be searched anew.
    fn store<T: Record>(&mut self, record: &T, stored: Option<&T>) -> Result<T> {
        let mut next = record.clone();
        next.head_mut().revision += 1;
        let after = json(&next)?;
        let before = stored.map(json).transpose()?;
        self.put_row(T::NOUN, &after)?;
        self.broken = true;
        self.log(T::NOUN, next.head().id.uuid(), next.head().revision, before, after)?;
        self.broken = false;
        self.touched.insert((T::NOUN, next.head().id.uuid()));
        if let Some(stored) = stored {
            self.touched.extend(search::linked(stored));
        }
        Ok(next)
    }

    /// Voids a record (作废) or brings it back; returns whether anything changed.
    pub fn set_removed<T: Record>(&mut self, id: Id<T>, removed: bool) -> Result<bool> {
        let mut record = self.get(id)?;
        record.head_mut().removed = removed;
        self.put(&mut record)
    }

    /// Writes the row first, for that is where a number already taken shows; nothing is written then.
    fn put_row(&mut self, noun: Noun, json: &str) -> Result<()> {
        for (step, sql) in noun::sql(noun).put.iter().enumerate() {
            self.broken |= step > 0;
            let mut statement = self.conn.prepare_cached(sql).map_err(|e| problem::sql("保存", e))?;
            statement.execute(named_params! {":json": json}).map_err(|e| problem::put(noun, e))?;
        }
        Ok(())
    }

    fn log(&mut self, noun: Noun, record: Uuid, revision: i64, before: Option<String>, after: String) -> Result<()> {
        let mut entry = Entry {
            seq: self.head.seq + 1,
            at: self.at,
            by: self.stamp.by.clone(),
            op: self.stamp.op.clone(),
            op_id: self.stamp.op_id,
            undoes: self.undoes,
            noun,
            record,
            revision,
            before_digest: before.as_deref().map(change::digest),
            after_digest: change::digest(&after),
            before,
            after,
            hash: String::new(),
        };
        entry.hash = change::hash(&self.head.hash, &entry);
        self.append(&entry)?;
        self.head.follow(&entry);
        Ok(())
    }
}

/// Writes a record as JSON.
fn json<T: Record>(record: &T) -> Result<String> {
    serde_json::to_string(record).map_err(|e| {
        Error::internal(format!("{}“{}”无法保存，请把内容告诉维护人员。", T::NOUN.title(), record.title())).because(e)
    })
}

#[cfg(test)]
mod tests;

//! The change log: audit trail, history, undo and the source of the sync bundle, in one hash-chained table.

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Params, Row, named_params, types::FromSql};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use yihu_domain::{Noun, Result};

use crate::{Reads, problem};

pub(crate) mod head;

/// The hash before the first entry: 64 zeros.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// One change of one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// From 1, no gaps
    pub seq: i64,
    /// When, to the millisecond; never earlier than the entry before
    pub at: DateTime<Utc>,
    /// Who
    pub by: String,
    /// Named operation
    pub op: String,
    /// Which operation
    pub op_id: Uuid,
    /// Which operation this one undoes
    pub undoes: Option<Uuid>,
    /// Noun of the record
    pub noun: Noun,
    /// The record
    pub record: Uuid,
    /// Its revision after the change
    pub revision: i64,
    /// The record before, as JSON; none when it was new
    pub before: Option<String>,
    /// The record after, as JSON
    pub after: String,
    /// SHA-256 of `before`, hex
    pub before_digest: Option<String>,
    /// SHA-256 of `after`, hex
    pub after_digest: String,
    /// Hash of this entry and all before it, hex
    pub hash: String,
}

/// One operation as the operation log lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Operation {
    /// Which operation
    pub op_id: Uuid,
    /// As a clerk calls it
    pub op: String,
    /// Who
    pub by: String,
    /// When it began
    pub at: DateTime<Utc>,
    /// How many changes it made; none, where it was only noted that something was done
    pub count: i64,
    /// Which operation it undid
    pub undoes: Option<Uuid>,
    /// Whether it was undone, and that not undone in its turn
    pub undone: bool,
    /// Whether it cannot be undone: it made the bureau, let a bundle leave, closed a month, or changed nothing
    pub is_final: bool,
}

/// Which operations are asked for; all conditions must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OperationFilter {
    /// Stands in its name; empty for any
    pub text: String,
    /// Who; empty for anybody
    pub by: String,
    /// Not earlier than this
    pub since: Option<DateTime<Utc>>,
    /// Earlier than this
    pub before: Option<DateTime<Utc>>,
    /// Leaves out what is told of users: logins, passwords, roles
    pub without_users: bool,
}

/// Writes an instant the way the log and its hashes have it: `2026-11-30T08:50:00.000Z`.
pub fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Digests the JSON text of a record: SHA-256 over its UTF-8 bytes, hex.
pub fn digest(json: &str) -> String {
    hex::encode(Sha256::digest(json.as_bytes()))
}

/// Computes the hash of an entry that follows an entry with hash `previous` ([`GENESIS`] for the first), hex.
///
/// `SHA-256( previous as 32 raw bytes ‖ field ‖ field ‖ … )`, where each field is its length in bytes as 8 bytes
/// big-endian, then its UTF-8 bytes, in this order: `seq` (decimal), `at` ([`instant`]), `by`, `op`, `op_id`
/// (hyphenated, lower case), `noun` (its word), `record` (hyphenated), `revision` (decimal), `before_digest` (hex, or
/// empty when there was nothing before), `after_digest` (hex). The images themselves are not hashed but by their
/// digests, so an entry whose images were redacted still verifies. `undoes` is not part of it.
/// A `previous` that is not 64 hex digits is hashed as no bytes, so it can never verify.
pub fn hash(previous: &str, entry: &Entry) -> String {
    let mut sha = Sha256::new();
    sha.update(hex::decode(previous).ok().filter(|b| b.len() == 32).unwrap_or_default());
    let (seq, revision) = (entry.seq.to_string(), entry.revision.to_string());
    let (at, op_id, record) = (instant(entry.at), entry.op_id.to_string(), entry.record.to_string());
    let fields = [
        seq.as_str(),
        &at,
        &entry.by,
        &entry.op,
        &op_id,
        entry.noun.word(),
        &record,
        &revision,
        entry.before_digest.as_deref().unwrap_or_default(),
        &entry.after_digest,
    ];
    for field in fields {
        sha.update((field.len() as u64).to_be_bytes());
        sha.update(field.as_bytes());
    }
    hex::encode(sha.finalize())
}

impl Reads {
    /// Hands the entries with `after < seq <= upto` to `take`, in order.
    pub fn changes(&self, after: i64, upto: i64, take: impl FnMut(Entry) -> Result<()>) -> Result<()> {
        let params = named_params! {":after": after, ":upto": upto};
        self.stream(concat!(include_str!("select.sql"), include_str!("slice.sql")), params, entry, take)
    }

    /// Reads the last entry; none in an archive nothing was written to.
    pub fn last_change(&self) -> Result<Option<Entry>> {
        Ok(self.entries(concat!(include_str!("select.sql"), include_str!("last.sql")), [])?.pop())
    }

    /// Reads all entries of one record, oldest first.
    pub fn history(&self, noun: Noun, record: Uuid) -> Result<Vec<Entry>> {
        let params = named_params! {":noun": noun.word(), ":record": record.to_string()};
        self.entries(concat!(include_str!("select.sql"), include_str!("of_record.sql")), params)
    }

    /// Reads all entries of one operation, oldest first.
    pub fn operation(&self, op_id: Uuid) -> Result<Vec<Entry>> {
        let params = named_params! {":op_id": op_id.to_string()};
        self.entries(concat!(include_str!("select.sql"), include_str!("of_operation.sql")), params)
    }

    /// Reads one page of the entries of an operation, oldest first.
    pub fn operation_page(&self, op_id: Uuid, offset: i64, limit: i64) -> Result<Vec<Entry>> {
        let params = named_params! {":op_id": op_id.to_string(), ":offset": offset.max(0), ":limit": limit.max(0)};
        self.entries(concat!(include_str!("select.sql"), include_str!("of_operation_page.sql")), params)
    }

    /// Counts the entries of an operation.
    pub fn count_changes(&self, op_id: Uuid) -> Result<i64> {
        self.number("SELECT count(*) FROM change WHERE op_id = ?", &[op_id.to_string().into()])
    }

    /// Reads the newest operations, newest first.
    pub fn operations(&self, limit: i64) -> Result<Vec<Operation>> {
        self.operations_page(&OperationFilter::default(), 0, limit)
    }

    /// Reads one page of the operations that a filter finds, newest first.
    pub fn operations_page(&self, filter: &OperationFilter, offset: i64, limit: i64) -> Result<Vec<Operation>> {
        self.operations_that(None, filter, offset, limit)
    }

    /// Reads one operation.
    pub fn find_operation(&self, op_id: Uuid) -> Result<Option<Operation>> {
        Ok(self.operations_that(Some(op_id), &OperationFilter::default(), 0, 1)?.pop())
    }

    fn operations_that(
        &self,
        op_id: Option<Uuid>,
        filter: &OperationFilter,
        offset: i64,
        limit: i64,
    ) -> Result<Vec<Operation>> {
        let mut operations = Vec::new();
        let params = named_params! {
            ":op_id": op_id.map(|id| id.to_string()),
            ":text": filter.text,
            ":by": filter.by,
            ":since": filter.since.map(instant),
            ":before": filter.before.map(instant),
            ":without_users": filter.without_users,
            ":offset": offset.max(0),
            ":limit": limit.max(0),
        };
        self.stream(include_str!("operations.sql"), params, operation, |it| {
            operations.push(it);
            Ok(())
        })?;
        for operation in &mut operations {
            operation.undone = self.is_undone(operation.op_id)?;
        }
        Ok(operations)
    }

    /// Counts the operations that a filter finds.
    pub fn count_operations(&self, filter: &OperationFilter) -> Result<i64> {
        let params = named_params! {
            ":text": filter.text,
            ":by": filter.by,
            ":since": filter.since.map(instant),
            ":before": filter.before.map(instant),
            ":without_users": filter.without_users,
        };
        let failed = |e| problem::sql("读取操作日志", e);
        let mut statement = self.conn.prepare_cached(include_str!("count_operations.sql")).map_err(failed)?;
        statement.query_row(params, |row| row.get(0)).map_err(failed)
    }

    /// Says whether an operation was undone, and that not undone in its turn.
    pub fn is_undone(&self, op_id: Uuid) -> Result<bool> {
        Ok(self.undoing_of(op_id)?.is_some())
    }

    /// Which operation undid an operation, and was not undone in its turn.
    pub fn undoing_of(&self, op_id: Uuid) -> Result<Option<Uuid>> {
        self.undoing_after(op_id, 0)
    }

    /// An undoing is later than what it undoes; looking only forward, a forged column cannot send this in circles.
    fn undoing_after(&self, op_id: Uuid, seq: i64) -> Result<Option<Uuid>> {
        let mut undoings = Vec::new();
        self.stream(
            include_str!("undone_by.sql"),
            named_params! {":op_id": op_id.to_string(), ":seq": seq},
            |row| Ok((column(row, 0, uuid)?, plain(row, 1)?)),
            |undoing| {
                undoings.push(undoing);
                Ok(())
            },
        )?;
        for (undoing, first) in undoings {
            if self.undoing_after(undoing, first)?.is_none() {
                return Ok(Some(undoing));
            }
        }
        Ok(None)
    }

    /// Reads the entry that made one revision of a record.
    pub(crate) fn entry_of_revision(&self, noun: Noun, record: Uuid, revision: i64) -> Result<Option<Entry>> {
        let params = named_params! {":noun": noun.word(), ":record": record.to_string(), ":revision": revision};
        Ok(self.entries(concat!(include_str!("select.sql"), include_str!("of_revision.sql")), params)?.pop())
    }

    fn entries(&self, sql: &str, params: impl Params) -> Result<Vec<Entry>> {
        let mut entries = Vec::new();
        self.stream(sql, params, entry, |it| {
            entries.push(it);
            Ok(())
        })?;
        Ok(entries)
    }

    /// Appends an entry; only [`crate::write`] calls it.
    pub(crate) fn append(&self, entry: &Entry) -> Result<()> {
        let failed = |e| problem::sql("记录操作日志", e);
        self.conn
            .prepare_cached(include_str!("put.sql"))
            .map_err(failed)?
            .execute(named_params! {
                ":seq": entry.seq,
                ":at": instant(entry.at),
                ":by": entry.by,
                ":op": entry.op,
                ":op_id": entry.op_id.to_string(),
                ":undoes": entry.undoes.map(|id| id.to_string()),
                ":noun": entry.noun.word(),
                ":record": entry.record.to_string(),
                ":revision": entry.revision,
                ":before": entry.before,
                ":after": entry.after,
                ":before_digest": entry.before_digest,
                ":after_digest": entry.after_digest,
                ":hash": entry.hash,
            })
            .map_err(failed)?;
        Ok(())
    }
}

/// Reads an entry whose columns stand as [`crate::write`] puts them: what only reads the same was not written by it.
pub(crate) fn entry_as_written(row: &Row<'_>) -> Result<Entry> {
    let entry = entry(row)?;
    let written = [
        (1, instant(entry.at)),
        (4, entry.op_id.to_string()),
        (5, entry.undoes.map(|id| id.to_string()).unwrap_or_default()),
        (6, entry.noun.word().to_owned()),
        (7, entry.record.to_string()),
    ];
    for (index, text) in written {
        if plain::<Option<String>>(row, index)?.unwrap_or_default() != text {
            return Err(problem::unreadable("操作日志", format!("{text} is written otherwise")));
        }
    }
    Ok(entry)
}

fn entry(row: &Row<'_>) -> Result<Entry> {
    Ok(Entry {
        seq: plain(row, 0)?,
        at: column(row, 1, time)?,
        by: plain(row, 2)?,
        op: plain(row, 3)?,
        op_id: column(row, 4, uuid)?,
        undoes: plain::<Option<String>>(row, 5)?.as_deref().map(uuid).transpose()?,
        noun: column(row, 6, str::parse)?,
        record: column(row, 7, uuid)?,
        revision: plain(row, 8)?,
        before: plain(row, 9)?,
        after: plain(row, 10)?,
        before_digest: plain(row, 11)?,
        after_digest: plain(row, 12)?,
        hash: plain(row, 13)?,
    })
}

fn operation(row: &Row<'_>) -> Result<Operation> {
    Ok(Operation {
        op_id: column(row, 0, uuid)?,
        op: plain(row, 1)?,
        by: plain(row, 2)?,
        at: column(row, 3, time)?,
        undoes: plain::<Option<String>>(row, 4)?.as_deref().map(uuid).transpose()?,
        count: plain(row, 5)?,
        undone: false,
        is_final: plain(row, 6)?,
    })
}

fn plain<V: FromSql>(row: &Row<'_>, index: usize) -> Result<V> {
    row.get(index).map_err(|e| problem::sql("读取操作日志", e))
}

fn column<V>(row: &Row<'_>, index: usize, read: impl Fn(&str) -> Result<V>) -> Result<V> {
    read(&plain::<String>(row, index)?)
}

fn uuid(text: &str) -> Result<Uuid> {
    text.parse().map_err(|e: uuid::Error| problem::unreadable("操作日志", e))
}

/// Reads the instant in the first column of a row.
pub(crate) fn moment(row: &Row<'_>) -> Result<DateTime<Utc>> {
    column(row, 0, time)
}

fn time(text: &str) -> Result<DateTime<Utc>> {
    text.parse().map_err(|e: chrono::ParseError| problem::unreadable("操作日志", e))
}

#[cfg(test)]
mod tests;

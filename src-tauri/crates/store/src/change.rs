//! The change log: audit trail, history, undo and the source of the sync bundle, in one hash-chained table.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use yihu_domain::{Noun, Result};

use crate::Reads;

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
    /// How many changes it made
    pub count: i64,
    /// Which operation it undid
    pub undoes: Option<Uuid>,
    /// Whether it was undone, and that not undone in its turn
    pub undone: bool,
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
        let _ = (after, upto, take);
        Err(crate::noun::unfinished())
    }

    /// Reads the last entry; none in an archive nothing was written to.
    pub fn last_change(&self) -> Result<Option<Entry>> {
        Err(crate::noun::unfinished())
    }

    /// Reads all entries of one record, oldest first.
    pub fn history(&self, noun: Noun, record: Uuid) -> Result<Vec<Entry>> {
        let _ = (noun, record);
        Err(crate::noun::unfinished())
    }

    /// Reads the newest operations, newest first.
    pub fn operations(&self, limit: i64) -> Result<Vec<Operation>> {
        let _ = limit;
        Err(crate::noun::unfinished())
    }
}

//! One line of `data/changes.ndjson`, and the hash that chains it to the line before.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use yihu_domain::Noun;

/// The hash before the first change: 64 zeros.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// One entry of the change log as it leaves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// From 1, no gaps
    pub seq: i64,
    /// When
    #[serde(serialize_with = "write_instant")]
    pub at: DateTime<Utc>,
    /// Who
    pub by: String,
    /// Named operation
    pub op: String,
    /// Which operation
    pub op_id: Uuid,
    /// Noun of the record
    pub noun: Noun,
    /// The record
    pub id: Uuid,
    /// Its revision after the change
    pub revision: i64,
    /// SHA-256 of the record before, hex; none when it was new
    pub before_digest: Option<String>,
    /// SHA-256 of the record after, hex
    pub after_digest: String,
    /// The record after, as far as it may leave
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
    /// Hash of this entry and all before it, hex
    pub hash: String,
}

/// Writes an instant the way the log and its hashes have it: `2026-11-30T08:50:00.000Z`.
fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

fn write_instant<S: serde::Serializer>(at: &DateTime<Utc>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&instant(*at))
}

/// Computes the hash of a change that follows one with hash `previous` ([`GENESIS`] for the first), hex.
///
/// `SHA-256( previous as 32 raw bytes ‖ field ‖ field ‖ … )`, where each field is its length in bytes as 8 bytes
/// big-endian, then its UTF-8 bytes, in this order: `seq` (decimal), `at` (RFC 3339, milliseconds, `Z`), `by`, `op`,
/// `op_id` (hyphenated, lower case), `noun`, `id` (hyphenated), `revision` (decimal), `before_digest` (hex, or empty
/// when there was nothing before), `after_digest` (hex). The image itself is not hashed but by its digest, so a line
/// whose image was left out still verifies. A `previous` that is not 64 hex digits is hashed as no bytes.
/// The store computes the same.
pub fn hash(previous: &str, change: &Change) -> String {
    let mut sha = Sha256::new();
    sha.update(hex::decode(previous).ok().filter(|b| b.len() == 32).unwrap_or_default());
    let (seq, revision) = (change.seq.to_string(), change.revision.to_string());
    let (at, op_id, id) = (instant(change.at), change.op_id.to_string(), change.id.to_string());
    let fields = [
        seq.as_str(),
        &at,
        &change.by,
        &change.op,
        &op_id,
        change.noun.word(),
        &id,
        &revision,
        change.before_digest.as_deref().unwrap_or_default(),
        &change.after_digest,
    ];
    for field in fields {
        sha.update((field.len() as u64).to_be_bytes());
        sha.update(field.as_bytes());
    }
    hex::encode(sha.finalize())
}

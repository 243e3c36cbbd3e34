//! The sync bundles that left the archive (数据包), one record each.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::Head;

/// What a bundle carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum BundleKind {
    /// All records
    Full,
    /// What changed since the bundle before
    Delta,
    /// A month's self-check, with what changed
    Selfcheck,
}

impl BundleKind {
    /// The word in `X-Kind`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Delta => "delta",
            Self::Selfcheck => "selfcheck",
        }
    }
}

/// One bundle that was exported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bundle {
    /// Id, bureau, revision.
    #[serde(flatten)]
    pub head: Head<Self>,
    /// Stream letter
    pub stream: String,
    /// From 1, no gaps
    pub sequence: i64,
    /// What it carries
    pub kind: BundleKind,
    /// SHA-256 of `tagmanifest-sha256.txt`, hex: what the next bundle points back to
    pub digest: String,
    /// First change in it (0 when it has none)
    pub from_change: i64,
    /// Last change in it
    pub to_change: i64,
    /// Hash of the last change
    pub last_change_hash: String,
    /// `2026-11`, for a self-check
    pub period: Option<String>,
    /// Records in it, by noun
    pub counts: BTreeMap<String, i64>,
    /// When it was made
    pub exported_at: DateTime<Utc>,
}

crate::record!(Bundle, Bundle, |it| format!("{}-{}-{:06}", it.head.bureau, it.stream, it.sequence));

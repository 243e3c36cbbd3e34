//! Bundles: what the next would hold, what the former held, and whether one is sound.

use serde::Serialize;
use yihu_domain::{Noun, bundle::BundleKind};

/// How many records of a noun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct BundleLine {
    /// Of what
    pub noun: Noun,
    /// The same in words
    pub title: String,
    /// How many
    pub count: u32,
}

/// What the next bundle would hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct BundlePlan {
    /// What it carries
    #[specta(inline)]
    pub kind: BundleKind,
    /// Its file name
    pub name: String,
    /// The writing archive's stream
    pub stream: String,
    /// Its number
    pub sequence: u32,
    /// Entries of the change log in it
    pub changes: u32,
    /// Records in it
    pub lines: Vec<BundleLine>,
    /// What never leaves, as sentences
    pub left_out: Vec<String>,
    /// Which bundle it follows, in words
    pub after: String,
}

/// A bundle that left the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct BundleInfo {
    /// Its record
    pub id: String,
    /// Its file name
    pub name: String,
    /// What it carries
    #[specta(inline)]
    pub kind: BundleKind,
    /// The same in words
    pub kind_title: String,
    /// Its number
    pub sequence: u32,
    /// The month in words, for a self-check
    pub period: Option<String>,
    /// Entries of the change log in it
    pub changes: u32,
    /// Records in it
    pub counts: Vec<BundleLine>,
    /// What the next one points back to
    pub digest: String,
    /// When it was made
    pub exported_at: String,
    /// Where it was put; known only to the one who just put it there
    pub path: Option<String>,
}

/// One thing wrong with a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct BundleFinding {
    /// The file in it
    pub entry: String,
    /// A Chinese sentence
    pub message: String,
}

/// Whether a bundle is sound, and what it says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct BundleCheck {
    /// Nothing was found
    pub ok: bool,
    /// Its file name
    pub name: String,
    /// Who made it
    pub bureau: String,
    /// What it carries, in words
    pub kind_title: String,
    /// When it was made
    pub made_at: String,
    /// What was found
    pub findings: Vec<BundleFinding>,
}

/// The public half of the signing key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct KeyInfo {
    /// As minisign writes it
    pub public_key: String,
    /// To be compared on paper
    pub fingerprint: String,
}

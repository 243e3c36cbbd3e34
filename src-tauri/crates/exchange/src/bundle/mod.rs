//! The sync bundle (数据包): what a county hands to its city, checkable with `unzip`, `bagit.py`, `minisign`, `sha256sum`.
//!
//! A `BagIt` 1.0 bag in a canonical zip, signed by minisign. It is streamed: no scan is ever held in memory whole, and
//! nothing leaves but what [`Profile`] lets out and [`Wall`] finds clean. Knows no store: [`Content`] is asked for it.

mod bag;
mod change;
mod container;
mod index;
mod lines;
mod pack;
mod profile;
mod signer;
mod strip;
#[cfg(test)]
mod tests;
mod verify;
mod write;

use std::{
    collections::BTreeMap,
    io::Read,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use yihu_domain::{Noun, Result, bundle::BundleKind};

pub use change::{Change, GENESIS, hash};
pub use profile::Profile;
pub use signer::Signer;

use crate::wall::Wall;

/// What a bundle says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// 6-digit division code of the sender
    pub bureau: String,
    /// 单位名称
    pub bureau_name: String,
    /// The writing archive's letter
    pub stream: String,
    /// From 1, no gaps
    pub sequence: i64,
    /// What it carries
    pub kind: BundleKind,
    /// Digest of the bundle before; none for the first
    pub previous_digest: Option<String>,
    /// Hash of the change before the first one in it ([`GENESIS`] when it begins with the first of all)
    pub previous_change_hash: String,
    /// `2026-11`, for a self-check
    pub period: Option<String>,
    /// When it is made; the same instant gives the same bytes
    pub made_at: DateTime<Utc>,
    /// Program and version
    pub agent: String,
}

/// One scan to be put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// SHA-256 of its plain bytes, hex
    pub sha256: String,
    /// `jpg`, `png` or `pdf`
    pub extension: String,
    /// Whose it is; a hotline record's never leaves
    pub of_noun: Noun,
}

/// One line of the human's list `index.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexRow {
    /// What kind of record
    pub noun: Noun,
    /// 档号: licence number, case number, …
    pub number: String,
    /// 题名
    pub title: String,
    /// 页数
    pub pages: Option<i64>,
    /// SHA-256 of the scan it speaks of; its path in the bundle is found by it
    pub scan: Option<String>,
}

/// One printed file to be put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintFile {
    /// File name: ASCII letters, digits, `.`, `-`, `_`
    pub name: String,
    /// The PDF
    pub bytes: Vec<u8>,
    /// The free texts printed in it, for the wall: a PDF hides its words from a search
    pub texts: Vec<String>,
}

/// What goes into a bundle, handed over piece by piece in a fixed order; the archive implements it.
///
/// Records and images are handed over whole: the writer leaves out what must not leave.
pub trait Content {
    /// Hands over the changes, by `seq` without gaps.
    fn changes(&mut self, take: &mut dyn FnMut(Change) -> Result<()>) -> Result<()>;

    /// Hands over the scans, each once, in an order that is always the same (by `sha256`).
    fn scans(&mut self, take: &mut dyn FnMut(&Scan, &mut dyn Read) -> Result<()>) -> Result<()>;

    /// Hands over the lines of the index, in an order that is always the same.
    fn index(&mut self, take: &mut dyn FnMut(IndexRow) -> Result<()>) -> Result<()>;

    /// Hands over the printed files, by name.
    fn prints(&mut self, take: &mut dyn FnMut(PrintFile) -> Result<()>) -> Result<()>;

    /// Hands over the records of one noun as they stand, by id; none for nouns that do not sync.
    fn records(&mut self, noun: Noun, take: &mut dyn FnMut(&Value) -> Result<()>) -> Result<()>;
}

/// What everything that leaves passes through.
#[derive(Debug, Clone, Copy)]
pub struct Gate<'a> {
    /// Signs it
    pub signer: &'a Signer,
    /// Refuses it when an informant shows
    pub wall: &'a Wall,
    /// Leaves out the fields that stay
    pub profile: &'a Profile,
}

/// A bundle on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Where it stands
    pub path: PathBuf,
    /// SHA-256 of its tag manifest, hex: what the next bundle points back to
    pub digest: String,
    /// Its size
    pub bytes: u64,
    /// First change in it; 0 when it has none
    pub from_change: i64,
    /// Last change in it; 0 when it has none
    pub to_change: i64,
    /// Hash of the last change, or of the one before when it has none
    pub last_change_hash: String,
    /// Records in it, by noun
    pub counts: BTreeMap<String, i64>,
}

/// One thing that is wrong with a bundle.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// The entry in the zip; empty when it is the zip itself
    pub entry: String,
    /// A stable word for scripts
    pub code: &'static str,
    /// A Chinese sentence for the clerk
    pub message: String,
}

/// What a bundle says of itself, unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// `610522-A-000042`
    pub name: String,
    /// SHA-256 of its tag manifest, hex
    pub digest: String,
    /// The fields of `bag-info.txt`, in order
    pub info: Vec<(String, String)>,
    /// Records in it, by noun
    pub counts: BTreeMap<String, i64>,
    /// What is in it
    pub entries: Vec<Entry>,
}

/// One file in a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Path in the zip
    pub name: String,
    /// Its size
    pub bytes: u64,
}

/// Writes `<bureau>-<stream>-<sequence>.zip` into `folder`: whole, signed and clean, or not at all.
///
/// The same manifest and content give the same bytes. Refuses, without repeating the name, what gives an informant away.
pub fn write(folder: &Path, manifest: &Manifest, content: &mut dyn Content, gate: Gate<'_>) -> Result<Written> {
    write::write(folder, manifest, content, gate)
}

/// Finds everything that is wrong with a bundle: none means that every byte is as the holder of `public_key` wrote it.
///
/// `public_key` is the text of a minisign public key, with or without its comment line. `previous` is the bundle that
/// came before, if at hand. Fails only when the file cannot be read or the key is none.
pub fn verify(path: &Path, public_key: &str, previous: Option<&Path>) -> Result<Vec<Finding>> {
    verify::verify(path, public_key, previous)
}

/// Reads what a bundle says of itself, without checking it.
pub fn show(path: &Path) -> Result<Summary> {
    verify::show(path)
}

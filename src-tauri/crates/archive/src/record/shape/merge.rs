//! Two files of one retailer: found, laid side by side, made one.

use serde::Serialize;

use super::query::RowName;

/// Two files that may be of one retailer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct AlikePair {
    /// The one that was made first
    pub one: RowName,
    /// The other
    pub other: RowName,
    /// In what they are the same, in words
    pub why: String,
}

/// One page of pairs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct AlikePairs {
    /// The likeliest first
    pub rows: Vec<AlikePair>,
    /// How many there are in all
    pub total: u32,
}

/// One of two files that are to become one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct MergeSide {
    /// Which record
    pub id: String,
    /// Its number as people say it
    pub number: String,
    /// What a clerk calls it
    pub title: String,
    /// Its revision
    pub revision: u32,
    /// What lies in it, counted: `许可证 1 · 案件 2`
    pub holds: String,
}

/// One field of both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct MergeField {
    /// Its name
    pub name: String,
    /// What people call it
    pub title: String,
    /// What stands in the file that is kept
    pub kept: String,
    /// What stands in the file that goes into it
    pub away: String,
    /// Whether both have something, and not the same: a person chooses
    pub differs: bool,
}

/// Two files side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Merge {
    /// The file that is kept
    pub kept: MergeSide,
    /// The file that goes into it
    pub away: MergeSide,
    /// All fields in which something stands
    pub fields: Vec<MergeField>,
    /// Titles of scans that both have: those that come are put beside, under a title of their own
    pub both: Vec<String>,
}

//! 缺件: rates, counts, and the files that want something.

use serde::{Deserialize, Serialize};
use yihu_domain::{Noun, gap::Gap};

use super::selfcheck::Indicator;

/// How complete the files are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Gaps {
    /// 资料齐全率, 题名相符率, 扫描清晰率
    pub rates: Vec<Indicator>,
    /// By document
    pub documents: Vec<GapCount>,
    /// By town, the one that lacks most first
    pub towns: Vec<GapCount>,
    /// Scans to be scanned anew
    pub unclear: u32,
    /// Scans that were never measured
    pub unmeasured: u32,
}

/// How often something is there, and the list of where it is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct GapCount {
    /// The document, or the town
    pub title: String,
    /// Of which files; empty for a town
    pub of: String,
    /// How many there must be
    pub required: u32,
    /// How many there are
    pub present: u32,
    /// How many are missing
    pub missing: u32,
    /// How many there are of those that must be, in percent
    pub rate: String,
    /// Where they are missing
    pub query: GapQuery,
}

/// Which files with gaps are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
pub struct GapQuery {
    /// What they want
    pub gap: Gap,
    /// In this town; an empty one for those without
    pub town: Option<String>,
    /// Of this noun
    pub noun: Option<Noun>,
    /// And this kind
    pub kind: Option<String>,
    /// In this slot
    pub slot: Option<String>,
}

/// A page of files with gaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct GapRows {
    /// The files
    pub rows: Vec<GapRow>,
    /// How many there are in all
    pub total: u32,
}

/// A file with gaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct GapRow {
    /// What the file is called: 零售户档案, 许可事项：延续
    pub of: String,
    /// Of which noun
    pub noun: Noun,
    /// Which record
    pub id: String,
    /// Whose
    pub name: String,
    /// Its number as people say it
    pub number: String,
    /// In which town
    pub town: String,
    /// In which slots
    pub slots: Vec<String>,
}

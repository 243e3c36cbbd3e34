//! A record as people read it: sections of lines, what it is tied to, its documents.

use serde::Serialize;
use yihu_domain::Noun;

use crate::{Elsewhere, shown::selfcheck::Indicator};

use super::{
    draft::{Goods, Measure, Presence},
    query::{Mark, RowName},
};

/// A record, to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct View {
    /// Of which noun
    pub noun: Noun,
    /// Which record
    pub id: String,
    /// Its revision
    pub revision: u32,
    /// Its number as people say it
    pub number: String,
    /// What a clerk calls it
    pub title: String,
    /// 作废
    pub removed: bool,
    /// Whether it stands in the invented county
    pub demo: bool,
    /// What is to be seen at a glance
    pub tags: Vec<Tag>,
    /// What stands in it
    pub sections: Vec<Section>,
    /// Of a shop: every class it was in, the latest first
    pub classes: Vec<ClassChange>,
    /// What it is tied to
    pub linked: Vec<Linked>,
    /// Of a hotline record: what it is tied to by hand, and what it could be
    pub ties: Vec<Tie>,
    /// Its titled documents
    pub slots: Vec<Slot>,
    /// How complete it is: 资料齐全率, 题名相符率, 扫描清晰率; empty where no documents are asked for
    pub rates: Vec<Indicator>,
    /// Its other documents
    pub loose: Vec<AttachmentInfo>,
    /// Of a training: who was there
    pub attendance: Vec<Presence>,
    /// Of a case: its goods
    pub goods: Vec<Goods>,
    /// Of a vendor: what was done about it
    pub measures: Vec<Measure>,
    /// Of a hotline record: who reported
    pub informant: InformantState,
    /// Who looked at who reported, newest first; empty for all but custodians
    pub looks: Vec<Look>,
    /// The reason given before, while it counts for another look
    pub standing: Option<String>,
    /// When a draft of it was kept that was not saved
    pub kept_at: Option<String>,
}

/// A word to be seen at a glance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Tag {
    /// The word
    pub text: String,
    /// Its colour
    pub mark: Mark,
}

/// Some lines under a title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Section {
    /// The title
    pub title: String,
    /// The lines
    pub lines: Vec<Line>,
}

/// One field of a record, to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Line {
    /// Its name
    pub field: String,
    /// Its title
    pub title: String,
    /// What stands in it
    pub text: String,
    /// Its colour, where it wants one
    pub mark: Option<Mark>,
}

/// One decision on a shop's class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ClassChange {
    /// Its day
    pub on: String,
    /// Whether somebody wrote the day down; else it is that on which it was recorded
    pub dated: bool,
    /// The class from then on
    pub class: String,
    /// Its colour
    pub mark: Option<Mark>,
    /// 分类依据
    pub reason: String,
    /// 分类口径; empty where no rule was followed
    pub rule: String,
    /// Who decided, else who recorded it
    pub by: String,
    /// The class that was proposed and not followed; empty for a change
    pub kept_from: String,
}

/// Other records of one sort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Linked {
    /// Of which noun
    pub noun: Noun,
    /// What they are to this record
    pub title: String,
    /// Which
    pub rows: Vec<LinkedRow>,
}

/// One other record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct LinkedRow {
    /// Which
    pub id: String,
    /// Its number as people say it
    pub number: String,
    /// What a clerk calls it
    pub title: String,
    /// Its day
    pub on: String,
    /// A word about it
    pub note: String,
    /// The colour of that word
    pub mark: Option<Mark>,
}

/// What a report can be tied to by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Tie {
    /// Of which noun
    pub noun: Noun,
    /// The noun as a clerk says it
    pub title: String,
    /// The record it is tied to; none while it is not
    pub tied: Option<RowName>,
}

/// A place for one titled document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Slot {
    /// The document
    pub title: String,
    /// Whether the file must hold it
    pub required: bool,
    /// When it must, where that is still to come: 决定后应有
    pub later: String,
    /// By which article it is asked for, and how sure that is; empty where nobody says
    pub article: String,
    /// What lies in it
    pub attachment: Option<AttachmentInfo>,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct AttachmentInfo {
    /// Which
    pub id: String,
    /// Its slot
    pub slot: String,
    /// The name of the file it came from
    pub file_name: String,
    /// What it is
    pub media_type: String,
    /// How large
    pub bytes: u32,
    /// How many pages
    pub pages: u32,
    /// When it was put there
    pub put_at: String,
    /// By whom
    pub put_by: String,
    /// 看得清吗: when and by whom that was said; empty while nobody did
    pub legible: String,
    /// 是这份吗, in the same way
    pub matching: String,
    /// What is doubtful about how it was scanned, each a sentence
    pub doubts: Vec<String>,
    /// Where else the same scan lies
    pub elsewhere: Vec<Elsewhere>,
    /// What was done to it since it came, in words; empty where nothing was
    pub mended: String,
    /// How many earlier ones lie under it
    pub earlier: u32,
    /// The SHA-256 of its bytes: another one is another file
    pub sha256: String,
}

/// Whether who reported is known, and may be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum InformantState {
    /// No such thing in this record
    None,
    /// Nobody gave a name
    Anonymous,
    /// Known, not to this user
    Veiled,
    /// Known; a custodian may look, with a reason
    Viewable,
}

/// Who reported. It goes to a custodian's screen and nowhere else: it is never logged, stored or printed.
#[derive(Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Informant {
    /// 姓名
    pub name: String,
    /// 电话
    pub phone: String,
    /// 身份证号
    pub id_number: String,
    /// 住址
    pub address: String,
}

/// One look at who reported, as the log has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Look {
    /// When
    pub at: String,
    /// Who
    pub by: String,
    /// What was looked at
    pub what: String,
    /// Why
    pub reason: String,
}

impl std::fmt::Debug for Informant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Informant(已保密)")
    }
}

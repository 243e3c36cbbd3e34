//! A record while it is typed: what the form holds, what is wrong with it, what came of saving it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use yihu_domain::{Noun, check::Severity};

use crate::Done;

/// What a form holds: field → text as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
pub struct Draft {
    /// Field → text; beside the fields stand the reasons for which doubted values are kept ([`FieldProblem::because`])
    pub fields: BTreeMap<String, String>,
    /// Of a training: who was there
    pub attendance: Vec<Presence>,
    /// Of a case: its goods
    pub goods: Vec<Goods>,
    /// Of a vendor: what was done about it
    pub measures: Vec<Measure>,
}

/// One person at one training.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Presence {
    /// Which person
    pub staff: String,
    /// The same in words
    pub name: String,
    /// `√`, hours, or nothing
    pub mark: String,
}

/// One line of goods in a case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
pub struct Goods {
    /// 品种规格
    pub brand: String,
    /// 条码
    pub barcode: String,
    /// 数量, in 条 unless said otherwise
    pub quantity: String,
    /// 单价, 元 a 条
    pub price: String,
    /// 合计, 元
    pub amount: String,
    /// 真伪
    pub authenticity: String,
    /// 处理
    pub disposition: String,
}

/// One thing that was done about a vendor.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
pub struct Measure {
    /// 处理措施
    pub kind: String,
    /// 处理日期
    pub on: String,
    /// 联合部门
    pub agencies: String,
    /// 立案案号
    pub case_no: String,
    /// 结果
    pub note: String,
}

/// A form, ready to be filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Form {
    /// Of which noun
    pub noun: Noun,
    /// Of which record; none for a new one
    pub id: Option<String>,
    /// Its revision, to be handed back when it is saved; 0 for a new one
    pub revision: u32,
    /// What a clerk calls it; empty for a new one
    pub title: String,
    /// What is stored
    pub draft: Draft,
    /// What was typed before and not saved
    pub kept: Option<KeptDraft>,
}

/// A draft that was not saved: from a crash, a lock, a closed page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct KeptDraft {
    /// When it was typed
    pub at: String,
    /// What was typed
    pub draft: Draft,
}

/// One thing that is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct FieldProblem {
    /// The field's name
    pub field: String,
    /// Whether it refuses the record
    pub severity: Severity,
    /// A stable word
    pub code: String,
    /// What to do about it
    pub message: String,
    /// Under which name the form keeps the reason for which the value stands nevertheless; none where no reason helps
    pub because: Option<String>,
}

/// Another record that looks the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Alike {
    /// Which record
    pub id: String,
    /// Of which noun
    pub noun: Noun,
    /// Its number as people say it
    pub number: String,
    /// What a clerk calls it
    pub title: String,
    /// By which field
    pub field: String,
    /// The same in words: 许可证号相同
    pub why: String,
    /// Whether saving beside it wants a reason
    pub exact: bool,
}

/// What a draft was understood as.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, specta::Type)]
pub struct Check {
    /// What is wrong, all of it
    pub problems: Vec<FieldProblem>,
    /// Field → what was understood
    pub echoes: BTreeMap<String, String>,
    /// Records that look the same
    pub alike: Vec<Alike>,
}

/// A record that was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Saved {
    /// Which record
    pub id: String,
    /// Its number as people say it
    pub number: String,
    /// What a clerk calls it
    pub title: String,
    /// Its revision now
    pub revision: u32,
    /// What was noticed
    pub warnings: Vec<FieldProblem>,
    /// The operation
    pub done: Done,
}

//! 分类建议: what the bureau's rules propose, and what was decided.

use serde::{Deserialize, Serialize};
use yihu_domain::{
    Noun,
    class::{ClassRulesDraft, Rule},
};

use super::Tally;

/// How the shops stand, class by class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ClassBoard {
    /// 户数 by class, those without one last
    pub classes: Vec<Tally>,
    /// Their sum: all retailers
    pub total: u32,
    /// The rules as they are set, each in words
    pub rules: Vec<ClassRule>,
    /// Towns in which something is proposed
    pub towns: Vec<String>,
}

/// One rule as it is set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ClassRule {
    /// Which
    pub rule: Rule,
    /// What people call it
    pub title: String,
    /// The rule in words
    pub says: String,
    /// Whether it proposes anything
    pub on: bool,
    /// How many shops it proposes a class for
    pub count: u32,
}

/// Which proposals are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
pub struct ClassQuery {
    /// By this rule
    pub rule: Option<Rule>,
    /// To this class, by its title; empty for any
    pub to: String,
    /// In this town; empty for any
    pub town: String,
}

/// A page of proposals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ClassRows {
    /// The shops
    pub rows: Vec<ClassRow>,
    /// How many there are in all
    pub total: u32,
}

/// A shop for which a class is proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ClassRow {
    /// Which
    pub id: String,
    /// 许可证号
    pub number: String,
    /// 户名
    pub title: String,
    /// 乡镇
    pub town: String,
    /// Its class; empty for none
    pub class: String,
    /// Since when; empty where nobody wrote it down
    pub class_on: String,
    /// The class that is proposed
    pub to: String,
    /// Whether it is watched more closely then
    pub up: bool,
    /// The rule, as people call it
    pub rule: String,
    /// The rule in words
    pub why: String,
    /// What it stands on
    pub facts: Vec<ClassFact>,
}

/// A record on which a proposal stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ClassFact {
    /// Of which noun
    pub noun: Noun,
    /// Which
    pub id: String,
    /// Its number and day
    pub title: String,
}

/// A proposal that is decided on: as it was seen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, specta::Type)]
pub struct ClassPick {
    /// Which shop
    pub id: String,
    /// The class that was proposed
    pub to: String,
}

/// A class for many shops, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, specta::Type)]
pub struct ClassDraft {
    /// 分类; empty takes it away
    pub class: String,
    /// 分类依据
    pub reason: String,
    /// 分类日期; empty for today
    pub on: String,
    /// 分类决定人; empty for the user
    pub by: String,
}

/// The rules as settings show and change them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ClassSettings {
    /// The rules
    pub rules: ClassRulesDraft,
    /// Of the bureau's record that was read
    pub revision: u32,
}

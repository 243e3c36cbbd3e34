//! 数据体检, as the window shows it.

use serde::{Deserialize, Serialize};
use yihu_domain::Noun;

use super::Tally;

/// How much of the scans is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// Only whether each file is there
    Presence,
    /// One in twenty
    Sample,
    /// Every byte
    All,
}

/// What was looked at, and what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct VerifyReport {
    /// Nothing was found
    pub ok: bool,
    /// Whether bytes are not what was written
    pub damaged: bool,
    /// What was looked at
    pub checked: Vec<Tally>,
    /// What was found, kind by kind, what is damaged first
    pub kinds: Vec<VerifyKind>,
    /// When, and how long it took
    pub said: String,
}

/// What was found of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct VerifyKind {
    /// A stable word
    pub code: String,
    /// What it is called
    pub title: String,
    /// Whether somebody has to deal with it
    pub needs: bool,
    /// How many there are
    pub count: u32,
    /// The first of them, and that there are more
    pub findings: Vec<VerifyFinding>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct VerifyFinding {
    /// A Chinese sentence that says what to do
    pub message: String,
    /// Of which noun, where it is one record
    pub noun: Option<Noun>,
    /// Which record
    pub id: Option<String>,
}

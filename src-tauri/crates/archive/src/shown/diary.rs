//! A month of diaries, officer by officer.

use serde::Serialize;

/// A month of diaries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct DiaryMonth {
    /// `2026-11`
    pub period: String,
    /// `2026年11月`
    pub title: String,
    /// By what rule they are approved, in words
    pub says: String,
    /// By name
    pub officers: Vec<DiaryOfficer>,
}

/// One officer's diaries of one month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct DiaryOfficer {
    /// 市管员
    pub officer: String,
    /// Working days that are over
    pub workdays: u32,
    /// Diaries that were written
    pub written: u32,
    /// Those that wait to be approved
    pub waiting: u32,
    /// Those that were approved
    pub approved: u32,
    /// Those that were or are 未按时审批
    pub late: u32,
    /// Working days without one, `2日、5日`; a hint
    pub missing: String,
    /// How many those are
    pub missing_count: u32,
}

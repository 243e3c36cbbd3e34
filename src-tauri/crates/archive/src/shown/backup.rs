//! Backups and what their drills said.

use serde::Serialize;

use super::Tally;

/// The backups there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Backups {
    /// The archive's own folder of backups
    pub folder: String,
    /// The second place, where one is set
    pub second: Option<String>,
    /// Newest first
    pub rows: Vec<BackupInfo>,
    /// When the newest sound one was made
    pub last_ok_at: Option<String>,
    /// The line that opens a backup with stock tools
    pub command: String,
    /// What is free on the disk of `folder`
    #[specta(type = u32)]
    pub free_bytes: u64,
}

/// One backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct BackupInfo {
    /// Its folder
    pub path: String,
    /// When it was made
    pub made_at: String,
    /// Its size without the scans, which all backups of a folder share
    #[specta(type = u32)]
    pub bytes: u64,
    /// What the last drill said; none where there was none
    pub ok: Option<bool>,
    /// When the last drill was
    pub checked_at: Option<String>,
    /// What the drill counted
    pub lines: Vec<Tally>,
    /// What was wrong
    pub findings: Vec<String>,
}

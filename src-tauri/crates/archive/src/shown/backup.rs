//! Backups and what their drills said.

use serde::Serialize;

use super::Tally;

/// The backups there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Backups {
    /// The archive's own folder of backups
    pub folder: String,
    /// What it takes on the disk, with the scans
    #[specta(type = u32)]
    pub folder_bytes: u64,
    /// The second place, where one is set
    pub second: Option<SecondPlace>,
    /// Newest first
    pub rows: Vec<BackupInfo>,
    /// When the newest sound one was made
    pub last_ok_at: Option<String>,
    /// When the next one is made, in words
    pub next: String,
    /// What goes wrong, until it goes right
    pub trouble: Option<String>,
    /// What stays, by age
    pub keep: Vec<String>,
    /// The line that opens a backup with stock tools
    pub command: String,
    /// What is free on the disk of `folder`
    #[specta(type = u32)]
    pub free_bytes: u64,
}

/// Where backups go a second time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct SecondPlace {
    /// Its folder
    pub path: String,
    /// Whether it is plugged in
    pub there: bool,
    /// Whether it lies on the same disk as the archive
    pub same_disk: bool,
    /// When it last got a backup
    pub last_at: Option<String>,
    /// What goes wrong, until it goes right
    pub trouble: Option<String>,
}

/// What is said about backups wherever the clerk is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, specta::Type)]
pub struct BackupTrouble {
    /// Of the archive's own folder
    pub own: Option<String>,
    /// Of the second place
    pub second: Option<String>,
}

/// What is in a backup, before it is restored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct BackupPreview {
    /// Its folder
    pub path: String,
    /// Whose archive it is
    pub bureau_name: String,
    /// When it was made
    pub made_at: String,
    /// Who made it
    pub made_by: Option<String>,
    /// Why it was made, in words
    pub reason: Option<String>,
    /// The last operation in it
    pub last: Option<String>,
    /// Whether an older version of the program wrote it
    pub older: bool,
    /// Whether it passed the drill just now
    pub ok: bool,
    /// What was wrong
    pub findings: Vec<String>,
    /// How many there are of everything
    pub lines: Vec<Beside>,
    /// Changes made since, which it does not have; none where the archive does not go on from it, or none is open
    pub lost: Option<u32>,
    /// The newest operations among them
    pub operations: Vec<String>,
    /// How many more there are
    pub more_operations: u32,
}

/// How many there are of something, in a backup and today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Beside {
    /// Of what
    pub title: String,
    /// In the backup
    pub backup: u32,
    /// Today
    pub now: Option<u32>,
}

/// One backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct BackupInfo {
    /// Its folder
    pub path: String,
    /// When it was made
    pub made_at: String,
    /// Why, in words; none where it does not say
    pub reason: Option<String>,
    /// Whether it lies at the second place
    pub second: bool,
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

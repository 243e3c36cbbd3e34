//! Backups and their drills.

use std::path::PathBuf;

use tauri::{State, ipc::Channel};
use yihu_archive::{
    Progress,
    shown::backup::{BackupInfo, Backups},
};

use crate::{desk::second_backup, problem::Answer, state::Shell};

/// Lists the backups in both places.
#[tauri::command]
#[specta::specta]
pub(crate) async fn backup_list(shell: State<'_, Shell>) -> Answer<Backups> {
    shell.archive(|archive| archive.backup_list(second_backup()?.as_deref())).await
}

/// Makes a backup and opens the copy.
#[tauri::command]
#[specta::specta]
pub(crate) async fn backup_make(
    shell: State<'_, Shell>,
    folder: Option<PathBuf>,
    job: Channel<Progress>,
) -> Answer<BackupInfo> {
    shell.archive_job(job, move |archive, watch| archive.backup_make(folder.as_deref(), watch)).await
}

/// Opens a backup and walks through it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn backup_check(shell: State<'_, Shell>, path: PathBuf, job: Channel<Progress>) -> Answer<BackupInfo> {
    shell.archive_job(job, move |archive, watch| archive.backup_check(&path, watch)).await
}

//! Backups and their drills, restore, and what happens when the window is closed.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{State, WebviewWindow, ipc::Channel};
use yihu_archive::{
    Access, Archive, Progress,
    shown::backup::{BackupInfo, BackupPreview, BackupTrouble, Backups},
};
use yihu_domain::Error;

use crate::{
    commands::session::{SessionInfo, enter},
    desk::backup_settings,
    problem::Answer,
    state::{Shell, nobody},
};

/// A backup, and who opens it with a password of its day.
#[derive(Deserialize, Type)]
pub(crate) struct BackupOpening {
    backup: PathBuf,
    user: String,
    password: String,
}

/// A backup took the archive's place.
#[derive(Serialize, Type)]
pub(crate) struct Replaced {
    session: SessionInfo,
    /// Where the archive that was there lies now
    kept: String,
}

/// Lists the backups in both places.
#[tauri::command]
#[specta::specta]
pub(crate) async fn backup_list(shell: State<'_, Shell>) -> Answer<Backups> {
    shell.archive(|archive| archive.backup_list(&backup_settings()?)).await
}

/// Makes a backup in both places and opens the copies.
#[tauri::command]
#[specta::specta]
pub(crate) async fn backup_make(shell: State<'_, Shell>, job: Channel<Progress>) -> Answer<Vec<BackupInfo>> {
    shell.archive_job(job, move |archive, watch| archive.backup_make(&backup_settings()?, watch)).await
}

/// Opens a backup and walks through it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn backup_check(shell: State<'_, Shell>, path: PathBuf, job: Channel<Progress>) -> Answer<BackupInfo> {
    shell.archive_job(job, move |archive, watch| archive.backup_check(&path, watch)).await
}

/// Says what goes wrong with the backups.
#[tauri::command]
#[specta::specta]
pub(crate) async fn backup_trouble(shell: State<'_, Shell>) -> Answer<BackupTrouble> {
    shell.archive(|archive| archive.backup_trouble(&backup_settings()?)).await
}

/// Shows what is in a backup, beside the open archive where one is open.
#[tauri::command]
#[specta::specta]
pub(crate) async fn backup_preview(
    shell: State<'_, Shell>,
    opening: BackupOpening,
    job: Channel<Progress>,
) -> Answer<BackupPreview> {
    let BackupOpening { backup, user, password } = opening;
    shell
        .job(job, move |open, watch| match open {
            Some(open) => open.archive.backup_preview(&backup, &user, &password, watch),
            None => Archive::preview(&backup, &user, &password, watch),
        })
        .await
}

/// Restores a backup in the place of the open archive, which is kept aside.
#[tauri::command]
#[specta::specta]
pub(crate) async fn backup_restore(
    shell: State<'_, Shell>,
    opening: BackupOpening,
    job: Channel<Progress>,
) -> Answer<Replaced> {
    let BackupOpening { backup, user, password } = opening;
    shell
        .job(job, move |open, watch| {
            let current = &open.as_ref().ok_or_else(nobody)?.archive;
            let dir = current.dir().to_path_buf();
            let restored = current.backup_restore(&backup, &user, &password, watch)?;
            // Nobody may have the archive open while it changes its place.
            *open = None;
            let kept = restored.take_place()?.display().to_string();
            let archive = Archive::open(&dir, &user, &password, Access::Write)?;
            Ok(Replaced { session: enter(open, archive), kept })
        })
        .await
}

/// Makes the backup of whoever closes the window, where something changed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn backup_leave(shell: State<'_, Shell>, job: Channel<Progress>) -> Answer<()> {
    shell
        .job(job, |open, watch| {
            let task = open.as_ref().map(|open| open.archive.backup_leaving()).transpose()?.flatten();
            task.map(|task| task.run(backup_settings()?.second.as_deref(), watch)).transpose().map(|_| ())
        })
        .await
}

/// Hears when the window is to be closed and something is still to be backed up.
#[tauri::command]
#[specta::specta]
pub(crate) async fn window_watch(shell: State<'_, Shell>, closing: Channel<bool>) -> Answer<()> {
    shell.listen(closing);
    Ok(())
}

/// Closes the window now.
#[tauri::command]
#[specta::specta]
pub(crate) async fn window_leave(window: WebviewWindow) -> Answer<()> {
    window.destroy().map_err(|e| Error::internal("窗口关不上，请再点一次关闭。").because(e))?;
    Ok(())
}

//! The working-day calendar.

use std::path::PathBuf;

use tauri::State;
use yihu_archive::{Done, shown::calendar::CalendarInfo};

use crate::{problem::Answer, state::Shell};

/// Says which years there are.
#[tauri::command]
#[specta::specta]
pub(crate) async fn calendar_show(shell: State<'_, Shell>) -> Answer<CalendarInfo> {
    shell.archive(|archive| archive.calendar_show()).await
}

/// Takes in one year.
#[tauri::command]
#[specta::specta]
pub(crate) async fn calendar_import(shell: State<'_, Shell>, path: PathBuf) -> Answer<Done> {
    shell.archive(move |archive| archive.calendar_import(&path)).await
}

/// Writes one year as a file.
#[tauri::command]
#[specta::specta]
pub(crate) async fn calendar_save(shell: State<'_, Shell>, year: i32, path: PathBuf) -> Answer<()> {
    shell.archive(move |archive| archive.calendar_save(year, &path)).await
}

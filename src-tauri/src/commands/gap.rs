//! 缺件: how complete the files are, and what they lack.

use std::path::PathBuf;

use tauri::State;
use yihu_archive::shown::{
    gap::{GapQuery, GapRows, Gaps},
    print::Pdf,
};

use crate::{desk::shift, problem::Answer, state::Shell};

/// Shows rates, documents and towns.
#[tauri::command]
#[specta::specta]
pub(crate) async fn gap_show(shell: State<'_, Shell>) -> Answer<Gaps> {
    shell.archive(|archive| archive.gap_show()).await
}

/// Lists files with gaps.
#[tauri::command]
#[specta::specta]
pub(crate) async fn gap_list(shell: State<'_, Shell>, query: GapQuery, offset: u32, limit: u32) -> Answer<GapRows> {
    shell.archive(move |archive| archive.gap_list(&query, offset, limit)).await
}

/// Writes them as Excel.
#[tauri::command]
#[specta::specta]
pub(crate) async fn gap_export(shell: State<'_, Shell>, query: GapQuery, path: PathBuf) -> Answer<u32> {
    shell.archive(move |archive| archive.gap_export(&query, &path)).await
}

/// Prints them to look at.
#[tauri::command]
#[specta::specta]
pub(crate) async fn gap_preview(shell: State<'_, Shell>, query: GapQuery) -> Answer<Pdf> {
    shell.archive(move |archive| archive.gap_preview(&query, shift()?)).await
}

//! Two files of one retailer, found and made one.

use tauri::State;
use yihu_archive::{
    Done,
    record::{AlikePairs, Merge},
};

use crate::{problem::Answer, state::Shell};

/// Lists one page of the pairs of files that may be of one retailer.
#[tauri::command]
#[specta::specta]
pub(crate) async fn retailer_pairs(shell: State<'_, Shell>, offset: u32, limit: u32) -> Answer<AlikePairs> {
    shell.archive(move |archive| archive.retailer_pairs(offset, limit)).await
}

/// Lays two files side by side.
#[tauri::command]
#[specta::specta]
pub(crate) async fn retailer_beside(shell: State<'_, Shell>, kept: String, away: String) -> Answer<Merge> {
    shell.archive(move |archive| archive.retailer_beside(&kept, &away)).await
}

/// Makes two files one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn retailer_merge(
    shell: State<'_, Shell>,
    kept: String,
    kept_revision: u32,
    away: String,
    away_revision: u32,
    taken: Vec<String>,
) -> Answer<Done> {
    shell.archive(move |archive| archive.retailer_merge((&kept, kept_revision), (&away, away_revision), &taken)).await
}

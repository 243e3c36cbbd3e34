//! The bureau.

use tauri::State;
use yihu_archive::{
    Done,
    shown::bureau::{BureauDraft, BureauInfo},
};

use crate::{problem::Answer, state::Shell};

/// Shows the bureau.
#[tauri::command]
#[specta::specta]
pub(crate) async fn bureau_show(shell: State<'_, Shell>) -> Answer<BureauInfo> {
    shell.archive(|archive| archive.bureau_show()).await
}

/// Changes its names.
#[tauri::command]
#[specta::specta]
pub(crate) async fn bureau_save(shell: State<'_, Shell>, bureau: BureauDraft) -> Answer<Done> {
    shell.archive(move |archive| archive.bureau_save(&bureau)).await
}

//! What was typed and not yet saved.

use tauri::State;
use yihu_archive::{DraftInfo, record::Draft};
use yihu_domain::Noun;

use crate::{problem::Answer, state::Shell};

/// Keeps a form that is not saved.
#[tauri::command]
#[specta::specta]
pub(crate) async fn draft_put(shell: State<'_, Shell>, noun: Noun, id: Option<String>, draft: Draft) -> Answer<()> {
    shell.archive(move |archive| archive.draft_put(noun, id.as_deref(), draft)).await
}

/// Forgets it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn draft_drop(shell: State<'_, Shell>, noun: Noun, id: Option<String>) -> Answer<()> {
    shell.archive(move |archive| archive.draft_drop(noun, id.as_deref())).await
}

/// Lists the user's forms that are not saved.
#[tauri::command]
#[specta::specta]
pub(crate) async fn draft_list(shell: State<'_, Shell>) -> Answer<Vec<DraftInfo>> {
    shell.archive(|archive| archive.draft_list()).await
}

//! What a user sets for herself: columns, views.

use tauri::State;

use crate::{problem::Answer, state::Shell};

/// Reads one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preference_get(shell: State<'_, Shell>, key: String) -> Answer<Option<String>> {
    shell.archive(move |archive| archive.preference_get(&key)).await
}

/// Keeps one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preference_put(shell: State<'_, Shell>, key: String, json: String) -> Answer<()> {
    shell.archive(move |archive| archive.preference_put(&key, &json)).await
}

//! The one search box.

use tauri::State;
use yihu_archive::record::Hit;

use crate::{problem::Answer, state::Shell};

/// Searches names, numbers, addresses and pinyin.
#[tauri::command]
#[specta::specta]
pub(crate) async fn search(shell: State<'_, Shell>, text: String) -> Answer<Vec<Hit>> {
    shell.archive(move |archive| archive.search(&text)).await
}

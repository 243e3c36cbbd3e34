//! Who reported: behind the wall.

use tauri::State;
use yihu_archive::record::Informant;

use crate::{problem::Answer, state::Shell};

/// Shows who reported; that it was looked at is kept.
#[tauri::command]
#[specta::specta]
pub(crate) async fn informant_show(shell: State<'_, Shell>, id: String, reason: Option<String>) -> Answer<Informant> {
    shell.archive(move |archive| archive.informant_show(&id, reason.as_deref())).await
}

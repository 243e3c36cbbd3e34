//! Reports that reached the bureau.

use tauri::State;
use yihu_archive::Done;
use yihu_domain::Noun;

use crate::{problem::Answer, state::Shell};

/// Ties a report to the retailer or the case it is about, or unties it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn hotline_tie(
    shell: State<'_, Shell>,
    id: String,
    noun: Noun,
    other: Option<String>,
) -> Answer<Done> {
    shell.archive(move |archive| archive.hotline_tie(&id, noun, other.as_deref())).await
}

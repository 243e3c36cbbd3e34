//! 分类建议: what the bureau's rules propose, and what is decided.

use std::path::PathBuf;

use tauri::State;
use yihu_archive::{
    Done,
    shown::class::{ClassBoard, ClassDraft, ClassPick, ClassQuery, ClassRows, ClassSettings},
};

use crate::{problem::Answer, state::Shell};

/// Shows the shops by class, and the rules.
#[tauri::command]
#[specta::specta]
pub(crate) async fn class_show(shell: State<'_, Shell>) -> Answer<ClassBoard> {
    shell.archive(|archive| archive.class_show()).await
}

/// Lists proposals.
#[tauri::command]
#[specta::specta]
pub(crate) async fn class_list(
    shell: State<'_, Shell>,
    query: ClassQuery,
    offset: u32,
    limit: u32,
) -> Answer<ClassRows> {
    shell.archive(move |archive| archive.class_list(&query, offset, limit)).await
}

/// Follows proposals.
#[tauri::command]
#[specta::specta]
pub(crate) async fn class_accept(shell: State<'_, Shell>, picks: Vec<ClassPick>, note: String) -> Answer<Done> {
    shell.archive(move |archive| archive.class_accept(&picks, &note)).await
}

/// Leaves shops in their class.
#[tauri::command]
#[specta::specta]
pub(crate) async fn class_keep(shell: State<'_, Shell>, picks: Vec<ClassPick>, reason: String) -> Answer<Done> {
    shell.archive(move |archive| archive.class_keep(&picks, &reason)).await
}

/// Gives many shops one class.
#[tauri::command]
#[specta::specta]
pub(crate) async fn class_set(shell: State<'_, Shell>, ids: Vec<String>, draft: ClassDraft) -> Answer<Done> {
    shell.archive(move |archive| archive.class_set(&ids, &draft)).await
}

/// Writes proposals as Excel.
#[tauri::command]
#[specta::specta]
pub(crate) async fn class_export(shell: State<'_, Shell>, query: ClassQuery, path: PathBuf) -> Answer<u32> {
    shell.archive(move |archive| archive.class_export(&query, &path)).await
}

/// Shows the rules.
#[tauri::command]
#[specta::specta]
pub(crate) async fn class_rules(shell: State<'_, Shell>) -> Answer<ClassSettings> {
    shell.archive(|archive| archive.class_rules()).await
}

/// Changes the rules.
#[tauri::command]
#[specta::specta]
pub(crate) async fn class_rules_save(shell: State<'_, Shell>, draft: ClassSettings) -> Answer<Done> {
    shell.archive(move |archive| archive.class_rules_save(&draft)).await
}

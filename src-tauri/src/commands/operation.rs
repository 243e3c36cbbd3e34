//! The log, and undo.

use tauri::State;
use yihu_archive::{Changes, Done, Operation, OperationFilter, Operations};

use crate::{problem::Answer, state::Shell};

/// Says what undo would take back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn operation_next(shell: State<'_, Shell>) -> Answer<Option<Operation>> {
    shell.archive(|archive| archive.operation_next()).await
}

/// Takes an operation back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn operation_undo(shell: State<'_, Shell>, op_id: String) -> Answer<Done> {
    shell.archive(move |archive| archive.operation_undo(&op_id)).await
}

/// Lists operations, newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn operation_list(
    shell: State<'_, Shell>,
    filter: OperationFilter,
    offset: u32,
    limit: u32,
) -> Answer<Operations> {
    shell.archive(move |archive| archive.operation_list(&filter, offset, limit)).await
}

/// Shows what an operation changed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn operation_show(shell: State<'_, Shell>, op_id: String, offset: u32, limit: u32) -> Answer<Changes> {
    shell.archive(move |archive| archive.operation_show(&op_id, offset, limit)).await
}

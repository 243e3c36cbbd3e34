//! Cells pasted from Excel or WPS, on the way of a ledger.

use tauri::State;
use yihu_archive::{
    Watch,
    shown::import::{ImportPlan, PasteLook, Pasted},
};
use yihu_domain::Noun;

use crate::{problem::Answer, state::Shell};

/// Looks for the header of pasted cells.
#[tauri::command]
#[specta::specta]
pub(crate) async fn paste_look(shell: State<'_, Shell>, noun: Noun, cells: Vec<Vec<String>>) -> Answer<PasteLook> {
    shell.archive(move |archive| archive.paste_look(noun, &cells)).await
}

/// Reads pasted cells and keeps what they would do. They are few: it is done at every pause in typing.
#[tauri::command]
#[specta::specta]
pub(crate) async fn paste_plan(shell: State<'_, Shell>, noun: Noun, cells: Vec<Vec<String>>) -> Answer<ImportPlan> {
    shell
        .open(move |open| {
            open.plan = None;
            let plan = open.archive.paste_plan(noun, &cells, &Watch::none())?;
            Ok(open.plan.insert(plan).shown())
        })
        .await
}

/// Keeps pasted cells that are not taken in; none lets go of them.
#[tauri::command]
#[specta::specta]
pub(crate) async fn paste_keep(shell: State<'_, Shell>, noun: Noun, cells: Vec<Vec<String>>) -> Answer<()> {
    shell.archive(move |archive| archive.paste_keep(noun, &cells)).await
}

/// Opens those that were kept.
#[tauri::command]
#[specta::specta]
pub(crate) async fn paste_open(shell: State<'_, Shell>, noun: Noun) -> Answer<Option<Pasted>> {
    shell.archive(move |archive| archive.paste_open(noun)).await
}

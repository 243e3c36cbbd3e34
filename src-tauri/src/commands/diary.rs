//! Diaries: handed in, approved, given back; a month of them.

use tauri::State;
use yihu_archive::{
    Done,
    shown::{diary::DiaryMonth, print::Pdf},
};

use crate::{desk::shift, problem::Answer, state::Shell};

/// Hands diaries in.
#[tauri::command]
#[specta::specta]
pub(crate) async fn diary_submit(shell: State<'_, Shell>, ids: Vec<String>) -> Answer<Done> {
    shell.archive(move |archive| archive.diary_submit(&ids)).await
}

/// Approves diaries.
#[tauri::command]
#[specta::specta]
pub(crate) async fn diary_approve(shell: State<'_, Shell>, ids: Vec<String>, opinion: String) -> Answer<Done> {
    shell.archive(move |archive| archive.diary_approve(&ids, &opinion)).await
}

/// Gives diaries back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn diary_return(shell: State<'_, Shell>, ids: Vec<String>, reason: String) -> Answer<Done> {
    shell.archive(move |archive| archive.diary_return(&ids, &reason)).await
}

/// Shows a month of diaries.
#[tauri::command]
#[specta::specta]
pub(crate) async fn diary_month(shell: State<'_, Shell>, period: String) -> Answer<DiaryMonth> {
    shell.archive(move |archive| archive.diary_month(&period)).await
}

/// Prints one officer's month to look at.
#[tauri::command]
#[specta::specta]
pub(crate) async fn diary_book(shell: State<'_, Shell>, officer: String, period: String) -> Answer<Pdf> {
    shell.archive(move |archive| archive.diary_book(&officer, &period, shift()?)).await
}

//! Records of any noun with a list page: listed, edited, shown.

use std::path::PathBuf;

use tauri::{State, ipc::Channel};
use yihu_archive::{
    Done, Progress, Version, VersionKey,
    record::{Check, Draft, Field, Form, Query, RowName, Rows, Saved, View},
};
use yihu_domain::Noun;

use crate::{problem::Answer, state::Shell};

/// Lists the fields of a noun.
#[tauri::command]
#[specta::specta]
pub(crate) async fn record_fields(shell: State<'_, Shell>, noun: Noun) -> Answer<Vec<Field>> {
    shell.archive(move |archive| archive.record_fields(noun)).await
}

/// Lists one page of the records that a query finds.
#[tauri::command]
#[specta::specta]
pub(crate) async fn record_list(
    shell: State<'_, Shell>,
    noun: Noun,
    query: Query,
    offset: u32,
    limit: u32,
) -> Answer<Rows> {
    shell.archive(move |archive| archive.record_list(noun, &query, offset, limit)).await
}

/// Names every record that a query finds.
#[tauri::command]
#[specta::specta]
pub(crate) async fn record_ids(shell: State<'_, Shell>, noun: Noun, query: Query) -> Answer<Vec<RowName>> {
    shell.archive(move |archive| archive.record_ids(noun, &query)).await
}

/// Opens the form of a record, or an empty one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn record_form(shell: State<'_, Shell>, noun: Noun, id: Option<String>) -> Answer<Form> {
    shell.archive(move |archive| archive.record_form(noun, id.as_deref())).await
}

/// Says what is wrong with a form, how it was understood and what looks the same.
#[tauri::command]
#[specta::specta]
pub(crate) async fn record_check(
    shell: State<'_, Shell>,
    noun: Noun,
    id: Option<String>,
    draft: Draft,
) -> Answer<Check> {
    shell.archive(move |archive| archive.record_check(noun, id.as_deref(), &draft)).await
}

/// Saves a form.
#[tauri::command]
#[specta::specta]
pub(crate) async fn record_save(
    shell: State<'_, Shell>,
    noun: Noun,
    id: Option<String>,
    revision: u32,
    draft: Draft,
    reason: Option<String>,
) -> Answer<Saved> {
    shell.archive(move |archive| archive.record_save(noun, id.as_deref(), revision, &draft, reason.as_deref())).await
}

/// Shows a record with all that belongs to it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn record_view(shell: State<'_, Shell>, noun: Noun, id: String) -> Answer<View> {
    shell.archive(move |archive| archive.record_view(noun, &id)).await
}

/// Tells what became of a record, newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn record_history(shell: State<'_, Shell>, noun: Noun, id: String) -> Answer<Vec<Version>> {
    shell.archive(move |archive| archive.record_history(noun, &id)).await
}

/// Returns a record to what it was.
#[tauri::command]
#[specta::specta]
pub(crate) async fn record_revert(shell: State<'_, Shell>, version: VersionKey) -> Answer<Done> {
    shell.archive(move |archive| archive.record_revert(&version)).await
}

/// Voids records, for a reason where one is asked for, or takes them back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn record_remove(
    shell: State<'_, Shell>,
    noun: Noun,
    ids: Vec<String>,
    removed: bool,
    reason: Option<String>,
) -> Answer<Done> {
    shell.archive(move |archive| archive.record_remove(noun, &ids, removed, reason.as_deref())).await
}

/// Changes one field of many records.
#[tauri::command]
#[specta::specta]
pub(crate) async fn record_change(
    shell: State<'_, Shell>,
    noun: Noun,
    ids: Vec<String>,
    field: String,
    value: String,
) -> Answer<Done> {
    shell.archive(move |archive| archive.record_change(noun, &ids, &field, &value)).await
}

/// Writes what a query finds as a ledger; says how many rows.
#[tauri::command]
#[specta::specta]
pub(crate) async fn record_export(
    shell: State<'_, Shell>,
    noun: Noun,
    query: Query,
    columns: Vec<String>,
    path: PathBuf,
    job: Channel<Progress>,
) -> Answer<u32> {
    shell.archive_job(job, move |archive, watch| archive.record_export(noun, &query, &columns, &path, watch)).await
}

/// Remembers that two records are not the same.
#[tauri::command]
#[specta::specta]
pub(crate) async fn record_distinct(shell: State<'_, Shell>, noun: Noun, id: String, other: String) -> Answer<()> {
    shell.archive(move |archive| archive.record_distinct(noun, &id, &other)).await
}

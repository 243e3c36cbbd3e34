//! Ledgers on their way in: looked at, matched, planned, taken in.

use std::{collections::BTreeMap, path::PathBuf};

use tauri::{State, ipc::Channel};
use yihu_archive::{
    Progress,
    shown::import::{ImportDone, ImportOnly, ImportPlan, ImportRows, LedgerColumns, LedgerSheet},
};
use yihu_domain::{Error, Noun, Result};

use crate::{
    problem::Answer,
    state::{Open, Shell, nobody},
};

/// Lists the sheets of a workbook.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_look(shell: State<'_, Shell>, path: PathBuf) -> Answer<Vec<LedgerSheet>> {
    shell.archive(move |archive| archive.import_look(&path)).await
}

/// Matches the columns of a ledger.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_columns(
    shell: State<'_, Shell>,
    noun: Noun,
    path: PathBuf,
    sheet: Option<String>,
    mapping: BTreeMap<String, String>,
) -> Answer<LedgerColumns> {
    shell.archive(move |archive| archive.import_columns(noun, &path, sheet.as_deref(), &mapping)).await
}

/// Reads a ledger and keeps what it would do.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_plan(
    shell: State<'_, Shell>,
    noun: Noun,
    path: PathBuf,
    sheet: Option<String>,
    mapping: BTreeMap<String, String>,
    job: Channel<Progress>,
) -> Answer<ImportPlan> {
    shell
        .job(job, move |open, watch| {
            let open = open.as_mut().ok_or_else(nobody)?;
            open.plan = None;
            let plan = open.archive.import_plan(noun, &path, sheet.as_deref(), &mapping, watch)?;
            Ok(open.plan.insert(plan).shown())
        })
        .await
}

/// Shows rows of the ledger that waits.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_rows(
    shell: State<'_, Shell>,
    only: ImportOnly,
    offset: u32,
    limit: u32,
) -> Answer<ImportRows> {
    shell.open(move |open| Ok(waiting(open)?.page(only, offset, limit))).await
}

/// Takes the ledger in that waits; it goes on waiting when that fails or is stopped.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_apply(shell: State<'_, Shell>, job: Channel<Progress>) -> Answer<ImportDone> {
    shell
        .job(job, |open, watch| {
            let open = open.as_mut().ok_or_else(nobody)?;
            let plan = open.plan.take().ok_or_else(no_plan)?;
            let done = open.archive.import_apply(&plan, watch);
            open.plan = Some(plan);
            done
        })
        .await
}

/// Writes the refused rows of the ledger as a file to be mended; says how many.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_errors(shell: State<'_, Shell>, path: PathBuf) -> Answer<u32> {
    shell.open(move |open| open.archive.import_errors(waiting(open)?, &path)).await
}

/// Forgets the ledger that waits.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_drop(shell: State<'_, Shell>) -> Answer<()> {
    shell
        .held(|open| {
            if let Some(open) = open {
                open.plan = None;
            }
            Ok(())
        })
        .await
}

fn waiting(open: &Open) -> Result<&yihu_archive::ImportPlan> {
    open.plan.as_ref().ok_or_else(no_plan)
}

fn no_plan() -> Error {
    Error::not_found("没有读好的台账，请重新选择文件。")
}

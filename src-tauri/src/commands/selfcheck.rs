//! The month's self-check.

use std::path::PathBuf;

use tauri::{State, ipc::Channel};
use yihu_archive::{
    Progress,
    shown::{
        print::Pdf,
        selfcheck::{Selfcheck, SelfcheckMonth},
    },
};

use crate::{desk::shift, problem::Answer, state::Shell};

/// Lists the months that can be checked.
#[tauri::command]
#[specta::specta]
pub(crate) async fn selfcheck_months(shell: State<'_, Shell>) -> Answer<Vec<SelfcheckMonth>> {
    shell.archive(|archive| archive.selfcheck_months()).await
}

/// Shows a month's figures.
#[tauri::command]
#[specta::specta]
pub(crate) async fn selfcheck_show(shell: State<'_, Shell>, period: String) -> Answer<Selfcheck> {
    shell.archive(move |archive| archive.selfcheck_show(&period)).await
}

/// Prints a month's report to look at.
#[tauri::command]
#[specta::specta]
pub(crate) async fn selfcheck_preview(shell: State<'_, Shell>, period: String) -> Answer<Pdf> {
    shell.archive(move |archive| archive.selfcheck_preview(&period, shift()?)).await
}

/// Writes a month's package; says which files.
#[tauri::command]
#[specta::specta]
pub(crate) async fn selfcheck_export(
    shell: State<'_, Shell>,
    period: String,
    sign: bool,
    folder: PathBuf,
    job: Channel<Progress>,
) -> Answer<Vec<String>> {
    shell.archive_job(job, move |archive, watch| archive.selfcheck_export(&period, sign, &folder, watch)).await
}

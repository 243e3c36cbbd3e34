//! Papers of the archive as PDF.

use std::path::PathBuf;

use tauri::State;
use yihu_archive::shown::print::{Pdf, Printed};
use yihu_domain::Noun;

use crate::{desk::shift, problem::Answer, state::Shell};

/// Prints a dossier to look at.
#[tauri::command]
#[specta::specta]
pub(crate) async fn dossier_preview(shell: State<'_, Shell>, noun: Noun, id: String) -> Answer<Pdf> {
    shell.archive(move |archive| archive.dossier_preview(noun, &id, shift()?)).await
}

/// Saves a dossier.
#[tauri::command]
#[specta::specta]
pub(crate) async fn dossier_save(shell: State<'_, Shell>, noun: Noun, id: String, folder: PathBuf) -> Answer<Printed> {
    shell.archive(move |archive| archive.dossier_save(noun, &id, &folder)).await
}

/// Prints a page with rulers.
#[tauri::command]
#[specta::specta]
pub(crate) async fn calibration_page(shell: State<'_, Shell>) -> Answer<Pdf> {
    shell.archive(|archive| archive.calibration_page(shift()?)).await
}

/// Prints the recovery code for a sealed envelope.
#[tauri::command]
#[specta::specta]
pub(crate) async fn recovery_sheet(shell: State<'_, Shell>, code: String) -> Answer<Pdf> {
    shell.archive(move |archive| archive.recovery_sheet(&code)).await
}

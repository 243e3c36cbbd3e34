//! PDFs on their way to the printer or the disk.

use std::path::PathBuf;

use serde::Serialize;
use specta::Type;
use tauri::State;
use yihu_archive::write_bytes;

use crate::{printing, problem::Answer, state::Shell};

/// Which way a PDF went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PrintWay {
    /// To the printer
    Printer,
    /// To the system's viewer, to be printed from there
    Viewer,
}

/// What became of a PDF.
#[derive(Debug, Serialize, Type)]
pub(crate) struct PrintSent {
    /// Which way it went
    #[specta(inline)]
    pub(crate) how: PrintWay,
    /// The same in words
    pub(crate) message: String,
}

/// Lists the printers that the system knows.
#[tauri::command]
#[specta::specta]
pub(crate) async fn printers(shell: State<'_, Shell>) -> Answer<Vec<String>> {
    shell.apart(|| Ok(printing::printers())).await
}

/// Sends a PDF to a printer, or opens it in the system's viewer.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pdf_print(
    shell: State<'_, Shell>,
    base64: String,
    title: String,
    printer: Option<String>,
) -> Answer<PrintSent> {
    shell.apart(move || printing::print(&printing::pdf(&base64)?, &title, printer.as_deref())).await
}

/// Saves a PDF.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pdf_save(shell: State<'_, Shell>, base64: String, path: PathBuf) -> Answer<()> {
    shell.apart(move || write_bytes(&path, &printing::pdf(&base64)?)).await
}

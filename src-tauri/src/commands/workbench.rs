//! The page she begins with.

use tauri::State;
use yihu_archive::workbench::Workbench;

use crate::{desk::backup_settings, problem::Answer, state::Shell};

/// Shows what there is and what is due.
#[tauri::command]
#[specta::specta]
pub(crate) async fn workbench(shell: State<'_, Shell>) -> Answer<Workbench> {
    shell.archive(|archive| archive.workbench(&backup_settings()?)).await
}

//! The long work under way.

use tauri::State;

use crate::{problem::Answer, state::Shell};

/// Asks the long work under way to stop.
#[tauri::command]
#[specta::specta]
pub(crate) async fn job_stop(shell: State<'_, Shell>) -> Answer<()> {
    shell.stop();
    Ok(())
}

//! 数据体检.

use tauri::{State, ipc::Channel};
use yihu_archive::{
    Progress,
    shown::verify::{Reading, VerifyReport},
};

use crate::{problem::Answer, state::Shell};

/// Checks everything.
#[tauri::command]
#[specta::specta]
pub(crate) async fn verify_run(
    shell: State<'_, Shell>,
    reading: Reading,
    rebuild: bool,
    job: Channel<Progress>,
) -> Answer<VerifyReport> {
    shell.archive_job(job, move |archive, watch| archive.verify_run(reading, rebuild, watch)).await
}

//! Other keys: the recovery code, and all keys after a leak.

use tauri::{State, ipc::Channel};
use yihu_archive::{
    Progress,
    shown::user::{RecoveryCode, Rotated},
};

use crate::{desk::with_new_code, problem::Answer, state::Shell};

/// Makes a new recovery code.
#[tauri::command]
#[specta::specta]
pub(crate) async fn recovery_renew(shell: State<'_, Shell>, password: String) -> Answer<RecoveryCode> {
    shell
        .archive(move |archive| {
            let dir = archive.dir().to_path_buf();
            with_new_code(&dir, || archive.recovery_renew(&password))
        })
        .await
}

/// Changes all keys; the signing key only when asked.
#[tauri::command]
#[specta::specta]
pub(crate) async fn key_rotate(
    shell: State<'_, Shell>,
    password: String,
    signing: bool,
    job: Channel<Progress>,
) -> Answer<Rotated> {
    shell
        .archive_job(job, move |archive, watch| {
            let dir = archive.dir().to_path_buf();
            with_new_code(&dir, || archive.key_rotate(&password, signing, watch))
        })
        .await
}

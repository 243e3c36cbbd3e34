//! Bundles for the city bureau, and the key that signs them.

use std::path::PathBuf;

use tauri::{State, ipc::Channel};
use yihu_archive::{
    Progress,
    shown::{
        bundle::{BundleCheck, BundleInfo, BundlePlan, KeyInfo},
        print::Pdf,
    },
};

use crate::{problem::Answer, state::Shell};

/// Says what the next bundle would hold.
#[tauri::command]
#[specta::specta]
pub(crate) async fn bundle_plan(shell: State<'_, Shell>, full: bool) -> Answer<BundlePlan> {
    shell.archive(move |archive| archive.bundle_plan(full)).await
}

/// Writes the next bundle.
#[tauri::command]
#[specta::specta]
pub(crate) async fn bundle_export(
    shell: State<'_, Shell>,
    full: bool,
    folder: PathBuf,
    job: Channel<Progress>,
) -> Answer<BundleInfo> {
    shell.archive_job(job, move |archive, watch| archive.bundle_export(full, &folder, watch)).await
}

/// Lists the bundles that left.
#[tauri::command]
#[specta::specta]
pub(crate) async fn bundle_list(shell: State<'_, Shell>) -> Answer<Vec<BundleInfo>> {
    shell.archive(|archive| archive.bundle_list()).await
}

/// Says whether a bundle is sound.
#[tauri::command]
#[specta::specta]
pub(crate) async fn bundle_verify(shell: State<'_, Shell>, path: PathBuf, key: Option<PathBuf>) -> Answer<BundleCheck> {
    shell.archive(move |archive| archive.bundle_verify(&path, key.as_deref())).await
}

/// Shows the public key.
#[tauri::command]
#[specta::specta]
pub(crate) async fn key_show(shell: State<'_, Shell>) -> Answer<KeyInfo> {
    shell.archive(|archive| archive.key_show()).await
}

/// Prints the public key.
#[tauri::command]
#[specta::specta]
pub(crate) async fn key_sheet(shell: State<'_, Shell>) -> Answer<Pdf> {
    shell.archive(|archive| archive.key_sheet()).await
}

/// Saves the public key.
#[tauri::command]
#[specta::specta]
pub(crate) async fn key_save(shell: State<'_, Shell>, path: PathBuf) -> Answer<()> {
    shell.archive(move |archive| archive.key_save(&path)).await
}

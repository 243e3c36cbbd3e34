//! Scans and other files of a record.

use tauri::{State, ipc::Channel};
use yihu_archive::{Bytes, Done, Mendable, Progress, ScanVersion, Waiting};
use yihu_domain::{Error, Noun, attachment::Question, mending::Mend};

use crate::{desk::scan_folder, problem::Answer, state::Shell};

/// Puts a file in a slot.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attachment_put(
    shell: State<'_, Shell>,
    noun: Noun,
    id: String,
    slot: String,
    path: String,
) -> Answer<Done> {
    shell.archive(move |archive| archive.attachment_put(noun, &id, &slot, &path)).await
}

/// Puts a pasted or dropped file in a slot.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attachment_put_bytes(
    shell: State<'_, Shell>,
    noun: Noun,
    id: String,
    slot: String,
    name: String,
    base64: String,
) -> Answer<Done> {
    shell.archive(move |archive| archive.attachment_put_bytes(noun, &id, &slot, &name, &base64)).await
}

/// Reads a file, or a page of it where no window shows the file itself; as it once was, where a revision is named.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attachment_read(
    shell: State<'_, Shell>,
    id: String,
    page: u32,
    revision: Option<u32>,
) -> Answer<Bytes> {
    shell.archive(move |archive| archive.attachment_read(&id, page, revision)).await
}

/// Lists the scans in the folder into which the scanner of this PC saves; nothing where none is set.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attachment_waiting(shell: State<'_, Shell>) -> Answer<Option<Vec<Waiting>>> {
    shell.archive(|archive| scan_folder()?.map(|folder| archive.attachment_waiting(&folder)).transpose()).await
}

/// Reads one of them, or a page of it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attachment_waiting_read(shell: State<'_, Shell>, name: String, page: u32) -> Answer<Bytes> {
    shell
        .archive(move |archive| {
            let folder = scan_folder()?.ok_or_else(|| Error::not_found("没有设置扫描文件夹，请在“设置”里选一个。"))?;
            archive.attachment_waiting_read(&folder, &name, page)
        })
        .await
}

/// Lists what a file was before.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attachment_versions(shell: State<'_, Shell>, id: String) -> Answer<Vec<ScanVersion>> {
    shell.archive(move |archive| archive.attachment_versions(&id)).await
}

/// Reads a page as it came, to be mended.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attachment_mending(shell: State<'_, Shell>, id: String, page: u32) -> Answer<Mendable> {
    shell.archive(move |archive| archive.attachment_mending(&id, page)).await
}

/// Turns, straightens and crops a page.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attachment_mend(shell: State<'_, Shell>, id: String, mend: Mend) -> Answer<Done> {
    shell.archive(move |archive| archive.attachment_mend(&id, mend)).await
}

/// Takes back all that was done to a file.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attachment_restore(shell: State<'_, Shell>, id: String) -> Answer<Done> {
    shell.archive(move |archive| archive.attachment_restore(&id)).await
}

/// Measures the files that were put in before files were measured.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attachment_measure(shell: State<'_, Shell>, job: Channel<Progress>) -> Answer<Done> {
    shell.archive_job(job, yihu_archive::Archive::attachment_measure).await
}

/// Moves a file to another slot.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attachment_move(shell: State<'_, Shell>, id: String, slot: String) -> Answer<Done> {
    shell.archive(move |archive| archive.attachment_move(&id, &slot)).await
}

/// Voids a file.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attachment_remove(shell: State<'_, Shell>, id: String) -> Answer<Done> {
    shell.archive(move |archive| archive.attachment_remove(&id)).await
}

/// Says of a file that it is legible, or the right one; or takes that back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attachment_tick(
    shell: State<'_, Shell>,
    id: String,
    question: Question,
    yes: bool,
) -> Answer<Done> {
    shell.archive(move |archive| archive.attachment_tick(&id, question, yes)).await
}

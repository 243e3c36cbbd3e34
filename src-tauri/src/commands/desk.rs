//! This PC: the archives it knows, its settings, its file dialogs.

use std::path::{Path, PathBuf};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{State, WebviewWindow, ipc::Channel};

use crate::{
    clipboard,
    commands::session::{SessionInfo, info},
    desk::{DeskFile, DeskSettings, folder, suggested_dir},
    picking, printing,
    problem::Answer,
    state::Shell,
};

/// What this PC knows.
#[derive(Debug, Serialize, Type)]
pub(crate) struct Desk {
    archives: Vec<KnownArchive>,
    settings: DeskSettings,
    session: Option<SessionInfo>,
    suggested_dir: String,
    web_view: String,
    /// What the program has to say first; may be nothing
    told: Option<String>,
}

/// An archive that was opened here.
#[derive(Debug, Serialize, Type)]
pub(crate) struct KnownArchive {
    dir: String,
    bureau_name: String,
    demo: bool,
    opened_at: String,
    there: bool,
    last_user: String,
    /// Nobody has said yet that its recovery code is written down
    code_unseen: bool,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PickKind {
    /// A file that is there
    OpenFile,
    /// Several of them
    OpenFiles,
    /// A file to be written
    SaveFile,
    /// A folder
    Folder,
}

/// What the system's box asks the clerk.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct Pick {
    /// What is asked for
    pub(crate) kind: PickKind,
    /// The box's title
    pub(crate) title: String,
    /// The proposed file name; may be empty
    pub(crate) name: String,
    /// Without dot; none = all files
    pub(crate) extensions: Vec<String>,
}

/// Files that fell on the window.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Fallen {
    /// How far from the left edge of the page
    pub(crate) x: i32,
    /// How far from its top
    pub(crate) y: i32,
    /// Which files
    pub(crate) paths: Vec<String>,
}

/// Says what this PC knows, and who is logged in.
#[tauri::command]
#[specta::specta]
pub(crate) async fn desk_open(shell: State<'_, Shell>) -> Answer<Desk> {
    let told = shell.told();
    shell
        .held(move |open| {
            let known = DeskFile::read(&folder()?);
            let archives = known.archives.into_iter().map(|archive| KnownArchive {
                there: archive.dir.is_dir(),
                dir: archive.dir.display().to_string(),
                bureau_name: archive.bureau_name,
                demo: archive.demo,
                opened_at: archive.opened_at,
                last_user: archive.last_user,
                code_unseen: archive.code_unseen,
            });
            Ok(Desk {
                archives: archives.collect(),
                settings: known.settings,
                session: open.as_ref().map(info),
                suggested_dir: suggested_dir().display().to_string(),
                web_view: web_view(),
                told,
            })
        })
        .await
}

/// Keeps the settings of this PC.
#[tauri::command]
#[specta::specta]
pub(crate) async fn desk_settings_save(shell: State<'_, Shell>, settings: DeskSettings) -> Answer<()> {
    shell
        .apart(|| {
            let settings = settings.check()?;
            DeskFile::change(|desk| desk.settings = settings)
        })
        .await
}

/// Takes an archive off the list; its folder stays.
#[tauri::command]
#[specta::specta]
pub(crate) async fn desk_forget(shell: State<'_, Shell>, dir: PathBuf) -> Answer<()> {
    shell.apart(move || DeskFile::change(|desk| desk.archives.retain(|known| known.dir != dir))).await
}

/// Keeps that the recovery code of an archive is written down and sealed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn desk_code_sealed(shell: State<'_, Shell>, dir: PathBuf) -> Answer<()> {
    shell.apart(move || DeskFile::change(|desk| desk.code_unseen(&dir, false))).await
}

/// Lets the clerk choose in the system's box; nothing when she gave up.
#[tauri::command]
#[specta::specta]
pub(crate) async fn desk_pick(window: WebviewWindow, pick: Pick) -> Answer<Vec<String>> {
    Ok(picking::pick(&window, &pick).await.into_iter().map(|path| path.display().to_string()).collect())
}

/// Begins to hear of files that fall on the window, where its web view keeps them from the page.
#[tauri::command]
#[specta::specta]
pub(crate) async fn desk_catch(shell: State<'_, Shell>, falling: Channel<Fallen>) -> Answer<()> {
    shell.catch(falling);
    Ok(())
}

/// Reads the picture in the clipboard, as a PNG in Base64; nothing where there is none.
#[tauri::command]
#[specta::specta]
pub(crate) async fn desk_picture(window: WebviewWindow) -> Answer<Option<String>> {
    Ok(clipboard::picture(&window).await.map(|png| STANDARD.encode(png)))
}

/// Shows a file or folder in the system's file manager.
#[tauri::command]
#[specta::specta]
pub(crate) async fn desk_reveal(shell: State<'_, Shell>, path: PathBuf) -> Answer<()> {
    shell.apart(move || printing::reveal(Path::new(&path))).await
}

fn web_view() -> String {
    let name = if cfg!(windows) { "WebView2" } else { "WebKitGTK" };
    format!("{name} {}", tauri::webview_version().unwrap_or_default()).trim_end().to_owned()
}

//! Who is logged in: opening, locking, closing.

use std::path::{Path, PathBuf};

use serde::Serialize;
use specta::Type;
use tauri::State;
use yihu_archive::{Access, Archive};
use yihu_domain::{Kind, Result, day, rights::Right};

use crate::{
    desk::{DeskFile, Known},
    printing,
    problem::Answer,
    state::{Open, Shell},
};

/// Who is logged in to what.
#[derive(Debug, Serialize, Type)]
pub(crate) struct SessionInfo {
    dir: String,
    bureau_code: String,
    bureau_name: String,
    stream: String,
    demo: bool,
    user: String,
    role: String,
    custodian: bool,
    rights: Vec<Right>,
    today: String,
    read_only: bool,
}

/// Opens an archive for a user; one that another window writes is opened to be read.
#[tauri::command]
#[specta::specta]
pub(crate) async fn session_open(
    shell: State<'_, Shell>,
    dir: PathBuf,
    user: String,
    password: String,
) -> Answer<SessionInfo> {
    shell
        .held(move |open| {
            // Whoever was logged in leaves first: the same archive cannot be written twice.
            *open = None;
            let (archive, read_only) = open_somehow(&dir, &user, &password)?;
            Ok(enter(open, archive, read_only))
        })
        .await
}

/// Forgets the keys; the page keeps what was typed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn session_lock(shell: State<'_, Shell>) -> Answer<()> {
    shell.leave().await
}

/// Closes the archive, and takes away what was left for the system's viewer.
#[tauri::command]
#[specta::specta]
pub(crate) async fn session_close(shell: State<'_, Shell>) -> Answer<()> {
    shell.leave().await?;
    shell
        .apart(|| {
            printing::sweep();
            Ok(())
        })
        .await
}

/// Changes the user's own password.
#[tauri::command]
#[specta::specta]
pub(crate) async fn session_password(shell: State<'_, Shell>, old: String, password: String) -> Answer<()> {
    shell.archive(move |archive| archive.session_password(&old, &password)).await
}

fn open_somehow(dir: &Path, user: &str, password: &str) -> Result<(Archive, bool)> {
    match Archive::open(dir, user, password, Access::Write) {
        Err(error) if error.kind == Kind::Conflict => {
            Archive::open(dir, user, password, Access::Read).map(|archive| (archive, true))
        }
        opened => opened.map(|archive| (archive, false)),
    }
}

/// Makes an archive the open one and remembers it on this PC.
pub(crate) fn enter(open: &mut Option<Open>, archive: Archive, read_only: bool) -> SessionInfo {
    let now = day::local(archive.clock().now());
    let known = Known {
        dir: archive.dir().to_path_buf(),
        bureau_name: archive.bureau().name.clone(),
        demo: archive.bureau().demo,
        opened_at: now.format("%Y-%m-%d %H:%M").to_string(),
        last_user: archive.session().user.clone(),
    };
    // A PC that cannot remember it still opens it.
    if let Err(error) = DeskFile::change(|desk| desk.remember(known)) {
        eprintln!("{error}");
    }
    info(open.insert(Open { archive, read_only, plan: None }))
}

/// Who is logged in.
pub(crate) fn info(open: &Open) -> SessionInfo {
    let Open { archive, read_only, .. } = open;
    let (session, bureau) = (archive.session(), archive.bureau());
    SessionInfo {
        dir: archive.dir().display().to_string(),
        bureau_code: bureau.head.bureau.clone(),
        bureau_name: bureau.name.clone(),
        stream: bureau.stream.clone(),
        demo: bureau.demo,
        user: session.user.clone(),
        role: session.role.title().to_owned(),
        custodian: archive.is_custodian(),
        rights: Right::ALL.into_iter().filter(|right| session.role.has(*right)).collect(),
        today: archive.clock().today().to_string(),
        read_only: *read_only,
    }
}

//! Who is logged in: opening, locking, closing.

use std::path::{Path, PathBuf};

use serde::Serialize;
use specta::Type;
use tauri::State;
use yihu_archive::{Access, Archive, shown::user::Wait};
use yihu_domain::{Kind, Result, day, rights::Right};

use crate::{
    desk::{DeskFile, Known, with_new_code},
    printing,
    problem::Answer,
    state::{Open, Shell},
};

/// Who is logged in to what.
#[derive(Debug, Serialize, Type)]
#[expect(clippy::struct_excessive_bools, reason = "each is told on a page of its own")]
pub(crate) struct SessionInfo {
    dir: String,
    bureau_code: String,
    bureau_name: String,
    stream: String,
    demo: bool,
    user: String,
    roles_title: String,
    custodian: bool,
    must_change: bool,
    rights: Vec<Right>,
    today: String,
    read_only: bool,
}

/// An archive that was opened with the recovery code.
#[derive(Debug, Serialize, Type)]
pub(crate) struct Recovered {
    session: SessionInfo,
    /// The new one: the envelope of the old one is open
    recovery_code: String,
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
            Ok(enter(open, open_somehow(&dir, &user, &password)?))
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

/// Says how long a user has to wait before the next try.
#[tauri::command]
#[specta::specta]
pub(crate) async fn session_wait(shell: State<'_, Shell>, dir: PathBuf, user: String) -> Answer<Wait> {
    shell.apart(move || Archive::session_wait(&dir, &user)).await
}

/// Opens an archive with the recovery code, and gives a user a new password.
#[tauri::command]
#[specta::specta]
pub(crate) async fn session_recover(
    shell: State<'_, Shell>,
    dir: PathBuf,
    code: String,
    user: String,
    password: String,
) -> Answer<Recovered> {
    shell
        .held(move |open| {
            *open = None;
            with_new_code(&dir, || {
                let (archive, recovery_code) = Archive::session_recover(&dir, &code, &user, &password)?;
                Ok(Recovered { session: enter(open, archive), recovery_code })
            })
        })
        .await
}

fn open_somehow(dir: &Path, user: &str, password: &str) -> Result<Archive> {
    match Archive::open(dir, user, password, Access::Write) {
        Err(error) if error.kind == Kind::Conflict => Archive::open(dir, user, password, Access::Read),
        opened => opened,
    }
}

/// Makes an archive the open one and remembers it on this PC.
pub(crate) fn enter(open: &mut Option<Open>, archive: Archive) -> SessionInfo {
    let known = Known {
        dir: archive.dir().to_path_buf(),
        bureau_name: archive.bureau().name.clone(),
        demo: archive.bureau().demo,
        opened_at: day::minute(archive.clock().now()),
        last_user: archive.session().user.clone(),
        code_unseen: false,
    };
    // A PC that cannot remember it still opens it.
    if let Err(error) = DeskFile::change(|desk| desk.remember(known)) {
        eprintln!("{error}");
    }
    let read_only = archive.access() == Access::Read;
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
        roles_title: session.roles.to_string(),
        custodian: archive.is_custodian(),
        must_change: session.must_change,
        rights: session.roles.rights(),
        today: archive.clock().today().to_string(),
        read_only: *read_only,
    }
}

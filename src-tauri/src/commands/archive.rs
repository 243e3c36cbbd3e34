//! Archives that are made, restored or looked at before anybody is logged in.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{State, ipc::Channel};
use yihu_archive::{
    Access, Archive, DEMO_PASSWORD, DEMO_USER, DemoPlan, Founding, Progress,
    shown::{backup::BackupInfo, bureau::Strength},
};
use yihu_domain::{Error, Result};

use crate::{
    commands::session::{SessionInfo, enter},
    desk::DeskFile,
    problem::Answer,
    state::Shell,
};

/// What a new archive is told.
#[derive(Deserialize, Type)]
pub(crate) struct FoundingDraft {
    folder: PathBuf,
    bureau: String,
    name: String,
    user: String,
    password: String,
}

/// What a new archive tells back, once.
#[derive(Serialize, Type)]
pub(crate) struct Founded {
    session: SessionInfo,
    recovery_code: String,
    backup: BackupInfo,
}

/// Which backup becomes an archive again, and where.
#[derive(Deserialize, Type)]
pub(crate) struct RestoreDraft {
    backup: PathBuf,
    folder: PathBuf,
    user: String,
    password: String,
}

/// Makes a new archive and opens it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn archive_init(
    shell: State<'_, Shell>,
    founding: FoundingDraft,
    job: Channel<Progress>,
) -> Answer<Founded> {
    shell
        .job(job, move |open, watch| {
            let FoundingDraft { folder, bureau, name, user, password } = founding;
            let dir = named(&folder, &name)?;
            let founding = Founding { bureau: &bureau, name: &name, user: &user, password: &password, demo: false };
            let (archive, founded) = Archive::init(&dir, &founding, watch)?;
            let backup = founded.backup.info();
            let session = enter(open, archive);
            // The window may die on the page that shows the code: the next login says so.
            let _ = DeskFile::change(|desk| desk.code_unseen(&dir, true));
            Ok(Founded { session, recovery_code: founded.recovery_code, backup })
        })
        .await
}

/// Makes the invented county, with what is wrong in real archives where it is asked for, and opens it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn archive_demo(
    shell: State<'_, Shell>,
    dir: PathBuf,
    defects: bool,
    job: Channel<Progress>,
) -> Answer<SessionInfo> {
    shell
        .job(job, move |open, watch| {
            Archive::demo(&dir, &DemoPlan { defects, ..DemoPlan::default() }, watch)?;
            let archive = Archive::open(&dir, DEMO_USER, DEMO_PASSWORD, Access::Write)?;
            Ok(enter(open, archive))
        })
        .await
}

/// Restores a backup into a new folder and opens it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn archive_restore(
    shell: State<'_, Shell>,
    restore: RestoreDraft,
    job: Channel<Progress>,
) -> Answer<SessionInfo> {
    shell
        .job(job, move |open, watch| {
            let RestoreDraft { backup, folder, user, password } = restore;
            let dir = named(&folder, &backup.file_name().unwrap_or_default().to_string_lossy())?;
            let archive = Archive::restore(&backup, &dir, &user, &password, watch)?;
            Ok(enter(open, archive))
        })
        .await
}

/// Lists who can log in.
#[tauri::command]
#[specta::specta]
pub(crate) async fn archive_users(shell: State<'_, Shell>, dir: PathBuf) -> Answer<Vec<String>> {
    shell.apart(move || Archive::users(&dir)).await
}

/// Says how strong a password is.
#[tauri::command]
#[specta::specta]
pub(crate) async fn password_strength(shell: State<'_, Shell>, password: String, user: String) -> Answer<Strength> {
    shell.apart(move || Ok(yihu_archive::password_strength(&password, &user))).await
}

/// The archive's own folder in `folder`, called after `name`.
fn named(folder: &Path, name: &str) -> Result<PathBuf> {
    let kept: String = name.trim().chars().filter(|c| !c.is_control() && !"/\\:*?\"<>|".contains(*c)).collect();
    if folder.as_os_str().is_empty() {
        return Err(Error::invalid("请选择放档案的文件夹。").field("folder", "请选择一个文件夹。"));
    }
    let kept = kept.trim_matches(|c: char| c == '.' || c.is_whitespace());
    // What is wrong with an empty name is told with everything else that is wrong.
    Ok(folder.join(format!("{}.yihu", if kept.is_empty() { "档案" } else { kept })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folder_of_an_archive_is_called_after_its_bureau() {
        for (name, folder) in [
            ("潼川县烟草专卖局", "/a/潼川县烟草专卖局.yihu"),
            (" a/b:c ", "/a/abc.yihu"),
            ("../..", "/a/档案.yihu"),
            ("", "/a/档案.yihu"),
        ] {
            assert_eq!(named(Path::new("/a"), name).unwrap(), Path::new(folder), "{name}");
        }
        assert!(named(Path::new(""), "潼川").unwrap_err().fields.contains_key("folder"));
    }
}

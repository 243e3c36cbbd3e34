//! Who can log in, and what they may do.

use tauri::State;
use yihu_archive::{
    Done,
    shown::user::{RoleInfo, UserDraft, UserInfo},
};
use yihu_domain::rights::Role;

use crate::{problem::Answer, state::Shell};

/// Lists the users.
#[tauri::command]
#[specta::specta]
pub(crate) async fn user_list(shell: State<'_, Shell>) -> Answer<Vec<UserInfo>> {
    shell.archive(|archive| archive.user_list()).await
}

/// Lists the roles and what each may do.
#[tauri::command]
#[specta::specta]
pub(crate) async fn user_roles(shell: State<'_, Shell>) -> Answer<Vec<RoleInfo>> {
    shell.archive(|archive| archive.user_roles()).await
}

/// Lets somebody in, with a temporary password.
#[tauri::command]
#[specta::specta]
pub(crate) async fn user_add(shell: State<'_, Shell>, draft: UserDraft) -> Answer<Done> {
    shell.archive(move |archive| archive.user_add(&draft)).await
}

/// Changes what a user is.
#[tauri::command]
#[specta::specta]
pub(crate) async fn user_change(shell: State<'_, Shell>, name: String, roles: Vec<Role>) -> Answer<Done> {
    shell.archive(move |archive| archive.user_change(&name, &roles)).await
}

/// Gives a user a temporary password.
#[tauri::command]
#[specta::specta]
pub(crate) async fn user_reset(shell: State<'_, Shell>, name: String, password: String) -> Answer<Done> {
    shell.archive(move |archive| archive.user_reset(&name, &password)).await
}

/// Keeps a user out.
#[tauri::command]
#[specta::specta]
pub(crate) async fn user_disable(shell: State<'_, Shell>, name: String) -> Answer<Done> {
    shell.archive(move |archive| archive.user_disable(&name)).await
}

/// Lets a user in again, with a temporary password.
#[tauri::command]
#[specta::specta]
pub(crate) async fn user_enable(shell: State<'_, Shell>, name: String, password: String) -> Answer<Done> {
    shell.archive(move |archive| archive.user_enable(&name, &password)).await
}

/// Takes a user away.
#[tauri::command]
#[specta::specta]
pub(crate) async fn user_remove(shell: State<'_, Shell>, name: String) -> Answer<Done> {
    shell.archive(move |archive| archive.user_remove(&name)).await
}

//! Users, their roles, and what changing keys tells, once.

use serde::{Deserialize, Serialize};
use yihu_domain::rights::{Right, Role};

/// One user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct UserInfo {
    /// 用户名
    pub name: String,
    /// What the user is
    pub roles: Vec<Role>,
    /// The same in words
    pub roles_title: String,
    /// Whether the user can log in
    pub state: UserState,
    /// Whether it is the one logged in
    pub current: bool,
    /// Whether the user can open what lies behind the wall
    pub custodian: bool,
    /// Whether the password must be changed at the next login
    pub must_change: bool,
    /// When the user last came in, as it is shown; empty for never
    pub last_login: String,
}

/// Whether a user can log in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum UserState {
    /// 正常
    Active,
    /// 停用
    Disabled,
}

/// What one role is for, and what it may do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct RoleInfo {
    /// The role
    pub role: Role,
    /// What people call it
    pub title: String,
    /// What it is for, in a line
    pub says: String,
    /// What it may do
    pub rights: Vec<RightInfo>,
}

/// One right, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct RightInfo {
    /// The right
    pub right: Right,
    /// What people call it
    pub title: String,
}

/// A new user as typed.
#[derive(Debug, Clone, Deserialize, specta::Type)]
pub struct UserDraft {
    /// 用户名
    pub name: String,
    /// What the user is to be
    pub roles: Vec<Role>,
    /// To be changed at the first login
    pub password: String,
}

/// How long somebody still has to wait before the next try at a password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Wait {
    /// 0 for not at all
    pub seconds: u32,
    /// Wrong tries since the last right one
    pub failed: u32,
    /// The same in words; empty for not at all
    pub message: String,
}

/// A recovery code, to be printed and sealed.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct RecoveryCode {
    /// The code
    pub recovery_code: String,
}

/// A password to be handed over, and changed at the next login.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct UserPassword {
    /// 用户名
    pub name: String,
    /// The password
    pub password: String,
}

/// What a change of keys tells, once.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct Rotated {
    /// The new recovery code
    pub recovery_code: String,
    /// The others' passwords
    pub passwords: Vec<UserPassword>,
    /// Where the archive under the old keys lies, to be destroyed
    pub old_folder: String,
}

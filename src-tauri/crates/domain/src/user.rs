//! Who works with the archive, as far as the archive itself may know: never a key, nor any trace of a password.
//!
//! What a user can open is decided by the key file; this record is what the change log tells of that user.

use serde::{Deserialize, Serialize};

use crate::{Head, rights::Roles};

/// One user of the archive (用户).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct User {
    /// Id, bureau, revision; void when the user was taken away.
    #[serde(flatten)]
    pub head: Head<Self>,
    /// 用户名
    pub name: String,
    /// 岗位
    pub roles: Roles,
    /// 停用
    pub disabled: bool,
}

crate::record!(User, User, |it| it.name.clone());

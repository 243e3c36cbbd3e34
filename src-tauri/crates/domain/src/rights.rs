//! Who may do what.

use serde::{Deserialize, Serialize};

/// What a user of the archive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 系统管理员
    Administrator,
    /// 内勤
    Clerk,
    /// 只读
    Reader,
}

/// One thing that a session may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Look at records
    Read,
    /// Change records, import, attach, undo
    Write,
    /// Let something leave the bureau: bundle, self-check
    Export,
    /// Backup, restore, keys
    Administer,
}

impl Right {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Read, Self::Write, Self::Export, Self::Administer];
}

impl Role {
    /// What people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Administrator => "系统管理员",
            Self::Clerk => "内勤",
            Self::Reader => "只读",
        }
    }

    /// Whether this role has `right`.
    pub const fn has(self, right: Right) -> bool {
        match self {
            Self::Administrator => true,
            Self::Clerk => matches!(right, Right::Read | Right::Write | Right::Export),
            Self::Reader => matches!(right, Right::Read),
        }
    }
}

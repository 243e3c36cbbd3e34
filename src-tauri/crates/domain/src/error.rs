//! The one error of the whole house. It never holds an English sentence for a clerk.

use std::{collections::BTreeMap, fmt};

use serde::Serialize;

/// What the caller may branch on. Everything else stands in the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// What was given does not obey the rules; `fields` names where.
    Invalid,
    /// No such record or file.
    NotFound,
    /// Somebody else changed it, holds it, or it exists already.
    Conflict,
    /// Wrong password, or no right to do this.
    Denied,
    /// Written by a newer version of this program.
    TooNew,
    /// The archive or a file is not what was written.
    Damaged,
    /// The clerk stopped it; everything is as it was before.
    Stopped,
    /// It could not be done: full disk, I/O, a fault of ours.
    Internal,
}

/// An error whose message is Chinese, ready to show, and says what to do next.
#[derive(Debug)]
pub struct Error {
    /// What the caller may branch on.
    pub kind: Kind,
    /// A Chinese sentence for the clerk.
    pub message: String,
    /// Input field name → what is wrong with it.
    pub fields: BTreeMap<String, String>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// A result that fails with the house's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Makes an error of `kind`.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), fields: BTreeMap::new(), source: None }
    }

    /// What was given does not obey the rules.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(Kind::Invalid, message)
    }

    /// No such record or file.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(Kind::NotFound, message)
    }

    /// Somebody else changed it, holds it, or it exists already.
    pub fn conflict(message: impl Into<String>) -> Self {
        Self::new(Kind::Conflict, message)
    }

    /// Wrong password, or no right.
    pub fn denied(message: impl Into<String>) -> Self {
        Self::new(Kind::Denied, message)
    }

    /// Written by a newer version.
    pub fn too_new(message: impl Into<String>) -> Self {
        Self::new(Kind::TooNew, message)
    }

    /// Bytes are not what was written.
    pub fn damaged(message: impl Into<String>) -> Self {
        Self::new(Kind::Damaged, message)
    }

    /// The clerk stopped it.
    pub fn stopped(message: impl Into<String>) -> Self {
        Self::new(Kind::Stopped, message)
    }

    /// It could not be done.
    pub fn internal(message: impl Into<String>) -> Self {
        Self::new(Kind::Internal, message)
    }

    /// Keeps the technical cause for the log; it is never shown.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Names an input field and what is wrong with it.
    #[must_use]
    pub fn field(mut self, name: impl Into<String>, message: impl Into<String>) -> Self {
        self.fields.insert(name.into(), message.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|s| &**s as _)
    }
}

/// Says in Chinese why the disk refused, by the kind of the I/O error.
///
/// `doing` is what was being attempted, e.g. `写入“台账.xlsx”`.
pub fn io(doing: &str, cause: std::io::Error) -> Error {
    use std::io::ErrorKind as E;
    let (kind, why) = match cause.kind() {
        E::NotFound => (Kind::NotFound, "找不到这个文件或文件夹，请检查路径。"),
        E::PermissionDenied | E::ReadOnlyFilesystem => {
            (Kind::Internal, "没有读写权限，请换一个文件夹，或请管理员放开权限。")
        }
        E::StorageFull | E::QuotaExceeded => (Kind::Internal, "磁盘已满，请清理空间后再试；已有数据没有改动。"),
        E::AlreadyExists => (Kind::Conflict, "同名文件已存在，请换一个名字。"),
        E::IsADirectory => (Kind::Invalid, "这是文件夹，不是文件，请选择文件。"),
        E::NotADirectory => (Kind::Invalid, "路径中有一段不是文件夹，请检查路径。"),
        E::InvalidFilename => (Kind::Invalid, "文件名太长或含有不能用的字符，请改短。"),
        _ => (Kind::Internal, "磁盘读写失败，请检查磁盘或U盘后再试；已有数据没有改动。"),
    };
    Error::new(kind, format!("{doing}失败：{why}")).because(cause)
}

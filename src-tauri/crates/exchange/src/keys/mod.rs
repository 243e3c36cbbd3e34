//! `keys.json`: the archive's keys, wrapped once a user and once for the printed recovery code.
//!
//! No key is ever written or printed unwrapped. Who may do what beyond opening is not decided here.

mod secrets;

use std::path::Path;

use yihu_domain::{Error, Result, rights::Role};

pub use secrets::{Key, Secrets};

/// How dear one guess at a password is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    memory_kib: u32,
    passes: u32,
}

impl Cost {
    /// What an archive in use has: 64 MiB, 3 passes.
    pub const STANDARD: Self = Self { memory_kib: 64 * 1024, passes: 3 };
    /// The least that is accepted at all; for tests.
    pub const LEAST: Self = Self { memory_kib: 8 * 1024, passes: 1 };
}

/// The wrapped keys of one archive.
#[derive(Debug, Clone)]
pub struct KeyFile {}

/// A user who has a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// 用户名
    pub name: String,
    /// What the user is
    pub role: Role,
    /// Whether the user can open the informants' database
    pub custodian: bool,
}

/// What a right password opens.
#[derive(Debug)]
pub struct Unlocked {
    /// 用户名
    pub user: String,
    /// What the user is
    pub role: Role,
    /// Whether the informants' key is among the secrets
    pub custodian: bool,
    /// The keys
    pub secrets: Secrets,
}

impl KeyFile {
    /// Makes new keys; the first user is a custodian. The third thing is the recovery code, to be printed and never kept.
    pub fn create(user: &str, password: &str, role: Role, signing: Vec<u8>) -> Result<(Self, Secrets, String)> {
        Self::create_at(Cost::STANDARD, user, password, role, signing)
    }

    /// Does the same at another cost, which the file records.
    pub fn create_at(
        _cost: Cost,
        _user: &str,
        _password: &str,
        _role: Role,
        _signing: Vec<u8>,
    ) -> Result<(Self, Secrets, String)> {
        Err(Error::internal("密钥文件还不能使用。"))
    }

    /// Reads a key file.
    pub fn load(_path: &Path) -> Result<Self> {
        Err(Error::internal("密钥文件还不能使用。"))
    }

    /// Writes the key file atomically, for its owner only.
    pub fn save(&self, _path: &Path) -> Result<()> {
        Err(Error::internal("密钥文件还不能使用。"))
    }

    /// Finds out whether the file is as it was written; a single bad slot does not keep the other users out.
    pub fn check(&self) -> Result<()> {
        Err(Error::internal("密钥文件还不能使用。"))
    }

    /// Opens the keys; an unknown user and a wrong password look and last the same.
    pub fn unlock(&self, _user: &str, _password: &str) -> Result<Unlocked> {
        Err(Error::internal("密钥文件还不能使用。"))
    }

    /// Opens the keys with the printed recovery code, as an administrator and custodian.
    pub fn unlock_recovery(&self, _code: &str) -> Result<Unlocked> {
        Err(Error::internal("密钥文件还不能使用。"))
    }

    /// Lists who has a slot.
    pub fn users(&self) -> Vec<User> {
        Vec::new()
    }

    /// Gives `user` another password.
    pub fn set_password(&mut self, _secrets: &Secrets, _user: &str, _password: &str) -> Result<()> {
        Err(Error::internal("密钥文件还不能使用。"))
    }

    /// Adds a slot; only a custodian's secrets can make another custodian.
    pub fn add_user(&mut self, _secrets: &Secrets, _user: &User, _password: &str) -> Result<()> {
        Err(Error::internal("密钥文件还不能使用。"))
    }

    /// Takes a user's slot away; the last administrator stays.
    pub fn remove_user(&mut self, _user: &str) -> Result<()> {
        Err(Error::internal("密钥文件还不能使用。"))
    }

    /// Makes a new recovery code; the old sheet opens nothing any more.
    pub fn renew_recovery(&mut self, _secrets: &Secrets) -> Result<String> {
        Err(Error::internal("密钥文件还不能使用。"))
    }
}

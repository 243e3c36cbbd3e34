//! `keys.json`: the archive's keys, wrapped once a user and once for the printed recovery code.
//!
//! No key is ever written or printed unwrapped. Who may do what beyond opening is not decided here.

mod code;
mod secrets;
mod slot;
#[cfg(test)]
mod tests;

use std::{
    fs::File,
    io::{ErrorKind, Read as _},
    path::Path,
};

use chacha20poly1305::aead::Generate as _;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use yihu_domain::{Error, Result, error, rights::Role};
use zeroize::Zeroizing;

pub use secrets::{Key, Secrets};
use slot::{Owner, Wrapped};

use crate::file;

const FORMAT: u64 = 1;
/// Some thousand users; whatever is longer is not a key file.
const LONGEST: u64 = 4 << 20;
const LONGEST_NAME: usize = 64;
const SHORTEST_PASSWORD: usize = 6;
const RECOVERY: Owner<'static> =
    Owner { purpose: "recovery", user: "恢复码", role: Role::Administrator, custodian: true };
const REFUSED: &str = "用户名或密码不对，请重新输入。忘记密码时，请管理员重设，或用封存的恢复码打开。";

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
pub struct KeyFile {
    body: Body,
}

/// What stands in the file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    format: u64,
    users: Vec<Slot>,
    recovery: Wrapped,
    signing: String,
    /// SHA-256 of all of the above: tells a rotten disk from a wrong password. Against forgery the slots stand alone.
    digest: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Slot {
    user: String,
    role: Role,
    custodian: bool,
    keys: Wrapped,
}

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
    /// 用户名; `恢复码` when the recovery code was used
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
        cost: Cost,
        user: &str,
        password: &str,
        role: Role,
        signing: Vec<u8>,
    ) -> Result<(Self, Secrets, String)> {
        let data = Key::new(<[u8; 32]>::try_generate().map_err(no_randomness)?);
        let informants = Key::new(<[u8; 32]>::try_generate().map_err(no_randomness)?);
        let secrets = Secrets { data, informants: Some(informants), signing: Zeroizing::new(signing) };
        let printed = code::generate()?;
        let recovery = Wrapped::seal(cost, RECOVERY, &code::read(&printed)?, &secrets)?;
        let signing = slot::wrap(&secrets.signing_wrap(), b"", &secrets.signing)?;
        let mut keys =
            Self { body: Body { format: FORMAT, users: Vec::new(), recovery, signing, digest: String::new() } };
        keys.put(&secrets, &User { name: user.to_owned(), role, custodian: true }, password)?;
        Ok((keys, secrets, printed))
    }

    /// Reads a key file.
    pub fn load(path: &Path) -> Result<Self> {
        let mut bytes = Vec::new();
        let read = File::open(path).and_then(|f| f.take(LONGEST + 1).read_to_end(&mut bytes));
        match read {
            Ok(_) => Self::from_bytes(&bytes),
            Err(e) if e.kind() == ErrorKind::NotFound => Err(Error::not_found(
                "找不到密钥文件 keys.json，没有它打不开档案。请确认选对了档案文件夹，或把最近一次备份中的 keys.json 复制回来。",
            )
            .because(e)),
            Err(e) => Err(error::io("读取密钥文件", e)),
        }
    }

    /// Reads the bytes of a key file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        #[derive(Deserialize)]
        struct Version {
            format: u64,
        }
        if bytes.len() as u64 > LONGEST {
            return Err(damaged("文件过大"));
        }
        let unreadable = |e: serde_json::Error| damaged("内容读不出来").because(e);
        let Version { format } = serde_json::from_slice(bytes).map_err(unreadable)?;
        if format > FORMAT {
            return Err(Error::too_new(format!(
                "密钥文件是第{format}版格式，本软件只认到第{FORMAT}版，请先升级本软件。"
            )));
        }
        let body: Body = serde_json::from_slice(bytes).map_err(unreadable)?;
        if body.format != FORMAT || body.users.is_empty() {
            return Err(damaged("内容不完整"));
        }
        Ok(Self { body })
    }

    /// Gives the bytes of the key file, as [`save`](Self::save) writes them.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(&self.body).map_err(unwritable)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// Writes the key file atomically, for its owner only.
    pub fn save(&self, path: &Path) -> Result<()> {
        let bytes = self.to_bytes()?;
        file::write_secret(path, |w| w.write_all(&bytes).map_err(|e| error::io("写入密钥文件", e)))
    }

    /// Finds out whether the file is as it was written; a single bad slot does not keep the other users out.
    pub fn check(&self) -> Result<()> {
        if digest(&self.body)? == self.body.digest { Ok(()) } else { Err(damaged("校验值对不上")) }
    }

    /// Opens the keys; an unknown user and a wrong password look and last the same.
    pub fn unlock(&self, user: &str, password: &str) -> Result<Unlocked> {
        let user = user.trim();
        if let Some(slot) = self.body.users.iter().find(|s| s.user == user) {
            return self.open(&slot.keys, slot.owner(), password, REFUSED);
        }
        let nobody = Owner { purpose: "user", user, role: Role::Reader, custodian: false };
        self.open(&self.body.recovery.decoy()?, nobody, password, REFUSED)
    }

    /// Opens the keys with the printed recovery code, as an administrator and custodian.
    pub fn unlock_recovery(&self, typed: &str) -> Result<Unlocked> {
        let code = code::read(typed)?;
        self.open(&self.body.recovery, RECOVERY, &code, "恢复码打不开这个档案：请确认是这个档案最近一次打印的恢复码。")
    }

    /// Lists who has a slot.
    pub fn users(&self) -> Vec<User> {
        let users = self.body.users.iter();
        users.map(|s| User { name: s.user.clone(), role: s.role, custodian: s.custodian }).collect()
    }

    /// Gives `user` another password; a custodian's can only be set with a custodian's secrets.
    pub fn set_password(&mut self, secrets: &Secrets, user: &str, password: &str) -> Result<()> {
        let user = self.users().into_iter().find(|u| u.name == user.trim()).ok_or_else(|| unknown(user))?;
        self.check()?;
        self.put(secrets, &user, password)
    }

    /// Adds a slot; only a custodian's secrets can make another custodian.
    pub fn add_user(&mut self, secrets: &Secrets, user: &User, password: &str) -> Result<()> {
        let name = user.name.trim();
        if self.body.users.iter().any(|s| s.user == name) {
            return Err(Error::conflict(format!("用户“{name}”已经有了，请换一个用户名。")));
        }
        self.check()?;
        self.put(secrets, user, password)
    }

    /// Takes a user's slot away; the last administrator and the last custodian stay.
    pub fn remove_user(&mut self, user: &str) -> Result<()> {
        let user = user.trim();
        if !self.body.users.iter().any(|s| s.user == user) {
            return Err(unknown(user));
        }
        self.check()?;
        let mut rest = self.body.users.iter().filter(|s| s.user != user);
        if !rest.clone().any(|s| s.role == Role::Administrator) {
            return Err(Error::conflict(format!("“{user}”是最后一位系统管理员，不能停用，请先设另一位管理员。")));
        }
        if !rest.any(|s| s.custodian) {
            return Err(Error::conflict(format!("“{user}”是最后一位举报人信息保管员，不能停用，请先设另一位保管员。")));
        }
        self.body.users.retain(|s| s.user != user);
        self.restamp()
    }

    /// Makes a new recovery code, with a custodian's secrets; the old sheet opens nothing any more.
    pub fn renew_recovery(&mut self, secrets: &Secrets) -> Result<String> {
        self.check()?;
        let printed = code::generate()?;
        self.body.recovery = Wrapped::seal(self.body.recovery.cost(), RECOVERY, &code::read(&printed)?, secrets)?;
        self.restamp()?;
        Ok(printed)
    }

    fn open(&self, keys: &Wrapped, owner: Owner<'_>, password: &str, refused: &str) -> Result<Unlocked> {
        let Some((data, informants)) = keys.open(owner, password)? else {
            self.check()?;
            return Err(Error::denied(refused));
        };
        let mut secrets = Secrets { data, informants, signing: Zeroizing::default() };
        secrets.signing = slot::unwrap(&secrets.signing_wrap(), b"", &self.body.signing)
            .ok_or_else(|| damaged("签名密钥读不出来"))?;
        Ok(Unlocked { user: owner.user.to_owned(), role: owner.role, custodian: owner.custodian, secrets })
    }

    /// Writes a user's slot, in place of the one it has.
    fn put(&mut self, secrets: &Secrets, user: &User, password: &str) -> Result<()> {
        let name = user.name.trim();
        acceptable(name, password)?;
        let owner = Owner { purpose: "user", user: name, role: user.role, custodian: user.custodian };
        let keys = Wrapped::seal(self.body.recovery.cost(), owner, password, secrets)?;
        let slot = Slot { user: name.to_owned(), role: user.role, custodian: user.custodian, keys };
        match self.body.users.iter_mut().find(|s| s.user == name) {
            Some(old) => *old = slot,
            None => self.body.users.push(slot),
        }
        self.restamp()
    }

    fn restamp(&mut self) -> Result<()> {
        self.body.digest = digest(&self.body)?;
        Ok(())
    }
}

impl Slot {
    fn owner(&self) -> Owner<'_> {
        Owner { purpose: "user", user: &self.user, role: self.role, custodian: self.custodian }
    }
}

fn digest(body: &Body) -> Result<String> {
    let blank = Body { digest: String::new(), ..body.clone() };
    Ok(hex::encode(Sha256::digest(serde_json::to_vec(&blank).map_err(unwritable)?)))
}

fn acceptable(name: &str, password: &str) -> Result<()> {
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        let message = format!("用户名应为1至{LONGEST_NAME}个字，请重新填写。");
        return Err(Error::invalid(message.clone()).field("user", message));
    }
    if password.chars().count() < SHORTEST_PASSWORD {
        let message = format!("密码至少{SHORTEST_PASSWORD}个字符，请重新设置。");
        return Err(Error::invalid(message.clone()).field("password", message));
    }
    Ok(())
}

fn unknown(user: &str) -> Error {
    Error::not_found(format!("没有用户“{}”，请核对用户名。", user.trim()))
}

fn damaged(what: &str) -> Error {
    Error::damaged(format!("密钥文件 keys.json 已损坏（{what}），请把最近一次备份中的 keys.json 复制回来再试。"))
}

fn unwritable(cause: serde_json::Error) -> Error {
    Error::internal("密钥文件写不出来，请重启程序后再试。").because(cause)
}

fn no_randomness(cause: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::internal("系统没有给出随机数，请重启电脑后再试。").because(cause)
}

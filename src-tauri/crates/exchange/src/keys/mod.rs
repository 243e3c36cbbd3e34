//! `keys.json`: the archive's keys, wrapped once a user and once for the printed recovery code.
//!
//! No key is ever written or printed unwrapped. Who may do what beyond opening is not decided here.

mod code;
#[cfg(test)]
mod hostile;
mod secrets;
mod slot;
#[cfg(test)]
mod tests;
mod tries;
mod user;

use std::{
    fs::File,
    io::{ErrorKind, Read as _},
    path::Path,
};

use chacha20poly1305::aead::Generate as _;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use yihu_domain::{
    Error, Result, error,
    rights::{Role, Roles},
};
use zeroize::Zeroizing;

pub use code::temporary_password;
pub use secrets::{Key, Secrets};
use slot::{Owner, Wrapped};
pub use tries::TryFile;
pub use user::User;

use crate::file;

/// 2: a user has roles, sealed beside the keys; may be disabled, may have to change the password. 1 is still read.
const FORMAT: u64 = 2;
/// Some thousand users; whatever is longer is not a key file.
const LONGEST: u64 = 4 << 20;
/// Who comes with the recovery code.
const RECOVERY: &str = "恢复码";
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
    /// Whether the recovery slot is still one of format 1
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    old_recovery: bool,
    signing: String,
    /// Keys that outlived a change of keys, wrapped under the new ones
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kept_export_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kept_digest: Option<String>,
    /// SHA-256 of all of the above: tells a rotten disk from a wrong password. Against forgery the slots stand alone.
    digest: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Slot {
    user: String,
    /// Format 1 only
    #[serde(default, skip_serializing_if = "Option::is_none")]
    role: Option<Role>,
    /// Format 1 only
    #[serde(default, skip_serializing_if = "Option::is_none")]
    custodian: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    roles: Option<Roles>,
    /// The password is one that somebody else knows
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    must_change: bool,
    /// None of a user who is disabled
    #[serde(default, skip_serializing_if = "Option::is_none")]
    keys: Option<Wrapped>,
    /// Says under the data key whose slot it is and what that user may do
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seal: Option<String>,
}

/// What a right password opens.
#[derive(Debug)]
pub struct Unlocked {
    /// 用户名; `恢复码` when the recovery code was used
    pub user: String,
    /// What the user is
    pub roles: Roles,
    /// Whether the password is to be changed first
    pub must_change: bool,
    /// The keys
    pub secrets: Secrets,
}

impl KeyFile {
    /// Makes new keys for whoever founds the archive. The third thing is the recovery code, to be printed and never kept.
    pub fn create(user: &str, password: &str, signing: Vec<u8>) -> Result<(Self, Secrets, String)> {
        Self::create_at(Cost::STANDARD, user, password, signing)
    }

    /// Does the same at another cost, which the file records.
    pub fn create_at(cost: Cost, user: &str, password: &str, signing: Vec<u8>) -> Result<(Self, Secrets, String)> {
        let secrets = Secrets {
            data: random_key()?,
            informants: Some(random_key()?),
            signing: Zeroizing::new(signing),
            export_id: None,
            digest: None,
        };
        let (mut keys, printed) = Self::empty(cost, &secrets)?;
        keys.put(&secrets, user, &Roles::of_the_founder(), password, false)?;
        Ok((keys, secrets, printed))
    }

    /// Makes a key file without users, and its recovery code.
    fn empty(cost: Cost, secrets: &Secrets) -> Result<(Self, String)> {
        let printed = code::generate()?;
        let recovery = Wrapped::seal(cost, &recovery(false), &code::read(&printed)?, secrets, true)?;
        let kept = |key: &Option<Key>, under: Option<Key>| match (key, under) {
            (Some(key), Some(under)) => slot::wrap(&under, b"", &**key).map(Some),
            _ => Ok(None),
        };
        let body = Body {
            format: FORMAT,
            users: Vec::new(),
            recovery,
            old_recovery: false,
            signing: slot::wrap(&secrets.signing_wrap(), b"", &secrets.signing)?,
            kept_export_id: kept(&secrets.export_id, Some(secrets.kept_wrap()))?,
            kept_digest: kept(&secrets.digest, secrets.kept_digest_wrap())?,
            digest: String::new(),
        };
        Ok((Self { body }, printed))
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
            Err(e) if e.kind() == ErrorKind::IsADirectory => Err(damaged("它的位置上是一个文件夹").because(e)),
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
        let mut body: Body = serde_json::from_slice(bytes).map_err(unreadable)?;
        let old = body.format == 1;
        let fits = |slot: &Slot| match slot.role {
            Some(_) => slot.custodian.is_some() && slot.roles.is_none() && slot.keys.is_some(),
            None => !old && slot.seal.is_some() && slot.roles.as_ref().is_some_and(|roles| !roles.is_empty()),
        };
        if body.format == 0 || body.users.is_empty() || !body.users.iter().all(fits) {
            return Err(damaged("内容不完整"));
        }
        body.old_recovery |= old;
        Ok(Self { body })
    }

    /// Gives the bytes of the key file, as [`save`](Self::save) writes them.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(&as_written(&self.body)).map_err(unwritable)?;
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
        let Some(slot) = self.body.users.iter().find(|s| s.user == user) else {
            let nobody = Owner { purpose: "user", user, old: None };
            return Err(match self.open(&self.body.recovery.decoy()?, &nobody, password, REFUSED) {
                Err(error) => error,
                Ok(_) => Error::denied(REFUSED),
            });
        };
        let Some(keys) = &slot.keys else {
            return Err(Error::denied(format!("用户“{user}”已停用，不能登录，请找系统管理员启用。")));
        };
        let secrets = self.open(keys, &slot.owner(), password, REFUSED)?;
        if slot.role.is_none() && slot.seal != Some(slot.sealed(&secrets)) {
            return Err(damaged(&format!("“{user}”的岗位被改动过")));
        }
        Ok(Unlocked { user: user.to_owned(), roles: slot.roles(), must_change: slot.must_change, secrets })
    }

    /// Opens the keys with the printed recovery code, as an administrator and custodian.
    pub fn unlock_recovery(&self, typed: &str) -> Result<Unlocked> {
        let code = code::read(typed)?;
        let refused = "恢复码打不开这个档案：请确认是这个档案最近一次打印的恢复码。";
        let secrets = self.open(&self.body.recovery, &recovery(self.body.old_recovery), &code, refused)?;
        Ok(Unlocked { user: RECOVERY.to_owned(), roles: Roles::of_the_founder(), must_change: false, secrets })
    }

    fn open(&self, keys: &Wrapped, owner: &Owner<'_>, password: &str, refused: &str) -> Result<Secrets> {
        let Some((data, informants)) = keys.open(owner, password)? else {
            self.check()?;
            return Err(Error::denied(refused));
        };
        let mut secrets = Secrets { data, informants, signing: Zeroizing::default(), export_id: None, digest: None };
        secrets.signing = slot::unwrap(&secrets.signing_wrap(), b"", &self.body.signing)
            .ok_or_else(|| damaged("签名密钥读不出来"))?;
        let kept = |text: &Option<String>, under: Option<Key>| match (text, under) {
            (Some(text), Some(under)) => slot::unwrap(&under, b"", text)
                .and_then(|key| slot::as_key(&key))
                .map(Some)
                .ok_or_else(|| damaged("换钥匙前的编号读不出来")),
            _ => Ok(None),
        };
        secrets.export_id = kept(&self.body.kept_export_id, Some(secrets.kept_wrap()))?;
        secrets.digest = kept(&self.body.kept_digest, secrets.kept_digest_wrap())?;
        Ok(secrets)
    }

    /// What was changed is of this format.
    fn restamp(&mut self) -> Result<()> {
        self.body.format = FORMAT;
        self.body.digest = digest(&self.body)?;
        Ok(())
    }
}

/// Whom the slot of the recovery code belongs to.
fn recovery(old: bool) -> Owner<'static> {
    Owner { purpose: "recovery", user: RECOVERY, old: old.then_some(("administrator", true)) }
}

fn random_key() -> Result<Key> {
    Ok(Key::new(<[u8; 32]>::try_generate().map_err(no_randomness)?))
}

/// Format 1 says by its number that its recovery slot is an old one: its readers know no other word for it.
fn as_written(body: &Body) -> Body {
    Body { old_recovery: body.old_recovery && body.format == FORMAT, ..body.clone() }
}

fn digest(body: &Body) -> Result<String> {
    let blank = Body { digest: String::new(), ..as_written(body) };
    Ok(hex::encode(Sha256::digest(serde_json::to_vec(&blank).map_err(unwritable)?)))
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

//! One slot: the keys wrapped under what one password or one recovery code makes.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Generate as _, KeyInit as _, Payload},
};
use serde::{Deserialize, Serialize};
use yihu_domain::{Error, Result};
use zeroize::Zeroizing;

use super::{Cost, Key, Secrets, damaged, no_randomness};

const ALGORITHM: &str = "argon2id";
/// An edited file may not make the program eat the memory of the machine.
const MOST: Cost = Cost { memory_kib: 1024 * 1024, passes: 10 };
const NONCE: usize = 24;
const SALT: usize = 16;

/// Argon2's parameters as they stand in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kdf {
    algorithm: String,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

/// Whom a slot belongs to. All of it is bound to the wrapped keys: edit or swap it, and the slot opens no more.
#[derive(Debug, Clone)]
pub(super) struct Owner<'a> {
    pub(super) purpose: &'a str,
    pub(super) user: &'a str,
    /// What a slot of format 1 was bound to besides: the role's word, and whether it was a custodian's
    pub(super) old: Option<(&'a str, bool)>,
}

/// The keys under one password.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wrapped {
    kdf: Kdf,
    pub(super) salt: String,
    data: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) informants: Option<String>,
}

/// Unwraps keys of one slot.
type Unwrapped = (Key, Option<Key>);

impl Wrapped {
    /// Wraps the data key and, `with_informants`, the informants' key, if the secrets hold it.
    pub(super) fn seal(
        cost: Cost,
        owner: &Owner<'_>,
        password: &str,
        secrets: &Secrets,
        with_informants: bool,
    ) -> Result<Self> {
        let kdf = Kdf { algorithm: ALGORITHM.to_owned(), memory_kib: cost.memory_kib, passes: cost.passes, lanes: 1 };
        let salt = hex::encode(<[u8; SALT]>::try_generate().map_err(no_randomness)?);
        let mut slot = Self { kdf, salt, data: String::new(), informants: None };
        let kek = slot.kek(password)?;
        slot.data = wrap(&kek, &slot.bound_to(owner, "data"), &*secrets.data)?;
        slot.informants = match secrets.informants.as_ref().filter(|_| with_informants) {
            Some(key) => Some(wrap(&kek, &slot.bound_to(owner, "informants"), &**key)?),
            None => None,
        };
        Ok(slot)
    }

    /// Unwraps the data key and, where the slot has it, the informants' key; nothing when the password or the slot is wrong.
    pub(super) fn open(&self, owner: &Owner<'_>, password: &str) -> Result<Option<Unwrapped>> {
        let kek = self.kek(password)?;
        let key = |text: &str, purpose| unwrap(&kek, &self.bound_to(owner, purpose), text).and_then(|k| as_key(&k));
        let Some(data) = key(&self.data, "data") else { return Ok(None) };
        match &self.informants {
            None => Ok(Some((data, None))),
            Some(text) => Ok(key(text, "informants").map(|informants| (data, Some(informants)))),
        }
    }

    /// What new slots beside this one shall cost.
    pub(super) fn cost(&self) -> Cost {
        Cost { memory_kib: self.kdf.memory_kib, passes: self.kdf.passes }
    }

    /// A slot that opens to nobody and takes as long to refuse.
    pub(super) fn decoy(&self) -> Result<Self> {
        let salt = hex::encode(<[u8; SALT]>::try_generate().map_err(no_randomness)?);
        Ok(Self { salt, ..self.clone() })
    }

    fn kek(&self, password: &str) -> Result<Key> {
        let Kdf { algorithm, memory_kib, passes, lanes } = &self.kdf;
        let in_bounds = (Cost::LEAST.memory_kib..=MOST.memory_kib).contains(memory_kib)
            && (Cost::LEAST.passes..=MOST.passes).contains(passes);
        if algorithm != ALGORITHM || *lanes != 1 || !in_bounds {
            return Err(damaged("口令参数不对"));
        }
        let salt = hex::decode(&self.salt).ok().filter(|s| s.len() == SALT).ok_or_else(|| damaged("盐值不对"))?;
        let failed = |e: argon2::Error| {
            Error::internal("密码运算失败：可能内存不足，请关闭其他程序后再试。").because(e.to_string())
        };
        let params = Params::new(*memory_kib, *passes, *lanes, Some(32)).map_err(failed)?;
        let mut kek = Key::default();
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(password.as_bytes(), &salt, &mut *kek)
            .map_err(failed)?;
        Ok(kek)
    }

    fn bound_to(&self, owner: &Owner<'_>, what: &str) -> Vec<u8> {
        let Kdf { algorithm, memory_kib, passes, lanes } = &self.kdf;
        let kdf = format!("{algorithm} {memory_kib} {passes} {lanes}");
        match owner.old {
            Some((role, custodian)) => {
                let custodian = if custodian { "custodian" } else { "" };
                parts(&["yihu keys", "1", owner.purpose, owner.user, role, custodian, what, &kdf, &self.salt])
            }
            None => parts(&["yihu keys", "2", owner.purpose, owner.user, what, &kdf, &self.salt]),
        }
    }
}

/// Joins parts, each preceded by its length, so that no two sets of parts read the same.
pub(super) fn parts(parts: &[&str]) -> Vec<u8> {
    let mut bound = Vec::new();
    for part in parts {
        bound.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bound.extend_from_slice(part.as_bytes());
    }
    bound
}

/// Encrypts `plain`, bound to `aad`; hex of nonce and ciphertext.
pub(super) fn wrap(key: &[u8; 32], aad: &[u8], plain: &[u8]) -> Result<String> {
    let nonce = <[u8; NONCE]>::try_generate().map_err(no_randomness)?;
    let sealed = XChaCha20Poly1305::new(key.into())
        .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad })
        .map_err(|e| Error::internal("密钥加密失败，请重启程序后再试。").because(e.to_string()))?;
    Ok(hex::encode(nonce) + &hex::encode(sealed))
}

/// Decrypts what [`wrap`] made, or nothing.
pub(super) fn unwrap(key: &[u8; 32], aad: &[u8], text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let bytes = hex::decode(text).ok()?;
    let (nonce, sealed) = bytes.split_first_chunk::<NONCE>()?;
    let plain = XChaCha20Poly1305::new(key.into()).decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad });
    plain.ok().map(Zeroizing::new)
}

pub(super) fn as_key(bytes: &[u8]) -> Option<Key> {
    <[u8; 32]>::try_from(bytes).ok().map(Zeroizing::new)
}

//! A second envelope around what only custodians may read: a key of its own for each file, kept behind the wall.
//!
//! What is sealed is stored like any other attachment, so that backup, check and restore need no custodian.

use chacha20poly1305::aead::Generate as _;
use sha2::{Digest as _, Sha256};
use std::{fmt, io::Read as _};
use yihu_domain::{Error, Result};

use super::{parse, stream};
use crate::{file, keys::Key};

/// What opens one sealed file.
pub struct Seal {
    /// SHA-256 of the plain bytes, hex
    pub plain: String,
    /// Its key
    pub key: Key,
}

/// Shows that there is a seal, not what it is.
impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seal(已保密)")
    }
}

/// Says by what plain bytes are known behind the wall.
pub fn digest(plain: &[u8]) -> String {
    hex::encode(Sha256::digest(plain))
}

/// Seals plain bytes under a new key; gives what opens them and what may be stored anywhere.
pub fn seal(plain: &[u8]) -> Result<(Seal, Vec<u8>)> {
    let key =
        <[u8; 32]>::try_generate().map_err(|e| Error::internal("系统没有给出随机数，请重启电脑后再试。").because(e))?;
    let key = Key::new(key);
    let mut sealed = Vec::with_capacity(plain.len() + plain.len() / 1024 + 256);
    let (hash, _) = stream::encrypt(&key, plain, &mut sealed)?;
    Ok((Seal { plain: hex::encode(hash), key }, sealed))
}

/// Opens sealed bytes, all or nothing.
pub fn unseal(seal: &Seal, sealed: &[u8]) -> Result<Vec<u8>> {
    let mut plain = Vec::with_capacity(sealed.len());
    let mut stream = stream::Plain::open(&seal.key, parse(&seal.plain)?, sealed)?;
    stream.read_to_end(&mut plain).map_err(|e| file::io("读取附件", e))?;
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use yihu_domain::Kind;

    use super::*;

    #[test]
    fn what_was_sealed_opens_with_its_own_seal_only() {
        for length in [0, 1, 65_536, 200_000] {
            let plain = vec![7; length];
            let (seal, sealed) = super::seal(&plain).unwrap();
            assert_eq!(seal.plain, digest(&plain));
            assert_eq!(unseal(&seal, &sealed).unwrap(), plain);
            let (other, twin) = super::seal(&plain).unwrap();
            assert_ne!(sealed, twin, "the same bytes twice show no likeness");
            assert_eq!(unseal(&other, &sealed).unwrap_err().kind, Kind::Damaged);
            let cut = &sealed[..sealed.len() - 1];
            assert_eq!(unseal(&seal, cut).unwrap_err().kind, Kind::Damaged);
            assert_eq!(format!("{seal:?}"), "Seal(已保密)");
        }
    }
}

//! The keys in memory, and the keys derived from them. Wiped when dropped, never printed.

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use yihu_domain::{Error, Result, hotline::Informant};
use zeroize::Zeroizing;

/// A 256-bit key that is wiped when dropped.
pub type Key = Zeroizing<[u8; 32]>;

/// The archive's keys, unwrapped.
pub struct Secrets {
    pub(super) data: Key,
    pub(super) informants: Option<Key>,
    pub(super) signing: Zeroizing<Vec<u8>>,
    /// What outlives a change of keys: ids the city knows
    pub(super) export_id: Option<Key>,
    /// The same: digests that stand in the change log
    pub(super) digest: Option<Key>,
}

impl Secrets {
    /// The same keys for another piece of work, wiped like these when dropped.
    #[must_use]
    pub fn again(&self) -> Self {
        Self {
            data: self.data.clone(),
            informants: self.informants.clone(),
            signing: self.signing.clone(),
            digest: self.digest.clone(),
            export_id: self.export_id.clone(),
        }
    }

    /// Opens `archive.db`.
    pub fn data_key(&self) -> &[u8; 32] {
        &self.data
    }

    /// The same as 64 hex digits, as other programs ask for it.
    pub fn data_key_hex(&self) -> String {
        hex::encode(self.data_key())
    }

    /// Opens `informants.db`; custodians only.
    pub fn informants_key(&self) -> Option<&[u8; 32]> {
        self.informants.as_deref()
    }

    /// The signing secret, as it was handed to `KeyFile::create`.
    pub fn signing_secret(&self) -> &[u8] {
        &self.signing
    }

    /// Encrypts attachments.
    pub fn attachment_key(&self) -> Key {
        derive(&self.data, b"yihu attachment 1")
    }

    /// Marks what is encrypted under these keys, for whoever keeps several archives' files in one place.
    pub fn mark(&self) -> String {
        hex::encode(&derive(&self.data, b"yihu backup mark 1")[..4])
    }

    /// Wraps the signing secret inside the key file.
    pub(super) fn signing_wrap(&self) -> Key {
        derive(&self.data, b"yihu signing wrap 1")
    }

    /// Seals what stands beside the keys: whose they are, and what that user may do.
    pub(super) fn seal(&self, parts: &[u8]) -> String {
        hex::encode(mac(&derive(&self.data, b"yihu roles 1"), parts))
    }

    /// Wraps what outlives a change of keys.
    pub(super) fn kept_wrap(&self) -> Key {
        derive(&self.data, b"yihu kept wrap 1")
    }

    /// The same, behind the wall.
    pub(super) fn kept_digest_wrap(&self) -> Option<Key> {
        self.informants.as_deref().map(|key| derive(key, b"yihu kept digest wrap 1"))
    }

    /// Makes the ids under which hotline rows leave.
    pub fn export_id_key(&self) -> Key {
        self.export_id.clone().unwrap_or_else(|| derive(&self.data, b"yihu export id 1"))
    }

    /// Makes informants' digests. Custodians only: who held it could try every phone number against the change log.
    pub fn digest_key(&self) -> Option<Key> {
        let informants = self.informants.as_deref()?;
        Some(self.digest.clone().unwrap_or_else(|| derive(informants, b"yihu informant digest 1")))
    }

    /// Makes the keyed digest that stands in the change log for who reported.
    pub fn informant_digest(&self, informant: &Informant) -> Result<String> {
        let key = self
            .digest_key()
            .ok_or_else(|| Error::denied("只有举报人信息保管员可以登记或改动举报人，请换保管员登录。"))?;
        Ok(hex::encode(mac(&key, &digest_input(informant))))
    }
}

/// Shows that there are keys, not what they are.
impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.informants.is_some() { "Secrets(含举报人密钥)" } else { "Secrets" })
    }
}

/// Each part is preceded by whether it is there and how long it is, so that no two informants read the same.
fn digest_input(informant: &Informant) -> Zeroizing<Vec<u8>> {
    let mut input = Zeroizing::new(Vec::new());
    for part in [&informant.name, &informant.phone, &informant.id_number] {
        input.push(u8::from(part.is_some()));
        let text = part.as_deref().unwrap_or_default();
        input.extend_from_slice(&(text.len() as u64).to_be_bytes());
        input.extend_from_slice(text.as_bytes());
    }
    // Digests of before addresses were kept stay as they are.
    if let Some(address) = &informant.address {
        input.push(2);
        input.extend_from_slice(address.as_bytes());
    }
    input
}

/// One HKDF-Expand step: the keys here are uniform already, so there is nothing to extract.
fn derive(key: &[u8; 32], label: &[u8]) -> Key {
    let mut info = label.to_vec();
    info.push(1);
    Zeroizing::new(mac(key, &info))
}

fn mac(key: &[u8; 32], input: &[u8]) -> [u8; 32] {
    // HMAC itself pads a short key with zeros to one block.
    let mut block = Zeroizing::new([0; 64]);
    block[..32].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new((&*block).into());
    mac.update(input);
    mac.finalize().into_bytes().into()
}

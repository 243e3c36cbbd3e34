//! The bureau's signing key: minisign's keys and format, Ed25519, the same signature for the same text every time.
//!
//! It keeps the secret half in memory only; who stores it wraps it. Minisign's own signer salts each signature, which
//! any verifier accepts but which makes a bundle issued again differ: so the signature proper is computed here.

use blake2::Blake2b512;
use ct_codecs::{Base64, Decoder as _, Encoder as _};
use minisign::{KeyPair, PublicKey, PublicKeyBox, SecretKey, SignatureBox};
use sha2::{Digest as _, Sha256};
use yihu_domain::{Error, Result};

const UNTRUSTED: &str = "untrusted comment: ";
const TRUSTED: &str = "trusted comment: ";
const ED25519: &[u8; 2] = b"Ed";
const PREHASHED: &[u8; 2] = b"ED";
/// algorithm, key id, signature
const SIGNATURE_BYTES: usize = 2 + 8 + 64;
const COMMENT_SIGNATURE_BYTES: usize = 64;

/// A key pair that signs.
#[derive(Clone)]
pub struct Signer {
    secret: SecretKey,
    public: PublicKey,
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signer({})", self.key_id())
    }
}

impl Signer {
    /// Makes a new key pair.
    pub fn generate() -> Result<Self> {
        let pair = KeyPair::generate_unencrypted_keypair()
            .map_err(|e| Error::internal("系统不能产生随机数，签名密钥没有生成，请重试。").because(e))?;
        Ok(Self { secret: pair.sk, public: pair.pk })
    }

    /// Takes the secret half, as [`Signer::secret`] gave it.
    pub fn from_secret(secret: &[u8]) -> Result<Self> {
        let damaged = || Error::damaged("签名密钥已损坏，请从备份恢复。");
        let secret = SecretKey::from_bytes(secret).map_err(|e| damaged().because(e))?;
        // The seed must make the public half that stands beside it; under a password it would not.
        let bytes = secret.to_bytes();
        let seed = key_bytes(&bytes).get(..32).and_then(|seed| ed25519_compact::Seed::from_slice(seed).ok());
        let pair = seed.and_then(|seed| ed25519_compact::KeyPair::try_from_seed(seed).ok());
        if !bytes.starts_with(ED25519) || pair.is_none_or(|pair| *pair.sk != *key_bytes(&bytes)) {
            return Err(damaged());
        }
        let public = PublicKey::from_secret_key(&secret).map_err(|e| damaged().because(e))?;
        Ok(Self { secret, public })
    }

    /// The secret half, to be stored wrapped.
    pub fn secret(&self) -> Vec<u8> {
        self.secret.to_bytes()
    }

    /// The public half on one line (`RW…`): what `minisign -P` takes.
    pub fn public_key(&self) -> String {
        self.public.to_base64()
    }

    /// The public half as the text of a `.pub` file: what `minisign -p` takes.
    pub fn public_key_file(&self) -> String {
        format!("{UNTRUSTED}minisign public key {}\n{}\n", self.key_id(), self.public_key())
    }

    /// The key's id, 16 hex digits, as minisign shows it.
    pub fn key_id(&self) -> String {
        id(self.public.keynum())
    }

    /// SHA-256 of the public key in groups of four digits, to be compared on paper.
    pub fn fingerprint(&self) -> String {
        let digest = hex::encode_upper(Sha256::digest(self.public.to_bytes()));
        let groups: Vec<&str> = (0..digest.len()).step_by(4).map(|at| &digest[at..at + 4]).collect();
        groups.join(" ")
    }

    /// Signs `text` as minisign does, and `comment` with it; the result is the text of a `.minisig` file.
    pub(super) fn sign(&self, text: &[u8], comment: &str) -> Result<String> {
        let failed = || Error::internal("数据包签名没有成功，请重试。");
        let key = ed25519_compact::SecretKey::from_slice(key_bytes(&self.secret.to_bytes()))
            .map_err(|e| failed().because(e))?;
        let signature = key.sign(Blake2b512::digest(text), None);
        let mut commented = signature.to_vec();
        commented.extend_from_slice(comment.as_bytes());
        let whole = key.sign(&commented, None);
        let mut bytes = PREHASHED.to_vec();
        bytes.extend_from_slice(self.public.keynum());
        bytes.extend_from_slice(&*signature);
        let base64 = |bytes: &[u8]| Base64::encode_to_string(bytes).map_err(|e| failed().because(e));
        Ok(compose(&self.key_id(), &base64(&bytes)?, comment, &base64(&*whole)?))
    }
}

/// A public key, and what it signed.
pub(super) struct Verifier {
    public: PublicKey,
}

/// Why a signature does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// Not the one way in which a `.minisig` file is written
    Form,
    /// Signed by another key
    WrongKey,
    /// The text, the comment or the signature was changed
    Bad,
}

impl Verifier {
    /// Reads a public key: `RW…`, with or without its comment line.
    pub(super) fn new(public_key: &str) -> Result<Self> {
        let refused = || Error::invalid("这不是minisign公钥（RW开头的一行），请用对方县局密钥单上的公钥。");
        let line = public_key.trim_start_matches('\u{feff}').trim();
        let parsed = if line.contains('\n') {
            PublicKeyBox::from_string(line).and_then(PublicKeyBox::into_public_key)
        } else {
            PublicKey::from_base64(line)
        };
        let public = parsed.map_err(|e| refused().because(e))?;
        if public.to_bytes().starts_with(ED25519) { Ok(Self { public }) } else { Err(refused()) }
    }

    /// The key's id, 16 hex digits.
    pub(super) fn key_id(&self) -> String {
        id(self.public.keynum())
    }

    /// Checks the text of a `.minisig` file over `text`, every byte of it; gives the trusted comment.
    pub(super) fn check(&self, text: &[u8], minisig: &str) -> Result<String, Refused> {
        let mut lines = minisig.lines();
        let mut next = |prefix: &str| lines.next().and_then(|line| line.strip_prefix(prefix)).ok_or(Refused::Form);
        let (_, signature, comment, whole) = (next(UNTRUSTED)?, next("")?, next(TRUSTED)?, next("")?);
        let decode = |base64: &str, length: usize| {
            Base64::decode_to_vec(base64, None).ok().filter(|bytes| bytes.len() == length).ok_or(Refused::Form)
        };
        let bytes = decode(signature, SIGNATURE_BYTES)?;
        decode(whole, COMMENT_SIGNATURE_BYTES)?;
        let keynum = &bytes[2..10];
        if !bytes.starts_with(PREHASHED) {
            return Err(Refused::Form);
        }
        if keynum != self.public.keynum() {
            return Err(Refused::WrongKey);
        }
        // Lengths are known to be right by now: the library trusts them.
        let signed = SignatureBox::from_string(minisig).map_err(|_| Refused::Form)?;
        minisign::verify(&self.public, &signed, std::io::Cursor::new(text), true, false, false)
            .map_err(|_| Refused::Bad)?;
        // Spaces at line ends and the untrusted comment are not signed: only the canonical form is taken.
        if compose(&id(keynum), signature, comment, whole) != minisig || comment.trim() != comment {
            return Err(Refused::Form);
        }
        Ok(comment.to_owned())
    }
}

fn compose(key_id: &str, signature: &str, comment: &str, whole: &str) -> String {
    format!("{UNTRUSTED}signature by yihu key {key_id}\n{signature}\n{TRUSTED}{comment}\n{whole}\n")
}

fn id(keynum: &[u8]) -> String {
    let mut bytes = keynum.to_vec();
    bytes.reverse();
    hex::encode_upper(bytes)
}

/// The Ed25519 key inside a minisign secret key: after three algorithms, salt, two limits and the key id, before the checksum.
fn key_bytes(secret: &[u8]) -> &[u8] {
    secret.get(2 + 2 + 2 + 32 + 8 + 8 + 8..secret.len().saturating_sub(32)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_signed_is_verified_and_comes_out_the_same_again() {
        let signer = Signer::generate().unwrap();
        let again = Signer::from_secret(&signer.secret()).unwrap();
        let minisig = signer.sign(b"abc", "stream=610522-A").unwrap();
        assert_eq!(again.sign(b"abc", "stream=610522-A").unwrap(), minisig);
        for key in [signer.public_key(), signer.public_key_file(), format!("\u{feff}{}\r\n", signer.public_key())] {
            assert_eq!(Verifier::new(&key).unwrap().check(b"abc", &minisig).unwrap(), "stream=610522-A");
        }
        assert_eq!(Verifier::new(&signer.public_key()).unwrap().key_id(), signer.key_id());
        assert_eq!(signer.fingerprint().len(), 64 + 15);
        assert!(!format!("{signer:?}").contains(&hex::encode(signer.secret())));
    }

    #[test]
    fn every_flipped_bit_of_a_signature_file_is_noticed() {
        let signer = Signer::generate().unwrap();
        let verifier = Verifier::new(&signer.public_key()).unwrap();
        let minisig = signer.sign(b"abc", "counts=case=1").unwrap().into_bytes();
        for at in 0..minisig.len() {
            for bit in 0..8 {
                let mut flipped = minisig.clone();
                flipped[at] ^= 1 << bit;
                let refused = String::from_utf8(flipped).map_or(true, |text| verifier.check(b"abc", &text).is_err());
                assert!(refused, "byte {at} bit {bit}");
            }
        }
        assert_eq!(verifier.check(b"abd", std::str::from_utf8(&minisig).unwrap()), Err(Refused::Bad));
    }

    #[test]
    fn another_key_and_no_key_are_refused() {
        let (signer, other) = (Signer::generate().unwrap(), Signer::generate().unwrap());
        let minisig = signer.sign(b"abc", "c").unwrap();
        assert_eq!(Verifier::new(&other.public_key()).unwrap().check(b"abc", &minisig), Err(Refused::WrongKey));
        for text in ["", "RW", "x\ny", "untrusted comment: x\n\n"] {
            assert!(Verifier::new(text).is_err(), "{text:?}");
        }
        for secret in [&b""[..], &[0; 158], &signer.secret()[..100]] {
            assert!(Signer::from_secret(secret).is_err());
        }
        let mut damaged = signer.secret();
        damaged[80] ^= 1;
        assert!(Signer::from_secret(&damaged).is_err());
    }

    #[test]
    fn broken_signature_files_do_not_panic() {
        let signer = Signer::generate().unwrap();
        let verifier = Verifier::new(&signer.public_key()).unwrap();
        let minisig = signer.sign(b"abc", "c").unwrap();
        for end in 0..minisig.len() {
            assert!(verifier.check(b"abc", &minisig[..end]).is_err(), "cut at {end}");
        }
        let short = minisig.lines().take(3).chain(["AAAA"]).collect::<Vec<_>>().join("\n");
        assert_eq!(verifier.check(b"abc", &short), Err(Refused::Form));
    }
}

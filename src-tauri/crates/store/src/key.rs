//! The 32-byte data key. It must never be printed, logged or stored unwrapped.

use std::fmt;

use zeroize::{Zeroize as _, Zeroizing};

/// A raw 32-byte key, wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; 32]);

impl Key {
    /// Takes 32 random bytes as a key.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes themselves, to be kept inside an encrypted database.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The key as `SQLCipher` takes it: the bytes as they are, without deriving.
    pub(crate) fn pragma(&self) -> Zeroizing<String> {
        let digits = Zeroizing::new(hex::encode(self.0));
        Zeroizing::new(format!("x'{}'", *digits))
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn key_is_not_printed() {
        assert_eq!(format!("{:?}", Key::new([0xAB; 32])), "Key(…)");
    }
}

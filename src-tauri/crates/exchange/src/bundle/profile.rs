//! Which field of which record may leave, and how it is searched for informants. What is not listed stays.

use serde_json::Value;
use yihu_domain::Noun;

/// The export profile: allow-lists of fields, and the key under which hotline records change their ids.
#[derive(Clone)]
pub struct Profile {
    #[expect(dead_code, reason = "filled with the body")]
    key: [u8; 32],
}

impl std::fmt::Debug for Profile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Profile")
    }
}

impl Profile {
    /// Makes the profile; `key` is the archive's secret for hotline ids, the same for ever.
    pub const fn new(key: [u8; 32]) -> Self {
        Self { key }
    }

    /// The record as it may leave; none when it stays whole.
    pub fn redact(&self, _noun: Noun, _record: &Value) -> Option<Value> {
        None
    }
}

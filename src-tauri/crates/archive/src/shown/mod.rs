//! What the window is shown of long work: plain data, its words ready to read.
//!
//! Nothing is decided here; the verbs fill these in. Names and shapes are those of `ui/src/api/types.ts`.
//!
//! A count crosses as `u32`. What may be larger (bytes, sums) stays whole here and is told to TypeScript as the `u32` it is to
//! it, a `number`: exact up to 2⁵³, and nothing here comes near.

pub mod backup;
pub mod bundle;
pub mod bureau;
pub mod calendar;
pub mod class;
pub mod diary;
pub mod gap;
pub mod import;
pub mod print;
pub mod selfcheck;
pub mod user;
pub mod verify;

use serde::Serialize;

/// How many there are of something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Tally {
    /// Of what
    pub title: String,
    /// How many
    pub count: u32,
}

impl Tally {
    /// Counts something.
    pub(crate) fn new(title: impl Into<String>, count: impl TryInto<u32>) -> Self {
        Self { title: title.into(), count: number(count) }
    }
}

/// A count as the window takes it.
pub(crate) fn number(count: impl TryInto<u32>) -> u32 {
    count.try_into().unwrap_or(u32::MAX)
}

//! What the window is shown of long work: plain data, its words ready to read.
//!
//! Nothing is decided here; the verbs fill these in. Names and shapes are those of `ui/src/api/types.ts`.

pub mod backup;
pub mod bundle;
pub mod bureau;
pub mod import;
pub mod print;
pub mod selfcheck;
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

//! What an operation did, as the window tells it.

use serde::Serialize;

/// An operation that is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Done {
    /// Its id, to undo it by; none when nothing changed
    pub op_id: Option<String>,
    /// Its name
    pub op: String,
    /// How many records it changed
    pub count: u32,
}

/// One field that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Difference {
    /// Its name
    pub field: String,
    /// Its title
    pub title: String,
    /// What it said
    pub before: String,
    /// What it says
    pub after: String,
}

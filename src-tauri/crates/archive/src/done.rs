//! What an operation did, as the window tells it.

use serde::Serialize;
use yihu_store::Stamp;

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

impl Done {
    /// What an operation under this stamp did to so many records.
    pub(crate) fn of(stamp: &Stamp, count: usize) -> Self {
        let op_id = (count > 0).then(|| stamp.op_id.to_string());
        Self { op_id, op: stamp.op.clone(), count: u32::try_from(count).unwrap_or(u32::MAX) }
    }
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

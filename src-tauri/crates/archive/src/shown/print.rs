//! What was printed.

use serde::Serialize;

/// A PDF made in memory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Pdf {
    /// What it is, and whose
    pub title: String,
    /// The file
    pub base64: String,
    /// Its pages
    pub pages: u32,
    /// What the clerk must know before handing it in, as sentences
    pub findings: Vec<String>,
}

/// A PDF that was written to disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Printed {
    /// The file
    pub path: String,
    /// Its pages
    pub pages: u32,
    /// What the clerk must know before handing it in, as sentences
    pub findings: Vec<String>,
}

//! Bytes in, bytes out: every file that enters or leaves the archive.
//!
//! Knows no SQL and no store; it is handed records and hands back bytes or findings.

pub mod attachment;
pub mod bundle;
pub mod dossier;
pub mod file;
pub mod keys;
pub mod page;
pub mod report;
pub mod sheet;
pub mod wall;

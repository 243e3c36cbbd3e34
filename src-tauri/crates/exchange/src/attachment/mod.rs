//! Attachments on disk: encrypted, each named by the SHA-256 of its plain bytes.
//!
//! Knows no record and no slot; whether a file is still wanted is for the caller to say.

mod probe;

use std::{
    io::{Read, Write},
    path::{Path, PathBuf},
};

use yihu_domain::{Error, Result};

pub use probe::{Probe, probe, probe_bytes};

use crate::keys::Key;

/// The folder of encrypted files.
pub struct Vault {
    folder: PathBuf,
    key: Key,
}

/// What an ingest did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// SHA-256 of the plain bytes, hex
    pub sha256: String,
    /// Size of the plain bytes
    pub bytes: u64,
    /// Whether it was not there before
    pub new: bool,
}

/// What a copy did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Copied {
    /// Files that were missing
    pub files: u64,
    /// Their size, encrypted
    pub bytes: u64,
    /// Files that were there already
    pub present: u64,
}

impl Vault {
    /// Stands for `folder` (made at the first ingest), encrypted under `Secrets::attachment_key`.
    pub fn new(folder: impl Into<PathBuf>, key: Key) -> Self {
        Self { folder: folder.into(), key }
    }

    /// Takes a file in, as a stream; the same bytes twice are stored once.
    pub fn ingest(&self, _reader: impl Read) -> Result<Stored> {
        Err(Error::internal("附件还不能使用。"))
    }

    /// Opens a stored file for reading; what is damaged errs, at the latest at the end (`file::io` unpacks it).
    pub fn open(&self, _sha256: &str) -> Result<impl Read + use<>> {
        Err::<std::io::Empty, _>(Error::internal("附件还不能使用。"))
    }

    /// Reads a stored file, all or nothing.
    pub fn read_all(&self, _sha256: &str) -> Result<Vec<u8>> {
        Err(Error::internal("附件还不能使用。"))
    }

    /// Copies the plain bytes out and says how many; on an error what was written is to be thrown away.
    pub fn copy_to(&self, _sha256: &str, _out: &mut dyn Write) -> Result<u64> {
        Err(Error::internal("附件还不能使用。"))
    }

    /// Decrypts all of a stored file and compares its hash with its name.
    pub fn check(&self, _sha256: &str) -> Result<()> {
        Err(Error::internal("附件还不能使用。"))
    }

    /// Lists the hashes of what is stored, sorted.
    pub fn list(&self) -> Result<Vec<String>> {
        Err(Error::internal("附件还不能使用。"))
    }

    /// Copies what `folder` lacks, encrypted as it is; serves backup and restore.
    pub fn copy_missing(&self, _folder: &Path) -> Result<Copied> {
        Err(Error::internal("附件还不能使用。"))
    }

    /// Deletes drafts that a crash left behind.
    pub fn remove_leftovers(&self) -> Result<usize> {
        Err(Error::internal("附件还不能使用。"))
    }
}

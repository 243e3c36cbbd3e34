//! Attachments on disk: encrypted, each named by the SHA-256 of its plain bytes.
//!
//! Knows no record and no slot; whether a file is still wanted is for the caller to say.

mod clarity;
mod mend;
mod page;
mod picture;
mod probe;
mod sealed;
mod stream;
#[cfg(test)]
mod tests;
mod waiting;

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Read, Write},
    path::{Path, PathBuf},
};

use yihu_domain::{Error, Kind, Result, error};

pub use clarity::clarity;
pub use mend::{mend, slants};
pub use page::page;
pub use probe::{Probe, probe, probe_bytes};
pub use sealed::{Seal, digest, seal, unseal};
pub use waiting::{Lying, lying_in};

use crate::{
    file::{self, Access, Draft},
    keys::Key,
};

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
    /// Whether it was not there before (or not whole)
    pub new: bool,
}

/// What a copy did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Copied {
    /// Files that were missing
    pub files: u64,
    /// Their size, encrypted
    pub bytes: u64,
    /// Files that were there already
    pub present: u64,
    /// Files that are damaged here and were left out, by hash: one of them must not stop the backup of all others
    pub damaged: Vec<String>,
}

impl Vault {
    /// Stands for `folder` (made at the first ingest), encrypted under `Secrets::attachment_key`.
    pub fn new(folder: impl Into<PathBuf>, key: Key) -> Self {
        Self { folder: folder.into(), key }
    }

    /// Takes a file in, as a stream; the same bytes twice are stored once, unless the first copy was damaged.
    pub fn ingest(&self, reader: impl Read) -> Result<Stored> {
        let told = |e| error::io("写入附件", e);
        file::create_folder(&self.folder).map_err(told)?;
        let mut draft = Draft::create(&self.folder, Access::Shared).map_err(told)?;
        let (hash, bytes) = stream::encrypt(&self.key, reader, &mut draft)?;
        let sha256 = hex::encode(hash);
        let path = place(&self.folder, &sha256);
        let new = !path.exists() || self.check(&sha256).is_err();
        if new {
            settle(draft, &path)?;
        }
        Ok(Stored { sha256, bytes, new })
    }

    /// Opens a stored file for reading; what is damaged errs, at the latest at the end (`file::io` unpacks it).
    pub fn open(&self, sha256: &str) -> Result<impl Read + use<>> {
        let expected = parse(sha256)?;
        stream::Plain::open(&self.key, expected, self.encrypted(sha256)?)
    }

    /// Says how long a stored file is, plain, without reading it.
    pub fn size(&self, sha256: &str) -> Result<u64> {
        let expected = parse(sha256)?;
        let metadata = self.encrypted(sha256)?.metadata().map_err(|e| error::io("读取附件", e))?;
        stream::plain_length(metadata.len()).ok_or_else(|| stream::damaged(&expected))
    }

    /// Reads a stored file, all or nothing.
    pub fn read_all(&self, sha256: &str) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.open(sha256)?.read_to_end(&mut bytes).map_err(|e| file::io("读取附件", e))?;
        Ok(bytes)
    }

    /// Copies the plain bytes out and says how many; on an error what was written is to be thrown away.
    pub fn copy_to(&self, sha256: &str, out: &mut dyn Write) -> Result<u64> {
        let mut plain = self.open(sha256)?;
        io::copy(&mut plain, out).map_err(|e| file::io("取出附件", e))
    }

    /// Decrypts all of a stored file and compares its hash with its name.
    pub fn check(&self, sha256: &str) -> Result<()> {
        self.copy_to(sha256, &mut io::sink()).map(|_| ())
    }

    /// Lists the hashes of what is stored, sorted.
    pub fn list(&self) -> Result<Vec<String>> {
        let mut hashes = Vec::new();
        for shelf in names_in(&self.folder)?.iter().filter(|s| s.len() == 2) {
            let names = names_in(&self.folder.join(shelf))?;
            hashes.extend(names.into_iter().filter(|n| parse(n).is_ok() && n.starts_with(shelf)));
        }
        hashes.sort_unstable();
        Ok(hashes)
    }

    /// Copies what `folder` lacks, encrypted as it is; serves backup and restore.
    ///
    /// `told` hears before each file how many of how many are done; an error of it ends the copying between two files.
    pub fn copy_missing(&self, folder: &Path, told: &mut dyn FnMut(usize, usize) -> Result<()>) -> Result<Copied> {
        self.copy_these(&self.list()?, folder, told)
    }

    /// Copies what `folder` lacks of `wanted`; what is not here is left out like what is damaged.
    pub fn copy_these(
        &self,
        wanted: &[String],
        folder: &Path,
        told: &mut dyn FnMut(usize, usize) -> Result<()>,
    ) -> Result<Copied> {
        let mut copied = Copied::default();
        for (done, sha256) in wanted.iter().enumerate() {
            told(done, wanted.len())?;
            match self.copy_one(sha256, folder) {
                Ok(None) => copied.present += 1,
                Ok(Some(bytes)) => {
                    copied.files += 1;
                    copied.bytes += bytes;
                }
                Err(e) if matches!(e.kind, Kind::Damaged | Kind::NotFound) => copied.damaged.push(sha256.clone()),
                Err(e) => return Err(e),
            }
        }
        Ok(copied)
    }

    /// Copies a file unless it is there; says how many bytes that took.
    fn copy_one(&self, sha256: &str, folder: &Path) -> Result<Option<u64>> {
        let target = place(folder, sha256);
        // A folder that is not there is no missing attachment.
        let told = |e| error::io(&format!("复制附件到“{}”", folder.display()), e);
        let lost = |e: io::Error| Error::internal(told(e).message);
        let mut source = self.encrypted(sha256)?;
        let length = source.metadata().map_err(lost)?.len();
        // The length follows from the plain bytes alone: where it differs, one of the two is damaged.
        if fs::metadata(&target).is_ok_and(|there| there.len() == length) {
            return Ok(None);
        }
        self.check(sha256)?;
        file::create_folder(folder).map_err(lost)?;
        let mut draft = Draft::create(folder, Access::Shared).map_err(lost)?;
        io::copy(&mut source, &mut draft).map_err(lost)?;
        settle(draft, &target).map_err(|e| Error::internal(e.message))?;
        Ok(Some(length))
    }

    /// Says which of `wanted` are not here, without reading them.
    pub fn lacks(&self, wanted: &[String]) -> usize {
        wanted.iter().filter(|sha256| self.size(sha256).is_err()).count()
    }

    /// Deletes every file that `wanted` does not say is to stay, and says how many.
    pub fn retain(&self, wanted: &dyn Fn(&str) -> bool) -> Result<usize> {
        let mut removed = 0;
        for sha256 in self.list()?.iter().filter(|sha256| !wanted(sha256)) {
            fs::remove_file(place(&self.folder, sha256)).map_err(|e| error::io("清理备份里的旧附件", e))?;
            removed += 1;
        }
        Ok(removed)
    }

    /// Deletes drafts that a crash left behind.
    pub fn remove_leftovers(&self) -> Result<usize> {
        if self.folder.is_dir() { file::remove_leftovers(&self.folder) } else { Ok(0) }
    }

    fn encrypted(&self, sha256: &str) -> Result<File> {
        parse(sha256)?;
        File::open(place(&self.folder, sha256)).map_err(|e| match e.kind() {
            ErrorKind::NotFound => missing(sha256).because(e),
            _ => error::io("读取附件", e),
        })
    }
}

fn settle(draft: Draft, path: &Path) -> Result<()> {
    if let Some(shelf) = path.parent() {
        file::create_folder(shelf).map_err(|e| error::io("写入附件", e))?;
    }
    draft.commit(path)
}

fn place(folder: &Path, sha256: &str) -> PathBuf {
    folder.join(sha256.get(..2).unwrap_or_default()).join(sha256)
}

/// Lower-case hex of 32 bytes and nothing else: it becomes a path.
fn parse(sha256: &str) -> Result<[u8; 32]> {
    let canonical = !sha256.bytes().any(|b| b.is_ascii_uppercase());
    let hash = hex::decode(sha256).ok().filter(|_| canonical).and_then(|bytes| bytes.try_into().ok());
    hash.ok_or_else(|| missing(sha256))
}

fn missing(sha256: &str) -> Error {
    let short: String = sha256.chars().take(8).collect();
    Error::not_found(format!("档案里没有这个附件文件（{short}…），请从备份中恢复，或重新扫描后再附上。"))
}

fn names_in(folder: &Path) -> Result<Vec<String>> {
    let told = |e| error::io("读取附件文件夹", e);
    let entries = match fs::read_dir(folder) {
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(Vec::new()),
        outcome => outcome.map_err(told)?,
    };
    let mut names = Vec::new();
    for entry in entries {
        // A name that is not even text is none of ours.
        names.extend(entry.map_err(told)?.file_name().into_string());
    }
    Ok(names)
}

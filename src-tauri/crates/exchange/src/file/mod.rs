//! The one way a file is put on disk: whole, or not at all.
//!
//! Knows nothing of what is in the file. Nobody else in the house creates files with `std::fs`.

#[cfg(test)]
mod tests;

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use chacha20poly1305::aead::Generate as _;
use ct_codecs::{Base64, Decoder as _, Encoder as _};
use sha2::{Digest as _, Sha256};
use yihu_domain::{Error, Result, error};

const PREFIX: &str = ".yihu-";
const SUFFIX: &str = ".tmp";
const RANDOM_HEX: usize = 32;

/// Who may read the finished file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Whoever the folder lets in.
    Shared,
    /// Its owner only (0600).
    Secret,
}

/// Writes `path` through a temporary file beside it, so that it is there whole or the old one is untouched.
///
/// The closure's own I/O errors may come wrapped by a library: the disk's first refusal is remembered and told.
pub fn write_atomic<T>(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<T>) -> Result<T> {
    write_seekable(path, Access::Shared, |w| write(w))
}

/// Does the same for a file that only its owner may read.
pub fn write_secret<T>(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<T>) -> Result<T> {
    write_seekable(path, Access::Secret, |w| write(w))
}

/// Does the same for writers that go back (zip).
pub fn write_seekable<T>(path: &Path, access: Access, write: impl FnOnce(&mut Draft) -> Result<T>) -> Result<T> {
    let name = name_of(path)?;
    // What the disk will not take as a name is said before the work, not after it.
    let refused = match fs::metadata(path) {
        Ok(there) if there.is_dir() => Some(io::ErrorKind::IsADirectory.into()),
        Err(e) if e.kind() != io::ErrorKind::NotFound => Some(e),
        _ => None,
    };
    if let Some(cause) = refused {
        return Err(error::io(&format!("写入“{name}”"), cause));
    }
    let mut draft = Draft::create(folder_of(path), access).map_err(|e| error::io(&format!("写入“{name}”"), e))?;
    let done = match write(&mut draft) {
        Ok(done) => done,
        Err(e) => return Err(draft.refusal.take().map_or(e, |cause| error::io(&format!("写入“{name}”"), cause))),
    };
    draft.commit(path)?;
    Ok(done)
}

/// Writes `bytes` to `path` atomically.
pub fn write_bytes(path: &Path, bytes: &[u8]) -> Result<()> {
    write_atomic(path, |w| w.write_all(bytes).map_err(|e| error::io("写入文件", e)))
}

/// Turns an I/O error into ours; one of ours that travelled inside it (a damaged attachment) comes out as it was.
pub fn io(doing: &str, cause: io::Error) -> Error {
    match cause.downcast::<Error>() {
        Ok(ours) => ours,
        Err(cause) => error::io(doing, cause),
    }
}

/// SHA-256 of a file, hex.
pub fn sha256(path: &Path) -> Result<String> {
    let mut sha = Sha256::new();
    let read = File::open(path).and_then(|mut file| io::copy(&mut file, &mut Hashing(&mut sha)));
    read.map_err(|e| error::io("读取文件", e))?;
    Ok(hex::encode(sha.finalize()))
}

/// Hashes what is written to it.
struct Hashing<'a>(&'a mut Sha256);

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Says how many bytes may still be written where `folder` lies.
pub fn free_space(folder: &Path) -> Result<u64> {
    fs4::available_space(folder).map_err(|e| error::io("读取磁盘空间", e))
}

/// Writes bytes as base64, for whoever takes text only.
pub fn base64(bytes: &[u8]) -> Result<String> {
    Base64::encode_to_string(bytes)
        .map_err(|e| Error::internal("文件太大，内存放不下，请先存成文件再打开。").because(e.to_string()))
}

/// Reads bytes that came as base64.
pub fn from_base64(text: &str) -> Result<Vec<u8>> {
    Base64::decode_to_vec(text, None)
        .map_err(|e| Error::invalid("没有收到完整的文件，请再放一次。").because(e.to_string()))
}

/// Deletes the temporary files that a crash left in `folder` and says how many; those still being written stay.
pub fn remove_leftovers(folder: &Path) -> Result<usize> {
    let told = |e| error::io(&format!("整理文件夹“{}”", folder.display()), e);
    let mut removed = 0;
    for entry in fs::read_dir(folder).map_err(told)? {
        let entry = entry.map_err(told)?;
        if !entry.file_name().to_str().is_some_and(is_draft_name) || !entry.file_type().map_err(told)?.is_file() {
            continue;
        }
        // A writer holds a lock on its draft until it ends, by whatever death.
        let busy = File::open(entry.path()).is_ok_and(|f| matches!(f.try_lock(), Err(fs::TryLockError::WouldBlock)));
        if !busy {
            match fs::remove_file(entry.path()) {
                Ok(()) => removed += 1,
                Err(e) if e.kind() == io::ErrorKind::NotFound => {}
                Err(e) => return Err(told(e)),
            }
        }
    }
    Ok(removed)
}

/// A file being written under a name of its own; gone when dropped unfinished.
#[derive(Debug)]
pub struct Draft {
    out: BufWriter<File>,
    path: PathBuf,
    committed: bool,
    refusal: Option<io::Error>,
}

impl Draft {
    /// Starts a draft in `folder`, which must be on the disk where it is to end.
    pub(crate) fn create(folder: &Path, access: Access) -> io::Result<Self> {
        let random = <[u8; RANDOM_HEX / 2]>::try_generate().map_err(io::Error::other)?;
        let path = folder.join(format!("{PREFIX}{}{SUFFIX}", hex::encode(random)));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        restrict(&mut options, access);
        let file = options.open(&path)?;
        // Advisory only, for `remove_leftovers`; some network disks have no locks, and need none.
        let _unsupported = file.try_lock();
        Ok(Self { out: BufWriter::with_capacity(1 << 16, file), path, committed: false, refusal: None })
    }

    /// Makes the draft durable under its final name, replacing what was there.
    pub(crate) fn commit(mut self, path: &Path) -> Result<()> {
        let name = name_of(path)?;
        let told = |e| error::io(&format!("写入“{name}”"), e);
        if let Some(cause) = self.refusal.take() {
            return Err(told(cause));
        }
        self.out.flush().map_err(told)?;
        self.out.get_ref().sync_all().map_err(told)?;
        fs::rename(&self.path, path).map_err(told)?;
        self.committed = true;
        sync_folder(folder_of(path)).map_err(|e| {
            Error::internal(format!("“{name}”已写好，但磁盘没有确认保存，请检查磁盘后重做一次。")).because(e)
        })
    }

    /// Gives up what was written beyond `length`.
    pub(crate) fn cut(&mut self, length: u64) -> io::Result<()> {
        let outcome = self.out.flush().and_then(|()| self.out.get_ref().set_len(length));
        self.remember(outcome)
    }

    fn remember<T>(&mut self, outcome: io::Result<T>) -> io::Result<T> {
        outcome.inspect_err(|e| {
            if e.kind() == io::ErrorKind::Interrupted {
                return;
            }
            let told = e.raw_os_error().map_or_else(|| e.kind().into(), io::Error::from_raw_os_error);
            self.refusal.get_or_insert(told);
        })
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let outcome = self.out.write(bytes);
        self.remember(outcome)
    }

    fn flush(&mut self) -> io::Result<()> {
        let outcome = self.out.flush();
        self.remember(outcome)
    }
}

impl Seek for Draft {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let outcome = self.out.seek(to);
        self.remember(outcome)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.committed {
            // Nothing more can be done about it here; `remove_leftovers` tries again.
            let _left = fs::remove_file(&self.path);
        }
    }
}

/// Creates `folder`, durably; never what it lies in, which may be a disk that was pulled out.
pub(crate) fn create_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    match fs::create_dir(folder) {
        Err(e) if e.kind() != io::ErrorKind::AlreadyExists => Err(e),
        _ => sync_folder(folder_of(folder)),
    }
}

fn name_of(path: &Path) -> Result<String> {
    let name = path.file_name().ok_or_else(|| Error::invalid("没有给出文件名，请写明要保存成什么文件。"))?;
    Ok(name.to_string_lossy().into_owned())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

fn is_draft_name(name: &str) -> bool {
    let middle = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(SUFFIX));
    middle.is_some_and(|m| m.len() == RANDOM_HEX && m.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(unix)]
fn restrict(options: &mut OpenOptions, access: Access) {
    use std::os::unix::fs::OpenOptionsExt as _;
    if access == Access::Secret {
        options.mode(0o600);
    }
}

#[cfg(not(unix))]
fn restrict(_: &mut OpenOptions, _: Access) {}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some file systems (FUSE, SMB) cannot sync a folder; the rename is then as durable as they make it.
        Err(e) if matches!(e.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        outcome => outcome,
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

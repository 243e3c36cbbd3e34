//! A database's own bytes, copied as they lie on the disk: encrypted, unread, as fast as the disk is.
//!
//! Only for a database that is held still (`connection::hold_in_file`), and never the last word: the drill reads it all.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read, Seek, Write},
    path::Path,
    sync::{Mutex, PoisonError},
};

use yihu_domain::{Result, error};

use super::Told;

/// Bytes read at a time; as often is looked whether the clerk stopped it.
const A_STEP: usize = 1 << 20;
/// Bytes of a page (`SQLCipher` v4); progress is told in pages.
const PAGE: u64 = 4096;

/// Database files that were read beside `SQLite`, each once.
///
/// POSIX takes every lock of a process on a file when the process closes any handle of it, also those of `SQLite`: none
/// of these is closed while the program runs. They are as many as the archives that one run backed up.
#[cfg(unix)]
static KEPT: Mutex<Vec<File>> = Mutex::new(Vec::new());
#[cfg(not(unix))]
static KEPT: Mutex<()> = Mutex::new(());

/// Copies the file at `from` to the new file `to`.
pub(super) fn copy(from: &Path, to: &Path, told: Told<'_>) -> Result<()> {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let mut source = handle(&mut kept, from).map_err(|e| error::io("读取档案", e))?;
    let failed = |e| error::io("写入备份", e);
    let mut copied = OpenOptions::new().write(true).create_new(true).open(to).map_err(failed)?;
    source.rewind().map_err(|e| error::io("读取档案", e))?;
    let total = source.metadata().map_err(|e| error::io("读取档案", e))?.len();
    let pages = |bytes: u64| usize::try_from(bytes / PAGE).unwrap_or(usize::MAX);
    let (mut done, mut step) = (0, vec![0; A_STEP]);
    loop {
        let read = source.read(&mut step).map_err(|e| error::io("读取档案", e))?;
        if read == 0 {
            return Ok(());
        }
        copied.write_all(&step[..read]).map_err(failed)?;
        done += read as u64;
        told(pages(done), pages(total))?;
    }
}

/// The handle of the file that lies at `path` now; a file that was renamed away keeps its own.
#[cfg(unix)]
fn handle<'a>(kept: &'a mut Vec<File>, path: &Path) -> io::Result<&'a File> {
    use std::os::unix::fs::MetadataExt;
    let at = std::fs::metadata(path)?;
    let same = |held: std::fs::Metadata| (held.dev(), held.ino()) == (at.dev(), at.ino());
    let place = kept.iter().position(|file| file.metadata().is_ok_and(same));
    if place.is_none() {
        kept.push(File::open(path)?);
    }
    let place = place.unwrap_or(kept.len() - 1);
    Ok(&kept[place])
}

/// Elsewhere a handle that is closed takes nothing with it.
#[cfg(not(unix))]
fn handle(_: &mut (), path: &Path) -> io::Result<File> {
    File::open(path)
}

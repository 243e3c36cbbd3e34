//! What the scanner's program left in its folder and waits for a slot. The folder is only read.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    time::SystemTime,
};

use yihu_domain::{Result, day, rights::Right};
use yihu_exchange::{attachment as scan, file};

use super::{Bytes, Elsewhere};
use crate::Archive;

/// Files looked at, at most: the newest.
const MOST: usize = 100;

/// A file in the scanner's folder.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, specta::Type)]
pub struct Waiting {
    /// Where it lies
    pub path: String,
    /// Its name
    pub name: String,
    /// When it was scanned, as it is shown
    pub at: String,
    /// SHA-256 of its bytes; empty when it cannot be put into a slot
    pub sha256: String,
    /// What it is
    pub media_type: String,
    /// 页数
    pub pages: u32,
    /// Why it cannot be put into a slot
    pub problem: Option<String>,
    /// Where the archive has it already
    pub elsewhere: Vec<Elsewhere>,
}

/// What was found out of a file when it was first seen: scanners' files are large, and the folder is looked at often.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    written: SystemTime,
    bytes: u64,
    /// SHA-256, media type, pages; or why not
    scan: std::result::Result<(String, &'static str, u32), String>,
}

impl Archive {
    /// Lists the newest scans of the scanner's folder, those first that the archive does not have yet.
    pub fn attachment_waiting(&mut self, folder: &Path) -> Result<Vec<Waiting>> {
        self.require(Right::Read)?;
        let lying = scan::lying_in(folder, MOST)?;
        let mut seen = HashMap::with_capacity(lying.len());
        let mut waiting = Vec::with_capacity(lying.len());
        for it in lying {
            let known = self.seen.remove(&it.path).filter(|s| (s.written, s.bytes) == (it.written, it.bytes));
            let known = known.unwrap_or_else(|| look(&it));
            let (sha256, media_type, pages) = known.scan.clone().unwrap_or_default();
            waiting.push(Waiting {
                path: it.path.to_string_lossy().into_owned(),
                name: it.name,
                at: day::minute(it.written.into()),
                elsewhere: if sha256.is_empty() { Vec::new() } else { self.places_of(&sha256, None)? },
                sha256,
                media_type: media_type.to_owned(),
                pages,
                problem: known.scan.as_ref().err().cloned(),
            });
            seen.insert(it.path, known);
        }
        self.seen = seen;
        waiting.sort_by_key(|it| (!it.elsewhere.is_empty(), it.problem.is_some()));
        Ok(waiting)
    }

    /// Reads a file of the scanner's folder, to be shown; of a TIFF one page (1 is the first) as a PNG.
    pub fn attachment_waiting_read(&self, folder: &Path, name: &str, page: u32) -> Result<Bytes> {
        self.require(Right::Read)?;
        // A name alone: nothing beside the folder is read.
        let name = Path::new(name).file_name().unwrap_or_default();
        let (probe, bytes) = scan::probe(&folder.join(name))?;
        let file_name = name.to_string_lossy().into_owned();
        shown_page(probe.media_type, bytes, page, file_name)
    }
}

fn look(it: &scan::Lying) -> Seen {
    let scan = match scan::probe(&it.path) {
        Ok((probe, bytes)) => Ok((scan::digest(&bytes), probe.media_type, probe.pages)),
        Err(e) => Err(e.message),
    };
    Seen { written: it.written, bytes: it.bytes, scan }
}

/// What the window can show of a file: itself, or one page of a TIFF.
pub(super) fn shown_page(media_type: &str, bytes: Vec<u8>, page: u32, file_name: String) -> Result<Bytes> {
    let (media_type, bytes) = match media_type {
        "image/tiff" => ("image/png", scan::page(&bytes, page)?),
        other => (other, bytes),
    };
    Ok(Bytes { media_type: media_type.to_owned(), base64: file::base64(&bytes)?, file_name })
}

/// Files that were looked at, by path.
pub(crate) type SeenFiles = HashMap<PathBuf, Seen>;

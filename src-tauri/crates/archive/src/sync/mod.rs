//! The sync bundle: what changed since the bundle before, signed, for the city.

mod shown;
mod slice;

use std::{
    fs,
    path::{Path, PathBuf},
};

use yihu_domain::{
    Error, Head, Result,
    bundle::{Bundle, BundleKind},
    error,
    period::Period,
    rights::Right,
};
use yihu_exchange::{
    bundle::{self, Finding, GENESIS, Gate, Manifest, PrintFile, Profile, Summary, Written},
    file,
};

use crate::{Archive, Watch};
use slice::Slice;

/// Longest public key file that is read: a real one has some 120 bytes.
const KEY_FILE_MOST: u64 = 4096;

/// A bundle that was exported.
#[derive(Debug, Clone)]
pub struct BundleMade {
    /// The zip
    pub path: PathBuf,
    /// Its record
    pub record: Bundle,
}

impl Archive {
    /// Exports the next bundle of the stream; the first of a stream is always full.
    pub fn export_bundle(&mut self, full: bool, folder: &Path, watch: &Watch<'_>) -> Result<BundleMade> {
        self.require(Right::Bundle)?;
        self.export(self.next_kind(full)?, None, Vec::new(), folder, watch)
    }

    /// What the next bundle is: the first of a stream is always full.
    fn next_kind(&self, full: bool) -> Result<BundleKind> {
        let first = self.store.last_bundle(self.stream())?.is_none();
        Ok(if full || first { BundleKind::Full } else { BundleKind::Delta })
    }

    /// Writes a bundle, then keeps its record: a bundle without a record was never told as done,
    /// and the next export takes its number and its place.
    pub(crate) fn export(
        &mut self,
        kind: BundleKind,
        period: Option<Period>,
        prints: Vec<PrintFile>,
        folder: &Path,
        watch: &Watch<'_>,
    ) -> Result<BundleMade> {
        let (wall, signer) = (self.wall()?, self.signer()?);
        fs::create_dir_all(folder).map_err(|e| error::io("新建上报文件夹", e))?;
        // What a crash left of an earlier bundle; what cannot be removed does no harm.
        let _ = file::remove_leftovers(folder);
        let before = self.store.last_bundle(self.stream())?;
        let manifest = self.manifest(kind, period, before.as_ref());
        let after = after(kind, before.as_ref());
        let profile = Profile::new(*self.secrets.export_id_key());
        let gate = Gate { signer: &signer, wall: &wall, profile: &profile };
        let mut slice = Slice::new(self, after, prints, watch)?;
        let written = bundle::write(folder, &manifest, &mut slice, gate)?;
        self.keep(manifest, written)
    }

    fn manifest(&self, kind: BundleKind, period: Option<Period>, before: Option<&Bundle>) -> Manifest {
        let follows = before.filter(|_| kind != BundleKind::Full);
        Manifest {
            bureau: self.bureau_code().to_owned(),
            bureau_name: self.bureau.name.clone(),
            stream: self.stream().to_owned(),
            sequence: before.map_or(1, |b| b.sequence + 1),
            kind,
            previous_digest: before.map(|b| b.digest.clone()),
            previous_change_hash: follows.map_or_else(|| GENESIS.to_owned(), |b| b.last_change_hash.clone()),
            period: period.map(|p| p.to_string()),
            made_at: self.clock.now(),
            agent: format!("Yihu {}", env!("CARGO_PKG_VERSION")),
        }
    }

    fn keep(&mut self, manifest: Manifest, written: Written) -> Result<BundleMade> {
        let mut record = Bundle {
            head: Head::new(self.new_id(), self.bureau_code()),
            stream: manifest.stream,
            sequence: manifest.sequence,
            kind: manifest.kind,
            digest: written.digest,
            from_change: written.from_change,
            // A bundle without changes ends where the one before did.
            to_change: if written.to_change == 0 { self.last_sent()? } else { written.to_change },
            last_change_hash: written.last_change_hash,
            period: manifest.period,
            counts: written.counts,
            exported_at: manifest.made_at,
        };
        let stamp = self.stamp(format!("导出数据包{}-{}-{:06}", record.head.bureau, record.stream, record.sequence));
        self.store.write(&stamp, |w| w.put(&mut record))?;
        Ok(BundleMade { path: written.path, record })
    }

    fn last_sent(&self) -> Result<i64> {
        Ok(self.store.last_bundle(self.stream())?.map_or(0, |b| b.to_change))
    }
}

/// The last change that a bundle does not carry any more.
fn after(kind: BundleKind, before: Option<&Bundle>) -> i64 {
    before.filter(|_| kind != BundleKind::Full).map_or(0, |b| b.to_change)
}

/// Reads what a bundle says of itself, without checking it.
pub fn show(file: &Path) -> Result<Summary> {
    bundle::show(file)
}

/// Finds everything that is wrong with a bundle; `key` is the county's `.pub` file, `after` the bundle before.
pub fn verify(file: &Path, key: &Path, after: Option<&Path>) -> Result<Vec<Finding>> {
    let size = fs::metadata(key).map_err(|e| error::io("读取公钥文件", e))?.len();
    if size > KEY_FILE_MOST {
        return Err(Error::invalid("这不是公钥文件（太大），请选县局交来的 .pub 文件。"));
    }
    let text = fs::read_to_string(key).map_err(|e| error::io("读取公钥文件", e))?;
    verify_by(file, &text, after)
}

/// Does the same with the text of a public key.
fn verify_by(file: &Path, key: &str, after: Option<&Path>) -> Result<Vec<Finding>> {
    let mut findings = bundle::verify(file, key, after)?;
    // What is wrong with the zip itself names the zip: every finding says which file it is about.
    let zip = file.file_name().unwrap_or_default().to_string_lossy();
    for finding in findings.iter_mut().filter(|finding| finding.entry.is_empty()) {
        finding.entry = zip.clone().into_owned();
    }
    Ok(findings)
}

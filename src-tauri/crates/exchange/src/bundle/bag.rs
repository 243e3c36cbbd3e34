//! The bag inside the zip: names, their order, `bag-info.txt`, manifests. Text in, text out; no files.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use yihu_domain::{Noun, bundle::BundleKind};

use super::container::Method;

pub(super) const BAGIT: &str = "bagit.txt";
pub(super) const BAG_INFO: &str = "bag-info.txt";
pub(super) const MANIFEST: &str = "manifest-sha256.txt";
pub(super) const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
pub(super) const SIGNATURE: &str = "tagmanifest-sha256.txt.minisig";
pub(super) const README: &str = "data/README.txt";
pub(super) const CHANGES: &str = "data/changes.ndjson";
pub(super) const FILES: &str = "data/files/sha256/";
pub(super) const INDEX: &str = "data/index.csv";
pub(super) const PRINT: &str = "data/print/";
pub(super) const RECORDS: &str = "data/records/";

/// What every bundle has.
pub(super) const REQUIRED: [&str; 8] = [BAGIT, README, CHANGES, INDEX, BAG_INFO, MANIFEST, TAG_MANIFEST, SIGNATURE];

pub(super) const BAGIT_TEXT: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
pub(super) const README_TEXT: &str = include_str!("readme.txt");

/// The version of the format that this program writes and reads.
pub(super) const FORMAT: u32 = 1;
/// What a path below the top folder may be long.
pub(super) const MAX_PATH: usize = 100;

/// Where a name stands in the order of the zip; none when it has no place in a bundle.
///
/// The payload is in the order of its names, but scans stay in the order they were handed over.
pub(super) fn rank(path: &str) -> Option<u8> {
    Some(match path {
        BAGIT => 0,
        README => 1,
        CHANGES => 2,
        INDEX => 4,
        BAG_INFO => 7,
        MANIFEST => 8,
        TAG_MANIFEST => 9,
        SIGNATURE => 10,
        _ if scan_hash(path).is_some() => 3,
        _ if path.strip_prefix(PRINT).is_some_and(is_file_name) => 5,
        _ if record_noun(path).is_some() => 6,
        _ => return None,
    })
}

/// How a file is kept: text compressed, what is compressed already as it is, and what is signed over as it is.
pub(super) fn method(path: &str) -> Method {
    match rank(path) {
        Some(1 | 2 | 4 | 6) => Method::Deflated,
        _ => Method::Stored,
    }
}

/// The path of a scan.
pub(super) fn scan_path(sha256: &str, extension: &str) -> String {
    format!("{FILES}{}/{sha256}.{extension}", sha256.get(..2).unwrap_or_default())
}

/// The hash in a scan's path.
pub(super) fn scan_hash(path: &str) -> Option<&str> {
    let (folder, file) = path.strip_prefix(FILES)?.split_once('/')?;
    let (hash, extension) = file.split_once('.')?;
    let fits = is_digest(hash) && hash.starts_with(folder) && folder.len() == 2 && is_extension(extension);
    fits.then_some(hash)
}

/// The noun in the path of a file of records.
pub(super) fn record_noun(path: &str) -> Option<Noun> {
    let word = path.strip_prefix(RECORDS)?.strip_suffix(".ndjson")?;
    Noun::ALL.into_iter().find(|noun| noun.word() == word)
}

/// Whether it is a file name of ASCII letters, digits, `.`, `-`, `_`.
pub(super) fn is_file_name(name: &str) -> bool {
    let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'));
    plain && !name.is_empty() && !name.starts_with('.') && PRINT.len() + name.len() <= MAX_PATH
}

/// Whether it is an extension such as `jpg`.
pub(super) fn is_extension(text: &str) -> bool {
    (1..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

/// Whether it is a SHA-256 in lower-case hex.
pub(super) fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// One line of a manifest.
pub(super) fn manifest_line(sha256: &str, path: &str) -> String {
    format!("{sha256}  {path}\n")
}

/// What `bag-info.txt` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BagInfo {
    pub(super) organization: String,
    pub(super) made_at: DateTime<Utc>,
    pub(super) payload_bytes: u64,
    pub(super) payload_files: u64,
    pub(super) agent: String,
    pub(super) kind: BundleKind,
    pub(super) bureau: String,
    pub(super) stream: String,
    pub(super) sequence: i64,
    pub(super) previous_digest: Option<String>,
    pub(super) from_change: i64,
    pub(super) to_change: i64,
    pub(super) previous_change_hash: String,
    pub(super) last_change_hash: String,
    pub(super) period: Option<String>,
    pub(super) counts: BTreeMap<String, i64>,
    pub(super) key_id: String,
    /// Path → SHA-256 of its compressed bytes
    pub(super) deflated: BTreeMap<String, String>,
}

impl BagInfo {
    /// The bundle's name: file, top folder, identifier.
    pub(super) fn name(&self) -> String {
        name(&self.bureau, &self.stream, self.sequence)
    }

    /// The one text that says this.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let mut line = |key: &str, value: &str| text.extend([key, ": ", value, "\n"]);
        line("Source-Organization", &self.organization);
        line("External-Identifier", &self.name());
        line("Bagging-Date", &self.made_at.format("%Y-%m-%d").to_string());
        line("Payload-Oxum", &format!("{}.{}", self.payload_bytes, self.payload_files));
        line("Bag-Software-Agent", &self.agent);
        line("X-Bundle-Format", &FORMAT.to_string());
        line("X-Kind", self.kind.word());
        line("X-Made-At", &self.made_at.to_rfc3339_opts(SecondsFormat::Millis, true));
        line("X-Stream", &format!("{}-{}", self.bureau, self.stream));
        line("X-Sequence", &self.sequence.to_string());
        if let Some(digest) = &self.previous_digest {
            line("X-Previous-Tagmanifest-SHA256", digest);
        }
        line("X-From-Change", &self.from_change.to_string());
        line("X-To-Change", &self.to_change.to_string());
        line("X-Previous-Change-Hash", &self.previous_change_hash);
        line("X-Last-Change-Hash", &self.last_change_hash);
        if let Some(period) = &self.period {
            line("X-Period", period);
        }
        line("X-Record-Counts", &counts_text(&self.counts));
        line("X-Signing-Key", &self.key_id);
        for (path, sha256) in &self.deflated {
            line("X-Deflated-SHA256", &format!("{sha256} {path}"));
        }
        text
    }

    /// The signed comment that stands beside the signature.
    pub(super) fn comment(&self) -> String {
        format!(
            "stream={}-{} sequence={} previous={} counts={}",
            self.bureau,
            self.stream,
            self.sequence,
            self.previous_digest.as_deref().unwrap_or("none"),
            counts_text(&self.counts)
        )
    }

    /// Reads the text; none when it is not exactly what [`BagInfo::text`] writes.
    pub(super) fn read(text: &str) -> Option<Self> {
        let fields: BTreeMap<String, String> = fields(text).into_iter().collect();
        let field = |key: &str| fields.get(key).cloned();
        let (bytes, files) = fields.get("Payload-Oxum")?.split_once('.')?;
        let (bureau, stream) = fields.get("X-Stream")?.split_once('-')?;
        let kind = fields.get("X-Kind")?;
        let info = Self {
            organization: field("Source-Organization")?,
            made_at: fields.get("X-Made-At")?.parse().ok()?,
            payload_bytes: bytes.parse().ok()?,
            payload_files: files.parse().ok()?,
            agent: field("Bag-Software-Agent")?,
            kind: [BundleKind::Full, BundleKind::Delta, BundleKind::Selfcheck]
                .into_iter()
                .find(|k| k.word() == kind)?,
            bureau: bureau.to_owned(),
            stream: stream.to_owned(),
            sequence: fields.get("X-Sequence")?.parse().ok()?,
            previous_digest: field("X-Previous-Tagmanifest-SHA256"),
            from_change: fields.get("X-From-Change")?.parse().ok()?,
            to_change: fields.get("X-To-Change")?.parse().ok()?,
            previous_change_hash: field("X-Previous-Change-Hash")?,
            last_change_hash: field("X-Last-Change-Hash")?,
            period: field("X-Period"),
            counts: read_counts(fields.get("X-Record-Counts")?)?,
            key_id: field("X-Signing-Key")?,
            deflated: read_deflated(text)?,
        };
        (info.text() == text).then_some(info)
    }
}

/// `610522-A-000042`
pub(super) fn name(bureau: &str, stream: &str, sequence: i64) -> String {
    format!("{bureau}-{stream}-{sequence:06}")
}

/// The `Key: value` lines of a tag file, in order.
pub(super) fn fields(text: &str) -> Vec<(String, String)> {
    let pairs = text.lines().filter_map(|line| line.split_once(": "));
    pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}

/// Reads the lines `X-Deflated-SHA256: <digest> <path>`.
fn read_deflated(text: &str) -> Option<BTreeMap<String, String>> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("X-Deflated-SHA256: "));
    lines.map(|line| line.split_once(' ').map(|(sha256, path)| (path.to_owned(), sha256.to_owned()))).collect()
}

fn counts_text(counts: &BTreeMap<String, i64>) -> String {
    counts.iter().map(|(noun, count)| format!("{noun}={count}")).collect::<Vec<_>>().join(",")
}

/// Reads `case=3,licence=12`.
pub(super) fn read_counts(text: &str) -> Option<BTreeMap<String, i64>> {
    let pairs = text.split(',').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').and_then(|(noun, n)| Some((noun.to_owned(), n.parse().ok()?)))).collect()
}

/// Whether it is the letter of a writing archive: `A` … `Z`, `AA` …
pub(super) fn is_stream(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase())
}

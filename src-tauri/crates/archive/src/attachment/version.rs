//! The earlier versions of a scan: what lay in its place, since when, and what it was made of.

use std::collections::BTreeSet;

use yihu_domain::{Error, Noun, Result, attachment::Attachment, day, rights::Right};

use crate::{Archive, VersionKey};

/// A scan as it once was.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, specta::Type)]
pub struct ScanVersion {
    /// What to read, and to return to
    pub key: VersionKey,
    /// Whether it is the one in force
    pub in_force: bool,
    /// When it came there
    pub at: String,
    /// By whom
    pub by: String,
    /// 原件, or what was done to it, in words
    pub what: String,
    /// The name of its file
    pub file_name: String,
    /// What it is
    pub media_type: String,
    /// How many pages
    pub pages: u32,
}

impl Archive {
    /// Lists the versions of a scan, newest first: each once, as it first came there.
    pub fn attachment_versions(&self, id: &str) -> Result<Vec<ScanVersion>> {
        self.require(Right::Read)?;
        let it = self.scan_of(id)?;
        self.require_unsealed(it.of_noun)?;
        let (mut seen, mut versions) = (BTreeSet::new(), Vec::new());
        for entry in self.store.history(Noun::Attachment, it.head.id.uuid())? {
            let was = parsed(&entry.after)?;
            if !seen.insert(was.sha256.clone()) {
                continue;
            }
            versions.push(ScanVersion {
                key: VersionKey {
                    noun: Noun::Attachment,
                    id: it.head.id.to_string(),
                    revision: u32::try_from(entry.revision).unwrap_or(u32::MAX),
                },
                in_force: was.sha256 == it.sha256,
                at: day::minute(entry.at),
                by: entry.by,
                what: was.mending.as_ref().map_or_else(|| "原件".to_owned(), |made| made.says(was.pages)),
                pages: u32::try_from(was.pages).unwrap_or(u32::MAX),
                file_name: was.file_name,
                media_type: was.media_type,
            });
        }
        versions.reverse();
        Ok(versions)
    }

    /// A scan as it was after the change that made this revision of it.
    pub(super) fn scan_version(&self, it: &Attachment, revision: u32) -> Result<Attachment> {
        let history = self.store.history(Noun::Attachment, it.head.id.uuid())?;
        let entry = history.iter().find(|entry| entry.revision == i64::from(revision));
        parsed(&entry.ok_or_else(|| Error::not_found("没有这一份旧版，请刷新页面。"))?.after)
    }

    /// A scan as it came, before it was mended.
    pub(super) fn original(&self, it: &Attachment) -> Result<Attachment> {
        let Some(mending) = &it.mending else { return Ok(it.clone()) };
        for entry in self.store.history(Noun::Attachment, it.head.id.uuid())?.iter().rev() {
            let was = parsed(&entry.after)?;
            if was.sha256 == mending.original {
                return Ok(was);
            }
        }
        Err(Error::not_found("这份扫描件的原件找不到了：请运行数据体检，或从备份恢复。"))
    }
}

/// An attachment as an entry of the log has it.
pub(super) fn parsed(json: &str) -> Result<Attachment> {
    serde_json::from_str(json).map_err(|e| Error::damaged("操作日志里的一条附件读不出，请从备份恢复。").because(e))
}

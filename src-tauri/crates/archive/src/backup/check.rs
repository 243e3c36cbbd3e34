//! The restore drill: opens the copy, cipher and links, chain, recount, digests, scans.

use std::path::Path;

use yihu_domain::{Kind, Result, bureau::Bureau};
use yihu_exchange::{
    attachment::Vault,
    keys::{KeyFile, Secrets},
};
use yihu_store::{Key, backup::rehearse};

use super::{Drill, folder::Scratch, manifest::Manifest, messages, task::informants_findings};
use crate::{
    Watch,
    attachment::attachments_ever,
    session::{ARCHIVE_DB, KEYS},
};

/// Scans that the drill of a new backup reads of the latest, and of all others.
pub(super) const SAMPLE: Option<usize> = Some(20);

/// What a drill found, and what it saw on the way.
pub(super) struct Checked {
    pub(super) drill: Drill,
    pub(super) schema: Option<u32>,
    pub(super) last_hash: String,
    pub(super) bureau: Option<Bureau>,
    /// The copy, open; it lies in `_scratch` where it had to be brought up to date
    pub(super) store: Option<yihu_store::Store>,
    _scratch: Scratch,
}

/// Drills a backup that lies in `path`; its scans lie in `files`. `needed` is told which they are before they are read.
///
/// `sample` scans are read of the latest, which no earlier drill has read, and as many spread over the rest; or all.
pub(super) fn check(
    path: &Path,
    files: &Path,
    secrets: &Secrets,
    sample: Option<usize>,
    watch: &Watch<'_>,
    needed: impl FnOnce(&[String]) -> Result<()>,
) -> Result<Checked> {
    watch.step("演练恢复", 0, 0)?;
    let scratch = Scratch::new()?;
    let seen = rehearse(&path.join(ARCHIVE_DB), &Key::new(*secrets.data_key()), scratch.path())?;
    let mut drill = Drill { ok: true, checked: seen.drill.records, findings: messages(seen.drill.findings) };
    drill.checked.insert("change".to_owned(), seen.drill.changes);
    if let Err(error) = KeyFile::load(&path.join(KEYS)).and_then(|keys| keys.check()) {
        drill.findings.push(error.message);
    }
    drill.findings.extend(informants_findings(path, secrets));
    if let Some(manifest) = Manifest::of(path) {
        watch.step("比对校验值", 0, 0)?;
        drill.findings.extend(manifest.differs(path));
        if manifest.last_hash != seen.drill.last_hash {
            drill.findings.push("备份里的操作日志与备份时写下的不一样：请换一份备份。".to_owned());
        }
    }
    // What cannot be opened has said so by now.
    let mut scans = seen.store.as_ref().and_then(|store| attachments_ever(store).ok()).unwrap_or_default();
    let mut known = std::collections::HashSet::new();
    scans.retain(|sha256| known.insert(sha256.clone()));
    needed(&scans)?;
    let vault = Vault::new(files, secrets.attachment_key());
    match vault.lacks(&scans) {
        0 => {}
        n => drill.findings.push(format!("备份缺{n}个附件文件：请检查档案里的附件（数据体检），或换一份备份。")),
    }
    let chosen = chosen(&scans, sample);
    for (index, sha256) in chosen.iter().enumerate() {
        watch.step("读附件", index, chosen.len())?;
        match vault.check(sha256) {
            // What lacks is counted already.
            Err(error) if error.kind != Kind::NotFound => drill.findings.push(error.message),
            _ => {}
        }
    }
    drill.checked.insert("attachment_file".to_owned(), i64::try_from(scans.len()).unwrap_or(i64::MAX));
    drill.ok = drill.findings.is_empty();
    let bureau = seen.store.as_ref().and_then(|store| store.bureau().ok().flatten());
    Ok(Checked {
        drill,
        schema: seen.schema,
        last_hash: seen.drill.last_hash,
        bureau,
        store: seen.store,
        _scratch: scratch,
    })
}

/// The latest, and some spread over those before: how many there are shifts which, so that every one has its turn.
fn chosen(scans: &[String], sample: Option<usize>) -> Vec<&String> {
    let Some(sample) = sample.filter(|sample| scans.len() > 2 * sample) else { return scans.iter().collect() };
    let (before, latest) = scans.split_at(scans.len() - sample);
    let stride = before.len() / sample;
    before.iter().skip(scans.len() % stride).step_by(stride).chain(latest).collect()
}

//! The files of the archive: every scan that was ever named is there, whole; and what lies there that nobody names.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File, TryLockError},
    path::Path,
};

use yihu_domain::{Result, attachment::Attachment, error};

use super::{Reading, VerifyReport};
use crate::{
    Archive, Watch,
    attachment::attachments_ever,
    session::{BACKUPS, FILES},
};

impl Archive {
    /// Compares what is stored with what the records name, and what they named before, and reads as much as is asked.
    pub(super) fn verify_attachments(
        &self,
        reading: Reading,
        report: &mut VerifyReport,
        watch: &Watch<'_>,
    ) -> Result<()> {
        let stored: BTreeSet<String> = self.vault.list()?.into_iter().collect();
        let mut current: BTreeMap<String, Attachment> = BTreeMap::new();
        self.store.each::<Attachment>(|it| {
            current.insert(it.sha256.clone(), it);
            Ok(())
        })?;
        let named: BTreeSet<String> =
            attachments_ever(&self.store)?.into_iter().chain(current.keys().cloned()).collect();
        let mut read = 0;
        for (index, sha256) in named.iter().enumerate() {
            watch.step("检查附件", index, named.len())?;
            let it = current.get(sha256);
            let (of, name) = match it {
                Some(it) => (Some((it.of_noun, it.of_id)), format!("附件“{}”（{}）", it.slot, it.file_name)),
                None => (None, format!("早先的一份附件（{}…）", short(sha256))),
            };
            if !stored.contains(sha256) {
                let message = format!("{name}的文件不见了：请从备份恢复，或重新扫描。");
                report.find("attachment_missing", of, message);
                continue;
            }
            let wanted = match reading {
                Reading::Presence => false,
                Reading::Sample(percent) => (index + 1).is_multiple_of(100 / percent.clamp(1, 100) as usize),
                Reading::All => true,
            };
            read += usize::from(wanted);
            let whole = if wanted { self.vault.check(sha256) } else { self.vault.size(sha256).map(drop) };
            if let Err(error) = whole {
                report.find("attachment_damaged", of, format!("{name}损坏：{}", error.message));
            } else if it.is_some_and(|it| self.vault.size(sha256).ok() != u64::try_from(it.bytes).ok()) {
                let message = format!("{name}的长度与登记的不符：请从备份恢复，或重新扫描。");
                report.find("attachment_damaged", of, message);
            }
        }
        for orphan in stored.difference(&named) {
            let short = short(orphan);
            let message = format!("有一个附件文件没有记录指向它（{short}…）：多半是断电留下的，不影响使用。");
            report.find("attachment_orphan", None, message);
        }
        report.count("附件", named.len());
        report.count("已读附件", read);
        Ok(())
    }

    /// Half-written files that a crash left: the next that opens the archive for writing sweeps most of them away.
    pub(super) fn verify_leftovers(&self, report: &mut VerifyReport) -> Result<()> {
        for folder in [self.dir.clone(), self.dir.join(FILES), self.dir.join(BACKUPS)] {
            let entries = match fs::read_dir(&folder) {
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => continue,
                entries => entries.map_err(|e| error::io("读取档案文件夹", e))?,
            };
            for path in entries.flatten().map(|entry| entry.path()) {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let half = name.starts_with(".yihu-") || name.ends_with(".partial") || name.ends_with("-journal");
                if half && !is_held(&path) {
                    let message =
                        format!("有一个没写完的文件“{name}”：是断电或中断留下的，不影响使用，以后会自动清理。");
                    report.find("leftover", None, message);
                }
            }
        }
        Ok(())
    }
}

/// Whether somebody is writing it right now.
fn is_held(path: &Path) -> bool {
    File::open(path).is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}

fn short(sha256: &str) -> &str {
    &sha256[..sha256.len().min(8)]
}

//! 数据体检: every invariant of the archive, each finding a sentence with what to do.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use yihu_domain::{Result, attachment::Attachment, rights::Right};

use crate::Archive;

/// How much of the attachments is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Only whether each file is there
    Presence,
    /// So many percent of them, spread evenly
    Sample(u32),
    /// Every byte
    All,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// A stable word for scripts
    pub code: String,
    /// A Chinese sentence that says what to do
    pub message: String,
}

/// What was looked at, and what was found.
#[derive(Debug, Clone, Serialize)]
pub struct VerifyReport {
    /// Nothing was found
    pub ok: bool,
    /// What was looked at, counted
    pub checked: BTreeMap<String, i64>,
    /// What was found
    pub findings: Vec<Finding>,
    /// Whether bytes are not what was written (exit code 4), rather than something derived being stale
    #[serde(skip)]
    pub damaged: bool,
}

impl From<yihu_store::Finding> for Finding {
    fn from(it: yihu_store::Finding) -> Self {
        Self { code: it.code, message: it.message }
    }
}

impl Archive {
    /// Checks the databases, the change chain, the attachments, the signing key; rebuilds what is derived when asked.
    pub fn verify(&mut self, reading: Reading, rebuild: bool) -> Result<VerifyReport> {
        self.require(if rebuild { Right::Administer } else { Right::Read })?;
        if rebuild {
            self.store.rebuild_search()?;
        }
        let inner = self.store.verify()?;
        // A stale search table is mended by --rebuild; everything else that the store finds is damage.
        let damaged = inner.findings.iter().any(|f| !f.code.starts_with("search"));
        let findings = inner.findings.into_iter().map(Finding::from).collect();
        let mut report = VerifyReport { ok: true, checked: inner.checked, findings, damaged };
        self.verify_files(reading, &mut report)?;
        if let Some(informants) = &self.informants {
            let found = informants.verify()?;
            report.damaged |= !found.is_empty();
            report.findings.extend(found.into_iter().map(Finding::from));
        }
        if let Err(error) = self.keys.check() {
            report.damaged = true;
            report.findings.push(Finding { code: "key_file".to_owned(), message: error.message });
        }
        if let Err(error) = self.signer() {
            report.findings.push(Finding { code: "signing_key".to_owned(), message: error.message });
        }
        report.ok = report.findings.is_empty();
        Ok(report)
    }

    fn verify_files(&self, reading: Reading, report: &mut VerifyReport) -> Result<()> {
        let stored: BTreeSet<String> = self.vault.list()?.into_iter().collect();
        let mut named = BTreeSet::new();
        named.extend(self.attachments_ever()?);
        let mut read = 0_i64;
        let mut index = 0_u32;
        let mut missing = Vec::new();
        self.store.each::<Attachment>(|it| {
            index += 1;
            if !stored.contains(&it.sha256) {
                missing.push(Finding {
                    code: "attachment_missing".to_owned(),
                    message: format!("附件“{}”（{}）的文件不见了：请从备份恢复，或重新扫描。", it.slot, it.file_name),
                });
                return Ok(());
            }
            let wanted = match reading {
                Reading::Presence => false,
                Reading::Sample(percent) => index.is_multiple_of(100 / percent.clamp(1, 100)),
                Reading::All => true,
            };
            if wanted {
                read += 1;
                if let Err(error) = self.vault.check(&it.sha256) {
                    missing.push(Finding {
                        code: "attachment_damaged".to_owned(),
                        message: format!("附件“{}”（{}）损坏：{}", it.slot, it.file_name, error.message),
                    });
                }
            }
            Ok(())
        })?;
        report.damaged |= !missing.is_empty();
        report.findings.append(&mut missing);
        for orphan in stored.difference(&named) {
            report.findings.push(Finding {
                code: "attachment_orphan".to_owned(),
                message: format!(
                    "有一个附件文件没有记录指向它（{}…）：多半是断电留下的，不影响使用。",
                    &orphan[..orphan.len().min(8)]
                ),
            });
        }
        report.checked.insert("附件".to_owned(), i64::from(index));
        report.checked.insert("已读附件".to_owned(), read);
        Ok(())
    }
}

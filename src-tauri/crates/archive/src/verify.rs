//! 数据体检: every invariant of the archive, each finding a sentence with what to do.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Instant,
};

use serde::Serialize;
use uuid::Uuid;
use yihu_domain::{
    Id, Noun, Record, Result, attachment::Attachment, case::Case, hotline::Hotline, licence::Licence,
    retailer::Retailer, rights::Right, staff::Staff, training::Training,
};

use crate::{
    Archive, Watch,
    attachment::attachments_ever,
    shown::{Tally, number, verify as shown},
};

/// How much of the scans a sample reads.
const SAMPLE_PERCENT: u32 = 5;

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
    /// Which record, where it is one
    #[serde(skip)]
    pub of: Option<(Noun, Uuid)>,
}

impl Finding {
    fn new(code: &str, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), message: message.into(), of: None }
    }
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
        Self { code: it.code, message: it.message, of: it.of }
    }
}

impl Archive {
    /// Checks the databases, the change chain, the attachments, the signing key; rebuilds what is derived when asked.
    pub fn verify(&mut self, reading: Reading, rebuild: bool, watch: &Watch<'_>) -> Result<VerifyReport> {
        self.require(if rebuild { Right::Rebuild } else { Right::Read })?;
        if rebuild {
            watch.step("重建搜索索引", 0, 0)?;
            self.store.rebuild_search()?;
        }
        let inner = self.store.verify_told(&mut |what, done, total| watch.step(what, done, total))?;
        // A stale search table is mended by --rebuild; everything else that the store finds is damage.
        let damaged = inner.findings.iter().any(|f| !f.code.starts_with("search"));
        let findings = inner.findings.into_iter().map(Finding::from).collect();
        let mut report = VerifyReport { ok: true, checked: inner.checked, findings, damaged };
        self.verify_files(reading, &mut report, watch)?;
        watch.step("检查举报人库和钥匙", 0, 0)?;
        if let Some(informants) = &self.informants {
            let found = informants.verify()?;
            report.damaged |= !found.is_empty();
            report.findings.extend(found.into_iter().map(Finding::from));
        }
        if let Err(error) = self.keys.check() {
            report.damaged = true;
            report.findings.push(Finding::new("key_file", error.message));
        }
        if let Err(error) = self.signer() {
            report.findings.push(Finding::new("signing_key", error.message));
        }
        report.ok = report.findings.is_empty();
        Ok(report)
    }

    fn verify_files(&self, reading: Reading, report: &mut VerifyReport, watch: &Watch<'_>) -> Result<()> {
        let stored: BTreeSet<String> = self.vault.list()?.into_iter().collect();
        let named: BTreeSet<String> = attachments_ever(&self.store)?.into_iter().collect();
        let total = usize::try_from(self.store.count::<Attachment>()?).unwrap_or_default();
        let (mut index, mut read) = (0_usize, 0_i64);
        let mut wrong = Vec::new();
        self.store.each::<Attachment>(|it| {
            watch.step("检查附件", index, total)?;
            index += 1;
            let of = Some((it.of_noun, it.of_id));
            if !stored.contains(&it.sha256) {
                let message = format!("附件“{}”（{}）的文件不见了：请从备份恢复，或重新扫描。", it.slot, it.file_name);
                wrong.push(Finding { of, ..Finding::new("attachment_missing", message) });
                return Ok(());
            }
            let wanted = match reading {
                Reading::Presence => false,
                Reading::Sample(percent) => index.is_multiple_of(100 / percent.clamp(1, 100) as usize),
                Reading::All => true,
            };
            if wanted {
                read += 1;
                if let Err(error) = self.vault.check(&it.sha256) {
                    let message = format!("附件“{}”（{}）损坏：{}", it.slot, it.file_name, error.message);
                    wrong.push(Finding { of, ..Finding::new("attachment_damaged", message) });
                }
            }
            Ok(())
        })?;
        report.damaged |= !wrong.is_empty();
        report.findings.append(&mut wrong);
        for orphan in stored.difference(&named) {
            let short = &orphan[..orphan.len().min(8)];
            let message = format!("有一个附件文件没有记录指向它（{short}…）：多半是断电留下的，不影响使用。");
            report.findings.push(Finding::new("attachment_orphan", message));
        }
        report.checked.insert("附件".to_owned(), i64::try_from(index).unwrap_or(i64::MAX));
        report.checked.insert("已读附件".to_owned(), read);
        Ok(())
    }

    /// Checks everything for the window, with links to the records that are concerned.
    pub fn verify_run(
        &mut self,
        reading: shown::Reading,
        rebuild: bool,
        watch: &Watch<'_>,
    ) -> Result<shown::VerifyReport> {
        let reading = match reading {
            shown::Reading::Presence => Reading::Presence,
            shown::Reading::Sample => Reading::Sample(SAMPLE_PERCENT),
            shown::Reading::All => Reading::All,
        };
        let from = Instant::now();
        let report = self.verify(reading, rebuild, watch)?;
        let findings = report.findings.into_iter().map(|finding| self.with_link(finding));
        let nouns = Noun::ALL.into_iter().map(|noun| (noun.word(), noun.title()));
        let others = [("change", "操作日志"), ("search", "搜索索引"), ("附件", "附件文件"), ("已读附件", "通读附件")];
        // What is there once is no figure.
        let titles = nouns.filter(|(word, _)| !matches!(*word, "bureau" | "attachment")).chain(others);
        let counted = titles.filter_map(|(word, title)| Some(Tally::new(title, *report.checked.get(word)?)));
        Ok(shown::VerifyReport {
            ok: report.ok,
            damaged: report.damaged,
            checked: counted.collect(),
            findings: findings.collect(),
            seconds: number(from.elapsed().as_millis().div_ceil(1000)),
        })
    }

    /// A finding as the window shows it: the record by its name instead of its id.
    fn with_link(&self, it: Finding) -> shown::VerifyFinding {
        let Some((noun, id)) = it.of else {
            return shown::VerifyFinding { code: it.code, message: it.message, noun: None, id: None };
        };
        let named = self.name_of(noun, id).map_or_else(String::new, |name| format!("“{name}”"));
        let message = it.message.replace(&format!("（{id}）"), &named);
        // A record that cannot be read has no page to go to.
        let there = !named.is_empty();
        shown::VerifyFinding { code: it.code, message, noun: there.then_some(noun), id: there.then(|| id.to_string()) }
    }

    fn name_of(&self, noun: Noun, id: Uuid) -> Option<String> {
        fn named<T: Record>(archive: &Archive, id: Uuid) -> Option<String> {
            archive.store.get::<T>(Id::new(id)).ok().map(|record| record.title())
        }
        match noun {
            Noun::Retailer => named::<Retailer>(self, id),
            Noun::Licence => named::<Licence>(self, id),
            Noun::Case => named::<Case>(self, id),
            Noun::Hotline => named::<Hotline>(self, id),
            Noun::Training => named::<Training>(self, id),
            Noun::Staff => named::<Staff>(self, id),
            Noun::Attachment => named::<Attachment>(self, id),
            Noun::Bureau | Noun::Selfcheck | Noun::Bundle | Noun::User => None,
        }
    }
}

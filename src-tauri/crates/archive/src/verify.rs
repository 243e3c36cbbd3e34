//! 数据体检: every invariant of the archive, each finding a sentence with what to do.

mod alike;
mod cases;
mod classes;
mod diaries;
mod files;
mod hotlines;
mod informants;
mod kind;
mod licences;
mod names;
mod reasons;
mod trainings;
mod twice;
mod vendors;
mod visits;

use std::{collections::BTreeMap, time::Instant};

use kind::Need;
use serde::Serialize;
use uuid::Uuid;
use yihu_domain::{
    Id, Kind, Noun, Record, Result, attachment::Attachment, campaign::Campaign, case::Case, day, diary::Diary,
    hotline::Hotline, inspection::Inspection, licence::Licence, matter::Matter, retailer::Retailer, rights::Right,
    staff::Staff, training::Training, vendor::Vendor,
};
use yihu_store::verify::MORE;

use crate::{
    Archive, Watch,
    shown::{Tally, verify as shown},
};

/// How much of the scans a sample reads.
const SAMPLE_PERCENT: u32 = 5;

/// Findings of one kind that are spelled out; the rest is only counted.
const SPELLED_OUT: usize = 20;

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

    /// Whether somebody has to deal with it.
    pub fn needs(&self) -> bool {
        kind::need(&self.code) != Need::Left
    }
}

/// What was looked at, and what was found.
#[derive(Debug, Clone, Serialize)]
pub struct VerifyReport {
    /// Nothing was found that somebody has to deal with
    pub ok: bool,
    /// What was looked at, counted
    pub checked: BTreeMap<String, i64>,
    /// What was found; with `ok` only what nobody has to deal with
    pub findings: Vec<Finding>,
    /// How many of each kind were found, also those that are not spelled out
    pub kinds: BTreeMap<String, usize>,
    /// Whether something is not what was written (exit code 4), rather than stale or left lying about
    pub damaged: bool,
}

impl VerifyReport {
    fn count(&mut self, what: &str, n: usize) {
        self.checked.insert(what.to_owned(), i64::try_from(n).unwrap_or(i64::MAX));
    }

    /// Keeps what was found; of many of one kind the first are spelled out.
    fn find(&mut self, code: &str, of: Option<(Noun, Uuid)>, message: impl Into<String>) {
        let so_far = self.kinds.entry(code.to_owned()).or_default();
        *so_far += 1;
        if *so_far <= SPELLED_OUT {
            self.findings.push(Finding { of, ..Finding::new(code, message) });
        }
    }

    /// Counts more of a kind that nobody has to read one by one.
    fn more(&mut self, code: &str, many: usize) {
        if many > 0 {
            *self.kinds.entry(code.to_owned()).or_default() += many;
        }
    }

    /// Puts kind beside kind, what is damaged first, and says of how many no more is told.
    fn sort(&mut self) {
        for (code, many) in &self.kinds {
            let told = self.findings.iter().filter(|it| it.code == *code).count();
            if *many > told {
                let rest = format!("还有{}处同类问题，没有逐条列出。", many - told);
                self.findings.push(Finding::new(code, rest));
            }
        }
        self.findings.sort_by_cached_key(|it| kind::rank(&it.code));
    }

    /// Does a part of the check; what cannot be read is a finding, and only being stopped ends the whole.
    fn part(&mut self, check: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        match check(self) {
            Err(e) if e.kind == Kind::Stopped => Err(e),
            Err(e) => {
                self.find("unreadable", None, e.message);
                Ok(())
            }
            Ok(()) => Ok(()),
        }
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
        let kinds = BTreeMap::new();
        let mut report = VerifyReport { ok: true, checked: inner.checked, findings: Vec::new(), kinds, damaged: false };
        for it in inner.findings {
            if it.message == MORE {
                report.findings.push(Finding::new(&it.code, it.message));
            } else {
                report.find(&it.code, it.of, it.message);
            }
        }
        report.part(|report| self.verify_attachments(reading, report, watch))?;
        report.part(|report| self.verify_leftovers(report))?;
        report.part(|report| self.find_reasons(report))?;
        report.part(|report| self.find_twice(report))?;
        watch.step("核对记录的内容", 0, 0)?;
        report.part(|report| self.find_names(report))?;
        report.part(|report| self.find_alike(report))?;
        report.part(|report| self.find_licences(report))?;
        report.part(|report| self.find_cases(report))?;
        report.part(|report| self.find_hotlines(report))?;
        report.part(|report| self.find_trainings(report))?;
        watch.go_on()?;
        report.part(|report| self.find_visits(report))?;
        report.part(|report| self.find_diaries(report))?;
        report.part(|report| self.find_vendors(report))?;
        report.part(|report| self.find_unmeasured(report))?;
        report.part(|report| self.find_classes(report))?;
        watch.step("检查举报人库和钥匙", 0, 0)?;
        report.part(|report| self.verify_informants(report, watch))?;
        if let Err(error) = self.keys.check() {
            report.find("key_file", None, error.message);
        }
        if let Err(error) = self.signer() {
            report.find("signing_key", None, error.message);
        }
        report.sort();
        for it in &mut report.findings {
            self.name(it);
        }
        let any = |asks: fn(Need) -> bool| report.kinds.keys().any(|code| asks(kind::need(code)));
        (report.ok, report.damaged) = (!any(|need| need != Need::Left), any(|need| need == Need::Damage));
        Ok(report)
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
        let mut kinds: Vec<shown::VerifyKind> = Vec::new();
        for it in report.findings {
            let code = it.code.clone();
            if kinds.last().is_none_or(|kind| kind.code != code) {
                let count = report.kinds.get(&code).map_or(0, |n| u32::try_from(*n).unwrap_or(u32::MAX));
                let (title, needs) = (kind::title(&code).to_owned(), kind::need(&code) != Need::Left);
                kinds.push(shown::VerifyKind { code, title, needs, count, findings: Vec::new() });
            }
            if let Some(kind) = kinds.last_mut() {
                kind.findings.push(self.with_link(it));
            }
        }
        let nouns = Noun::ALL.into_iter().map(|noun| (noun.word(), noun.title()));
        let others = [
            ("change", "操作日志"),
            ("search", "搜索索引"),
            ("附件", "附件文件"),
            ("已读附件", "通读附件"),
            ("informant", "举报人"),
        ];
        // What is there once is no figure.
        let titles = nouns.filter(|(word, _)| !matches!(*word, "bureau" | "attachment")).chain(others);
        let counted = titles.filter_map(|(word, title)| Some(Tally::new(title, *report.checked.get(word)?)));
        Ok(shown::VerifyReport {
            ok: report.ok,
            damaged: report.damaged,
            checked: counted.collect(),
            kinds,
            said: format!(
                "{} 体检，用时{}秒",
                day::minute(self.clock.now()),
                from.elapsed().as_millis().div_ceil(1000)
            ),
        })
    }

    /// Says a record by its name instead of its id; one that cannot be read keeps the id.
    fn name(&self, it: &mut Finding) {
        if let Some((noun, id)) = it.of
            && let Some(name) = self.name_of(noun, id)
        {
            it.message = it.message.replace(&format!("（{id}）"), &format!("“{name}”"));
        }
    }

    /// A finding as the window shows it: with the page to go to, and without any id.
    fn with_link(&self, it: Finding) -> shown::VerifyFinding {
        let Some((noun, id)) = it.of else {
            return shown::VerifyFinding { message: it.message, noun: None, id: None };
        };
        let message = it.message.replace(&format!("（{id}）"), "");
        // A licence is looked at with its shop.
        let place = match noun {
            Noun::Licence => self.store.get::<Licence>(Id::new(id)).ok().map(|it| (Noun::Retailer, it.retailer.uuid())),
            // A record that cannot be read has no page to go to.
            _ => self.name_of(noun, id).map(|_| (noun, id)),
        };
        shown::VerifyFinding { message, noun: place.map(|it| it.0), id: place.map(|it| it.1.to_string()) }
    }

    fn name_of(&self, noun: Noun, id: Uuid) -> Option<String> {
        fn named<T: Record>(archive: &Archive, id: Uuid) -> Option<String> {
            archive.store.get::<T>(Id::new(id)).ok().map(|record| record.title())
        }
        match noun {
            Noun::Retailer => named::<Retailer>(self, id),
            Noun::Licence => named::<Licence>(self, id),
            Noun::Matter => named::<Matter>(self, id),
            Noun::Vendor => named::<Vendor>(self, id),
            Noun::Inspection => named::<Inspection>(self, id),
            Noun::Diary => named::<Diary>(self, id),
            Noun::Campaign => named::<Campaign>(self, id),
            Noun::Case => named::<Case>(self, id),
            Noun::Hotline => named::<Hotline>(self, id),
            Noun::Training => named::<Training>(self, id),
            Noun::Staff => named::<Staff>(self, id),
            Noun::Attachment => named::<Attachment>(self, id),
            Noun::Bureau | Noun::Selfcheck | Noun::Bundle | Noun::User => None,
        }
    }
}

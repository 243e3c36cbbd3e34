//! Every invariant of the database, checked; it reports and never repairs.

use std::collections::{BTreeMap, HashMap};

use rusqlite::named_params;
use serde::Serialize;
use uuid::Uuid;
use yihu_domain::{Id, Noun, Record, Result, bureau::Bureau};

use crate::{
    Reads,
    change::{self, Entry, GENESIS},
    connection,
    noun::for_noun,
    problem,
    read::parse,
    search::entry as search,
};

/// Findings of one kind that are spelled out; the rest is only counted.
const SPELLED_OUT: usize = 20;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// A word for scripts, e.g. `chain_broken`
    pub code: String,
    /// A Chinese sentence for people
    pub message: String,
    /// Which record, where it is one
    #[serde(skip)]
    pub of: Option<(Noun, Uuid)>,
}

/// What was checked, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Findings {
    /// How many of each thing were checked
    pub checked: BTreeMap<String, i64>,
    /// What is wrong
    pub findings: Vec<Finding>,
}

impl Finding {
    pub(crate) fn new(code: &str, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), message: message.into(), of: None }
    }
}

impl Findings {
    /// Whether nothing is wrong.
    pub fn ok(&self) -> bool {
        self.findings.is_empty()
    }

    fn count(&mut self, what: &str, n: i64) {
        *self.checked.entry(what.to_owned()).or_default() += n;
    }

    /// Keeps what a part of the check found, or that it could not be done.
    fn take(&mut self, part: Result<Vec<Finding>>) {
        match part {
            Ok(found) => self.findings.extend(found),
            Err(e) => self.findings.push(Finding::new("unreadable", e.message)),
        }
    }
}

/// What the walk along the change log found.
pub(crate) struct Chain {
    pub(crate) entries: i64,
    pub(crate) last_hash: String,
    pub(crate) findings: Vec<Finding>,
    /// What the log says each record is now, by its last entry
    last: HashMap<(Noun, Uuid), i64>,
}

impl Reads {
    /// Checks every page, the structure, links, the chain, the replay of the log, and the search tables.
    ///
    /// Damage is a finding, never an error.
    pub fn verify(&self) -> Result<Findings> {
        self.verify_told(&mut |_, _, _| Ok(()))
    }

    /// Does the same, and tells before each step what it is, how many are done, and of how many; an error ends the check.
    pub fn verify_told(&self, told: &mut dyn FnMut(&str, usize, usize) -> Result<()>) -> Result<Findings> {
        // Pages, chain, each noun, search.
        let steps = Noun::ALL.len() + 3;
        told("检查数据页", 0, steps)?;
        let mut all = Findings { checked: BTreeMap::new(), findings: connection::integrity(&self.conn) };
        told("检查操作日志", 1, steps)?;
        let mut last = None;
        match self.verify_chain() {
            Ok(chain) => {
                all.count("change", chain.entries);
                all.findings.extend(chain.findings);
                last = Some(chain.last);
            }
            Err(e) => all.findings.push(Finding::new("unreadable", e.message)),
        }
        for (index, noun) in Noun::ALL.into_iter().enumerate() {
            told(&format!("检查{}", noun.title()), index + 2, steps)?;
            let mut checked = 0;
            all.take(self.verify_replay(noun, last.as_mut(), &mut checked));
            all.count(noun.word(), checked);
        }
        all.take(Ok(missing(last.as_ref())));
        told("检查搜索索引", steps - 1, steps)?;
        let mut checked = 0;
        all.take(self.verify_search(&mut checked));
        all.count("search", checked);
        all.take(self.verify_bureau());
        Ok(all)
    }

    /// Walks the change log from its beginning: numbers without gaps, digests, hashes, revisions.
    pub(crate) fn verify_chain(&self) -> Result<Chain> {
        let mut chain = Chain { entries: 0, last_hash: GENESIS.to_owned(), findings: Vec::new(), last: HashMap::new() };
        let mut at = None;
        self.changes(0, i64::MAX, |entry| {
            let faults = [
                (entry.seq == chain.entries + 1, "序号不连续"),
                (change::digest(&entry.after) == entry.after_digest, "修改后的内容与摘要不符"),
                (entry.before.as_deref().map(change::digest) == entry.before_digest, "修改前的内容与摘要不符"),
                (change::hash(&chain.last_hash, &entry) == entry.hash, "校验链断开"),
                (at.is_none_or(|at| at <= entry.at), "时间倒退"),
                (chain.last.insert((entry.noun, entry.record), entry.revision) == before(&entry), "版本号不连续"),
            ];
            for (_, words) in faults.into_iter().filter(|(holds, _)| !holds) {
                note(&mut chain.findings, "chain_broken", None, || {
                    format!("操作日志第{}条{words}：日志被改动过，请保留现场并用备份比对。", entry.seq)
                });
            }
            chain.entries += 1;
            at = Some(entry.at);
            chain.last_hash = entry.hash;
            Ok(())
        })?;
        Ok(chain)
    }

    /// Compares every record of a noun with what the log says it is; takes those it saw out of `last`.
    fn verify_replay(
        &self,
        noun: Noun,
        mut last: Option<&mut HashMap<(Noun, Uuid), i64>>,
        checked: &mut i64,
    ) -> Result<Vec<Finding>> {
        let mut findings = Vec::new();
        for id in self.ids(noun)? {
            *checked += 1;
            let logged = last.as_mut().and_then(|last| last.remove(&(noun, id)));
            let same = for_noun!(noun, T => self.as_logged::<T>(id, logged));
            match same {
                Ok(true) => {}
                Ok(false) => note(&mut findings, "state_differs", Some((noun, id)), || {
                    format!("{}记录（{id}）与操作日志不一致：记录被绕过软件改动过，请核对。", noun.title())
                }),
                Err(e) => note(&mut findings, "unreadable", Some((noun, id)), || {
                    format!("{}记录（{id}）：{}", noun.title(), e.message)
                }),
            }
        }
        Ok(findings)
    }

    fn as_logged<T: Record>(&self, id: Uuid, revision: Option<i64>) -> Result<bool> {
        let Some(revision) = revision else { return Ok(false) };
        let Some(entry) = self.entry_of_revision(T::NOUN, id, revision)? else { return Ok(false) };
        let now: T = self.get(Id::new(id))?;
        Ok(now == parse::<T>(&entry.after)?)
    }

    /// Compares the search tables with the records.
    fn verify_search(&self, checked: &mut i64) -> Result<Vec<Finding>> {
        let mut findings = Vec::new();
        for noun in search::NOUNS {
            for id in self.ids(noun)? {
                let stored = search::stored(self, noun, id)?;
                let agrees = match (&stored, search::entry(self, noun, id)?) {
                    (Some((key, stored)), Some(entry)) => *stored == entry && self.is_findable(*key, &entry)?,
                    (stored, entry) => stored.is_none() && entry.is_none(),
                };
                *checked += i64::from(stored.is_some());
                if !agrees {
                    note(&mut findings, "search_differs", Some((noun, id)), || {
                        format!("{}记录（{id}）的搜索索引过时：请重建搜索索引。", noun.title())
                    });
                }
            }
        }
        if self.number(include_str!("search/count.sql"), &[])? != *checked {
            findings.push(Finding::new("search_differs", "搜索索引里有多余的内容：请重建搜索索引。"));
        }
        Ok(findings)
    }

    fn is_findable(&self, key: i64, entry: &search::SearchEntry) -> Result<bool> {
        let document = entry.exact();
        let Some(word) = document.split(' ').next().filter(|word| !word.is_empty()) else { return Ok(true) };
        self.conn
            .prepare_cached(include_str!("search/has.sql"))
            .and_then(|mut s| s.exists(named_params! {":words": format!("\"{word}\""), ":key": key}))
            .map_err(|e| problem::sql("检查搜索索引", e))
    }

    /// One bureau an archive, and every record its own.
    fn verify_bureau(&self) -> Result<Vec<Finding>> {
        let mut findings = Vec::new();
        let Some(bureau) = self.bureau()? else { return Ok(findings) };
        for noun in Noun::ALL {
            let foreign = for_noun!(noun, T => self.foreign::<T>(&bureau)?);
            if foreign > 0 {
                findings.push(Finding::new(
                    "foreign_bureau",
                    format!(
                        "有{foreign}条{}记录的单位代码不是本单位的（{}）：请核对来源。",
                        noun.title(),
                        bureau.head.bureau
                    ),
                ));
            }
        }
        Ok(findings)
    }

    fn foreign<T: Record>(&self, bureau: &Bureau) -> Result<i64> {
        let filter = crate::Filter::new()
            .and("bureau", crate::Compare::Differs, bureau.head.bureau.as_str())
            .removed(crate::Removed::All)
            .page(0, 0);
        Ok(self.list::<T>(&filter)?.total)
    }
}

/// The revision that must stand in the log before this entry.
fn before(entry: &Entry) -> Option<i64> {
    if entry.before.is_none() && entry.revision == 1 { None } else { Some(entry.revision - 1) }
}

/// Records that the log knows and the tables do not.
fn missing(last: Option<&HashMap<(Noun, Uuid), i64>>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (noun, id) in last.into_iter().flat_map(HashMap::keys) {
        note(&mut findings, "record_missing", Some((*noun, *id)), || {
            format!("操作日志里的{}记录（{id}）不见了：记录被绕过软件删除过，请用备份比对。", noun.title())
        });
    }
    findings
}

fn note(findings: &mut Vec<Finding>, code: &str, of: Option<(Noun, Uuid)>, message: impl FnOnce() -> String) {
    let so_far = findings.iter().filter(|f| f.code == code).count();
    if so_far < SPELLED_OUT {
        findings.push(Finding { of, ..Finding::new(code, message()) });
    } else if so_far == SPELLED_OUT {
        findings.push(Finding::new(code, "还有更多同类问题，没有逐条列出。"));
    }
}

#[cfg(test)]
mod tests;

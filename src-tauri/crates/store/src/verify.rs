//! Every invariant of the database, checked; it reports and never repairs.

mod bundle;
mod chain;
mod replay;
mod search;

use std::collections::BTreeMap;

use serde::Serialize;
use uuid::Uuid;
use yihu_domain::{Kind, Noun, Record, Result, bureau::Bureau};

use crate::{Reads, connection, noun::for_noun};

/// Findings of one kind that are spelled out; the rest is only counted.
const SPELLED_OUT: usize = 20;

/// What stands after the findings of a kind that are spelled out.
pub const MORE: &str = "还有更多同类问题，没有逐条列出。";

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

/// Hears what is being checked, how many are done, and of how many; an error of it ends the check.
pub type Told<'a> = &'a mut dyn FnMut(&str, usize, usize) -> Result<()>;

/// How many rows are checked before it is told again.
const STRIDE: i64 = 256;

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
}

impl Reads {
    /// Checks every page, the structure, links, the chain, the replay of the log, the bundles and the search tables.
    ///
    /// Damage is a finding, never an error.
    pub fn verify(&self) -> Result<Findings> {
        self.verify_told(&mut |_, _, _| Ok(()))
    }

    /// Does the same, and tells how far it is; what is told may end the check.
    pub fn verify_told(&self, told: Told<'_>) -> Result<Findings> {
        let mut all = Findings::default();
        told("检查数据页", 0, 0)?;
        all.findings = connection::integrity(&self.conn);
        let chain = part(&mut all, self.verify_chain_told(told))?;
        all.count("change", chain.map_or(0, |chain| chain.entries));
        for noun in Noun::ALL {
            let checked = part(&mut all, for_noun!(noun, T => self.verify_replay::<T>(told)))?;
            all.count(noun.word(), checked.unwrap_or_default());
        }
        let found = part(&mut all, self.verify_search(told))?;
        all.count("search", found.unwrap_or_default());
        part(&mut all, self.verify_bundles())?;
        part(&mut all, self.verify_bureau())?;
        Ok(all)
    }

    /// One bureau an archive, and every record its own.
    fn verify_bureau(&self) -> Result<((), Vec<Finding>)> {
        let mut findings = Vec::new();
        let Some(bureau) = self.bureau()? else { return Ok(((), findings)) };
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
        Ok(((), findings))
    }

    fn foreign<T: Record>(&self, bureau: &Bureau) -> Result<i64> {
        let filter = crate::Filter::new()
            .and("bureau", crate::Compare::Differs, bureau.head.bureau.as_str())
            .removed(crate::Removed::All)
            .page(0, 0);
        Ok(self.list::<T>(&filter)?.total)
    }
}

/// Keeps what one part of the check found, or that it could not be done; only being stopped ends the whole.
fn part<T>(all: &mut Findings, part: Result<(T, Vec<Finding>)>) -> Result<Option<T>> {
    match part {
        Ok((value, found)) => {
            all.findings.extend(found);
            Ok(Some(value))
        }
        Err(e) if e.kind == Kind::Stopped => Err(e),
        Err(e) => {
            all.findings.push(Finding::new("unreadable", e.message));
            Ok(None)
        }
    }
}

/// Tells how far a long part is, now and then.
fn tell(told: Told<'_>, what: &str, done: i64, total: i64) -> Result<()> {
    if done % STRIDE != 0 {
        return Ok(());
    }
    let count = |n: i64| usize::try_from(n).unwrap_or_default();
    told(what, count(done), count(total.max(done)))
}

fn note(findings: &mut Vec<Finding>, code: &str, of: Option<(Noun, Uuid)>, message: impl FnOnce() -> String) {
    let so_far = findings.iter().filter(|f| f.code == code).count();
    if so_far < SPELLED_OUT {
        findings.push(Finding { of, ..Finding::new(code, message()) });
    } else if so_far == SPELLED_OUT {
        findings.push(Finding::new(code, MORE));
    }
}

#[cfg(test)]
mod tests;

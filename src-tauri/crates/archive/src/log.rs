//! The change log as people read it, and undo.

use std::collections::VecDeque;

use serde::Serialize;
use uuid::Uuid;
use yihu_domain::{Error, Noun, Result, rights::Right};
use yihu_store::{Entry, Operation};

use crate::Archive;

/// What was undone.
#[derive(Debug, Clone, Serialize)]
pub struct Undone {
    /// The operation that was undone, in words
    pub op: String,
    /// How many records went back
    pub count: usize,
}

impl Archive {
    /// The latest operations, newest first.
    pub fn operations(&self, limit: u32) -> Result<Vec<Operation>> {
        self.require(Right::Log)?;
        self.store.operations(i64::from(limit))
    }

    /// The latest changes of one noun, or of one record, newest first.
    pub fn changes(&self, noun: Option<Noun>, number: Option<&str>, limit: u32) -> Result<Vec<Entry>> {
        self.require(Right::Log)?;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let mut latest = VecDeque::new();
        let mut keep = |entry: Entry| {
            if latest.len() == limit {
                latest.pop_front();
            }
            latest.push_back(entry);
        };
        match (noun, number) {
            (Some(noun), Some(number)) => {
                let (noun, id, _) = self.record_by_number(noun, number)?;
                self.store.history(noun, id)?.into_iter().for_each(keep);
            }
            (noun, _) => self.store.changes(0, i64::MAX, |entry| {
                if noun.is_none_or(|noun| noun == entry.noun) {
                    keep(entry);
                }
                Ok(())
            })?,
        }
        Ok(latest.into_iter().rev().collect())
    }

    /// Undoes an operation as a whole; without an id the latest one that is not undone.
    pub fn undo(&mut self, operation: Option<&str>) -> Result<Undone> {
        self.require_writer()?;
        let wanted = if let Some(id) = operation {
            Some(id.trim().parse::<Uuid>().map_err(|_| Error::invalid("操作编号认不出，请从 yihu log 里复制。"))?)
        } else {
            let records = yihu_store::OperationFilter { without_users: true, ..Default::default() };
            let mut recent = self.store.operations_page(&records, 0, 1000)?.into_iter();
            recent.find(|o| !o.undone && !o.is_final && o.undoes.is_none()).map(|o| o.op_id)
        };
        let wanted = wanted.ok_or_else(|| Error::not_found("没有可以撤销的操作。"))?;
        let done = self.operation_undo(&wanted.to_string())?;
        Ok(Undone { op: done.op, count: usize::try_from(done.count).unwrap_or(usize::MAX) })
    }
}

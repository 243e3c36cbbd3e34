//! Undo of an operation and return to an earlier version, both as new changes.

use serde_json::Value;
use uuid::Uuid;
use yihu_domain::{Error, Id, Noun, Record, Result};

use crate::{Entry, Writer, noun::for_noun, problem, read::parse};

/// What is changed by hand of a bureau: the rest of it (which columns its ledgers have) no undoing touches.
const BY_HAND: [&str; 5] = ["name", "short_name", "calendars", "supervision", "class_rules"];

/// What an operation did to one record, from its first change to its last.
struct Touched {
    first: Entry,
    last: Entry,
}

impl Writer<'_> {
    /// Restores every record that the operation touched to what it was before; returns how many.
    ///
    /// A record that the operation made is voided. Refuses with `Kind::Conflict`, naming the records, when one was
    /// changed since, and when the operation is undone already; the undoing can itself be undone.
    pub fn undo(&mut self, op_id: Uuid) -> Result<usize> {
        let touched = gather(self.operation(op_id)?);
        let Some(any) = touched.first() else {
            return Err(Error::not_found("操作日志里没有这个操作，请刷新后再试。"));
        };
        if self.is_undone(op_id)? {
            return Err(Error::conflict(format!("“{}”已经撤销过了，不用再撤销。", any.first.op)));
        }
        let mut since = Vec::new();
        for it in &touched {
            if let Some(title) = for_noun!(it.last.noun, T => changed_since::<T>(self, &it.last)?) {
                since.push(format!("{}“{title}”", it.last.noun.title()));
            }
        }
        if !since.is_empty() {
            let more = if since.len() > 5 { format!("等{}条记录", since.len()) } else { String::new() };
            since.truncate(5);
            return Err(Error::conflict(format!(
                "不能撤销“{}”：{}{more}后来又被改过，请先核对这些记录，撤销后来的修改后再试。",
                any.first.op,
                since.join("、")
            )));
        }
        self.undoes = Some(op_id);
        for it in touched.iter().rev() {
            for_noun!(it.first.noun, T => restore::<T>(self, &it.first)?);
        }
        self.undoes = None;
        Ok(touched.len())
    }

    /// Restores an earlier version of one record, as a new revision.
    pub fn revert<T: Record>(&mut self, id: Id<T>, revision: i64) -> Result<T> {
        let entry = self.entry_of_revision(T::NOUN, id.uuid(), revision)?.ok_or_else(|| {
            Error::not_found(format!("这条{}记录没有第{revision}版，请在历史里另选一版。", T::NOUN.title()))
        })?;
        let mut record: T = parse(&entry.after)?;
        record.head_mut().revision = self.get(id)?.head().revision;
        self.put(&mut record)?;
        Ok(record)
    }
}

/// Joins the entries of each record, in the order in which the operation first touched them.
fn gather(entries: Vec<Entry>) -> Vec<Touched> {
    let mut place = std::collections::HashMap::new();
    let mut touched: Vec<Touched> = Vec::new();
    for entry in entries {
        let at = *place.entry((entry.noun, entry.record)).or_insert(touched.len());
        match touched.get_mut(at) {
            Some(it) => it.last = entry,
            None => touched.push(Touched { first: entry.clone(), last: entry }),
        }
    }
    touched
}

/// The title of the record when its content is no longer what the entry left.
fn changed_since<T: Record>(w: &Writer<'_>, last: &Entry) -> Result<Option<String>> {
    let now: T = w.get(Id::new(last.record))?;
    let mut left: T = parse(&last.after)?;
    left.head_mut().revision = now.head().revision;
    if T::NOUN == Noun::Bureau {
        let (now_has, left_has) = (json(&now)?, json(&left)?);
        return Ok(BY_HAND.iter().any(|name| now_has[name] != left_has[name]).then(|| now.title()));
    }
    Ok((now != left).then(|| now.title()))
}

fn json<T: Record>(record: &T) -> Result<Value> {
    serde_json::to_value(record).map_err(|e| problem::unreadable(&format!("一条{}记录", T::NOUN.title()), e))
}

fn restore<T: Record>(w: &mut Writer<'_>, first: &Entry) -> Result<()> {
    let now: T = w.get(Id::new(first.record))?;
    let mut record = match &first.before {
        Some(before) if T::NOUN == Noun::Bureau => {
            let (mut whole, before) = (json(&now)?, json(&parse::<T>(before)?)?);
            for name in BY_HAND {
                whole[name] = before[name].clone();
            }
            serde_json::from_value(whole).map_err(|e| problem::unreadable("单位信息", e))?
        }
        Some(before) => parse(before)?,
        None => now.clone(),
    };
    record.head_mut().revision = now.head().revision;
    if first.before.is_none() {
        record.head_mut().removed = true;
    }
    w.put(&mut record).map(|_| ())
}

#[cfg(test)]
mod tests;

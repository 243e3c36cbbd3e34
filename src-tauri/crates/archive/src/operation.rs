//! The change log as people read it, in the window and by the command, and undo by name.

use std::collections::{BTreeSet, VecDeque};

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use yihu_domain::{
    Error, Noun, Result, attachment::Attachment, day, matter::Matter, retailer::Retailer, rights::Right,
};
use yihu_store::Entry;

use crate::{Archive, Difference, Done, record::diary::judged};

/// Operations that Ctrl+Z looks back at.
const BACK: i64 = 200;

/// One operation in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Operation {
    /// Its id
    pub op_id: String,
    /// Its name
    pub op: String,
    /// Who
    pub by: String,
    /// When
    pub at: String,
    /// How many changes it made; none, where it was only noted that something was done
    pub count: u32,
    /// Whether it was undone
    pub undone: bool,
    /// Whether it is itself an undoing
    pub undoes: bool,
    /// Whether it can be undone
    pub can_undo: bool,
}

/// Which operations are asked for, as typed; empty for any.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, specta::Type)]
pub struct OperationFilter {
    /// Stands in its name
    pub text: String,
    /// Who
    pub by: String,
    /// First day
    pub from: String,
    /// Last day
    pub to: String,
}

/// One page of operations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Operations {
    /// Newest first
    pub rows: Vec<Operation>,
    /// How many there are in all
    pub total: u32,
}

/// What an operation did to one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ChangeInfo {
    /// Noun of the record
    pub noun: Noun,
    /// The noun as a clerk says it
    pub noun_title: String,
    /// The record
    pub id: String,
    /// What a clerk calls it
    pub title: String,
    /// Whether it was made
    pub made: bool,
    /// Whether it is void after it
    pub removed: bool,
    /// What differs
    pub differences: Vec<Difference>,
}

/// One page of what an operation did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Changes {
    /// In the order in which they were made
    pub rows: Vec<ChangeInfo>,
    /// How many there are in all
    pub total: u32,
}

impl From<yihu_store::Operation> for Operation {
    fn from(it: yihu_store::Operation) -> Self {
        Self {
            op_id: it.op_id.to_string(),
            op: it.op,
            by: it.by,
            at: day::minute(it.at),
            count: u32::try_from(it.count).unwrap_or(u32::MAX),
            undone: it.undone,
            undoes: it.undoes.is_some(),
            can_undo: !it.undone && !it.is_final,
        }
    }
}

impl Archive {
    /// The latest operations, newest first.
    pub fn operations(&self, limit: u32) -> Result<Vec<yihu_store::Operation>> {
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

    /// Undoes an operation as a whole; without an id the user's latest one that stands.
    pub fn undo(&mut self, operation: Option<&str>) -> Result<Done> {
        self.require_writer()?;
        let wanted = match operation {
            Some(id) => id
                .trim()
                .parse::<Uuid>()
                .map_err(|_| Error::invalid("操作编号认不出，请从 yihu log 里复制。"))?
                .to_string(),
            None => self.operation_next()?.ok_or_else(|| Error::not_found("没有可以撤销的操作。"))?.op_id,
        };
        self.operation_undo(&wanted)
    }

    /// What Ctrl+Z would undo: the user's latest operation that stands, and is no undoing itself.
    pub fn operation_next(&self) -> Result<Option<Operation>> {
        self.require(Right::Read)?;
        let own =
            yihu_store::OperationFilter { by: self.session.user.clone(), without_users: true, ..Default::default() };
        let recent = self.store.operations_page(&own, 0, BACK)?.into_iter().filter(|it| it.undoes.is_none());
        Ok(recent.map(Operation::from).find(|it| it.can_undo))
    }

    /// Undoes an operation as a whole.
    pub fn operation_undo(&mut self, op_id: &str) -> Result<Done> {
        self.require_writer()?;
        let op_id = read(op_id)?;
        let wanted = self.store.find_operation(op_id)?.ok_or_else(unknown)?;
        if wanted.is_final {
            return Err(self.cannot_undo(&wanted)?);
        }
        self.require_touched(op_id)?;
        let op = wanted.op;
        let stamp = self.stamp(format!("撤销：{op}"));
        let count = self.store.write(&stamp, |w| w.undo(op_id))?;
        if let Some(bureau) = self.store.bureau()? {
            self.bureau = bureau;
        }
        Ok(Done { op, ..Done::of(&stamp, count) })
    }

    /// Undoing asks for what doing asked for, record by record.
    fn require_touched(&self, op_id: Uuid) -> Result<()> {
        let mut rights = BTreeSet::new();
        let entries = self.store.operation(op_id)?;
        let decides = entries.iter().any(decided);
        rights.extend(decides.then_some(Right::Decide));
        let applies = entries.iter().any(|entry| entry.noun == Noun::Matter && entry.before.is_none());
        for entry in entries {
            if entry.noun == Noun::Diary && judged(entry.before.as_deref(), &entry.after) {
                rights.insert(Right::Decide);
                continue;
            }
            if classed(&entry) && self.require(Right::Decide).is_ok() {
                continue;
            }
            let noun = match entry.noun {
                // What moved with a decision, and the file that was made with an application.
                Noun::Licence | Noun::Retailer if decides || applies => Noun::Matter,
                Noun::Attachment => {
                    serde_json::from_str::<Attachment>(&entry.after).map_or(entry.noun, |it| it.of_noun)
                }
                noun => noun,
            };
            rights.insert(Right::to_edit(noun));
        }
        rights.into_iter().try_for_each(|right| self.require(right))
    }

    /// Why an operation is beyond undo, and what to do instead.
    fn cannot_undo(&self, it: &yihu_store::Operation) -> Result<Error> {
        let first = self.store.operation_page(it.op_id, 0, 1)?;
        let why = match first.first().map(|entry| entry.noun) {
            Some(Noun::Bundle) => "数据包已经离开本局：内容有误的，改正后再导出一次。",
            Some(Noun::Selfcheck) => "已签署的月份不能改动：有误的，请在下个月的自查里写明。",
            Some(Noun::Bureau) => "它是档案自己记下的，没有改动您填的内容。",
            Some(Noun::User) => "登录和用户的变动只记录、不撤销，岗位、停用请到“用户”里更改。",
            _ => "它只是看过，没有改动记录。",
        };
        Ok(Error::conflict(format!("“{}”不能撤销：{why}", it.op)))
    }

    /// One page of the operation log, newest first.
    pub fn operation_list(&self, filter: &OperationFilter, offset: u32, limit: u32) -> Result<Operations> {
        self.require(Right::Log)?;
        let filter = self.operation_filter(filter)?;
        let rows = self.store.operations_page(&filter, i64::from(offset), i64::from(limit))?;
        let total = u32::try_from(self.store.count_operations(&filter)?).unwrap_or(u32::MAX);
        Ok(Operations { rows: rows.into_iter().map(Operation::from).collect(), total })
    }

    fn operation_filter(&self, typed: &OperationFilter) -> Result<yihu_store::OperationFilter> {
        let mut error = Error::invalid("日期认不出，请改正。");
        let mut day_of = |name: &str, text: &str| {
            let text = text.trim();
            if text.is_empty() {
                return None;
            }
            day::read(text, self.clock.today()).map_err(|e| error.fields.insert(name.to_owned(), e.message)).ok()
        };
        let (from, to) = (day_of("from", &typed.from), day_of("to", &typed.to));
        if !error.fields.is_empty() {
            return Err(error);
        }
        Ok(yihu_store::OperationFilter {
            text: typed.text.trim().to_owned(),
            by: typed.by.trim().to_owned(),
            since: from.map(morning_of),
            before: to.and_then(|on| on.checked_add_days(Days::new(1))).map(morning_of),
            without_users: false,
        })
    }

    /// One page of what an operation did, in the order in which it was done.
    pub fn operation_show(&self, op_id: &str, offset: u32, limit: u32) -> Result<Changes> {
        self.require(Right::Log)?;
        let op_id = read(op_id)?;
        let entries = self.store.operation_page(op_id, i64::from(offset), i64::from(limit))?;
        let rows = entries.iter().map(|entry| self.change_info(entry)).collect::<Result<Vec<_>>>()?;
        let total = self.store.count_changes(op_id)?;
        Ok(Changes { rows, total: u32::try_from(total).unwrap_or(u32::MAX) })
    }

    fn change_info(&self, entry: &Entry) -> Result<ChangeInfo> {
        let after: serde_json::Value = serde_json::from_str(&entry.after).unwrap_or_default();
        Ok(ChangeInfo {
            noun: entry.noun,
            noun_title: entry.noun.title().to_owned(),
            id: entry.record.to_string(),
            title: self.title_of(entry.noun, entry.record)?,
            made: entry.before.is_none(),
            removed: after["removed"] == true,
            differences: self.entry_differences(entry)?,
        })
    }
}

/// Whether an entry is a decision made, changed or taken back.
fn decided(entry: &Entry) -> bool {
    let decision = |json: &str| serde_json::from_str::<Matter>(json).ok().and_then(|it| it.decision);
    entry.noun == Noun::Matter && entry.before.as_deref().and_then(decision) != decision(&entry.after)
}

/// Whether an entry changed nothing of a shop but its class: who may decide on it may take that back.
fn classed(entry: &Entry) -> bool {
    let file = |json: &str| serde_json::from_str::<Retailer>(json).ok();
    let both = entry.before.as_deref().and_then(file).zip(file(&entry.after));
    entry.noun == Noun::Retailer
        && both.is_some_and(|(before, after)| {
            let was = Retailer {
                head: after.head.clone(),
                class: after.class,
                class_reason: after.class_reason.clone(),
                class_on: after.class_on,
                class_by: after.class_by.clone(),
                class_rule: after.class_rule,
                class_kept: after.class_kept.clone(),
                ..before.clone()
            };
            was == after && before != after && before.head.removed == after.head.removed
        })
}

fn read(op_id: &str) -> Result<Uuid> {
    op_id.parse().map_err(|_| unknown())
}

fn unknown() -> Error {
    Error::not_found("操作日志里没有这个操作，请刷新后再试。")
}

/// The instant at which a day begins in China (UTC+8, no summer time).
fn morning_of(on: NaiveDate) -> DateTime<Utc> {
    on.and_time(chrono::NaiveTime::MIN).and_utc() - TimeDelta::hours(8)
}

//! The log played again: what its entries give is compared with what the tables hold.

use rusqlite::{Row, named_params};
use uuid::Uuid;
use yihu_domain::{Id, Record, Result};

use super::{Finding, Told, note, tell};
use crate::{
    Reads, noun, problem,
    read::{self, parse},
};

/// One entry of the log, as far as the replay needs it at once.
struct Step {
    record: Uuid,
    revision: i64,
    before: Option<String>,
    after: String,
}

impl Reads {
    /// Plays all entries of one noun again, record by record: each begins where the one before ended, and the last is
    /// what the table holds. Gives how many records were compared.
    pub(super) fn verify_replay<T: Record>(&self, told: Told<'_>) -> Result<(i64, Vec<Finding>)> {
        let what = format!("检查{}", T::NOUN.title());
        let total = self.number(noun::sql(T::NOUN).count, &[])?;
        let (mut findings, mut checked, mut last) = (Vec::new(), 0, None::<Step>);
        let params = named_params! {":noun": T::NOUN.word()};
        self.stream(include_str!("../change/of_noun.sql"), params, step, |next| {
            let previous = last.take().filter(|last| {
                let same = last.record == next.record;
                if !same {
                    checked += self.compare_row::<T>(last, &mut findings);
                }
                same
            });
            tell(told, &what, checked, total)?;
            self.compare_images::<T>(previous.as_ref(), &next, &mut findings)?;
            last = Some(next);
            Ok(())
        })?;
        if let Some(last) = last {
            checked += self.compare_row::<T>(&last, &mut findings);
        }
        self.find_unlogged::<T>(&mut findings)?;
        Ok((checked, findings))
    }

    /// An entry begins with what the one before left: by their digests, or, where a newer version of the program
    /// writes the same record in other words, by their content.
    fn compare_images<T: Record>(&self, last: Option<&Step>, next: &Step, findings: &mut Vec<Finding>) -> Result<()> {
        let follows = match last {
            None => next.revision == 1 && next.before.is_none(),
            Some(last) if next.revision != last.revision + 1 => false,
            Some(last) if next.before.as_ref() == Some(&last.after) => true,
            Some(last) => self.is_same_image::<T>(last, next)?,
        };
        if !follows {
            note(findings, "log_gap", Some((T::NOUN, next.record)), || {
                format!(
                    "操作日志里{}记录（{}）的第{}版接不上前一版：日志被改动过，请保留现场并用备份比对。",
                    T::NOUN.title(),
                    next.record,
                    next.revision
                )
            });
        }
        Ok(())
    }

    fn is_same_image<T: Record>(&self, last: &Step, next: &Step) -> Result<bool> {
        let last = self.entry_of_revision(T::NOUN, last.record, last.revision)?;
        let next = self.entry_of_revision(T::NOUN, next.record, next.revision)?;
        let (Some(last), Some(before)) = (last, next.and_then(|next| next.before)) else { return Ok(false) };
        Ok(matches!((parse::<T>(&last.after), parse::<T>(&before)), (Ok(after), Ok(before)) if after == before))
    }

    /// Compares a record with the last entry about it; counts it when it is there.
    fn compare_row<T: Record>(&self, last: &Step, findings: &mut Vec<Finding>) -> i64 {
        let (of, id, title) = (Some((T::NOUN, last.record)), last.record, T::NOUN.title());
        match self.find::<T>(Id::new(id)) {
            Ok(None) => {
                note(findings, "record_missing", of, || {
                    format!("操作日志里的{title}记录（{id}）不见了：记录被绕过软件删除过，请用备份比对。")
                });
                return 0;
            }
            Ok(Some(now)) => {
                let logged = self.entry_of_revision(T::NOUN, id, last.revision);
                let logged = logged.and_then(|entry| entry.map(|entry| parse::<T>(&entry.after)).transpose());
                if !logged.is_ok_and(|logged| logged == Some(now)) {
                    note(findings, "state_differs", of, || {
                        format!("{title}记录（{id}）与操作日志不一致：记录被绕过软件改动过，请核对。")
                    });
                }
            }
            Err(e) => note(findings, "unreadable", of, || format!("{title}记录（{id}）：{}", e.message)),
        }
        1
    }

    /// Rows that the log does not know.
    fn find_unlogged<T: Record>(&self, findings: &mut Vec<Finding>) -> Result<()> {
        let sql = noun::sql(T::NOUN);
        let from = sql.count.trim_start_matches("SELECT count(*)");
        let sql = format!(
            "SELECT id {from} AS row WHERE NOT EXISTS (SELECT 1 FROM change WHERE noun = :noun AND record = row.id)"
        );
        self.stream(&sql, named_params! {":noun": T::NOUN.word()}, read::id, |id| {
            note(findings, "record_unlogged", Some((T::NOUN, id)), || {
                format!("{}记录（{id}）不在操作日志里：记录是绕过软件添加的，请核对来源。", T::NOUN.title())
            });
            Ok(())
        })
    }
}

fn step(row: &Row<'_>) -> Result<Step> {
    let failed = |e| problem::sql("读取操作日志", e);
    Ok(Step {
        record: read::id(row)?,
        revision: row.get(1).map_err(failed)?,
        before: row.get(2).map_err(failed)?,
        after: row.get(3).map_err(failed)?,
    })
}

//! 缺件: which files lack which documents, which scans nobody looked at, which are to be scanned anew. Counted, not read.

use rusqlite::{Row, named_params, types::FromSql};
use serde::Serialize;
use uuid::Uuid;
use yihu_domain::{
    Noun, Result,
    attachment::Attachment,
    case::{CaseStage, ProcedureRule},
    gap::Gap,
};

use crate::{Reads, problem};

/// A document that files of a noun and kind must hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Required {
    /// Of which noun
    pub noun: Noun,
    /// Of which kind of matter, of which procedure of case, of visits 异常; empty for all others
    pub kind: String,
    /// The document
    pub slot: String,
    /// Of cases that came that far; none for all files of the kind
    pub stage: Option<CaseStage>,
    /// Of cases under that version of the rule; none for all
    pub rule: Option<ProcedureRule>,
}

impl Required {
    /// A document that every file of a noun and kind must hold.
    pub fn of(noun: Noun, kind: &str, slot: &str) -> Self {
        Self { noun, kind: kind.to_owned(), slot: slot.to_owned(), stage: None, rule: None }
    }
}

/// How often a document is there in a town.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// Which document
    pub of: Required,
    /// In which town; empty for none
    pub town: String,
    /// How many files must hold it
    pub required: i64,
    /// How many do
    pub present: i64,
}

/// Which files are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GapFilter {
    /// In this town; an empty one for files without
    pub town: Option<String>,
    /// Of this noun
    pub noun: Option<Noun>,
    /// Of this kind
    pub kind: Option<String>,
    /// With a gap in this slot
    pub slot: Option<String>,
}

/// A file with gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapFile {
    /// Of which noun
    pub noun: Noun,
    /// Of which kind, as documents are asked of it
    pub kind: String,
    /// Which record
    pub id: Uuid,
    /// Whose
    pub name: String,
    /// In which town
    pub town: String,
    /// In which slots, in their order
    pub slots: Vec<String>,
    /// Its number as people say it
    pub number: String,
}

/// Scans, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ScanCounts {
    /// All of them
    pub all: i64,
    /// 看得清
    pub legible: i64,
    /// 题名与内容一致
    pub matching: i64,
    /// 待重扫
    pub unclear: i64,
}

impl Reads {
    /// Counts for each required document and each town how many files there are and how many hold it.
    pub fn presence(&self, required: &[Required]) -> Result<Vec<Presence>> {
        self.gathered(
            concat!(include_str!("file.sql"), include_str!("overview.sql")),
            named_params! {":required": serde_json::json!(required).to_string()},
            |row| {
                let of = usize::try_from(get::<i64>(row, 0)?).ok().and_then(|place| required.get(place));
                let of = of.ok_or_else(|| problem::unreadable("一份应备资料", "no such place"))?.clone();
                Ok(Presence { of, town: get(row, 1)?, required: get(row, 2)?, present: get(row, 3)? })
            },
        )
    }

    /// Reads a page of the files that have gaps, by town and name, and how many there are in all.
    pub fn gap_files(
        &self,
        gap: Gap,
        required: &[Required],
        filter: &GapFilter,
        page: (u32, u32),
    ) -> Result<(Vec<GapFile>, i64)> {
        let sql = match gap {
            Gap::Missing => {
                concat!(include_str!("file.sql"), include_str!("lacking.sql"), include_str!("missing.sql"))
            }
            Gap::Unclear => {
                concat!(include_str!("unclear.sql"), include_str!("held.sql"), include_str!("scans.sql"))
            }
            Gap::Unchecked => {
                concat!(include_str!("unchecked.sql"), include_str!("held.sql"), include_str!("scans.sql"))
            }
        };
        let required = serde_json::json!(required).to_string();
        let noun = filter.noun.map(Noun::word);
        let mut params: Vec<(&str, &dyn rusqlite::ToSql)> = vec![
            (":town", &filter.town),
            (":noun", &noun),
            (":kind", &filter.kind),
            (":slot", &filter.slot),
            (":limit", &page.1),
            (":offset", &page.0),
        ];
        if gap == Gap::Missing {
            params.push((":required", &required));
        }
        let (mut files, mut total) = (Vec::new(), 0);
        self.stream(
            sql,
            params.as_slice(),
            |row| Ok((file(row)?, get(row, 6)?)),
            |(file, all)| {
                files.push(file);
                total = all;
                Ok(())
            },
        )?;
        Ok((files, total))
    }

    /// Counts the files that lack a document; quicker than a page of them.
    pub fn count_missing(&self, required: &[Required]) -> Result<i64> {
        let sql = concat!(include_str!("file.sql"), include_str!("lacking.sql"), include_str!("count_missing.sql"));
        self.lacking(sql, required, None, |row| get(row, 0)).map(|found| found.into_iter().next().unwrap_or_default())
    }

    /// Names the files of a noun that lack a document, in no order.
    pub fn ids_missing(&self, required: &[Required], noun: Noun) -> Result<Vec<Uuid>> {
        let sql = concat!(include_str!("file.sql"), include_str!("lacking.sql"), include_str!("ids_missing.sql"));
        let id = |row: &Row<'_>| {
            let id: String = get(row, 0)?;
            id.parse().map_err(|e| problem::unreadable("一条记录的编号", e))
        };
        self.lacking(sql, required, Some(noun), id)
    }

    fn lacking<R>(
        &self,
        sql: &str,
        required: &[Required],
        noun: Option<Noun>,
        read: impl Fn(&Row<'_>) -> Result<R>,
    ) -> Result<Vec<R>> {
        let required = serde_json::json!(required).to_string();
        let every: Option<&str> = None;
        let params = named_params! {
            ":required": required, ":noun": noun.map(Noun::word), ":town": every, ":kind": every, ":slot": every,
        };
        self.gathered(sql, params, read)
    }

    /// Counts the scans of all records that are not void, but for those of reports: they are sealed.
    pub fn scan_counts(&self) -> Result<ScanCounts> {
        let mut counts = ScanCounts::default();
        self.stream(
            concat!(include_str!("void.sql"), include_str!("counts.sql")),
            [],
            |row| Ok((get(row, 0)?, get(row, 1)?, get(row, 2)?)),
            |(all, legible, matching)| {
                counts = ScanCounts { all, legible, matching, unclear: 0 };
                Ok(())
            },
        )?;
        let unclear = concat!(include_str!("unclear.sql"), include_str!("held.sql"), include_str!("count_unclear.sql"));
        counts.unclear = self.number(unclear, &[])?;
        Ok(counts)
    }

    /// Reads the scans that were never measured; those of reports are sealed and stay so.
    pub fn unmeasured(&self) -> Result<Vec<Attachment>> {
        self.all(concat!(include_str!("../attachment/select.sql"), include_str!("unmeasured.sql"), "ORDER BY id"), [])
    }

    /// Counts them.
    pub fn count_unmeasured(&self) -> Result<i64> {
        self.number(concat!("SELECT count(*) FROM attachment ", include_str!("unmeasured.sql")), &[])
    }
}

fn file(row: &Row<'_>) -> Result<GapFile> {
    let slots: String = get(row, 5)?;
    let id: String = get(row, 2)?;
    Ok(GapFile {
        noun: get::<String>(row, 0)?.parse()?,
        kind: get(row, 1)?,
        id: id.parse().map_err(|e| problem::unreadable("一条记录的编号", e))?,
        name: get(row, 3)?,
        town: get(row, 4)?,
        slots: serde_json::from_str(&slots).map_err(|e| problem::unreadable("一份档案的栏位", e))?,
        number: get(row, 7)?,
    })
}

fn get<V: FromSql>(row: &Row<'_>, index: usize) -> Result<V> {
    row.get(index).map_err(|e| problem::sql("统计缺件", e))
}

#[cfg(test)]
mod tests;

//! What a user keeps for herself: forms typed and not saved, the look of her lists. No records, and never in the change log.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, ToSql, named_params};
use uuid::Uuid;
use yihu_domain::{Error, Noun, Result};

use crate::{Access, Informants, Reads, Store, change::instant, problem};

/// A form that was typed and not saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Of which noun
    pub noun: Noun,
    /// Of which record; none when it is not stored yet
    pub record: Option<Uuid>,
    /// When it was last typed into
    pub at: DateTime<Utc>,
    /// What stands in it, as JSON
    pub json: String,
}

impl Store {
    /// Keeps a form, in place of the one kept before for the same record.
    ///
    /// A form that may say who reported belongs into [`Informants::keep_draft`].
    pub fn keep_draft(&mut self, user: &str, draft: &Draft) -> Result<()> {
        self.require_writer()?;
        keep(&self.reads.conn, user, draft)
    }

    /// Lets go of a form; one that was never kept is let go of just as well.
    pub fn drop_draft(&mut self, user: &str, noun: Noun, record: Option<Uuid>) -> Result<()> {
        self.require_writer()?;
        drop_kept(&self.reads.conn, user, noun, record)
    }

    /// Keeps a preference of a user, as JSON.
    pub fn keep_preference(&mut self, user: &str, key: &str, json: &str) -> Result<()> {
        self.require_writer()?;
        let failed = |e| problem::sql("保存个人设置", e);
        let mut statement = self.reads.conn.prepare_cached(include_str!("put_preference.sql")).map_err(failed)?;
        statement.execute(named_params! {":user": user, ":key": key, ":json": json}).map_err(failed)?;
        Ok(())
    }

    pub(crate) fn require_writer(&self) -> Result<()> {
        match self.access {
            Access::Write => Ok(()),
            Access::Read => Err(Error::denied("档案是以只读方式打开的，不能修改：请关闭另一个窗口后重新打开。")),
        }
    }
}

impl Reads {
    /// Lists the forms a user typed and did not save, the latest first.
    pub fn drafts(&self, user: &str) -> Result<Vec<Draft>> {
        list(&self.conn, user)
    }

    /// Finds the form a user typed for a record, or for a new one.
    pub fn find_draft(&self, user: &str, noun: Noun, record: Option<Uuid>) -> Result<Option<Draft>> {
        find(&self.conn, user, noun, record)
    }

    /// Reads a preference of a user.
    pub fn preference(&self, user: &str, key: &str) -> Result<Option<String>> {
        let failed = |e| problem::sql("读取个人设置", e);
        let mut statement = self.conn.prepare_cached(include_str!("preference.sql")).map_err(failed)?;
        statement.query_row(named_params! {":user": user, ":key": key}, |row| row.get(0)).optional().map_err(failed)
    }
}

impl Informants {
    /// Keeps a form that may say who reported.
    pub fn keep_draft(&mut self, user: &str, draft: &Draft) -> Result<()> {
        keep(self.connection(), user, draft)
    }

    /// Lets go of a form.
    pub fn drop_draft(&mut self, user: &str, noun: Noun, record: Option<Uuid>) -> Result<()> {
        drop_kept(self.connection(), user, noun, record)
    }

    /// Lists the forms a user typed and did not save, the latest first.
    pub fn drafts(&self, user: &str) -> Result<Vec<Draft>> {
        list(self.connection(), user)
    }

    /// Finds the form a user typed for a record, or for a new one.
    pub fn find_draft(&self, user: &str, noun: Noun, record: Option<Uuid>) -> Result<Option<Draft>> {
        find(self.connection(), user, noun, record)
    }
}

fn id(record: Option<Uuid>) -> String {
    record.map(|id| id.to_string()).unwrap_or_default()
}

fn keep(conn: &Connection, user: &str, draft: &Draft) -> Result<()> {
    let failed = |e| problem::sql("暂存未保存的内容", e);
    let mut statement = conn.prepare_cached(include_str!("put_draft.sql")).map_err(failed)?;
    let params = named_params! {
        ":user": user,
        ":noun": draft.noun.word(),
        ":record": id(draft.record),
        ":at": instant(draft.at),
        ":json": draft.json,
    };
    statement.execute(params).map_err(failed)?;
    Ok(())
}

fn drop_kept(conn: &Connection, user: &str, noun: Noun, record: Option<Uuid>) -> Result<()> {
    let failed = |e| problem::sql("清除暂存的内容", e);
    let mut statement = conn.prepare_cached(include_str!("drop_draft.sql")).map_err(failed)?;
    let params = named_params! {":user": user, ":noun": noun.word(), ":record": id(record)};
    statement.execute(params).map_err(failed)?;
    Ok(())
}

fn list(conn: &Connection, user: &str) -> Result<Vec<Draft>> {
    read(conn, include_str!("drafts.sql"), named_params! {":user": user})
}

fn find(conn: &Connection, user: &str, noun: Noun, record: Option<Uuid>) -> Result<Option<Draft>> {
    let params = named_params! {":user": user, ":noun": noun.word(), ":record": id(record)};
    Ok(read(conn, include_str!("draft.sql"), params)?.pop())
}

fn read(conn: &Connection, sql: &str, params: &[(&str, &dyn ToSql)]) -> Result<Vec<Draft>> {
    let failed = |e| problem::sql("读取暂存的内容", e);
    let mut statement = conn.prepare_cached(sql).map_err(failed)?;
    let mut rows = statement.query(params).map_err(failed)?;
    let mut drafts = Vec::new();
    while let Some(row) = rows.next().map_err(failed)? {
        let [noun, record, at, json] = [0, 1, 2, 3].map(|n| row.get::<_, String>(n));
        let (record, at) = (record.map_err(failed)?, at.map_err(failed)?);
        drafts.push(Draft {
            noun: noun.map_err(failed)?.parse()?,
            record: if record.is_empty() {
                None
            } else {
                Some(record.parse().map_err(|e: uuid::Error| problem::unreadable("暂存的内容", e))?)
            },
            at: at.parse().map_err(|e: chrono::ParseError| problem::unreadable("暂存的内容", e))?,
            json: json.map_err(failed)?,
        });
    }
    Ok(drafts)
}

#[cfg(test)]
mod tests;

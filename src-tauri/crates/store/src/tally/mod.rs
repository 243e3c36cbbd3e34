//! Counts by group, for what is drawn: no record is read for them.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Row, named_params, types::FromSql};
use serde::de::DeserializeOwned;
use yihu_domain::{Result, hotline::Category, retailer::Class};

use crate::{Reads, change::instant, problem};

/// What one month saw of cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseMonth {
    /// `2026-11`
    pub month: String,
    /// Cases filed
    pub filed: i64,
    /// Cases closed
    pub closed: i64,
}

impl Reads {
    /// Counts the hotline records received since `from`, by month (China time) and category; a month without any is left out.
    pub fn hotlines_by_month(&self, from: DateTime<Utc>) -> Result<Vec<(String, Category, i64)>> {
        self.gathered(include_str!("hotlines_by_month.sql"), named_params! {":from": instant(from)}, |row| {
            Ok((plain(row, 0)?, word(&plain::<String>(row, 1)?)?, plain(row, 2)?))
        })
    }

    /// Counts the cases filed and closed since `from`, by month; a month without any is left out.
    pub fn cases_by_month(&self, from: NaiveDate) -> Result<Vec<CaseMonth>> {
        self.gathered(include_str!("cases_by_month.sql"), named_params! {":from": from.to_string()}, |row| {
            Ok(CaseMonth { month: plain(row, 0)?, filed: plain(row, 1)?, closed: plain(row, 2)? })
        })
    }

    /// Counts the retailers by class; none for those without one.
    pub fn retailers_by_class(&self) -> Result<Vec<(Option<Class>, i64)>> {
        self.gathered(include_str!("retailers_by_class.sql"), [], |row| {
            Ok((plain::<Option<String>>(row, 0)?.as_deref().map(word).transpose()?, plain(row, 1)?))
        })
    }

    /// Counts the retailers by town, the most first; none for those without one.
    pub fn retailers_by_town(&self) -> Result<Vec<(Option<String>, i64)>> {
        self.gathered(include_str!("retailers_by_town.sql"), [], |row| Ok((plain(row, 0)?, plain(row, 1)?)))
    }

    fn gathered<R>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        read: impl Fn(&Row<'_>) -> Result<R>,
    ) -> Result<Vec<R>> {
        let mut rows = Vec::new();
        self.stream(sql, params, read, |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }
}

fn plain<V: FromSql>(row: &Row<'_>, index: usize) -> Result<V> {
    row.get(index).map_err(|e| problem::sql("统计", e))
}

/// Reads a stored word of a state.
fn word<T: DeserializeOwned>(stored: &str) -> Result<T> {
    serde_json::from_value(stored.into()).map_err(|e| problem::unreadable("一条记录的状态", e))
}

#[cfg(test)]
mod tests;

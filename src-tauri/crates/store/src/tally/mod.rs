//! Counts by group, for what is drawn: no record is read for them.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Row, named_params, types::FromSql};
use serde::de::DeserializeOwned;
use uuid::Uuid;
use yihu_domain::{Result, hotline::Category, period::Period, retailer::Class, supervision::Visits};

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

/// A retailer whose licence is in use, and when it was visited last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastVisit {
    /// Which
    pub id: Uuid,
    /// 企业（字号）名称
    pub trade_name: String,
    /// 乡镇
    pub town: Option<String>,
    /// 分类
    pub class: Option<Class>,
    /// 许可证号
    pub licence_no: String,
    /// Since when it holds the licence
    pub since: Option<NaiveDate>,
    /// The day of its last visit
    pub visited_on: Option<NaiveDate>,
    /// How often it was visited since the day asked for
    pub visits: i64,
}

impl Reads {
    /// Reads of every retailer whose licence is in use when it was visited last, and how often since `from`.
    pub fn last_visits(&self, from: NaiveDate) -> Result<Vec<LastVisit>> {
        let day = |row: &Row<'_>, index| {
            let text = plain::<Option<String>>(row, index)?;
            text.map(|on| on.parse().map_err(|e: chrono::ParseError| problem::unreadable("一条记录的日期", e)))
                .transpose()
        };
        self.gathered(include_str!("last_visits.sql"), named_params! {":from": from.to_string()}, |row| {
            Ok(LastVisit {
                id: crate::read::id(row)?,
                class: plain::<Option<String>>(row, 1)?.as_deref().map(word).transpose()?,
                licence_no: plain(row, 2)?,
                since: day(row, 3)?,
                visited_on: day(row, 4)?,
                trade_name: plain(row, 5)?,
                town: plain(row, 6)?,
                visits: plain(row, 7)?,
            })
        })
    }

    /// Counts the retailers whose licence is in use by town and by how often they were visited from `from` to `to`.
    pub fn visits_by_town(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<(Option<String>, i64, i64)>> {
        let days = named_params! {":from": from.to_string(), ":to": to.to_string()};
        self.gathered(include_str!("visits_by_town.sql"), days, |row| {
            Ok((plain(row, 0)?, plain(row, 1)?, plain(row, 2)?))
        })
    }

    /// Counts the visits from `from` to `to`; how they are spread over the year is counted from 1 January.
    pub fn visits(&self, from: NaiveDate, to: NaiveDate) -> Result<Visits> {
        let days = named_params! {":from": from.to_string(), ":to": to.to_string()};
        let month = self.gathered(include_str!("visits_of_month.sql"), days, |row| {
            Ok(Visits {
                visits: plain(row, 0)?,
                abnormal: plain(row, 1)?,
                shops: plain(row, 2)?,
                abnormal_shops: plain(row, 3)?,
                abnormal_retailers: plain(row, 4)?,
                unlicensed: plain(row, 5)?,
                ..Visits::default()
            })
        })?;
        let mut visits = month.into_iter().next().unwrap_or_default();
        for (_, times, shops) in self.visits_by_town(Period::of(from).year_start(), to)? {
            *visits.spread.entry(times).or_default() += shops;
        }
        Ok(visits)
    }

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

    /// Counts the retailers by class, applicants apart; none for those without one.
    pub fn retailers_by_class(&self) -> Result<Vec<(Option<Class>, i64)>> {
        self.gathered(include_str!("retailers_by_class.sql"), [], |row| {
            Ok((plain::<Option<String>>(row, 0)?.as_deref().map(word).transpose()?, plain(row, 1)?))
        })
    }

    /// Counts the retailers by town, applicants apart, the most first; none for those without one.
    pub fn retailers_by_town(&self) -> Result<Vec<(Option<String>, i64)>> {
        self.gathered(include_str!("retailers_by_town.sql"), [], |row| Ok((plain(row, 0)?, plain(row, 1)?)))
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

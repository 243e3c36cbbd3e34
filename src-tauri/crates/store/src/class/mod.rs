//! How shops stand to the rules of their class: gathered, not judged.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Row, named_params, types::FromSql};
use serde::de::DeserializeOwned;
use uuid::Uuid;
use yihu_domain::{
    Result,
    class::{Fact, Standing},
};

use crate::{Reads, problem};

/// A shop whose licence is in use, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassShop {
    /// Which
    pub id: Uuid,
    /// 企业（字号）名称
    pub trade_name: String,
    /// 乡镇
    pub town: Option<String>,
    /// 许可证号
    pub licence_no: String,
    /// How it stands
    pub standing: Standing,
}

impl Reads {
    /// Reads how every retailer stands whose licence is in use or rests, with what happened since `from`; a law-abiding one
    /// to which nothing happened is left out.
    pub fn class_shops(&self, from: NaiveDate) -> Result<Vec<ClassShop>> {
        let mut facts: HashMap<Uuid, Vec<Fact>> = HashMap::new();
        self.stream(
            include_str!("facts.sql"),
            named_params! {":from": from.to_string()},
            |row| Ok((crate::read::id(row)?, fact(row)?)),
            |(shop, fact)| {
                facts.entry(shop).or_default().push(fact);
                Ok(())
            },
        )?;
        let told: Vec<String> = facts.keys().map(Uuid::to_string).collect();
        let told = serde_json::to_string(&told).map_err(unreadable)?;
        let mut shops = self.gathered(include_str!("standing.sql"), named_params! {":told": told}, shop)?;
        for it in &mut shops {
            it.standing.facts = facts.remove(&it.id).unwrap_or_default();
        }
        Ok(shops)
    }
}

fn fact(row: &Row<'_>) -> Result<Fact> {
    let id: String = plain(row, 3)?;
    Ok(Fact {
        rule: word(&plain::<String>(row, 1)?)?,
        on: day(&plain::<String>(row, 2)?)?,
        id: id.parse().map_err(|e: uuid::Error| problem::unreadable("记录的编号", e))?,
        number: plain(row, 4)?,
    })
}

fn shop(row: &Row<'_>) -> Result<ClassShop> {
    let on = |index| plain::<Option<String>>(row, index)?.as_deref().map(day).transpose();
    let kept = plain::<Option<String>>(row, 6)?;
    Ok(ClassShop {
        id: crate::read::id(row)?,
        trade_name: plain(row, 1)?,
        town: plain(row, 2)?,
        licence_no: plain(row, 3)?,
        standing: Standing {
            class: plain::<Option<String>>(row, 4)?.as_deref().map(word).transpose()?,
            class_on: on(5)?,
            since: on(7)?,
            kept: kept.map(|json| serde_json::from_str(&json).map_err(unreadable)).transpose()?,
            facts: Vec::new(),
        },
    })
}

fn plain<V: FromSql>(row: &Row<'_>, index: usize) -> Result<V> {
    row.get(index).map_err(|e| problem::sql("读取零售户的分类", e))
}

fn day(text: &str) -> Result<NaiveDate> {
    text.parse().map_err(|e: chrono::ParseError| problem::unreadable("一条记录的日期", e))
}

fn word<T: DeserializeOwned>(stored: &str) -> Result<T> {
    serde_json::from_value(stored.into()).map_err(unreadable)
}

fn unreadable(error: serde_json::Error) -> yihu_domain::Error {
    problem::unreadable("一户零售户的分类", error)
}

#[cfg(test)]
mod tests;

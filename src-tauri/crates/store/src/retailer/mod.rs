//! Retailers, and their list with the current licence of each.

use rusqlite::{named_params, params_from_iter};
use serde::Serialize;
use uuid::Uuid;
use yihu_domain::{Result, retailer::Retailer};

use crate::{Compare, Filter, Page, Reads, filter::Tail, noun::Sql, problem};

/// How a row is written, read and filtered.
pub(crate) const SQL: Sql = Sql {
    select: include_str!("select.sql"),
    by_id: concat!(include_str!("select.sql"), "WHERE id = :id"),
    put: &[include_str!("put.sql")],
    count: "SELECT count(*) FROM retailer",
    ids: "SELECT id FROM retailer ORDER BY id",
    columns: &[
        "id",
        "bureau",
        "revision",
        "removed",
        "trade_name",
        "owner_name",
        "owner_id_number",
        "uscc",
        "business_registration_no",
        "holder_type",
        "address",
        "town",
        "village",
        "phone",
        "format",
        "market",
        "class",
        "class_reason",
        "special_care",
        "remark",
    ],
};

/// One row of the retailer list: the retailer and its current licence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct RetailerRow {
    /// Id of the retailer
    pub id: Uuid,
    /// 许可证号 of the current licence
    pub licence_no: Option<String>,
    /// 企业（字号）名称
    pub trade_name: String,
    /// 负责人
    pub owner_name: String,
    /// 乡镇
    pub town: Option<String>,
    /// 经营地址
    pub address: String,
    /// 联系电话
    pub phone: Option<String>,
    /// 分类, as its word
    pub class: Option<String>,
    /// 状态 of the current licence, as its word
    pub state: Option<String>,
    /// 有效期至 of the current licence
    pub valid_to: Option<chrono::NaiveDate>,
    /// 作废
    pub removed: bool,
}

/// Those of them that stand in the licence.
const OF_LICENCE: [&str; 3] = ["licence_no", "state", "valid_to"];

/// Columns that a filter of the retailer list may name.
const ROW_COLUMNS: &[&str] = &[
    "id",
    "licence_no",
    "trade_name",
    "owner_name",
    "town",
    "address",
    "phone",
    "class",
    "state",
    "valid_to",
    "removed",
];

impl Reads {
    /// Finds the retailer who holds or held the licence of that number.
    pub fn retailer_of_licence_no(&self, licence_no: &str) -> Result<Option<Retailer>> {
        self.first(
            concat!(include_str!("select.sql"), include_str!("of_licence_no.sql")),
            named_params! {":licence_no": licence_no},
        )
    }

    /// Reads one page of the retailer list; the filter may name any column of [`RetailerRow`].
    ///
    /// By licence number, those without a licence come last.
    pub fn retailer_list(&self, filter: &Filter) -> Result<Page<RetailerRow>> {
        let tail = filter.tail(ROW_COLUMNS, if filter.order.is_empty() { "trade_name, id" } else { "id" })?;
        let from = include_str!("list_from.sql");
        // Counting needs the licences only where they are asked about.
        let counted = if filter.conditions.iter().any(|(column, ..)| OF_LICENCE.contains(&column.as_str())) {
            format!("SELECT count(*) {from}")
        } else {
            SQL.count.to_owned()
        };
        let total = self.number(&format!("{counted} {}", tail.condition), &tail.values)?;
        let rows = if filter.order.first().is_some_and(|(column, _)| column == "licence_no") {
            self.rows_by_no(filter, &tail)?
        } else {
            self.rows(from, &tail)?
        };
        Ok(Page { rows, total })
    }

    /// Walks the licences in the order of their numbers; only where they end, the retailers without one.
    fn rows_by_no(&self, filter: &Filter, tail: &Tail) -> Result<Vec<RetailerRow>> {
        let from = include_str!("list_by_no_from.sql");
        let mut rows = self.rows(from, tail)?;
        let wanted = filter.limit - i64::try_from(rows.len()).unwrap_or(i64::MAX);
        if wanted > 0 {
            let licensed = self.number(&format!("SELECT count(*) {from} {}", tail.condition), &tail.values)?;
            let mut rest = filter.clone().and("licence_no", Compare::Empty, "");
            rest.order = filter.order[1..].to_vec();
            let rest = rest.page((filter.offset - licensed).max(0), wanted).tail(ROW_COLUMNS, "trade_name, id")?;
            rows.extend(self.rows(include_str!("list_from.sql"), &rest)?);
        }
        Ok(rows)
    }

    fn rows(&self, from: &str, tail: &Tail) -> Result<Vec<RetailerRow>> {
        let mut rows = Vec::new();
        self.stream(
            &format!("{} {from} {} {}", include_str!("list.sql"), tail.condition, tail.order),
            params_from_iter(tail.values.iter().chain(&tail.bounds)),
            |row| {
                let json: String = row.get(0).map_err(|e| problem::sql("读取零售户列表", e))?;
                serde_json::from_str(&json).map_err(|e| problem::unreadable("零售户列表", e))
            },
            |row| {
                rows.push(row);
                Ok(())
            },
        )?;
        Ok(rows)
    }
}

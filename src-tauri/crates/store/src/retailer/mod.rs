//! Retailers, and their list with the current licence of each.

use rusqlite::{Row, named_params, params_from_iter};
use serde::Serialize;
use uuid::Uuid;
use yihu_domain::{Result, retailer::Retailer};

use crate::{Compare, Filter, Page, Reads, filter::Tail, noun::Sql, problem, read};

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
        "class_on",
        "class_by",
        "class_rule",
        "class_kept",
        "special_care",
        "remark",
        "reasons",
        "merged_into",
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

/// Two files that may be of one retailer (疑似重复).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlikePair {
    /// The one that was made first
    pub one: Uuid,
    /// The other
    pub other: Uuid,
    /// The columns in which both have the same, the strongest first
    pub fields: Vec<String>,
}

/// Columns of the list that stand in the current licence.
const OF_LICENCE: [&str; 8] =
    ["licence_no", "scope", "supplier", "issued_on", "valid_from", "valid_to", "state", "upstream_no"];

/// Those of them that have an index, along which a page can be walked.
const WALKED: [&str; 3] = ["licence_no", "valid_to", "state"];

/// Columns that a filter of the retailer list may name.
const ROW_COLUMNS: &[&str] = &[
    "id",
    "bureau",
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
    "class_on",
    "class_by",
    "class_rule",
    "special_care",
    "remark",
    "licence_no",
    "scope",
    "supplier",
    "issued_on",
    "valid_from",
    "valid_to",
    "state",
    "upstream_no",
];

/// All retailers, with their current licence where they have one.
const FROM: &str = include_str!("list_from.sql");
/// Those with a licence, the licences leading.
const LICENSED: &str = include_str!("list_by_no_from.sql");

impl Reads {
    /// Finds the retailer who holds or held the licence of that number.
    pub fn retailer_of_licence_no(&self, licence_no: &str) -> Result<Option<Retailer>> {
        self.first(
            concat!(include_str!("select.sql"), include_str!("of_licence_no.sql")),
            named_params! {":licence_no": licence_no},
        )
    }

    /// The files of those who applied for their first licence and have none, each with whether an application is open.
    pub fn applicants(&self) -> Result<Vec<(Uuid, bool)>> {
        self.gathered(include_str!("applicants.sql"), [], |row| {
            Ok((read::id(row)?, row.get(1).map_err(|e| problem::sql("读取申请人", e))?))
        })
    }

    /// Reads one page of the pairs of files that have the same identity number, name in one town, address or phone, and
    /// were not told apart. Of many that have the same, each stands beside the first.
    pub fn retailers_alike(&self, offset: i64, limit: i64) -> Result<Page<AlikePair>> {
        let (mut rows, mut total) = (Vec::new(), 0);
        let failed = |e| problem::sql("读取疑似重复的零售户", e);
        self.stream(
            include_str!("alike.sql"),
            named_params! {":offset": offset, ":limit": limit},
            |row| {
                let text = |at| row.get::<_, String>(at).map_err(failed);
                let id = |at| text(at)?.parse().map_err(|e: uuid::Error| problem::unreadable("记录的编号", e));
                let fields = text(2)?.split(' ').map(str::to_owned).collect();
                Ok((AlikePair { one: id(0)?, other: id(1)?, fields }, row.get(3).map_err(failed)?))
            },
            |(pair, of)| {
                rows.push(pair);
                total = of;
                Ok(())
            },
        )?;
        Ok(Page { rows, total })
    }

    /// Reads one page of the retailer list; the filter may name any column of a retailer or of its current licence.
    ///
    /// By licence number, those without a licence come last.
    pub fn retailer_list(&self, filter: &Filter) -> Result<Page<RetailerRow>> {
        self.page_of(filter, |from, tail| {
            self.rows_of(&format!("{} {from}", include_str!("list.sql")), tail, |row| {
                let json: String = row.get(0).map_err(|e| problem::sql("读取零售户列表", e))?;
                serde_json::from_str(&json).map_err(|e| problem::unreadable("零售户列表", e))
            })
        })
    }

    /// Reads the ids of one page of the retailer list.
    pub(crate) fn retailer_ids(&self, filter: &Filter) -> Result<Page<Uuid>> {
        self.page_of(filter, |from, tail| self.rows_of(&format!("SELECT id {from}"), tail, read::id))
    }

    fn page_of<R>(&self, filter: &Filter, rows: impl Fn(&str, &Tail) -> Result<Vec<R>>) -> Result<Page<R>> {
        let filter = &tied(filter);
        let tail = filter.tail(ROW_COLUMNS, if filter.order.is_empty() { "trade_name, id" } else { "id" })?;
        let of_licence = |column: &str| OF_LICENCE.contains(&column);
        let asked = |(column, compare, _): &(String, Compare, _)| {
            of_licence(column) && !matches!(compare, Compare::Empty | Compare::Differs | Compare::NoneOf)
        };
        // Who is asked for a licence of some kind has one: then the licences lead, by their indexes.
        if filter.conditions.iter().any(asked) {
            let total = self.number(&format!("SELECT count(*) {LICENSED} {}", tail.condition), &tail.values)?;
            return Ok(Page { rows: rows(LICENSED, &tail)?, total });
        }
        // Counting needs the licences only where they are asked about.
        let counted = if filter.conditions.iter().any(|(column, ..)| of_licence(column)) {
            format!("SELECT count(*) {FROM}")
        } else {
            SQL.count.to_owned()
        };
        let total = self.number(&format!("{counted} {}", tail.condition), &tail.values)?;
        let walked = filter.order.first().is_some_and(|(column, _)| WALKED.contains(&column.as_str()));
        let rows = if walked { self.walk(filter, &tail, rows)? } else { rows(FROM, &tail)? };
        Ok(Page { rows, total })
    }

    /// Walks the licences in their order; only where they end, the retailers without one.
    fn walk<R>(&self, filter: &Filter, tail: &Tail, read: impl Fn(&str, &Tail) -> Result<Vec<R>>) -> Result<Vec<R>> {
        let mut rows = read(LICENSED, tail)?;
        let wanted = filter.limit - i64::try_from(rows.len()).unwrap_or(i64::MAX);
        if wanted > 0 {
            let licensed = self.number(&format!("SELECT count(*) {LICENSED} {}", tail.condition), &tail.values)?;
            let mut rest = filter.clone().and("licence_no", Compare::Empty, "");
            rest.order.retain(|(column, _)| !OF_LICENCE.contains(&column.as_str()));
            let rest = rest.page((filter.offset - licensed).max(0), wanted).tail(ROW_COLUMNS, "trade_name, id")?;
            rows.extend(read(FROM, &rest)?);
        }
        Ok(rows)
    }

    fn rows_of<R>(&self, select: &str, tail: &Tail, read: impl Fn(&Row<'_>) -> Result<R>) -> Result<Vec<R>> {
        self.gathered(
            &format!("{select} {} {}", tail.condition, tail.order),
            params_from_iter(tail.values.iter().chain(&tail.bounds)),
            read,
        )
    }
}

/// The filter, licences of one state in the order of their numbers: so stands their index.
fn tied(filter: &Filter) -> Filter {
    let mut filter = filter.clone();
    if let [(column, down)] = filter.order.as_slice()
        && column == "state"
    {
        let down = *down;
        filter = filter.sort("licence_no", down);
    }
    filter
}

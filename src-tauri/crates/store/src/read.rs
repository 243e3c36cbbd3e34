//! Everything that can be read; the same inside and outside a write.

use rusqlite::{Connection, OptionalExtension, Params, Row, named_params, params_from_iter};
use uuid::Uuid;
use yihu_domain::{Error, Id, Noun, Record, Result};

use crate::{
    filter::{Filter, Page, Removed, Tail},
    noun, problem, vendor,
};

/// The reading half of a store, also inside a write transaction.
pub struct Reads {
    pub(crate) conn: Connection,
}

impl std::fmt::Debug for Reads {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reads")
    }
}

impl Reads {
    pub(crate) fn new(conn: Connection) -> Self {
        Self { conn }
    }

    /// Reads one record, void or not; none when there is no such id.
    pub fn find<T: Record>(&self, id: Id<T>) -> Result<Option<T>> {
        self.first(noun::sql(T::NOUN).by_id, named_params! {":id": id.to_string()})
    }

    /// Reads one record, void or not; `Kind::NotFound` when there is no such id.
    pub fn get<T: Record>(&self, id: Id<T>) -> Result<T> {
        self.find(id)?.ok_or_else(|| Error::not_found(format!("没有这条{}记录，请刷新列表后再试。", T::NOUN.title())))
    }

    /// Reads one page of records.
    pub fn list<T: Record>(&self, filter: &Filter) -> Result<Page<T>> {
        let sql = noun::sql(T::NOUN);
        let tail = filter.tail(sql.columns, "id")?;
        let total = self.total(T::NOUN, filter, &tail)?;
        let rows = self.all(
            &format!("{} {} {}", sql.select, tail.condition, tail.order),
            params_from_iter(tail.values.iter().chain(&tail.bounds)),
        )?;
        Ok(Page { rows, total })
    }

    /// Reads the ids of one page of the list of a noun; that of retailers knows the current licence too, that of vendors
    /// who got one.
    pub fn row_ids(&self, noun: Noun, filter: &Filter) -> Result<Page<Uuid>> {
        if noun == Noun::Retailer {
            return self.retailer_ids(filter);
        }
        let sql = noun::sql(noun);
        let tail = filter.tail(sql.columns, "id")?;
        let from = match noun {
            Noun::Vendor => vendor::TOLD,
            _ => sql.count.trim_start_matches("SELECT count(*)"),
        };
        let total = match noun {
            Noun::Vendor => self.number(&format!("SELECT count(*) {from} {}", tail.condition), &tail.values)?,
            _ => self.total(noun, filter, &tail)?,
        };
        let rows = self.gathered(
            &format!("SELECT id {from} {} {}", tail.condition, tail.order),
            params_from_iter(tail.values.iter().chain(&tail.bounds)),
            id,
        )?;
        Ok(Page { rows, total })
    }

    /// Counts what a filter finds; all live visits are not counted one by one.
    fn total(&self, noun: Noun, filter: &Filter, tail: &Tail) -> Result<i64> {
        if noun == Noun::Inspection && filter.conditions.is_empty() && filter.removed == Removed::Hide {
            return self.number(include_str!("inspection/count_live.sql"), &[]);
        }
        self.number(&format!("{} {}", noun::sql(noun).count, tail.condition), &tail.values)
    }

    /// Hands every record that is not void to `take`, one after the other, by id.
    pub fn each<T: Record>(&self, take: impl FnMut(T) -> Result<()>) -> Result<()> {
        self.stream(&format!("{}WHERE removed = 0 ORDER BY id", noun::sql(T::NOUN).select), [], record, take)
    }

    /// Hands every record, void ones too, to `take`, one after the other, by id.
    pub fn each_with_void<T: Record>(&self, take: impl FnMut(T) -> Result<()>) -> Result<()> {
        self.stream(&format!("{}ORDER BY id", noun::sql(T::NOUN).select), [], record, take)
    }

    /// Counts the records that are not void.
    pub fn count<T: Record>(&self) -> Result<i64> {
        self.count_of(T::NOUN)
    }

    /// Counts the records of a noun that are not void.
    pub fn count_of(&self, noun: Noun) -> Result<i64> {
        self.number(&format!("{} WHERE removed = 0", noun::sql(noun).count), &[])
    }

    /// Reads the ids of all records of a noun, void ones too, oldest first.
    pub(crate) fn ids(&self, noun: Noun) -> Result<Vec<Uuid>> {
        self.gathered(noun::sql(noun).ids, [], id)
    }

    /// Reads the first record a statement gives.
    pub(crate) fn first<T: Record>(&self, sql: &str, params: impl Params) -> Result<Option<T>> {
        let mut statement = self.conn.prepare_cached(sql).map_err(|e| problem::sql("读取", e))?;
        let json = statement
            .query_row(params, |row| row.get::<_, String>(0))
            .optional()
            .map_err(|e| problem::sql("读取", e))?;
        json.map(|json| parse(&json)).transpose()
    }

    /// Reads all records a statement gives.
    pub(crate) fn all<T: Record>(&self, sql: &str, params: impl Params) -> Result<Vec<T>> {
        self.gathered(sql, params, record)
    }

    /// Gathers what `read` makes of each row.
    pub(crate) fn gathered<R>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl Fn(&Row<'_>) -> Result<R>,
    ) -> Result<Vec<R>> {
        let mut rows = Vec::new();
        self.stream(sql, params, read, |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }

    /// Hands what `read` makes of each row to `take`.
    pub(crate) fn stream<R>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl Fn(&Row<'_>) -> Result<R>,
        mut take: impl FnMut(R) -> Result<()>,
    ) -> Result<()> {
        let mut statement = self.conn.prepare_cached(sql).map_err(|e| problem::sql("读取", e))?;
        let mut rows = statement.query(params).map_err(|e| problem::sql("读取", e))?;
        while let Some(row) = rows.next().map_err(|e| problem::sql("读取", e))? {
            take(read(row)?)?;
        }
        Ok(())
    }

    /// Reads one number.
    pub(crate) fn number(&self, sql: &str, values: &[rusqlite::types::Value]) -> Result<i64> {
        self.conn
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_row(params_from_iter(values), |row| row.get(0)))
            .map_err(|e| problem::sql("读取", e))
    }
}

/// Reads the id in the first column of a row.
pub(crate) fn id(row: &Row<'_>) -> Result<Uuid> {
    let id = row.get_ref(0).and_then(|v| Ok(v.as_str()?)).map_err(|e| problem::sql("读取", e))?;
    id.parse().map_err(|e: uuid::Error| problem::unreadable("记录的编号", e))
}

/// Reads the record in the first column of a row.
pub(crate) fn record<T: Record>(row: &Row<'_>) -> Result<T> {
    parse(row.get_ref(0).and_then(|v| Ok(v.as_str()?)).map_err(|e| problem::sql("读取", e))?)
}

/// Reads a record from its JSON.
pub(crate) fn parse<T: Record>(json: &str) -> Result<T> {
    serde_json::from_str(json).map_err(|e| problem::unreadable(&format!("一条{}记录", T::NOUN.title()), e))
}

#[cfg(test)]
mod tests;

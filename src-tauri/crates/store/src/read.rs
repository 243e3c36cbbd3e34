//! Everything that can be read; the same inside and outside a write.

use rusqlite::Connection;
use yihu_domain::{Error, Id, Record, Result};

use crate::{
    filter::{Filter, Page},
    noun,
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
        let _ = (id, &self.conn);
        Err(noun::unfinished())
    }

    /// Reads one record, void or not; `Kind::NotFound` when there is no such id.
    pub fn get<T: Record>(&self, id: Id<T>) -> Result<T> {
        self.find(id)?.ok_or_else(|| Error::not_found(format!("没有这条{}记录，请刷新列表后再试。", T::NOUN.title())))
    }

    /// Reads one page of records.
    pub fn list<T: Record>(&self, filter: &Filter) -> Result<Page<T>> {
        let _ = filter;
        Err(noun::unfinished())
    }

    /// Hands every record that is not void to `take`, one after the other, by id.
    pub fn each<T: Record>(&self, take: impl FnMut(T) -> Result<()>) -> Result<()> {
        let _ = take;
        Err(noun::unfinished())
    }

    /// Counts the records that are not void.
    pub fn count<T: Record>(&self) -> Result<i64> {
        Err(noun::unfinished())
    }
}

//! Licences of retailers.

use rusqlite::named_params;
use yihu_domain::{Id, Result, licence::Licence, retailer::Retailer};

use crate::{Reads, noun::Sql};

/// How a row is written, read and filtered.
pub(crate) const SQL: Sql = Sql {
    select: include_str!("select.sql"),
    by_id: concat!(include_str!("select.sql"), "WHERE id = :id"),
    put: &[include_str!("put.sql")],
    count: "SELECT count(*) FROM licence",
    ids: "SELECT id FROM licence ORDER BY id",
    columns: &[
        "id",
        "bureau",
        "revision",
        "removed",
        "licence_no",
        "retailer",
        "scope",
        "supplier",
        "issued_on",
        "valid_from",
        "valid_to",
        "state",
        "upstream_no",
        "remark",
    ],
};

impl Reads {
    /// Finds the licence of that number that is not void.
    pub fn licence_by_no(&self, licence_no: &str) -> Result<Option<Licence>> {
        self.first(
            concat!(include_str!("select.sql"), include_str!("by_no.sql")),
            named_params! {":licence_no": licence_no},
        )
    }

    /// Reads the licences of a retailer that are not void, the current one first.
    pub fn licences_of(&self, retailer: Id<Retailer>) -> Result<Vec<Licence>> {
        self.all(
            concat!(include_str!("select.sql"), include_str!("of_retailer.sql")),
            named_params! {":retailer": retailer.to_string()},
        )
    }

    /// Reads the licences of a retailer, void ones too, those in force and the current one first.
    pub fn licences_of_with_void(&self, retailer: Id<Retailer>) -> Result<Vec<Licence>> {
        self.all(
            concat!(include_str!("select.sql"), include_str!("of_retailer_with_void.sql")),
            named_params! {":retailer": retailer.to_string()},
        )
    }
}

//! People of the bureau.

use rusqlite::named_params;
use yihu_domain::{Result, staff::Staff};

use crate::{Reads, noun::Sql};

/// How a row is written, read and filtered.
pub(crate) const SQL: Sql = Sql {
    select: include_str!("select.sql"),
    by_id: concat!(include_str!("select.sql"), "WHERE id = :id"),
    put: &[include_str!("put.sql")],
    count: "SELECT count(*) FROM staff",
    ids: "SELECT id FROM staff ORDER BY id",
    columns: &[
        "id",
        "bureau",
        "revision",
        "removed",
        "full_name",
        "id_number",
        "mobile",
        "department",
        "post",
        "law_certificate_no",
        "inspection_certificate_no",
        "certificate_valid_to",
        "internal_full_time",
        "joined_on",
        "state",
        "remark",
        "reasons",
    ],
};

impl Reads {
    /// Finds the people of that name who are not void.
    pub fn staff_by_name(&self, full_name: &str) -> Result<Vec<Staff>> {
        self.all(
            concat!(include_str!("select.sql"), include_str!("by_name.sql")),
            named_params! {":full_name": full_name},
        )
    }
}

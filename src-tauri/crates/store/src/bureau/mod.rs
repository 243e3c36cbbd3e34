//! The bureau that keeps the archive: one row.

use yihu_domain::{Result, bureau::Bureau};

use crate::{Reads, noun::Sql};

/// How a row is written, read and filtered.
pub(crate) const SQL: Sql = Sql {
    select: include_str!("select.sql"),
    by_id: concat!(include_str!("select.sql"), "WHERE id = :id"),
    put: &[include_str!("put.sql")],
    count: "SELECT count(*) FROM bureau",
    ids: "SELECT id FROM bureau ORDER BY id",
    columns: &[
        "id",
        "bureau",
        "revision",
        "removed",
        "name",
        "short_name",
        "stream",
        "demo",
        "mappings",
        "calendars",
        "supervision",
        "class_rules",
    ],
};

impl Reads {
    /// Reads the bureau; none in an archive that was not initialised.
    pub fn bureau(&self) -> Result<Option<Bureau>> {
        self.first(concat!(include_str!("select.sql"), include_str!("live.sql")), [])
    }
}

//! The month's self-checks.

use rusqlite::named_params;
use yihu_domain::{Result, selfcheck::Selfcheck};

use crate::{Reads, noun::Sql};

/// How a row is written, read and filtered.
pub(crate) const SQL: Sql = Sql {
    select: include_str!("select.sql"),
    by_id: concat!(include_str!("select.sql"), "WHERE id = :id"),
    put: &[include_str!("put.sql")],
    count: "SELECT count(*) FROM selfcheck",
    ids: "SELECT id FROM selfcheck ORDER BY id",
    columns: &["id", "bureau", "revision", "removed", "period", "indicators", "problems", "signed_by", "signed_at"],
};

impl Reads {
    /// Finds the self-check of a month (`2026-10`) that is not void.
    pub fn selfcheck_of(&self, period: &str) -> Result<Option<Selfcheck>> {
        self.first(
            concat!(include_str!("select.sql"), include_str!("of_period.sql")),
            named_params! {":period": period},
        )
    }
}

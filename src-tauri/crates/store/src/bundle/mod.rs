//! Bundles that left the archive.

use rusqlite::named_params;
use yihu_domain::{Result, bundle::Bundle};

use crate::{Reads, noun::Sql};

/// How a row is written, read and filtered.
pub(crate) const SQL: Sql = Sql {
    select: include_str!("select.sql"),
    by_id: concat!(include_str!("select.sql"), "WHERE id = :id"),
    put: &[include_str!("put.sql")],
    count: "SELECT count(*) FROM bundle",
    ids: "SELECT id FROM bundle ORDER BY id",
    columns: &[
        "id",
        "bureau",
        "revision",
        "removed",
        "stream",
        "sequence",
        "kind",
        "digest",
        "from_change",
        "to_change",
        "last_change_hash",
        "period",
        "counts",
        "exported_at",
    ],
};

impl Reads {
    /// Reads the newest bundle of a stream.
    pub fn last_bundle(&self, stream: &str) -> Result<Option<Bundle>> {
        self.first(concat!(include_str!("select.sql"), include_str!("last.sql")), named_params! {":stream": stream})
    }
}

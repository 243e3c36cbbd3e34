//! Hotline records, without who reported.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rusqlite::named_params;
use yihu_domain::{Id, Result, hotline::Hotline, retailer::Retailer};

use crate::{Reads, noun::Sql, problem};

/// How a row is written, read and filtered.
pub(crate) const SQL: Sql = Sql {
    select: include_str!("select.sql"),
    by_id: concat!(include_str!("select.sql"), "WHERE id = :id"),
    put: &[include_str!("put.sql")],
    count: "SELECT count(*) FROM hotline",
    ids: "SELECT id FROM hotline ORDER BY id",
    columns: &[
        "id",
        "bureau",
        "revision",
        "removed",
        "upstream_no",
        "channel",
        "received_at",
        "dispatched_at",
        "category",
        "anonymous",
        "informant",
        "content",
        "summary",
        "target_name",
        "target_address",
        "retailer",
        "handler",
        "due_on",
        "result",
        "outcome",
        "closed_on",
        "feedback",
        "case",
        "remark",
    ],
};

impl Reads {
    /// Finds the record of that upstream number that is not void.
    pub fn hotline_by_upstream_no(&self, upstream_no: &str) -> Result<Option<Hotline>> {
        self.first(
            concat!(include_str!("select.sql"), include_str!("by_upstream_no.sql")),
            named_params! {":upstream_no": upstream_no},
        )
    }

    /// Reads the records about a retailer that are not void: tied by hand, or by name and address; oldest first.
    pub fn hotlines_of(&self, retailer: Id<Retailer>) -> Result<Vec<Hotline>> {
        self.all(
            concat!(include_str!("select.sql"), include_str!("of_retailer.sql")),
            named_params! {":retailer": retailer.to_string()},
        )
    }

    /// Reads every informant digest that any version of any hotline record ever had: what an undo may bring back.
    ///
    /// These are the ones that [`crate::Informants::sweep`] must be told to keep.
    pub fn informant_digests(&self) -> Result<BTreeSet<String>> {
        let mut digests = BTreeSet::new();
        self.stream(
            include_str!("digests.sql"),
            [],
            |row| row.get::<_, String>(0).map_err(|e| problem::sql("读取操作日志", e)),
            |digest| {
                digests.insert(digest);
                Ok(())
            },
        )?;
        Ok(digests)
    }

    /// Finds the records that came in at that instant about that target with that content, void ones left out.
    pub fn hotline_like(
        &self,
        received_at: DateTime<Utc>,
        target_name: Option<&str>,
        content: Option<&str>,
    ) -> Result<Vec<Hotline>> {
        self.all(concat!(include_str!("select.sql"), include_str!("like.sql")), named_params! {":received_at": stored_instant(received_at)?, ":target_name": target_name, ":content": content})
    }
}

/// Writes an instant the way a record's JSON has it, and with it the column.
fn stored_instant(at: DateTime<Utc>) -> Result<String> {
    let json = serde_json::to_value(at).map_err(|e| problem::unreadable("受理时间", e))?;
    Ok(json.as_str().unwrap_or_default().to_owned())
}

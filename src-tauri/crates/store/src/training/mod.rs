//! Training sessions and who attended.

use chrono::NaiveDate;
use rusqlite::named_params;
use yihu_domain::{Result, training::Training};

use crate::{Reads, noun::Sql};

/// How a row is written, read and filtered.
pub(crate) const SQL: Sql = Sql {
    select: include_str!("select.sql"),
    by_id: concat!(include_str!("select.sql"), "WHERE id = :id"),
    put: &[include_str!("put.sql"), include_str!("clear_attendance.sql"), include_str!("put_attendance.sql")],
    count: "SELECT count(*) FROM training",
    ids: "SELECT id FROM training ORDER BY id",
    columns: &[
        "id", "bureau", "revision", "removed", "held_on", "topic", "mode", "lecturer", "place", "tenths", "remark",
    ],
};

impl Reads {
    /// Finds the session of that day on that topic that is not void.
    pub fn training_by(&self, held_on: NaiveDate, topic: &str) -> Result<Option<Training>> {
        self.first(
            concat!(include_str!("select.sql"), include_str!("by_topic.sql")),
            named_params! {":held_on": held_on.to_string(), ":topic": topic},
        )
    }
}

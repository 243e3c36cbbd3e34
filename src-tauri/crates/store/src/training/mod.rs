//! Training sessions and who attended.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::named_params;
use uuid::Uuid;
use yihu_domain::{Id, Result, staff::Staff, training::Training};

use crate::{Reads, noun::Sql, problem, read};

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

    /// Reads the sessions that a person attended, latest first, void ones left out.
    pub fn trainings_of(&self, staff: Id<Staff>) -> Result<Vec<Training>> {
        self.all(
            concat!(include_str!("select.sql"), include_str!("of_staff.sql")),
            named_params! {":staff": staff.to_string()},
        )
    }

    /// Sums the hours of every person in the sessions from one day to another, in tenths.
    pub fn hours_between(&self, first: NaiveDate, last: NaiveDate) -> Result<BTreeMap<Uuid, i64>> {
        let mut hours = BTreeMap::new();
        self.stream(
            include_str!("hours.sql"),
            named_params! {":first": first.to_string(), ":last": last.to_string()},
            |row| Ok((read::id(row)?, row.get(1).map_err(|e| problem::sql("统计课时", e))?)),
            |(staff, tenths)| {
                hours.insert(staff, tenths);
                Ok(())
            },
        )?;
        Ok(hours)
    }
}

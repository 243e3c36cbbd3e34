//! Scans in their slots; the bytes lie beside the database.

use std::collections::HashMap;

use rusqlite::named_params;
use uuid::Uuid;
use yihu_domain::{Noun, Result, attachment::Attachment};

use crate::{Reads, noun::Sql, problem, read};

/// How a row is written, read and filtered.
pub(crate) const SQL: Sql = Sql {
    select: include_str!("select.sql"),
    by_id: concat!(include_str!("select.sql"), "WHERE id = :id"),
    put: &[include_str!("put.sql")],
    count: "SELECT count(*) FROM attachment",
    ids: "SELECT id FROM attachment ORDER BY id",
    columns: &[
        "id",
        "bureau",
        "revision",
        "removed",
        "of_noun",
        "of_id",
        "slot",
        "sha256",
        "file_name",
        "media_type",
        "bytes",
        "pages",
        "legible",
        "matching",
        "clarity",
        "mending",
    ],
};

impl Reads {
    /// Reads the attachments of one record that are not void, by slot.
    pub fn attachments_of(&self, of_noun: Noun, of_id: Uuid) -> Result<Vec<Attachment>> {
        self.all(
            concat!(include_str!("select.sql"), include_str!("of_record.sql")),
            named_params! {":of_noun": of_noun.word(), ":of_id": of_id.to_string()},
        )
    }

    /// Reads the attachments that are not void and came of the same scan, mended or not.
    pub fn attachments_from(&self, source: &str) -> Result<Vec<Attachment>> {
        self.all(concat!(include_str!("select.sql"), include_str!("of_source.sql")), named_params! {":source": source})
    }

    /// Reads all attachments that are not void and share the scan they came of, those of one scan beside one another.
    pub fn attachments_twice(&self) -> Result<Vec<Attachment>> {
        self.all(concat!(include_str!("select.sql"), include_str!("twice.sql")), [])
    }

    /// Counts for each record of a noun how many of these slots are filled; a record without any is left out.
    pub fn filled_slots(&self, of_noun: Noun, slots: &[&str]) -> Result<HashMap<Uuid, i64>> {
        let mut filled = HashMap::new();
        self.stream(
            include_str!("filled.sql"),
            named_params! {":noun": of_noun.word(), ":slots": serde_json::json!(slots).to_string()},
            |row| Ok((read::id(row)?, row.get(1).map_err(|e| problem::sql("统计附件", e))?)),
            |(record, count)| {
                filled.insert(record, count);
                Ok(())
            },
        )?;
        Ok(filled)
    }
}

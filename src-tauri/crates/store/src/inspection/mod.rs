//! Visits to shops.

use rusqlite::named_params;
use uuid::Uuid;
use yihu_domain::{Id, Result, inspection::Inspection, retailer::Retailer, vendor::Vendor};

use crate::{Reads, noun::Sql, read};

/// How a row is written, read and filtered.
pub(crate) const SQL: Sql = Sql {
    select: include_str!("select.sql"),
    by_id: concat!(include_str!("select.sql"), "WHERE id = :id"),
    put: &[include_str!("put.sql")],
    count: "SELECT count(*) FROM inspection",
    ids: "SELECT id FROM inspection ORDER BY id",
    columns: &[
        "id",
        "bureau",
        "revision",
        "removed",
        "inspected_on",
        "begun",
        "ended",
        "mode",
        "off_hours",
        "licence_no",
        "name",
        "address",
        "retailer",
        "vendor",
        "officers",
        "lone_reason",
        "finding",
        "cause",
        "stock_sticks",
        "difference_sticks",
        "follow_up",
        "case_no",
        "next_on",
        "remark",
    ],
};

impl Reads {
    /// Reads the latest visits to a retailer that are not void, newest first, at most `most`.
    pub fn inspections_of(&self, retailer: Id<Retailer>, most: u32) -> Result<Vec<Inspection>> {
        self.all(
            concat!(include_str!("select.sql"), include_str!("of_retailer.sql")),
            named_params! {":retailer": retailer.to_string(), ":most": most},
        )
    }

    /// Reads the visits to a vendor that are not void, newest first.
    pub fn inspections_of_vendor(&self, vendor: Id<Vendor>) -> Result<Vec<Inspection>> {
        self.all(
            concat!(include_str!("select.sql"), include_str!("of_vendor.sql")),
            named_params! {":vendor": vendor.to_string()},
        )
    }

    /// Counts the visits to a retailer that are not void.
    pub fn count_inspections_of(&self, retailer: Id<Retailer>) -> Result<i64> {
        self.number(include_str!("count_of_retailer.sql"), &[retailer.to_string().into()])
    }

    /// The visits to people whom no retailer was found for, by a piece of their name; void ones are not among them.
    pub fn untied_inspections(&self, text: &str) -> Result<Vec<Uuid>> {
        let mut ids = Vec::new();
        self.stream(include_str!("untied.sql"), named_params! {":text": text}, read::id, |id| {
            ids.push(id);
            Ok(())
        })?;
        Ok(ids)
    }

    /// The visits that fewer than two officers made without saying why; void ones are not among them.
    pub fn lone_inspections(&self) -> Result<Vec<Uuid>> {
        let mut ids = Vec::new();
        self.stream(include_str!("lone.sql"), [], read::id, |id| {
            ids.push(id);
            Ok(())
        })?;
        Ok(ids)
    }

    /// Reads the visits that led to a case and are not void, oldest first.
    pub fn inspections_of_case(&self, case_no: &str) -> Result<Vec<Inspection>> {
        self.all(concat!(include_str!("select.sql"), include_str!("of_case.sql")), named_params! {":case_no": case_no})
    }
}

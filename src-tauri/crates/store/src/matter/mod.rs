//! Matters of licences.

use rusqlite::named_params;
use yihu_domain::{Id, Result, matter::Matter, retailer::Retailer};

use crate::{Reads, noun::Sql};

/// How a row is written, read and filtered.
pub(crate) const SQL: Sql = Sql {
    select: include_str!("select.sql"),
    by_id: concat!(include_str!("select.sql"), "WHERE id = :id"),
    put: &[include_str!("put.sql")],
    count: "SELECT count(*) FROM matter",
    ids: "SELECT id FROM matter ORDER BY id",
    columns: &[
        "id",
        "bureau",
        "revision",
        "removed",
        "kind",
        "licence_no",
        "holder",
        "licence",
        "retailer",
        "ordered_on",
        "applied_on",
        "supplement_on",
        "supplemented_on",
        "accepted_on",
        "handler",
        "checked_on",
        "checkers",
        "promised_days",
        "extended_days",
        "extension_reason",
        "decided_on",
        "decision",
        "decision_no",
        "approver",
        "delivered_on",
        "suspended_from",
        "suspended_to",
        "changed_from",
        "changed_to",
        "valid_from",
        "valid_to",
        "reason",
        "remark",
        "changes",
        "new_licence_no",
        "reissued",
        "loss",
    ],
};

impl Reads {
    /// Reads the matters of a retailer that are not void, oldest first.
    pub fn matters_of(&self, retailer: Id<Retailer>) -> Result<Vec<Matter>> {
        self.all(
            concat!(include_str!("select.sql"), include_str!("of_retailer.sql")),
            named_params! {":retailer": retailer.to_string()},
        )
    }
}

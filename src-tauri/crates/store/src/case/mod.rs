//! Penalty cases and the goods in them.

use rusqlite::named_params;
use yihu_domain::{Id, Result, case::Case, retailer::Retailer};

use crate::{Reads, noun::Sql};

/// How a row is written, read and filtered.
pub(crate) const SQL: Sql = Sql {
    select: include_str!("select.sql"),
    by_id: concat!(include_str!("select.sql"), "WHERE id = :id"),
    put: &[include_str!("put.sql"), include_str!("clear_goods.sql"), include_str!("put_goods.sql")],
    count: "SELECT count(*) FROM \"case\"",
    ids: "SELECT id FROM \"case\" ORDER BY id",
    columns: &[
        "id",
        "bureau",
        "revision",
        "removed",
        "case_no",
        "cause",
        "procedure",
        "procedure_rule",
        "source",
        "party_name",
        "party_id_number",
        "party_address",
        "licence_no",
        "retailer",
        "occurred_on",
        "filed_on",
        "investigated_on",
        "decided_on",
        "decision_no",
        "served_on",
        "closed_on",
        "archived_on",
        "officers",
        "sticks",
        "value_fen",
        "fine_fen",
        "seized_sticks",
        "transferred_to",
        "transferred_on",
        "reviewed",
        "sued",
        "facts",
        "remark",
        "reasons",
    ],
};

impl Reads {
    /// Finds the case of that number (as its record has it, with 〔〕) that is not void.
    pub fn case_by_no(&self, case_no: &str) -> Result<Option<Case>> {
        self.first(concat!(include_str!("select.sql"), include_str!("by_no.sql")), named_params! {":case_no": case_no})
    }

    /// Reads the cases of a retailer that are not void: tied by hand, or by a licence number; oldest first.
    pub fn cases_of(&self, retailer: Id<Retailer>) -> Result<Vec<Case>> {
        self.all(
            concat!(include_str!("select.sql"), include_str!("of_retailer.sql")),
            named_params! {":retailer": retailer.to_string()},
        )
    }
}

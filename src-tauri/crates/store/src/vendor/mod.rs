//! Vendors without a licence.

use rusqlite::named_params;
use yihu_domain::{
    Id, Result,
    retailer::Retailer,
    vendor::{Vendor, VendorState},
};

use crate::{Reads, noun::Sql};

/// How a row is written, read and filtered.
pub(crate) const SQL: Sql = Sql {
    select: include_str!("select.sql"),
    by_id: concat!(include_str!("select.sql"), "WHERE id = :id"),
    put: &[include_str!("put.sql")],
    count: "SELECT count(*) FROM vendor",
    ids: "SELECT id FROM vendor ORDER BY id",
    columns: &[
        "id",
        "bureau",
        "revision",
        "removed",
        "name",
        "trade_name",
        "id_number",
        "phone",
        "address",
        "town",
        "format",
        "found_on",
        "found_how",
        "inspectors",
        "seen",
        "measures",
        "state",
        "retailer",
        "remark",
        "reasons",
    ],
};

/// All vendors, the state of each as it is told: 已办证 where the retailer that came of it has a licence.
pub(crate) const TOLD: &str = include_str!("list_from.sql");

impl Reads {
    /// How far a vendor has come, as it is told.
    pub fn vendor_state(&self, it: &Vendor) -> Result<VendorState> {
        let licensed = match it.retailer {
            Some(retailer) => self.number(include_str!("is_licensed.sql"), &[retailer.to_string().into()])? > 0,
            None => false,
        };
        Ok(it.state.told(licensed))
    }

    /// Reads the vendors that became a retailer and are not void.
    pub fn vendors_of(&self, retailer: Id<Retailer>) -> Result<Vec<Vendor>> {
        self.all(
            concat!(include_str!("select.sql"), include_str!("of_retailer.sql")),
            named_params! {":retailer": retailer.to_string()},
        )
    }

    /// Reads the vendors about whom a case was filed and who are not void.
    pub fn vendors_of_case(&self, case_no: &str) -> Result<Vec<Vendor>> {
        self.all(concat!(include_str!("select.sql"), include_str!("of_case.sql")), named_params! {":case_no": case_no})
    }

    /// Reads the vendors of a name or with a sign of that name, the one found last first.
    pub fn vendors_by_name(&self, name: &str) -> Result<Vec<Vendor>> {
        self.all(concat!(include_str!("select.sql"), include_str!("by_name.sql")), named_params! {":name": name})
    }
}

//! Licences of retailers.

use yihu_domain::{Id, Result, licence::Licence, retailer::Retailer};

use crate::{Reads, noun};

impl Reads {
    /// Finds the licence of that number that is not void.
    pub fn licence_by_no(&self, licence_no: &str) -> Result<Option<Licence>> {
        let _ = licence_no;
        Err(noun::unfinished())
    }

    /// Reads the licences of a retailer that are not void, the current one first.
    pub fn licences_of(&self, retailer: Id<Retailer>) -> Result<Vec<Licence>> {
        let _ = retailer;
        Err(noun::unfinished())
    }
}

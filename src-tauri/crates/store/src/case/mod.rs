//! Penalty cases and the goods in them.

use yihu_domain::{Id, Result, case::Case, retailer::Retailer};

use crate::{Reads, noun};

impl Reads {
    /// Finds the case of that number (as its record has it, with 〔〕) that is not void.
    pub fn case_by_no(&self, case_no: &str) -> Result<Option<Case>> {
        let _ = case_no;
        Err(noun::unfinished())
    }

    /// Reads the cases of a retailer that are not void: tied by hand, or by a licence number; oldest first.
    pub fn cases_of(&self, retailer: Id<Retailer>) -> Result<Vec<Case>> {
        let _ = retailer;
        Err(noun::unfinished())
    }
}

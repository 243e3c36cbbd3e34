//! Hotline records, without who reported.

use chrono::{DateTime, Utc};
use yihu_domain::{Id, Result, hotline::Hotline, retailer::Retailer};

use crate::{Reads, noun};

impl Reads {
    /// Finds the record of that upstream number that is not void.
    pub fn hotline_by_upstream_no(&self, upstream_no: &str) -> Result<Option<Hotline>> {
        let _ = upstream_no;
        Err(noun::unfinished())
    }

    /// Reads the records about a retailer that are not void: tied by hand, or by name and address; oldest first.
    pub fn hotlines_of(&self, retailer: Id<Retailer>) -> Result<Vec<Hotline>> {
        let _ = retailer;
        Err(noun::unfinished())
    }

    /// Finds the records that came in at that instant about that target with that content, void ones left out.
    pub fn hotline_like(
        &self,
        received_at: DateTime<Utc>,
        target_name: Option<&str>,
        content: Option<&str>,
    ) -> Result<Vec<Hotline>> {
        let _ = (received_at, target_name, content);
        Err(noun::unfinished())
    }
}

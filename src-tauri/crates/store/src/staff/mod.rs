//! People of the bureau.

use yihu_domain::{Result, staff::Staff};

use crate::{Reads, noun};

impl Reads {
    /// Finds the people of that name who are not void.
    pub fn staff_by_name(&self, full_name: &str) -> Result<Vec<Staff>> {
        let _ = full_name;
        Err(noun::unfinished())
    }
}

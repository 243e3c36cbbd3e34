//! Training sessions and who attended.

use chrono::NaiveDate;
use yihu_domain::{Result, training::Training};

use crate::{Reads, noun};

impl Reads {
    /// Finds the session of that day on that topic that is not void.
    pub fn training_by(&self, held_on: NaiveDate, topic: &str) -> Result<Option<Training>> {
        let _ = (held_on, topic);
        Err(noun::unfinished())
    }
}

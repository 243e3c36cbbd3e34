//! The month's self-checks.

use yihu_domain::{Result, selfcheck::Selfcheck};

use crate::{Reads, noun};

impl Reads {
    /// Finds the self-check of a month (`2026-10`) that is not void.
    pub fn selfcheck_of(&self, period: &str) -> Result<Option<Selfcheck>> {
        let _ = period;
        Err(noun::unfinished())
    }
}

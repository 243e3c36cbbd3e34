//! The bureau that keeps the archive: one row.

use yihu_domain::{Result, bureau::Bureau};

use crate::{Reads, noun};

impl Reads {
    /// Reads the bureau; none in an archive that was not initialised.
    pub fn bureau(&self) -> Result<Option<Bureau>> {
        Err(noun::unfinished())
    }
}

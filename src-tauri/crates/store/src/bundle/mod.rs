//! Bundles that left the archive.

use yihu_domain::{Result, bundle::Bundle};

use crate::{Reads, noun};

impl Reads {
    /// Reads the newest bundle of a stream.
    pub fn last_bundle(&self, stream: &str) -> Result<Option<Bundle>> {
        let _ = stream;
        Err(noun::unfinished())
    }
}

//! Scans in their slots; the bytes lie beside the database.

use uuid::Uuid;
use yihu_domain::{Noun, Result, attachment::Attachment};

use crate::{Reads, noun};

impl Reads {
    /// Reads the attachments of one record that are not void, by slot.
    pub fn attachments_of(&self, of_noun: Noun, of_id: Uuid) -> Result<Vec<Attachment>> {
        let _ = (of_noun, of_id);
        Err(noun::unfinished())
    }
}

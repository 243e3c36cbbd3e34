//! The same scan in two places: said, never refused, for one paper may serve two files.

use yihu_domain::{Noun, Result, attachment::Attachment, rights::Right};

use crate::Archive;

/// Another place in which the same scan lies.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, specta::Type)]
pub struct Elsewhere {
    /// That it lies there, in words
    pub text: String,
    /// Of which noun the other record is
    pub noun: Noun,
    /// Which
    pub id: String,
}

impl Archive {
    /// Tells where else the same scan lies, mended or not.
    pub fn attachment_elsewhere(&self, id: &str) -> Result<Vec<Elsewhere>> {
        self.require(Right::Read)?;
        self.elsewhere(&self.scan_of(id)?)
    }

    /// Where else the same scan lies; of papers of reports only custodians are told.
    pub(crate) fn elsewhere(&self, it: &Attachment) -> Result<Vec<Elsewhere>> {
        if it.of_noun == Noun::Hotline && !self.is_custodian() {
            return Ok(Vec::new());
        }
        self.places_of(it.source(), Some(it))
    }

    /// Where bytes lie, but for the scan that is looked at.
    pub(super) fn places_of(&self, sha256: &str, it: Option<&Attachment>) -> Result<Vec<Elsewhere>> {
        let others = self.store.attachments_from(sha256)?.into_iter();
        others
            .filter(|other| it.is_none_or(|it| other.head.id != it.head.id))
            .map(|other| {
                let same = it.is_some_and(|it| (other.of_noun, other.of_id) == (it.of_noun, it.of_id));
                let there = if same { "本卷".to_owned() } else { self.place(&other)? };
                let text = format!("这份扫描件已在{there}的“{}”中。", other.slot);
                Ok(Elsewhere { text, noun: other.of_noun, id: other.of_id.to_string() })
            })
            .collect()
    }

    /// The record in which a scan lies, as a clerk says it.
    pub(crate) fn place(&self, it: &Attachment) -> Result<String> {
        Ok(format!("{}“{}”", it.of_noun.title(), self.title_of(it.of_noun, it.of_id)?))
    }
}

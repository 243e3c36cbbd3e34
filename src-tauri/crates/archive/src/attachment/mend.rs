//! 修整: a scan is turned, straightened and cropped as a new version of itself, made each time of the one that came.

use yihu_domain::{
    Error, Result,
    attachment::Attachment,
    mending::{Mend, Mending},
    rights::Right,
};
use yihu_exchange::{attachment as scan, file};

use super::Bytes;
use crate::{Archive, Done};

/// A page of a scan as it came, and what is done to it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, specta::Type)]
pub struct Mendable {
    /// The page as it came, to be shown; none of a PDF, whose pages can only be turned
    pub picture: Option<Bytes>,
    /// What is done to it now
    pub mend: Mend,
    /// How many pages there are
    pub pages: u32,
    /// Tenths of a degree by which its lines run down to the right, as was measured; 0 where there are none
    pub slant: i32,
    /// The same once it is turned by a quarter
    pub slant_sideways: i32,
    /// Whether anything is done to any page
    pub mended: bool,
}

impl Archive {
    /// Reads a page (1 is the first) of a scan as it came, to be mended.
    pub fn attachment_mending(&mut self, id: &str, page: u32) -> Result<Mendable> {
        let it = self.mendable(id)?;
        let original = self.original(&it)?;
        let (bytes, file_name) = self.plain(&original)?;
        let probe = scan::probe_bytes(&file_name, &bytes)?;
        let pages = it.mending.as_ref().map_or(&[][..], |made| &made.pages);
        let mend = pages.iter().find(|it| it.page == page).copied().unwrap_or(Mend::none(page)).check(probe.pages)?;
        let [slant, slant_sideways] = scan::slants(&probe, &bytes, page).unwrap_or_default();
        let shown = match probe.extension {
            "pdf" => None,
            "tif" => Some(("image/png", scan::page(&bytes, page)?)),
            _ => Some((probe.media_type, bytes)),
        };
        let picture = shown
            .map(|(media_type, bytes)| {
                let base64 = file::base64(&bytes)?;
                Ok(Bytes { media_type: media_type.to_owned(), base64, file_name })
            })
            .transpose()?;
        Ok(Mendable { picture, mend, pages: probe.pages, slant, slant_sideways, mended: it.mending.is_some() })
    }

    /// Mends a page of a scan: a new version, made of the scan as it came. A page to which nothing is done is again as it
    /// came.
    pub fn attachment_mend(&mut self, id: &str, mend: Mend) -> Result<Done> {
        let it = self.mendable(id)?;
        let mend = mend.check(u32::try_from(it.pages).unwrap_or(u32::MAX))?;
        let mut pages = it.mending.clone().map(|made| made.pages).unwrap_or_default();
        pages.retain(|other| other.page != mend.page);
        if !mend.is_nothing() {
            pages.push(mend);
        }
        pages.sort_by_key(|it| it.page);
        if pages.is_empty() {
            return self.attachment_restore(id);
        }
        if it.mending.as_ref().is_some_and(|made| made.pages == pages) {
            return Ok(Done::of(&self.stamp(""), 0));
        }
        let original = self.original(&it)?;
        let (bytes, file_name) = self.plain(&original)?;
        let made = scan::mend(&scan::probe_bytes(&file_name, &bytes)?, &bytes, &pages)?;
        let probe = scan::probe_bytes(&file_name, &made)?;
        let (stored, file_name) = self.store_bytes(it.of_noun, &it.slot, &file_name, &probe, &made)?;
        let said = if mend.is_nothing() { "恢复一页".to_owned() } else { mend.says() };
        let stamp = self.stamp(format!("修整附件“{}”：{said}", it.slot));
        let mut record = Attachment {
            sha256: stored.sha256,
            file_name,
            bytes: i64::try_from(stored.bytes).unwrap_or(i64::MAX),
            // What was said of it was said of what lay there before.
            legible: None,
            matching: None,
            clarity: scan::clarity(&probe, &made),
            mending: Some(Mending { original: original.sha256, pages }),
            ..it
        };
        let changed = self.store.write(&stamp, |w| w.put(&mut record))?;
        Ok(Done::of(&stamp, usize::from(changed)))
    }

    /// Takes back all that was done to a scan: what came lies there again.
    pub fn attachment_restore(&mut self, id: &str) -> Result<Done> {
        let it = self.mendable(id)?;
        let stamp = self.stamp(format!("附件“{}”恢复原件", it.slot));
        if it.mending.is_none() {
            return Ok(Done::of(&stamp, 0));
        }
        let original = self.original(&it)?;
        let mut record = Attachment { head: it.head, slot: it.slot, legible: None, matching: None, ..original };
        let changed = self.store.write(&stamp, |w| w.put(&mut record))?;
        Ok(Done::of(&stamp, usize::from(changed)))
    }

    /// A scan that may be mended.
    fn mendable(&self, id: &str) -> Result<Attachment> {
        self.require(Right::Read)?;
        let it = self.scan_of(id)?;
        self.require(Right::to_edit(it.of_noun))?;
        self.require_unsealed(it.of_noun)?;
        if it.head.removed {
            return Err(Error::conflict("这份附件已移除：请先恢复，再修整。"));
        }
        Ok(it)
    }
}

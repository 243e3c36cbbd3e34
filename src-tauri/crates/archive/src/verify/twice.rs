//! Scans worth a look: the same one in several places, for one of them may be the wrong one; those never measured.

use yihu_domain::{Noun, Result};

use super::VerifyReport;
use crate::Archive;

impl Archive {
    /// Tells how many scans were put in before scans were measured.
    pub(super) fn find_unmeasured(&self, report: &mut VerifyReport) -> Result<()> {
        let waiting = self.store.unmeasured()?.iter().filter(|it| it.media_type.starts_with("image/")).count();
        if waiting > 0 {
            let message = format!("有{waiting}份扫描件没有量过清晰度：请按“补量清晰度”，随时停得下来。");
            report.find("scan_unmeasured", None, message);
        }
        Ok(())
    }

    /// Tells of every scan that lies in more than one place; of papers of reports only custodians are told.
    pub(super) fn find_twice(&self, report: &mut VerifyReport) -> Result<()> {
        let mut all = self.store.attachments_twice()?;
        all.retain(|it| it.of_noun != Noun::Hotline || self.is_custodian());
        for them in all.chunk_by(|one, other| one.source() == other.source()) {
            let Some(first) = them.first() else { continue };
            let mut places = Vec::new();
            for it in them {
                places.push(format!("{}的“{}”", self.place(it)?, it.slot));
            }
            let (count, places) = (them.len(), places.join("、"));
            let message = format!("同一份扫描件放在{count}处：{places}。请看看有没有放错，放错的换上该放的那一份。");
            report.find("scan_twice", Some((first.of_noun, first.of_id)), message);
        }
        Ok(())
    }
}

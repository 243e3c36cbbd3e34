//! The same scan in several places: told, for one of them may be the wrong one.

use yihu_domain::{Noun, Result};

use super::VerifyReport;
use crate::Archive;

impl Archive {
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

//! What stands in the records although its check doubts it, each with the reason that was given.

use yihu_domain::{Noun, Record, Result, case::Case, check::Reasons, retailer::Retailer, staff::Staff, vendor::Vendor};
use yihu_store::{Compare, Filter};

use super::VerifyReport;
use crate::{Archive, record::title_of};

impl Archive {
    /// Tells of every value that was kept for a reason: nothing is wrong with the archive.
    pub(super) fn find_reasons(&self, report: &mut VerifyReport) -> Result<()> {
        self.find_reasons_of(Noun::Retailer, report, |it: &Retailer| &it.reasons)?;
        self.find_reasons_of(Noun::Case, report, |it: &Case| &it.reasons)?;
        self.find_reasons_of(Noun::Vendor, report, |it: &Vendor| &it.reasons)?;
        self.find_reasons_of(Noun::Staff, report, |it: &Staff| &it.reasons)
    }

    fn find_reasons_of<T: Record>(
        &self,
        noun: Noun,
        report: &mut VerifyReport,
        reasons: impl Fn(&T) -> &Reasons,
    ) -> Result<()> {
        for it in self.store.list::<T>(&Filter::all().and("reasons", Compare::Differs, "{}"))?.rows {
            let id = it.head().id.uuid();
            for (field, reason) in reasons(&it) {
                let (noun_title, title) = (noun.title(), title_of(noun, field));
                let message = format!("{noun_title}（{id}）的{title}没有通过核对，按原因保留：{reason}。");
                report.find("kept_for_a_reason", Some((noun, id)), message);
            }
        }
        Ok(())
    }
}

//! Vendors without a licence that cannot be as they stand, and files of vendors that are not complete.

use yihu_domain::{Noun, Result, deadline, retailer::Retailer, vendor::Vendor};
use yihu_store::Filter;

use super::VerifyReport;
use crate::Archive;

impl Archive {
    /// Tells of vendors that are to get a licence and became no retailer, of those that have a licence where they are
    /// said to have none, and of files that are not complete (无证户档案建立需进一步完整, S0④).
    pub(super) fn find_vendors(&self, report: &mut VerifyReport) -> Result<()> {
        for it in self.store.list::<Vendor>(&Filter::all().sort("found_on", true))?.rows {
            let (id, of) = (it.head.id.uuid(), Some((Noun::Vendor, it.head.id.uuid())));
            let retailer = it.retailer.map(|id| self.store.find::<Retailer>(id)).transpose()?.flatten();
            if it.applies() && retailer.is_none_or(|shop| shop.head.removed) {
                let message =
                    format!("无证户（{id}）处理是办证，没有连到在册的零售户：请打开它点“办证”，或改正处理措施。");
                report.find("vendor_untied", of, message);
            }
            if it.state.trades()
                && it.retailer.is_none()
                && let Some(shop) = self.licensed_at(&it)?.first()
            {
                let message = format!(
                    "无证户（{id}）的姓名、地址与持证户“{}”相同，不再是无证户：请打开它点“办证”，连到那一户。",
                    shop.trade_name
                );
                report.find("vendor_licensed", of, message);
            }
        }
        for it in self.incomplete_vendors()? {
            let id = it.head.id.uuid();
            let message = format!("无证户（{id}）的档案不完整：{}。", self.lacking(&it)?.join("，"));
            report.find("vendor_incomplete", Some((Noun::Vendor, id)), message);
        }
        Ok(())
    }

    /// What a vendor's file lacks, in words.
    fn lacking(&self, it: &Vendor) -> Result<Vec<String>> {
        let there = self.store.attachments_of(Noun::Vendor, it.head.id.uuid())?;
        let slots = crate::assets::vendor_slots();
        let lacks = slots.into_iter().filter(|slot| there.iter().all(|scan| scan.slot != *slot));
        let mut said: Vec<String> = lacks.map(|slot| format!("缺“{slot}”")).collect();
        let today = self.clock.today();
        if deadline::of_vendor(it, &self.bureau.supervision).is_some_and(|due| due.days(today) < 0) {
            let days = (today - it.found_on).num_days();
            said.push(format!("发现{days}天没有处理"));
        }
        Ok(said)
    }
}

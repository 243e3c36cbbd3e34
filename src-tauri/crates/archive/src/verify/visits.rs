//! Visits that cannot be as they stand: to a shop that was closed already, by one officer alone.

use yihu_domain::{Id, Noun, Record, Result, inspection::Inspection, retailer::Retailer};
use yihu_store::{Compare, Filter};

use super::VerifyReport;
use crate::{Archive, record::inspection::after_closing};

impl Archive {
    /// Tells of visits after closing (X14), and of those that one officer made (X22).
    pub(super) fn find_visits(&self, report: &mut VerifyReport) -> Result<()> {
        let mut shops: Vec<Id<Retailer>> = Vec::new();
        self.store.each::<Retailer>(|it| {
            shops.push(it.head.id);
            Ok(())
        })?;
        for shop in shops {
            let Some(closed) = self.closed_on(shop)? else { continue };
            for it in self.store.inspections_of(shop, u32::MAX)? {
                if it.inspected_on <= closed {
                    break;
                }
                let (id, said) = (it.head.id.uuid(), after_closing(it.inspected_on, closed));
                report.find("visit_after_closing", Some((Noun::Inspection, id)), format!("检查记录（{id}）：{said}"));
            }
        }
        let lone = Filter::all().and("lone_reason", Compare::Filled, "").sort("inspected_on", true);
        for it in self.store.list::<Inspection>(&lone)?.rows {
            let (id, reason) = (it.head().id.uuid(), it.lone_reason.unwrap_or_default());
            let message = format!("检查记录（{id}）只有一名检查人，不符合行政处罚法第42条，说明：{reason}。");
            report.find("kept_for_a_reason", Some((Noun::Inspection, id)), message);
        }
        for id in self.store.lone_inspections()? {
            let message = format!(
                "检查记录（{id}）检查人不足两名，不符合行政处罚法第42条：漏写的请补上，确实只有一人的写明一人检查说明。"
            );
            report.find("visit_alone", Some((Noun::Inspection, id)), message);
        }
        Ok(())
    }
}

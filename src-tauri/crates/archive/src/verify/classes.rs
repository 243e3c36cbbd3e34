//! Classes that nobody explained: without a reason, or without the day since when.

use yihu_domain::{Noun, Result, retailer::Retailer};
use yihu_store::{Compare, Filter};

use super::VerifyReport;
use crate::Archive;

impl Archive {
    /// Tells of every shop that has a class and not why or since when: an inspector asks for both.
    pub(super) fn find_classes(&self, report: &mut VerifyReport) -> Result<()> {
        for (field, lacks) in [("class_reason", "依据"), ("class_on", "日期")] {
            let silent = Filter::all().and("class", Compare::Filled, "").and(field, Compare::Empty, "");
            for it in self.store.list::<Retailer>(&silent.sort("trade_name", false).page(0, LISTED))?.rows {
                let id = it.head.id.uuid();
                let message = format!("零售户（{id}）的分类没有写{lacks}：请在这一户补上，或者用“成批分类”重新分类。");
                report.find("class_unexplained", Some((Noun::Retailer, id)), message);
            }
        }
        Ok(())
    }
}

/// More than are spelled out.
const LISTED: i64 = 50;

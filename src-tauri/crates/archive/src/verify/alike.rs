//! Files that may be of one retailer (X21), and shops that stand at one address (X13).

use uuid::Uuid;
use yihu_domain::{Id, Noun, Result, retailer::Retailer};

use super::{SPELLED_OUT, VerifyReport};
use crate::{Archive, record::merge::same};

impl Archive {
    /// Tells of each pair that the page of alike retailers asks about; those about which somebody said that they are two
    /// are not among them.
    pub(super) fn find_alike(&self, report: &mut VerifyReport) -> Result<()> {
        let listed = i64::try_from(SPELLED_OUT).unwrap_or(i64::MAX);
        let page = self.store.retailers_alike(0, listed)?;
        let more = usize::try_from(page.total).unwrap_or_default().saturating_sub(page.rows.len());
        let name = |id: Uuid| self.store.find::<Retailer>(Id::new(id)).map(|it| it.map(|it| it.trade_name));
        for it in page.rows {
            let same: Vec<&str> = it.fields.iter().map(|field| same(field)).collect();
            let message = format!(
                "零售户（{}）与“{}”{}，可能是同一户：请在零售户的“疑似重复”里核对，是同一户的合并，不是的点“不是同一户”。",
                it.other,
                name(it.one)?.unwrap_or_default(),
                same.join("、")
            );
            report.find("retailer_alike", Some((Noun::Retailer, it.other)), message);
        }
        report.more("retailer_alike", more);
        Ok(())
    }
}

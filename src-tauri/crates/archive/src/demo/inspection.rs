//! Invents visits: each shop as often as its class asks for, some late, a few with something wrong.

use chrono::NaiveDate;
use yihu_domain::{
    Result,
    inspection::{Inspection, InspectionDraft},
    licence::Licence,
    retailer::{Class, Retailer},
};

use super::county::{County, OFFICERS, back, sound};
use crate::Archive;

/// How far back visits go, in days.
const BACK: u64 = 365;

impl County {
    /// A year of visits, oldest first.
    pub(super) fn inspections(&mut self, archive: &Archive, shops: &[(Retailer, Licence)]) -> Result<Vec<Inspection>> {
        let mut visits = Vec::new();
        let first = back(self.today, BACK);
        for (shop, licence) in shops {
            let every = match shop.class {
                Some(Class::KeyMonitored) => 29,
                Some(Class::Monitored) => 88,
                _ => 178,
            };
            // One shop in ten is visited late.
            let late = if self.dice.percent(10) { every / 2 } else { 0 };
            let mut on = back(self.day_before(self.today, every), late.unsigned_abs());
            while on >= first && licence.issued_on.is_none_or(|issued| on >= issued) {
                visits.push(self.inspection(archive, shop, licence, on)?);
                on = back(on, every.unsigned_abs());
            }
        }
        visits.sort_by_key(|it| it.inspected_on);
        Ok(visits)
    }

    fn inspection(
        &mut self,
        archive: &Archive,
        shop: &Retailer,
        licence: &Licence,
        on: NaiveDate,
    ) -> Result<Inspection> {
        let (first, more) = (self.dice.between(0, 8), self.dice.between(1, 8));
        let officer = |n: i64| OFFICERS[usize::try_from(n).unwrap_or_default() % OFFICERS.len()];
        let (night, wrong) = (self.dice.percent(8), self.dice.percent(4));
        let hour = if night { 20 } else { self.dice.between(8, 17) };
        let stock = self.dice.between(20, 400);
        let draft = InspectionDraft {
            inspected_on: on.to_string(),
            begun: format!("{hour}:{:02}", self.dice.between(0, 60)),
            mode: if night { "夜查" } else { self.dice.word("日常 日常 日常 日常 突击 专项") }.to_owned(),
            off_hours: if night { "是" } else { "" }.to_owned(),
            licence_no: licence.licence_no.clone(),
            name: shop.trade_name.clone(),
            address: shop.address.clone(),
            officers: format!("{}、{}", officer(first), officer(first + more)),
            finding: if wrong { "异常" } else { "正常" }.to_owned(),
            cause: if wrong { "未在当地烟草专卖批发企业进货" } else { "" }.to_owned(),
            follow_up: if wrong { self.dice.word("教育 告诫") } else { "" }.to_owned(),
            stock: format!("{stock}条"),
            difference: if wrong { format!("多{}条", self.dice.between(1, 9)) } else { String::new() },
            ..InspectionDraft::default()
        };
        let mut visit = sound(draft.check(archive.new_id(), archive.bureau_code(), self.today))?;
        visit.retailer = Some(shop.head.id);
        Ok(visit)
    }
}

//! Invents vendors without a licence: some thirty a year, most of them dealt with, some licensed since, a few forgotten.

use chrono::{Days, NaiveDate};
use yihu_domain::{
    Result,
    licence::Licence,
    retailer::Retailer,
    vendor::{Vendor, VendorDraft},
};

use super::county::{County, FORMATS, OFFICERS, STREETS, TOWNS, sound};
use crate::Archive;

/// How far back they were found, in days.
const BACK: i64 = 450;
/// Of so many one got a licence: a shop of the county that began within the time.
const LICENSED: u32 = 8;

impl County {
    /// Vendors that were found in the last fifteen months.
    pub(super) fn vendors(
        &mut self,
        archive: &Archive,
        shops: &[(Retailer, Licence)],
        number: u32,
    ) -> Result<Vec<Vendor>> {
        let since = back(self.today, BACK.unsigned_abs());
        let fresh = |it: &&(Retailer, Licence)| it.1.issued_on.is_some_and(|on| on > since && on < self.today);
        let became: Vec<_> = shops.iter().filter(fresh).take((number / LICENSED) as usize).cloned().collect();
        let mut vendors = Vec::new();
        for (shop, licence) in &became {
            vendors.push(self.licensed_vendor(archive, shop, licence)?);
        }
        for n in 0..number.saturating_sub(u32::try_from(became.len()).unwrap_or_default()) {
            vendors.push(self.vendor(archive, n)?);
        }
        vendors.sort_by_key(|it| it.found_on);
        Ok(vendors)
    }

    fn vendor(&mut self, archive: &Archive, n: u32) -> Result<Vendor> {
        let town = self.dice.word(TOWNS);
        // One in twenty is forgotten; what was found this week is not dealt with yet.
        let (forgotten, fresh) = (n % 20 == 7, n % 20 == 3);
        let found = if fresh {
            back(self.today, self.dice.between(1, 6).unsigned_abs())
        } else if forgotten {
            back(self.today, self.dice.between(40, 90).unsigned_abs())
        } else {
            self.day_before(back(self.today, 30), BACK - 30)
        };
        let (first, second) = (on(found, self.dice.between(0, 4)), on(found, self.dice.between(9, 25)));
        let done: (&str, Vec<NaiveDate>, &str, &str) = match self.dice.between(0, 100) {
            _ if forgotten || fresh => ("", vec![], "", ""),
            0..45 => ("告诫；取缔", vec![first, second], "；公安、市场监管", "当场写了保证书；不再经营"),
            45..65 => ("取缔", vec![second], "市场监管", "柜台和烟架已拆除"),
            65..80 => ("告诫", vec![first], "", "限期停止经营，写了保证书"),
            80..92 => ("告诫；已消失", vec![first, second], "", "；铺面已转让"),
            _ => ("已消失", vec![second], "", "铺面关门"),
        };
        let draft = VendorDraft {
            name: self.name(),
            id_number: if self.dice.percent(70) { self.id_number() } else { String::new() },
            phone: if self.dice.percent(60) { self.phone() } else { String::new() },
            // No shop of the county has a number so high.
            address: format!("{town}镇{}{}号", self.dice.word(STREETS), self.dice.between(300, 400)),
            town: format!("{town}镇"),
            format: self.dice.word(FORMATS).to_owned(),
            measure: done.0.to_owned(),
            measured_on: done.1.iter().map(NaiveDate::to_string).collect::<Vec<_>>().join("；"),
            agencies: done.2.to_owned(),
            result: done.3.to_owned(),
            ..self.seen_vendor(found)
        };
        sound(draft.check(archive.new_id(), archive.bureau_code(), self.today))
    }

    /// What is known of every vendor that was found.
    fn seen_vendor(&mut self, found: NaiveDate) -> VendorDraft {
        let (first, more) = (self.dice.between(0, 8), self.dice.between(1, 8));
        let officer = |n: i64| OFFICERS[usize::try_from(n).unwrap_or_default() % OFFICERS.len()];
        VendorDraft {
            found_on: found.to_string(),
            found_how: self.dice.word("市场检查 市场检查 市场检查 摸底排查 摸底排查 举报 部门移交").to_owned(),
            inspectors: format!("{}、{}", officer(first), officer(first + more)),
            seen: format!("柜台内摆放卷烟{}条，不能出示烟草专卖零售许可证。", self.dice.between(2, 40)),
            ..VendorDraft::default()
        }
    }

    /// One that trades with a licence by now.
    fn licensed_vendor(&mut self, archive: &Archive, shop: &Retailer, licence: &Licence) -> Result<Vendor> {
        let issued = licence.issued_on.unwrap_or(self.today);
        let found = back(issued, self.dice.between(30, 90).unsigned_abs());
        let text = |of: &Option<String>| of.clone().unwrap_or_default();
        let draft = VendorDraft {
            name: shop.owner_name.clone(),
            id_number: text(&shop.owner_id_number),
            phone: text(&shop.phone),
            address: shop.address.clone(),
            town: text(&shop.town),
            format: text(&shop.format),
            measure: "告诫；办证".to_owned(),
            measured_on: format!("{}；{}", on(found, 1), back(issued, 12)),
            result: "；符合布局规划，引导办证".to_owned(),
            ..self.seen_vendor(found)
        };
        let mut vendor = sound(draft.check(archive.new_id(), archive.bureau_code(), self.today))?;
        vendor.retailer = Some(shop.head.id);
        Ok(vendor)
    }
}

fn back(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

fn on(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_add_days(Days::new(days.unsigned_abs())).unwrap_or(day)
}

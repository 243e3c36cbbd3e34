//! Invents vendors without a licence: some thirty a year, most of them dealt with, some licensed since, a few forgotten.

use chrono::NaiveDate;
use yihu_domain::{
    Result,
    vendor::{Vendor, VendorDraft},
};

use super::{
    county::{County, FORMATS, back, on, sound},
    shop::{Life, roadside},
};
use crate::Archive;

/// Vendors of a county of one year, and how far back they were found, in days; of an older one so many a year.
const FEW: u32 = 40;
const BACK: i64 = 450;
const A_YEAR: u32 = 32;
/// Of so many one got a licence: a shop of the county that began within the time.
const LICENSED: u32 = 8;

impl County {
    /// Vendors by the day on which they were found.
    pub(super) fn vendors(&mut self, archive: &Archive, lives: &[Life]) -> Result<Vec<Vendor>> {
        let (number, within) = match self.years {
            1 => (FEW, BACK),
            years => (A_YEAR * years, (self.today - self.from).num_days()),
        };
        let since = back(self.today, within - 120);
        let fresh = |it: &&Life| it.opened > since && it.opened < self.today;
        let became: Vec<&Life> = lives.iter().filter(fresh).take((number / LICENSED) as usize).collect();
        let mut vendors = Vec::new();
        for life in &became {
            vendors.push(self.licensed_vendor(archive, life)?);
        }
        for n in 0..number.saturating_sub(u32::try_from(became.len()).unwrap_or_default()) {
            vendors.push(self.vendor(archive, n, within)?);
        }
        vendors.sort_by_key(|it| it.found_on);
        Ok(vendors)
    }

    fn vendor(&mut self, archive: &Archive, n: u32, within: i64) -> Result<Vendor> {
        // No shop of the county has a number so high.
        let (town, address) = roadside(self);
        // One in twenty is forgotten; what was found this week is not dealt with yet.
        let (forgotten, fresh) = (n % 20 == 7 && n < FEW, n % 20 == 3 && n < FEW);
        let found = if fresh {
            back(self.today, self.dice.between(1, 6))
        } else if forgotten {
            back(self.today, self.dice.between(40, 90))
        } else {
            self.day_before(back(self.today, 30), within - 30)
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
            address,
            town: format!("{town}镇"),
            format: self.dice.share(&FORMATS).to_owned(),
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
        VendorDraft {
            found_on: found.to_string(),
            found_how: self.dice.word("市场检查 市场检查 市场检查 摸底排查 摸底排查 举报 部门移交").to_owned(),
            inspectors: self.pair(found),
            seen: format!("柜台内摆放卷烟{}条，不能出示烟草专卖零售许可证。", self.dice.between(2, 40)),
            ..VendorDraft::default()
        }
    }

    /// One that trades with a licence by now.
    fn licensed_vendor(&mut self, archive: &Archive, life: &Life) -> Result<Vendor> {
        let (shop, issued) = (&life.shop, life.opened);
        let found = back(issued, self.dice.between(30, 90));
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

//! Invents matters of licences: most of them done with, some at every step.

use chrono::{Days, NaiveDate};
use yihu_domain::{
    Result,
    licence::{Licence, LicenceState},
    matter::{Matter, MatterDraft},
    retailer::Retailer,
};

use super::county::{County, OFFICERS, sound};
use crate::Archive;

/// Of how many shops the first licence stands in the archive as a matter.
const FIRST: usize = 30;

impl County {
    /// How some of the shops came by their licences, the closed ones' suspensions, and what is under way.
    pub(super) fn matters(&mut self, archive: &Archive, shops: &[(Retailer, Licence)]) -> Result<Vec<Matter>> {
        let mut matters = Vec::new();
        let live = |it: &&(Retailer, Licence)| it.1.state == LicenceState::Active && it.1.issued_on.is_some();
        for (n, (shop, licence)) in shops.iter().filter(live).take(FIRST).enumerate() {
            let Some(issued) = licence.issued_on else { continue };
            let draft = MatterDraft {
                kind: "新办".to_owned(),
                applied_on: before(issued, 12),
                accepted_on: before(issued, 11),
                checked_on: before(issued, 7),
                checkers: format!("{}、{}", OFFICERS[n % 8], OFFICERS[(n + 1) % 8]),
                decision: "准予".to_owned(),
                decided_on: issued.to_string(),
                decision_no: format!("潼烟许准〔{}〕第{}号", issued.format("%Y"), n + 1),
                delivered_on: issued.to_string(),
                valid_from: issued.to_string(),
                valid_to: licence.valid_to.map(|on| on.to_string()).unwrap_or_default(),
                ..MatterDraft::default()
            };
            matters.push(self.matter(archive, draft, shop, licence)?);
        }
        let closed = |it: &&(Retailer, Licence)| it.1.state == LicenceState::Suspended;
        for (shop, licence) in shops.iter().filter(closed).take(6) {
            let applied = self.day_before(self.today, 200).min(days_back(self.today, 20));
            let from = days_on(applied, 10);
            let draft = MatterDraft {
                kind: "停业".to_owned(),
                applied_on: applied.to_string(),
                accepted_on: applied.to_string(),
                decision: "准予".to_owned(),
                decided_on: days_on(applied, 4).to_string(),
                delivered_on: days_on(applied, 5).to_string(),
                suspended_from: from.to_string(),
                suspended_to: days_on(from, 180).to_string(),
                reason: "店面装修".to_owned(),
                ..MatterDraft::default()
            };
            matters.push(self.matter(archive, draft, shop, licence)?);
        }
        let open = [
            ("变更", "applied_on=3"),
            ("停业", "applied_on=6|supplement_on=5"),
            ("延续", "applied_on=12|accepted_on=11"),
            ("歇业", "applied_on=2|accepted_on=1"),
            ("补办", "applied_on=40|accepted_on=38"),
        ];
        for ((kind, days), (shop, licence)) in open.into_iter().zip(shops.iter().filter(live).skip(FIRST)) {
            let mut draft = MatterDraft { kind: kind.to_owned(), ..MatterDraft::default() };
            for (field, back) in days.split('|').filter_map(|it| it.split_once('=')) {
                let on = before(self.today, back.parse().unwrap_or_default());
                match field {
                    "applied_on" => draft.applied_on = on,
                    "supplement_on" => draft.supplement_on = on,
                    _ => draft.accepted_on = on,
                }
            }
            matters.push(self.matter(archive, draft, shop, licence)?);
        }
        Ok(matters)
    }

    fn matter(&self, archive: &Archive, draft: MatterDraft, shop: &Retailer, licence: &Licence) -> Result<Matter> {
        let draft = MatterDraft {
            licence_no: licence.licence_no.clone(),
            holder: shop.trade_name.clone(),
            handler: OFFICERS[2].to_owned(),
            ..draft
        };
        let mut matter = sound(draft.check(archive.new_id(), archive.bureau_code(), self.today))?;
        (matter.licence, matter.retailer) = (Some(licence.head.id), Some(shop.head.id));
        Ok(matter)
    }
}

fn days_back(on: NaiveDate, days: u64) -> NaiveDate {
    on.checked_sub_days(Days::new(days)).unwrap_or(on)
}

fn days_on(on: NaiveDate, days: u64) -> NaiveDate {
    on.checked_add_days(Days::new(days)).unwrap_or(on)
}

fn before(on: NaiveDate, days: u64) -> String {
    days_back(on, days).to_string()
}

//! Invents matters of licences: in a county of one year some at every step, else the shops' histories and what is under way.

use yihu_domain::{
    Result,
    licence::{Licence, LicenceState},
    matter::{Decision, Matter, MatterDraft},
    retailer::Retailer,
};

use super::{
    county::{County, back, on, sound},
    shop::Life,
};
use crate::Archive;

/// Of how many shops the first licence stands in the archive of one year as a matter.
const FIRST: usize = 30;
/// What is under way: kind, and the days ago of its steps.
const OPEN: [(&str, &str); 5] = [
    ("变更", "applied_on=3"),
    ("停业", "applied_on=6|supplement_on=5"),
    ("延续", "applied_on=12|accepted_on=11"),
    ("歇业", "applied_on=2|accepted_on=1"),
    ("补办", "applied_on=40|accepted_on=38"),
];

impl County {
    /// Every matter of the county by its day, the decisions numbered as they were taken.
    pub(super) fn matters(&mut self, archive: &Archive, lives: &mut [Life]) -> Result<Vec<Matter>> {
        let mut matters: Vec<Matter> = Vec::new();
        if self.is_old() {
            matters.extend(lives.iter_mut().flat_map(|it| std::mem::take(&mut it.matters)));
            matters.extend(self.refusals(archive)?);
        } else {
            self.few(archive, lives, &mut matters)?;
        }
        let live = lives.iter().filter(|it| it.licence().state == LicenceState::Active);
        for ((kind, days), life) in OPEN.into_iter().zip(live.skip(FIRST)) {
            let mut draft = MatterDraft { kind: kind.to_owned(), ..MatterDraft::default() };
            for (field, ago) in days.split('|').filter_map(|it| it.split_once('=')) {
                let on = back(self.today, ago.parse().unwrap_or_default()).to_string();
                match field {
                    "applied_on" => draft.applied_on = on,
                    "supplement_on" => draft.supplement_on = on,
                    _ => draft.accepted_on = on,
                }
            }
            matters.push(self.matter(archive, draft, &life.shop, life.licence())?);
        }
        matters.sort_by_key(|it| it.decided_on);
        for it in &mut matters {
            if let Some((on, decision)) = it.decided_on.zip(it.decision) {
                let register = match decision {
                    Decision::Granted | Decision::DeemedGranted => "潼烟许准",
                    _ => "潼烟许不准",
                };
                it.decision_no = Some(self.numbers.next(register, on));
            }
        }
        matters.sort_by_key(Matter::begun_on);
        Ok(matters)
    }

    /// How some of the shops came by their licences, and the closed ones' suspensions.
    fn few(&mut self, archive: &Archive, lives: &[Life], matters: &mut Vec<Matter>) -> Result<()> {
        let of = |state: LicenceState| lives.iter().filter(move |it| it.licence().state == state);
        for life in of(LicenceState::Active).take(FIRST) {
            matters.push(self.opening(archive, life)?);
        }
        for life in of(LicenceState::Suspended).take(6) {
            let applied = self.day_before(self.today, 200).min(back(self.today, 20));
            let from = on(applied, 10);
            let draft = MatterDraft {
                kind: "停业".to_owned(),
                applied_on: applied.to_string(),
                accepted_on: applied.to_string(),
                decision: "准予".to_owned(),
                decided_on: on(applied, 4).to_string(),
                delivered_on: on(applied, 5).to_string(),
                suspended_from: from.to_string(),
                suspended_to: on(from, 180).to_string(),
                reason: "店面装修".to_owned(),
                ..MatterDraft::default()
            };
            matters.push(self.matter(archive, draft, &life.shop, life.licence())?);
        }
        Ok(())
    }

    /// A matter of a licence.
    pub(super) fn matter(
        &self,
        archive: &Archive,
        draft: MatterDraft,
        shop: &Retailer,
        licence: &Licence,
    ) -> Result<Matter> {
        let draft = MatterDraft { licence_no: licence.licence_no.clone(), holder: shop.trade_name.clone(), ..draft };
        let mut matter = self.applied(archive, draft)?;
        (matter.licence, matter.retailer) = (Some(licence.head.id), Some(shop.head.id));
        Ok(matter)
    }

    /// A matter of one who has no licence, as it stands; else the beginning of one.
    pub(super) fn applied(&self, archive: &Archive, draft: MatterDraft) -> Result<Matter> {
        let draft = MatterDraft { handler: self.crew[2].name.clone(), ..draft };
        sound(draft.check(archive.new_id(), archive.bureau_code(), self.today))
    }
}

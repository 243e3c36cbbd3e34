//! Invents what happened to licences over the years: first licences, renewals, changes, time off, closing.

use chrono::NaiveDate;
use yihu_domain::{
    Head, Result,
    licence::{Licence, LicenceState},
    matter::{Matter, MatterDraft},
    retailer::Retailer,
};

use super::{
    county::{County, TOWNS, back, months_on, on, weekday},
    shop::Life,
};
use crate::Archive;

/// Of a thousand shops so many a year, of the days on which it can happen to them: 变更, 停业, 补办.
const CHANGES: i64 = 70;
const SUSPENSIONS: i64 = 42;
const REISSUES: i64 = 12;
/// Of a hundred changes so many get another number.
const RENUMBERED: i64 = 26;
/// Applications for a first licence that came to nothing, a year.
const REFUSED: u32 = 14;

impl County {
    /// Everything that was decided about a shop's licence within the years that are told, oldest first.
    pub(super) fn history(&mut self, archive: &Archive, life: &mut Life) -> Result<()> {
        if life.opened >= self.from {
            let matter = self.opening(archive, life)?;
            life.matters.push(matter);
        }
        self.change(archive, life)?;
        self.renewals(archive, life)?;
        self.time_off(archive, life)?;
        self.reissue(archive, life)?;
        if let Some(closed) = life.closed {
            let matter = self.closing(archive, life, closed)?;
            life.matters.push(matter);
        }
        life.matters.sort_by_key(Matter::begun_on);
        Ok(())
    }

    /// How a shop came by its first licence.
    pub(super) fn opening(&mut self, archive: &Archive, life: &Life) -> Result<Matter> {
        let licence = &life.licences[0];
        let issued = life.opened;
        let draft = MatterDraft {
            kind: "新办".to_owned(),
            applied_on: back(issued, 12).to_string(),
            accepted_on: back(issued, 11).to_string(),
            checked_on: back(issued, 7).to_string(),
            checkers: self.pair(issued),
            decision: "准予".to_owned(),
            decided_on: issued.to_string(),
            delivered_on: issued.to_string(),
            valid_from: issued.to_string(),
            valid_to: months_on(issued, 60).to_string(),
            ..MatterDraft::default()
        };
        self.matter(archive, draft, &life.shop, licence)
    }

    /// The days of a matter that was decided and delivered.
    fn decided(&mut self, kind: &str, day: NaiveDate) -> MatterDraft {
        let applied = back(day, self.dice.between(3, 14));
        MatterDraft {
            kind: kind.to_owned(),
            applied_on: applied.to_string(),
            accepted_on: on(applied, self.dice.between(0, 3)).to_string(),
            decision: "准予".to_owned(),
            decided_on: day.to_string(),
            delivered_on: on(day, self.dice.between(0, 6)).min(self.today).to_string(),
            ..MatterDraft::default()
        }
    }

    /// Once in a while something that stands on the licence changes, and now and then its number.
    fn change(&mut self, archive: &Archive, life: &mut Life) -> Result<()> {
        let Some(day) = self.happens(life, CHANGES, 20) else { return Ok(()) };
        let renumbered = life.licence().state != LicenceState::Suspended && self.dice.percent(RENUMBERED);
        let mut draft = self.decided("变更", day);
        let before = self.before_change(life, renumbered, &mut draft);
        if renumbered {
            draft.new_licence_no = self.licence_no(life.shop.holder_type.as_deref().unwrap_or_default());
            let was = life.licences.remove(0);
            let next = Licence {
                head: Head::new(archive.new_id(), archive.bureau_code()),
                licence_no: draft.new_licence_no.clone(),
                issued_on: Some(day),
                ..was.clone()
            };
            let end = Some(term_end(life.opened, day));
            life.licences = vec![Licence { state: LicenceState::Cancelled, valid_to: end, ..was }, next];
        }
        let mut matter = self.matter(archive, draft, &before, &life.licences[0])?;
        matter.remember(&before, &life.licences[0]);
        life.matters.push(matter);
        Ok(())
    }

    /// The shop as it was before a change, and what it became.
    fn before_change(&mut self, life: &Life, owner: bool, draft: &mut MatterDraft) -> Retailer {
        let mut before = life.shop.clone();
        match self.dice.between(0, 100) {
            0..35 if !owner => {
                let town = self.dice.word(TOWNS);
                before.trade_name = self.trade_name(town, &life.shop.owner_name);
                draft.to_trade_name.clone_from(&life.shop.trade_name);
            }
            35..60 if !owner => {
                let town = life.shop.town.as_deref().and_then(|it| it.strip_suffix('镇')).unwrap_or("城关");
                before.address = self.address(town);
                draft.to_address.clone_from(&life.shop.address);
            }
            _ => {
                before.owner_name = self.name();
                before.owner_id_number = Some(self.id_number());
                draft.to_owner_name.clone_from(&life.shop.owner_name);
                draft.to_owner_id_number = life.shop.owner_id_number.clone().unwrap_or_default();
            }
        }
        before
    }

    /// A renewal for each term that ended while the shop traded.
    fn renewals(&mut self, archive: &Archive, life: &mut Life) -> Result<()> {
        let mut end = months_on(life.opened, 60);
        while end < life.until(self.today) {
            let day = weekday(back(end, self.dice.between(3, 40)));
            if end >= self.from && day > self.from {
                let mut draft = self.decided("延续", day);
                // A few come late, and are taken all the same.
                let ahead = if self.dice.percent(3) { 10 } else { 36 };
                draft.applied_on = back(end, self.dice.between(ahead, 80).max((end - day).num_days() + 3)).to_string();
                draft.accepted_on = back(day, 2).to_string();
                draft.valid_from = on(end, 1).to_string();
                draft.valid_to = months_on(end, 60).to_string();
                let matter = self.matter(archive, draft, &life.shop, life.licence_on(day))?;
                life.matters.push(matter);
            }
            end = months_on(end, 60);
        }
        Ok(())
    }

    /// A time in which a shop is closed: over by now, or, of one that is suspended, still lasting.
    fn time_off(&mut self, archive: &Archive, life: &mut Life) -> Result<()> {
        if life.licence().state == LicenceState::Suspended {
            let day = weekday(back(self.today, self.dice.between(20, 200)));
            let days = self.dice.between(210, 360);
            return self.suspend(archive, life, day, days).map(drop);
        }
        let Some(day) = self.happens(life, SUSPENSIONS, 400) else { return Ok(()) };
        let days = self.dice.between(40, 360);
        let from = self.suspend(archive, life, day, days)?;
        // A sixth closes for good, or the paper about it was never asked for.
        if self.dice.percent(84) {
            let back_on = weekday(on(from, days - self.dice.between(1, 30)));
            let draft = self.decided("恢复营业", back_on);
            let matter = self.matter(archive, draft, &life.shop, life.licence_on(back_on))?;
            life.matters.push(matter);
        }
        Ok(())
    }

    fn suspend(&mut self, archive: &Archive, life: &mut Life, day: NaiveDate, days: i64) -> Result<NaiveDate> {
        let from = on(day, 6);
        let mut draft = self.decided("停业", day);
        draft.suspended_from = from.to_string();
        draft.suspended_to = on(from, days).to_string();
        self.dice.word("店面装修 外出务工 家中有病人 门前修路").clone_into(&mut draft.reason);
        let matter = self.matter(archive, draft, &life.shop, life.licence_on(day))?;
        life.matters.push(matter);
        Ok(from)
    }

    fn reissue(&mut self, archive: &Archive, life: &mut Life) -> Result<()> {
        let Some(day) = self.happens(life, REISSUES, 20) else { return Ok(()) };
        let mut draft = self.decided("补办", day);
        self.dice.word("正本 副本 正本和副本").clone_into(&mut draft.reissued);
        self.dice.word("遗失 损毁").clone_into(&mut draft.loss);
        let matter = self.matter(archive, draft, &life.shop, life.licence_on(day))?;
        life.matters.push(matter);
        Ok(())
    }

    fn closing(&mut self, archive: &Archive, life: &Life, closed: NaiveDate) -> Result<Matter> {
        let (kind, reason) = match life.licence().state {
            LicenceState::TakenBack => ("收回", "停止经营半年以上，未办理停业手续，公告期满"),
            LicenceState::Cancelled => ("注销", "经营者死亡，家属申请注销"),
            _ => ("歇业", "不再经营"),
        };
        let mut draft = self.decided(kind, closed);
        reason.clone_into(&mut draft.reason);
        if kind != "歇业" {
            draft.accepted_on.clear();
        }
        self.matter(archive, draft, &life.shop, life.licence())
    }

    /// First licences that were applied for and not given, through the years.
    pub(super) fn refusals(&mut self, archive: &Archive) -> Result<Vec<Matter>> {
        (0..REFUSED * self.years).map(|_| self.refusal(archive)).collect()
    }

    fn refusal(&mut self, archive: &Archive) -> Result<Matter> {
        let day = weekday(self.day_in(on(self.from, 20), back(self.today, 5)));
        let mut draft = self.decided("新办", day);
        let (decision, reason) = match self.dice.between(0, 10) {
            0..3 => ("不予受理", "经营场所在中小学校门口一百米以内，不符合申请条件"),
            3..5 => ("终止", "申请人撤回申请"),
            _ => ("不予", "不符合当地烟草制品零售点合理布局规划"),
        };
        if decision == "不予受理" {
            draft.accepted_on.clear();
        }
        decision.clone_into(&mut draft.decision);
        reason.clone_into(&mut draft.reason);
        let (town, owner) = (self.dice.word(TOWNS), self.name());
        draft.holder = self.trade_name(town, &owner);
        self.applied(archive, draft)
    }

    /// A day on which something happens to a shop that happens to so many of a thousand a year: within the time that is
    /// told, and so many days before it closes; on most shops it never does.
    fn happens(&mut self, life: &Life, per_mille: i64, room: i64) -> Option<NaiveDate> {
        let (first, last) = (life.opened.max(self.from), back(life.until(self.today), room));
        let (first, days) = (on(first, 60), (last - first).num_days());
        let hit = self.dice.between(0, 365_000) < per_mille * days.max(0);
        (hit && first < last).then(|| weekday(self.day_in(first, last)))
    }
}

/// The end of the term that runs on a day.
fn term_end(opened: NaiveDate, day: NaiveDate) -> NaiveDate {
    let mut end = months_on(opened, 60);
    while end < day {
        end = months_on(end, 60);
    }
    end
}

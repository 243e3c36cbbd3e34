//! The invented county 潼川县 (619999): for trying, showing and measuring. No number in it can belong to a living person.
//!
//! It is invented and written county by county, its visits and diaries month by month: what is held in memory does not grow
//! with how many there are.

mod campaign;
mod case;
mod county;
mod defect;
mod diary;
mod dice;
mod history;
mod hotline;
mod inspection;
mod matter;
mod shop;
#[cfg(test)]
mod tests;
mod training;
mod vendor;

use std::{collections::BTreeMap, path::Path};

use county::{County, months_on, on};
pub use defect::Defect;
use defect::Planter;
use inspection::Raid;
use shop::Life;
use yihu_domain::{Error, Noun, Record, Result, supervision::Supervision};
use yihu_store::{Stamp, Writer};

use crate::{Archive, Founding, Watch, backup::new_folder};

/// The user of a demonstration archive.
pub const USER: &str = "演示";
/// Its password, printed in the manual.
pub const PASSWORD: &str = "yihu-demo";
/// Most counties: licence numbers run to five digits.
const MOST: u32 = 100;
/// Most years.
const MOST_YEARS: u32 = 5;
/// Visits and diaries that are written in one step.
const SLICE: usize = 5_000;

/// What is invented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoPlan {
    /// How many counties, of 513 shops each
    pub scale: u32,
    /// Years that are told; more than one have shops that closed, licences that were renewed, officers who left
    pub years: u32,
    /// The same seed gives the same people and numbers
    pub seed: u64,
    /// Whether what is wrong in real archives is planted, for 数据体检 to find
    pub defects: bool,
}

impl Default for DemoPlan {
    fn default() -> Self {
        Self { scale: 1, years: 1, seed: 1, defects: false }
    }
}

impl DemoPlan {
    fn require(&self) -> Result<()> {
        if !(1..=MOST).contains(&self.scale) {
            return Err(Error::invalid(format!("规模请写1到{MOST}。")));
        }
        if !(1..=MOST_YEARS).contains(&self.years) {
            return Err(Error::invalid(format!("年数请写1到{MOST_YEARS}。")));
        }
        Ok(())
    }

    /// About how many records it comes to.
    const fn records(&self) -> usize {
        let one = if self.years == 1 { 3_700 } else { 2_100 + 7_700 * self.years as usize };
        one * self.scale as usize
    }
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoMade {
    /// Records of each noun
    pub counts: BTreeMap<Noun, usize>,
    /// What is wrong on purpose
    pub defects: Vec<Defect>,
}

impl DemoMade {
    /// How many of each code are wrong on purpose.
    pub fn planted(&self) -> BTreeMap<&'static str, usize> {
        self.defects.iter().fold(BTreeMap::new(), |mut all, it| {
            *all.entry(it.code).or_default() += 1;
            all
        })
    }
}

impl Archive {
    /// Makes an archive with the invented county; the same seed gives the same people and numbers.
    pub fn demo(dir: &Path, plan: &DemoPlan, watch: &Watch<'_>) -> Result<DemoMade> {
        plan.require()?;
        let founding =
            Founding {
                bureau: "619999", name: "潼川县烟草专卖局（演示）", user: USER, password: PASSWORD, demo: true
            };
        watch.step("造钥匙", 0, 0)?;
        new_folder(dir, |building| {
            let (mut archive, _) = Self::found(building, &founding)?;
            let made = archive.invent(plan, watch)?;
            archive.backup(None, watch)?;
            Ok(made)
        })
    }

    /// Fills a new archive with the invented counties.
    fn invent(&mut self, plan: &DemoPlan, watch: &Watch<'_>) -> Result<DemoMade> {
        if plan.years > 1 {
            // Ten visits a year and more do not come of a plan that asks for two.
            let supervision =
                Supervision { monitored_months: 1, law_abiding_months: 2, ..self.bureau.supervision.clone() };
            let bureau = yihu_domain::bureau::Bureau { supervision, ..self.bureau.clone() };
            self.put_bureau("设置市场监管口径", bureau)?;
        }
        let mut county = County::new(plan.seed, plan.years, self.clock.today());
        let mut pen =
            Pen { stamp: self.stamp("造演示数据"), watch, total: plan.records(), counts: BTreeMap::new() };
        let mut planter = plan.defects.then(|| Planter::new(plan.seed, county.today));
        for n in 0..plan.scale {
            self.invent_county(&mut county, (n, n + 1 == plan.scale), planter.as_mut(), &mut pen)?;
        }
        Ok(DemoMade { counts: pen.counts, defects: planter.map(|it| it.planted).unwrap_or_default() })
    }

    fn invent_county(
        &mut self,
        county: &mut County,
        (n, last): (u32, bool),
        mut planter: Option<&mut Planter>,
        pen: &mut Pen<'_, '_>,
    ) -> Result<()> {
        let mut staff = county.staff(self, n)?;
        let mut lives = county.shops(self)?;
        let (mut cases, raids) = county.cases(self, &mut lives)?;
        let (mut hotlines, informants) = county.hotlines(self, &lives)?;
        let mut trainings = county.trainings(self)?;
        let matters = county.matters(self, &mut lives)?;
        // A bureau acts as one, however many counties it has.
        let campaigns = if n == 0 { county.campaigns(self)? } else { Vec::new() };
        let vendors = county.vendors(self, &lives)?;
        if let Some(wall) = &mut self.informants {
            wall.put(informants.iter().map(|(id, digest, who)| (*id, digest.as_str(), who)))?;
        }
        // Visits go to the shops as they are.
        let mut written = lives.clone();
        if let Some(planter) = planter.as_deref_mut() {
            planter.shops(&mut written);
            planter.cases(&mut cases, last);
            planter.hotlines(&mut hotlines, &informants);
            staff.extend(planter.trainings(self, &mut trainings, &staff));
        }
        self.store.write(&pen.stamp.clone(), |w| {
            pen.put_all(w, staff)?;
            for life in &mut written {
                pen.put_life(w, life)?;
            }
            pen.put_all(w, matters)?;
            pen.put_all(w, vendors)?;
            pen.put_all(w, campaigns)?;
            pen.put_all(w, cases)?;
            pen.put_all(w, hotlines)?;
            pen.put_all(w, trainings)
        })?;
        self.invent_days(county, &lives, &raids, planter, pen)
    }

    /// Visits and diaries, month by month.
    fn invent_days(
        &mut self,
        county: &mut County,
        lives: &[Life],
        raids: &[Raid],
        mut planter: Option<&mut Planter>,
        pen: &mut Pen<'_, '_>,
    ) -> Result<()> {
        let calendar = self.calendar()?;
        let rounds = county.rounds(lives);
        let (mut visits, mut diaries) = (Vec::new(), Vec::new());
        let end = on(county.today, 1);
        let mut first = county.from;
        while first < end {
            let month = (first, months_on(first, 1).min(end));
            let mut new = county.inspections(self, lives, &rounds, raids, month)?;
            let mut days = county.diaries(self, &calendar, &new, month)?;
            if let Some(planter) = planter.as_deref_mut() {
                planter.visits(self, &mut new, lives, month);
                planter.diaries(&mut days);
            }
            diaries.extend(days);
            visits.extend(new);
            first = month.1;
            if visits.len() + diaries.len() >= SLICE || first >= end {
                let (visits, diaries) = (std::mem::take(&mut visits), std::mem::take(&mut diaries));
                self.store.write(&pen.stamp.clone(), |w| {
                    pen.put_all(w, visits)?;
                    pen.put_all(w, diaries)
                })?;
            }
        }
        Ok(())
    }
}

/// Writes what was invented, counts it, and tells of it.
struct Pen<'a, 'w> {
    stamp: Stamp,
    watch: &'a Watch<'w>,
    total: usize,
    counts: BTreeMap<Noun, usize>,
}

impl Pen<'_, '_> {
    fn put_all<T: Record>(&mut self, w: &mut Writer<'_>, all: Vec<T>) -> Result<()> {
        for mut it in all {
            self.tell(T::NOUN)?;
            w.put(&mut it)?;
        }
        Ok(())
    }

    /// A shop as it was, version by version, and its licences.
    fn put_life(&mut self, w: &mut Writer<'_>, life: &mut Life) -> Result<()> {
        self.tell(Noun::Retailer)?;
        let mut revision = 0;
        for it in life.before.iter_mut().chain([&mut life.shop]) {
            it.head.revision = revision;
            w.put(it)?;
            revision = it.head.revision;
        }
        for it in &mut life.licences {
            self.tell(Noun::Licence)?;
            w.put(it)?;
        }
        Ok(())
    }

    fn tell(&mut self, noun: Noun) -> Result<()> {
        let done: usize = self.counts.values().sum::<usize>() + 1;
        self.watch.step("写入演示数据", done, self.total.max(done))?;
        *self.counts.entry(noun).or_default() += 1;
        Ok(())
    }
}

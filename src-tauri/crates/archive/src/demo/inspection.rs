//! Invents visits, a month at a time: each shop as often as the bureau's plan asks for, some late, a few with something
//! wrong, more of them before the feasts.

use chrono::{Datelike, NaiveDate};
use yihu_domain::{
    Result,
    inspection::{Inspection, InspectionDraft},
    retailer::Class,
    sticks,
};

use super::{
    county::{County, back, on, sound},
    shop::Life,
};
use crate::Archive;

/// A visit that led to a case.
pub(super) struct Raid {
    pub(super) on: NaiveDate,
    pub(super) shop: usize,
    pub(super) cause: String,
    pub(super) case_no: String,
    pub(super) sticks: i64,
}

/// When a shop was visited last, and every how many days before.
pub(super) struct Round {
    last: NaiveDate,
    every: i64,
}

impl County {
    /// How often each shop is visited: by its class, ten or eleven times a year on average where there is a history.
    pub(super) fn rounds(&mut self, lives: &[Life]) -> Vec<Round> {
        lives.iter().map(|life| self.round(life)).collect()
    }

    fn round(&mut self, life: &Life) -> Round {
        let every = match (life.shop.class, self.is_old()) {
            (Some(Class::KeyMonitored), true) => 26,
            (Some(Class::Monitored), true) => 28,
            (_, true) => 37,
            (Some(Class::KeyMonitored), false) => 29,
            (Some(Class::Monitored), false) => 88,
            (_, false) => 178,
        };
        // One shop in ten is visited late; where visits are many, only those that were forgotten are late by the plan.
        let late = match self.dice.between(0, 100) {
            0..3 if self.is_old() => every * 2,
            0..10 => every / 2,
            _ => 0,
        };
        let last = back(self.day_before(self.today, every), late);
        Round { last: life.closed.map_or(last, |closed| last.min(back(closed, 5))), every }
    }

    /// The visits of a month, oldest first.
    pub(super) fn inspections(
        &mut self,
        archive: &Archive,
        lives: &[Life],
        rounds: &[Round],
        raids: &[Raid],
        (first, end): (NaiveDate, NaiveDate),
    ) -> Result<Vec<Inspection>> {
        let mut visits = Vec::new();
        let rush = matches!(on(first, 15).month(), 12 | 1 | 2 | 6 | 9 | 10);
        for (life, round) in lives.iter().zip(rounds) {
            let span = (first.max(life.opened), end.min(on(round.last, 1)));
            if span.0 >= span.1 {
                continue;
            }
            // The rounds count back from the last one.
            let ago = (round.last - span.1).num_days() + 1;
            let mut day = back(round.last, ago.div_euclid(round.every) * round.every);
            while day >= span.1 {
                day = back(day, round.every);
            }
            while day >= span.0 {
                visits.push(self.visit(archive, life, day)?);
                day = back(day, round.every);
            }
            if rush && self.is_old() && self.dice.percent(18) {
                let day = self.day_in(span.0, back(span.1, 1));
                visits.push(self.visit(archive, life, day)?);
            }
        }
        for raid in raids.iter().filter(|it| (first..end).contains(&it.on)) {
            visits.push(self.raid(archive, &lives[raid.shop], raid)?);
        }
        visits.sort_by_key(|it| it.inspected_on);
        Ok(visits)
    }

    fn visit(&mut self, archive: &Archive, life: &Life, day: NaiveDate) -> Result<Inspection> {
        let wrong = self.dice.per_mille(if self.is_old() { 8 } else { 40 });
        let mode = self.dice.word("日常 日常 日常 日常 突击 专项");
        let draft = InspectionDraft {
            finding: if wrong { "异常" } else { "正常" }.to_owned(),
            cause: if wrong { "未在当地烟草专卖批发企业进货" } else { "" }.to_owned(),
            follow_up: if wrong { self.dice.word("教育 告诫") } else { "" }.to_owned(),
            difference: if wrong { format!("多{}条", self.dice.between(1, 9)) } else { String::new() },
            ..self.call(life, day, mode)
        };
        self.written(archive, life, &draft)
    }

    /// A visit that found what became a case.
    fn raid(&mut self, archive: &Archive, life: &Life, raid: &Raid) -> Result<Inspection> {
        let mode = self.dice.word("突击 专项 日常");
        let draft = InspectionDraft {
            finding: "异常".to_owned(),
            cause: raid.cause.clone(),
            follow_up: "立案".to_owned(),
            case_no: raid.case_no.clone(),
            difference: format!("多{}", sticks::write(raid.sticks)),
            ..self.call(life, raid.on, mode)
        };
        self.written(archive, life, &draft)
    }

    /// What is written down of every visit: most by day, some early or late, some at night.
    fn call(&mut self, life: &Life, day: NaiveDate, mode: &str) -> InspectionDraft {
        let (hour, mode) = match self.dice.between(0, 100) {
            0..8 => (self.dice.between(20, 23), "夜查"),
            8..15 => ([6, 7, 18, 19][self.dice.index(4)], mode),
            _ => (self.dice.between(8, 17), mode),
        };
        let minute = self.dice.between(0, 60);
        let stock = self.dice.between(3, 120);
        InspectionDraft {
            inspected_on: day.to_string(),
            begun: format!("{hour:02}:{minute:02}"),
            ended: format!("{:02}:{:02}", hour + (minute + 20) / 60, (minute + 20) % 60),
            off_hours: if (8..18).contains(&hour) { "" } else { "是" }.to_owned(),
            mode: mode.to_owned(),
            licence_no: life.licence_on(day).licence_no.clone(),
            name: life.shop.trade_name.clone(),
            address: life.shop.address.clone(),
            officers: self.pair(day),
            stock: format!("{stock}条"),
            ..InspectionDraft::default()
        }
    }

    fn written(&self, archive: &Archive, life: &Life, draft: &InspectionDraft) -> Result<Inspection> {
        let mut visit = sound(draft.check(archive.new_id(), archive.bureau_code(), self.today))?;
        visit.retailer = Some(life.shop.head.id);
        Ok(visit)
    }
}

//! Invents shops, each with the years it traded: when it opened, which terms its licence had, whether it closed.

use chrono::NaiveDate;
use yihu_domain::{
    Result,
    class::Rule,
    licence::{Licence, LicenceDraft, LicenceState},
    matter::Matter,
    retailer::{Class, Retailer, RetailerDraft},
};

use super::county::{County, FORMATS, GIVEN, STREETS, TOWNS, back, months_on, on, sound};
use crate::Archive;

/// Shops of one county that trade (S0①).
pub(super) const SHOPS: u32 = 513;
/// Of them those that are watched most, and those that are watched.
const KEY: u32 = 14;
const MONITORED: u32 = 26;
/// Shops that closed, of a thousand that trade, in a year; as many opened.
const CLOSING: u32 = 65;
const KINDS: &str = "便利店 商店 超市 副食店 烟酒店 小卖部 百货店";
/// What shops are called in every town.
const EVERYWHERE: &str = "惠民超市 平价商店 益民副食店 老百姓便利店 万家福超市 好又多便利店 诚信烟酒店 农家小卖部 利民百货店 家家乐超市 \
                          兴隆商店 顺达便利店 聚源烟酒店 百姓超市 为民小卖部 鑫源副食店 吉祥商店 福满多超市 天天便利店 永兴烟酒店";
const FOREIGN: &str = "365便利店 OK超市 7天便利店 A6烟酒店 e家便利店 99商店";

/// A shop and its years.
#[derive(Clone)]
pub(super) struct Life {
    /// Its file as it stands; of a class that changed, the versions before it stand in `before`
    pub(super) shop: Retailer,
    pub(super) before: Vec<Retailer>,
    /// Its licences, the last of them that which counts
    pub(super) licences: Vec<Licence>,
    pub(super) matters: Vec<Matter>,
    pub(super) opened: NaiveDate,
    pub(super) closed: Option<NaiveDate>,
}

impl Life {
    /// The licence that counts.
    pub(super) fn licence(&self) -> &Licence {
        &self.licences[self.licences.len() - 1]
    }

    /// The licence under which it traded on a day.
    pub(super) fn licence_on(&self, day: NaiveDate) -> &Licence {
        let next = self.licences.get(1).filter(|it| it.issued_on.is_none_or(|on| on > day));
        if next.is_some() { &self.licences[0] } else { self.licence() }
    }

    /// Whether it traded on a day.
    pub(super) fn trades_on(&self, day: NaiveDate) -> bool {
        self.opened <= day && self.closed.is_none_or(|closed| day <= closed)
    }

    /// Until when it traded, as far as it is known.
    pub(super) fn until(&self, today: NaiveDate) -> NaiveDate {
        self.closed.unwrap_or(today)
    }
}

impl County {
    /// The shops of one county, first those that trade.
    pub(super) fn shops(&mut self, archive: &Archive) -> Result<Vec<Life>> {
        let gone = if self.is_old() { SHOPS * CLOSING * self.years / 1000 } else { 0 };
        let mut lives = Vec::new();
        for n in 0..SHOPS {
            lives.push(self.live(archive, n)?);
        }
        for _ in 0..gone {
            lives.push(self.closed(archive)?);
        }
        if self.is_old() {
            for life in &mut lives {
                self.history(archive, life)?;
            }
        }
        Ok(lives)
    }

    /// A shop that trades; a fifth of the licences end in one quarter.
    fn live(&mut self, archive: &Archive, n: u32) -> Result<Life> {
        // A third of an old county is too young to end soon.
        let wave = if self.is_old() { 30 } else { 20 };
        let ahead = if self.dice.percent(wave) { self.dice.between(21, 112) } else { self.dice.between(21, 1827) };
        let mut to = on(self.today, ahead);
        let mut opened = months_on(to, -60);
        let grown = n >= KEY + 2 * MONITORED;
        // As many opened in these years as closed.
        let fresh = i64::from(CLOSING * self.years) * 10;
        if self.is_old() && grown && self.dice.between(0, 10_000) < fresh {
            opened = self.day_in(self.from, back(self.today, 20));
            to = months_on(opened, 60);
        } else if self.is_old() {
            // A shop that is watched for a case traded already when it came up.
            let terms = self.dice.between(i64::from(!grown), 3);
            opened = months_on(opened, -60 * i32::try_from(terms).unwrap_or_default());
        }
        let suspended = grown && opened < back(self.today, 300) && self.dice.percent(2);
        let state = if suspended { LicenceState::Suspended } else { LicenceState::Active };
        self.life(archive, Some(n), (opened, None, to), state)
    }

    /// A shop that closed in these years.
    fn closed(&mut self, archive: &Archive) -> Result<Life> {
        let closed = self.day_in(on(self.from, 30), back(self.today, 40));
        let opened = back(closed, self.dice.between(700, 6000));
        let mut to = months_on(opened, 60);
        while to < closed {
            to = months_on(to, 60);
        }
        let state = match self.dice.between(0, 100) {
            0..5 => LicenceState::TakenBack,
            5..15 => LicenceState::Cancelled,
            _ => LicenceState::Closed,
        };
        self.life(archive, None, (opened, Some(closed), to), state)
    }

    fn life(
        &mut self,
        archive: &Archive,
        n: Option<u32>,
        (opened, closed, to): (NaiveDate, Option<NaiveDate>, NaiveDate),
        state: LicenceState,
    ) -> Result<Life> {
        let (town, owner) = (self.dice.word(TOWNS), self.name());
        let holder_type = self.dice.share(&[("个体", 92), ("企业", 7), ("组织", 1)]);
        let (class, reason) = match n {
            Some(0..KEY) => ("重点监控户", "有销售非法卷烟的记录，列为重点监控"),
            Some(n) if n < KEY + MONITORED => ("非重点监控户", "检查时有从非本地批发企业进货的情形"),
            _ => ("守法经营户", "一年内没有违法违规记录"),
        };
        // Some stand long enough to go down by now.
        let classed = back(self.today, i64::from(n.unwrap_or(99)) * 37 % 700).max(opened);
        let retailer = RetailerDraft {
            trade_name: self.trade_name(town, &owner),
            owner_id_number: self.id_number(),
            holder_type: holder_type.to_owned(),
            address: self.address(town),
            town: format!("{town}镇"),
            phone: self.phone(),
            format: self.dice.share(&FORMATS).to_owned(),
            market: if self.dice.percent(58) { "乡村" } else { "城镇" }.to_owned(),
            class: class.to_owned(),
            class_reason: reason.to_owned(),
            class_on: classed.min(closed.unwrap_or(self.today)).to_string(),
            class_by: self.head(),
            owner_name: owner,
            ..RetailerDraft::default()
        };
        let licence = LicenceDraft {
            licence_no: self.licence_no(holder_type),
            scope: "卷烟、雪茄烟".to_owned(),
            issued_on: opened.to_string(),
            valid_from: opened.to_string(),
            valid_to: to.to_string(),
            state: state.title().to_owned(),
            ..LicenceDraft::default()
        };
        let shop = sound(retailer.check(archive.new_id(), archive.bureau_code(), self.today))?;
        let licence = sound(licence.check(archive.new_id(), archive.bureau_code(), shop.head.id, self.today))?;
        Ok(Life { shop, before: Vec::new(), licences: vec![licence], matters: Vec::new(), opened, closed })
    }

    /// Place, family and kind; 15 in a hundred are called as others are in other towns.
    ///
    /// No two shops of a town are called alike.
    pub(super) fn trade_name(&mut self, town: &str, owner: &str) -> String {
        let family: String = owner.chars().take(1).collect();
        loop {
            let name = match self.dice.between(0, 100) {
                0..24 => self.dice.word(EVERYWHERE).to_owned(),
                24..27 => format!("{town}{}", self.dice.word(FOREIGN)),
                _ => {
                    let (given, of) = (self.dice.word(GIVEN), self.dice.word("记 家 氏 "));
                    format!("{town}{given}{family}{of}{}", self.dice.word(KINDS))
                }
            };
            if self.is_new(format!("{town} {name}")) {
                return name;
            }
        }
    }

    /// Moves a shop up after a case, and down a step after each year in which nothing was heard of it.
    pub(super) fn reclass(&mut self, life: &mut Life, number: &str, filed: NaiveDate, last: NaiveDate) {
        let first = life.opened.max(self.from);
        let up = on(filed, 5).min(self.today);
        let mut steps = vec![
            (Class::LawAbiding, first, None, "一年内没有违法违规记录".to_owned()),
            (Class::KeyMonitored, up, Some(Rule::CaseFiled), format!("{number}立案查处，列为重点监控")),
        ];
        for (class, years) in [(Class::Monitored, 1), (Class::LawAbiding, 2)] {
            let down = on(months_on(last, 12 * years), 10);
            if down <= self.today {
                let said = "12个月没有案件、查实的举报和异常检查，降一档".to_owned();
                steps.push((class, down, Some(Rule::Clean), said));
            }
        }
        let version = |(class, on, rule, reason): (Class, NaiveDate, Option<Rule>, String)| Retailer {
            class: Some(class),
            class_on: Some(on),
            class_rule: rule,
            class_reason: Some(reason),
            ..life.shop.clone()
        };
        let mut versions: Vec<Retailer> = steps.into_iter().map(version).collect();
        if let Some(now) = versions.pop() {
            (life.shop, life.before) = (now, versions);
        }
    }

    /// Shops that were watched in one of the last three years, by how long ago: a case of each is told.
    pub(super) fn watched(&self) -> Vec<(usize, i64, i64)> {
        let (key, monitored) = (KEY as usize, MONITORED as usize);
        let of = |n: usize| match n {
            n if n < key => (n, 20, 340),
            n if n < key + monitored => (n, 520, 700),
            n => (n, 900, 1060),
        };
        match self.years {
            0..2 => Vec::new(),
            2 => (0..key + monitored).map(of).collect(),
            _ => (0..key + 2 * monitored).map(of).collect(),
        }
    }
}

/// A place of no shop, for whom one meets there.
pub(super) fn roadside(county: &mut County) -> (String, String) {
    let town = county.dice.word(TOWNS);
    (town.to_owned(), format!("{town}镇{}{}号", county.dice.word(STREETS), county.dice.between(300, 400)))
}

//! Invents cases with the goods in them: many small ones, few large ones, one in two years so large that the police get it.

use chrono::NaiveDate;
use yihu_domain::{
    Result,
    case::{Case, CaseDraft, CaseGoods, TRANSFER_STICKS, TRANSFER_VALUE_FEN},
    money, sticks,
};

use super::{
    county::{County, back, on, past, sound, weekday},
    inspection::Raid,
    shop::{Life, roadside},
};
use crate::Archive;

/// Cases of a county of one year; of an older one so many a year (14 a quarter, S0①).
const FEW: usize = 42;
const A_YEAR: usize = 56;
/// How far back the cases of a county of one year go, in days.
const BACK: i64 = 300;
/// Of a thousand cases so many stay below so many 条: half below 14, 95 in a hundred below 200.
const CARTONS: [(i64, i64); 9] =
    [(0, 1), (100, 2), (250, 5), (500, 14), (750, 42), (900, 111), (950, 200), (990, 602), (1000, 900)];
const SOURCED: &str = "未在当地烟草专卖批发企业进货";
const UNLICENSED: &str = "无烟草专卖零售许可证经营";
const FAKE: &str = "销售非法生产的烟草专卖品";
const CARRIED: &str = "无准运证运输烟草专卖品";
const MINORS: &str = "向未成年人出售烟草制品";
const CAUSES: [(&str, i64); 5] = [(SOURCED, 60), (UNLICENSED, 16), (FAKE, 14), (CARRIED, 8), (MINORS, 2)];
/// What is sold, and for how many 元 a 条.
const BRANDS: [(&str, i64); 14] = [
    ("中华（硬）", 450),
    ("芙蓉王（硬）", 250),
    ("钻石（荷花）", 350),
    ("利群（新版）", 180),
    ("红塔山（硬经典）", 90),
    ("玉溪（软）", 230),
    ("云烟（紫）", 120),
    ("白沙（精品）", 100),
    ("黄鹤楼（软蓝）", 190),
    ("南京（红）", 130),
    ("好猫（长乐）", 160),
    ("延安（红韵）", 75),
    ("黄果树（长征）", 60),
    ("大前门（软）", 35),
];

/// When a case came up, and whose it is.
struct Lead {
    found: NaiveDate,
    filed: NaiveDate,
    /// The shop, where the case is why it is watched
    shop: Option<usize>,
}

impl County {
    /// The cases, numbered as they were filed; some of them began with a visit.
    pub(super) fn cases(&mut self, archive: &Archive, lives: &mut [Life]) -> Result<(Vec<Case>, Vec<Raid>)> {
        let watched = self.watched();
        let many = if self.is_old() { A_YEAR * self.years as usize } else { FEW };
        let within = if self.is_old() { (self.today - self.from).num_days() - 30 } else { BACK };
        let mut leads: Vec<Lead> = Vec::new();
        for (shop, least, most) in watched.iter().take(many).copied() {
            let found = back(self.today, self.dice.between(least, most)).max(on(lives[shop].opened, 10));
            leads.push(self.lead(found, Some(shop)));
        }
        while leads.len() < many {
            let found = self.day_before(self.today, within);
            leads.push(self.lead(found, None));
        }
        leads.sort_by_key(|it| (it.filed, it.found));
        let (mut cases, mut raids) = (Vec::new(), Vec::new());
        for (n, lead) in leads.iter().enumerate() {
            // One in two years is too large for a fine.
            let large = n % (2 * A_YEAR) == A_YEAR / 2;
            let shop = lead.shop.unwrap_or_else(|| self.shop_on(lives, lead.found));
            let case = self.case(archive, &lives[shop], lead, large)?;
            if lead.shop.is_some() {
                let last = case.closed_on.or(case.served_on).or(case.decided_on).unwrap_or(lead.filed);
                self.reclass(&mut lives[shop], &case.case_no.to_string(), lead.filed, last);
            }
            if case.licence_no.is_some() && case.source.as_deref() == Some("市场检查") {
                raids.push(Raid {
                    on: lead.found,
                    shop,
                    cause: case.cause.clone(),
                    case_no: case.case_no.to_string(),
                    sticks: case.sticks.unwrap_or_default(),
                });
            }
            cases.push(case);
        }
        cases.sort_by_key(|it: &Case| it.decided_on);
        for it in &mut cases {
            it.decision_no = it.decided_on.map(|on| self.numbers.next("潼烟处", on));
        }
        cases.sort_by_key(|it| it.filed_on);
        Ok((cases, raids))
    }

    fn lead(&mut self, found: NaiveDate, shop: Option<usize>) -> Lead {
        let filed = weekday(self.day_after(found, 0, 7).min(self.today)).max(found);
        Lead { found, filed, shop }
    }

    /// A shop that traded on a day, and is not watched for a case that is told.
    pub(super) fn shop_on(&mut self, lives: &[Life], day: NaiveDate) -> usize {
        let quiet = self.watched().len();
        for _ in 0..200 {
            let shop = quiet + self.dice.index(lives.len() - quiet);
            if lives[shop].trades_on(day) {
                return shop;
            }
        }
        quiet
    }

    fn case(&mut self, archive: &Archive, life: &Life, lead: &Lead, large: bool) -> Result<Case> {
        let &Lead { found, filed, .. } = lead;
        let cause = if lead.shop.is_some() { SOURCED } else { self.dice.share(&CAUSES) };
        let licensed = cause != UNLICENSED && cause != CARRIED;
        let (party, number, address) = if licensed {
            let number = life.shop.owner_id_number.clone().unwrap_or_default();
            (life.shop.owner_name.clone(), number, life.shop.address.clone())
        } else {
            (self.name(), self.id_number(), roadside(self).1)
        };
        let decided = weekday(self.day_after(filed, 20, 88));
        let served = on(decided, self.dice.between(0, 6));
        let closed = self.day_after(served, 3, 30);
        let archived = self.day_after(closed, 3, 20);
        let investigated = on(filed, self.dice.between(8, 19));
        let goods = self.goods(cause, large, closed <= self.today);
        let sum = |of: fn(&CaseGoods) -> i64| goods.iter().map(of).sum::<i64>();
        let (quantity, value) = (sum(|it| it.sticks), sum(|it| it.amount_fen.unwrap_or_default()));
        let police = quantity >= TRANSFER_STICKS || value >= TRANSFER_VALUE_FEN;
        let fine = match cause {
            SOURCED => value * self.dice.between(5, 11) / 100,
            MINORS => self.dice.between(10, 100) * 10_000,
            _ => value * self.dice.between(20, 51) / 100,
        };
        let is_decided = decided <= self.today;
        let seized = matches!(cause, UNLICENSED | FAKE | CARRIED) && is_decided;
        let draft = CaseDraft {
            case_no: self.numbers.next("潼烟立", filed),
            cause: cause.to_owned(),
            party_name: party,
            party_id_number: number,
            party_address: address,
            licence_no: if licensed { life.licence_on(found).licence_no.clone() } else { String::new() },
            occurred_on: found.to_string(),
            filed_on: filed.to_string(),
            investigated_on: past(investigated, self.today),
            decided_on: past(decided, self.today),
            served_on: past(served, self.today),
            closed_on: past(closed, self.today),
            archived_on: past(archived, self.today),
            officers: self.pair(found),
            sticks: sticks::write(quantity),
            value: money::write(value),
            fine: if is_decided { money::write(fine / 100 * 100) } else { String::new() },
            seized_sticks: if seized { sticks::write(quantity) } else { String::new() },
            transferred_to: if police { "公安" } else { "" }.to_owned(),
            transferred_on: if police { past(on(filed, 3), self.today) } else { String::new() },
            source: self.dice.word("市场检查 市场检查 举报 协查").to_owned(),
            goods,
            ..CaseDraft::default()
        };
        sound(draft.check(archive.new_id(), archive.bureau_code(), self.today))
    }

    /// One to eight kinds of cigarettes; a third of the rows ends in a broken carton.
    fn goods(&mut self, cause: &str, large: bool, closed: bool) -> Vec<CaseGoods> {
        let cartons = if large { self.dice.between(1050, 1400) } else { self.dice.curve(&CARTONS) };
        let rows = self.dice.between(2, 9).min(cartons);
        let mut left = cartons;
        let mut goods = Vec::new();
        let first = self.dice.index(BRANDS.len());
        for (n, &(brand, yuan)) in (0..rows).zip(BRANDS.iter().cycle().skip(first)) {
            let rest = rows - n - 1;
            let take = if rest == 0 { left } else { self.dice.between(1, (left - rest) * 2 / (rest + 1) + 2) };
            let take = take.min(left - rest).max(1);
            left -= take;
            let packs = if self.dice.percent(35) { self.dice.between(1, 10) } else { 0 };
            let tenths = take * 10 + packs;
            let (authenticity, disposition) = match cause {
                FAKE => (self.dice.word("假 假 走私"), if closed { "销毁" } else { "登记" }),
                UNLICENSED | CARRIED => ("真", if closed { "没收" } else { "登记" }),
                _ => ("真", if closed { "返还" } else { "登记" }),
            };
            goods.push(CaseGoods {
                brand: brand.to_owned(),
                barcode: None,
                sticks: tenths * 20,
                price_fen: Some(yuan * 100),
                amount_fen: Some(yuan * 10 * tenths),
                authenticity: Some(authenticity.to_owned()),
                disposition: Some(disposition.to_owned()),
            });
        }
        goods
    }
}

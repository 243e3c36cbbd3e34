//! Invents people, shops, cases, reports and training, by the distributions of the domain page (§5.3).

use chrono::{Days, Months, NaiveDate};
use yihu_domain::{
    Error, Id, Result,
    case::{Case, CaseDraft},
    check::Checked,
    hotline::{Hotline, HotlineDraft, Informant},
    id_card,
    licence::{Licence, LicenceDraft},
    retailer::{Retailer, RetailerDraft},
    staff::{Staff, StaffDraft},
    training::{AttendanceDraft, Training, TrainingDraft},
};

use super::dice::Dice;
use crate::Archive;

const SURNAMES: &str = "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 卢 蒋 蔡 贾 丁 魏 薛 叶 阎 余 潘 杜 戴 夏 钟 汪 田 任 姜 范 方 石 姚 谭 廖 邹 熊 金 陆 郝 孔 白 崔 康 毛 邱 秦 江 史 顾 侯 邵 孟 龙 万 段 雷 钱 汤 尹 黎 易 常 武 乔 贺 赖 龚 文 单 解 仇 查 盖";
const GIVEN: &str = "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀 霞 平 刚 桂 兰 英 华 玉 红 建 国 春 梅 琳 飞 宇 轩 浩 欣 雪 梓 涵 喆 堃 㛃 䶮 犇 頔";
pub(super) const TOWNS: &str = "城关 城关 城关 城关 城关 港口 港口 桐峪 桐峪 安乐 秦东 代字营 太要 南头";
pub(super) const STREETS: &str = "人民路 解放路 中山街 西街 兴隆巷 东关村 火车站前";
const SHOPS: &str = "便利店 商店 超市 副食店 烟酒店 小卖部 百货店";
pub(super) const FORMATS: &str = "食杂店 食杂店 食杂店 食杂店 食杂店 食杂店 便利店 便利店 烟酒店 超市 商场 娱乐服务";
const CAUSES: &str = "未在当地烟草专卖批发企业进货 未在当地烟草专卖批发企业进货 未在当地烟草专卖批发企业进货 无烟草专卖零售许可证经营 销售非法生产的烟草专卖品 无准运证运输烟草专卖品";
pub(super) const OFFICERS: [&str; 8] = ["段兰", "黄平超", "雷云秀", "朱文", "单刚伟", "侯强平", "田静杰", "贺艳建"];

/// Who reported: the record, the digest, the person.
pub(super) type Reporter = (Id<Hotline>, String, Informant);

/// The county and its chance.
pub(super) struct County {
    pub(super) dice: Dice,
    pub(super) today: NaiveDate,
}

impl County {
    pub(super) const fn new(seed: u64, today: NaiveDate) -> Self {
        Self { dice: Dice::new(seed), today }
    }

    pub(super) fn name(&mut self) -> String {
        if self.dice.percent(2) {
            return format!("{}·{}", self.dice.word("才让 扎西 卓玛 买买提"), self.dice.word("多杰 东珠 次仁 央金"));
        }
        let second = if self.dice.percent(70) { self.dice.word(GIVEN) } else { "" };
        format!("{}{}{second}", self.dice.word(SURNAMES), self.dice.word(GIVEN))
    }

    /// An 18-character number of the invented county 619999, with a right check digit.
    pub(super) fn id_number(&mut self) -> String {
        let born = self.day_before(NaiveDate::from_ymd_opt(1999, 12, 31).unwrap_or(self.today), 365 * 40);
        let order = self.dice.between(0, 1000);
        // The 15-digit form of before 1999: reading it adds the century and the check digit.
        id_card::read(&format!("619999{}{order:03}", born.format("%y%m%d"))).unwrap_or_default()
    }

    pub(super) fn phone(&mut self) -> String {
        format!("1{}{:09}", self.dice.word("3 5 7 8"), self.dice.between(0, 1_000_000_000))
    }

    pub(super) fn day_before(&mut self, day: NaiveDate, within: i64) -> NaiveDate {
        let back = self.dice.between(0, within).unsigned_abs();
        day.checked_sub_days(Days::new(back)).unwrap_or(day)
    }

    fn day_after(&mut self, day: NaiveDate, from: i64, to: i64) -> NaiveDate {
        let on = self.dice.between(from, to).unsigned_abs();
        day.checked_add_days(Days::new(on)).unwrap_or(day)
    }

    /// Eight officers.
    pub(super) fn staff(&mut self, archive: &Archive) -> Result<Vec<Staff>> {
        let make = |(n, name): (usize, &&str)| {
            let draft = StaffDraft {
                full_name: (*name).to_owned(),
                id_number: self.id_number(),
                mobile: self.phone(),
                department: "专卖监督管理股".to_owned(),
                post: if n == 0 { "股长" } else { "市管员" }.to_owned(),
                law_certificate_no: format!("61999900{n:02}"),
                joined_on: "2019-03-01".to_owned(),
                ..StaffDraft::default()
            };
            sound(draft.check(archive.new_id(), archive.bureau_code(), self.today))
        };
        OFFICERS.iter().enumerate().map(make).collect()
    }

    /// Shops with one licence each; a fifth of the licences end in one quarter.
    pub(super) fn shops(&mut self, archive: &Archive, number: u32) -> Result<Vec<(Retailer, Licence)>> {
        (0..number).map(|n| self.shop(archive, n)).collect()
    }

    fn shop(&mut self, archive: &Archive, n: u32) -> Result<(Retailer, Licence)> {
        let (town, owner) = (self.dice.word(TOWNS), self.name());
        let family: String = owner.chars().take(1).collect();
        let issued = self.day_before(self.today, 365 * 5 - 20);
        let country = self.dice.percent(58);
        let (class, reason) = match n % 513 {
            0..14 => ("重点监控户", "有销售非法卷烟的记录，列为重点监控"),
            14..40 => ("非重点监控户", "检查时有从非本地批发企业进货的情形"),
            _ => ("守法经营户", "一年内没有违法违规记录"),
        };
        // Some stand long enough to go down by now.
        let classed = back(self.today, u64::from(n) * 37 % 700).max(issued);
        let retailer = RetailerDraft {
            trade_name: format!(
                "{town}{}{family}{}{}",
                self.dice.word(GIVEN),
                self.dice.word("记 家 氏 "),
                self.dice.word(SHOPS)
            ),
            owner_id_number: self.id_number(),
            holder_type: if self.dice.percent(92) { "个体" } else { "企业" }.to_owned(),
            address: format!("{town}镇{}{}号", self.dice.word(STREETS), self.dice.between(1, 300)),
            town: format!("{town}镇"),
            phone: self.phone(),
            format: self.dice.word(FORMATS).to_owned(),
            market: if country { "乡村" } else { "城镇" }.to_owned(),
            class: class.to_owned(),
            class_reason: reason.to_owned(),
            class_on: classed.to_string(),
            class_by: OFFICERS[0].to_owned(),
            owner_name: owner,
            ..RetailerDraft::default()
        };
        let licence = LicenceDraft {
            licence_no: format!("619999{}{:05}", if self.dice.percent(93) { 1 } else { 2 }, n + 10_000),
            scope: "卷烟、雪茄烟".to_owned(),
            issued_on: issued.to_string(),
            valid_from: issued.to_string(),
            valid_to: issued.checked_add_months(Months::new(60)).unwrap_or(issued).to_string(),
            state: if self.dice.percent(2) { "停业" } else { "正常" }.to_owned(),
            ..LicenceDraft::default()
        };
        let retailer = sound(retailer.check(archive.new_id(), archive.bureau_code(), self.today))?;
        let licence = sound(licence.check(archive.new_id(), archive.bureau_code(), retailer.head.id, self.today))?;
        Ok((retailer, licence))
    }

    /// Cases of the last ten months; quantities are skewed, a third ends in a broken carton.
    pub(super) fn cases(&mut self, archive: &Archive, shops: &[(Retailer, Licence)], number: u32) -> Result<Vec<Case>> {
        (1..=number).map(|n| self.case(archive, shops, n)).collect()
    }

    fn case(&mut self, archive: &Archive, shops: &[(Retailer, Licence)], n: u32) -> Result<Case> {
        let shop = self.shop_of(shops);
        let cause = self.dice.word(CAUSES);
        let found = self.day_before(self.today, 300);
        let filed = self.day_after(found, 0, 7).min(self.today);
        let decided = self.day_after(filed, 20, 88);
        let closed = self.day_after(decided, 3, 30);
        let past = |on: NaiveDate, today| if on <= today { on.to_string() } else { String::new() };
        let first = self.dice.between(0, 8);
        let second = (first + self.dice.between(1, 8)) % 8;
        let cartons = self.dice.between(2, 12) * self.dice.between(1, 10);
        let packs = if self.dice.percent(35) { self.dice.between(1, 10) } else { 0 };
        let officer = |n: i64| OFFICERS[usize::try_from(n).unwrap_or_default() % OFFICERS.len()];
        let price = self.dice.between(90, 450);
        let draft = CaseDraft {
            case_no: format!("潼烟立〔{}〕第{n}号", filed.format("%Y")),
            cause: cause.to_owned(),
            party_name: shop.0.owner_name.clone(),
            licence_no: if cause.starts_with("无烟草") { String::new() } else { shop.1.licence_no.clone() },
            occurred_on: found.to_string(),
            filed_on: filed.to_string(),
            decided_on: past(decided, self.today),
            closed_on: past(closed, self.today),
            officers: format!("{}、{}", officer(first), officer(second)),
            sticks: format!("{cartons}条{packs}包"),
            value: (cartons * price).to_string(),
            fine: (cartons * price / 5).to_string(),
            transferred_to: if cartons * price >= 50_000 { "公安" } else { "" }.to_owned(),
            source: self.dice.word("市场检查 市场检查 举报 协查").to_owned(),
            ..CaseDraft::default()
        };
        sound(draft.check(archive.new_id(), archive.bureau_code(), self.today))
    }

    fn shop_of<'a>(&mut self, shops: &'a [(Retailer, Licence)]) -> &'a (Retailer, Licence) {
        let last = i64::try_from(shops.len()).unwrap_or(1);
        &shops[usize::try_from(self.dice.between(0, last)).unwrap_or_default()]
    }

    /// Reports, questions, complaints; a third of them anonymous.
    pub(super) fn hotlines(
        &mut self,
        archive: &Archive,
        shops: &[(Retailer, Licence)],
        number: u32,
    ) -> Result<(Vec<Hotline>, Vec<Reporter>)> {
        let (mut records, mut informants) = (Vec::new(), Vec::new());
        for n in 0..number {
            let (mut record, informant) = self.hotline(archive, shops, n)?;
            if !informant.is_anonymous() {
                let digest = archive.secrets.informant_digest(&informant)?;
                record.informant = Some(digest.clone());
                informants.push((record.head.id, digest, informant));
            }
            records.push(record);
        }
        Ok((records, informants))
    }

    fn hotline(&mut self, archive: &Archive, shops: &[(Retailer, Licence)], n: u32) -> Result<(Hotline, Informant)> {
        let category = self.dice.word("举报 举报 举报 咨询 咨询 投诉 建议");
        let shop = self.shop_of(shops);
        let reported = category == "举报";
        let on = self.day_before(self.today, 300);
        let closed = self.day_after(on, 1, 9);
        let named = self.dice.percent(68);
        let draft = HotlineDraft {
            upstream_no: format!("SX12313{}{n:05}", on.format("%Y%m%d")),
            channel: "12313省中心".to_owned(),
            received_at: format!("{on} {:02}:{:02}", self.dice.between(0, 24), self.dice.between(0, 60)),
            category: category.to_owned(),
            informant_name: if named { self.name() } else { "匿名".to_owned() },
            informant_phone: if named { self.phone() } else { String::new() },
            content: match category {
                "举报" => format!("反映{}销售假烟。", shop.0.trade_name),
                "咨询" => "咨询许可证延续需要哪些材料。".to_owned(),
                "投诉" => "投诉送货不及时。".to_owned(),
                _ => "建议增加紧俏烟供应。".to_owned(),
            },
            target_name: if reported { shop.0.trade_name.clone() } else { String::new() },
            target_address: if reported { shop.0.address.clone() } else { String::new() },
            handler: self.dice.pick(&OFFICERS).to_owned(),
            result: if reported { self.dice.word("已核实，立案查处 经查不属实") } else { "已答复" }.to_owned(),
            closed_on: if closed <= self.today { closed.to_string() } else { String::new() },
            feedback: if named { "已反馈" } else { "" }.to_owned(),
            ..HotlineDraft::default()
        };
        sound(draft.check(archive.new_id(), archive.bureau_code(), self.today))
    }

    /// Sixteen hours in thirteen sessions: the year's 40 hours are visibly not reached.
    pub(super) fn trainings(&mut self, archive: &Archive, staff: &[Staff]) -> Result<Vec<Training>> {
        (0..13).map(|n| self.training(archive, staff, n)).collect()
    }

    fn training(&mut self, archive: &Archive, staff: &[Staff], n: u64) -> Result<Training> {
        let on = self.today.checked_sub_days(Days::new(n * 23 + 1)).unwrap_or(self.today);
        let mut attendance = Vec::new();
        for person in staff {
            if self.dice.percent(85) {
                attendance.push(AttendanceDraft { staff: person.head.id, mark: "√".to_owned() });
            }
        }
        let draft = TrainingDraft {
            held_on: on.to_string(),
            topic: self
                .dice
                .word("《烟草专卖行政处罚程序规定》 真假烟识别 执法规范 办案文书制作 许可证管理")
                .to_owned(),
            mode: self.dice.word("集中授课 自学 网络").to_owned(),
            lecturer: self.dice.pick(&OFFICERS).to_owned(),
            hours: self.dice.word("1 1.5 2 2 3").to_owned(),
            attendance,
            ..TrainingDraft::default()
        };
        sound(draft.check(archive.new_id(), archive.bureau_code(), self.today))
    }
}

pub(super) fn back(on: NaiveDate, days: u64) -> NaiveDate {
    on.checked_sub_days(Days::new(days)).unwrap_or(on)
}

/// The invented county obeys the rules: a refusal here is a fault of ours.
pub(super) fn sound<T>(checked: Checked<T>) -> Result<T> {
    let said = checked.problems.iter().map(|p| p.message.clone()).collect::<Vec<_>>().join(" ");
    checked.value.ok_or_else(|| Error::internal(format!("演示数据没有通过自己的检查：{said}")))
}

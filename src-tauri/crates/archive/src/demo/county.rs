//! The invented county: its names, numbers and places, and who serves in its bureau.

use std::collections::{BTreeMap, HashSet};

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use yihu_domain::{
    Error, Id, Result,
    check::Checked,
    hotline::{Hotline, Informant},
    id_card,
    staff::{Staff, StaffDraft},
};

use super::dice::Dice;
use crate::Archive;

const SURNAMES: &str = "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 卢 蒋 蔡 贾 丁 魏 薛 叶 阎 余 潘 杜 戴 夏 钟 汪 田 任 姜 范 方 石 姚 谭 廖 邹 熊 金 陆 郝 孔 白 崔 康 毛 邱 秦 江 史 顾 侯 邵 孟 龙 万 段 雷 钱 汤 尹 黎 易 常 武 乔 贺 赖 龚 文 单 解 仇 查 盖";
pub(super) const GIVEN: &str = "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀 霞 平 刚 桂 兰 英 华 玉 红 建 国 春 梅 琳 飞 宇 轩 浩 欣 雪 梓 涵";
/// Characters that other programs lose.
const RARE: &str = "䶮 㛃 堃 犇 淼 喆 頔";
/// Middle characters that nobody bears but who reports: what names them then names nobody else.
const REPORTERS: &str = "晓 志 佳 思 亚 立";
const MINORITY: (&str, &str) = ("才让 扎西 卓玛 买买提 古丽", "多杰 东珠 次仁 央金 尼玛");
const LONG: &str = "阿卜杜拉·买买提江 迪丽努尔·艾合买提 阿依古丽·吐尔逊 仁青卓玛·才让 索南扎西·多杰才让";
pub(super) const TOWNS: &str = "城关 城关 城关 城关 城关 港口 港口 桐峪 桐峪 安乐 秦东 代字营 太要 南头";
pub(super) const STREETS: &str = "人民路 解放路 中山街 西街 兴隆巷 东关村 火车站前";
pub(super) const FORMATS: [(&str, i64); 7] =
    [("食杂店", 62), ("便利店", 14), ("烟酒店", 9), ("超市", 8), ("商场", 2), ("娱乐服务", 2), ("其他", 3)];
/// Who serves in the first county.
pub(super) const OFFICERS: [&str; 8] = ["段兰", "黄平超", "雷云秀", "朱文", "单刚伟", "侯强平", "田静杰", "贺艳建"];
/// Who served there before.
const LEAVERS: [(&str, &str, i64); 4] =
    [("秦桂英", "退休", 14), ("毛建国", "调出", 26), ("邱春霞", "调出", 37), ("龚勇军", "退休", 50)];

/// Who reported: the record, the digest, the person.
pub(super) type Reporter = (Id<Hotline>, String, Informant);

/// One who serves, or served.
#[derive(Clone)]
pub(super) struct Officer {
    pub(super) name: String,
    pub(super) id: Id<Staff>,
    pub(super) left: Option<NaiveDate>,
}

/// Running numbers that go on from county to county.
#[derive(Default)]
pub(super) struct Numbers {
    pub(super) licence: u32,
    pub(super) hotline: u32,
    pub(super) officer: usize,
    /// By register and year
    of_year: BTreeMap<(&'static str, i32), u32>,
}

impl Numbers {
    /// The next number of a register in the year of a day.
    pub(super) fn next(&mut self, register: &'static str, on: NaiveDate) -> String {
        let n = self.of_year.entry((register, on.year())).or_default();
        *n += 1;
        format!("{register}〔{}〕第{n}号", on.year())
    }
}

/// The county and its chance.
pub(super) struct County {
    pub(super) dice: Dice,
    pub(super) today: NaiveDate,
    /// The first day of which anything is told
    pub(super) from: NaiveDate,
    pub(super) years: u32,
    pub(super) crew: Vec<Officer>,
    pub(super) numbers: Numbers,
    taken: HashSet<String>,
}

impl County {
    pub(super) fn new(seed: u64, years: u32, today: NaiveDate) -> Self {
        Self {
            dice: Dice::new(seed),
            today,
            from: today.checked_sub_months(Months::new(12 * years)).unwrap_or(today),
            years,
            crew: Vec::new(),
            numbers: Numbers { licence: 10_000, ..Numbers::default() },
            taken: HashSet::new(),
        }
    }

    /// Whether it has a history: shops that closed, licences that were renewed, people who left.
    pub(super) const fn is_old(&self) -> bool {
        self.years > 1
    }

    pub(super) fn name(&mut self) -> String {
        match self.dice.between(0, 100) {
            0 => self.dice.word(LONG).to_owned(),
            1..4 => format!("{}·{}", self.dice.word(MINORITY.0), self.dice.word(MINORITY.1)),
            4..7 => format!("{}{}{}", self.dice.word(SURNAMES), self.dice.word(GIVEN), self.dice.word(RARE)),
            _ => {
                let second = if self.dice.percent(70) { self.dice.word(GIVEN) } else { "" };
                format!("{}{}{second}", self.dice.word(SURNAMES), self.dice.word(GIVEN))
            }
        }
    }

    /// The name of one who reports: no shop, no officer bears it.
    pub(super) fn reporter(&mut self) -> String {
        format!("{}{}{}", self.dice.word(SURNAMES), self.dice.word(REPORTERS), self.dice.word(GIVEN))
    }

    /// An 18-character number of the invented county 619999, with a right check digit, that nobody has yet.
    pub(super) fn id_number(&mut self) -> String {
        loop {
            let born = self.day_before(NaiveDate::from_ymd_opt(1999, 12, 31).unwrap_or(self.today), 365 * 40);
            let order = self.dice.between(0, 1000);
            // The 15-digit form of before 1999: reading it adds the century and the check digit.
            let number = id_card::read(&format!("619999{}{order:03}", born.format("%y%m%d"))).unwrap_or_default();
            if self.is_new(number.clone()) {
                return number;
            }
        }
    }

    pub(super) fn phone(&mut self) -> String {
        loop {
            let number = format!("1{}{:09}", self.dice.word("3 5 7 8"), self.dice.between(0, 1_000_000_000));
            if self.is_new(number.clone()) {
                return number;
            }
        }
    }

    /// Takes a name, a number or a place; false where it is somebody's already.
    pub(super) fn is_new(&mut self, it: String) -> bool {
        self.taken.insert(it)
    }

    /// An address in a town at which no shop is yet.
    pub(super) fn address(&mut self, town: &str) -> String {
        let mut wing = 0;
        loop {
            let place = format!("{town}镇{}{}号", self.dice.word(STREETS), self.dice.between(1, 300));
            // Where every door is a shop, the next has a wing of its own.
            let place = if wing > 20 { format!("{place}附{}", wing / 20) } else { place };
            wing += 1;
            if self.is_new(place.clone()) {
                return place;
            }
        }
    }

    pub(super) fn licence_no(&mut self, holder_type: &str) -> String {
        let n = self.numbers.licence;
        self.numbers.licence += 1;
        format!("619999{}{n:05}", if holder_type == "个体" { 1 } else { 2 })
    }

    pub(super) fn day_before(&mut self, day: NaiveDate, within: i64) -> NaiveDate {
        back(day, self.dice.between(0, within))
    }

    pub(super) fn day_after(&mut self, day: NaiveDate, from: i64, to: i64) -> NaiveDate {
        on(day, self.dice.between(from, to))
    }

    /// Any day from the first to the last of two.
    pub(super) fn day_in(&mut self, first: NaiveDate, last: NaiveDate) -> NaiveDate {
        self.day_after(first, 0, (last - first).num_days() + 1)
    }

    /// Eight officers, and those who left.
    pub(super) fn staff(&mut self, archive: &Archive, county: u32) -> Result<Vec<Staff>> {
        self.crew.clear();
        let mut staff = Vec::new();
        for (n, named) in OFFICERS.into_iter().enumerate() {
            let post = match n {
                0 => "股长",
                2 if self.is_old() => "证件管理员",
                _ => "市管员",
            };
            let name = if county == 0 { named.to_owned() } else { self.fresh_name() };
            let joined = "2019-03-01".to_owned();
            let draft = StaffDraft { post: post.to_owned(), joined_on: joined, ..StaffDraft::default() };
            staff.push(self.person(archive, name, draft, None)?);
        }
        let gone: &[_] = if self.is_old() { &LEAVERS } else { &[] };
        for &(name, state, months) in gone {
            let left = back(self.today, months * 30);
            let name = if county == 0 { name.to_owned() } else { self.fresh_name() };
            let draft = StaffDraft {
                post: "市管员".to_owned(),
                joined_on: "2012-07-01".to_owned(),
                state: state.to_owned(),
                remark: format!("{}{state}", left.format("%Y年%-m月")),
                ..StaffDraft::default()
            };
            staff.push(self.person(archive, name, draft, Some(left))?);
        }
        Ok(staff)
    }

    fn person(&mut self, archive: &Archive, name: String, draft: StaffDraft, left: Option<NaiveDate>) -> Result<Staff> {
        self.taken.insert(name.clone());
        let draft = StaffDraft {
            full_name: name.clone(),
            id_number: self.id_number(),
            mobile: self.phone(),
            department: "专卖监督管理股".to_owned(),
            law_certificate_no: format!("619999{:04}", self.numbers.officer),
            ..draft
        };
        self.numbers.officer += 1;
        let staff = sound(draft.check(archive.new_id(), archive.bureau_code(), self.today))?;
        self.crew.push(Officer { name, id: staff.head.id, left });
        Ok(staff)
    }

    /// A name that no officer has: a day has one diary of each.
    fn fresh_name(&mut self) -> String {
        loop {
            let name = self.name();
            if !self.taken.contains(&name) {
                return name;
            }
        }
    }

    /// Two who served on a day, other than each other.
    pub(super) fn pair(&mut self, day: NaiveDate) -> String {
        let (first, more) = (self.dice.between(0, 8), self.dice.between(1, 8));
        let served = |n: i64| usize::try_from(n).unwrap_or_default() % OFFICERS.len();
        let of = |n: usize| self.crew[n].name.clone();
        // Before they left, the others rode along.
        let gone = self.crew.iter().skip(OFFICERS.len()).find(|it| it.left.is_some_and(|left| day < left));
        let second = match gone {
            Some(it) if more < 3 => it.name.clone(),
            _ => of(served(first + more)),
        };
        format!("{}、{second}", of(served(first)))
    }

    /// One who serves.
    pub(super) fn one(&mut self) -> String {
        let n = self.dice.index(OFFICERS.len());
        self.crew[n].name.clone()
    }

    /// The head of the section.
    pub(super) fn head(&self) -> String {
        self.crew[0].name.clone()
    }
}

pub(super) fn back(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_sub_days(Days::new(days.unsigned_abs())).unwrap_or(day)
}

pub(super) fn on(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_add_days(Days::new(days.unsigned_abs())).unwrap_or(day)
}

/// The same day so many months on; before where they are below zero.
pub(super) fn months_on(day: NaiveDate, months: i32) -> NaiveDate {
    let by = Months::new(months.unsigned_abs());
    let moved = if months < 0 { day.checked_sub_months(by) } else { day.checked_add_months(by) };
    moved.unwrap_or(day)
}

/// That day, or the Friday before a weekend: an office decides nothing on Sundays.
pub(super) fn weekday(day: NaiveDate) -> NaiveDate {
    match day.weekday() {
        Weekday::Sat => back(day, 1),
        Weekday::Sun => back(day, 2),
        _ => day,
    }
}

/// A day as it is typed; nothing where it has not come yet.
pub(super) fn past(day: NaiveDate, today: NaiveDate) -> String {
    if day <= today { day.to_string() } else { String::new() }
}

/// The invented county obeys the rules: a refusal here is a fault of ours.
pub(super) fn sound<T>(checked: Checked<T>) -> Result<T> {
    let said = checked.problems.iter().map(|p| p.message.clone()).collect::<Vec<_>>().join(" ");
    checked.value.ok_or_else(|| Error::internal(format!("演示数据没有通过自己的检查：{said}")))
}

//! A report, complaint, question or suggestion that reached the bureau by 12313 or otherwise (举报投诉).
//!
//! Who reported is **not** here: name, phone and id live behind the informant wall. The record keeps a keyed
//! digest only, so that a change of informant shows in the log without saying who it is.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Head, Id,
    calendar::Calendar,
    case::Case,
    check::{Checked, Checker},
    day, id_card,
    limit::{self, Limited},
    phone,
    retailer::Retailer,
    text,
};

/// Within how many days a record of one category is closed.
pub type Limit = limit::Limit<Category>;

/// Within how many days the records of each category are closed.
pub type Limits = limit::Limits<Category>;

/// 类别
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// 举报
    Report,
    /// 投诉
    Complaint,
    /// 咨询
    Question,
    /// 建议
    Suggestion,
    /// 其他
    Other,
}

impl Category {
    /// All categories.
    pub const ALL: [Self; 5] = [Self::Report, Self::Complaint, Self::Question, Self::Suggestion, Self::Other];

    /// The term of the field.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Report => "举报",
            Self::Complaint => "投诉",
            Self::Question => "咨询",
            Self::Suggestion => "建议",
            Self::Other => "其他",
        }
    }

    /// Reads the term.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| word.starts_with(c.title()))
    }
}

impl Limited for Category {
    const ALL: &'static [Self] = &Self::ALL;

    fn title(self) -> &'static str {
        self.title()
    }
}

/// 处理结果, as far as it can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 立案
    Filed,
    /// 不属实
    Untrue,
    /// 不予受理
    Refused,
    /// 移送 / 转办
    Moved,
    /// 答复
    Answered,
}

impl Outcome {
    /// The term of the field.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Filed => "立案查处",
            Self::Untrue => "不属实",
            Self::Refused => "不予受理",
            Self::Moved => "转办移送",
            Self::Answered => "已答复",
        }
    }

    /// Guesses the outcome from the words of the ledger; unknown words give none.
    pub fn guess(words: &str) -> Option<Self> {
        let has = |w: &str| words.contains(w);
        if has("不予受理") {
            Some(Self::Refused)
        } else if has("不予立案") || has("不属实") || has("未发现") || has("查无") {
            Some(Self::Untrue)
        } else if has("立案") {
            Some(Self::Filed)
        } else if has("移送") || has("转") {
            Some(Self::Moved)
        } else if has("答复") || has("解答") || has("回复") || has("解释") {
            Some(Self::Answered)
        } else {
            None
        }
    }
}

/// Who reported. Lives in the informants' database only; never serialised into a record, a log or a file that leaves.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Informant {
    /// 姓名
    pub name: Option<String>,
    /// 电话
    pub phone: Option<String>,
    /// 身份证号
    pub id_number: Option<String>,
    /// 住址
    pub address: Option<String>,
}

impl Informant {
    /// Whether nothing is known: an anonymous report.
    pub fn is_anonymous(&self) -> bool {
        [&self.name, &self.phone, &self.id_number, &self.address].into_iter().all(Option::is_none)
    }

    /// Each thing that would betray the informant. Not the address: shops and neighbours share it.
    pub fn traces(&self) -> impl Iterator<Item = &str> {
        [&self.name, &self.phone, &self.id_number].into_iter().filter_map(|t| t.as_deref())
    }
}

impl std::fmt::Debug for Informant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.is_anonymous() { "Informant(匿名)" } else { "Informant(已保密)" })
    }
}

/// One hotline record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hotline {
    /// Id, bureau, revision.
    #[serde(flatten)]
    pub head: Head<Self>,
    /// 上级工单号 (province)
    pub upstream_no: Option<String>,
    /// 来源
    pub channel: Option<String>,
    /// 受理时间
    pub received_at: DateTime<Utc>,
    /// 派单时间
    pub dispatched_at: Option<DateTime<Utc>>,
    /// 类别
    pub category: Category,
    /// 匿名
    pub anonymous: bool,
    /// Keyed digest (HMAC-SHA-256, hex) of the informant; none when anonymous
    pub informant: Option<String>,
    /// 内容, as taken down. Secret: never leaves the bureau.
    pub content: Option<String>,
    /// 摘要: what a clerk wrote for those outside; the only text that leaves
    pub summary: Option<String>,
    /// 涉及户名
    pub target_name: Option<String>,
    /// 涉及地址
    pub target_address: Option<String>,
    /// 零售户, where a person tied it by hand
    pub retailer: Option<Id<Retailer>>,
    /// 承办人 or department
    pub handler: Option<String>,
    /// 应办结日期, where the province set one
    pub due_on: Option<NaiveDate>,
    /// 办理结果
    pub result: Option<String>,
    /// 办理结果, counted
    pub outcome: Option<Outcome>,
    /// 办结日期
    pub closed_on: Option<NaiveDate>,
    /// 反馈情况
    pub feedback: Option<String>,
    /// 关联案件
    pub case: Option<Id<Case>>,
    /// 备注
    pub remark: Option<String>,
}

crate::record!(Hotline, Hotline, |it| it.upstream_no.clone().unwrap_or_else(|| format!(
    "{} {}",
    it.category.title(),
    day::minute(it.received_at)
)));

impl Hotline {
    /// The day by which it must be done: the province's own, else by the limit of its category; none where the
    /// calendar does not reach.
    pub fn due_by(&self, calendar: &Calendar, limits: &Limits) -> Option<NaiveDate> {
        self.due_on.or_else(|| self.limit(limits)?.last_day(self.begins_on(), calendar).ok())
    }

    /// The time limit of its category on its own day.
    pub fn limit<'a>(&self, limits: &'a Limits) -> Option<&'a Limit> {
        limits.of(self.category, self.begins_on())
    }

    fn begins_on(&self) -> NaiveDate {
        day::local(self.dispatched_at.unwrap_or(self.received_at)).date_naive()
    }

    /// Whether 反馈情况 says that the reporter was told.
    pub fn is_fed_back(&self) -> bool {
        self.feedback.as_deref().is_some_and(|f| !f.contains('未') && !matches!(f, "无" | "否" | "/" | "-"))
    }
}

/// A hotline record as typed, with who reported.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct HotlineDraft {
    /// 上级工单号
    pub upstream_no: String,
    /// 来源
    pub channel: String,
    /// 受理时间
    pub received_at: String,
    /// 派单时间
    pub dispatched_at: String,
    /// 类别
    pub category: String,
    /// 来电来访人 (goes behind the wall)
    pub informant_name: String,
    /// 联系电话 (goes behind the wall)
    pub informant_phone: String,
    /// 身份证号 (goes behind the wall)
    pub informant_id_number: String,
    /// 住址 (goes behind the wall)
    pub informant_address: String,
    /// 内容
    pub content: String,
    /// 摘要
    pub summary: String,
    /// 涉及户名
    pub target_name: String,
    /// 涉及地址
    pub target_address: String,
    /// 承办人
    pub handler: String,
    /// 应办结日期
    pub due_on: String,
    /// 办理结果
    pub result: String,
    /// 办结日期
    pub closed_on: String,
    /// 反馈情况
    pub feedback: String,
    /// 备注
    pub remark: String,
}

/// Words that stand in a ledger's name column for nobody.
const NOBODY: [&str; 8] = ["匿名", "无", "不详", "不愿透露", "未知", "/", "-", "—"];

impl HotlineDraft {
    /// Reads the draft into a record and who reported, or says everything that is wrong with it.
    ///
    /// The record's `informant` digest is empty: the archive fills it, for it holds the key.
    pub fn check(&self, id: Id<Hotline>, bureau: &str, today: NaiveDate) -> Checked<(Hotline, Informant)> {
        let mut c = Checker::default();
        let received_at = c.required("received_at", "受理时间", &self.received_at, |t| day::read_instant(t, today));
        let dispatched_at = c.optional("dispatched_at", &self.dispatched_at, |t| day::read_instant(t, today));
        let category = c.required("category", "类别", &self.category, |t| {
            Category::read(&text::line(t)).ok_or_else(|| {
                crate::check::Refusal::new(
                    "unknown_category",
                    format!("类别“{t}”认不出，请填：举报、投诉、咨询、建议 或 其他。"),
                )
            })
        });
        let due_on = c.optional("due_on", &self.due_on, |t| day::read(t, today));
        let closed_on = c.optional("closed_on", &self.closed_on, |t| day::read(t, today));
        if let Some((at, closed)) = received_at.zip(closed_on) {
            check_order(&mut c, day::local(at).date_naive(), closed);
        }
        if text::some(&self.result).is_none() {
            c.warn("result", "no_result", "没有办理结果，痕迹资料缺失，请补填办理结果。");
        }
        let informant = self.check_informant(&mut c);
        let told = self.veiled(&mut c, &informant);
        let result = text::some(&told.result);
        let value = received_at.zip(category).map(|(received_at, category)| {
            let record = Hotline {
                head: Head::new(id, bureau),
                upstream_no: text::some(&self.upstream_no),
                channel: text::some(&self.channel),
                received_at,
                dispatched_at,
                category,
                anonymous: informant.is_anonymous(),
                informant: None,
                content: text::some_paragraphs(&told.content),
                summary: text::some_paragraphs(&told.summary),
                target_name: text::some(&self.target_name),
                target_address: text::some(&self.target_address),
                retailer: None,
                handler: text::some(&self.handler),
                due_on,
                outcome: result.as_deref().and_then(Outcome::guess),
                result,
                closed_on,
                feedback: text::some(&told.feedback),
                case: None,
                remark: text::some(&told.remark),
            };
            (record, informant)
        });
        c.finish(value)
    }

    /// The draft with a veil over who reported wherever a text names them; warns of each such text.
    ///
    /// Nothing is lost by it: what the veil covers is what lies behind the wall already. Left as it was, it would
    /// stand in the record, and so in the change log for good.
    fn veiled(&self, c: &mut Checker, informant: &Informant) -> Self {
        let traces = text::Traces::new(informant.traces());
        let mut told = self.clone();
        let texts = [
            ("content", &mut told.content),
            ("summary", &mut told.summary),
            ("result", &mut told.result),
            ("feedback", &mut told.feedback),
            ("remark", &mut told.remark),
        ];
        for (field, free) in texts {
            if traces.betrayed_by(free) {
                *free = traces.veiled(free);
                let message = format!(
                    "文字里写有举报人的姓名或联系方式：入库时已改为“{}”，原样不留；请今后不要写在这一栏。",
                    text::VEIL
                );
                c.warn(field, "informant_in_text", message);
            }
        }
        told
    }

    fn check_informant(&self, c: &mut Checker) -> Informant {
        let said = |t: &str| text::some(t).filter(|t| !NOBODY.contains(&t.as_str()));
        let phone = said(&self.informant_phone).map(|t| {
            phone::read(&t).unwrap_or_else(|refusal| {
                c.warn("informant_phone", refusal.code, refusal.message);
                t
            })
        });
        let id_number = said(&self.informant_id_number).map(|t| {
            id_card::read(&t).unwrap_or_else(|refusal| {
                c.warn("informant_id_number", refusal.code, refusal.message);
                t
            })
        });
        Informant { name: said(&self.informant_name), phone, id_number, address: said(&self.informant_address) }
    }
}

fn check_order(c: &mut Checker, received: NaiveDate, closed: NaiveDate) {
    if closed < received {
        let message = format!("办结日期 {closed} 早于受理日期 {received}，请核对。");
        c.error("closed_on", "closed_before_received", message);
    }
}

impl From<&Hotline> for HotlineDraft {
    /// Gives back everything but who reported: that is not in the record.
    fn from(it: &Hotline) -> Self {
        let or_empty = |v: &Option<String>| v.clone().unwrap_or_default();
        let instant = |at: DateTime<Utc>| day::local(at).format("%Y-%m-%d %H:%M:%S").to_string();
        Self {
            upstream_no: or_empty(&it.upstream_no),
            channel: or_empty(&it.channel),
            received_at: instant(it.received_at),
            dispatched_at: it.dispatched_at.map(instant).unwrap_or_default(),
            category: it.category.title().to_owned(),
            content: or_empty(&it.content),
            summary: or_empty(&it.summary),
            target_name: or_empty(&it.target_name),
            target_address: or_empty(&it.target_address),
            handler: or_empty(&it.handler),
            due_on: day::write_optional(it.due_on),
            result: or_empty(&it.result),
            closed_on: day::write_optional(it.closed_on),
            feedback: or_empty(&it.feedback),
            remark: or_empty(&it.remark),
            ..Self::default()
        }
    }
}

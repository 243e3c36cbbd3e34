//! The penalty case (行政处罚案件) and the goods in it.

mod document;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{
    Head, Id,
    case_no::{self, CaseNo},
    check::{Checked, Checker, Reasons},
    day, id_card, licence_no, money,
    retailer::Retailer,
    sticks, text,
};

pub use document::{CaseDocument, CaseDocuments, CaseStage};

/// Days from filing to decision: 90 calendar days (行政处罚法 §60).
pub const DECISION_DAYS: u64 = 90;
/// Cigarettes from which a case is reported to the police: 200,000 支 = 1,000 条 (法释〔2010〕7号, from memory, high).
pub const TRANSFER_STICKS: i64 = 200_000;
/// Value from which a case is reported to the police: 50,000 元, in 分 (法释〔2010〕7号, from memory, high).
pub const TRANSFER_VALUE_FEN: i64 = 5_000_000;

/// 程序
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Procedure {
    /// 普通程序
    #[default]
    Ordinary,
    /// 简易程序 (行政处罚法 §51)
    Simple,
}

impl Procedure {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Ordinary, Self::Simple];

    /// The term of the field.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Ordinary => "普通程序",
            Self::Simple => "简易程序",
        }
    }

    /// Reads the term; empty is 普通程序.
    pub fn read(word: &str) -> Option<Self> {
        Some(match word {
            "" | "普通" | "普通程序" | "一般" | "一般程序" => Self::Ordinary,
            "简易" | "简易程序" | "当场处罚" => Self::Simple,
            _ => return None,
        })
    }
}

/// Which version of 《烟草专卖行政处罚程序规定》 a case follows: the one of its own date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProcedureRule {
    /// 工信部令第12号, 2010-05-01 to 2023-07-19
    #[serde(rename = "2010")]
    Of2010,
    /// since 2023-07-20
    #[serde(rename = "2023")]
    Of2023,
}

impl ProcedureRule {
    /// The version in force on `on`.
    pub fn on(on: NaiveDate) -> Self {
        if NaiveDate::from_ymd_opt(2023, 7, 20).is_some_and(|from| on < from) { Self::Of2010 } else { Self::Of2023 }
    }
}

/// One line of goods in a case (涉案物品).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseGoods {
    /// 品种规格
    pub brand: String,
    /// 条码, EAN-13
    pub barcode: Option<String>,
    /// 数量, in 支
    pub sticks: i64,
    /// 单价, in 分 a 条
    pub price_fen: Option<i64>,
    /// 合计, in 分
    pub amount_fen: Option<i64>,
    /// 真伪: 待鉴定 / 真 / 假 / 走私
    pub authenticity: Option<String>,
    /// 处理: 登记 / 返还 / 没收 / 移送 / 销毁 / 变卖
    pub disposition: Option<String>,
}

/// One penalty case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// Id, bureau, revision.
    #[serde(flatten)]
    pub head: Head<Self>,
    /// 立案编号, with 〔〕, unique
    pub case_no: CaseNo,
    /// 案由
    pub cause: String,
    /// 程序
    pub procedure: Procedure,
    /// 程序规定的版本
    pub procedure_rule: ProcedureRule,
    /// 案件来源
    pub source: Option<String>,
    /// 当事人
    pub party_name: String,
    /// 当事人身份证号
    pub party_id_number: Option<String>,
    /// 当事人地址
    pub party_address: Option<String>,
    /// 许可证号 as the ledger has it; ties the case to the retailer who holds it
    pub licence_no: Option<String>,
    /// 零售户, where a person tied it by hand
    pub retailer: Option<Id<Retailer>>,
    /// 案发日期
    pub occurred_on: Option<NaiveDate>,
    /// 立案日期: the day the head approved the 立案报告表 (2023 §35)
    pub filed_on: Option<NaiveDate>,
    /// 调查终结日期
    pub investigated_on: Option<NaiveDate>,
    /// 处罚决定日期
    pub decided_on: Option<NaiveDate>,
    /// 处罚决定书文号
    pub decision_no: Option<String>,
    /// 送达日期
    pub served_on: Option<NaiveDate>,
    /// 结案日期
    pub closed_on: Option<NaiveDate>,
    /// 归档日期
    pub archived_on: Option<NaiveDate>,
    /// 承办人, at least two (行政处罚法 §42)
    pub officers: Vec<String>,
    /// 涉案卷烟, in 支
    pub sticks: Option<i64>,
    /// 案值, in 分
    pub value_fen: Option<i64>,
    /// 罚款, in 分
    pub fine_fen: Option<i64>,
    /// 没收卷烟, in 支
    pub seized_sticks: Option<i64>,
    /// 移送 to whom
    pub transferred_to: Option<String>,
    /// 移送日期
    pub transferred_on: Option<NaiveDate>,
    /// 复议
    pub reviewed: bool,
    /// 诉讼
    pub sued: bool,
    /// 涉案物品
    pub goods: Vec<CaseGoods>,
    /// 案情摘要
    pub facts: Option<String>,
    /// 备注
    pub remark: Option<String>,
    /// 按原因保留
    #[serde(default, skip_serializing_if = "Reasons::is_empty")]
    pub reasons: Reasons,
}

crate::record!(Case, Case, |it| it.case_no.to_string());

impl Case {
    /// The last day for the decision: 90 calendar days after filing (行政处罚法 §60).
    pub fn decision_due_on(&self) -> Option<NaiveDate> {
        self.filed_on?.checked_add_days(Days::new(DECISION_DAYS))
    }

    /// Whether it reached a threshold from which the police must be told (移送).
    pub fn is_criminal_suspect(&self) -> bool {
        self.sticks.is_some_and(|n| n >= TRANSFER_STICKS)
            || self.value_fen.is_some_and(|n| n >= TRANSFER_VALUE_FEN)
            || self.is_transferred()
    }

    /// Whether it was handed to the police.
    pub fn is_transferred(&self) -> bool {
        self.transferred_to.is_some() || self.transferred_on.is_some()
    }
}

/// A case as typed. Quantities in people's words (`14条3包`), money in 元.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CaseDraft {
    /// 案件编号
    pub case_no: String,
    /// 案由
    pub cause: String,
    /// 程序
    pub procedure: String,
    /// 案件来源
    pub source: String,
    /// 当事人
    pub party_name: String,
    /// 当事人身份证号
    pub party_id_number: String,
    /// 当事人地址
    pub party_address: String,
    /// 许可证号
    pub licence_no: String,
    /// 案发日期
    pub occurred_on: String,
    /// 立案日期
    pub filed_on: String,
    /// 调查终结日期
    pub investigated_on: String,
    /// 处罚决定日期
    pub decided_on: String,
    /// 处罚决定书文号
    pub decision_no: String,
    /// 送达日期
    pub served_on: String,
    /// 结案日期
    pub closed_on: String,
    /// 归档日期
    pub archived_on: String,
    /// 承办人, separated by 、 or a space
    pub officers: String,
    /// 涉案卷烟; without a unit in 条
    pub sticks: String,
    /// 案值（元）
    pub value: String,
    /// 罚款（元）
    pub fine: String,
    /// 没收卷烟; without a unit in 条
    pub seized_sticks: String,
    /// 移送情况
    pub transferred_to: String,
    /// 移送日期
    pub transferred_on: String,
    /// 复议
    pub reviewed: String,
    /// 诉讼
    pub sued: String,
    /// 涉案物品, already read
    pub goods: Vec<CaseGoods>,
    /// 案情摘要
    pub facts: String,
    /// 备注
    pub remark: String,
    /// 按原因保留
    pub reasons: Reasons,
}

impl CaseDraft {
    /// Reads the draft into a case, or says everything that is wrong with it.
    pub fn check(&self, id: Id<Case>, bureau: &str, today: NaiveDate) -> Checked<Case> {
        let mut c = Checker::with(&self.reasons);
        let case_no = c.required("case_no", "案件编号", &self.case_no, case_no::read);
        let cause = c.required("cause", "案由", &self.cause, text::title);
        let procedure = Procedure::read(&text::line(&self.procedure));
        if procedure.is_none() {
            c.error("procedure", "unknown_procedure", "程序只能是：普通程序、简易程序。");
        }
        let party_name = c.required("party_name", "当事人", &self.party_name, text::title);
        let party_id_number = c.number("party_id_number", &self.party_id_number, id_card::read);
        let licence_no = c.optional("licence_no", &self.licence_no, licence_no::read);
        let days = self.check_days(&mut c, today);
        let officers = text::names(&self.officers);
        if officers.len() < 2 {
            c.error("officers", "one_officer", "承办人须两人以上（行政处罚法第42条），请补上另一名承办人。");
        }
        let sticks = c.optional("sticks", &self.sticks, sticks::read);
        let value_fen = c.optional("value", &self.value, money::read);
        let fine_fen = c.optional("fine", &self.fine, money::read);
        let seized_sticks = c.optional("seized_sticks", &self.seized_sticks, sticks::read);
        let value =
            case_no.zip(cause).zip(party_name).zip(procedure).map(|(((case_no, cause), party_name), procedure)| Case {
                head: Head::new(id, bureau),
                procedure_rule: ProcedureRule::on(days.filed.or(days.occurred).unwrap_or(today)),
                case_no,
                cause,
                procedure,
                source: text::some(&self.source),
                party_name,
                party_id_number,
                party_address: text::some(&self.party_address),
                licence_no,
                retailer: None,
                occurred_on: days.occurred,
                filed_on: days.filed,
                investigated_on: days.investigated,
                decided_on: days.decided,
                decision_no: text::some(&self.decision_no),
                served_on: days.served,
                closed_on: days.closed,
                archived_on: days.archived,
                officers,
                sticks,
                value_fen,
                fine_fen,
                seized_sticks,
                transferred_to: text::some(&self.transferred_to)
                    .filter(|t| !matches!(t.as_str(), "无" | "否" | "未移送")),
                transferred_on: days.transferred,
                reviewed: text::yes(&self.reviewed),
                sued: text::yes(&self.sued),
                goods: self.goods.clone(),
                facts: text::some(&self.facts),
                remark: text::some(&self.remark),
                reasons: c.kept(),
            });
        c.finish(value)
    }

    /// Reads the days and holds them against each other and against the clocks.
    fn check_days(&self, c: &mut Checker, today: NaiveDate) -> CaseDays {
        let mut read = |field, text: &str| c.optional(field, text, |t| day::read(t, today));
        let days = CaseDays {
            occurred: read("occurred_on", &self.occurred_on),
            filed: read("filed_on", &self.filed_on),
            investigated: read("investigated_on", &self.investigated_on),
            decided: read("decided_on", &self.decided_on),
            served: read("served_on", &self.served_on),
            closed: read("closed_on", &self.closed_on),
            archived: read("archived_on", &self.archived_on),
            transferred: read("transferred_on", &self.transferred_on),
        };
        let order = [
            ("occurred_on", "案发", days.occurred),
            ("filed_on", "立案", days.filed),
            ("decided_on", "处罚决定", days.decided),
            ("closed_on", "结案", days.closed),
            ("archived_on", "归档", days.archived),
        ];
        let known: Vec<_> = order.iter().filter_map(|(f, name, on)| on.map(|on| (*f, *name, on))).collect();
        for pair in known.windows(2) {
            let ((_, earlier, a), (field, later, b)) = (pair[0], pair[1]);
            if b < a {
                let code = if field == "filed_on" { "filed_before_found" } else { "dates_out_of_order" };
                c.error(field, code, format!("{later}日期 {b} 早于{earlier}日期 {a}，请核对两个日期。"));
            }
        }
        for (field, name, on) in &known {
            if *on > today {
                c.warn(field, "future_date", format!("{name}日期 {on} 在今天之后，请核对。"));
            }
        }
        if let (Some(filed), Some(decided)) = (days.filed, days.decided) {
            let took = (decided - filed).num_days();
            if took > DECISION_DAYS.cast_signed() {
                c.warn(
                    "decided_on",
                    "over_90_days",
                    format!("立案到处罚决定用了{took}天，超过90日（行政处罚法第60条）；可以导入，请在案卷中说明延期。"),
                );
            }
        }
        days
    }
}

struct CaseDays {
    occurred: Option<NaiveDate>,
    filed: Option<NaiveDate>,
    investigated: Option<NaiveDate>,
    decided: Option<NaiveDate>,
    served: Option<NaiveDate>,
    closed: Option<NaiveDate>,
    archived: Option<NaiveDate>,
    transferred: Option<NaiveDate>,
}

impl From<&Case> for CaseDraft {
    fn from(it: &Case) -> Self {
        let or_empty = |v: &Option<String>| v.clone().unwrap_or_default();
        let yes = |v: bool| if v { "是" } else { "" }.to_owned();
        Self {
            case_no: it.case_no.to_string(),
            cause: it.cause.clone(),
            procedure: it.procedure.title().to_owned(),
            source: or_empty(&it.source),
            party_name: it.party_name.clone(),
            party_id_number: or_empty(&it.party_id_number),
            party_address: or_empty(&it.party_address),
            licence_no: or_empty(&it.licence_no),
            occurred_on: day::write_optional(it.occurred_on),
            filed_on: day::write_optional(it.filed_on),
            investigated_on: day::write_optional(it.investigated_on),
            decided_on: day::write_optional(it.decided_on),
            decision_no: or_empty(&it.decision_no),
            served_on: day::write_optional(it.served_on),
            closed_on: day::write_optional(it.closed_on),
            archived_on: day::write_optional(it.archived_on),
            officers: it.officers.join("、"),
            sticks: it.sticks.map(sticks::write).unwrap_or_default(),
            value: it.value_fen.map(money::write).unwrap_or_default(),
            fine: it.fine_fen.map(money::write).unwrap_or_default(),
            seized_sticks: it.seized_sticks.map(sticks::write).unwrap_or_default(),
            transferred_to: or_empty(&it.transferred_to),
            transferred_on: day::write_optional(it.transferred_on),
            reviewed: yes(it.reviewed),
            sued: yes(it.sued),
            goods: it.goods.clone(),
            facts: or_empty(&it.facts),
            remark: or_empty(&it.remark),
            reasons: it.reasons.clone(),
        }
    }
}

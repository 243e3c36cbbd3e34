//! The retail licence (烟草专卖零售许可证). Its number comes from the upstream system and is never invented here.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{
    Head, Id,
    calendar::Calendar,
    check::{Checked, Checker},
    day, licence_no,
    retailer::Retailer,
    text,
};

/// Days before the end of a licence by which its renewal is applied for (实施细则 §22).
pub const RENEWAL_DAYS: u64 = 30;

/// Days before the end of a licence from which its renewal can be applied for (a custom, certainty: low).
pub const RENEWAL_OPENS_DAYS: u64 = 90;

/// Where a licence stands. 过期 is computed from `valid_to`, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LicenceState {
    /// 申请中
    Applying,
    /// 有效（台账写“正常”）
    #[default]
    Active,
    /// 停业
    Suspended,
    /// 歇业
    Closed,
    /// 收回: taken back, e.g. long not operating
    TakenBack,
    /// 撤回: law or circumstances changed, public interest (行政许可法 §8)
    Withdrawn,
    /// 撤销: unlawfully granted or obtained (行政许可法 §69)
    Annulled,
    /// 吊销: a penalty (行政处罚法 §9)
    Revoked,
    /// 注销: the formality that ends a licence (行政许可法 §70)
    Cancelled,
}

impl LicenceState {
    /// All states.
    pub const ALL: [Self; 9] = [
        Self::Applying,
        Self::Active,
        Self::Suspended,
        Self::Closed,
        Self::TakenBack,
        Self::Withdrawn,
        Self::Annulled,
        Self::Revoked,
        Self::Cancelled,
    ];

    /// The term of the field.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Applying => "申请中",
            Self::Active => "有效",
            Self::Suspended => "停业",
            Self::Closed => "歇业",
            Self::TakenBack => "收回",
            Self::Withdrawn => "撤回",
            Self::Annulled => "撤销",
            Self::Revoked => "吊销",
            Self::Cancelled => "注销",
        }
    }

    /// Reads the term; empty, `正常`, `营业` are 有效.
    pub fn read(word: &str) -> Option<Self> {
        match word {
            "" | "正常" | "营业" | "在营" | "正常营业" | "有效期内" => Some(Self::Active),
            "暂停营业" => Some(Self::Suspended),
            _ => Self::ALL.into_iter().find(|s| s.title() == word),
        }
    }

    /// Whether the holder may come back to trade under this licence.
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Active | Self::Suspended)
    }
}

/// One licence of one retailer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Licence {
    /// Id, bureau, revision.
    #[serde(flatten)]
    pub head: Head<Self>,
    /// 许可证号, 12 digits, unique
    pub licence_no: String,
    /// 零售户
    pub retailer: Id<Retailer>,
    /// 许可范围
    pub scope: Option<String>,
    /// 供货单位
    pub supplier: Option<String>,
    /// 发证日期
    pub issued_on: Option<NaiveDate>,
    /// 有效期起
    pub valid_from: Option<NaiveDate>,
    /// 有效期至 (the last valid day)
    pub valid_to: Option<NaiveDate>,
    /// 状态
    pub state: LicenceState,
    /// 上级系统编号
    pub upstream_no: Option<String>,
    /// 备注
    pub remark: Option<String>,
}

crate::record!(Licence, Licence, |it| it.licence_no.clone());

/// A licence as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LicenceDraft {
    /// 许可证号
    pub licence_no: String,
    /// 许可范围
    pub scope: String,
    /// 供货单位
    pub supplier: String,
    /// 发证日期
    pub issued_on: String,
    /// 有效期起
    pub valid_from: String,
    /// 有效期至
    pub valid_to: String,
    /// 状态
    pub state: String,
    /// 上级系统编号
    pub upstream_no: String,
    /// 备注
    pub remark: String,
}

impl Licence {
    /// Whether its time has run out by `today` though nothing ended it.
    pub fn is_expired(&self, today: NaiveDate) -> bool {
        self.state.is_live() && self.valid_to.is_some_and(|end| end < today)
    }

    /// The last day to apply for renewal: 30 days before the end (实施细则 §22).
    pub fn renewal_due_on(&self) -> Option<NaiveDate> {
        self.valid_to?.checked_sub_days(Days::new(RENEWAL_DAYS))
    }

    /// The last day on which an office that works takes the application: where that last day is a day off, the working day
    /// before it; the day itself where the calendar does not reach.
    pub fn renewal_by(&self, calendar: &Calendar) -> Option<NaiveDate> {
        let due = self.renewal_due_on()?;
        Some(calendar.workday_until(due).unwrap_or(due))
    }

    /// The first day to apply for renewal: 90 days before the end.
    pub fn renewal_opens_on(&self) -> Option<NaiveDate> {
        self.valid_to?.checked_sub_days(Days::new(RENEWAL_OPENS_DAYS))
    }
}

impl LicenceDraft {
    /// Reads the draft into a licence of `retailer`, or says everything that is wrong with it.
    pub fn check(&self, id: Id<Licence>, bureau: &str, retailer: Id<Retailer>, today: NaiveDate) -> Checked<Licence> {
        let mut c = Checker::default();
        let licence_no = c.required("licence_no", "许可证号", &self.licence_no, licence_no::read);
        if let Some(warning) = licence_no.as_deref().and_then(|no| licence_no::doubt(no, bureau)) {
            c.warn("licence_no", warning.code, warning.message);
        }
        let issued_on = c.optional("issued_on", &self.issued_on, |t| day::read(t, today));
        let valid_from = c.optional("valid_from", &self.valid_from, |t| day::read(t, today));
        let valid_to = c.optional("valid_to", &self.valid_to, |t| day::read(t, today));
        let state = LicenceState::read(&text::line(&self.state));
        if state.is_none() {
            c.error(
                "state",
                "unknown_state",
                format!(
                    "状态“{}”认不出，请填：正常、停业、歇业、收回、撤回、撤销、吊销、注销。",
                    text::line(&self.state)
                ),
            );
        }
        if issued_on.is_some_and(|on| on > today) {
            c.warn("issued_on", "future_date", "发证日期在今天之后，请核对。");
        }
        if let (Some(from), Some(to)) = (valid_from.or(issued_on), valid_to) {
            if to < from {
                let start = if valid_from.is_some() { "有效期起" } else { "发证日期" };
                c.error("valid_to", "ends_before_start", format!("有效期至 {to} 早于{start} {from}，请核对两个日期。"));
            } else if from.checked_add_months(Months::new(60)).is_some_and(|end| to > end) {
                c.warn("valid_to", "over_five_years", "有效期超过五年（实施细则第48条最长五年），请核对。");
            }
        }
        let value = licence_no.zip(state).map(|(licence_no, state)| Licence {
            head: Head::new(id, bureau),
            licence_no,
            retailer,
            scope: text::some(&self.scope),
            supplier: text::some(&self.supplier),
            issued_on,
            valid_from,
            valid_to,
            state,
            upstream_no: text::some(&self.upstream_no),
            remark: text::some(&self.remark),
        });
        c.finish(value)
    }
}

impl From<&Licence> for LicenceDraft {
    fn from(it: &Licence) -> Self {
        let or_empty = |v: &Option<String>| v.clone().unwrap_or_default();
        Self {
            licence_no: it.licence_no.clone(),
            scope: or_empty(&it.scope),
            supplier: or_empty(&it.supplier),
            issued_on: day::write_optional(it.issued_on),
            valid_from: day::write_optional(it.valid_from),
            valid_to: day::write_optional(it.valid_to),
            state: it.state.title().to_owned(),
            upstream_no: or_empty(&it.upstream_no),
            remark: or_empty(&it.remark),
        }
    }
}

//! The people of the bureau (专卖人员).

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{
    Head, Id,
    check::{Checked, Checker, Reasons},
    day, id_card, phone, text,
};

/// Whether a person still serves here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffState {
    /// 在岗
    #[default]
    InPost,
    /// 调出
    MovedAway,
    /// 退休
    Retired,
}

/// One person of the bureau.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Staff {
    /// Id, bureau, revision.
    #[serde(flatten)]
    pub head: Head<Self>,
    /// 姓名
    pub full_name: String,
    /// 身份证号, 18 characters
    pub id_number: Option<String>,
    /// 手机
    pub mobile: Option<String>,
    /// 部门
    pub department: Option<String>,
    /// 岗位
    pub post: Option<String>,
    /// 执法证号
    pub law_certificate_no: Option<String>,
    /// 检查证号
    pub inspection_certificate_no: Option<String>,
    /// 证件有效期至
    pub certificate_valid_to: Option<NaiveDate>,
    /// 专职内管
    pub internal_full_time: bool,
    /// 到岗日期
    pub joined_on: Option<NaiveDate>,
    /// 状态
    pub state: StaffState,
    /// 备注
    pub remark: Option<String>,
    /// 按原因保留
    #[serde(default, skip_serializing_if = "Reasons::is_empty")]
    pub reasons: Reasons,
}

crate::record!(Staff, Staff, |it| it.full_name.clone());

impl Staff {
    /// Whether the year's hours are asked of this person on `on`: in post, and for half a year already.
    pub fn owes_hours(&self, on: NaiveDate) -> bool {
        let half_a_year_before = on.checked_sub_days(Days::new(182)).unwrap_or_default();
        self.state == StaffState::InPost && self.joined_on.is_none_or(|joined| joined <= half_a_year_before)
    }
}

/// A person as typed: every field text, empty where nothing was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct StaffDraft {
    /// 姓名
    pub full_name: String,
    /// 身份证号
    pub id_number: String,
    /// 手机
    pub mobile: String,
    /// 部门
    pub department: String,
    /// 岗位
    pub post: String,
    /// 执法证号
    pub law_certificate_no: String,
    /// 检查证号
    pub inspection_certificate_no: String,
    /// 证件有效期至
    pub certificate_valid_to: String,
    /// 专职内管: 是 / 否
    pub internal_full_time: String,
    /// 到岗日期
    pub joined_on: String,
    /// 状态: 在岗 / 调出 / 退休
    pub state: String,
    /// 备注
    pub remark: String,
    /// 按原因保留
    pub reasons: Reasons,
}

impl StaffState {
    /// The word a clerk uses.
    pub const fn title(self) -> &'static str {
        match self {
            Self::InPost => "在岗",
            Self::MovedAway => "调出",
            Self::Retired => "退休",
        }
    }

    /// Reads the clerk's word; empty is 在岗.
    pub fn read(word: &str) -> Option<Self> {
        Some(match word {
            "" | "在岗" | "在职" | "正常" => Self::InPost,
            "调出" | "调离" | "离职" => Self::MovedAway,
            "退休" => Self::Retired,
            _ => return None,
        })
    }
}

impl StaffDraft {
    /// Reads the draft into a person, or says everything that is wrong with it.
    pub fn check(&self, id: Id<Staff>, bureau: &str, today: NaiveDate) -> Checked<Staff> {
        let mut c = Checker::with(&self.reasons);
        let full_name = c.required("full_name", "姓名", &self.full_name, text::name);
        let id_number = c.number("id_number", &self.id_number, id_card::read);
        let mobile = c.number("mobile", &self.mobile, phone::read);
        let certificate_valid_to =
            c.optional("certificate_valid_to", &self.certificate_valid_to, |t| day::read(t, today));
        let joined_on = c.optional("joined_on", &self.joined_on, |t| day::read(t, today));
        let state = StaffState::read(&text::line(&self.state));
        if state.is_none() {
            c.error("state", "unknown_state", "状态只能是：在岗、调出、退休。");
        }
        let value = full_name.zip(state).map(|(full_name, state)| Staff {
            head: Head::new(id, bureau),
            full_name,
            id_number,
            mobile,
            department: text::some(&self.department),
            post: text::some(&self.post),
            law_certificate_no: text::some(&self.law_certificate_no),
            inspection_certificate_no: text::some(&self.inspection_certificate_no),
            certificate_valid_to,
            internal_full_time: matches!(text::line(&self.internal_full_time).as_str(), "是" | "√" | "1" | "true"),
            joined_on,
            state,
            remark: text::some(&self.remark),
            reasons: c.kept(),
        });
        c.finish(value)
    }
}

impl From<&Staff> for StaffDraft {
    fn from(it: &Staff) -> Self {
        Self {
            full_name: it.full_name.clone(),
            id_number: it.id_number.clone().unwrap_or_default(),
            mobile: it.mobile.clone().unwrap_or_default(),
            department: it.department.clone().unwrap_or_default(),
            post: it.post.clone().unwrap_or_default(),
            law_certificate_no: it.law_certificate_no.clone().unwrap_or_default(),
            inspection_certificate_no: it.inspection_certificate_no.clone().unwrap_or_default(),
            certificate_valid_to: day::write_optional(it.certificate_valid_to),
            internal_full_time: if it.internal_full_time { "是" } else { "" }.to_owned(),
            joined_on: day::write_optional(it.joined_on),
            state: it.state.title().to_owned(),
            remark: it.remark.clone().unwrap_or_default(),
            reasons: it.reasons.clone(),
        }
    }
}

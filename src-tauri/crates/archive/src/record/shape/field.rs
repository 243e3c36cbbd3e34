//! A field of a noun, as people know it.

use serde::Serialize;

/// How what is typed into a field is understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// A few words
    Text,
    /// Many words, with line breaks
    Long,
    /// A day
    Day,
    /// A day with a time
    Instant,
    /// Cigarettes, in 条 unless said otherwise
    Sticks,
    /// Money, in 元 unless said otherwise
    Money,
    /// Class hours
    Hours,
    /// Names of people
    People,
    /// One of the choices
    Choice,
    /// 是 or nothing
    YesNo,
    /// 身份证号
    IdCard,
    /// 许可证号
    LicenceNo,
    /// 电话
    Phone,
    /// 统一社会信用代码
    Uscc,
    /// 案件编号
    CaseNo,
}

/// A field of a noun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[expect(clippy::struct_excessive_bools, reason = "where a field stands is told place by place")]
pub struct Field {
    /// Its name, as in the draft
    pub name: String,
    /// What people call it
    pub title: String,
    /// How it is read
    pub kind: FieldKind,
    /// What may stand in it, for [`FieldKind::Choice`]; else what is suggested
    pub choices: Vec<String>,
    /// Whether a record without it is refused
    pub required: bool,
    /// Whether it may be a column of the list
    pub listed: bool,
    /// Whether the list can be sorted by it
    pub sortable: bool,
    /// Whether the list can be asked about it
    pub filtered: bool,
    /// Whether it stands in the form
    pub form: bool,
    /// Whether it lives behind the informant wall
    pub secret: bool,
}

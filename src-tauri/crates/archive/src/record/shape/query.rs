//! What a list asks for, and what it is given.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use yihu_domain::{Noun, period::Period};

/// How a field is compared with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Compare {
    /// The same
    Equals,
    /// Not the same
    Differs,
    /// The words occur in it
    Contains,
    /// It begins with the words
    StartsWith,
    /// Not less, not before
    AtLeast,
    /// Not more, not after
    AtMost,
    /// Nothing stands in it
    Empty,
    /// Something stands in it
    Filled,
    /// One of several, joined by `|`
    AnyOf,
}

/// One condition, its value as people write it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Condition {
    /// The field's name; `id`, with [`Compare::AnyOf`], for records that were ticked (导出所选)
    pub field: String,
    /// How it is compared
    pub compare: Compare,
    /// With what
    pub value: String,
}

/// Whether void records are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum RemovedShown {
    /// Only those in force
    #[default]
    Hide,
    /// Only void ones
    Only,
    /// Both
    All,
}

/// Which records, in which order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
pub struct Query {
    /// All of them must hold
    pub conditions: Vec<Condition>,
    /// Stands in a name, a number or an address
    pub text: String,
    /// A named set of the workbench, the word of a [`Due`]; empty for none
    pub due: String,
    /// The field to sort by; none for the noun's own order
    pub sort: Option<String>,
    /// Whether downwards
    pub down: bool,
    /// Whether void records are wanted
    pub removed: RemovedShown,
}

impl Query {
    /// The records of a named set.
    pub fn due(due: Due) -> Self {
        Self { due: due.word().to_owned(), ..Self::default() }
    }

    /// The records whose `field` is `value`.
    pub fn of(field: &str, value: &str) -> Self {
        Self::that(field, [(Compare::Equals, value.to_owned())])
    }

    /// The records whose `field` is empty.
    pub fn without(field: &str) -> Self {
        Self::that(field, [(Compare::Empty, String::new())])
    }

    /// The records whose `field` lies in a month.
    pub fn in_month(field: &str, month: Period) -> Self {
        Self::that(field, [(Compare::AtLeast, month.first().to_string()), (Compare::AtMost, month.last().to_string())])
    }

    fn that(field: &str, all: impl IntoIterator<Item = (Compare, String)>) -> Self {
        let condition = |(compare, value)| Condition { field: field.to_owned(), compare, value };
        Self { conditions: all.into_iter().map(condition).collect(), ..Self::default() }
    }
}

/// The named sets of records that want doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Due {
    /// 许可证30日内到期
    LicenceExpiring,
    /// 许可证过期未处理
    LicenceExpired,
    /// 可以申请延续的许可证（期满前90日到30日）
    LicenceRenewing,
    /// 没有填有效期的许可证
    LicenceUndated,
    /// 未分类的零售户
    Unclassified,
    /// 应备资料不齐的零售户
    MissingDocuments,
    /// 该查未查的零售户
    VisitOverdue,
    /// 14日内应检查的零售户
    VisitDue,
    /// 待审批的工作日志
    DiaryWaiting,
    /// 14日内应审批的工作日志
    DiaryDue,
    /// 超过期限没有审批的工作日志
    DiaryOverdue,
    /// 本年未按时审批的工作日志，审批了的也在内
    DiaryLate,
    /// 未办结的许可事项
    MatterOpen,
    /// 14日内到期的许可事项
    MatterDue,
    /// 逾期的许可事项
    MatterOverdue,
    /// 14日内停业期满，或已经期满没有恢复营业的
    SuspensionEnding,
    /// 未处理的无证户
    VendorOpen,
    /// 到期没有处理的无证户
    VendorOverdue,
    /// 14日内应处理的无证户
    VendorDue,
    /// 缺资料或到期没有处理的无证户档案
    VendorIncomplete,
    /// 在办案件
    CaseOpen,
    /// 14日内应作处罚决定的案件
    CaseDeciding,
    /// 超过90日未作处罚决定的案件
    CaseOverdue,
    /// 达到移送标准未移送的案件
    CaseTransfer,
    /// 应备文书不齐的案件
    CaseIncomplete,
    /// 未办结的12313
    HotlineOpen,
    /// 14日内应办结的12313
    HotlineDue,
    /// 逾期未办结的12313
    HotlineOverdue,
    /// 已办结、未反馈的12313
    HotlineUnanswered,
    /// 没有办理结果的12313
    HotlineNoResult,
    /// 本年课时不足的人员
    TrainingShort,
    /// 证件60日内到期或已过期的人员
    CertificateExpiring,
}

impl Due {
    /// All sets.
    pub const ALL: [Self; 32] = [
        Self::LicenceExpiring,
        Self::LicenceExpired,
        Self::LicenceRenewing,
        Self::LicenceUndated,
        Self::Unclassified,
        Self::MissingDocuments,
        Self::VisitOverdue,
        Self::VisitDue,
        Self::DiaryWaiting,
        Self::DiaryDue,
        Self::DiaryOverdue,
        Self::DiaryLate,
        Self::MatterOpen,
        Self::MatterDue,
        Self::MatterOverdue,
        Self::SuspensionEnding,
        Self::VendorOpen,
        Self::VendorOverdue,
        Self::VendorDue,
        Self::VendorIncomplete,
        Self::CaseOpen,
        Self::CaseDeciding,
        Self::CaseOverdue,
        Self::CaseTransfer,
        Self::CaseIncomplete,
        Self::HotlineOpen,
        Self::HotlineDue,
        Self::HotlineOverdue,
        Self::HotlineUnanswered,
        Self::HotlineNoResult,
        Self::TrainingShort,
        Self::CertificateExpiring,
    ];

    /// The word that stands in a [`Query`].
    pub const fn word(self) -> &'static str {
        match self {
            Self::LicenceExpiring => "licence_expiring",
            Self::LicenceExpired => "licence_expired",
            Self::LicenceRenewing => "licence_renewing",
            Self::LicenceUndated => "licence_undated",
            Self::Unclassified => "unclassified",
            Self::MissingDocuments => "missing_documents",
            Self::VisitOverdue => "visit_overdue",
            Self::VisitDue => "visit_due",
            Self::DiaryWaiting => "diary_waiting",
            Self::DiaryDue => "diary_due",
            Self::DiaryOverdue => "diary_overdue",
            Self::DiaryLate => "diary_late",
            Self::MatterOpen => "matter_open",
            Self::MatterDue => "matter_due",
            Self::MatterOverdue => "matter_overdue",
            Self::SuspensionEnding => "suspension_ending",
            Self::VendorOpen => "vendor_open",
            Self::VendorOverdue => "vendor_overdue",
            Self::VendorDue => "vendor_due",
            Self::VendorIncomplete => "vendor_incomplete",
            Self::CaseOpen => "case_open",
            Self::CaseDeciding => "case_deciding",
            Self::CaseOverdue => "case_overdue",
            Self::CaseTransfer => "case_transfer",
            Self::CaseIncomplete => "case_incomplete",
            Self::HotlineOpen => "hotline_open",
            Self::HotlineDue => "hotline_due",
            Self::HotlineOverdue => "hotline_overdue",
            Self::HotlineUnanswered => "hotline_unanswered",
            Self::HotlineNoResult => "hotline_no_result",
            Self::TrainingShort => "training_short",
            Self::CertificateExpiring => "certificate_expiring",
        }
    }

    /// Reads the word.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|due| due.word() == word)
    }

    /// Whose records it is of.
    pub const fn noun(self) -> Noun {
        match self {
            Self::LicenceExpiring
            | Self::LicenceExpired
            | Self::LicenceRenewing
            | Self::LicenceUndated
            | Self::Unclassified
            | Self::MissingDocuments
            | Self::VisitOverdue
            | Self::VisitDue => Noun::Retailer,
            Self::DiaryWaiting | Self::DiaryDue | Self::DiaryOverdue | Self::DiaryLate => Noun::Diary,
            Self::MatterOpen | Self::MatterDue | Self::MatterOverdue | Self::SuspensionEnding => Noun::Matter,
            Self::VendorOpen | Self::VendorOverdue | Self::VendorDue | Self::VendorIncomplete => Noun::Vendor,
            Self::CaseOpen | Self::CaseDeciding | Self::CaseOverdue | Self::CaseTransfer | Self::CaseIncomplete => {
                Noun::Case
            }
            Self::HotlineOpen
            | Self::HotlineDue
            | Self::HotlineOverdue
            | Self::HotlineUnanswered
            | Self::HotlineNoResult => Noun::Hotline,
            Self::TrainingShort | Self::CertificateExpiring => Noun::Staff,
        }
    }
}

/// The colour of a tag; never the only sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// As it should be
    Success,
    /// Soon due
    Warning,
    /// Overdue, forbidden
    Danger,
    /// Neither
    Info,
}

/// One row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Row {
    /// Which record
    pub id: String,
    /// Its number as people say it; empty where it has none
    pub number: String,
    /// What a clerk calls it
    pub title: String,
    /// 作废
    pub removed: bool,
    /// Field → text
    pub cells: BTreeMap<String, String>,
    /// Field → colour of its tag
    pub marks: BTreeMap<String, Mark>,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Rows {
    /// Of this page
    pub rows: Vec<Row>,
    /// How many there are in all
    pub total: u32,
}

/// A record by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct RowName {
    /// Which record
    pub id: String,
    /// Its number as people say it; empty where it has none
    pub number: String,
    /// What a clerk calls it
    pub title: String,
}

/// What of a record the text was found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Matched {
    /// A name
    Name,
    /// A number
    Number,
    /// An address
    Address,
    /// A name, by pinyin
    Pinyin,
    /// A longer text
    Text,
}

/// One record that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Hit {
    /// Which noun
    pub noun: Noun,
    /// Which record
    pub id: String,
    /// Its number as people say it; empty where it has none
    pub number: String,
    /// What a clerk calls it
    pub title: String,
    /// What it was found by
    pub matched: Matched,
}

impl From<yihu_store::Matched> for Matched {
    fn from(matched: yihu_store::Matched) -> Self {
        use yihu_store::Matched as Stored;
        match matched {
            Stored::Name => Self::Name,
            Stored::Number => Self::Number,
            Stored::Address => Self::Address,
            Stored::Pinyin => Self::Pinyin,
            Stored::Text => Self::Text,
        }
    }
}

impl From<yihu_store::Hit> for Hit {
    fn from(hit: yihu_store::Hit) -> Self {
        Self {
            noun: hit.noun,
            id: hit.id.to_string(),
            number: hit.number,
            title: hit.title,
            matched: hit.matched.into(),
        }
    }
}

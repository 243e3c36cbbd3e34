//! What every record has: a noun, an id, a bureau, a revision, and whether it is void (作废).

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{Error, Id};

/// The kinds of records. The same word at every layer: table, file, command, page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Noun {
    /// 单位
    Bureau,
    /// 专卖人员
    Staff,
    /// 零售户（一户一档）
    Retailer,
    /// 烟草专卖零售许可证
    Licence,
    /// 许可事项
    Matter,
    /// 无证户
    Vendor,
    /// 检查记录
    Inspection,
    /// 市管员工作日志
    Diary,
    /// 专项行动、集中整治、宣传活动
    Campaign,
    /// 案件
    Case,
    /// 12313举报投诉
    Hotline,
    /// 培训
    Training,
    /// 附件
    Attachment,
    /// 月度自查
    Selfcheck,
    /// 数据包
    Bundle,
    /// 用户
    User,
}

impl Noun {
    /// All nouns, in the order in which they may be written (no noun refers to a later one, but for links).
    pub const ALL: [Self; 16] = [
        Self::Bureau,
        Self::Staff,
        Self::Retailer,
        Self::Licence,
        Self::Matter,
        Self::Vendor,
        Self::Inspection,
        Self::Diary,
        Self::Campaign,
        Self::Case,
        Self::Hotline,
        Self::Training,
        Self::Attachment,
        Self::Selfcheck,
        Self::Bundle,
        Self::User,
    ];

    /// The word as it stands in tables, files and commands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Bureau => "bureau",
            Self::Staff => "staff",
            Self::Retailer => "retailer",
            Self::Licence => "licence",
            Self::Matter => "matter",
            Self::Vendor => "vendor",
            Self::Inspection => "inspection",
            Self::Diary => "diary",
            Self::Campaign => "campaign",
            Self::Case => "case",
            Self::Hotline => "hotline",
            Self::Training => "training",
            Self::Attachment => "attachment",
            Self::Selfcheck => "selfcheck",
            Self::Bundle => "bundle",
            Self::User => "user",
        }
    }

    /// The word as a clerk says it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Bureau => "单位",
            Self::Staff => "人员",
            Self::Retailer => "零售户",
            Self::Licence => "许可证",
            Self::Matter => "许可事项",
            Self::Vendor => "无证户",
            Self::Inspection => "检查记录",
            Self::Diary => "工作日志",
            Self::Campaign => "专项与宣传",
            Self::Case => "案件",
            Self::Hotline => "12313举报投诉",
            Self::Training => "培训",
            Self::Attachment => "附件",
            Self::Selfcheck => "月度自查",
            Self::Bundle => "数据包",
            Self::User => "用户",
        }
    }
}

impl fmt::Display for Noun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Noun {
    type Err = Error;
    fn from_str(word: &str) -> Result<Self, Error> {
        Self::ALL
            .into_iter()
            .find(|n| n.word() == word || n.title() == word)
            .ok_or_else(|| Error::invalid(format!("没有“{word}”这一类记录。")))
    }
}

/// What stands at the head of every record.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Head<T> {
    /// Who it is.
    pub id: Id<T>,
    /// The 6-digit division code (GB/T 2260) of the bureau that keeps it.
    pub bureau: String,
    /// Counts its writes from 1; 0 = not stored yet. A write with an older one is refused.
    pub revision: i64,
    /// 作废: still there, no longer counted.
    pub removed: bool,
}

impl<T> Head<T> {
    /// The head of a record that is not stored yet.
    pub fn new(id: Id<T>, bureau: impl Into<String>) -> Self {
        Self { id, bureau: bureau.into(), revision: 0, removed: false }
    }
}

impl<T> Clone for Head<T> {
    fn clone(&self) -> Self {
        Self { id: self.id, bureau: self.bureau.clone(), revision: self.revision, removed: self.removed }
    }
}

/// A record of one noun: plain data that serde turns into JSON and back, fields named like its columns.
pub trait Record: Serialize + DeserializeOwned + Clone + PartialEq + fmt::Debug + Send + Sync + 'static {
    /// Its noun.
    const NOUN: Noun;

    /// Its head.
    fn head(&self) -> &Head<Self>;

    /// Its head, to be written to by the store.
    fn head_mut(&mut self) -> &mut Head<Self>;

    /// What a clerk calls it: a licence number, a case number, a name.
    fn title(&self) -> String;
}

/// Says of a struct with a field `head` that it is a [`Record`].
#[macro_export]
macro_rules! record {
    ($type:ident, $noun:ident, |$it:ident| $title:expr) => {
        impl $crate::Record for $type {
            const NOUN: $crate::Noun = $crate::Noun::$noun;
            fn head(&self) -> &$crate::Head<Self> {
                &self.head
            }
            fn head_mut(&mut self) -> &mut $crate::Head<Self> {
                &mut self.head
            }
            fn title(&self) -> String {
                let $it = self;
                $title
            }
        }
    };
}

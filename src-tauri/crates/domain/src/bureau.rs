//! The bureau that keeps the archive (单位).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Head, calendar::Year, class::ClassRules, supervision::Supervision};

/// The bureau itself: one record an archive.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bureau {
    /// Id, division code, revision. `head.bureau` is the bureau's own code.
    #[serde(flatten)]
    pub head: Head<Self>,
    /// 单位名称
    pub name: String,
    /// 文号用简称, e.g. `潼烟`; used only to recognise the bureau's own numbers.
    pub short_name: Option<String>,
    /// The writing archive's stream letter: `A`, after a restore `B` …
    pub stream: String,
    /// True for the invented county: everything it prints is marked 演示数据.
    pub demo: bool,
    /// 表头对照: noun → header as a ledger has it → field, as it was last given by hand.
    pub mappings: BTreeMap<String, BTreeMap<String, String>>,
    /// 节假日表 that the bureau took in itself, oldest first.
    #[serde(default)]
    pub calendars: Vec<Year>,
    /// 市场监管口径
    #[serde(default)]
    pub supervision: Supervision,
    /// 分类口径
    #[serde(default)]
    pub class_rules: ClassRules,
}

crate::record!(Bureau, Bureau, |it| it.name.clone());

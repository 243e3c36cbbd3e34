//! The bureau, its users, their passwords.

use serde::{Deserialize, Serialize};
use yihu_domain::supervision::SupervisionDraft;

/// The bureau whose archive it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct BureauInfo {
    /// 6-digit division code
    pub code: String,
    /// 单位名称
    pub name: String,
    /// 文号用简称; empty where none is set
    pub short_name: String,
    /// The letter of its stream
    pub stream: String,
    /// 市场监管口径
    pub supervision: SupervisionDraft,
    /// Whether it is the invented county
    pub demo: bool,
    /// The archive's folder
    pub dir: String,
    /// Of its record
    pub revision: u32,
}

/// What of the bureau can be changed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, specta::Type)]
pub struct BureauDraft {
    /// 单位名称
    pub name: String,
    /// 文号用简称; may be empty
    pub short_name: String,
    /// 市场监管口径
    pub supervision: SupervisionDraft,
    /// Of the record that was read
    pub revision: u32,
}

/// How hard a password is to guess.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Strength {
    /// 0 to 4
    pub score: u32,
    /// 弱, 中 or 强
    pub label: String,
    /// What would make it stronger, as sentences
    pub advice: Vec<String>,
}

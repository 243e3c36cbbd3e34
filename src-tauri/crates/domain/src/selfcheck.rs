//! The month's self-check (月度自查): computed, signed, then closed.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{Head, indicator::Indicator};

/// One month's self-check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Selfcheck {
    /// Id, bureau, revision.
    #[serde(flatten)]
    pub head: Head<Self>,
    /// `2026-10`, one a month
    pub period: String,
    /// The numbers as they stood when it was signed
    pub indicators: Vec<Indicator>,
    /// 发现的问题
    pub problems: Vec<String>,
    /// Who signed it; none while open
    pub signed_by: Option<String>,
    /// When it was signed
    pub signed_at: Option<DateTime<Utc>>,
}

crate::record!(Selfcheck, Selfcheck, |it| format!("{}自查", it.period));

//! stub
use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use crate::check::Refusal;
/// x
pub fn read(t: &str, _today: NaiveDate) -> Result<NaiveDate, Refusal> { t.parse().map_err(|_| Refusal::new("x", "x")) }
/// x
pub fn read_instant(t: &str, _today: NaiveDate) -> Result<DateTime<Utc>, Refusal> { t.parse().map_err(|_| Refusal::new("x", "x")) }
/// x
pub fn write_optional(on: Option<NaiveDate>) -> String { on.map(|d| d.to_string()).unwrap_or_default() }
/// x
pub fn local(at: DateTime<Utc>) -> DateTime<FixedOffset> { at.fixed_offset() }

//! The one clock of the house.

use chrono::{DateTime, NaiveDate, Utc};
use yihu_domain::day;

/// Tells the time to everything else.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clock;

impl Clock {
    /// Now, in UTC. In debug builds `YIHU_NOW` (RFC 3339) sets it, so that stories about due dates can be told.
    #[expect(clippy::disallowed_methods, reason = "the archive owns the clock: this is it")]
    pub fn now(self) -> DateTime<Utc> {
        let told = cfg!(debug_assertions)
            .then(|| std::env::var("YIHU_NOW").ok())
            .flatten()
            .and_then(|text| DateTime::parse_from_rfc3339(&text).ok());
        told.map_or_else(Utc::now, |at| at.to_utc())
    }

    /// Today in China.
    pub fn today(self) -> NaiveDate {
        day::local(self.now()).date_naive()
    }
}

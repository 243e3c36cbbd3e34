//! The working-day calendar.

use serde::Serialize;

/// Which years the calendar has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct CalendarInfo {
    /// Oldest first
    pub years: Vec<CalendarYear>,
    /// That a year is missing in which days are counted already; empty while none is
    pub missing: String,
}

/// One year of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct CalendarYear {
    /// Which
    pub year: i32,
    /// Whether the bureau took it in itself
    pub own: bool,
    /// How many days off, how many weekends worked
    pub says: String,
}

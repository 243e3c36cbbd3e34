//! What a list page asks for: conditions on known columns, an order, a page. It never takes SQL text.

use serde::Serialize;

/// How a column is compared with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    /// The same
    Equals,
    /// Not the same (an empty column counts as different)
    Differs,
    /// The text occurs in it
    Contains,
    /// Begins with the text
    StartsWith,
    /// Not less (also for days: not before)
    AtLeast,
    /// Not more (also for days: not after)
    AtMost,
    /// Empty; the value is ignored
    Empty,
    /// Not empty; the value is ignored
    Filled,
}

/// What a column is compared with, or what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text, a day, an id, a word of a state
    Text(String),
    /// A count, or 0 / 1 for no / yes
    Int(i64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<i64> for Value {
    fn from(n: i64) -> Self {
        Self::Int(n)
    }
}
impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self::Int(yes.into())
    }
}
impl From<chrono::NaiveDate> for Value {
    fn from(day: chrono::NaiveDate) -> Self {
        Self::Text(day.to_string())
    }
}

/// Whether void records (作废) are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Removed {
    /// Only those in force
    #[default]
    Hide,
    /// Only void ones
    Only,
    /// Both
    All,
}

/// Which records, in which order, from where to where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// All of them must hold: column, comparison, value
    pub conditions: Vec<(String, Compare, Value)>,
    /// Columns to sort by; `true` = downwards
    pub order: Vec<(String, bool)>,
    /// Whether void records are wanted
    pub removed: Removed,
    /// Rows a page
    pub limit: i64,
    /// Rows before this page
    pub offset: i64,
}

impl Default for Filter {
    fn default() -> Self {
        Self { conditions: Vec::new(), order: Vec::new(), removed: Removed::Hide, limit: 50, offset: 0 }
    }
}

impl Filter {
    /// The first 50 records in force.
    pub fn new() -> Self {
        Self::default()
    }

    /// Every record in force.
    pub fn all() -> Self {
        Self { limit: i64::MAX, ..Self::default() }
    }

    /// Adds a condition.
    #[must_use]
    pub fn and(mut self, column: impl Into<String>, compare: Compare, value: impl Into<Value>) -> Self {
        self.conditions.push((column.into(), compare, value.into()));
        self
    }

    /// Sorts by a column, after those named before.
    #[must_use]
    pub fn sort(mut self, column: impl Into<String>, down: bool) -> Self {
        self.order.push((column.into(), down));
        self
    }

    /// Asks for one page.
    #[must_use]
    pub fn page(mut self, offset: i64, limit: i64) -> Self {
        self.offset = offset;
        self.limit = limit;
        self
    }

    /// Says whether void records are wanted.
    #[must_use]
    pub fn removed(mut self, removed: Removed) -> Self {
        self.removed = removed;
        self
    }
}

/// One page of rows, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Page<T> {
    /// The rows of this page
    pub rows: Vec<T>,
    /// How many rows the filter finds in all
    pub total: i64,
}

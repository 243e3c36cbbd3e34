//! What a list page asks for: conditions on known columns, an order, a page. It never takes SQL text.

use rusqlite::types::Value as Bound;
use serde::Serialize;
use yihu_domain::{Error, Result};

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
    /// One of a list
    AnyOf,
    /// None of a list
    NoneOf,
}

/// What a column is compared with, or what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text, a day, an id, a word of a state
    Text(String),
    /// A count, or 0 / 1 for no / yes
    Int(i64),
    /// Several texts, for [`Compare::AnyOf`] and [`Compare::NoneOf`]
    List(Vec<String>),
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
impl From<Vec<String>> for Value {
    fn from(list: Vec<String>) -> Self {
        Self::List(list)
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

/// Columns of names: they stand in the order of their sound, as in a register, not of their code points.
const NAMES: &[&str] = &[
    "\"trade_name\"",
    "\"owner_name\"",
    "\"party_name\"",
    "\"target_name\"",
    "\"full_name\"",
    "\"name\"",
    "\"handler\"",
    "\"lecturer\"",
    "\"town\"",
    "\"village\"",
    "\"market\"",
];
/// The column whose text ends with a running number: of two, the longer one comes later.
const RUNNING: &str = "\"case_no\"";

/// A filter as SQL: known column names and parameters only.
pub(crate) struct Tail {
    /// `WHERE …`
    pub(crate) condition: String,
    /// `ORDER BY … LIMIT … OFFSET …`
    pub(crate) order: String,
    /// Parameters of the condition
    pub(crate) values: Vec<Bound>,
    /// Parameters of the limit
    pub(crate) bounds: [Bound; 2],
}

impl Filter {
    /// Writes the filter over `columns`, ending every order with `last` so that pages do not overlap.
    pub(crate) fn tail(&self, columns: &[&str], last: &str) -> Result<Tail> {
        let known = |name: &str| {
            columns.iter().find(|c| **c == name).map(|c| format!("\"{c}\"")).ok_or_else(|| {
                Error::invalid(format!("没有“{name}”这一列，可用的列：{}。", columns.join("、")))
                    .field("where", "没有这一列")
            })
        };
        let mut values = Vec::new();
        let mut all = match self.removed {
            Removed::Hide => vec!["removed = 0".to_owned()],
            Removed::Only => vec!["removed = 1".to_owned()],
            Removed::All => vec!["TRUE".to_owned()],
        };
        for (column, compare, value) in &self.conditions {
            let column = known(column)?;
            let text = compare.sql(&column);
            if text.contains('?') {
                values.push(compare.bound(value));
            }
            all.push(text);
        }
        let mut order = String::from("ORDER BY ");
        for (column, down) in &self.order {
            let (column, way) = (known(column)?, if *down { " DESC, " } else { ", " });
            if column == RUNNING {
                order.extend(["length(", column.as_str(), ")", way]);
            }
            if NAMES.contains(&column.as_str()) {
                order.extend(["sound(", column.as_str(), ")", way]);
            }
            order += &column;
            order += way;
        }
        order += last;
        order += " LIMIT ? OFFSET ?";
        let bounds = [Bound::from(self.limit.max(0)), Bound::from(self.offset.max(0))];
        Ok(Tail { condition: format!("WHERE {}", all.join(" AND ")), order, values, bounds })
    }
}

impl Compare {
    fn sql(self, column: &str) -> String {
        match self {
            Self::Equals => format!("{column} = ?"),
            Self::Differs => format!("{column} IS NOT ?"),
            Self::Contains => format!("instr({column}, ?) > 0"),
            Self::StartsWith => format!("{column} GLOB ?"),
            Self::AtLeast => format!("{column} >= ?"),
            Self::AtMost => format!("{column} <= ?"),
            Self::Empty => format!("coalesce({column}, '') = ''"),
            Self::Filled => format!("coalesce({column}, '') <> ''"),
            Self::AnyOf => format!("{column} IN (SELECT value FROM json_each(?))"),
            Self::NoneOf => format!("{column} NOT IN (SELECT value FROM json_each(?))"),
        }
    }

    fn bound(self, value: &Value) -> Bound {
        match (self, value) {
            (Self::StartsWith, Value::Text(text)) => Bound::Text(glob(text)),
            (Self::StartsWith, Value::Int(n)) => Bound::Text(format!("{n}*")),
            (Self::Contains, Value::Int(n)) => Bound::Text(n.to_string()),
            (Self::AnyOf | Self::NoneOf, Value::Text(text)) => Bound::Text(serde_json::json!([text]).to_string()),
            (Self::AnyOf | Self::NoneOf, Value::Int(n)) => Bound::Text(serde_json::json!([n]).to_string()),
            (_, Value::List(list)) => Bound::Text(serde_json::json!(list).to_string()),
            (_, Value::Text(text)) => Bound::Text(text.clone()),
            (_, Value::Int(n)) => Bound::Integer(*n),
        }
    }
}

fn glob(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 1);
    for c in text.chars() {
        if matches!(c, '*' | '?' | '[') {
            pattern.push('[');
            pattern.push(c);
            pattern.push(']');
        } else {
            pattern.push(c);
        }
    }
    pattern.push('*');
    pattern
}

/// One page of rows, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Page<T> {
    /// The rows of this page
    pub rows: Vec<T>,
    /// How many rows the filter finds in all
    pub total: i64,
}

#[cfg(test)]
mod tests;

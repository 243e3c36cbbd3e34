//! Within how many days a hotline record is closed, by category: data that ships with the program, never a number here.

use chrono::{Days, NaiveDate};
use serde::Deserialize;

use super::Category;
use crate::{Error, Result, calendar::Calendar};

/// How sure a time limit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// An article was read that says so
    Law,
    /// It is the custom; nobody has said so yet
    Custom,
}

impl Certainty {
    /// How it is told.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Law => "有条文；是否按工作日算，以上级解释为准",
            Self::Custom => "口径待上级明确",
        }
    }
}

/// One time limit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Limit {
    /// Of which category
    pub category: Category,
    /// For records that begin on this day or later; none for all before
    pub from: Option<NaiveDate>,
    /// How many days
    pub days: u32,
    /// Whether only working days count
    pub workdays: bool,
    /// By which article
    pub article: String,
    /// How sure that is
    pub certainty: Certainty,
}

impl Limit {
    /// The last day for a record that begins on `start`; none where the calendar does not reach.
    pub fn last_day(&self, start: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
        if self.workdays {
            calendar.add_workdays(start, self.days).ok()
        } else {
            start.checked_add_days(Days::new(self.days.into()))
        }
    }

    /// The limit with its article and how sure it is, as it stands beside a day.
    pub fn says(&self) -> String {
        let unit = if self.workdays { "个工作日" } else { "日" };
        format!("{}{}{unit}：{}（{}）", self.category.title(), self.days, self.article, self.certainty.title())
    }
}

/// The time limits of all categories.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Limits(Vec<Limit>);

impl Limits {
    /// Takes the limits, and refuses them when a category has none for every day.
    pub fn new(mut all: Vec<Limit>) -> Result<Self> {
        let whole =
            Category::ALL.iter().all(|it| all.iter().any(|limit| limit.category == *it && limit.from.is_none()));
        if !whole {
            return Err(Error::internal("12313办理时限表不完整，请重新安装本软件。"));
        }
        all.sort_by_key(|limit| limit.from);
        Ok(Self(all))
    }

    /// The limit in force on the day on which a record of the category begins.
    pub fn of(&self, category: Category, start: NaiveDate) -> Option<&Limit> {
        self.0.iter().rfind(|limit| limit.category == category && limit.from.is_none_or(|from| from <= start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(category: Category, from: Option<&str>, days: u32) -> Limit {
        let from = from.map(|on| on.parse().unwrap());
        Limit { category, from, days, workdays: false, article: "某条".to_owned(), certainty: Certainty::Law }
    }

    #[test]
    fn a_record_keeps_the_limit_of_its_own_day() {
        let mut all: Vec<Limit> = Category::ALL.iter().map(|it| limit(*it, None, 9)).collect();
        all.insert(0, limit(Category::Report, Some("2023-07-20"), 7));
        let limits = Limits::new(all).unwrap();
        for (category, on, days) in [
            (Category::Report, "2023-07-19", 9),
            (Category::Report, "2023-07-20", 7),
            (Category::Question, "2026-01-01", 9),
        ] {
            assert_eq!(limits.of(category, on.parse().unwrap()).map(|it| it.days), Some(days), "{category:?} {on}");
        }
    }

    #[test]
    fn a_category_without_a_limit_is_refused() {
        let all: Vec<Limit> = Category::ALL.iter().skip(1).map(|it| limit(*it, None, 9)).collect();
        assert!(Limits::new(all).is_err());
    }
}

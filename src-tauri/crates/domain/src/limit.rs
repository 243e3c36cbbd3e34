//! Within how many days something is done: data that ships with the program, never a number in the code. Each time
//! limit says by which article, and how sure that is.

use chrono::{Days, NaiveDate};
use serde::Deserialize;

use crate::{Error, Result, calendar::Calendar};

/// How sure a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// The article was read
    Read,
    /// The article is known, and was not read again
    High,
    /// Many bureaus do so
    Medium,
    /// It is a custom; nobody has said so yet
    Low,
}

impl Certainty {
    /// How it is told.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Read => "有条文",
            Self::High => "有条文，请核对原文",
            Self::Medium => "多地如此办理，请核对",
            Self::Low => "口径待上级明确",
        }
    }
}

/// What a time limit can be of.
pub trait Limited: Copy + PartialEq + 'static {
    /// All of them; each has a limit for every day.
    const ALL: &'static [Self];

    /// What a clerk calls it.
    fn title(self) -> &'static str;
}

/// One time limit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit<K> {
    /// Of what
    pub of: K,
    /// For what begins on this day or later; none for all before
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

impl<K: Limited> Limit<K> {
    /// The last day for what begins on `start`; an error where the calendar does not reach.
    pub fn last_day(&self, start: NaiveDate, calendar: &Calendar) -> Result<NaiveDate> {
        self.last_day_with(0, start, calendar)
    }

    /// The same with `more` days granted.
    pub fn last_day_with(&self, more: u32, start: NaiveDate, calendar: &Calendar) -> Result<NaiveDate> {
        let days = self.days.saturating_add(more);
        if self.workdays {
            return calendar.add_workdays(start, days);
        }
        start.checked_add_days(Days::new(days.into())).ok_or_else(|| Error::invalid("日期超出了能推算的范围，请核对。"))
    }

    /// How many days of which kind: `20个工作日`.
    pub fn span(&self) -> String {
        format!("{}{}", self.days, if self.workdays { "个工作日" } else { "日" })
    }

    /// The limit with its article and how sure it is, as it stands beside a day.
    pub fn says(&self) -> String {
        format!("{}{}：{}（{}）", self.of.title(), self.span(), self.article, self.certainty.title())
    }
}

/// The time limits of everything of one sort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits<K>(Vec<Limit<K>>);

impl<K> Default for Limits<K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Limited> Limits<K> {
    /// Takes the limits, and refuses them when something has none for every day.
    pub fn new(mut all: Vec<Limit<K>>) -> Result<Self> {
        let whole = K::ALL.iter().all(|it| all.iter().any(|limit| limit.of == *it && limit.from.is_none()));
        if !whole {
            return Err(Error::internal("办理时限表不完整，请重新安装本软件。"));
        }
        all.sort_by_key(|limit| limit.from);
        Ok(Self(all))
    }

    /// The limit in force on the day on which it begins.
    pub fn of(&self, of: K, start: NaiveDate) -> Option<&Limit<K>> {
        self.0.iter().rfind(|limit| limit.of == of && limit.from.is_none_or(|from| from <= start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hotline::Category;

    fn limit(of: Category, from: Option<&str>, days: u32) -> Limit<Category> {
        let from = from.map(|on| on.parse().unwrap());
        Limit { of, from, days, workdays: false, article: "某条".to_owned(), certainty: Certainty::Read }
    }

    #[test]
    fn a_record_keeps_the_limit_of_its_own_day() {
        let mut all: Vec<_> = Category::ALL.iter().map(|it| limit(*it, None, 9)).collect();
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
        let all: Vec<_> = Category::ALL.iter().skip(1).map(|it| limit(*it, None, 9)).collect();
        assert!(Limits::new(all).is_err());
    }
}

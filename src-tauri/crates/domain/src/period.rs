//! A month that is reported on, `2026-10`.

use std::{fmt, str::FromStr};

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::Error;

/// One calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    first: NaiveDate,
}

impl Period {
    /// The month in which `day` lies.
    pub fn of(day: NaiveDate) -> Self {
        Self { first: day.with_day(1).unwrap_or(day) }
    }

    /// Its first day.
    pub const fn first(self) -> NaiveDate {
        self.first
    }

    /// Its last day.
    pub fn last(self) -> NaiveDate {
        self.first
            .checked_add_months(Months::new(1))
            .and_then(|next| next.checked_sub_days(Days::new(1)))
            .unwrap_or(self.first)
    }

    /// Whether `day` lies in it.
    pub fn has(self, day: NaiveDate) -> bool {
        (self.first..=self.last()).contains(&day)
    }

    /// 1 January of its year.
    pub fn year_start(self) -> NaiveDate {
        self.first.with_month(1).unwrap_or(self.first)
    }

    /// The first day of its quarter.
    pub fn quarter_start(self) -> NaiveDate {
        self.first.with_month0(self.first.month0() / 3 * 3).unwrap_or(self.first)
    }

    /// Whether its quarter ends with it.
    pub fn ends_quarter(self) -> bool {
        self.first.month().is_multiple_of(3)
    }

    /// `2026年10月`
    pub fn title(self) -> String {
        format!("{}年{}月", self.first.year(), self.first.month())
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.first.year(), self.first.month())
    }
}

impl FromStr for Period {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = || Error::invalid(format!("月份“{text}”认不出，请写成 2026-10 的样子。"));
        let (year, month) = text.trim().split_once('-').ok_or_else(wrong)?;
        if year.len() != 4 {
            return Err(wrong());
        }
        let first = NaiveDate::from_ymd_opt(year.parse().map_err(|_| wrong())?, month.parse().map_err(|_| wrong())?, 1);
        Ok(Self { first: first.ok_or_else(wrong)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_knows_its_days() {
        let feb: Period = "2028-02".parse().unwrap();
        assert_eq!(feb.last().to_string(), "2028-02-29");
        assert_eq!((feb.to_string(), feb.title()), ("2028-02".to_owned(), "2028年2月".to_owned()));
        assert!(feb.has(feb.first()) && feb.has(feb.last()) && !feb.has("2028-03-01".parse().unwrap()));
        let dec: Period = "2026-12".parse().unwrap();
        assert_eq!(dec.last().to_string(), "2026-12-31");
        assert_eq!((dec.quarter_start().to_string(), dec.ends_quarter()), ("2026-10-01".to_owned(), true));
        assert_eq!((feb.quarter_start().to_string(), feb.ends_quarter()), ("2028-01-01".to_owned(), false));
    }

    #[test]
    fn what_is_no_month_is_refused() {
        for text in ["", "2026", "2026-13", "2026-0", "10-2026", "202610", "二〇二六-10"] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }
}

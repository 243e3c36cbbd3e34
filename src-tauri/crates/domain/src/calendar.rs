//! Which days are worked: weekends, public holidays (法定节假日) and the weekends worked for them (调休).
//!
//! The State Council sets them year by year. A year that is not in the table is said to be missing, never guessed.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::{Error, Result};

/// One year as it stands in `assets/calendars`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Year {
    /// The year all the days below are of.
    pub year: i32,
    /// Days off, weekends within a holiday as well → the holiday's name.
    pub holidays: BTreeMap<NaiveDate, String>,
    /// Saturdays and Sundays that are worked → the holiday they are worked for.
    pub workdays: BTreeMap<NaiveDate, String>,
}

/// The days off that every year has by law (全国年节及纪念日放假办法); what is announced is never fewer.
const LEGAL_HOLIDAYS: usize = 11;
/// The years that can be meant.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

impl Year {
    /// Whether it holds only its own days, and no worked day that is a holiday or no weekend.
    fn is_sound(&self) -> bool {
        self.holidays.keys().chain(self.workdays.keys()).all(|on| on.year() == self.year)
            && self.workdays.keys().all(|on| is_weekend(*on) && !self.holidays.contains_key(on))
    }

    /// Refuses a year that is wrong, or that cannot be the whole of what was announced.
    pub fn require_whole(&self) -> Result<()> {
        let number = self.year;
        if !YEARS.contains(&number) || !self.is_sound() {
            return Err(wrong(number));
        }
        if self.holidays.len() < LEGAL_HOLIDAYS {
            return Err(Error::invalid(format!(
                "{number}年的节假日表不全：只有{}天放假，法定节假日不少于{LEGAL_HOLIDAYS}天，请对照国务院的通知补全。",
                self.holidays.len()
            )));
        }
        Ok(())
    }
}

/// The working days of the years it was given.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    years: BTreeMap<i32, Year>,
}

impl Calendar {
    /// Makes a calendar of years, each given once and holding only its own days.
    pub fn from_years(years: impl IntoIterator<Item = Year>) -> Result<Self> {
        let mut calendar = Self::default();
        for year in years {
            let number = year.year;
            if calendar.years.contains_key(&number) {
                return Err(Error::invalid(format!("{number}年的节假日表给了两份，请只留一份。")));
            }
            calendar.put(year)?;
        }
        Ok(calendar)
    }

    /// Takes a year, in place of the one it had.
    pub fn put(&mut self, year: Year) -> Result<()> {
        if !year.is_sound() {
            return Err(wrong(year.year));
        }
        self.years.insert(year.year, year);
        Ok(())
    }

    /// One year, if it knows it.
    pub fn year(&self, number: i32) -> Option<&Year> {
        self.years.get(&number)
    }

    /// The years it knows, in order.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        self.years.keys().copied()
    }

    /// The name of the holiday on this day, if it is one.
    pub fn holiday(&self, on: NaiveDate) -> Option<&str> {
        self.years.get(&on.year())?.holidays.get(&on).map(String::as_str)
    }

    /// Whether this day is worked; an error when its year is not known.
    pub fn is_workday(&self, on: NaiveDate) -> Result<bool> {
        let number = on.year();
        let year = self.years.get(&number).ok_or_else(|| {
            Error::not_found(format!("没有{number}年的节假日安排，不能推算工作日：请先更新节假日表，或人工核定期限。"))
        })?;
        Ok(year.workdays.contains_key(&on) || !(is_weekend(on) || year.holidays.contains_key(&on)))
    }

    /// The `count`-th working day after `from`; the day itself does not count (行政处罚法 §85, 民法典 §201).
    pub fn add_workdays(&self, from: NaiveDate, count: u32) -> Result<NaiveDate> {
        let mut on = from;
        let mut left = count;
        while left > 0 {
            on = next(on)?;
            left -= u32::from(self.is_workday(on)?);
        }
        Ok(on)
    }

    /// How many working days lie after `from`, up to and with `to`; 0 when `to` is not after `from`.
    pub fn workdays_between(&self, from: NaiveDate, to: NaiveDate) -> Result<u32> {
        let mut count = 0;
        let mut on = from;
        while on < to {
            on = next(on)?;
            count += u32::from(self.is_workday(on)?);
        }
        Ok(count)
    }

    /// This day, or the first working day after it: where a term ends on a day off (民法典 §203).
    pub fn workday_from(&self, on: NaiveDate) -> Result<NaiveDate> {
        let mut on = on;
        while !self.is_workday(on)? {
            on = next(on)?;
        }
        Ok(on)
    }

    /// This day, or the last working day before it: where a holder is told to come before an office that is closed.
    pub fn workday_until(&self, on: NaiveDate) -> Result<NaiveDate> {
        let mut on = on;
        while !self.is_workday(on)? {
            on = on.pred_opt().ok_or_else(beyond)?;
        }
        Ok(on)
    }

    /// The last working day of the month that holds `on`.
    pub fn last_workday_of_month(&self, on: NaiveDate) -> Result<NaiveDate> {
        let mut day = on;
        while next(day)?.month() == on.month() {
            day = next(day)?;
        }
        while !self.is_workday(day)? {
            day = day.pred_opt().ok_or_else(beyond)?;
        }
        Ok(day)
    }
}

fn is_weekend(on: NaiveDate) -> bool {
    matches!(on.weekday(), Weekday::Sat | Weekday::Sun)
}

fn next(on: NaiveDate) -> Result<NaiveDate> {
    on.checked_add_days(Days::new(1)).ok_or_else(beyond)
}

fn wrong(number: i32) -> Error {
    Error::invalid(format!("{number}年的节假日表有误，请换一份正确的节假日表。"))
}

fn beyond() -> Error {
    Error::invalid("日期超出了能推算的范围，请核对。")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Kind;

    const FILES: [&str; 12] = [
        include_str!("../../../../assets/calendars/2015.json"),
        include_str!("../../../../assets/calendars/2016.json"),
        include_str!("../../../../assets/calendars/2017.json"),
        include_str!("../../../../assets/calendars/2018.json"),
        include_str!("../../../../assets/calendars/2019.json"),
        include_str!("../../../../assets/calendars/2020.json"),
        include_str!("../../../../assets/calendars/2021.json"),
        include_str!("../../../../assets/calendars/2022.json"),
        include_str!("../../../../assets/calendars/2023.json"),
        include_str!("../../../../assets/calendars/2024.json"),
        include_str!("../../../../assets/calendars/2025.json"),
        include_str!("../../../../assets/calendars/2026.json"),
    ];

    fn calendar() -> Calendar {
        Calendar::from_years(FILES.map(|text| serde_json::from_str(text).unwrap())).unwrap()
    }

    fn on(day: &str) -> NaiveDate {
        day.parse().unwrap()
    }

    #[test]
    fn the_shipped_files_are_sound_and_cover_their_years() {
        assert!(calendar().years().eq(2015..=2026));
        // 法定节假日 are 11 days until 2024 and 13 since: no year can have fewer days off.
        for year in calendar().years.values() {
            assert!((11..=45).contains(&year.holidays.len()), "{}", year.year);
            assert!((3..=10).contains(&year.workdays.len()), "{}", year.year);
        }
    }

    #[test]
    fn holidays_and_worked_weekends_of_2026_are_as_announced() {
        // The State Council notice for 2026: 春节 2月15日（周日）至23日（周一）放假, 2月14日（周六）、2月28日（周六）上班;
        // 国庆节 10月1日（周四）至7日（周三）放假, 9月20日（周日）、10月10日（周六）上班.
        let calendar = calendar();
        for (day, worked) in [
            ("2026-02-13", true),  // Friday before
            ("2026-02-14", true),  // Saturday, worked
            ("2026-02-15", false), // Sunday, first day
            ("2026-02-16", false), // 除夕, Monday
            ("2026-02-17", false), // 初一
            ("2026-02-23", false), // Monday, last day
            ("2026-02-24", true),  // Tuesday
            ("2026-02-28", true),  // Saturday, worked
            ("2026-03-01", false), // Sunday
            ("2026-09-20", true),  // Sunday, worked
            ("2026-09-30", true),
            ("2026-10-01", false),
            ("2026-10-07", false),
            ("2026-10-08", true),
            ("2026-10-10", true), // Saturday, worked
            ("2026-10-11", false),
            ("2026-11-23", true), // a plain Monday
            ("2026-11-22", false),
        ] {
            assert_eq!(calendar.is_workday(on(day)).unwrap(), worked, "{day}");
        }
        assert_eq!(calendar.holiday(on("2026-02-17")), Some("春节"));
        assert_eq!(calendar.holiday(on("2026-02-14")), None);
    }

    #[test]
    fn seven_workdays_over_spring_festival_are_counted_by_hand() {
        let calendar = calendar();
        // From Thursday 12 February 2026: Fri 13 (1), Sat 14 worked (2), 15–23 off, Tue 24 (3), 25 (4), 26 (5), 27 (6), Sat 28 worked (7).
        assert_eq!(calendar.add_workdays(on("2026-02-12"), 7).unwrap(), on("2026-02-28"));
        assert_eq!(calendar.workdays_between(on("2026-02-12"), on("2026-02-28")).unwrap(), 7);
        // From Wednesday 30 September 2026: 1–7 October off, Thu 8 (1), Fri 9 (2), Sat 10 worked (3), Mon 12 (4).
        assert_eq!(calendar.add_workdays(on("2026-09-30"), 4).unwrap(), on("2026-10-12"));
        assert_eq!(calendar.add_workdays(on("2026-10-01"), 0).unwrap(), on("2026-10-01"));
        assert_eq!(calendar.workday_from(on("2026-10-01")).unwrap(), on("2026-10-08"));
        assert_eq!(calendar.workday_from(on("2026-10-10")).unwrap(), on("2026-10-10"));
        assert_eq!(calendar.workday_until(on("2026-10-04")).unwrap(), on("2026-09-30"));
        assert_eq!(calendar.workday_until(on("2026-10-10")).unwrap(), on("2026-10-10"));
        // 31 October 2026 is a Saturday; 28 February a worked Saturday; 31 December a Thursday.
        for (month, last) in [("2026-10-05", "2026-10-30"), ("2026-02-01", "2026-02-28"), ("2026-12-31", "2026-12-31")]
        {
            assert_eq!(calendar.last_workday_of_month(on(month)).unwrap(), on(last));
        }
    }

    #[test]
    fn a_year_that_is_not_in_the_table_is_said_not_guessed() {
        let calendar = calendar();
        for refused in [
            calendar.is_workday(on("2027-01-04")).unwrap_err(),
            calendar.add_workdays(on("2026-12-30"), 5).unwrap_err(),
            calendar.workdays_between(on("2026-12-30"), on("2027-01-05")).unwrap_err(),
            calendar.last_workday_of_month(on("2027-01-05")).unwrap_err(),
        ] {
            assert_eq!(refused.kind, Kind::NotFound);
            assert!(refused.message.contains("2027年"), "{refused}");
        }
        assert!(calendar.add_workdays(on("2026-12-30"), 1).is_ok());
    }

    #[test]
    fn an_unsound_table_is_refused() {
        let year = |text: &str| serde_json::from_str::<Year>(text).unwrap();
        let good = r#"{"year":2026,"holidays":{"2026-01-01":"元旦"},"workdays":{"2026-01-04":"元旦"}}"#;
        assert!(Calendar::from_years([year(good)]).is_ok());
        assert!(Calendar::from_years([year(good), year(good)]).is_err());
        for wrong in [
            r#"{"year":2026,"holidays":{"2025-01-01":"元旦"},"workdays":{}}"#,
            r#"{"year":2026,"holidays":{},"workdays":{"2026-01-05":"元旦"}}"#,
            r#"{"year":2026,"holidays":{"2026-01-04":"元旦"},"workdays":{"2026-01-04":"元旦"}}"#,
        ] {
            assert!(Calendar::from_years([year(wrong)]).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn counting_workdays_undoes_adding_them(start in 0_u64..4000, count in 0_u32..60) {
            let calendar = calendar();
            let from = on("2015-01-01") + Days::new(start);
            let to = calendar.add_workdays(from, count).unwrap();
            prop_assert_eq!(calendar.workdays_between(from, to).unwrap(), count);
            prop_assert!(count == 0 || calendar.is_workday(to).unwrap());
        }
    }
}

//! The working-day calendar: the years that ship with the program, and those that the bureau took in itself.
//!
//! The State Council announces a year in the autumn before: until it is taken in, what would be counted in it is said to
//! be missing.

use std::{fs, path::Path};

use chrono::Days;
use yihu_domain::{
    Error, Result,
    calendar::{Calendar, Year},
    error,
    rights::Right,
};
use yihu_exchange::file;

use crate::{
    Archive, Done, assets,
    shown::calendar::{CalendarInfo, CalendarYear},
};

/// Most bytes that a year can have.
const MOST: u64 = 1 << 20;
/// How far ahead days are counted: thirty working days from today.
const AHEAD_DAYS: u64 = 45;

impl Archive {
    /// The calendar; a year that the bureau took in stands in place of the one that shipped.
    pub(crate) fn calendar(&self) -> Result<Calendar> {
        let mut calendar = assets::calendar()?;
        for year in &self.bureau.calendars {
            calendar.put(year.clone())?;
        }
        Ok(calendar)
    }

    /// Says which years there are, and which will soon be missing.
    pub fn calendar_show(&self) -> Result<CalendarInfo> {
        self.require(Right::Read)?;
        let calendar = self.calendar()?;
        let own = |number| self.bureau.calendars.iter().any(|year| year.year == number);
        let shown = |number| {
            calendar.year(number).map(|year| CalendarYear {
                year: number,
                own: own(number),
                says: format!("放假{}天，调休上班{}天", year.holidays.len(), year.workdays.len()),
            })
        };
        let years: Vec<_> = calendar.years().filter_map(shown).collect();
        Ok(CalendarInfo { missing: self.calendar_missing()?, years })
    }

    /// That a year is missing in which days are counted already; empty while none is.
    pub(crate) fn calendar_missing(&self) -> Result<String> {
        let today = self.clock.today();
        let ahead = today.checked_add_days(Days::new(AHEAD_DAYS)).unwrap_or(today);
        Ok(self.calendar()?.is_workday(ahead).err().map(|error| error.message).unwrap_or_default())
    }

    /// Takes in the holidays of one year, as a file like those in `assets/calendars` has them.
    pub fn calendar_import(&mut self, path: &Path) -> Result<Done> {
        self.require(Right::Settings)?;
        let year = read(path)?;
        let mut bureau = self.store.bureau()?.ok_or_else(|| Error::damaged("档案里没有单位信息，请从备份恢复。"))?;
        let number = year.year;
        bureau.calendars.retain(|it| it.year != number);
        bureau.calendars.push(year);
        bureau.calendars.sort_by_key(|it| it.year);
        let stamp = self.stamp(format!("导入{number}年节假日表"));
        let changed = self.store.write(&stamp, |w| w.put(&mut bureau))?;
        self.bureau = bureau;
        Ok(Done::of(&stamp, usize::from(changed)))
    }

    /// Writes a year as a file that can be changed and taken in again.
    pub fn calendar_save(&self, year: i32, path: &Path) -> Result<()> {
        self.require(Right::Read)?;
        let calendar = self.calendar()?;
        let found = calendar.year(year);
        let found = found.ok_or_else(|| Error::not_found(format!("没有{year}年的节假日表，请另选一年。")))?;
        let json = serde_json::to_vec_pretty(found)
            .map_err(|e| Error::internal("节假日表写不出，请联系维护人员。").because(e))?;
        file::write_bytes(path, &json)
    }
}

fn read(path: &Path) -> Result<Year> {
    let failed = |e| error::io("读取节假日表", e);
    if fs::metadata(path).map_err(failed)?.len() > MOST {
        return Err(strange());
    }
    let bytes = fs::read(path).map_err(failed)?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let year: Year = serde_json::from_slice(bytes).map_err(|e| strange().because(e))?;
    year.require_whole()?;
    Ok(year)
}

fn strange() -> Error {
    Error::invalid(
        "这不是一年的节假日表：请选JSON文件，里面写明 year（年）、holidays（放假的日子）、workdays（调休上班的日子）；\
         可以先把去年的另存出来，照着国务院的通知改好再导入。",
    )
}

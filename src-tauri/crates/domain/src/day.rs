//! Days and instants as clerks write them, in China time (UTC+8). It has no clock: `today` is passed in.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use crate::{check::Refusal, text};

const CHINA: FixedOffset = match FixedOffset::east_opt(8 * 3600) {
    Some(offset) => offset,
    None => unreachable!(),
};
const YEARS: std::ops::RangeInclusive<i32> = 1949..=2100;
/// Spreadsheets count days from here; the serials that can be meant for a day.
const SERIAL_ZERO: NaiveDate = match NaiveDate::from_ymd_opt(1899, 12, 30) {
    Some(day) => day,
    None => unreachable!(),
};
const SERIALS: std::ops::RangeInclusive<u64> = 20_000..=80_000;

/// Reads a day: `20110314`, `110314`, `2011.3.14`, `2011年3月14日`, `2011/3/14 0:00`, `3-14`, `昨`, a spreadsheet's `40634`.
pub fn read(typed: &str, today: NaiveDate) -> Result<NaiveDate, Refusal> {
    parse(typed, today).map(|at| at.date())
}

/// Reads an instant in China time: a day as in [`read`], then a time if there is one: `19:32`, `下午3:05`, `19时32分`.
pub fn read_instant(typed: &str, today: NaiveDate) -> Result<DateTime<Utc>, Refusal> {
    // An instant written by a program says its own offset.
    if let Ok(at) = DateTime::parse_from_rfc3339(&text::line(typed)) {
        return if YEARS.contains(&at.year()) { Ok(at.to_utc()) } else { Err(no_date(typed)) };
    }
    parse(typed, today).map(|at| (at - TimeDelta::seconds(CHINA.local_minus_utc().into())).and_utc())
}

/// Reads a time of day and gives it as it is kept, `09:30`: `9:30`, `9点半`, `0930`, `下午3:05`.
pub fn read_clock(typed: &str) -> Result<String, Refusal> {
    let line = text::line(typed);
    let read = read_time(&line.replace('：', ":")).filter(|_| line.contains(|c: char| c.is_ascii_digit()));
    read.map(|time| time.format("%H:%M").to_string()).ok_or_else(|| {
        Refusal::new("time_form", format!("时间“{}”看不懂，请写成 9:30 或 下午3点 这样。", text::short(&line)))
    })
}

/// The same instant as the clocks in China show it; past the end of what they can show, which only an edited file says, the
/// last they show.
pub fn local(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    let last = DateTime::<Utc>::MAX_UTC - TimeDelta::seconds(CHINA.local_minus_utc().into());
    at.min(last).with_timezone(&CHINA)
}

/// Writes an instant as the clocks in China show it: `2026-04-29 14:05`.
pub fn minute(at: DateTime<Utc>) -> String {
    local(at).format("%Y-%m-%d %H:%M").to_string()
}

/// Writes a day as `2026-04-29`, none as nothing.
pub fn write_optional(on: Option<NaiveDate>) -> String {
    on.map(|on| on.to_string()).unwrap_or_default()
}

/// Writes a day as `2026年4月29日`.
pub fn long(on: NaiveDate) -> String {
    format!("{}年{}月{}日", on.year(), on.month(), on.day())
}

/// Writes a day as `20260429`.
pub fn compact(on: NaiveDate) -> String {
    on.format("%Y%m%d").to_string()
}

/// The day of the week: `星期三`.
pub fn weekday(on: NaiveDate) -> &'static str {
    ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"][on.weekday().num_days_from_monday() as usize]
}

fn no_date(typed: &str) -> Refusal {
    let said = text::short(&text::line(typed));
    Refusal::new("date_form", format!("日期“{said}”看不懂，请写成 2026-04-29、20260429 或 2026年4月29日 这样。"))
}

fn parse(typed: &str, today: NaiveDate) -> Result<NaiveDateTime, Refusal> {
    let line = tidy(typed);
    if let Some(at) = serial(&line) {
        return Ok(at);
    }
    let (day, time) = split(&line);
    let time = read_time(time).ok_or_else(|| no_date(typed))?;
    let on = match day {
        "今" | "今天" | "今日" | "当天" | "当日" => today,
        "昨" | "昨天" | "昨日" => today - Days::new(1),
        "前天" | "前日" => today - Days::new(2),
        _ => {
            let (year, month, day) = numbers(day, today).ok_or_else(|| no_date(typed))?;
            calendar_day(year, month, day)?
        }
    };
    if YEARS.contains(&on.year()) { Ok(on.and_time(time)) } else { Err(no_date(typed)) }
}

/// Half-width, without spaces around the marks of a date, with one mark for each purpose.
fn tidy(typed: &str) -> String {
    let line = text::line(typed);
    let line =
        line.replace('：', ":").replace(['。', '、'], ".").replace(['–', '—', '−', '‐', '‑'], "-").replace('号', "日");
    let mut tidy = String::with_capacity(line.len());
    let chars: Vec<char> = line.chars().collect();
    let mark =
        |c: Option<&char>| c.is_some_and(|c| matches!(c, '年' | '月' | '.' | '/' | '-' | '时' | '点' | '分' | ':'));
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|i| chars.get(i));
        let after = chars.get(at + 1);
        let day_word = matches!(after, Some('日' | '秒'));
        if c != ' ' || !(mark(before) || mark(after) || day_word) {
            tidy.push(c);
        }
    }
    tidy
}

/// A spreadsheet's day number, with the time of day as its fraction.
fn serial(line: &str) -> Option<NaiveDateTime> {
    let (day, fraction) = line.split_once('.').unwrap_or((line, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if day.len() != 5 || !digits(day) || !digits(fraction) || fraction.len() > 17 {
        return None;
    }
    let on = SERIAL_ZERO + Days::new(day.parse().ok().filter(|n| SERIALS.contains(n))?);
    let scale = 10_u128.pow(u32::try_from(fraction.len()).ok()?);
    let part = if fraction.is_empty() { 0 } else { fraction.parse::<u128>().ok()? };
    let seconds = i64::try_from((part * 86_400 + scale / 2) / scale).ok()?;
    let at = on.and_time(NaiveTime::MIN) + TimeDelta::seconds(seconds);
    YEARS.contains(&at.year()).then_some(at)
}

/// Divides the day from the time behind it.
fn split(line: &str) -> (&str, &str) {
    if let Some(end) = line.find('日').filter(|end| line[..*end].ends_with(|c: char| c.is_ascii_digit())) {
        let (day, time) = line.split_at(end + '日'.len_utf8());
        return (day, time.trim_start());
    }
    if let Some((day, time)) = line.split_once([' ', 'T']) {
        return (day, time.trim_start());
    }
    // 202604291932 and 20260429193205, as programs write them.
    match line.len() {
        12 | 14 if line.bytes().all(|b| b.is_ascii_digit()) => line.split_at(8),
        _ => (line, ""),
    }
}

/// Year, month and day as three numbers; whether such a day exists is not asked here.
fn numbers(day: &str, today: NaiveDate) -> Option<(i32, u32, u32)> {
    let number = |t: &str| t.parse::<u32>().ok().filter(|_| t.bytes().all(|b| b.is_ascii_digit()));
    let full = |year: &str| {
        let value = i32::try_from(number(year)?).ok()?;
        let pivot = (today.year() + 5) % 100;
        match year.len() {
            4 => Some(value),
            2 if value <= pivot => Some(2000 + value),
            2 => Some(1900 + value),
            _ => None,
        }
    };
    if day.bytes().all(|b| b.is_ascii_digit()) {
        let year = match day.len() {
            8 => 4,
            6 => 2,
            _ => return None,
        };
        return Some((full(&day[..year])?, number(&day[year..year + 2])?, number(&day[year + 2..])?));
    }
    let day = day.strip_suffix('日').or_else(|| day.strip_suffix('.')).unwrap_or(day);
    let parts: Vec<&str> = day.split(['年', '月', '-', '/', '.']).collect();
    let short = |t: &str| number(t).filter(|_| t.len() <= 2);
    match parts.as_slice() {
        [year, month, day] => Some((full(year)?, short(month)?, short(day)?)),
        [month, day] if !day.is_empty() && !month.contains('年') => Some((today.year(), short(month)?, short(day)?)),
        _ => None,
    }
}

/// The day, or in words why there is none.
fn calendar_day(year: i32, month: u32, day: u32) -> Result<NaiveDate, Refusal> {
    if let Some(on) = NaiveDate::from_ymd_opt(year, month, day) {
        return Ok(on);
    }
    let message = if (1..=12).contains(&month) {
        format!("{year}年{month}月没有{day}日，请核对。")
    } else {
        format!("{year}年没有{month}月，请核对。")
    };
    Err(Refusal::new("impossible_date", message))
}

/// A time of day; nothing is midnight, and a weekday in its place is passed over.
fn read_time(typed: &str) -> Option<NaiveTime> {
    let typed = typed.trim_matches(['(', ')', '（', '）', ' ']);
    if typed.is_empty() || ["星期", "周", "礼拜"].iter().any(|word| typed.starts_with(word)) {
        return Some(NaiveTime::MIN);
    }
    let upper = typed.to_ascii_uppercase();
    let half = ["凌晨", "早上", "早晨", "上午", "中午", "下午", "傍晚", "晚上", "晚", "AM", "PM"]
        .iter()
        .find(|word| upper.starts_with(**word) || upper.ends_with(**word));
    let clock = half.map_or(upper.as_str(), |word| upper.trim_start_matches(word).trim_end_matches(word)).trim();
    let clock = clock.replace("点半", ":30").replace("时半", ":30").replace(['时', '点', '分'], ":").replace('秒', "");
    if clock.starts_with(|c: char| !c.is_ascii_digit()) {
        return None;
    }
    let clock = clock.strip_suffix(':').unwrap_or(&clock);
    let packed = clock.bytes().all(|b| b.is_ascii_digit()) && matches!(clock.len(), 4 | 6);
    let parts: Vec<&str> = if packed {
        clock.as_bytes().chunks(2).filter_map(|pair| std::str::from_utf8(pair).ok()).collect()
    } else {
        clock.split(':').collect()
    };
    let mut values = [0_u32; 3];
    if parts.len() > 3 || (parts.len() == 1 && !upper.contains(['时', '点'])) {
        return None;
    }
    for (value, part) in values.iter_mut().zip(&parts) {
        // Fractions of a second are passed over.
        let whole = part.split_once('.').map_or(*part, |(whole, _)| whole);
        *value = whole.parse().ok().filter(|_| whole.len() <= 2)?;
    }
    let [hour, minute, second] = values;
    let hour = match half {
        Some(&("下午" | "傍晚" | "晚上" | "晚" | "PM")) if hour < 12 => hour + 12,
        Some(&"中午") if hour < 3 => hour + 12,
        Some(&("凌晨" | "AM")) if hour == 12 => 0,
        _ => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, second)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn on(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn today() -> NaiveDate {
        on(2026, 11, 23)
    }

    #[test]
    fn every_way_of_writing_a_day_is_read() {
        for (typed, day) in [
            ("20110314", on(2011, 3, 14)),
            ("110314", on(2011, 3, 14)),
            ("２０１１０３１４", on(2011, 3, 14)),
            ("2011-3-14", on(2011, 3, 14)),
            ("2011-03-14", on(2011, 3, 14)),
            ("2011/3/1", on(2011, 3, 1)),
            ("2011.3.1", on(2011, 3, 1)),
            ("2011.3.1.", on(2011, 3, 1)),
            ("2011。3。1", on(2011, 3, 1)),
            ("2011. 3. 1", on(2011, 3, 1)),
            ("2011年3月1日", on(2011, 3, 1)),
            ("2011年3月1号", on(2011, 3, 1)),
            ("2011年3月1", on(2011, 3, 1)),
            ("2011 年 3 月 1 日", on(2011, 3, 1)),
            ("2011年3月1日（星期二）", on(2011, 3, 1)),
            ("2011/3/1 0:00", on(2011, 3, 1)),
            ("2011-03-01 00:00:00", on(2011, 3, 1)),
            ("2011-03-01T00:00:00", on(2011, 3, 1)),
            ("99.5.1", on(1999, 5, 1)),
            ("31.5.1", on(2031, 5, 1)),
            ("990501", on(1999, 5, 1)),
            ("3-14", on(2026, 3, 14)),
            ("3.14", on(2026, 3, 14)),
            ("3/14", on(2026, 3, 14)),
            ("3月14日", on(2026, 3, 14)),
            ("今", today()),
            ("今天", today()),
            ("昨", on(2026, 11, 22)),
            ("昨天", on(2026, 11, 22)),
            ("前天", on(2026, 11, 21)),
            // 40634 days after 1899-12-30 is 2011-04-01.
            ("40634", on(2011, 4, 1)),
            ("46158", on(2026, 5, 16)),
            ("46158.75", on(2026, 5, 16)),
        ] {
            assert_eq!(read(typed, today()), Ok(day), "{typed}");
        }
    }

    #[test]
    fn impossible_days_are_refused_in_words() {
        for (typed, message) in [
            ("2026年11月31日", "2026年11月没有31日，请核对。"),
            ("20261131", "2026年11月没有31日，请核对。"),
            ("2026.11.31", "2026年11月没有31日，请核对。"),
            ("2026-11-31 0:00", "2026年11月没有31日，请核对。"),
            ("2026-2-29", "2026年2月没有29日，请核对。"),
            ("2026-13-1", "2026年没有13月，请核对。"),
            ("2026-0-1", "2026年没有0月，请核对。"),
            ("2026-1-0", "2026年1月没有0日，请核对。"),
            ("11-31", "2026年11月没有31日，请核对。"),
        ] {
            let refusal = read(typed, today()).unwrap_err();
            assert_eq!((refusal.code, refusal.message.as_str()), ("impossible_date", message), "{typed}");
        }
        assert_eq!(read("2024-2-29", today()), Ok(on(2024, 2, 29)));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for typed in [
            "",
            "无",
            "长期",
            "农历二月初二",
            "2026",
            "2026年",
            "2026年4月",
            "2026.4",
            "2026-4",
            "1948-12-31",
            "32.5.1",
            "2101-1-1",
            "19481231",
            "2026-4-29-1",
            "2026--4-29",
            "2026-004-29",
            "126-4-29",
            "19999",
            "80001",
            "123",
            "2026040",
            "4/29/2026",
            "2026-4-29 25:00",
            "2026-4-29 abc",
            "-4-29",
            "4月",
            "2026-4-29至2027-4-29",
        ] {
            assert_eq!(read(typed, today()).map_err(|r| r.code), Err("date_form"), "{typed}");
        }
    }

    #[test]
    fn instants_are_read_in_china_time() {
        for (typed, utc) in [
            ("2026.04.29 19:32", "2026-04-29T11:32:00Z"),
            ("2026-04-29 19:32:05", "2026-04-29T11:32:05Z"),
            ("2026-04-29　１９：３２", "2026-04-29T11:32:00Z"),
            ("2026年4月29日19时32分", "2026-04-29T11:32:00Z"),
            ("2026年4月29日 19时32分05秒", "2026-04-29T11:32:05Z"),
            ("2026年4月29日19时", "2026-04-29T11:00:00Z"),
            ("2026年4月29日19点半", "2026-04-29T11:30:00Z"),
            ("2026/4/29 下午3:05", "2026-04-29T07:05:00Z"),
            ("2026/4/29 3:05 PM", "2026-04-29T07:05:00Z"),
            ("2026/4/29 中午12:05", "2026-04-29T04:05:00Z"),
            ("2026/4/29 凌晨12:05", "2026-04-28T16:05:00Z"),
            ("2026-04-29T19:32", "2026-04-29T11:32:00Z"),
            ("2026-04-29T19:32:05.250", "2026-04-29T11:32:05Z"),
            ("2026-04-29T11:32:00Z", "2026-04-29T11:32:00Z"),
            ("2026-04-29T19:32:00+08:00", "2026-04-29T11:32:00Z"),
            ("202604291932", "2026-04-29T11:32:00Z"),
            ("20260429193205", "2026-04-29T11:32:05Z"),
            ("20260429 1932", "2026-04-29T11:32:00Z"),
            ("46158.75", "2026-05-16T10:00:00Z"),
            ("2026-04-29", "2026-04-28T16:00:00Z"),
            ("昨天 8:00", "2026-11-22T00:00:00Z"),
        ] {
            assert_eq!(read_instant(typed, today()), Ok(utc.parse().unwrap()), "{typed}");
        }
        for typed in ["2026-4-29 24:01", "2026-4-29 9:60", "2026-4-29 9", "2026-4-29 :30", "1900-01-01T00:00:00Z"] {
            assert_eq!(read_instant(typed, today()).map_err(|r| r.code), Err("date_form"), "{typed}");
        }
    }

    #[test]
    fn instants_are_shown_in_china_time() {
        let late = "2026-04-28T16:00:00Z".parse().unwrap();
        assert_eq!(local(late).to_rfc3339(), "2026-04-29T00:00:00+08:00");
    }

    #[test]
    fn the_ends_of_time_are_shown_and_stay_in_order() {
        let (first, last) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
        let hours = [0, 1, 7, 8, 9, 24].map(TimeDelta::hours);
        for shown in [hours.map(|it| local(first + it)), hours.map(|it| local(last - it))] {
            assert!(shown.is_sorted() || shown.iter().rev().is_sorted(), "{shown:?}");
            assert!(shown.iter().all(|at| !at.naive_local().to_string().is_empty()));
        }
        assert_eq!(local(first).naive_utc(), first.naive_utc(), "eight hours ahead there is time left");
        assert_eq!(local(last).naive_local(), last.naive_utc(), "the last the clocks show");
        assert!(minute(last).contains("12-31 23:59") && minute(first).contains("01-01 08:00"));
    }

    #[test]
    fn days_are_written_for_people() {
        let day = on(2026, 4, 29);
        assert_eq!((long(day).as_str(), compact(day).as_str(), weekday(day)), ("2026年4月29日", "20260429", "星期三"));
        assert_eq!((write_optional(Some(day)).as_str(), write_optional(None).as_str()), ("2026-04-29", ""));
    }

    fn any_day() -> impl Strategy<Value = NaiveDate> {
        (0_u64..55_500)
            .prop_map(|n| on(1949, 1, 1) + Days::new(n))
            .prop_filter("in range", |d| YEARS.contains(&d.year()))
    }

    proptest! {
        #[test]
        fn every_written_day_reads_back(day in any_day()) {
            for written in [
                write_optional(Some(day)), long(day), compact(day), day.format("%Y.%-m.%-d").to_string(),
                day.format("%Y/%-m/%-d 0:00").to_string(),
            ] {
                prop_assert_eq!(read(&written, today()), Ok(day), "{}", written);
            }
        }

        #[test]
        fn a_shown_instant_reads_back(day in any_day(), second in 0_i64..86_400) {
            let at = day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::seconds(second);
            prop_assume!(YEARS.contains(&local(at).year()));
            prop_assert_eq!(read_instant(&local(at).format("%Y-%m-%d %H:%M:%S").to_string(), today()), Ok(at));
            prop_assert_eq!(read_instant(&local(at).to_rfc3339(), today()), Ok(at));
        }

        #[test]
        fn no_text_makes_the_reader_fall_over(typed in "[0-9年月日时分秒上下午./: -]{0,20}|\\PC{0,20}") {
            let _ = read(&typed, today());
            let _ = read_instant(&typed, today());
        }
    }
}

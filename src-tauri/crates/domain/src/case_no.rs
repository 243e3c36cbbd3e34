//! Numbers of case files (案号): `潼烟立〔2026〕第1号`. It never gives one out: they come from the register.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{check::Refusal, text};

const PREFIX_LENGTH: usize = 20;

/// A case number in its parts; it prints with 〔〕 (GB/T 9704) and sorts by prefix, year, number, suffix.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseNo {
    prefix: String,
    year: u16,
    number: u32,
    suffix: Option<u32>,
}

impl CaseNo {
    /// What stands before the year: `潼烟立`.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The year in the brackets.
    pub const fn year(&self) -> i32 {
        self.year as i32
    }

    /// The running number in its year.
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// The part after the dash: 1 in `第73-1号`.
    pub const fn suffix(&self) -> Option<u32> {
        self.suffix
    }
}

impl fmt::Display for CaseNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}〔{}〕第{}", self.prefix, self.year, self.number)?;
        if let Some(suffix) = self.suffix {
            write!(f, "-{suffix}")?;
        }
        f.write_str("号")
    }
}

impl Serialize for CaseNo {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CaseNo {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let typed = String::deserialize(deserializer)?;
        read(&typed).map_err(|refusal| serde::de::Error::custom(refusal.message))
    }
}

/// Reads a case number with any brackets or none, with or without 第 and 号.
pub fn read(typed: &str) -> Result<CaseNo, Refusal> {
    let line = text::line(typed);
    parse(&line).ok_or_else(|| {
        let said = text::short(&line);
        Refusal::new("case_no_form", format!("案号“{said}”看不懂，请写成 潼烟立〔2026〕第1号 这样。"))
    })
}

fn parse(line: &str) -> Option<CaseNo> {
    let text: String = line.chars().filter(|c| *c != ' ').collect();
    let year_at = text.find(|c: char| c.is_ascii_digit() || is_open(c))?;
    let (prefix, rest) = text.split_at(year_at);
    let plain = prefix.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '·'));
    if !plain || !prefix.chars().any(|c| c > '\u{2E7F}') || prefix.chars().count() > PREFIX_LENGTH {
        return None;
    }
    let bracketed = rest.strip_prefix(is_open);
    let (year, rest) = bracketed.unwrap_or(rest).split_at_checked(4)?;
    let rest = rest.strip_prefix('年').unwrap_or(rest);
    let rest = if bracketed.is_some() { rest.strip_prefix(is_close)? } else { rest };
    let rest = rest.strip_prefix('年').unwrap_or(rest);
    // Without brackets and 第 nothing would divide year and number, unless a dash does.
    let rest = match rest.strip_prefix('第') {
        Some(rest) => rest,
        None if bracketed.is_some() || text.contains('年') => rest,
        None => rest.strip_prefix(is_dash)?,
    };
    let rest = rest.strip_suffix('号').unwrap_or(rest);
    let (number, suffix) = match rest.split_once(|c| is_dash(c) || c == '之') {
        Some((number, suffix)) => (number, Some(count(suffix)?)),
        None => (rest, None),
    };
    let year = count(year).and_then(|year| u16::try_from(year).ok()).filter(|year| (1949..=2100).contains(year))?;
    Some(CaseNo { prefix: prefix.to_owned(), year, number: count(number)?, suffix })
}

/// A number of at most six digits, from 1.
fn count(digits: &str) -> Option<u32> {
    let fits = (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|n| fits && *n > 0)
}

const fn is_open(c: char) -> bool {
    matches!(c, '〔' | '[' | '［' | '（' | '(' | '【' | '〖' | '{' | '｛' | '﹝' | '〈' | '<' | '《' | '「')
}

const fn is_close(c: char) -> bool {
    matches!(c, '〕' | ']' | '］' | '）' | ')' | '】' | '〗' | '}' | '｝' | '﹞' | '〉' | '>' | '》' | '」')
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '‐' | '‑' | '−')
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_way_of_writing_a_case_number_is_read() {
        for (typed, number) in [
            ("潼烟立〔2026〕第1号", "潼烟立〔2026〕第1号"),
            ("潼烟立（2026）2号", "潼烟立〔2026〕第2号"),
            ("潼烟立(2026)2号", "潼烟立〔2026〕第2号"),
            ("潼烟立[2026]第41号", "潼烟立〔2026〕第41号"),
            ("潼烟立［2026］第41号", "潼烟立〔2026〕第41号"),
            ("潼烟立【2026】第41号", "潼烟立〔2026〕第41号"),
            ("潼烟立〔２０２６〕第４１号", "潼烟立〔2026〕第41号"),
            (" 潼烟立 〔 2026 〕 第 41 号 ", "潼烟立〔2026〕第41号"),
            ("潼烟立〔2026〕41", "潼烟立〔2026〕第41号"),
            ("潼烟立〔2026〕第041号", "潼烟立〔2026〕第41号"),
            ("潼烟立〔2026年〕第41号", "潼烟立〔2026〕第41号"),
            ("筠烟立2021第1号", "筠烟立〔2021〕第1号"),
            ("筠烟立2021年第1号", "筠烟立〔2021〕第1号"),
            ("筠烟立2021年1号", "筠烟立〔2021〕第1号"),
            ("筠烟立2021-1", "筠烟立〔2021〕第1号"),
            ("乐烟存处[2018]第73-1号", "乐烟存处〔2018〕第73-1号"),
            ("乐烟存处[2018]第73－1号", "乐烟存处〔2018〕第73-1号"),
            ("川/X烟存通字[2019]第5号", "川/X烟存通字〔2019〕第5号"),
        ] {
            assert_eq!(read(typed).map(|no| no.to_string()).as_deref(), Ok(number), "{typed}");
        }
    }

    #[test]
    fn what_is_no_case_number_is_refused() {
        for typed in [
            "",
            "无",
            "潼烟立",
            "潼烟立〔2026〕",
            "潼烟立〔2026〕第号",
            "潼烟立〔2026〕第0号",
            "〔2026〕第1号",
            "2026-1",
            "潼烟立〔26〕第1号",
            "潼烟立〔1926〕第1号",
            "潼烟立20211号",
            "潼烟立〔2026第1号",
            "潼烟立〔2026〕第1号等",
            "潼烟立〔2026〕第1-2-3号",
            "潼烟立〔2026〕第一号",
            "潼烟立〔2026〕第1234567号",
            "ABC〔2026〕第1号",
        ] {
            assert_eq!(read(typed).unwrap_err().code, "case_no_form", "{typed}");
        }
    }

    #[test]
    fn case_numbers_sort_by_year_and_number_not_by_text() {
        let read = |t| read(t).unwrap();
        let sorted: BTreeSet<CaseNo> =
            ["潼烟立〔2026〕第10号", "潼烟立〔2026〕第9-1号", "潼烟立〔2026〕第9号", "潼烟立〔2025〕第41号"]
                .into_iter()
                .map(read)
                .collect();
        let sorted: Vec<String> = sorted.iter().map(ToString::to_string).collect();
        assert_eq!(
            sorted,
            ["潼烟立〔2025〕第41号", "潼烟立〔2026〕第9号", "潼烟立〔2026〕第9-1号", "潼烟立〔2026〕第10号"]
        );
    }

    #[test]
    fn parts_are_told_and_json_holds_the_printed_form() {
        let number = read("乐烟存处[2018]第73-1号").unwrap();
        assert_eq!((number.prefix(), number.year(), number.number(), number.suffix()), ("乐烟存处", 2018, 73, Some(1)));
        let json = serde_json::to_string(&number).unwrap();
        assert_eq!(json, "\"乐烟存处〔2018〕第73-1号\"");
        assert_eq!(serde_json::from_str::<CaseNo>(&json).unwrap(), number);
        assert!(serde_json::from_str::<CaseNo>("\"无\"").is_err());
    }

    proptest! {
        #[test]
        fn a_printed_case_number_reads_back(
            prefix in "[一-龥]{1,6}", year in 1949_u16..=2100, number in 1_u32..=999_999, suffix in proptest::option::of(1_u32..=999_999)
        ) {
            prop_assume!(!prefix.contains(['第', '号', '年']));
            let number = CaseNo { prefix, year, number, suffix };
            prop_assert_eq!(read(&number.to_string()), Ok(number));
        }

        #[test]
        fn no_text_makes_the_reader_fall_over(typed in "[潼烟立]{0,3}[〔\\[(]?[0-9]{0,6}[〕\\])]?第?[0-9-]{0,8}号?|\\PC{0,30}") {
            let _ = read(&typed);
        }
    }
}

//! Training hours, kept in tenths of a class hour (课时). It does not know who attended.

use crate::{
    check::Refusal,
    decimal::{self, Fault},
    text,
};

const UNITS: [(&str, i64); 7] =
    [("课时", 10), ("个课时", 10), ("学时", 10), ("个学时", 10), ("小时", 10), ("个小时", 10), ("时", 10)];

/// Marks that say: was there the whole time.
const PRESENT: [&str; 18] = [
    "√",
    "✓",
    "✔",
    "☑",
    "✅",
    "V",
    "Y",
    "对",
    "是",
    "到",
    "全勤",
    "参加",
    "已参加",
    "出勤",
    "已到",
    "实到",
    "签到",
    "全程",
];
/// Marks that say: was not there.
const ABSENT: [&str; 31] = [
    "",
    "×",
    "✗",
    "✘",
    "✕",
    "☒",
    "❌",
    "X",
    "N",
    "否",
    "无",
    "未",
    "未到",
    "未参加",
    "缺",
    "缺席",
    "缺勤",
    "缺课",
    "请假",
    "假",
    "事假",
    "病假",
    "公假",
    "休假",
    "年假",
    "产假",
    "出差",
    "-",
    "—",
    "——",
    "/",
];

/// Reads `4`, `1.5课时`, `2学时` into tenths.
pub fn read(typed: &str) -> Result<i64, Refusal> {
    let line = text::line(typed);
    decimal::quantity(&line, &UNITS, 10).map_err(|fault| {
        let why = match fault {
            Fault::Form => "看不懂，请写成 4、1.5 或 2课时 这样。",
            Fault::Negative => "小于零，课时不能是负数，请核对。",
            Fault::Fraction => "太细，课时最多写一位小数，例如 1.5。",
            Fault::TooBig => "太大，请核对。",
        };
        Refusal::new("hours_form", format!("课时“{}”{why}", text::short(&line)))
    })
}

/// Writes tenths as hours: `4`, `1.5`.
pub fn write(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let (hours, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if rest == 0 { format!("{sign}{hours}") } else { format!("{sign}{hours}.{rest}") }
}

/// Reads one cell of an attendance sheet: a tick is the `whole` session, a number is its hours, a cross or 请假 is none.
pub fn read_mark(mark: &str, whole: i64) -> Result<i64, Refusal> {
    // Emoji ticks carry a variation selector that is not seen.
    let line = text::line(mark).replace(['\u{FE0E}', '\u{FE0F}'], "").to_uppercase();
    if ABSENT.contains(&line.as_str()) {
        Ok(0)
    } else if PRESENT.contains(&line.as_str()) {
        Ok(whole)
    } else {
        read(&line).map_err(|_| {
            let said = text::short(&line);
            Refusal::new(
                "attendance_mark",
                format!("签到“{said}”看不懂，请打√、写实到课时（如 1.5），没到的留空或写请假。"),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_way_of_writing_hours_is_read() {
        for (typed, tenths) in [
            ("4", 40),
            ("1.5", 15),
            ("１．５", 15),
            ("4课时", 40),
            ("2 学时", 20),
            ("1.5小时", 15),
            ("0.5", 5),
            ("0", 0),
        ] {
            assert_eq!(read(typed), Ok(tenths), "{typed}");
        }
        for typed in ["", "√", "四", "1.25", "-1", "课时", "半天", "99999999999999999999"] {
            assert_eq!(read(typed).unwrap_err().code, "hours_form", "{typed}");
        }
    }

    #[test]
    fn attendance_marks_are_read() {
        for (mark, tenths) in [
            ("√", 30),
            ("✓", 30),
            ("✔\u{FE0F}", 30),
            (" √ ", 30),
            ("是", 30),
            ("到", 30),
            ("全勤", 30),
            ("v", 30),
            ("1.5", 15),
            ("２", 20),
            ("2课时", 20),
            ("", 0),
            ("　", 0),
            ("0", 0),
            ("×", 0),
            ("x", 0),
            ("缺", 0),
            ("请假", 0),
        ] {
            assert_eq!(read_mark(mark, 30), Ok(tenths), "{mark}");
        }
        for mark in ["迟到", "?", "√√", "半天", "1.25", "-1"] {
            assert_eq!(read_mark(mark, 30).unwrap_err().code, "attendance_mark", "{mark}");
        }
    }

    proptest! {
        #[test]
        fn written_hours_read_back(tenths in 0_i64..1_000_000_000) {
            prop_assert_eq!(read(&write(tenths)), Ok(tenths));
            prop_assert_eq!(read_mark(&write(tenths), 80), Ok(tenths));
        }
    }
}

//! Amounts of cigarettes, kept in sticks (支). It does not know brands or prices.
//!
//! 1包 (盒) = 20支, 1条 = 200支, 1件 = 50条, 1箱 = 250条. Ledgers count in 条.

use crate::{
    check::Refusal,
    decimal::{self, Fault},
    text,
};

const PACK: i64 = 20;
/// Sticks of a carton (条).
pub const CARTON: i64 = 200;
const UNITS: [(&str, i64); 11] = [
    ("支", 1),
    ("根", 1),
    ("万支", 10_000),
    ("包", PACK),
    ("盒", PACK),
    ("条", CARTON),
    ("万条", CARTON * 10_000),
    ("件", CARTON * 50),
    ("箱", CARTON * 250),
    ("大箱", CARTON * 250),
    ("万箱", CARTON * 250 * 10_000),
];

/// Reads `700.2`, `14条3包`, `0.5件`: a bare number counts in 条.
pub fn read(typed: &str) -> Result<i64, Refusal> {
    let line = text::line(typed);
    decimal::quantity(&line, &UNITS, CARTON).map_err(|fault| {
        let (code, why) = match fault {
            Fault::Form => ("sticks_form", "看不懂，请写成 700.2、14条3包、0.5件 或 50支 这样（不写单位按条算）。"),
            Fault::Negative => ("sticks_form", "小于零，数量不能是负数，请核对。"),
            Fault::Fraction => ("sticks_fraction", "折不成整支，请核对数量和单位（1条=200支，1包=20支，1件=50条）。"),
            Fault::TooBig => ("sticks_form", "太大，请核对数量和单位。"),
        };
        Refusal::new(code, format!("数量“{}”{why}", text::short(&line)))
    })
}

/// Writes sticks the way a ledger does: `700.2条`, and `2条43支` where packs were opened.
///
/// What it writes reads back as the same number.
pub fn write(sticks: i64) -> String {
    let sign = if sticks < 0 { "-" } else { "" };
    let (cartons, loose) = (sticks.unsigned_abs() / 200, sticks.unsigned_abs() % 200);
    if loose == 0 {
        format!("{sign}{cartons}条")
    } else if loose % 20 == 0 {
        format!("{sign}{cartons}.{}条", loose / 20)
    } else if cartons == 0 {
        format!("{sign}{loose}支")
    } else {
        format!("{sign}{cartons}条{loose}支")
    }
}

/// Writes sticks as they are counted one by one: `2,860支`.
pub fn counted(sticks: i64) -> String {
    format!("{}支", decimal::grouped(&sticks.to_string()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_way_of_saying_a_quantity_is_read() {
        for (typed, sticks) in [
            ("700.2", 140_040),
            ("700.2条", 140_040),
            ("７００．２ 条", 140_040),
            ("16.1", 3_220),
            ("14条3包", 2_860),
            ("14条3盒", 2_860),
            ("14 条 3 包", 2_860),
            ("14条零3包", 2_860),
            ("2条3包5支", 465),
            ("2件3条", 20_600),
            ("0.5件", 5_000),
            ("1箱", 50_000),
            ("1箱2件3条4包5支", 70_685),
            ("50支", 50),
            ("1.2万支", 12_000),
            ("1,234条", 246_800),
            ("1，234.5条", 246_900),
            ("0", 0),
            ("0条", 0),
            ("0.005条", 1),
            ("70.30000000000001", 14_060),
        ] {
            assert_eq!(read(typed), Ok(sticks), "{typed}");
        }
    }

    #[test]
    fn what_is_no_quantity_is_refused_with_its_code() {
        for (typed, code) in [
            ("", "sticks_form"),
            ("条", "sticks_form"),
            ("若干", "sticks_form"),
            ("约3条", "sticks_form"),
            ("3条4", "sticks_form"),
            ("3包4条", "sticks_form"),
            ("2条3条", "sticks_form"),
            ("3瓶", "sticks_form"),
            ("3条+", "sticks_form"),
            ("-5条", "sticks_form"),
            ("1,5条", "sticks_form"),
            ("1e3", "sticks_form"),
            ("99999999999999999999条", "sticks_form"),
            ("999999999999999万箱", "sticks_form"),
            ("0.5支", "sticks_fraction"),
            ("0.003条", "sticks_fraction"),
            ("0.33包", "sticks_fraction"),
        ] {
            assert_eq!(read(typed).unwrap_err().code, code, "{typed}");
        }
    }

    #[test]
    fn quantities_are_written_short_and_exact() {
        for (sticks, written) in [
            (140_040, "700.2条"),
            (200, "1条"),
            (0, "0条"),
            (60, "0.3条"),
            (43, "43支"),
            (443, "2条43支"),
            (-200, "-1条"),
        ] {
            assert_eq!(write(sticks), written);
        }
    }

    proptest! {
        #[test]
        fn a_written_quantity_reads_back(sticks in 0_i64..200_000_000_000_000) {
            prop_assert_eq!(read(&write(sticks)), Ok(sticks));
            prop_assert_eq!(read(&counted(sticks)), Ok(sticks));
        }

        #[test]
        fn no_text_makes_the_reader_fall_over(typed in "[0-9.,条包件箱支万 -]{0,30}|\\PC{0,30}") {
            let _ = read(&typed);
        }
    }
}

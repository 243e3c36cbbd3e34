//! Amounts of money, kept in fen (分). It does not know currencies.

use crate::{
    check::Refusal,
    decimal::{self, Fault},
    text,
};

const UNITS: [(&str, i64); 12] = [
    ("分", 1),
    ("角", 10),
    ("毛", 10),
    ("元", 100),
    ("圆", 100),
    ("块", 100),
    ("元整", 100),
    ("元正", 100),
    ("万", 1_000_000),
    ("万元", 1_000_000),
    ("万元整", 1_000_000),
    ("亿元", 10_000_000_000),
];

/// Reads `4025`, `4,025.50`, `¥644`, `2.5万元`: at most fen remain.
pub fn read(typed: &str) -> Result<i64, Refusal> {
    let line = text::line(typed);
    let bare = ["人民币", "¥", "￥"].iter().fold(line.as_str(), |t, sign| t.trim_start_matches(sign).trim_start());
    decimal::quantity(bare, &UNITS, 100).map_err(|fault| {
        let why = match fault {
            Fault::Form => "看不懂，请写成 4025、4025.50 或 2.5万元 这样（不写单位按元算）。",
            Fault::Negative => "小于零，金额不能是负数，请核对。",
            Fault::Fraction => "不足一分的零头不能记账，请最多写两位小数。",
            Fault::TooBig => "太大，请核对金额和单位。",
        };
        Refusal::new("money_form", format!("金额“{}”{why}", text::short(&line)))
    })
}

/// Writes yuan: `4025`, or `4025.50` where there are fen.
pub fn write(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let (yuan, rest) = (fen.unsigned_abs() / 100, fen.unsigned_abs() % 100);
    if rest == 0 { format!("{sign}{yuan}") } else { format!("{sign}{yuan}.{rest:02}") }
}

/// Writes yuan as they are said aloud: `4,025.50元`.
pub fn spoken(fen: i64) -> String {
    let written = write(fen);
    let (yuan, rest) = written.split_once('.').map_or((written.as_str(), String::new()), |(y, r)| (y, format!(".{r}")));
    format!("{}{rest}元", crate::decimal::grouped(yuan))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_way_of_writing_money_is_read() {
        for (typed, fen) in [
            ("4025", 402_500),
            ("4,025.50", 402_550),
            ("４０２５．５", 402_550),
            ("¥644", 64_400),
            ("￥ 644.00", 64_400),
            ("644元", 64_400),
            ("644元整", 64_400),
            ("人民币644元", 64_400),
            ("2.5万元", 2_500_000),
            ("2.5万", 2_500_000),
            ("1万2元", 1_000_200),
            ("12元5角3分", 1_253),
            ("0.01", 1),
            ("0", 0),
            ("4025.4999999999995", 402_550),
        ] {
            assert_eq!(read(typed), Ok(fen), "{typed}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for typed in
            ["", "元", "贰佰", "4025.555", "0.001元", "-5", "4,02", "12元5", "1e5", "免罚", "99999999999999999999"]
        {
            assert_eq!(read(typed).unwrap_err().code, "money_form", "{typed}");
        }
    }

    #[test]
    fn money_is_written_with_two_decimals_or_none() {
        for (fen, written) in [(402_550, "4025.50"), (402_500, "4025"), (5, "0.05"), (0, "0"), (-150, "-1.50")] {
            assert_eq!(write(fen), written);
        }
    }

    #[test]
    fn spoken_money_has_its_thousands_apart() {
        for (fen, said) in [
            (0, "0元"),
            (5, "0.05元"),
            (99_900, "999元"),
            (402_550, "4,025.50元"),
            (123_456_700, "1,234,567元"),
            (-402_550, "-4,025.50元"),
        ] {
            assert_eq!(spoken(fen), said);
        }
    }

    proptest! {
        #[test]
        fn written_money_reads_back(fen in 0_i64..99_999_999_999_999_999) {
            prop_assert_eq!(read(&write(fen)), Ok(fen));
            prop_assert_eq!(read(&spoken(fen)), Ok(fen));
        }

        #[test]
        fn no_text_makes_the_reader_fall_over(typed in "[0-9.,元角分万¥ -]{0,30}|\\PC{0,30}") {
            let _ = read(&typed);
        }
    }
}

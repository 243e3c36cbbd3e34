//! One cell under one header, as text that the domain reads: days from serial numbers, units from headers.

use super::{
    super::read::{Cell, Stored, number_text, serial_text},
    fields::{Field, Kind},
    header::{Unit, half_width},
};

/// From here on Excel has lost digits.
const LOST: f64 = 1e15;
/// What our own error file puts where digits were lost, so that they are not taken for zeros.
const LOST_SIGN: &str = "???";
/// Serial numbers of days between 1927 and 2118: a plain number in a column of days is one of these, or no day.
const DAYS: std::ops::Range<f64> = 10_000.0..80_000.0;

/// Whether the digits of an identifier were lost when it was stored.
pub(in super::super) fn lost_digits(field: &Field, cell: &Cell) -> bool {
    field.identifier
        && match cell.stored {
            Stored::Number(n) => n.abs() >= LOST,
            Stored::Text => scientific(&half_width(cell.text.trim())) || cell.text.ends_with(LOST_SIGN),
            _ => false,
        }
}

/// The digits that Excel kept of a number, and a sign for each it lost.
pub(in super::super) fn without_lost_digits(cell: &Cell) -> String {
    let digits = match cell.stored {
        Stored::Number(n) => format!("{n:.0}"),
        _ => cell.text.clone(),
    };
    if digits.ends_with(LOST_SIGN) {
        digits
    } else {
        format!("{}{LOST_SIGN}", digits.chars().take(15).collect::<String>())
    }
}

/// `6.19999E+17`, copied from where Excel showed a long number.
fn scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once("E+").or_else(|| text.split_once("e+")) else { return false };
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    digits(mantissa) && digits(exponent)
}

/// The cell as the domain reads it.
pub(in super::super) fn text(field: &Field, unit: Option<Unit>, cell: &Cell, from_1904: bool) -> String {
    let number = match cell.stored {
        Stored::Number(n) | Stored::Date(n) => Some(n),
        _ => None,
    };
    match (field.kind, number) {
        (Kind::Day, Some(n)) if matches!(cell.stored, Stored::Date(_)) || DAYS.contains(&n) => {
            serial_text(n.floor(), from_1904).unwrap_or_else(|| cell.text.clone())
        }
        (Kind::Instant, Some(n)) if DAYS.contains(&n) || (0.0..1.0).contains(&n) => {
            serial_text(n, from_1904).unwrap_or_else(|| cell.text.clone())
        }
        // A column of numbers that somebody formatted as days holds numbers still.
        (Kind::Sticks | Kind::Money | Kind::Hours, Some(n)) => with_unit(&number_text(n), unit),
        (Kind::Sticks | Kind::Money | Kind::Hours, None) => with_unit(&cell.text, unit),
        (_, Some(n)) if field.identifier => number_text(n),
        _ if field.identifier => cell.text.trim().trim_start_matches(['\'', '’', '‘', '`']).to_owned(),
        _ => cell.text.clone(),
    }
}

/// Puts the header's unit to a bare number; a number that names its own unit keeps it.
fn with_unit(text: &str, unit: Option<Unit>) -> String {
    let Some(unit) = unit else { return text.to_owned() };
    let number: String = half_width(text.trim()).chars().filter(|c| *c != ',' && !c.is_whitespace()).collect();
    let bare = !number.is_empty()
        && number.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && number.bytes().filter(|b| *b == b'.').count() <= 1
        && number.starts_with(|c: char| c.is_ascii_digit());
    if bare { format!("{}{}", shifted(&number, unit.shift), unit.suffix) } else { text.to_owned() }
}

/// Multiplies a decimal number by a power of ten, exactly.
fn shifted(number: &str, power: usize) -> String {
    if power == 0 {
        return number.to_owned();
    }
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let (moved, rest) = fraction.split_at(fraction.len().min(power));
    let whole = format!("{whole}{moved}{}", "0".repeat(power - moved.len()));
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if rest.is_empty() { whole.to_owned() } else { format!("{whole}.{rest}") }
}

/// Two days in one cell: `2021.3.1至2026.2.28`, `2021-03-01—2026-02-28`.
pub(super) fn span(text: &str) -> Option<(String, String)> {
    let text = half_width(text);
    let parts = ["至", "到", "~", "—", "–", "--", " - ", "起"].iter().find_map(|sign| text.split_once(sign));
    // 2021.3.1-2026.2.28 and 20210301-20260228: the one hyphen cannot stand within a day.
    let parts = parts.or_else(|| text.split_once('-').filter(|_| text.matches('-').count() == 1));
    let (from, to) = parts?;
    let clean = |t: &str| t.trim_matches(|c: char| c.is_whitespace() || "自从起止至到—–-~:".contains(c)).to_owned();
    let (from, to) = (clean(from), clean(to));
    let is_day = |t: &str| t.bytes().filter(u8::is_ascii_digit).count() >= 6;
    (is_day(&from) && is_day(&to)).then_some((from, to))
}

/// Whether a text is a time of day without its day.
pub(super) fn is_time_only(text: &str) -> bool {
    let text = half_width(text.trim());
    let hour = text.split([':', '时', '点']).next().unwrap_or_default();
    text.contains([':', '时', '点'])
        && !text.contains(['年', '月', '/'])
        && !text.contains(' ')
        && (1..=2).contains(&hour.trim_start_matches(|c: char| "上下午晚凌晨早中".contains(c)).len())
}

/// Whether a text stands for the cell above it.
pub(super) fn is_ditto(text: &str) -> bool {
    matches!(text.trim(), "〃" | "″" | "同上" | "”" | "\"" | "''" | "同 上")
}

#[cfg(test)]
mod tests {
    use super::{super::header::unit_of, *};

    const SERIAL: f64 = 46_163.0;

    fn field(kind: Kind, identifier: bool) -> Field {
        Field { name: "x", title: "x", synonyms: "", weak: "", kind, required_for_recognition: false, identifier }
    }

    fn cell(text: &str, stored: Stored) -> Cell {
        Cell { column: 0, text: text.to_owned(), stored }
    }

    #[test]
    fn numbers_in_columns_of_days_are_days() {
        let day = |text: &str, stored| super::text(&field(Kind::Day, false), None, &cell(text, stored), false);
        assert_eq!(day("46163", Stored::Number(SERIAL)), "2026-05-21");
        assert_eq!(day("2026-05-21 04:46", Stored::Date(46_163.198_611)), "2026-05-21");
        assert_eq!(day("20260521", Stored::Number(20_260_521.0)), "20260521");
        assert_eq!(day("2026.5.21", Stored::Text), "2026.5.21");
        let at = |n: f64| super::text(&field(Kind::Instant, false), None, &cell("", Stored::Number(n)), false);
        assert_eq!(at(46_163.198_611_111), "2026-05-21 04:46");
        assert_eq!(
            super::text(&field(Kind::Day, false), None, &cell("44701", Stored::Number(44_701.0)), true),
            "2026-05-21"
        );
        // A fine of 644 under a column formatted as days is still 644.
        assert_eq!(
            super::text(&field(Kind::Money, false), None, &cell("1901-10-05", Stored::Date(644.0)), false),
            "644"
        );
    }

    #[test]
    fn bare_numbers_take_the_unit_of_their_header() {
        for (kind, unit, typed, read) in [
            (Kind::Sticks, "条", "16.1", "16.1条"),
            (Kind::Sticks, "支", "3,220", "3220支"),
            (Kind::Sticks, "万支", "1.2", "12000支"),
            (Kind::Sticks, "支", "14条3包", "14条3包"),
            (Kind::Sticks, "件", "０．５", "0.5件"),
            (Kind::Money, "万元", "1.25", "12500"),
            (Kind::Money, "万元", "0.0644", "644"),
            (Kind::Money, "万元", "1.23456", "12345.6"),
            (Kind::Money, "千元", "0", "0"),
            (Kind::Money, "元", "4025", "4025"),
            (Kind::Money, "万元", "2.5万元", "2.5万元"),
            (Kind::Money, "万元", "—", "—"),
            (Kind::Hours, "课时", "1.5", "1.5"),
            (Kind::Hours, "分钟", "90", "90分钟"),
        ] {
            let read_as = super::text(&field(kind, false), unit_of(unit), &cell(typed, Stored::Text), false);
            assert_eq!(read_as, read, "{typed} {unit}");
        }
    }

    #[test]
    fn identifiers_with_lost_digits_are_noticed() {
        let id = field(Kind::Text, true);
        for (text, stored, lost) in [
            ("619999195907091800", Stored::Number(619_999_195_907_091_859.0), true),
            ("6.19999E+17", Stored::Text, true),
            ("６．１９９９９Ｅ＋１７", Stored::Text, true),
            ("619999110007", Stored::Number(619_999_110_007.0), false),
            ("619999590709185", Stored::Number(619_999_590_709_185.0), false),
            ("619999195907091859", Stored::Text, false),
            ("92619999MA699G690C", Stored::Text, false),
        ] {
            assert_eq!(lost_digits(&id, &cell(text, stored)), lost, "{text}");
        }
        assert!(!lost_digits(&field(Kind::Money, false), &cell("", Stored::Number(1e16))), "only identifiers lose");
        assert_eq!(super::text(&id, None, &cell("'619999110007", Stored::Text), false), "619999110007");
    }

    #[test]
    fn spans_of_days_are_split() {
        for (typed, from, to) in [
            ("2021.3.1至2026.2.28", "2021.3.1", "2026.2.28"),
            ("2021年3月1日 — 2026年2月28日", "2021年3月1日", "2026年2月28日"),
            ("2021-03-01 至 2026-02-28", "2021-03-01", "2026-02-28"),
            ("2021/3/1-2026/2/28", "2021/3/1", "2026/2/28"),
            ("自2021年3月1日起至2026年2月28日止", "2021年3月1日", "2026年2月28日"),
            ("20210301－20260228", "20210301", "20260228"),
            ("2021-03-01--2026-02-28", "2021-03-01", "2026-02-28"),
        ] {
            assert_eq!(span(typed), Some((from.to_owned(), to.to_owned())), "{typed}");
        }
        for typed in ["2026-02-28", "2026.2.28", "至2026年2月28日", "长期", "2026-2"] {
            assert_eq!(span(typed), None, "{typed}");
        }
    }

    #[test]
    fn times_without_a_day_are_known() {
        for typed in ["04:46", "4:46:10", "９：００", "9时30分", "下午3点"] {
            assert!(is_time_only(typed), "{typed}");
        }
        for typed in ["2026-05-21 04:46", "2026年5月21日9时", "9", "2026.5.21"] {
            assert!(!is_time_only(typed), "{typed}");
        }
    }
}

//! Numbers of resident identity cards (GB 11643), 18 characters, and the 15-digit ones before 1999.
//!
//! It checks form, birth date and check digit; whether such a person exists nobody here knows. All but a number that a
//! sheet has spoilt is a doubt: real cards carry wrong digits, and who has no card has another paper.

use chrono::{Datelike, NaiveDate};

use crate::{check::Refusal, text};

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/// Reads an identity number into its 18 characters; a 15-digit one is converted.
pub fn read(typed: &str) -> Result<String, Refusal> {
    let mut number = text::joined(typed);
    if let Some(last @ ('x' | '×' | '✕' | '╳' | 'Х' | 'х' | 'Χ')) = number.chars().last() {
        // What people type for the letter X: the times sign, Cyrillic and Greek look-alikes.
        number.truncate(number.len() - last.len_utf8());
        number.push('X');
    }
    let length = number.chars().count();
    let digits = number.strip_suffix('X').filter(|_| length == 18).unwrap_or(&number);
    if text::is_scientific(&number) {
        return Err(Refusal::new(
            "id_digits",
            "身份证号被表格变成了科学计数，末几位已丢失，请把该列设为“文本”后照证件重新录入。",
        ));
    }
    if length != 15 && length != 18 {
        let message = format!("身份证号应为18位（老证15位），这里是{length}位，请对照证件核对。");
        return Err(doubt("id_length", message, &number));
    }
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(doubt("id_digits", "身份证号里有不该有的字：除末位可以是X外都应是数字，请对照证件核对。", &number));
    }
    if length == 15 {
        number.insert_str(6, "19");
    }
    if birth(&number).is_none() {
        let said = &number[6..14];
        let message = format!("身份证号里的出生日期 {said} 不是一个真实的日期，请对照证件核对。");
        return Err(doubt("id_birth_date", message, &number));
    }
    let check = check_digit(&number);
    if length == 15 {
        number.push(check);
    } else if !number.ends_with(check) {
        return Err(doubt("id_check_digit", "身份证号末位校验不对，至少有一位录错了，请对照证件逐位核对。", &number));
    }
    Ok(number)
}

fn doubt(code: &'static str, message: impl Into<String>, number: &str) -> Refusal {
    Refusal { as_is: text::some(number), ..Refusal::new(code, message) }
}

/// The sex the number says: `男` or `女`.
pub fn sex(number: &str) -> Option<&'static str> {
    match number.as_bytes().get(16)? {
        digit @ b'0'..=b'9' => Some(if digit % 2 == 1 { "男" } else { "女" }),
        _ => None,
    }
}

/// The birth date the number says.
pub fn birth(number: &str) -> Option<NaiveDate> {
    let digits = number.get(6..14).filter(|t| t.bytes().all(|b| b.is_ascii_digit()))?;
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|t| t.parse::<u32>().ok());
    let year = i32::try_from(part(0..4)?).ok()?;
    NaiveDate::from_ymd_opt(year, part(4..6)?, part(6..8)?).filter(|on| (1880..=2100).contains(&on.year()))
}

/// The check digit over the first 17 digits.
fn check_digit(number: &str) -> char {
    let sum: u32 = number.bytes().zip(WEIGHTS).map(|(b, weight)| u32::from(b - b'0') * weight).sum();
    CHECK[(sum % 11) as usize]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn good_numbers_are_read_however_they_were_typed() {
        for (typed, number) in [
            ("11010519491231002X", "11010519491231002X"),
            ("11010519491231002x", "11010519491231002X"),
            ("11010519491231002×", "11010519491231002X"),
            ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"),
            ("110105 19491231 002X", "11010519491231002X"),
            ("110105-19491231-002X", "11010519491231002X"),
            ("610522199001010017", "610522199001010017"),
            // The old form of 11010519491231002X: without the century and the check digit.
            ("110105491231002", "11010519491231002X"),
        ] {
            assert_eq!(read(typed).as_deref(), Ok(number), "{typed}");
        }
    }

    #[test]
    fn wrong_numbers_are_refused_with_their_code() {
        for (typed, code) in [
            ("", "id_length"),
            ("6105221990010100", "id_length"),
            ("6105221990010100171", "id_length"),
            ("无", "id_length"),
            ("61052219900101001A", "id_digits"),
            ("6105221990O1010017", "id_digits"),
            ("X10522199001010017", "id_digits"),
            ("11010549123100X", "id_digits"),
            ("6.10522199001E+17", "id_digits"),
            ("610522199002300017", "id_birth_date"),
            ("610522199013010017", "id_birth_date"),
            ("610522169001010017", "id_birth_date"),
            ("610522900230001", "id_birth_date"),
            ("610522199001010018", "id_check_digit"),
            ("61052219900101001X", "id_check_digit"),
            ("110105194912310021", "id_check_digit"),
        ] {
            assert_eq!(read(typed).unwrap_err().code, code, "{typed}");
        }
    }

    #[test]
    fn sex_and_birth_are_told_by_the_number() {
        assert_eq!(sex("11010519491231002X"), Some("女"));
        assert_eq!(sex("610522199001010017"), Some("男"));
        assert_eq!(birth("610522199001010017"), NaiveDate::from_ymd_opt(1990, 1, 1));
        assert_eq!(sex("短"), None);
        assert_eq!(birth("身份证号码不是号码"), None);
    }

    fn born() -> impl Strategy<Value = String> {
        (110_000_u32..660_000, 0_i32..36_500, 0_u32..1000).prop_map(|(area, day, order)| {
            let on = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + chrono::Days::new(day.unsigned_abs().into());
            let mut number = format!("{area}{}{order:03}", on.format("%Y%m%d"));
            number.push(check_digit(&number));
            number
        })
    }

    proptest! {
        #[test]
        fn a_number_with_its_check_digit_is_read_as_it_is(number in born()) {
            prop_assert_eq!(read(&number), Ok(number));
        }

        #[test]
        fn one_wrong_digit_is_always_found(number in born(), at in 0_usize..17, add in 1_u8..10) {
            let mut bytes = number.into_bytes();
            bytes[at] = b'0' + (bytes[at] - b'0' + add) % 10;
            prop_assert!(read(&String::from_utf8(bytes).unwrap()).is_err());
        }

        #[test]
        fn two_swapped_neighbours_are_always_found(number in born(), at in 0_usize..16) {
            let mut bytes = number.clone().into_bytes();
            prop_assume!(bytes[at] != bytes[at + 1]);
            bytes.swap(at, at + 1);
            prop_assert!(read(&String::from_utf8(bytes).unwrap()).is_err());
        }

        #[test]
        fn no_text_makes_the_reader_fall_over(typed in "[0-9Xx×]{13,19}|\\PC{0,20}") {
            let _ = read(&typed);
        }
    }
}

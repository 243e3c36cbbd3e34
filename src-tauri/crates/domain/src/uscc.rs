//! Unified social credit codes (统一社会信用代码, GB 32100) and the registration numbers before 2015.
//!
//! It checks form and both check digits; it does not ask any registry. Codes were issued with a wrong check character, and
//! registration numbers of 13 characters: those are doubts.

use crate::{check::Refusal, text};

/// The code's characters: no I, O, S, V, Z.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Powers of 3 modulo 31, for the last character.
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/// Weights of the organisation code (GB 11714) inside, characters 9–17.
const INNER: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// Reads a code into its 18 characters.
pub fn read(typed: &str) -> Result<String, Refusal> {
    let code = text::joined(typed).to_ascii_uppercase();
    if text::is_scientific(&code) {
        return Err(Refusal::new(
            "uscc_characters",
            "统一社会信用代码被表格变成了科学计数，请把该列设为“文本”后照营业执照重新录入。",
        ));
    }
    let length = code.chars().count();
    if length != 18 {
        let hint =
            if length == 15 { "（15位的是老注册号，请填到“工商注册号”一栏）" } else { "" };
        return Err(Refusal::new(
            "uscc_length",
            format!("统一社会信用代码应为18位，这里是{length}位{hint}，请对照营业执照核对。"),
        ));
    }
    if let Some(odd) = code.chars().find(|c| !ALPHABET.contains(*c)) {
        let hint = match odd {
            'O' => "，可能是数字0",
            'I' => "，可能是数字1",
            'S' => "，可能是数字5",
            'Z' => "，可能是数字2",
            'V' => "，可能是字母U或Y",
            _ => "",
        };
        return Err(Refusal::new(
            "uscc_characters",
            format!("统一社会信用代码里不会有“{odd}”{hint}，请对照营业执照核对。"),
        ));
    }
    if inner_check(&code) != code.chars().nth(16) || check(&code) != code.chars().nth(17) {
        return Err(Refusal::doubt(
            "uscc_check",
            "统一社会信用代码校验位不对，至少有一位录错了，请对照营业执照逐位核对。",
            code,
        ));
    }
    Ok(code)
}

/// Reads a 15-character registration number (工商注册号) from before 2015; its length alone is known.
pub fn read_old(typed: &str) -> Result<String, Refusal> {
    let number = text::joined(typed).to_ascii_uppercase();
    let length = number.chars().count();
    if length != 15 {
        let hint = if length == 18 { "（18位的请填到“统一社会信用代码”一栏）" } else { "" };
        let message = format!("工商注册号应为15位，这里是{length}位{hint}，请核对。");
        return Err(Refusal { as_is: text::some(&number), ..Refusal::new("registration_length", message) });
    }
    if !number.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(Refusal::new("registration_characters", "工商注册号只会有数字和字母，请对照老营业执照核对。"));
    }
    Ok(number)
}

/// The last character over the first 17.
fn check(code: &str) -> Option<char> {
    let mut sum = 0;
    for (c, weight) in code.chars().zip(WEIGHTS) {
        sum += ALPHABET.find(c)? * weight;
    }
    ALPHABET.chars().nth((31 - sum % 31) % 31)
}

/// Character 17, the organisation code's own check, over characters 9–16.
fn inner_check(code: &str) -> Option<char> {
    let mut sum = 0;
    for (c, weight) in code.chars().skip(8).zip(INNER) {
        sum += c.to_digit(36)? * weight;
    }
    match 11 - sum % 11 {
        10 => Some('X'),
        11 => Some('0'),
        digit => char::from_digit(digit, 10),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn good_codes_are_read_however_they_were_typed() {
        for (typed, code) in [
            ("91350100M000100Y43", "91350100M000100Y43"),
            ("91350100m000100y43", "91350100M000100Y43"),
            ("９１３５０１００Ｍ０００１００Ｙ４３", "91350100M000100Y43"),
            (" 9135 0100 M000 100Y 43", "91350100M000100Y43"),
            ("92619999MA699G690C", "92619999MA699G690C"),
        ] {
            assert_eq!(read(typed).as_deref(), Ok(code), "{typed}");
        }
    }

    #[test]
    fn wrong_codes_are_refused_with_their_code() {
        for (typed, code) in [
            ("", "uscc_length"),
            ("91350100M000100Y4", "uscc_length"),
            ("610522600012345", "uscc_length"),
            ("91350100MO00100Y43", "uscc_characters"),
            ("91350100M000100Y4店", "uscc_characters"),
            ("9.1350100001E+17", "uscc_characters"),
            // The last character wrong; then the inner check wrong with a last character that fits it.
            ("91350100M000100Y44", "uscc_check"),
            ("92619999MA4369AAXA", "uscc_check"),
            ("92610522MA6Y0ABC1E", "uscc_check"),
        ] {
            assert_eq!(read(typed).unwrap_err().code, code, "{typed}");
        }
        // The sample above is right but for the organisation code inside, so the inner check is what refused it.
        assert_eq!(check("92610522MA6Y0ABC1E"), Some('E'));
    }

    #[test]
    fn old_registration_numbers_have_fifteen_characters() {
        assert_eq!(read_old("６１０５２２６０００１２３４５").as_deref(), Ok("610522600012345"));
        assert_eq!(read_old("61052260001234").unwrap_err().code, "registration_length");
        assert_eq!(read_old("61052260001234店").unwrap_err().code, "registration_characters");
    }

    fn codes() -> impl Strategy<Value = String> {
        "9[12][0-9]{6}MA[0-9A-HJ-NP-RTUWXY]{6}".prop_map(|mut code| {
            code.extend(inner_check(&code));
            code.extend(check(&code));
            code
        })
    }

    proptest! {
        #[test]
        fn a_code_with_its_check_digits_is_read_as_it_is(code in codes()) {
            prop_assert_eq!(read(&code), Ok(code));
        }

        #[test]
        fn one_wrong_character_is_always_found(code in codes(), at in 0_usize..18, add in 1_usize..31) {
            let was = ALPHABET.find(code.chars().nth(at).unwrap()).unwrap();
            let wrong = ALPHABET.chars().nth((was + add) % 31).unwrap();
            let code: String = code.chars().enumerate().map(|(i, c)| if i == at { wrong } else { c }).collect();
            prop_assert!(read(&code).is_err());
        }

        #[test]
        fn no_text_makes_the_reader_fall_over(typed in "\\PC{0,20}") {
            let _ = read(&typed);
            let _ = read_old(&typed);
        }
    }
}

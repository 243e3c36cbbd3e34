//! Telephone numbers of mainland China. It does not know whose they are.

use crate::{check::Refusal, text};

/// Reads a mobile number (`13800001111`) or a landline (`0915-3812345`, `0915-3812345-801`, `3812345`).
pub fn read(typed: &str) -> Result<String, Refusal> {
    let line = text::line(typed);
    parse(&line).ok_or_else(|| {
        Refusal::doubt(
            "phone_form",
            format!(
                "电话“{}”看不懂，请填一个11位手机号，或带区号的座机如 0915-3812345；多个号码请把其余的写到备注里。",
                text::short(&line)
            ),
            line.as_str(),
        )
    })
}

fn parse(line: &str) -> Option<String> {
    let lower = line.to_lowercase();
    let (main, extension) = match split_word(&lower) {
        Some((main, extension)) => (main, Some(extension)),
        None => (lower.as_str(), None),
    };
    let main = without_country(main);
    let extension = extension.map(|t| only_digits(t).filter(|d| (1..=6).contains(&d.len())));
    // A word for an extension with no extension behind it is not a number we know.
    let extension = match extension {
        Some(None) => return None,
        Some(found) => found,
        None => None,
    };
    let groups: Vec<&str> = main.split(is_gap).filter(|g| !g.is_empty()).collect();
    let digits = only_digits(&groups.concat())?;
    if is_mobile(&digits) {
        return extension.is_none().then_some(digits);
    }
    if matches!(digits.get(..3), Some("400" | "800")) && digits.len() == 10 {
        return extension.is_none().then_some(digits);
    }
    // 0915-3812345-801: behind a whole landline the last group is the extension.
    if extension.is_none()
        && digits.starts_with('0')
        && let Some((last, main)) = groups.split_last().filter(|(last, _)| last.len() <= 6)
        && let Some(number) = landline(&main.concat(), Some(last))
    {
        return Some(number);
    }
    landline(&digits, extension.as_deref())
}

/// A landline in its canonical form; the area code may be missing.
fn landline(digits: &str, extension: Option<&str>) -> Option<String> {
    let area = match digits.get(..2)? {
        "01" | "02" => 3,
        t if t.starts_with('0') => 4,
        _ => 0,
    };
    let (code, local) = digits.split_at_checked(area)?;
    let length_fits = match area {
        3 => local.len() == 8 && (code.starts_with("02") || code == "010"),
        _ => matches!(local.len(), 7 | 8),
    };
    if !length_fits || local.starts_with(['0', '1']) {
        return None;
    }
    let parts = [Some(code).filter(|c| !c.is_empty()), Some(local), extension];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join("-"))
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && matches!(digits.as_bytes()[1], b'3'..=b'9')
}

fn split_word(text: &str) -> Option<(&str, &str)> {
    ["转分机", "分机号", "分机", "转", "ext.", "ext", "#", "x"].iter().find_map(|word| text.split_once(word))
}

fn without_country(text: &str) -> &str {
    let text = text.trim();
    for prefix in ["+86", "0086", "(+86)", "(86)", "（+86）", "（86）"] {
        if let Some(rest) = text.strip_prefix(prefix) {
            return rest;
        }
    }
    // 86 without a sign, only where a whole mobile number follows.
    let rest = text.strip_prefix("86").unwrap_or(text);
    let digits: String = rest.split(is_gap).collect();
    if is_mobile(&digits) { rest } else { text }
}

const fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '-' | '–' | '—' | '‐' | '‑' | '−' | '(' | ')' | '（' | '）' | '.' | '·')
}

fn only_digits(text: &str) -> Option<String> {
    let digits: String = text.split(is_gap).collect();
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_read_however_they_were_typed() {
        for (typed, number) in [
            ("13800001111", "13800001111"),
            ("１３８００００１１１１", "13800001111"),
            ("138 0000 1111", "13800001111"),
            ("138-0000-1111", "13800001111"),
            ("+86 138-0000-1111", "13800001111"),
            ("0086-13800001111", "13800001111"),
            ("8613800001111", "13800001111"),
            ("0915-3812345", "0915-3812345"),
            ("09153812345", "0915-3812345"),
            ("(0915)3812345", "0915-3812345"),
            ("（0915）381 2345", "0915-3812345"),
            ("0915—3812345", "0915-3812345"),
            ("010-12345678", ""),
            ("010-62345678", "010-62345678"),
            ("01062345678", "010-62345678"),
            ("+86 10 62345678", ""),
            ("0531-82345678", "0531-82345678"),
            ("0915-3812345-801", "0915-3812345-801"),
            ("0915-3812345转801", "0915-3812345-801"),
            ("0915-3812345 转 801", "0915-3812345-801"),
            ("010-62345678分机8", "010-62345678-8"),
            ("3812345", "3812345"),
            ("8381 2345", "83812345"),
            ("400-800-8888", "4008008888"),
        ] {
            match number {
                "" => assert_eq!(read(typed).unwrap_err().code, "phone_form", "{typed}"),
                number => assert_eq!(read(typed).as_deref(), Ok(number), "{typed}"),
            }
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for typed in [
            "",
            "无",
            "1380000111",
            "138000011111",
            "12800001111",
            "10012345678",
            "12313",
            "013800001111",
            "0915-381234",
            "13800001111、13900001111",
            "13800001111/0915-3812345",
            "13800001111转",
            "1380000l111",
            "1.38E+10",
            "-",
            "转801",
        ] {
            assert_eq!(read(typed).unwrap_err().code, "phone_form", "{typed}");
        }
    }

    proptest! {
        #[test]
        fn a_read_number_reads_back(typed in "1[3-9][0-9]{9}|0(10|2[0-9])-[2-9][0-9]{7}(-[0-9]{1,6})?|0[3-9][0-9]{2}-[2-9][0-9]{6,7}(-[0-9]{1,6})?") {
            prop_assert_eq!(read(&typed), Ok(typed));
        }

        #[test]
        fn no_text_makes_the_reader_fall_over(typed in "[0-9 +()转x-]{0,20}|\\PC{0,20}") {
            let _ = read(&typed);
        }
    }
}

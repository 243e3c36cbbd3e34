//! Cleans what people type and paste. It knows no record.
//!
//! Full-width digits and letters become half-width, every kind of space becomes one space, invisible characters go,
//! all middle dots become `·`. Chinese punctuation stays as it is, and no character is replaced by a look-alike:
//! rare characters of plane 2, variation selectors and private-use characters belong to people's names.

mod hint;
mod names;
mod trace;

pub use hint::hints;
pub use names::{name, names};
pub use trace::{Traces, VEIL, betrays};

use crate::check::Refusal;

const TITLE_LENGTH: usize = 200;

/// Cleans a text that stands on one line.
pub fn line(typed: &str) -> String {
    let mut clean = String::with_capacity(typed.len());
    let mut gap = false;
    for c in typed.chars() {
        match fold(c) {
            Some(' ') => gap = true,
            Some(c) => {
                if gap && !clean.is_empty() {
                    clean.push(' ');
                }
                gap = false;
                clean.push(c);
            }
            None => {}
        }
    }
    clean
}

/// Cleans a text that stands on one line; nothing left is `None`.
pub fn some(typed: &str) -> Option<String> {
    Some(line(typed)).filter(|t| !t.is_empty())
}

/// Cleans a longer text and keeps its line breaks, at most one empty line between paragraphs; nothing left is `None`.
pub fn some_paragraphs(typed: &str) -> Option<String> {
    let mut clean = String::with_capacity(typed.len());
    let mut gap = false;
    // A lone CR ends a line as well: old programs write it, and Excel cells hold it.
    for paragraph in typed.replace("\r\n", "\n").split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{B}', '\u{C}'])
    {
        let paragraph = line(paragraph);
        if paragraph.is_empty() {
            gap = true;
            continue;
        }
        if !clean.is_empty() {
            clean.push_str(if gap { "\n\n" } else { "\n" });
        }
        gap = false;
        clean.push_str(&paragraph);
    }
    Some(clean).filter(|t| !t.is_empty())
}

/// Reads a title, a trade name or an address: one line of at most 200 characters.
pub fn title(typed: &str) -> Result<String, Refusal> {
    let title = line(typed);
    if title.chars().count() > TITLE_LENGTH {
        return Err(Refusal::new(
            "title_length",
            format!("“{}”太长，最多{TITLE_LENGTH}个字，请改短，其余写到备注里。", short(&title)),
        ));
    }
    if !title.chars().any(|c| c.is_alphanumeric() || is_private(c)) {
        return Err(Refusal::new("title_form", format!("“{}”里没有文字，请如实填写。", short(&title))));
    }
    Ok(title)
}

/// Whether a clerk's mark says yes: `是`, `√`, `有`, `已复议`.
pub fn yes(typed: &str) -> bool {
    let word = line(typed).replace(['\u{FE0E}', '\u{FE0F}'], "").to_lowercase();
    matches!(word.as_str(), "√" | "✓" | "✔" | "☑" | "对" | "y" | "yes" | "true" | "t" | "1" | "v")
        || (word.starts_with(['是', '有', '已'])
            && !word.contains('否')
            && !word.contains('无')
            && !word.contains('未'))
}

/// One character cleaned; `None` when it is not to be seen.
const fn fold(c: char) -> Option<char> {
    Some(match c {
        // ASCII; the punctuation of Chinese text and the brackets of document numbers, which keep their width.
        '\u{20}'..='\u{7E}' | '！' | '（' | '）' | '，' | '：' | '；' | '？' | '［' | '］' | '｛' | '｝' | '～' => {
            c
        }
        // Spaces of every width, and line ends.
        '\t'
        | '\n'
        | '\u{B}'
        | '\u{C}'
        | '\r'
        | '\u{85}'
        | '\u{A0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200A}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202F}'
        | '\u{205F}'
        | '\u{3000}'
        | '\u{3164}' => ' ',
        // Control characters, zero-width characters, direction marks, soft hyphen.
        '\0'..='\u{1F}'
        | '\u{7F}'..='\u{9F}'
        | '\u{AD}'
        | '\u{61C}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}' => return None,
        // Every middle dot people type in names.
        '•' | '‧' | '∙' | '⋅' | '・' | '･' | '\u{387}' => '·',
        '\u{FF01}'..='\u{FF5E}' => half_width(c),
        _ => c,
    })
}

/// The ASCII character of which `c` is the full-width form.
const fn half_width(c: char) -> char {
    match char::from_u32(c as u32 - 0xFEE0) {
        Some(half) => half,
        None => c,
    }
}

/// Han characters of every plane, with 〇 and 々.
const fn is_han(c: char) -> bool {
    matches!(c, '〇' | '々' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}')
        || is_private(c)
}

/// Private-use characters: old programs kept rare characters of names there.
const fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}')
}

/// Variation selectors, which belong to the character before them.
const fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// A number as typed without the spaces and dashes people group it with.
pub(crate) fn joined(typed: &str) -> String {
    line(typed).chars().filter(|c| !matches!(c, ' ' | '-' | '–' | '—' | '‐' | '‑' | '−')).collect()
}

/// Whether a spreadsheet turned a long number into `6.19999E+17`.
pub(crate) fn is_scientific(number: &str) -> bool {
    let number = number.to_ascii_uppercase();
    number.split_once('E').is_some_and(|(mantissa, exponent)| {
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        mantissa.contains('.') && digits(&mantissa.replacen('.', "", 1)) && digits(exponent.trim_start_matches('+'))
    })
}

/// What was typed, short enough to be quoted in a message.
pub(crate) fn short(typed: &str) -> String {
    const LENGTH: usize = 20;
    match typed.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", &typed[..end]),
        None => typed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_is_cleaned_but_chinese_punctuation_stays() {
        for (typed, clean) in [
            ("　龙超 ", "龙超"),
            ("６１９９９９１１０２６７", "619999110267"),
            ("Ａｂｃ－１２３％", "Abc-123%"),
            ("太要镇\u{3000}\u{A0}\t 西街  257号", "太要镇 西街 257号"),
            ("第一行\r\n第二行", "第一行 第二行"),
            ("段\u{200B}兰\u{FEFF}\u{0}\u{AD}", "段兰"),
            ("才让•多杰", "才让·多杰"),
            ("才让・多杰", "才让·多杰"),
            ("才让･多杰", "才让·多杰"),
            ("才让‧多杰", "才让·多杰"),
            ("甲，乙。丙；丁：戊（己）？！", "甲，乙。丙；丁：戊（己）？！"),
            ("〔2026〕—《法》、“文”", "〔2026〕—《法》、“文”"),
            ("严𬭎 徐𠮷 梁䶮 \u{E815}", "严𬭎 徐𠮷 梁䶮 \u{E815}"),
            ("葛\u{E0100}", "葛\u{E0100}"),
            ("", ""),
            (" \u{3000}\u{200B}", ""),
        ] {
            assert_eq!(line(typed), clean, "{typed:?}");
        }
        assert_eq!(some(" \u{3000} "), None);
        assert_eq!(some(" 段兰 ").as_deref(), Some("段兰"));
    }

    #[test]
    fn paragraphs_keep_their_line_breaks() {
        assert_eq!(some_paragraphs("\n 一　\r\n二\r\n\n\n\n三\n").as_deref(), Some("一\n二\n\n三"));
        assert_eq!(some_paragraphs("甲\r乙").as_deref(), Some("甲\n乙"));
        assert_eq!(some_paragraphs(" \n\u{3000}\n"), None);
    }

    #[test]
    fn titles_hold_words_and_an_end() {
        assert_eq!(title(" 城关涵轩查家商店（二店） ").as_deref(), Ok("城关涵轩查家商店（二店）"));
        assert!(title(&"长".repeat(200)).is_ok());
        assert_eq!(title(&"长".repeat(201)).unwrap_err().code, "title_length");
        for typed in ["/", "—", "……", "\u{200B}"] {
            assert_eq!(title(typed).unwrap_err().code, "title_form", "{typed}");
        }
    }

    #[test]
    fn yes_is_told_from_no() {
        for typed in ["是", "√", " ✔\u{FE0F}", "有", "已复议", "Y", "1", "是，已起诉"] {
            assert!(yes(typed), "{typed}");
        }
        for typed in ["", "否", "无", "未复议", "×", "0", "是否", "有无", "N"] {
            assert!(!yes(typed), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(typed in "\\PC{0,40}|[ \u{3000}\u{200B}•．段兰Ａ1\n]{0,20}") {
            let once = line(&typed);
            prop_assert_eq!(&line(&once), &once);
            prop_assert!(!once.contains("  ") && once.trim() == once);
            if let Ok(once) = name(&typed) {
                prop_assert_eq!(name(&once), Ok(once));
            }
            if let Some(once) = some_paragraphs(&typed) {
                prop_assert_eq!(some_paragraphs(&once), Some(once));
            }
        }
    }
}

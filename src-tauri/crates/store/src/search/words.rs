//! How text becomes search words: normalised, cut into suffixes or bigrams. Pure; knows no SQL and no record.

use std::fmt::Write as _;

/// Longest suffix kept of a name, number or address; longer questions are cut to it and rechecked.
pub(super) const WIDTH: usize = 8;

/// Folds what looks alike (full width, case, spaces, dots, brackets) away, leaving letters, digits and characters.
pub(super) fn normalise(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'ü' { 'v' } else { c })
        .filter(|c| c.is_alphanumeric() || is_private(*c))
        .collect()
}

/// Characters of old fonts that a name may still be written with.
fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}')
}

/// The first `width` characters.
pub(super) fn cut(text: &str, width: usize) -> &str {
    text.char_indices().nth(width).map_or(text, |(end, _)| &text[..end])
}

/// Adds every suffix of a normalised text, each cut to `width` characters.
pub(super) fn suffixes(document: &mut String, text: &str, width: usize) {
    for (start, _) in text.char_indices() {
        word(document, cut(&text[start..], width));
    }
}

/// Adds every pair of neighbouring characters of a normalised text.
pub(super) fn bigrams(document: &mut String, text: &str) {
    for pair in pairs(text) {
        word(document, pair);
    }
}

/// Every pair of neighbouring characters.
pub(super) fn pairs(text: &str) -> impl Iterator<Item = &str> {
    text.char_indices().filter_map(|(start, _)| {
        let rest = &text[start..];
        let pair = cut(rest, 2);
        (pair.chars().nth(1).is_some()).then_some(pair)
    })
}

/// Adds one word.
pub(super) fn word(document: &mut String, word: &str) {
    document.push_str(&encoded(word));
    document.push(' ');
}

/// A word as the tokenizer takes it in one piece.
///
/// Its tables end with Unicode 6.1: a rarer character is spelled out, or a name with one could not be found.
pub(super) fn encoded(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '\u{4E00}'..='\u{9FA5}') {
            out.push(c);
        } else {
            // Lower-case hex between letters that are no hex digits keeps prefixes prefixes.
            let _ = write!(out, "x{:x}z", u32::from(c));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_is_the_same() {
        for (text, want) in [
            ("张 三", "张三"),
            ("张　三", "张三"),
            ("ＡＢＣ１２３", "abc123"),
            ("买买提·艾力", "买买提艾力"),
            ("买买提•艾力", "买买提艾力"),
            ("买买提・艾力", "买买提艾力"),
            ("潼烟立〔2026〕第12号", "潼烟立2026第12号"),
            ("𬱖字店", "𬱖字店"),
            ("Lü", "lv"),
        ] {
            assert_eq!(normalise(text), want, "{text}");
        }
    }

    #[test]
    fn suffixes_are_cut_and_complete() {
        let mut document = String::new();
        suffixes(&mut document, "一二三", 2);
        assert_eq!(document, "一二 二三 三 ");
    }

    #[test]
    fn pairs_overlap() {
        assert_eq!(pairs("一二三").collect::<Vec<_>>(), ["一二", "二三"]);
        assert_eq!(pairs("一").count(), 0);
    }
}

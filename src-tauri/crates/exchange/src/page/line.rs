//! Breaks text into lines as Chinese is set: no closing mark begins a line, no opening mark ends one, words stay whole.

use std::collections::BTreeSet;

use super::font::{self, Face, Glyph};

/// How text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    /// Typeface wished for.
    pub(crate) face: Face,
    /// Size, in points.
    pub(crate) size: f32,
    /// From one line to the next, in points.
    pub(crate) pitch: f32,
}

impl Style {
    /// Makes a style.
    pub(crate) const fn new(face: Face, size: f32, pitch: f32) -> Self {
        Self { face, size, pitch }
    }
}

/// Characters that no font has, with the field they stand in.
pub(crate) type Missing = BTreeSet<(String, char)>;

/// One line, ready to be placed.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Line {
    /// Its glyphs, left to right.
    pub(crate) glyphs: Vec<Glyph>,
    /// Its width, in points.
    pub(crate) width: f32,
    /// Whether a paragraph ends here: such a line is never stretched.
    pub(crate) last: bool,
}

impl Line {
    /// The text on it.
    #[cfg(test)]
    pub(crate) fn text(&self) -> String {
        self.glyphs.iter().map(|g| g.ch).collect()
    }
}

/// Marks that may not begin a line.
const NO_START: &str = "，。、；：？！）〕】》〉」』”’…—·％‰℃,.;:?!)]}>%～〗";
/// Marks that may not end a line.
const NO_END: &str = "（〔【《〈「『“‘([{<￥¥$№〖";

/// Sets `text` into lines at most `width` points wide, the first one `indent` points shorter.
///
/// A character that no font has becomes 〓 and is noted in `missing` under `field`.
pub(crate) fn set(text: &str, style: Style, width: f32, indent: f32, field: &str, missing: &mut Missing) -> Vec<Line> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let glyphs = glyphs(paragraph, style.face, field, missing);
        let first = if lines.is_empty() { indent } else { 0.0 };
        fill(&glyphs, style.size, width, first, &mut lines);
    }
    lines
}

/// Sets `text` on one line, however long.
pub(crate) fn set_one(text: &str, style: Style, field: &str, missing: &mut Missing) -> Line {
    let glyphs = glyphs(&text.replace('\n', " "), style.face, field, missing);
    let width = glyphs.iter().map(|g| g.em).sum::<f32>() * style.size;
    Line { glyphs, width, last: true }
}

fn glyphs(text: &str, face: Face, field: &str, missing: &mut Missing) -> Vec<Glyph> {
    let mut glyphs = Vec::with_capacity(text.len() / 2);
    let mut chars = text.chars().peekable();
    while let Some(ch) = chars.next() {
        let ch = if matches!(ch, '\t' | '\u{A0}') { ' ' } else { ch };
        if font::is_silent(ch) {
            continue;
        }
        let selector = chars.next_if(|c| font::is_selector(*c));
        let glyph = font::find(face, ch, selector).or_else(|| {
            missing.insert((field.to_owned(), ch));
            font::find(face, '〓', None)
        });
        glyphs.extend(glyph);
    }
    glyphs
}

fn fill(glyphs: &[Glyph], size: f32, width: f32, indent: f32, lines: &mut Vec<Line>) {
    let mut start = 0;
    let mut room = width - indent;
    loop {
        let end = start + fitting(&glyphs[start..], size, room);
        let cut = if end == glyphs.len() { end } else { cut_before(glyphs, start, end) };
        let mut shown = &glyphs[start..cut];
        if cut < glyphs.len() {
            while let [rest @ .., last] = shown
                && last.ch == ' '
            {
                shown = rest;
            }
        }
        lines.push(Line {
            glyphs: shown.to_vec(),
            width: shown.iter().map(|g| g.em).sum::<f32>() * size,
            last: cut == glyphs.len(),
        });
        if cut == glyphs.len() {
            return;
        }
        start = cut + glyphs[cut..].iter().take_while(|g| g.ch == ' ').count();
        room = width;
        if start == glyphs.len() {
            if let Some(line) = lines.last_mut() {
                line.last = true;
            }
            return;
        }
    }
}

/// How many glyphs fit into `room`; at least one, so that setting ends.
fn fitting(glyphs: &[Glyph], size: f32, room: f32) -> usize {
    let mut used = 0.0;
    let fits = glyphs.iter().take_while(|g| {
        used += g.em * size;
        used <= room + 0.01 || g.ch == ' '
    });
    fits.count().max(1).min(glyphs.len())
}

/// The last place at or before `end` where the line may be cut; `end` itself when there is none.
fn cut_before(glyphs: &[Glyph], start: usize, end: usize) -> usize {
    (start + 1..=end).rev().find(|i| may_part(glyphs[i - 1].ch, glyphs[*i].ch)).unwrap_or(end)
}

/// Whether a line may end after `a` and go on with `b`.
fn may_part(a: char, b: char) -> bool {
    if a == ' ' || b == ' ' {
        return b != ' ';
    }
    let stay = NO_START.contains(b) || NO_END.contains(a) || (is_word(a) && is_word(b));
    !stay
}

/// Whether `ch` belongs to a Latin word, a number, or what holds one together.
const fn is_word(ch: char) -> bool {
    ch.is_ascii_alphanumeric()
        || matches!(
            ch,
            '-' | '_' | '.' | '/' | '@' | ':' | '#' | '&' | '+' | '*' | '\'' | ',' | '%' | '\u{C0}'..='\u{24F}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style::new(Face::Song, 10.0, 16.0);

    fn texts(text: &str, width: f32) -> Vec<String> {
        set(text, STYLE, width, 0.0, "", &mut Missing::new()).iter().map(Line::text).collect()
    }

    #[test]
    fn lines_keep_the_rules_of_chinese_setting() {
        for (text, width, lines) in [
            ("潼川县烟草专卖局", 40.0, vec!["潼川县烟", "草专卖局"]),
            ("潼川县烟，草专", 40.0, vec!["潼川县", "烟，草专"]),
            ("零售户（守法户）", 40.0, vec!["零售户", "（守法", "户）"]),
            ("依据〔2026〕12号", 45.0, vec!["依据", "〔2026〕", "12号"]),
            ("卷烟abcdefg条", 42.0, vec!["卷烟", "abcdefg", "条"]),
            ("abcdefghijklmnopqrst", 50.0, vec!["abcdefghi", "jklmnopq", "rst"]),
            ("一段\n二段", 100.0, vec!["一段", "二段"]),
            ("", 40.0, vec![""]),
        ] {
            assert_eq!(texts(text, width), lines, "{text}");
        }
    }

    #[test]
    fn nothing_is_lost_between_lines() {
        let text = "当事人李某于2026年3月5日在潼川县城关镇东风路12号“福满多”便利店销售无标志外国卷烟ESSE 3条5包，案值人民币1,280.50元。";
        for width in 10u8..200 {
            let joined: String = texts(text, f32::from(width)).concat();
            assert_eq!(joined.replace(' ', ""), text.replace(' ', ""), "{width}");
        }
    }

    #[test]
    fn a_character_without_a_glyph_is_noted_with_its_field() {
        let mut missing = Missing::new();
        let lines = set("李\u{E001}", STYLE, 100.0, 0.0, "负责人", &mut missing);
        assert_eq!(lines[0].text(), "李〓");
        assert_eq!(missing.into_iter().collect::<Vec<_>>(), [("负责人".to_owned(), '\u{E001}')]);
    }

    #[test]
    fn only_the_end_of_a_paragraph_is_last() {
        let lasts: Vec<bool> =
            set("一二三四五\n六", STYLE, 20.0, 0.0, "", &mut Missing::new()).iter().map(|l| l.last).collect();
        assert_eq!(lasts, [false, false, true, true]);
    }
}

//! The typefaces of the house, compiled in, and which of them has a character.
//!
//! Never looks for a font on the machine.

use std::{cell::RefCell, collections::HashMap, sync::OnceLock};

use ttf_parser::GlyphId;

/// One typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Face {
    /// 宋体: body, names
    Song,
    /// 标题: in the place of 小标宋
    Title,
    /// 黑体: table heads, labels
    Hei,
    /// 楷体: opinions, notes
    Kai,
    /// Rare characters, Extension B and beyond
    Rare,
}

/// Where a character is looked for when the wished typeface lacks it.
const FALLBACK: [Face; 4] = [Face::Song, Face::Kai, Face::Hei, Face::Rare];

static SONG: &[u8] = include_bytes!("../../../../../assets/fonts/NotoSerifSC-Regular.ttf");
static TITLE: &[u8] = include_bytes!("../../../../../assets/fonts/NotoSerifSC-Bold.ttf");
static HEI: &[u8] = include_bytes!("../../../../../assets/fonts/NotoSansSC-Medium.ttf");
static KAI: &[u8] = include_bytes!("../../../../../assets/fonts/LXGWWenKai-Regular.ttf");
static RARE: &[u8] = include_bytes!("../../../../../assets/fonts/HanaMinB.ttf");

/// A character as one typeface shows it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glyph {
    /// Which typeface has it.
    pub(crate) face: Face,
    /// Its number in the typeface.
    pub(crate) id: u16,
    /// The character it stands for.
    pub(crate) ch: char,
    /// A variation selector after the character.
    pub(crate) selector: Option<char>,
    /// Its width, in em.
    pub(crate) em: f32,
}

impl Face {
    /// The font file.
    pub(crate) const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Song => SONG,
            Self::Title => TITLE,
            Self::Hei => HEI,
            Self::Kai => KAI,
            Self::Rare => RARE,
        }
    }

    /// Its place in a table of all typefaces.
    pub(crate) const fn index(self) -> usize {
        self as usize
    }

    fn tables(self) -> Option<&'static ttf_parser::Face<'static>> {
        static TABLES: [OnceLock<Option<ttf_parser::Face<'static>>>; 5] = [const { OnceLock::new() }; 5];
        TABLES[self.index()].get_or_init(|| ttf_parser::Face::parse(self.bytes(), 0).ok()).as_ref()
    }

    /// The glyph of `ch` in this very typeface.
    fn glyph(self, ch: char, selector: Option<char>) -> Option<Glyph> {
        let tables = self.tables()?;
        let varied = selector.and_then(|s| tables.glyph_variation_index(ch, s));
        let id = varied.or_else(|| tables.glyph_index(ch)).filter(|id| *id != GlyphId(0))?;
        let em = f32::from(tables.glyph_hor_advance(id)?) / f32::from(tables.units_per_em());
        Some(Glyph { face: self, id: id.0, ch, selector, em })
    }
}

thread_local! {
    /// What was looked up before: a volume asks for the same few hundred characters thousands of times.
    static KNOWN: RefCell<HashMap<(Face, char), Option<Glyph>>> = RefCell::new(HashMap::new());
}

/// Finds a glyph for `ch`: in `wished`, or in the first typeface of the house that has it.
pub(crate) fn find(wished: Face, ch: char, selector: Option<char>) -> Option<Glyph> {
    let search = || wished.glyph(ch, selector).or_else(|| FALLBACK.iter().find_map(|face| face.glyph(ch, selector)));
    if selector.is_some() {
        return search();
    }
    KNOWN.with_borrow_mut(|known| *known.entry((wished, ch)).or_insert_with(search))
}

/// Whether `ch` only chooses among forms of the character before it.
pub(crate) const fn is_selector(ch: char) -> bool {
    matches!(ch, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{180B}'..='\u{180D}')
}

/// Whether `ch` never leaves ink nor width.
pub(crate) fn is_silent(ch: char) -> bool {
    ch.is_control()
        || matches!(ch, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{AD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rare_character_of_the_trials_has_a_glyph() {
        for (ch, face) in [
            ('㐂', Face::Song),
            ('䶮', Face::Song),
            ('鿔', Face::Song),
            ('𬯀', Face::Song),
            ('𠮷', Face::Kai),
            ('𰻞', Face::Kai),
            ('·', Face::Song),
            ('𪚥', Face::Rare),
        ] {
            assert_eq!(find(Face::Song, ch, None).map(|g| g.face), Some(face), "{ch}");
        }
    }

    #[test]
    fn a_private_use_character_has_none() {
        assert_eq!(find(Face::Song, '\u{E000}', None), None);
        assert_eq!(find(Face::Hei, '\u{F0000}', None), None);
    }

    #[test]
    fn chinese_characters_are_one_em_wide_in_every_face() {
        for face in [Face::Song, Face::Title, Face::Hei, Face::Kai] {
            let em = find(face, '烟', None).unwrap().em;
            assert!((em - 1.0).abs() < 0.001, "{face:?} {em}");
        }
    }
}

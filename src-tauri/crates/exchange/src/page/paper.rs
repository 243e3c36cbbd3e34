//! One page as a list of things with places, in points from the top left corner.

use super::{
    font::Glyph,
    line::{Line, Style},
};

/// A4.
pub(crate) const WIDTH: f32 = 595.276;
/// A4.
pub(crate) const HEIGHT: f32 = 841.890;
/// 28 mm for the binding.
pub(crate) const LEFT: f32 = 79.37;
/// 37 mm.
pub(crate) const TOP: f32 = 104.88;
/// 156 mm, the type area of GB/T 9704-2012.
pub(crate) const MEASURE: f32 = 442.20;
/// 225 mm, the type area of GB/T 9704-2012.
pub(crate) const DEPTH: f32 = 637.80;
/// Where the type area ends below.
pub(crate) const BOTTOM: f32 = TOP + DEPTH;

/// One thing on a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Item {
    /// Glyphs on a baseline.
    Text(Text),
    /// A straight line.
    Rule {
        /// Begin.
        from: (f32, f32),
        /// End.
        to: (f32, f32),
        /// Its thickness.
        weight: f32,
    },
    /// A box: outlined (dashed or not) or filled with grey.
    Rect {
        /// Its top left corner.
        at: (f32, f32),
        /// Its width and height.
        size: (f32, f32),
        /// How it is drawn.
        ink: Ink,
    },
    /// A picture of the document, placed by a PDF matrix (origin bottom left).
    Picture {
        /// Which one.
        index: usize,
        /// From the unit square (or the form's space) to the page.
        matrix: [f32; 6],
    },
}

/// How a box is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Ink {
    /// Filled: 0 black, 1 white.
    Fill(f32),
    /// Outlined with a thickness.
    Outline(f32),
    /// Outlined with dashes: where a seal goes.
    Dashes(f32),
}

/// Glyphs on a baseline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Text {
    /// Where the first glyph begins.
    pub(crate) x: f32,
    /// The baseline.
    pub(crate) y: f32,
    /// Size.
    pub(crate) size: f32,
    /// The glyphs; typefaces may change within.
    pub(crate) glyphs: Vec<Glyph>,
    /// What is added after each glyph.
    pub(crate) spread: f32,
    /// 0 black, 1 white.
    pub(crate) grey: f32,
}

/// Where text stands in the width it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Middle,
    /// At the right.
    Right,
    /// Both sides straight, but for the last line.
    Both,
    /// Spread over the whole width: labels of a cover.
    Spread,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Page {
    /// What stands on it.
    pub(crate) items: Vec<Item>,
    /// What is printed small in its foot.
    pub(crate) note: String,
}

impl Page {
    /// Places a line whose box begins at (`x`, `y`) and is `width` wide and one pitch high.
    pub(crate) fn line(&mut self, line: &Line, style: Style, (x, y): (f32, f32), width: f32, align: Align) {
        if line.glyphs.is_empty() {
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "a line has few glyphs")]
        let gaps = (line.glyphs.len() - 1) as f32;
        let slack = width - line.width;
        let spread = match align {
            Align::Both if !line.last && slack < style.size * 2.5 && gaps > 0.0 => slack / gaps,
            Align::Spread if gaps > 0.0 && slack > 0.0 => slack / gaps,
            _ => 0.0,
        };
        let shift = match align {
            Align::Middle => slack / 2.0,
            Align::Right => slack,
            _ => 0.0,
        };
        // Chinese type: the em box stands in the middle of the pitch, its baseline 0.88 em below its top.
        let baseline = y + (style.pitch - style.size) / 2.0 + style.size * 0.88;
        self.items.push(Item::Text(Text {
            x: x + shift.max(0.0),
            y: baseline,
            size: style.size,
            glyphs: line.glyphs.clone(),
            spread,
            grey: 0.0,
        }));
    }

    /// Draws a line from left to right.
    pub(crate) fn across(&mut self, x: f32, y: f32, width: f32, weight: f32) {
        self.items.push(Item::Rule { from: (x, y), to: (x + width, y), weight });
    }

    /// Draws a line from top to bottom.
    pub(crate) fn down(&mut self, x: f32, y: f32, height: f32, weight: f32) {
        self.items.push(Item::Rule { from: (x, y), to: (x, y + height), weight });
    }

    /// Draws a box.
    pub(crate) fn rect(&mut self, at: (f32, f32), size: (f32, f32), ink: Ink) {
        self.items.push(Item::Rect { at, size, ink });
    }
}

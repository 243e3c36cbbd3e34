//! A printed page: what stands where, in points. Layout lives here, apart from the one file that draws.
//!
//! Knows no record: dossiers and reports say what is on the page.

pub(crate) mod bind;
pub(crate) mod draw;
pub(crate) mod flow;
pub(crate) mod font;
pub(crate) mod foreign;
pub(crate) mod line;
pub(crate) mod paper;
pub(crate) mod scan;
mod shift;
mod standard;
pub(crate) mod table;

use serde::Serialize;

pub use shift::Shift;

/// A finished PDF and what was noticed while it was made.
#[derive(Debug, Clone)]
pub struct Printed {
    /// The file.
    pub pdf: Vec<u8>,
    /// Its pages, cover and contents among them.
    pub pages: usize,
    /// What the clerk must know before handing it in.
    pub findings: Vec<Finding>,
}

/// One thing that is not as it should be on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// A stable word for scripts.
    pub code: FindingCode,
    /// A Chinese sentence that says what to do.
    pub message: String,
}

/// The kinds of [`Finding`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingCode {
    /// A document that the volume should hold is not there.
    MissingDocument,
    /// A character that no font of the house has: it prints as 〓.
    MissingGlyph,
    /// A field of the form is empty: it prints as （未填）.
    BlankField,
    /// A scan could not be put on the page; a sheet with its name and digest stands in its place.
    ScanNotShown,
}

impl FindingCode {
    /// The stable word, as in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::MissingDocument => "missing_document",
            Self::MissingGlyph => "missing_glyph",
            Self::BlankField => "blank_field",
            Self::ScanNotShown => "scan_not_shown",
        }
    }
}

impl Finding {
    /// Makes a finding.
    pub(crate) fn new(code: FindingCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

/// One finding for each character that no font of the house has.
pub(crate) fn missing_glyphs(missing: &line::Missing) -> impl Iterator<Item = Finding> {
    missing.iter().map(|(field, ch)| {
        let code = u32::from(*ch);
        let message =
            format!("“{field}”里的“{ch}”（U+{code:04X}）没有字形，印成了〓：请核对原件，改用规范汉字后重印。");
        Finding::new(FindingCode::MissingGlyph, message)
    })
}

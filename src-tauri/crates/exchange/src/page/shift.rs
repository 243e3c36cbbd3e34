//! Moves a finished document on its paper, for a printer that prints askew. What is on the pages stays as it is.

use lopdf::{Dictionary, Document, Object};
use yihu_domain::Result;

use super::{Printed, draw::failed, paper};

/// Points in a tenth of a millimetre.
const TENTH: f32 = 72.0 / 254.0;

/// How far to move, in tenths of a millimetre, right and down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shift {
    /// To the right; to the left when negative
    pub right: i32,
    /// Down; up when negative
    pub down: i32,
}

impl Printed {
    /// Moves every page.
    pub fn shifted(mut self, by: Shift) -> Result<Self> {
        if by == Shift::default() {
            return Ok(self);
        }
        let told = |e: lopdf::Error| failed().because(e);
        let mut document = Document::load_mem(&self.pdf).map_err(told)?;
        #[expect(clippy::cast_precision_loss, reason = "a few millimetres")]
        let (right, down) = (by.right as f32 * TENTH, by.down as f32 * TENTH);
        // The paper moves the other way; a page's y grows upwards.
        let paper = [-right, down, paper::WIDTH - right, paper::HEIGHT + down];
        for page in document.get_pages().into_values() {
            let page = document.get_dictionary_mut(page).map_err(told)?;
            for name in ["MediaBox", "CropBox", "TrimBox"] {
                lay(page, name, paper);
            }
        }
        self.pdf.clear();
        document.save_to(&mut self.pdf).map_err(|e| failed().because(e))?;
        Ok(self)
    }
}

fn lay(page: &mut Dictionary, name: &str, paper: [f32; 4]) {
    if name == "MediaBox" || page.has(name.as_bytes()) {
        page.set(name, paper.map(Object::Real).to_vec());
    }
}

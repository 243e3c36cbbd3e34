//! The scanned pages of a PDF: the largest JPEG of each. Pages that were printed, not scanned, have none.

use lopdf::{Document, Object};

use super::PAGES;
use crate::attachment::probe::pdf::open;

/// Dots to an inch of the page of the poorest scan that fills it.
const SPARSEST: u32 = 50;

/// A page that is a picture.
pub(super) struct Picture {
    /// Which page, from 1
    pub(super) page: u32,
    pub(super) jpeg: Vec<u8>,
    /// Dots of its width to an inch of the page's
    pub(super) dpi: Option<u32>,
}

/// The pictures that fill the first pages.
pub(super) fn pictures(bytes: &[u8]) -> Vec<Picture> {
    let Ok(document) = open(bytes) else { return Vec::new() };
    let pages = document.get_pages().into_iter().take(PAGES as usize);
    pages
        .filter_map(|(page, id)| {
            let images = document.get_page_images(id).ok()?.into_iter();
            let largest = images.filter(is_jpeg).max_by_key(|image| image.width * image.height)?;
            let dots = u32::try_from(largest.width).ok()?;
            let dpi = points(&document, id).map(|points| dots.saturating_mul(72) / points);
            // What is smaller is a seal or a photograph on a page of text.
            let fills = dpi.is_none_or(|dpi| dpi >= SPARSEST);
            fills.then(|| Picture { page, jpeg: largest.content.to_vec(), dpi })
        })
        .collect()
}

fn is_jpeg(image: &lopdf::xobject::PdfImage) -> bool {
    image.filters.as_deref() == Some(&["DCTDecode".to_owned()])
}

/// The width of a page in points, 72 to the inch.
fn points(document: &Document, mut id: lopdf::ObjectId) -> Option<u32> {
    // A page inherits its size from the pages above it.
    for _ in 0..8 {
        let page = document.get_dictionary(id).ok()?;
        if let Ok(found) = page.get_deref(b"MediaBox", document).and_then(Object::as_array) {
            let side = |at: usize| found.get(at)?.as_float().ok();
            return whole(side(2)? - side(0)?);
        }
        id = page.get(b"Parent").and_then(Object::as_reference).ok()?;
    }
    None
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 14,400")]
fn whole(points: f32) -> Option<u32> {
    (1.0..=14_400.0).contains(&points).then_some(points as u32)
}

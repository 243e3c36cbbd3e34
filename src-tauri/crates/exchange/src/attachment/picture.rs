//! The pixels of one page of a scan, upright as a viewer shows it, and within bounds.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, metadata::Orientation};

/// The pixels of one page, unpacked: an A3 sheet in colour at 600 dpi stays below.
const LARGEST: u64 = 320 << 20;

/// Decodes a JPEG or PNG; what a camera says of how it was held is followed.
pub(super) fn decode(bytes: &[u8]) -> Option<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let is_photograph = reader.format() == Some(ImageFormat::Jpeg);
    let mut limits = Limits::default();
    limits.max_alloc = Some(LARGEST);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    if decoder.total_bytes() > LARGEST {
        return None;
    }
    let lies = if is_photograph { decoder.orientation().ok() } else { None };
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(lies.unwrap_or(Orientation::NoTransforms));
    Some(picture)
}

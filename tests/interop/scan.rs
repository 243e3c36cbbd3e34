//! Scans as a clerk's scanner or telephone makes them.

use std::{fs, path::Path};

use crate::peer;

/// What a telephone writes into its pictures, and must not leave the bureau.
pub(crate) const PLACE: &[u8] = b"GPS 34.5012N 110.2345E iPhone of Canary";

/// A real JPEG: a page of `pdf`, as a scanner would see it, without EXIF.
pub(crate) fn of_page(pdf: &Path, page: u32, to: &Path) -> Vec<u8> {
    let page = page.to_string();
    let stem = to.with_extension("");
    let (pdf, out) = (pdf.to_string_lossy(), stem.to_string_lossy());
    peer::run("pdftoppm", &["-jpeg", "-r", "60", "-f", &page, "-l", &page, "-singlefile", &pdf, &out]);
    fs::read(stem.with_extension("jpg")).expect("pdftoppm made it")
}

/// The same JPEG with an EXIF segment that says where it was taken.
pub(crate) fn with_exif(jpeg: &[u8]) -> Vec<u8> {
    assert_eq!(&jpeg[..2], [0xFF, 0xD8], "a JPEG");
    // One ASCII entry, ImageDescription, in the smallest legal TIFF block.
    let mut tiff = b"II*\0\x08\0\0\0\x01\0\x0e\x01\x02\0".to_vec();
    tiff.extend(u32::try_from(PLACE.len() + 1).expect("short").to_le_bytes());
    tiff.extend(26_u32.to_le_bytes());
    tiff.extend([0; 4]);
    tiff.extend(PLACE);
    tiff.push(0);
    let mut segment = b"Exif\0\0".to_vec();
    segment.extend(tiff);
    let length = u16::try_from(segment.len() + 2).expect("short");
    let mut out = jpeg[..2].to_vec();
    out.extend([0xFF, 0xE1]);
    out.extend(length.to_be_bytes());
    out.extend(segment);
    out.extend(&jpeg[2..]);
    out
}

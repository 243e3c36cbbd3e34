//! 清晰度: decodes a scan and measures what tells whether it can be read. What the figures mean, the domain says.
//!
//! Memory is bounded: one page at a time, at most [`LARGEST`] bytes of pixels, measured at about 200 dpi.

mod lines;
mod page;
mod pdf;
#[cfg(test)]
mod tests;

use std::io::Cursor;

use image::{DynamicImage, ImageReader, Limits, imageops};
use yihu_domain::clarity::Clarity;

use self::page::Page;
use super::Probe;

/// The pixels of one page, unpacked: an A3 sheet in colour at 600 dpi stays below.
const LARGEST: u64 = 320 << 20;
/// Dots of the long side at which pages are measured: A4 at 205 dpi.
const LONG: u32 = 2400;
/// The long side of A4, in tenths of an inch.
const A4: u32 = 117;

/// Pages that are looked at; a longer file is as good as its first ones.
const PAGES: u32 = 12;

/// Measures a scan; of several pages the worst is told. None where its pixels cannot be had.
pub fn clarity(probe: &Probe, bytes: &[u8]) -> Option<Clarity> {
    let worst = |measured: &mut dyn Iterator<Item = Clarity>| measured.max_by_key(Clarity::badness);
    match probe.extension {
        "pdf" => {
            worst(&mut pdf::pictures(bytes).into_iter().filter_map(|it| measure(it.page, &decode(&it.jpeg)?, it.dpi)))
        }
        "tif" => worst(&mut (1..=probe.pages.min(PAGES)).filter_map(|number| {
            let drawn = super::page(bytes, number).ok()?;
            measure(number, &decode(&drawn)?, probe.dpi)
        })),
        _ => measure(1, &decode(bytes)?, probe.dpi),
    }
}

fn decode(bytes: &[u8]) -> Option<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(LARGEST);
    reader.limits(limits);
    reader.decode().ok()
}

fn measure(number: u32, picture: &DynamicImage, dpi: Option<u32>) -> Option<Clarity> {
    let long = picture.width().max(picture.height());
    let mut grey = picture.to_luma8();
    if long > LONG {
        let side = |n: u32| (u64::from(n) * u64::from(LONG) / u64::from(long)).max(1);
        let side = |n: u32| u32::try_from(side(n)).unwrap_or(LONG);
        grey = imageops::thumbnail(&grey, side(picture.width()), side(picture.height()));
    }
    let page = Page::new(grey)?;
    let turned = page.turned();
    let tone = page.tone();
    Some(Clarity {
        page: number,
        dpi: (long * 10 / A4).max(dpi.unwrap_or(0)),
        blur: page.blur(tone.contrast).max(turned.blur(tone.contrast)),
        skew: lines::skew(&page, &tone),
        contrast: tone.contrast,
        edge: page.margin().max(turned.margin()),
        ink: tone.ink,
    })
}

//! 清晰度: decodes a scan and measures what tells whether it can be read. What the figures mean, the domain says.
//!
//! One page at a time is unpacked, and measured at about 200 dpi.

mod lines;
mod page;
mod pdf;
#[cfg(test)]
mod tests;

use image::{DynamicImage, GrayImage, imageops};
use yihu_domain::clarity::Clarity;

use self::page::Page;
use super::{Probe, picture::decode};

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
        "tif" => worst(
            &mut (1..=probe.pages.min(PAGES))
                .filter_map(|number| measure(number, &super::page::picture(bytes, number).ok()?, probe.dpi)),
        ),
        _ => measure(1, &decode(bytes)?, probe.dpi),
    }
}

/// A page in grey, as large as it is measured.
pub(super) fn small(picture: &DynamicImage) -> GrayImage {
    let long = picture.width().max(picture.height());
    let grey = picture.to_luma8();
    if long <= LONG {
        return grey;
    }
    let side = |n: u32| (u64::from(n) * u64::from(LONG) / u64::from(long)).max(1);
    let side = |n: u32| u32::try_from(side(n)).unwrap_or(LONG);
    imageops::thumbnail(&grey, side(picture.width()), side(picture.height()))
}

/// Tenths of a degree by which the lines of a small page run down to the right.
pub(super) fn slant(grey: GrayImage) -> Option<i32> {
    let page = Page::new(grey)?;
    let tone = page.tone();
    Some(lines::skew(&page, &tone))
}

fn measure(number: u32, picture: &DynamicImage, dpi: Option<u32>) -> Option<Clarity> {
    let long = picture.width().max(picture.height());
    let page = Page::new(small(picture))?;
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

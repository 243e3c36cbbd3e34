//! 修整: a scan made anew from the one that came, its pages turned, straightened and cropped.
//!
//! Pictures are decoded and packed again; of a PDF only the way its pages lie is changed.

use std::io::Cursor;

use image::{
    DynamicImage, ExtendedColorType, GrayImage, RgbImage,
    codecs::jpeg::{JpegEncoder, PixelDensity},
    imageops,
};
use lopdf::{Document, Object, ObjectId};
use tiff::encoder::{Compression, DeflateLevel, Rational, TiffEncoder, colortype};
use yihu_domain::{
    Error, Result,
    mending::{Crop, Mend},
};

use super::{Probe, clarity, page, picture, probe::pdf};

/// How finely a JPEG is packed: what is lost of a scan cannot be seen in print.
const FINE: u8 = 92;
const SIDE: u64 = 10_000;
/// One, in 65,536ths.
const ONE: i64 = 1 << 16;
/// What lies beside a page.
const PAPER: u8 = 255;

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Makes a scan anew with these of its pages mended, as a file of the same kind.
pub fn mend(probe: &Probe, bytes: &[u8], mends: &[Mend]) -> Result<Vec<u8>> {
    if probe.extension == "pdf" && mends.iter().any(|it| it.slant != 0 || it.crop.is_some()) {
        return Err(Error::invalid("PDF只能整页左转、右转，不能摆正和裁边：请重扫，或用扫描软件另存为图片再放入。"));
    }
    let made = match probe.extension {
        "pdf" => turned_pages(bytes, mends),
        "tif" => packed_tiff(probe, bytes, mends),
        _ => packed_picture(probe, bytes, mends),
    };
    made.map_err(|cause| {
        let message = "这份扫描件用了少见的存法，修整不了：请用看图软件修好，再换上那一份；原件还在。";
        Error::invalid(message).because(cause)
    })
}

/// By how much the lines of a page run down to the right, in tenths of a degree: as it lies, and turned by a quarter.
pub fn slants(probe: &Probe, bytes: &[u8], number: u32) -> Option<[i32; 2]> {
    let it = match probe.extension {
        "pdf" => return None,
        "tif" => page::picture(bytes, number).ok()?,
        _ => picture::decode(bytes)?,
    };
    let upright = clarity::small(&it);
    let sideways = imageops::rotate90(&upright);
    Some([clarity::slant(upright)?, clarity::slant(sideways)?])
}

fn packed_picture(probe: &Probe, bytes: &[u8], mends: &[Mend]) -> std::result::Result<Vec<u8>, Cause> {
    let whole = picture::decode(bytes).ok_or("cannot be decoded")?;
    let it = mends.iter().fold(flat(whole), mended);
    let mut packed = Vec::new();
    if probe.extension == "png" {
        let mut encoder = png::Encoder::new(&mut packed, it.width(), it.height());
        encoder.set_color(if is_grey(&it) { png::ColorType::Grayscale } else { png::ColorType::Rgb });
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_pixel_dims(probe.dpi.map(|dpi| {
            let metre = (dpi * 10_000 + 127) / 254;
            png::PixelDimensions { xppu: metre, yppu: metre, unit: png::Unit::Meter }
        }));
        encoder.write_header()?.write_image_data(it.as_bytes())?;
        return Ok(packed);
    }
    let mut encoder = JpegEncoder::new_with_quality(&mut packed, FINE);
    if let Some(dpi) = probe.dpi.and_then(|dpi| u16::try_from(dpi).ok()) {
        encoder.set_pixel_density(PixelDensity::dpi(dpi));
    }
    let colour = if is_grey(&it) { ExtendedColorType::L8 } else { ExtendedColorType::Rgb8 };
    encoder.encode(it.as_bytes(), it.width(), it.height(), colour)?;
    Ok(packed)
}

fn packed_tiff(probe: &Probe, bytes: &[u8], mends: &[Mend]) -> std::result::Result<Vec<u8>, Cause> {
    let mut packed = Vec::new();
    let mut encoder =
        TiffEncoder::new(Cursor::new(&mut packed))?.with_compression(Compression::Deflate(DeflateLevel::Balanced));
    let density = || probe.dpi.map(|dpi| Rational { n: dpi, d: 1 });
    for number in 1..=probe.pages {
        let own = mends.iter().filter(|it| it.page == number);
        let it = own.fold(flat(page::picture(bytes, number)?), mended);
        // The two kinds of pages are written by two types.
        if is_grey(&it) {
            let mut image = encoder.new_image::<colortype::Gray8>(it.width(), it.height())?;
            if let Some(density) = density() {
                image.resolution(tiff::tags::ResolutionUnit::Inch, density);
            }
            image.write_data(it.as_bytes())?;
        } else {
            let mut image = encoder.new_image::<colortype::RGB8>(it.width(), it.height())?;
            if let Some(density) = density() {
                image.resolution(tiff::tags::ResolutionUnit::Inch, density);
            }
            image.write_data(it.as_bytes())?;
        }
    }
    Ok(packed)
}

fn turned_pages(bytes: &[u8], mends: &[Mend]) -> std::result::Result<Vec<u8>, Cause> {
    let mut document = pdf::open(bytes)?;
    let pages = document.get_pages();
    for mend in mends {
        let id = *pages.get(&mend.page).ok_or("no such page")?;
        let lies = lies(&document, id) + i64::from(mend.turn) * 90;
        document.get_dictionary_mut(id)?.set("Rotate", lies.rem_euclid(360));
    }
    let mut packed = Vec::new();
    document.save_to(&mut packed)?;
    Ok(packed)
}

/// How a page of a PDF lies, in degrees clockwise; it may inherit that.
fn lies(document: &Document, mut id: ObjectId) -> i64 {
    for _ in 0..32 {
        let Ok(node) = document.get_dictionary(id) else { return 0 };
        if let Ok(degrees) = node.get_deref(b"Rotate", document).and_then(Object::as_i64) {
            return degrees;
        }
        let Ok(parent) = node.get(b"Parent").and_then(Object::as_reference) else { return 0 };
        id = parent;
    }
    0
}

const fn is_grey(it: &DynamicImage) -> bool {
    matches!(it, DynamicImage::ImageLuma8(_))
}

/// A picture in grey or in red, green and blue, a byte each; what shows through shows white paper.
fn flat(it: DynamicImage) -> DynamicImage {
    match it {
        DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) => it,
        DynamicImage::ImageLuma16(_) => DynamicImage::ImageLuma8(it.to_luma8()),
        _ if it.color().has_alpha() => {
            let seen = it.to_rgba8();
            let on_paper = |colour: u8, alpha: u8| {
                let sum = u16::from(colour) * u16::from(alpha) + u16::from(PAPER) * u16::from(255 - alpha);
                u8::try_from((sum + 127) / 255).unwrap_or(PAPER)
            };
            let (width, height) = seen.dimensions();
            DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
                let [red, green, blue, alpha] = seen.get_pixel(x, y).0;
                image::Rgb([red, green, blue].map(|colour| on_paper(colour, alpha)))
            }))
        }
        _ => DynamicImage::ImageRgb8(it.to_rgb8()),
    }
}

fn mended(it: DynamicImage, mend: &Mend) -> DynamicImage {
    let it = match mend.turn % 4 {
        1 => it.rotate90(),
        2 => it.rotate180(),
        3 => it.rotate270(),
        _ => it,
    };
    let it = if mend.slant == 0 { it } else { straightened(it, mend.slant) };
    match mend.crop {
        Some(crop) => cropped(&it, crop),
        None => it,
    }
}

fn cropped(it: &DynamicImage, crop: Crop) -> DynamicImage {
    let dots = |side: u32, share: u16| u32::try_from(u64::from(side) * u64::from(share) / SIDE).unwrap_or(side);
    let (left, top) = (dots(it.width(), crop.left), dots(it.height(), crop.top));
    let (right, bottom) = (dots(it.width(), crop.right), dots(it.height(), crop.bottom));
    it.crop_imm(left, top, (right - left).max(1), (bottom - top).max(1))
}

/// A page whose lines ran down to the right by so many tenths of a degree, turned back around its middle.
fn straightened(it: DynamicImage, slant: i32) -> DynamicImage {
    let (width, height) = (it.width(), it.height());
    let back = |samples: &[u8], channels| turned_back(samples, (width as usize, height as usize), channels, slant);
    match it {
        DynamicImage::ImageLuma8(page) => {
            let straight = GrayImage::from_raw(width, height, back(page.as_raw(), 1));
            straight.map_or(DynamicImage::ImageLuma8(page), DynamicImage::ImageLuma8)
        }
        other => {
            let page = other.into_rgb8();
            let straight = RgbImage::from_raw(width, height, back(page.as_raw(), 3));
            straight.map_or(DynamicImage::ImageRgb8(page), DynamicImage::ImageRgb8)
        }
    }
}

/// Samples turned around the middle, each mixed of the four that lie nearest.
fn turned_back(samples: &[u8], (width, height): (usize, usize), channels: usize, slant: i32) -> Vec<u8> {
    let (sin, cos) = (f64::from(slant) / 10.0).to_radians().sin_cos();
    let (sin, cos) = (fixed(sin), fixed(cos));
    let whole = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let (w, h) = (whole(width), whole(height));
    let sample = |x: i64, y: i64, channel: usize| {
        let inside = (0..w).contains(&x) && (0..h).contains(&y);
        let at = if inside { usize::try_from(y * w + x).unwrap_or_default() * channels + channel } else { usize::MAX };
        i64::from(samples.get(at).copied().unwrap_or(PAPER))
    };
    let mut straight = Vec::with_capacity(samples.len());
    for y in 0..h {
        // Twice the way from the middle, so that halves are whole.
        let dy = 2 * y + 1 - h;
        for x in 0..w {
            let dx = 2 * x + 1 - w;
            let from_x = ((w - 1) * ONE + dx * cos - dy * sin) / 2;
            let from_y = ((h - 1) * ONE + dx * sin + dy * cos) / 2;
            let (left, top) = (from_x.div_euclid(ONE), from_y.div_euclid(ONE));
            let (right, below) = (from_x.rem_euclid(ONE), from_y.rem_euclid(ONE));
            for channel in 0..channels {
                let upper = sample(left, top, channel) * (ONE - right) + sample(left + 1, top, channel) * right;
                let lower = sample(left, top + 1, channel) * (ONE - right) + sample(left + 1, top + 1, channel) * right;
                let mixed = (upper * (ONE - below) + lower * below + ONE * ONE / 2) / (ONE * ONE);
                straight.push(u8::try_from(mixed).unwrap_or(PAPER));
            }
        }
    }
    straight
}

#[expect(clippy::cast_possible_truncation, reason = "between -65,536 and 65,536")]
fn fixed(share: f64) -> i64 {
    (share * 65_536.0).round() as i64
}

#[cfg(test)]
mod tests;

//! One page of a TIFF, upright, as a PNG: neither a web view nor a PDF shows a TIFF. No more than that page is ever
//! unpacked.

use std::io::Cursor;

use image::{DynamicImage, GrayImage, RgbImage, metadata::Orientation};
use tiff::{
    ColorType,
    decoder::{Decoder, DecodingResult, Limits},
    tags::Tag,
};
use yihu_domain::{Error, Result};

/// What one page may take unpacked: A3 in colour at 600 dots an inch.
const LARGEST: usize = 224 << 20;

/// Why a page cannot be drawn, for whoever mends it.
type Cause = Box<dyn std::error::Error + Send + Sync>;

/// A page as it was packed.
struct Drawn {
    size: (u32, u32),
    kind: png::ColorType,
    depth: png::BitDepth,
    samples: Vec<u8>,
    /// How the sheet lay in the scanner
    lies: Orientation,
}

/// Draws the page `number` (1 is the first) of a TIFF as a PNG.
pub fn page(bytes: &[u8], number: u32) -> Result<Vec<u8>> {
    draw(bytes, number).and_then(Drawn::packed).map_err(|cause| told(number, cause))
}

/// The pixels of the page `number` (1 is the first).
pub(super) fn picture(bytes: &[u8], number: u32) -> Result<DynamicImage> {
    draw(bytes, number).and_then(Drawn::picture).map_err(|cause| told(number, cause))
}

fn told(number: u32, cause: Cause) -> Error {
    let advice = "请用看图软件另存为 JPG 或 PDF，再换上那一份；原件还在。";
    Error::invalid(format!("这份TIFF的第{number}页用了少见的存法或已损坏，显示不了：{advice}")).because(cause)
}

impl Drawn {
    fn packed(self) -> std::result::Result<Vec<u8>, Cause> {
        let upright = if self.lies == Orientation::NoTransforms { self } else { self.upright()? };
        let mut packed = Vec::new();
        let mut encoder = png::Encoder::new(&mut packed, upright.size.0, upright.size.1);
        encoder.set_color(upright.kind);
        encoder.set_depth(upright.depth);
        encoder.set_compression(png::Compression::Fast);
        encoder.write_header()?.write_image_data(&upright.samples)?;
        Ok(packed)
    }

    fn upright(self) -> std::result::Result<Self, Cause> {
        let kind = self.kind;
        let picture = self.picture()?;
        let size = (picture.width(), picture.height());
        let lies = Orientation::NoTransforms;
        Ok(Self { size, kind, depth: png::BitDepth::Eight, samples: picture.into_bytes(), lies })
    }

    fn picture(self) -> std::result::Result<DynamicImage, Cause> {
        let (width, height) = self.size;
        let drawn = if self.kind == png::ColorType::Rgb {
            RgbImage::from_raw(width, height, self.samples).map(DynamicImage::ImageRgb8)
        } else {
            let grey = whole_bytes(&self.samples, width as usize, self.depth);
            GrayImage::from_raw(width, height, grey).map(DynamicImage::ImageLuma8)
        };
        let mut picture = drawn.ok_or("fewer samples than dots")?;
        picture.apply_orientation(self.lies);
        Ok(picture)
    }
}

/// Grey of so many bits as grey of eight; each row begins with a byte of its own.
fn whole_bytes(samples: &[u8], width: usize, depth: png::BitDepth) -> Vec<u8> {
    let bits: usize = match depth {
        png::BitDepth::One => 1,
        png::BitDepth::Two => 2,
        png::BitDepth::Four => 4,
        _ => return samples.to_vec(),
    };
    let most = (1_u8 << bits) - 1;
    let one = |row: &[u8], x: usize| {
        let shift = 8 - bits - x * bits % 8;
        row.get(x * bits / 8).map_or(u8::MAX, |byte| (byte >> shift & most) * (u8::MAX / most))
    };
    let rows = samples.chunks((width * bits).div_ceil(8).max(1));
    rows.flat_map(|row| (0..width).map(move |x| one(row, x))).collect()
}

fn draw(bytes: &[u8], number: u32) -> std::result::Result<Drawn, Cause> {
    let mut limits = Limits::default();
    (limits.decoding_buffer_size, limits.intermediate_buffer_size) = (LARGEST, LARGEST);
    let mut decoder = Decoder::new(Cursor::new(bytes))?.with_limits(limits);
    decoder.seek_to_image(usize::try_from(number)?.checked_sub(1).ok_or("no such page")?)?;
    let (size, colour) = (decoder.dimensions()?, decoder.colortype()?);
    let lies = decoder.find_tag_unsigned::<u8>(Tag::Orientation).ok().flatten();
    let lies = lies.and_then(Orientation::from_exif).unwrap_or(Orientation::NoTransforms);
    let mut read = DecodingResult::U8(Vec::new());
    let planes = decoder.read_image_to_buffer(&mut read)?.planes;
    let samples = match read {
        DecodingResult::U8(samples) => samples,
        DecodingResult::U16(samples) => samples.into_iter().map(|it| it.to_be_bytes()[0]).collect(),
        _ => return Err("samples that are no whole numbers".into()),
    };
    let samples = if planes > 1 { interleaved(&samples, planes) } else { samples };
    let (kind, depth, samples) = match colour {
        ColorType::Gray(1) => (png::ColorType::Grayscale, png::BitDepth::One, samples),
        ColorType::Gray(2) => (png::ColorType::Grayscale, png::BitDepth::Two, samples),
        ColorType::Gray(4) => (png::ColorType::Grayscale, png::BitDepth::Four, samples),
        ColorType::Gray(8 | 16) => (png::ColorType::Grayscale, png::BitDepth::Eight, samples),
        ColorType::RGB(8 | 16) => (png::ColorType::Rgb, png::BitDepth::Eight, samples),
        ColorType::RGBA(8 | 16) => (png::ColorType::Rgb, png::BitDepth::Eight, each(&samples, on_paper)),
        ColorType::CMYK(8 | 16) => (png::ColorType::Rgb, png::BitDepth::Eight, each(&samples, of_ink)),
        ColorType::YCbCr(8) => (png::ColorType::Rgb, png::BitDepth::Eight, each(&samples, of_video)),
        other => return Err(format!("colours of {other:?}").into()),
    };
    Ok(Drawn { size, kind, depth, samples, lies })
}

/// Samples that lie plane after plane, pixel after pixel.
fn interleaved(samples: &[u8], planes: usize) -> Vec<u8> {
    let each = samples.len() / planes;
    (0..each).flat_map(|at| (0..planes).filter_map(move |plane| samples.get(plane * each + at).copied())).collect()
}

/// Every pixel of so many samples as red, green and blue.
fn each<const N: usize>(samples: &[u8], pixel: fn([u8; N]) -> [u8; 3]) -> Vec<u8> {
    samples.as_chunks::<N>().0.iter().flat_map(|it| pixel(*it)).collect()
}

/// What shows through shows white paper.
fn on_paper([red, green, blue, alpha]: [u8; 4]) -> [u8; 3] {
    [red, green, blue].map(|it| mixed(it, alpha, 255))
}

fn of_ink([cyan, magenta, yellow, black]: [u8; 4]) -> [u8; 3] {
    [cyan, magenta, yellow].map(|it| mixed(255 - it, 255 - black, 0))
}

/// So much of one and the rest of the other.
fn mixed(one: u8, share: u8, other: u8) -> u8 {
    let sum = u16::from(one) * u16::from(share) + u16::from(other) * u16::from(255 - share);
    u8::try_from((sum + 127) / 255).unwrap_or(u8::MAX)
}

/// ITU-R BT.601, as JPEG has it; in 65536ths.
fn of_video([light, blue, red]: [u8; 3]) -> [u8; 3] {
    let (y, b, r) = (i32::from(light) << 16, i32::from(blue) - 128, i32::from(red) - 128);
    [y + 91_881 * r, y - 22_554 * b - 46_802 * r, y + 116_130 * b]
        .map(|it| u8::try_from(((it + 32_768) >> 16).clamp(0, 255)).unwrap_or(u8::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAX: &[u8] = include_bytes!("samples/fax.tif");

    /// Width, height, and the colour of a pixel in the middle of each quarter, row after row.
    fn quarters(png: &[u8]) -> (u32, u32, [[u8; 3]; 4]) {
        let mut decoder = png::Decoder::new(Cursor::new(png));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        let each = info.color_type.samples();
        let at = |x: u32, y: u32| {
            let at = (y * info.width + x) as usize * each;
            [pixels[at], pixels[at + (each - 1) / 2], pixels[at + each - 1]]
        };
        let (w, h) = (info.width, info.height);
        (w, h, [at(w / 4, h / 4), at(3 * w / 4, h / 4), at(w / 4, 3 * h / 4), at(3 * w / 4, 3 * h / 4)])
    }

    #[test]
    fn every_way_a_scanner_packs_a_page_is_drawn_alike() {
        let (black, red, white) = ([0; 3], [200, 0, 0], [255; 3]);
        for (name, bytes, number, colours) in [
            ("fax", FAX, 1, [black, white, white, white]),
            ("fax", FAX, 2, [white, white, white, black]),
            ("gray", include_bytes!("samples/gray.tif"), 1, [black, white, white, white]),
            ("lzw", include_bytes!("samples/lzw.tif"), 1, [red, white, white, white]),
            ("planar", include_bytes!("samples/planar.tif"), 1, [red, white, white, white]),
            ("jpeg", include_bytes!("samples/jpeg.tif"), 1, [red, white, white, white]),
            ("cmyk", include_bytes!("samples/cmyk.tif"), 1, [red, white, white, white]),
        ] {
            let (width, height, seen) = quarters(&page(bytes, number).unwrap());
            assert_eq!((width, height), (64, 48), "{name}");
            let near = |(a, b): (&[u8; 3], &[u8; 3])| a.iter().zip(b).all(|(a, b)| a.abs_diff(*b) < 6);
            assert!(seen.iter().zip(&colours).all(near), "{name} {number}: {seen:?}");
        }
    }

    #[test]
    fn what_cannot_be_drawn_is_said_with_a_way_on() {
        let palette = include_bytes!("samples/palette.tif");
        let cases: [(&[u8], u32); 5] = [(FAX, 0), (FAX, 3), (palette, 1), (&FAX[..200], 1), (b"II*\0", 1)];
        for (bytes, number) in cases {
            let told = page(bytes, number).unwrap_err();
            assert!(told.message.contains("另存为"), "{}", told.message);
        }
    }

    #[test]
    fn a_damaged_page_is_drawn_or_refused_but_never_fatal() {
        for whole in [FAX, include_bytes!("samples/jpeg.tif"), include_bytes!("samples/lzw.tif")] {
            for at in 0..whole.len() {
                let mut bad = whole.to_vec();
                for value in [0, 1, 0x7F, 0xFF] {
                    bad[at] = value;
                    let _ = page(&bad, 1);
                }
            }
        }
    }
}

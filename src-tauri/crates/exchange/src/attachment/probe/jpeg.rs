//! JPEG: walks all segments to the end mark.

use super::{Bytes, Facts, Picture, per_inch, tiff};

const CUT: &str = "文件不完整";
const BROKEN: &str = "内容已损坏";

/// Reads size and density; baseline and progressive files only, as these are what viewers and PDF take.
pub(super) fn read(bytes: &[u8]) -> Facts {
    let number = Bytes { bytes, little: false };
    let (mut size, mut dpi, mut scanned) = (None, None, false);
    let mut at = 2;
    loop {
        let marker = marker(bytes, &mut at)?;
        if matches!(marker, 0x01 | 0xD0..=0xD7) {
            continue;
        }
        if marker == 0xD9 {
            break;
        }
        let length = usize::from(number.u16(at).ok_or(CUT)?);
        let body = bytes.get(at + 2..at + length.max(2)).ok_or(CUT)?;
        if length < 2 || matches!(marker, 0x00 | 0xD8) {
            return Err(BROKEN);
        }
        at += length;
        match marker {
            0xC0..=0xC2 if size.is_none() => size = Some(frame(body)?),
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return Err("用了少见的编码，别的软件打不开"),
            0xE0 if body.starts_with(b"JFIF\0") => dpi = dpi.or_else(|| jfif_density(body)),
            0xE1 => dpi = dpi.or_else(|| body.strip_prefix(b"Exif\0\0").and_then(tiff::density)),
            0xDA => {
                scanned = true;
                at = skip_scan(bytes, at)?;
            }
            _ => {}
        }
    }
    match size {
        Some((width, height)) if scanned => Ok(Picture { pages: 1, width, height, dpi }),
        _ => Err(BROKEN),
    }
}

fn marker(bytes: &[u8], at: &mut usize) -> Facts<u8> {
    if *bytes.get(*at).ok_or(CUT)? != 0xFF {
        return Err(BROKEN);
    }
    while *bytes.get(*at).ok_or(CUT)? == 0xFF {
        *at += 1;
    }
    let marker = bytes[*at];
    *at += 1;
    Ok(marker)
}

fn frame(body: &[u8]) -> Facts<(u32, u32)> {
    let &[precision, h1, h0, w1, w0, components, ..] = body else { return Err(BROKEN) };
    let (height, width) = (u16::from_be_bytes([h1, h0]), u16::from_be_bytes([w1, w0]));
    let plain = precision == 8 && matches!(components, 1 | 3 | 4) && body.len() == 6 + 3 * usize::from(components);
    if plain && height > 0 && width > 0 { Ok((u32::from(width), u32::from(height))) } else { Err(BROKEN) }
}

fn jfif_density(body: &[u8]) -> Option<u32> {
    let &[unit, high, low] = body.get(7..10)?.first_chunk()?;
    let density = u32::from(u16::from_be_bytes([high, low]));
    match unit {
        1 => Some(density),
        2 => Some(per_inch(density)),
        _ => None,
    }
    .filter(|d| *d > 0)
}

/// Passes over the entropy-coded bytes to the next real marker.
fn skip_scan(bytes: &[u8], from: usize) -> Facts<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..).ok_or(CUT)?.iter().position(|b| *b == 0xFF).ok_or(CUT)?;
        match bytes.get(at + 1).ok_or(CUT)? {
            0x00 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return Ok(at),
        }
    }
}

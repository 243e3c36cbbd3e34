//! PNG: walks all chunks to the end, with their check sums.

use super::{Bytes, Facts, Picture, per_inch};

const CUT: &str = "文件不完整";
const BROKEN: &str = "内容已损坏";
const MARK: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Reads size and density.
pub(super) fn read(bytes: &[u8]) -> Facts {
    let number = Bytes { bytes, little: false };
    if !bytes.starts_with(MARK) {
        return Err(BROKEN);
    }
    let (mut size, mut dpi, mut data) = (None, None, false);
    let mut at = MARK.len();
    loop {
        let length = number.u32(at).and_then(|l| usize::try_from(l).ok()).ok_or(CUT)?;
        let chunk = at.checked_add(8 + length).and_then(|end| bytes.get(at + 4..end)).ok_or(CUT)?;
        let sum = number.u32(at + 8 + length).ok_or(CUT)?;
        if crc32fast::hash(chunk) != sum {
            return Err(BROKEN);
        }
        at += 12 + length;
        let (kind, body) = chunk.split_at(4);
        match (kind, size) {
            (b"IHDR", None) => size = Some(header(body)?),
            (_, None) => return Err(BROKEN),
            (b"pHYs", _) => dpi = density(body),
            (b"IDAT", _) => data = true,
            (b"IEND", _) => break,
            _ => {}
        }
    }
    match size {
        Some((width, height)) if data => Ok(Picture { pages: 1, width, height, dpi }),
        _ => Err(BROKEN),
    }
}

fn header(body: &[u8]) -> Facts<(u32, u32)> {
    let number = Bytes { bytes: body, little: false };
    match (number.u32(0), number.u32(4), body.len()) {
        (Some(width @ 1..=0x7FFF_FFFF), Some(height @ 1..=0x7FFF_FFFF), 13) => Ok((width, height)),
        _ => Err(BROKEN),
    }
}

/// Given per metre.
fn density(body: &[u8]) -> Option<u32> {
    let per_metre = Bytes { bytes: body, little: false }.u32(0)?;
    (body.get(8) == Some(&1) && per_metre > 0).then(|| per_inch(per_metre) / 100)
}

//! TIFF: follows the chain of pages, each with its picture bytes inside the file. Exif is the same form.

use super::{Bytes, Facts, Picture, per_inch};

const CUT: &str = "文件不完整";
const BROKEN: &str = "内容已损坏";
const MOST_PAGES: usize = 10_000;

const WIDTH: u16 = 256;
const HEIGHT: u16 = 257;
const STRIPS: u16 = 273;
const STRIP_LENGTHS: u16 = 279;
const DENSITY: u16 = 282;
const UNIT: u16 = 296;
const TILES: u16 = 324;
const TILE_LENGTHS: u16 = 325;

/// Reads the number of pages, and size and density of the first.
pub(super) fn read(bytes: &[u8]) -> Facts {
    let mut first = None;
    let mut seen = Vec::new();
    let file = order(bytes).ok_or(BROKEN)?;
    let mut next = file.u32(4).ok_or(CUT)?;
    while next != 0 {
        if seen.contains(&next) || seen.len() == MOST_PAGES {
            return Err(BROKEN);
        }
        seen.push(next);
        let page = Page::at(file, next).ok_or(CUT)?;
        let size = (page.number(WIDTH), page.number(HEIGHT));
        let (Some(width @ 1..), Some(height @ 1..)) = size else { return Err(BROKEN) };
        page.holds_its_values()?;
        page.holds_its_picture()?;
        first.get_or_insert((width, height, page.dpi()));
        next = page.next().ok_or(CUT)?;
    }
    let (width, height, dpi) = first.ok_or(BROKEN)?;
    Ok(Picture { pages: u32::try_from(seen.len()).map_err(|_| BROKEN)?, width, height, dpi })
}

/// Reads the density out of an Exif block.
pub(super) fn density(bytes: &[u8]) -> Option<u32> {
    let file = order(bytes)?;
    Page::at(file, file.u32(4)?)?.dpi()
}

fn order(bytes: &[u8]) -> Option<Bytes<'_>> {
    match bytes {
        [b'I', b'I', b'*', 0, ..] => Some(Bytes { bytes, little: true }),
        [b'M', b'M', 0, b'*', ..] => Some(Bytes { bytes, little: false }),
        _ => None,
    }
}

struct Page<'a> {
    file: Bytes<'a>,
    entries: usize,
    count: usize,
}

impl<'a> Page<'a> {
    fn at(file: Bytes<'a>, offset: u32) -> Option<Self> {
        let at = usize::try_from(offset).ok()?;
        let count = usize::from(file.u16(at)?);
        let entries = at + 2;
        file.bytes.get(entries..entries + 12 * count)?;
        Some(Self { file, entries, count })
    }

    fn next(&self) -> Option<u32> {
        self.file.u32(self.entries + 12 * self.count)
    }

    fn entry(&self, tag: u16) -> Option<usize> {
        (0..self.count).map(|n| self.entries + 12 * n).find(|at| self.file.u16(*at) == Some(tag))
    }

    /// The values of a tag of type SHORT or LONG.
    fn numbers(&self, tag: u16) -> Option<Vec<u32>> {
        let entry = self.entry(tag)?;
        let width = match self.file.u16(entry + 2)? {
            3 => 2,
            4 => 4,
            _ => return None,
        };
        let count = usize::try_from(self.file.u32(entry + 4)?).ok()?;
        let length = count.checked_mul(width)?;
        let at = if length <= 4 { entry + 8 } else { usize::try_from(self.file.u32(entry + 8)?).ok()? };
        self.file.bytes.get(at..at.checked_add(length)?)?;
        let one = |n| if width == 2 { self.file.u16(at + 2 * n).map(u32::from) } else { self.file.u32(at + 4 * n) };
        (0..count).map(one).collect()
    }

    fn number(&self, tag: u16) -> Option<u32> {
        self.numbers(tag)?.first().copied()
    }

    fn dpi(&self) -> Option<u32> {
        let entry = self.entry(DENSITY)?;
        let at = usize::try_from(self.file.u32(entry + 8)?).ok()?;
        let density = self.file.u32(at)?.checked_div(self.file.u32(at.checked_add(4)?)?)?;
        match self.number(UNIT).unwrap_or(2) {
            2 => Some(density),
            3 => Some(per_inch(density)),
            _ => None,
        }
        .filter(|d| *d > 0)
    }

    /// Whether all that is too long for its entry is inside the file.
    fn holds_its_values(&self) -> Facts<()> {
        for at in (0..self.count).map(|n| self.entries + 12 * n) {
            let width: u64 = match self.file.u16(at + 2).ok_or(CUT)? {
                1 | 2 | 6 | 7 => 1,
                3 | 8 => 2,
                4 | 9 | 11 | 13 => 4,
                5 | 10 | 12 => 8,
                _ => return Err(BROKEN),
            };
            let length = width * u64::from(self.file.u32(at + 4).ok_or(CUT)?);
            let start = u64::from(self.file.u32(at + 8).ok_or(CUT)?);
            if length > 4 && start + length > self.file.bytes.len() as u64 {
                return Err(CUT);
            }
        }
        Ok(())
    }

    fn holds_its_picture(&self) -> Facts<()> {
        let parts = match (self.numbers(STRIPS), self.numbers(STRIP_LENGTHS)) {
            (Some(at), Some(lengths)) => (at, lengths),
            _ => (self.numbers(TILES).ok_or(BROKEN)?, self.numbers(TILE_LENGTHS).ok_or(BROKEN)?),
        };
        if parts.0.is_empty() || parts.0.len() != parts.1.len() {
            return Err(BROKEN);
        }
        let end = self.file.bytes.len() as u64;
        let inside = |(at, length): (&u32, &u32)| u64::from(*at) + u64::from(*length) <= end;
        if parts.0.iter().zip(&parts.1).all(inside) { Ok(()) } else { Err(CUT) }
    }
}

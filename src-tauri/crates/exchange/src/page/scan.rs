//! Reads scans as they are: a JPEG or PNG goes into the PDF without being drawn anew.
//!
//! What a camera adds (place, time, owner: EXIF, XMP, comments) does not go along; picture data stays byte for byte.

use lopdf::{Dictionary, Object, Stream, StringFormat, dictionary};
use printpdf::{RawImage, RawImageData, RawImageFormat};

/// A picture ready to be put into a PDF.
#[derive(Debug, Clone)]
pub(crate) struct Picture {
    /// The image object.
    pub(crate) stream: Stream,
    /// Width and height as stored, in pixels.
    pub(crate) size: (u32, u32),
    /// How it lies: 1 upright … 8, as EXIF counts.
    pub(crate) turn: u8,
    /// Whether its colours are what PDF/A asks for.
    pub(crate) archival: bool,
}

impl Picture {
    /// Width and height as seen, in pixels.
    pub(crate) const fn seen(&self) -> (u32, u32) {
        if self.turn > 4 { (self.size.1, self.size.0) } else { self.size }
    }

    /// The PDF matrix that puts the picture, turned upright, into a box (origin bottom left).
    pub(crate) fn matrix(&self, x: f32, y: f32, w: f32, h: f32) -> [f32; 6] {
        match self.turn {
            2 => [-w, 0.0, 0.0, h, x + w, y],
            3 => [-w, 0.0, 0.0, -h, x + w, y + h],
            4 => [w, 0.0, 0.0, -h, x, y + h],
            5 => [0.0, -h, -w, 0.0, x + w, y + h],
            6 => [0.0, -h, w, 0.0, x, y + h],
            7 => [0.0, h, w, 0.0, x, y],
            8 => [0.0, h, -w, 0.0, x + w, y],
            _ => [w, 0.0, 0.0, h, x, y],
        }
    }
}

/// Reads a picture by its first bytes; none when it cannot be shown.
pub(crate) fn read(bytes: &[u8]) -> Option<Picture> {
    if bytes.starts_with(&[0xFF, 0xD8]) {
        jpeg(bytes)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        png(bytes)
    } else {
        None
    }
}

fn image(width: u32, height: u32, bits: u8, space: Object) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "BitsPerComponent" => i64::from(bits),
        "ColorSpace" => space,
    }
}

/// What a JPEG says of itself.
#[derive(Default)]
struct Jpeg<'a> {
    frame: Option<&'a [u8]>,
    adobe: bool,
    turn: Option<u8>,
}

impl<'a> Jpeg<'a> {
    /// Notes what a segment says; whether it goes along, none when a PDF reader could not show the picture.
    fn segment(&mut self, marker: u8, body: &'a [u8]) -> Option<bool> {
        Some(match marker {
            0xC0..=0xC2 => {
                self.frame = Some(body);
                true
            }
            // Lossless and arithmetic forms are not what a PDF reader understands.
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return None,
            0xE0 => body.starts_with(b"JFIF\0"),
            0xE1 => {
                self.turn = self.turn.or_else(|| orientation(body));
                false
            }
            0xE2 => body.starts_with(b"ICC_PROFILE\0"),
            0xEE => {
                self.adobe = body.starts_with(b"Adobe");
                self.adobe
            }
            0xE3..=0xEF | 0xFE => false,
            _ => true,
        })
    }
}

fn jpeg(bytes: &[u8]) -> Option<Picture> {
    let mut clean = vec![0xFF, 0xD8];
    let mut said = Jpeg::default();
    let mut at = 2;
    while at < bytes.len() {
        // Fill bytes before a marker mean nothing.
        while bytes.get(at..at + 2)? == [0xFF, 0xFF] {
            at += 1;
        }
        let [0xFF, marker] = *bytes.get(at..at + 2)? else { return None };
        if marker == 0xD9 {
            clean.extend([0xFF, 0xD9]);
            break;
        }
        let length = 2 + usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
        let segment = bytes.get(at..at + length)?;
        if said.segment(marker, segment.get(4..)?)? {
            clean.extend(segment);
        }
        at += length;
        if marker == 0xDA {
            let end = at + scan_length(bytes.get(at..)?);
            clean.extend(bytes.get(at..end)?);
            at = end;
        }
    }
    let [8, h1, h2, w1, w2, colours, ..] = *said.frame? else { return None };
    let (width, height) = (u32::from(u16::from_be_bytes([w1, w2])), u32::from(u16::from_be_bytes([h1, h2])));
    let space = match colours {
        1 => "DeviceGray",
        3 => "DeviceRGB",
        4 => "DeviceCMYK",
        _ => return None,
    };
    if width == 0 || height == 0 {
        return None;
    }
    let mut dict = image(width, height, 8, space.into());
    dict.set("Filter", "DCTDecode");
    if colours == 4 && said.adobe {
        dict.set("Decode", [1, 0, 1, 0, 1, 0, 1, 0].map(Object::Integer).to_vec());
    }
    let stream = Stream::new(dict, clean).with_compression(false);
    Some(Picture { stream, size: (width, height), turn: said.turn.unwrap_or(1), archival: colours != 4 })
}

/// How long the coded data after a scan header is: up to the next true marker.
fn scan_length(data: &[u8]) -> usize {
    let mut at = 0;
    while at + 1 < data.len() {
        if data[at] == 0xFF && !matches!(data[at + 1], 0 | 0xD0..=0xD7 | 0xFF) {
            return at;
        }
        at += 1;
    }
    data.len()
}

/// How a photograph lies, from its EXIF block.
fn orientation(body: &[u8]) -> Option<u8> {
    let tiff = body.strip_prefix(b"Exif\0\0")?;
    let little = tiff.starts_with(b"II");
    let short = |at: usize| {
        let two = [*tiff.get(at)?, *tiff.get(at + 1)?];
        Some(if little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    };
    let four = [*tiff.get(4)?, *tiff.get(5)?, *tiff.get(6)?, *tiff.get(7)?];
    let first = usize::try_from(if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) }).ok()?;
    let entries = usize::from(short(first)?);
    let entry = (0..entries).map(|i| first + 2 + i * 12).find(|at| short(*at) == Some(0x0112))?;
    u8::try_from(short(entry + 8)?).ok().filter(|turn| (1..=8).contains(turn))
}

/// What a PNG says of itself.
#[derive(Default)]
struct Png {
    width: u32,
    height: u32,
    bits: u8,
    kind: u8,
    interlaced: bool,
    palette: Vec<u8>,
    see_through: bool,
    data: Vec<u8>,
}

fn png_parts(bytes: &[u8]) -> Option<Png> {
    let mut png = Png::default();
    let mut at = 8;
    loop {
        let length = usize::try_from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()?;
        let name = bytes.get(at + 4..at + 8)?;
        let body = bytes.get(at + 8..at.checked_add(8)?.checked_add(length)?)?;
        match name {
            b"IHDR" => {
                let [bits, kind, _, _, interlace] = *<&[u8; 5]>::try_from(body.get(8..)?).ok()?;
                png.width = u32::from_be_bytes(body[..4].try_into().ok()?);
                png.height = u32::from_be_bytes(body[4..8].try_into().ok()?);
                (png.bits, png.kind, png.interlaced) = (bits, kind, interlace != 0);
            }
            b"PLTE" => png.palette = body.to_vec(),
            b"tRNS" => png.see_through = true,
            b"IDAT" => png.data.extend(body),
            b"IEND" => break,
            _ => {}
        }
        at += 12 + length;
    }
    (png.width > 0 && png.height > 0 && !png.data.is_empty()).then_some(png)
}

fn png(bytes: &[u8]) -> Option<Picture> {
    let png = png_parts(bytes)?;
    let colours = match png.kind {
        0 | 3 => 1,
        2 => 3,
        _ => 0,
    };
    if colours == 0 || png.interlaced || png.see_through || png.bits > 8 {
        return flattened(bytes);
    }
    let space = match png.kind {
        0 => "DeviceGray".into(),
        2 => "DeviceRGB".into(),
        _ => {
            let last = i64::try_from(png.palette.len() / 3).ok()? - 1;
            let table = Object::String(png.palette, StringFormat::Hexadecimal);
            Object::Array(vec!["Indexed".into(), "DeviceRGB".into(), last.into(), table])
        }
    };
    let mut dict = image(png.width, png.height, png.bits, space);
    dict.set("Filter", "FlateDecode");
    let parms = dictionary! { "Predictor" => 15, "Colors" => colours, "BitsPerComponent" => i64::from(png.bits), "Columns" => i64::from(png.width) };
    dict.set("DecodeParms", parms);
    let stream = Stream::new(dict, png.data).with_compression(false);
    Some(Picture { stream, size: (png.width, png.height), turn: 1, archival: true })
}

/// A see-through or interlaced PNG on white paper.
fn flattened(bytes: &[u8]) -> Option<Picture> {
    let raw = RawImage::decode_from_bytes(bytes, &mut Vec::new()).ok()?;
    let (width, height) = (u32::try_from(raw.width).ok()?, u32::try_from(raw.height).ok()?);
    let pixels = match raw.pixels {
        RawImageData::U8(pixels) => pixels,
        RawImageData::U16(pixels) => pixels.into_iter().map(|p| p.to_be_bytes()[0]).collect(),
        RawImageData::F32(_) => return None,
    };
    let white = |colour: u8, alpha: u8| {
        let mixed = (u16::from(colour) * u16::from(alpha) + 255 * (255 - u16::from(alpha)) + 127) / 255;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    };
    let (space, flat): (_, Vec<u8>) = match raw.data_format {
        RawImageFormat::R8 | RawImageFormat::R16 => ("DeviceGray", pixels),
        RawImageFormat::RGB8 | RawImageFormat::RGB16 => ("DeviceRGB", pixels),
        RawImageFormat::RG8 | RawImageFormat::RG16 => {
            ("DeviceGray", pixels.chunks_exact(2).map(|p| white(p[0], p[1])).collect())
        }
        RawImageFormat::RGBA8 | RawImageFormat::RGBA16 => (
            "DeviceRGB",
            pixels.chunks_exact(4).flat_map(|p| [white(p[0], p[3]), white(p[1], p[3]), white(p[2], p[3])]).collect(),
        ),
        _ => return None,
    };
    let stream = Stream::new(image(width, height, 8, space.into()), flat);
    Some(Picture { stream, size: (width, height), turn: 1, archival: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2 × 1 pixels of grey, as short as a PNG can be said.
    const PNG: &str = "89504e470d0a1a0a0000000d494844520000000200000001080000000000000000\
                       0000000b49444154789c6360f80f0001030101000000000000000049454e4400000000";

    #[test]
    fn a_plain_png_goes_in_packed_as_it_is() {
        let bytes = hex::decode(PNG).unwrap();
        let picture = read(&bytes).unwrap();
        assert_eq!(picture.size, (2, 1));
        assert_eq!(picture.stream.content, bytes[41..52]);
    }

    #[test]
    fn a_damaged_picture_is_refused_or_shown_but_never_fatal() {
        let png = hex::decode(PNG).unwrap();
        let jpeg: Vec<u8> =
            [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 2, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 2, 1, 2, 0xFF, 0xD9].into();
        assert!(read(&jpeg).is_some());
        for whole in [png, jpeg] {
            for end in 0..whole.len() {
                let _ = read(&whole[..end]);
                for value in [0, 1, 0x7F, 0xFF] {
                    let mut bad = whole.clone();
                    bad[end] = value;
                    let _ = read(&bad);
                }
            }
        }
    }

    #[test]
    fn each_way_a_photograph_lies_fills_the_same_box() {
        for turn in 1..=8 {
            let picture =
                Picture { stream: Stream::new(Dictionary::new(), Vec::new()), size: (3, 2), turn, archival: true };
            let m = picture.matrix(10.0, 20.0, 30.0, 40.0);
            let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)]
                .map(|(x, y)| (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]));
            for corner in [(10.0, 20.0), (40.0, 20.0), (10.0, 60.0), (40.0, 60.0)] {
                assert!(corners.contains(&corner), "{turn}: {corners:?}");
            }
        }
    }
}

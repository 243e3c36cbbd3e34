//! What a scan really is, whatever its name says. Reads structure, decodes no picture.

mod jpeg;
pub(super) mod pdf;
mod png;
#[cfg(test)]
mod tests;
mod tiff;

use std::{
    fs::File,
    io::Read as _,
    path::{Path, PathBuf},
};

use yihu_domain::{Error, Result, error};

/// A scan of hundreds of pages stays far below; what is longer is no scan.
const LONGEST: u64 = 256 << 20;
const TAKEN: &str = "只收 JPG、PNG、TIFF 图片和 PDF";

/// What was found out about a scan.
#[derive(Debug, Clone, PartialEq)]
pub struct Probe {
    /// `image/jpeg`, `image/png`, `image/tiff` or `application/pdf`
    pub media_type: &'static str,
    /// Usual ending of such a file, without the dot
    pub extension: &'static str,
    /// 页数
    pub pages: u32,
    /// Width in pixels, of the first page; none for PDF
    pub width: Option<u32>,
    /// Height in pixels
    pub height: Option<u32>,
    /// Dots per inch, if the file says
    pub dpi: Option<u32>,
}

impl Probe {
    /// Whether the ending of `name` says what the file is.
    pub fn agrees_with(&self, name: &str) -> bool {
        let ending = Path::new(name).extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
        match self.extension {
            "jpg" => matches!(ending.as_str(), "jpg" | "jpeg" | "jpe" | "jfif"),
            "tif" => matches!(ending.as_str(), "tif" | "tiff"),
            own => ending == own,
        }
    }

    /// Gives `name` with the ending it should have, so that other programs open it.
    pub fn proper_name(&self, name: &str) -> String {
        if self.agrees_with(name) {
            return name.to_owned();
        }
        PathBuf::from(name).with_extension(self.extension).to_string_lossy().into_owned()
    }
}

/// What one kind of file says of itself; on the other side, why it is not whole.
type Facts<T = Picture> = std::result::Result<T, &'static str>;

/// The facts that pictures share.
#[derive(Debug)]
struct Picture {
    pages: u32,
    width: u32,
    height: u32,
    dpi: Option<u32>,
}

/// Reads the file, looks at it, and refuses, in words, what is not a whole JPEG, PNG, TIFF or PDF.
pub fn probe(path: &Path) -> Result<(Probe, Vec<u8>)> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|f| f.take(LONGEST + 1).read_to_end(&mut bytes));
    read.map_err(|e| error::io(&format!("读取“{name}”"), e))?;
    Ok((probe_bytes(&name, &bytes)?, bytes))
}

/// Does the same for bytes in memory; `name` is for the message.
pub fn probe_bytes(name: &str, bytes: &[u8]) -> Result<Probe> {
    if bytes.len() as u64 > LONGEST {
        let megabytes = LONGEST >> 20;
        return Err(refused(format!(
            "“{name}”超过{megabytes}MB，不像一份扫描件。请拆成几个文件，或降低扫描分辨率后再附上。"
        )));
    }
    let broken = |what, why| refused(format!("“{name}”是{what}，但{why}，请重新扫描或重新拷贝后再附上。"));
    let picture = |found: Facts, what, media_type, extension| {
        let Picture { pages, width, height, dpi } = found.map_err(|why| broken(what, why))?;
        let dpi = dpi.filter(|d| (1..=9600).contains(d));
        Ok(Probe { media_type, extension, pages, width: Some(width), height: Some(height), dpi })
    };
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => picture(jpeg::read(bytes), "JPG 图片", "image/jpeg", "jpg"),
        [0x89, b'P', b'N', b'G', ..] => picture(png::read(bytes), "PNG 图片", "image/png", "png"),
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => {
            picture(tiff::read(bytes), "TIFF 图片", "image/tiff", "tif")
        }
        _ if bytes.starts_with(b"%PDF-") => {
            let pages = pdf::pages(bytes).map_err(|why| broken("PDF", why))?;
            Ok(Probe { media_type: "application/pdf", extension: "pdf", pages, width: None, height: None, dpi: None })
        }
        _ => {
            let (what, then) = foreign(bytes);
            Err(refused(format!("“{name}”{what}，不能作为扫描件（{TAKEN}）。{then}")))
        }
    }
}

fn refused(message: String) -> Error {
    Error::invalid(message.clone()).field("file", message)
}

/// What else people bring, and what they can do about it.
fn foreign(bytes: &[u8]) -> (&'static str, &'static str) {
    const OTHER: &str = "请选择扫描仪或相机存下的文件。";
    const SAVE_AS: &str = "请另存为 PDF 后再附上。";
    const CONVERT: &str = "请先转成 JPG 再附上。";
    let holds = |what: &[u8]| bytes.windows(what.len()).any(|w| w == what);
    let text =
        || String::from_utf8_lossy(bytes.get(..256).unwrap_or(bytes)).trim_start_matches('\u{feff}').to_lowercase();
    match bytes {
        [] => ("是空文件（0字节）", "请重新扫描或重新拷贝。"),
        [b'M', b'Z', ..] | [0x7F, b'E', b'L', b'F', ..] => ("是程序，不是文档", OTHER),
        [b'P', b'K', 3, 4, ..] if holds(b"OFD.xml") => ("是 OFD 版式文件", SAVE_AS),
        [b'P', b'K', 3, 4, ..] if holds(b"word/") => ("是 Word 文档", SAVE_AS),
        [b'P', b'K', 3, 4, ..] if holds(b"xl/") => ("是 Excel 表格", SAVE_AS),
        [b'P', b'K', 3 | 5, ..] | [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xBC, 0xAF, ..] => {
            ("是压缩包", "请先解压，再逐个附上里面的文件。")
        }
        [0xD0, 0xCF, 0x11, 0xE0, ..] => ("是旧版 Office 文档", SAVE_AS),
        [
            _,
            _,
            _,
            _,
            b'f',
            b't',
            b'y',
            b'p',
            b'h' | b'm' | b'a',
            b'e' | b'i' | b's' | b'v',
            b'f' | b'i' | b'c' | b'v',
            ..,
        ] => ("是手机的 HEIC 或 AVIF 照片", CONVERT),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => ("是录像或录音", OTHER),
        [b'G', b'I', b'F', b'8', ..] => ("是 GIF 图片", CONVERT),
        [b'B', b'M', ..] => ("是 BMP 图片", CONVERT),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => ("是 WebP 图片", CONVERT),
        _ if text().trim_start().starts_with("<!doctype html") || text().trim_start().starts_with("<html") => {
            ("是网页，不是图片", "可能是下载时没有登录，请重新下载原件。")
        }
        _ => ("认不出是什么文件", OTHER),
    }
}

/// Reads a big-endian or little-endian number out of bytes that may be too short.
#[derive(Clone, Copy)]
struct Bytes<'a> {
    bytes: &'a [u8],
    little: bool,
}

impl Bytes<'_> {
    fn u16(self, at: usize) -> Option<u16> {
        let raw = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.little { u16::from_le_bytes(raw) } else { u16::from_be_bytes(raw) })
    }

    fn u32(self, at: usize) -> Option<u32> {
        let raw = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.little { u32::from_le_bytes(raw) } else { u32::from_be_bytes(raw) })
    }
}

/// Dots per centimetre as dots per inch.
fn per_inch(per_centimetre: u32) -> u32 {
    per_centimetre.saturating_mul(254).saturating_add(50) / 100
}

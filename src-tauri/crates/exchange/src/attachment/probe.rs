//! What a scan really is, whatever its name says. Reads structure, decodes no picture.

use std::path::Path;

use yihu_domain::{Error, Result};

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

/// Looks at the file and refuses, in words, what is not a whole JPEG, PNG, TIFF or PDF.
pub fn probe(_path: &Path) -> Result<Probe> {
    Err(Error::internal("附件还不能使用。"))
}

/// Does the same for bytes in memory; `name` is for the message.
pub fn probe_bytes(_name: &str, _bytes: &[u8]) -> Result<Probe> {
    Err(Error::internal("附件还不能使用。"))
}

//! The zip around a workbook: is it an `.xlsx` at all, is it whole, is it bounded. It must not read cells.
//!
//! Every entry is unpacked once, against its checksum: a half-copied or lying file is told before a cell is believed.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{Cursor, Read},
    path::Path,
};

use yihu_domain::{Error, Result, error};
use zip::{ZipArchive, result::ZipError};

use super::layout::{self, Layout};

/// The biggest file that is opened.
const FILE_LIMIT: u64 = 100 * 1024 * 1024;
/// The most that may come out of it: what is more is a zip bomb, not a ledger.
const CONTENT_LIMIT: u64 = 1024 * 1024 * 1024;

const SAVE_AS: &str = "请用WPS或Excel打开，另存为.xlsx后再导入。";

/// An `.xlsx` file that is whole, with what its parts say about rows and merged cells.
pub(super) struct Package {
    /// The file
    pub(super) bytes: Vec<u8>,
    /// Name of the sheet → path of its part
    tabs: BTreeMap<String, String>,
    /// Path of the part, in lower case → its layout
    layouts: BTreeMap<String, Layout>,
}

impl Package {
    /// The layout of a sheet; nothing special where none is known.
    pub(super) fn layout(&mut self, sheet: &str) -> Layout {
        self.tabs.get(sheet).and_then(|path| self.layouts.remove(path)).unwrap_or_default()
    }
}

/// Reads the file and makes sure that it is a whole `.xlsx` of bearable size.
pub(super) fn load(path: &Path) -> Result<Package> {
    let bytes = read_bounded(path)?;
    refuse_other_formats(&bytes)?;
    let mut zip = ZipArchive::new(Cursor::new(bytes.as_slice())).map_err(broken)?;
    refuse_other_packages(&zip)?;
    let declared: u64 = (0..zip.len()).filter_map(|i| zip.by_index_raw(i).ok().map(|entry| entry.size())).sum();
    if declared > CONTENT_LIMIT {
        return Err(too_much());
    }
    let parts = unpack(&mut zip, CONTENT_LIMIT)?;
    Ok(Package { tabs: layout::tabs(&parts.texts), layouts: parts.layouts, bytes })
}

fn read_bounded(path: &Path) -> Result<Vec<u8>> {
    let doing = format!("读取“{}”", path.file_name().unwrap_or(path.as_os_str()).to_string_lossy());
    let file = File::open(path).map_err(|e| error::io(&doing, e))?;
    let meta = file.metadata().map_err(|e| error::io(&doing, e))?;
    if meta.is_dir() {
        return Err(Error::invalid(format!("{doing}失败：这是文件夹，不是文件，请选择台账文件。")));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len().min(FILE_LIMIT)).unwrap_or_default());
    file.take(FILE_LIMIT + 1).read_to_end(&mut bytes).map_err(|e| error::io(&doing, e))?;
    if bytes.len() as u64 > FILE_LIMIT {
        let size = meta.len().max(FILE_LIMIT + 1) / (1024 * 1024);
        return Err(Error::invalid(format!(
            "文件有{size} MB，超过100 MB，不像台账。请删去里面的图片、只留台账那张表，或拆成几个文件再导入。"
        )));
    }
    Ok(bytes)
}

/// Says what the file is, when its first bytes already show that it is no zip.
fn refuse_other_formats(bytes: &[u8]) -> Result<()> {
    const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    if bytes.is_empty() {
        return Err(Error::invalid("文件是空的（0字节），可能没有拷完，请重新拷贝后再导入。"));
    }
    if bytes.starts_with(&COMPOUND) {
        let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        return Err(if bytes.windows(encrypted.len()).any(|w| w == encrypted) {
            locked()
        } else {
            Error::invalid(format!("这是旧格式（.xls 或 .et），不是 .xlsx 文件。{SAVE_AS}"))
        });
    }
    if !bytes.starts_with(b"PK") {
        return Err(Error::invalid(format!("这不是 .xlsx 文件，可能是改了后缀名的别的文件。{SAVE_AS}")));
    }
    Ok(())
}

/// Says what the zip is, when it holds something else than a workbook.
fn refuse_other_packages<R: Read + std::io::Seek>(zip: &ZipArchive<R>) -> Result<()> {
    let names: Vec<String> =
        zip.file_names().flatten().map(|name| name.to_ascii_lowercase().replace('\\', "/")).collect();
    let has = |ending: &str| names.iter().any(|name| name.ends_with(ending));
    if has("[content_types].xml") && (has("workbook.xml") || !has("document.xml") && !has("workbook.bin")) {
        return Ok(());
    }
    let what = if has("workbook.bin") {
        "这是 .xlsb 文件"
    } else if has("document.xml") {
        "这是Word文档"
    } else if has("content.xml") {
        "这是 .ods 文件"
    } else {
        "这是压缩包"
    };
    Err(Error::invalid(format!("{what}，不是 .xlsx 文件。{SAVE_AS}")))
}

/// What is kept of the parts while they are unpacked.
#[derive(Default)]
struct Parts {
    /// Path in lower case → text, of the small parts that say which sheet is where
    texts: BTreeMap<String, String>,
    /// Path in lower case → layout, of the sheets
    layouts: BTreeMap<String, Layout>,
}

/// Unpacks every entry against its checksum; `left` bounds what may come out, whatever the entries declare.
fn unpack(zip: &mut ZipArchive<Cursor<&[u8]>>, mut left: u64) -> Result<Parts> {
    let mut parts = Parts::default();
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).map_err(broken)?;
        let name = String::from_utf8_lossy(entry.name_raw()).to_ascii_lowercase().replace('\\', "/");
        let mut bounded = (&mut entry).take(left + 1);
        let kind = name.rsplit('.').next().unwrap_or_default();
        let keep = kind == "rels" || name.ends_with("workbook.xml");
        let count = if keep || kind == "xml" {
            let mut bytes = Vec::new();
            let count = bounded.read_to_end(&mut bytes).map_err(torn)? as u64;
            if let Ok(text) = String::from_utf8(bytes) {
                if keep {
                    parts.texts.insert(name, text);
                } else if text.contains("sheetData") {
                    parts.layouts.insert(name, layout::scan(&text));
                }
            }
            count
        } else {
            std::io::copy(&mut bounded, &mut std::io::sink()).map_err(torn)?
        };
        left = left.checked_sub(count).ok_or_else(too_much)?;
    }
    Ok(parts)
}

fn too_much() -> Error {
    Error::invalid("文件解开后超过1 GB，不像台账，为了安全不予读取。请只留台账那张表，另存为新的.xlsx后再导入。")
}

/// The workbook has a password.
pub(super) fn locked() -> Error {
    Error::invalid("这个文件设了打开密码。请用WPS或Excel打开，去掉密码，另存为.xlsx后再导入。")
}

/// The workbook cannot be read to its end.
pub(super) fn damaged(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::invalid(
        "文件已损坏或没有拷完，读不下去。请重新拷贝一份；如果WPS或Excel还能打开它，请另存为新的.xlsx后再导入。",
    )
    .because(cause)
}

fn torn(cause: std::io::Error) -> Error {
    damaged(cause)
}

fn broken(cause: ZipError) -> Error {
    match cause {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => locked(),
        other => damaged(other),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    #[test]
    fn unpacking_stops_at_the_bound_whatever_is_declared() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for n in 0..3 {
            zip.start_file(format!("{n}.bin"), SimpleFileOptions::default()).unwrap();
            zip.write_all(&[0; 1000]).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        let archive = || ZipArchive::new(Cursor::new(bytes.as_slice())).unwrap();
        assert!(unpack(&mut archive(), 3000).is_ok());
        let error = unpack(&mut archive(), 2999).err().unwrap();
        assert!(error.message.contains("1 GB"), "{}", error.message);
    }
}

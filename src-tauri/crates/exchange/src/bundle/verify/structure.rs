//! Reads the zip and demands its canonical form: every header byte is composed again and compared.
//!
//! It trusts no number in the file: offsets must follow each other, so that nothing overlaps and nothing hides.

use std::{
    collections::HashSet,
    fs::File,
    io::{self, BufReader, Read, Seek, SeekFrom},
};

use super::findings::Findings;
use crate::bundle::{
    bag::MAX_PATH,
    container::{
        CENTRAL_LENGTH, CENTRAL_SIGNATURE, END_LENGTH, END_SIGNATURE, END64_LENGTH, End, MAX_ENTRIES, MAX_NAME, Method,
        Record,
    },
};

/// Where zip readers look for the end when a comment follows it.
const COMMENT_MOST: u64 = 0xFFFF;
/// Text compresses ten- or thirtyfold, a bomb a thousandfold.
const RATIO: u64 = 200;
const RATIO_FREE: u64 = 1 << 20;
const LINK: u32 = 0o120_000;
const FILE_TYPE: u32 = 0o170_000;

/// Reads all entries in their order; none when the zip cannot be followed any further.
pub(super) fn read(file: &mut File, found: &mut Findings) -> io::Result<Option<Vec<Record>>> {
    let length = file.metadata()?.len();
    let Some(end) = end(file, length, found)? else { return Ok(None) };
    let Some(records) = directory(file, end, found)? else { return Ok(None) };
    if !is_contiguous(&records, end, found) {
        return Ok(None);
    }
    for record in &records {
        let expected = record.local();
        let mut there = vec![0; expected.len()];
        file.seek(SeekFrom::Start(record.offset))?;
        file.read_exact(&mut there)?;
        if there != expected {
            let why = "文件头与中央目录不一致，这一项被改动过，请重新拷贝或请对方重发。";
            found.add(&record.name, "local_header", why);
        }
    }
    Ok(Some(records))
}

/// Finds the end, which must be the last bytes of the file and in the one form it has.
fn end(file: &mut File, length: u64, found: &mut Findings) -> io::Result<Option<End>> {
    let mut tail = vec![0; to_usize(length.min((END64_LENGTH + END_LENGTH) as u64))];
    file.seek(SeekFrom::Start(length - tail.len() as u64))?;
    file.read_exact(&mut tail)?;
    let last = tail.len().checked_sub(END_LENGTH).map(|at| &tail[at..]).unwrap_or_default();
    if !last.starts_with(&END_SIGNATURE) {
        let mut wide = vec![0; to_usize(length.min(COMMENT_MOST + END_LENGTH as u64))];
        file.seek(SeekFrom::Start(length - wide.len() as u64))?;
        file.read_exact(&mut wide)?;
        let hidden = wide.windows(4).any(|four| four == END_SIGNATURE);
        let (code, message) = if hidden {
            ("trailing_bytes", "数据包末尾多出了内容，请重新拷贝或请对方重发。")
        } else {
            ("not_a_zip", "这不是数据包，或者没有拷贝完整（缺结尾），请重新拷贝。")
        };
        found.add("", code, message);
        return Ok(None);
    }
    let mut end = End {
        entries: u64::from(u16_at(last, 10)),
        size: u64::from(u32_at(last, 12)),
        offset: u64::from(u32_at(last, 16)),
    };
    if end.is_far() && tail.len() == END64_LENGTH + END_LENGTH {
        end = End { entries: u64_at(&tail, 32), size: u64_at(&tail, 40), offset: u64_at(&tail, 48) };
    }
    let expected = end.bytes();
    let begin =
        end.offset.checked_add(end.size).filter(|begin| begin.checked_add(expected.len() as u64) == Some(length));
    if !tail.ends_with(&expected) || begin.is_none() {
        found.add("", "end_record", "数据包的结尾记录被改动过或不完整，请重新拷贝或请对方重发。");
        return Ok(None);
    }
    let most = MAX_ENTRIES * (CENTRAL_LENGTH + MAX_NAME + 12) as u64;
    if end.entries > MAX_ENTRIES || end.size > most {
        let message = format!("数据包里有{}项，超过{MAX_ENTRIES}项，不是一户档写出的数据包。", end.entries);
        found.add("", "too_many_entries", message);
        return Ok(None);
    }
    Ok(Some(end))
}

/// Reads the central directory; none when a record cannot be told from the next.
fn directory(file: &mut File, end: End, found: &mut Findings) -> io::Result<Option<Vec<Record>>> {
    file.seek(SeekFrom::Start(end.offset))?;
    let mut bytes = BufReader::new(file.take(end.size));
    let mut records: Vec<Record> = Vec::new();
    let mut names = HashSet::new();
    let mut left = end.size;
    while left > 0 {
        let mut head = [0; CENTRAL_LENGTH];
        let variable = if left < CENTRAL_LENGTH as u64 {
            None
        } else {
            bytes.read_exact(&mut head)?;
            let lengths = [28, 30, 32].map(|at| usize::from(u16_at(&head, at)));
            Some(lengths).filter(|_| head.starts_with(&CENTRAL_SIGNATURE))
        };
        let whole = variable.map(|lengths| lengths.iter().sum::<usize>());
        let Some(([name, ..], whole)) = variable.zip(whole).filter(|(_, n)| (CENTRAL_LENGTH + n) as u64 <= left) else {
            let message = format!("数据包的中央目录在第{}项之后读不下去，请重新拷贝或请对方重发。", records.len());
            found.add(records.last().map_or("", |last| &last.name), "central_directory", message);
            return Ok(None);
        };
        let mut rest = vec![0; whole];
        bytes.read_exact(&mut rest)?;
        left -= (CENTRAL_LENGTH + whole) as u64;
        let record = record(&head, &rest[..name], &rest[name..], found);
        if !names.insert(record.name.clone()) {
            found.add(&record.name, "duplicate_entry", "同一个文件名出现了两次，不能接收，请对方重发。");
        }
        records.push(record);
    }
    if records.len() as u64 != end.entries {
        let message = format!("数据包自称有{}项，实有{}项，请对方重发。", end.entries, records.len());
        found.add("", "entry_count", message);
    }
    Ok(Some(records))
}

/// Reads one record of the central directory and says all that is wrong with it.
fn record(head: &[u8], name: &[u8], rest: &[u8], found: &mut Findings) -> Record {
    let method = Method::from_number(u16_at(head, 10));
    let mut record = Record {
        name: String::from_utf8_lossy(name).into_owned(),
        method: method.unwrap_or(Method::Stored),
        crc: u32_at(head, 16),
        packed: u64::from(u32_at(head, 20)),
        size: u64::from(u32_at(head, 24)),
        offset: u64::from(u32_at(head, 42)),
    };
    if record.offset == u64::from(u32::MAX) && rest.len() == 12 {
        record.offset = u64_at(rest, 4);
    }
    check_name(&record.name, found);
    let attributes = u32_at(head, 38) >> 16;
    let stored_alike = record.method == Method::Deflated || record.packed == record.size;
    if attributes & FILE_TYPE == LINK {
        found.add(&record.name, "symlink", "这一项是符号链接，数据包里不允许，请对方重发。");
    } else if method.is_none() || u16_at(head, 8) & 0x0009 != 0 {
        found.add(&record.name, "method", "这一项加密或用了别的压缩方式，数据包里不允许，请对方重发。");
    } else if !stored_alike || [head, name, rest].concat() != record.central() {
        found.add(&record.name, "central_header", "中央目录里这一项被改动过或不合规范，请重新拷贝或请对方重发。");
    }
    if is_bomb(&record) {
        found.add(&record.name, "ratio", "这一项解压后异常巨大（压缩炸弹），没有解压，不能接收。");
    }
    record
}

/// Whether unpacking it would flood the machine: it is told, and not unpacked.
pub(super) const fn is_bomb(record: &Record) -> bool {
    record.size > RATIO_FREE && record.size / RATIO > record.packed
}

/// Whether the entries lie one after the other from the first byte to the central directory.
fn is_contiguous(records: &[Record], end: End, found: &mut Findings) -> bool {
    let mut expected = 0;
    for record in records {
        if record.offset != expected || record.end() > end.offset {
            let message = "数据包里的各项没有首尾相接（有空隙、重叠或顺序不对），请重新拷贝或请对方重发。";
            found.add(&record.name, "layout", message);
            return false;
        }
        expected = record.end();
    }
    if expected != end.offset {
        found.add(
            records.last().map_or("", |last| &last.name),
            "layout",
            "数据包里夹有不属于任何文件的内容，请对方重发。",
        );
    }
    expected == end.offset
}

/// Refuses names that could write elsewhere than in their folder.
fn check_name(name: &str, found: &mut Findings) {
    let drive = name.as_bytes().get(1) == Some(&b':');
    let parts = || name.split(['/', '\\']);
    if name.starts_with(['/', '\\']) || drive {
        found.add(name, "absolute_path", "文件名是绝对路径，会写到别处，不能接收。");
    } else if parts().any(|part| part == ".." || part == ".") {
        found.add(name, "path_escape", "文件名含“..”，会写到别处，不能接收。");
    } else if !name.bytes().all(|b| b.is_ascii_graphic() && b != b'\\') || parts().any(str::is_empty) {
        found.add(name, "bad_name", "文件名含不允许的字符，不能接收。");
    } else if name.len() > MAX_NAME || name.split_once('/').is_some_and(|(_, path)| path.len() > MAX_PATH) {
        found.add(name, "long_name", format!("文件名超过{MAX_PATH}个字符，不能接收。"));
    }
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|b| b.try_into().ok()).map_or(0, u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 8).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes)
}

fn to_usize(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

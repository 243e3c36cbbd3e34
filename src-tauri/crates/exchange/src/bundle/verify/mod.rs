//! Checks a bundle: the zip byte by byte, the bag, the signature, the chain. It finds everything and changes nothing.
//!
//! It reads what strangers send: it trusts no length, holds no file in memory, and never stops at the first fault.

mod entry;
mod findings;
mod payload;
mod previous;
mod structure;
mod tags;

use std::{fs::File, io, path::Path};

use yihu_domain::{Error, Result, error};

use self::{entry::Entries, findings::Findings, payload::Payload, tags::Tags};
use super::{
    Entry, Finding, Summary,
    bag::{self, BagInfo},
    container::Record,
    signer::Verifier,
};

/// The entries of a bundle, and the folder they are all in.
struct Bag {
    top: String,
    records: Vec<Record>,
}

impl Bag {
    /// Takes the top folder's name from the first entry.
    fn new(records: Vec<Record>) -> Self {
        let top = records.first().and_then(|first| first.name.split_once('/')).map_or("", |(top, _)| top);
        Self { top: top.to_owned(), records }
    }

    /// An entry's path below the top folder; its whole name when it is not in it.
    fn path<'a>(&self, record: &'a Record) -> &'a str {
        let below = record.name.strip_prefix(&self.top).and_then(|rest| rest.strip_prefix('/'));
        below.filter(|_| !self.top.is_empty()).unwrap_or(&record.name)
    }

    fn find(&self, path: &str) -> Option<&Record> {
        self.records.iter().find(|record| self.path(record) == path)
    }
}

/// Finds everything; see [`super::verify`].
pub(super) fn verify(path: &Path, public_key: &str, previous: Option<&Path>) -> Result<Vec<Finding>> {
    let verifier = Verifier::new(public_key)?;
    let mut found = Findings::default();
    let mut file = open(path)?;
    if let Some(records) = structure::read(&mut file, &mut found).map_err(unreadable)? {
        let bag = Bag::new(records);
        let mut entries = Entries::new(file);
        check_layout(&bag, &mut found);
        let tags = Tags::read(&bag, &mut entries, &mut found).map_err(unreadable)?;
        let info = tags.check(&bag, &verifier, &mut found);
        if let Some(info) = &info {
            check_name(path, &bag, info, &mut found);
        }
        Payload::new(&bag, &tags, info.as_ref()).check(&mut entries, &mut found).map_err(unreadable)?;
        if let (Some(info), Some(previous)) = (&info, previous) {
            previous::check(previous, info, &tags.digest(), &mut found)?;
        }
    }
    Ok(found.into_list())
}

/// Reads what a bundle says of itself; see [`super::show`].
pub(super) fn show(path: &Path) -> Result<Summary> {
    let (bag, tags) = peek(path)?.ok_or_else(|| Error::damaged("这不是数据包，或者没有拷贝完整，请重新拷贝。"))?;
    let info = bag::fields(tags.text(bag::BAG_INFO));
    let counts = info.iter().find(|(key, _)| key == "X-Record-Counts").and_then(|(_, text)| bag::read_counts(text));
    let entries = bag.records.iter().map(|it| Entry { name: bag.path(it).to_owned(), bytes: it.size }).collect();
    Ok(Summary { digest: tags.digest(), counts: counts.unwrap_or_default(), info, entries, name: bag.top })
}

/// Reads the tag files of a bundle without checking them; none when the zip cannot be read.
fn peek(path: &Path) -> Result<Option<(Bag, Tags)>> {
    let mut ignored = Findings::default();
    let mut file = open(path)?;
    let Some(records) = structure::read(&mut file, &mut ignored).map_err(unreadable)? else { return Ok(None) };
    let bag = Bag::new(records);
    let tags = Tags::read(&bag, &mut Entries::new(file), &mut ignored).map_err(unreadable)?;
    Ok(Some((bag, tags)))
}

/// What has no place in a bundle, what is missing, what stands in the wrong order or is kept in the wrong way.
fn check_layout(bag: &Bag, found: &mut Findings) {
    let before = found.count();
    let mut last: Option<(u8, &str)> = None;
    for record in &bag.records {
        let path = bag.path(record);
        let Some(rank) = bag::rank(path) else {
            let (code, message) = match path.split('/').next_back() {
                Some("fetch.txt") => ("fetch_txt", "包内有 fetch.txt（从网上取文件），不允许，请对方重发。"),
                _ if path.starts_with("data/") => ("unknown_file", "数据包里不该有这个文件，请对方重发。"),
                _ => ("extra_root_file", "包的根目录里多出了文件，请对方重发。"),
            };
            found.add(path, code, message);
            continue;
        };
        let is_scan = bag::scan_hash(path).is_some();
        if last.is_some_and(|(before, name)| rank < before || (rank == before && !is_scan && path <= name)) {
            found.add(path, "order", "数据包里文件的先后顺序不对，不是一户档写出的，请对方重发。");
        }
        if record.method != bag::method(path) {
            found.add(path, "method", "这一项的压缩方式不对，不是一户档写出的，请对方重发。");
        }
        last = Some((rank, path));
    }
    for path in bag::REQUIRED {
        if bag.find(path).is_none() {
            found.add(path, "missing_entry", "包里缺少这个文件，请重新拷贝或请对方重发。");
        }
    }
    if bag.records.is_empty() && found.count() == before {
        found.add("", "empty", "数据包是空的，请重新拷贝或请对方重发。");
    }
}

/// Holds the file's name and the top folder against what `bag-info.txt` says.
fn check_name(path: &Path, bag: &Bag, info: &BagInfo, found: &mut Findings) {
    let name = info.name();
    if bag.top != name {
        let message = format!("包内写明的编号是{name}，文件夹却是“{}”，请对方重发。", short(&bag.top));
        found.add(bag::BAG_INFO, "top_folder", message);
    }
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    if stem != name {
        let message = format!("文件名“{}”与包内编号{name}不符，请把文件名改回“{name}.zip”再核对。", short(&stem));
        found.add("", "file_name", message);
    }
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

fn open(path: &Path) -> Result<File> {
    let file = File::open(path).map_err(unreadable)?;
    let is_file = file.metadata().map_err(unreadable)?.is_file();
    if is_file { Ok(file) } else { Err(Error::invalid("请选择数据包文件（.zip），不是文件夹。")) }
}

fn unreadable(cause: io::Error) -> Error {
    error::io("读取数据包", cause)
}

/// The entries of a sound zip and their bytes, for tests that take bundles apart.
#[cfg(test)]
pub(super) fn unpack(path: &Path) -> Vec<(Record, Vec<u8>)> {
    let (mut file, mut found) = (File::open(path).unwrap(), Findings::default());
    let records = structure::read(&mut file, &mut found).unwrap().unwrap();
    let mut entries = Entries::new(file);
    let mut read = |record: Record| {
        let mut bytes = Vec::new();
        assert!(entries.read(&record, &mut |piece| bytes.extend_from_slice(piece)).unwrap().sound);
        (record, bytes)
    };
    records.into_iter().map(&mut read).collect()
}

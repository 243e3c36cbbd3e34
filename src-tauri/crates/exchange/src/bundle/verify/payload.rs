//! The payload: every file by its hash, every line of JSON, the chain of changes, whose the records are.

use std::{
    collections::{BTreeMap, HashSet},
    io,
};

use serde_json::Value;
use yihu_domain::Noun;

use super::{
    Bag,
    entry::{Came, Entries},
    findings::Findings,
    structure,
    tags::Tags,
};
use crate::bundle::{
    Change,
    bag::{self, BagInfo},
    change,
    container::Record,
    lines::{LINE_LIMIT, Line, Lines},
};

/// The payload, and what the tag files say of it.
pub(super) struct Payload<'a> {
    bag: &'a Bag,
    tags: &'a Tags,
    info: Option<&'a BagInfo>,
    bytes: u64,
    files: u64,
    counts: BTreeMap<String, i64>,
    last: Option<Last>,
}

/// Where the chain of changes stands.
struct Last {
    seq: i64,
    hash: String,
}

impl<'a> Payload<'a> {
    pub(super) fn new(bag: &'a Bag, tags: &'a Tags, info: Option<&'a BagInfo>) -> Self {
        let last = info.map(|it| Last { seq: it.from_change - 1, hash: it.previous_change_hash.clone() });
        Self { bag, tags, info, bytes: 0, files: 0, counts: BTreeMap::new(), last }
    }

    /// Reads every file of the payload once and says all that is wrong.
    pub(super) fn check(mut self, entries: &mut Entries, found: &mut Findings) -> io::Result<()> {
        let mut listed = self.tags.manifest(found);
        for record in &self.bag.records {
            let path = self.bag.path(record);
            if !path.starts_with("data/") || structure::is_bomb(record) {
                continue;
            }
            let came = self.read(entries, record, path, found)?;
            self.files += 1;
            self.bytes += record.size;
            check_file(path, &came, listed.remove(path), found);
            if self.info.is_some_and(|info| info.deflated.get(path) != came.deflated.as_ref()) {
                found.add(path, "deflated", "压缩后的内容与写出时不同，被改动过，请重新拷贝或请对方重发。");
            }
        }
        let there: HashSet<&str> = self.bag.records.iter().map(|record| self.bag.path(record)).collect();
        let mut absent: Vec<_> = listed.into_keys().filter(|path| !there.contains(path)).collect();
        absent.sort_unstable();
        for path in absent {
            found.add(path, "listed_absent", "清单里列了这个文件，包里却没有，请重新拷贝或请对方重发。");
        }
        self.check_totals(found);
        Ok(())
    }

    fn read(&mut self, entries: &mut Entries, record: &Record, path: &str, found: &mut Findings) -> io::Result<Came> {
        let noun = bag::record_noun(path);
        if noun.is_none() && path != bag::CHANGES {
            return entries.read(record, &mut |_| {});
        }
        let mut lines = Lines::default();
        let came = entries.read(record, &mut |piece| {
            lines.feed(piece, &mut |number, line| {
                let Line::Whole(line) = line else {
                    let message = format!("第{number}行超过{LINE_LIMIT}字节，后面没有再读，请对方重发。");
                    found.add(path, "line_too_long", message);
                    return;
                };
                match noun {
                    Some(noun) => self.record(noun, path, number, line, found),
                    None => self.change(number, line, found),
                }
            });
        })?;
        if lines.is_open() {
            found.add(path, "open_line", "最后一行没有写完，请重新拷贝或请对方重发。");
        }
        Ok(came)
    }

    fn record(&mut self, noun: Noun, path: &str, number: u64, line: &[u8], found: &mut Findings) {
        *self.counts.entry(noun.word().to_owned()).or_default() += 1;
        let Ok(record) = serde_json::from_slice::<Value>(line) else {
            found.add(path, "bad_json", format!("第{number}行不是完整的JSON，请对方重发。"));
            return;
        };
        let text = |name: &str| record.get(name).and_then(Value::as_str).unwrap_or_default();
        if text("id").parse::<uuid::Uuid>().is_err() || record.get("revision").and_then(Value::as_i64).is_none() {
            found.add(path, "bad_record", format!("第{number}行的记录缺少编号或版本，请对方重发。"));
        }
        if self.info.is_some_and(|info| info.bureau != text("bureau")) {
            found.add(path, "foreign_bureau", format!("第{number}行的记录不属于发出单位，不能接收。"));
        }
        let of_hotline = noun == Noun::Attachment && text("of_noun") == Noun::Hotline.word();
        if of_hotline
            || (noun == Noun::Hotline && (record.get("content").is_some() || record.get("informant").is_some()))
        {
            found.add(path, "informant", format!("第{number}行带有举报内容，本不该发出：请勿扩散，通知对方重发。"));
        }
    }

    fn change(&mut self, number: u64, line: &[u8], found: &mut Findings) {
        let Ok(change) = serde_json::from_slice::<Change>(line) else {
            found.add(bag::CHANGES, "bad_json", format!("第{number}行不是完整的变动记录，请对方重发。"));
            return;
        };
        let bureau = change.after.as_ref().and_then(|after| after.get("bureau")).and_then(Value::as_str);
        if self.info.zip(bureau).is_some_and(|(info, bureau)| info.bureau != bureau) {
            found.add(bag::CHANGES, "foreign_bureau", format!("第{number}行的记录不属于发出单位，不能接收。"));
        }
        let Some(last) = &mut self.last else { return };
        if change.seq != last.seq + 1 {
            let message = format!("第{number}行的变动号是{}，应是{}，中间有缺漏，不能接收。", change.seq, last.seq + 1);
            found.add(bag::CHANGES, "change_gap", message);
        }
        // A hotline record goes under another id, so its own hash cannot be computed here; it still carries the chain.
        let sealed = change.noun == Noun::Hotline && bag::is_digest(&change.hash);
        if !sealed && change::hash(&last.hash, &change) != change.hash {
            let message = format!("第{number}行（变动号{}）与前一条接不上，被改动过，不能接收。", change.seq);
            found.add(bag::CHANGES, "change_chain", message);
        }
        *last = Last { seq: change.seq, hash: change.hash };
    }

    fn check_totals(&self, found: &mut Findings) {
        let Some(info) = self.info else { return };
        if (info.payload_bytes, info.payload_files) != (self.bytes, self.files) {
            let message = format!(
                "包内说明写{}个文件{}字节，实有{}个{}字节，请对方重发。",
                info.payload_files, info.payload_bytes, self.files, self.bytes
            );
            found.add(bag::BAG_INFO, "payload_oxum", message);
        }
        if info.counts != self.counts {
            found.add(bag::BAG_INFO, "record_counts", "包内说明的记录数与实有的不符，请对方重发。");
        }
        if let Some(last) = &self.last {
            let to_change = if info.from_change == 0 { -1 } else { info.to_change };
            if last.seq != to_change || last.hash != info.last_change_hash {
                let message = "变动记录的末尾与包内说明不符（少了或多了），不能接收，请对方重发。";
                found.add(bag::CHANGES, "last_change", message);
            }
        }
    }
}

/// Holds what a file came to against the manifest and its name.
fn check_file(path: &str, came: &Came, listed: Option<&str>, found: &mut Findings) {
    if !came.sound {
        found.add(path, "bad_bytes", "内容与校验值不符，请重新拷贝或请对方重发。");
    }
    match listed {
        None => found.add(path, "unlisted", "清单里没有列这个文件，不能接收，请对方重发。"),
        Some(listed) if listed != came.sha256 => {
            found.add(path, "bad_hash", "内容与清单不符，被改动过，不能接收。");
        }
        Some(_) => {}
    }
    if bag::scan_hash(path).is_some_and(|hash| hash != came.sha256) {
        found.add(path, "bad_name", "附件的内容与它的名称（SHA-256）不符，不能接收。");
    }
}

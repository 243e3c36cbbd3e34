//! Writes a bundle: one pass over the content, everything through the profile and the wall, signed at the end.
//!
//! Nothing is seen under the bundle's name before it is whole.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    io::{self, Read},
    path::Path,
};

use serde_json::Value;
use sha2::{Digest as _, Sha256};
use yihu_domain::{Error, Noun, Result, bundle::BundleKind, error, text};

use super::{
    Change, Content, Gate, IndexRow, Manifest, PrintFile, Scan, Written,
    bag::{self, BagInfo},
    change::{self, GENESIS},
    index,
    lines::LINE_LIMIT,
    pack::{Packed, Packer},
    strip::Stripped,
};
use crate::file::{self, Access, Draft};

const BUFFER: usize = 1 << 17;
/// Leaks told at once: a clerk mends them one by one.
const LEAKS_TOLD: usize = 10;

/// Writes the bundle; see [`super::write()`].
pub(super) fn write(folder: &Path, manifest: &Manifest, content: &mut dyn Content, gate: Gate<'_>) -> Result<Written> {
    check(manifest)?;
    let name = bag::name(&manifest.bureau, &manifest.stream, manifest.sequence);
    let path = folder.join(format!("{name}.zip"));
    file::write_seekable(&path, Access::Shared, |draft| {
        let mut writing = Writing::new(draft, &name, manifest, gate);
        writing.add(bag::BAGIT, bag::BAGIT_TEXT.as_bytes())?;
        writing.add(bag::README, bag::README_TEXT.as_bytes())?;
        writing.changes(content)?;
        writing.scans(content)?;
        writing.index(content)?;
        writing.prints(content)?;
        writing.records(content)?;
        writing.refuse_leaks()?;
        writing.seal(manifest, &path)
    })
}

/// A bundle half written.
struct Writing<'a> {
    zip: Packer<&'a mut Draft>,
    top: &'a str,
    gate: Gate<'a>,
    /// Path and SHA-256 of what was written, in order
    payload: Vec<(String, String)>,
    tags: Vec<(String, String)>,
    payload_bytes: u64,
    /// Path → SHA-256 of its compressed bytes
    deflated: BTreeMap<String, String>,
    /// Where informants show
    leaks: Vec<String>,
    /// Digest of a scan in the archive → its path in the bundle
    scans: HashMap<String, String>,
    /// Their paths
    leaving: HashSet<String>,
    counts: BTreeMap<String, i64>,
    from_change: i64,
    to_change: i64,
    last_change_hash: String,
    buffer: Vec<u8>,
}

impl<'a> Writing<'a> {
    fn new(draft: &'a mut Draft, top: &'a str, manifest: &Manifest, gate: Gate<'a>) -> Self {
        Self {
            zip: Packer::new(draft),
            top,
            gate,
            payload: Vec::new(),
            tags: Vec::new(),
            payload_bytes: 0,
            deflated: BTreeMap::new(),
            leaks: Vec::new(),
            scans: HashMap::new(),
            leaving: HashSet::new(),
            counts: BTreeMap::new(),
            from_change: 0,
            to_change: 0,
            last_change_hash: manifest.previous_change_hash.clone(),
            buffer: vec![0; BUFFER],
        }
    }

    fn begin(&mut self, path: &str) -> Result<()> {
        self.zip.begin(&format!("{}/{path}", self.top), bag::method(path)).map_err(disk)
    }

    fn finish(&mut self, path: &str) -> Result<()> {
        let Packed { sha256, size, deflated } = self.zip.finish(&format!("{}/{path}", self.top)).map_err(disk)?;
        self.deflated.extend(deflated.map(|deflated| (path.to_owned(), deflated)));
        if path.starts_with("data/") {
            self.payload_bytes += size;
            self.payload.push((path.to_owned(), sha256));
        } else {
            self.tags.push((path.to_owned(), sha256));
        }
        Ok(())
    }

    fn add(&mut self, path: &str, bytes: &[u8]) -> Result<()> {
        self.begin(path)?;
        self.zip.write(bytes).map_err(disk)?;
        self.finish(path)
    }

    fn line(&mut self, place: &str, line: &str) -> Result<()> {
        if line.len() >= LINE_LIMIT {
            return Err(Error::invalid(format!("{place}的文字太长，不能放进数据包，请缩短后再导出。")));
        }
        self.zip.write(line.as_bytes()).map_err(disk)?;
        self.zip.write(b"\n").map_err(disk)
    }

    fn changes(&mut self, content: &mut dyn Content) -> Result<()> {
        self.begin(bag::CHANGES)?;
        content.changes(&mut |change| self.change(change))?;
        self.finish(bag::CHANGES)
    }

    fn change(&mut self, mut change: Change) -> Result<()> {
        let seq = change.seq;
        let follows = self.to_change == 0 || seq == self.to_change + 1;
        if !follows || seq < 1 || change::hash(&self.last_change_hash, &change) != change.hash {
            return Err(Error::damaged(format!("操作日志第{seq}条与前一条接不上，没有导出；请先运行数据体检。")));
        }
        if self.to_change == 0 {
            self.from_change = seq;
        }
        self.to_change = seq;
        self.last_change_hash.clone_from(&change.hash);
        if self.gate.wall.betrays(&change.op) {
            self.leaks.push(format!("操作日志第{seq}条的操作名称"));
        }
        let Gate { profile, wall, .. } = self.gate;
        // An old image in which an informant stood is left out and does not stop what was mended since; a hotline
        // record's images would tell under which id it is known here.
        let after = change.after.take().filter(|_| change.noun != Noun::Hotline);
        change.after = after
            .and_then(|after| profile.redact(change.noun, &after))
            .filter(|after| profile.leaks(change.noun, after, wall).is_empty());
        change.id = profile.id(change.noun, change.id);
        self.line(&format!("操作日志第{seq}条"), &json(&change)?)
    }

    fn scans(&mut self, content: &mut dyn Content) -> Result<()> {
        content.scans(&mut |scan, bytes| self.scan(scan, bytes))
    }

    fn scan(&mut self, scan: &Scan, bytes: &mut dyn Read) -> Result<()> {
        if scan.of_noun == Noun::Hotline || self.scans.contains_key(&scan.sha256) {
            return Ok(());
        }
        if !bag::is_digest(&scan.sha256) || !bag::is_extension(&scan.extension) {
            return Err(Error::internal("附件的名称不合规则，没有导出；请先运行数据体检。"));
        }
        let told = |e| file::io("读取附件", e);
        self.begin(&bag::scan_path(&scan.sha256, &scan.extension))?;
        let mut search = self.gate.wall.raw();
        let mut stripped = Stripped::new(bytes);
        loop {
            let read = match stripped.read(&mut self.buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(told(e)),
            };
            search.feed(&self.buffer[..read]);
            self.zip.write(&self.buffer[..read]).map_err(disk)?;
        }
        if search.found() {
            self.leaks.push(format!("附件{}", &scan.sha256[..12]));
        }
        // The name of what leaves is the hash of what leaves, known only now.
        let leaving = self.zip.sha256().unwrap_or_default();
        if stripped.original().as_ref().unwrap_or(&leaving) != &scan.sha256 {
            let message = format!("附件{}的内容已损坏，没有导出；请先运行数据体检。", &scan.sha256[..12]);
            return Err(Error::damaged(message));
        }
        let path = bag::scan_path(&leaving, &scan.extension);
        if self.leaving.insert(path.clone()) {
            self.finish(&path)?;
        } else {
            // The same picture came in twice, with other metadata: without it the two are one file.
            self.zip.abandon().map_err(disk)?;
        }
        self.scans.insert(scan.sha256.clone(), path);
        Ok(())
    }

    fn index(&mut self, content: &mut dyn Content) -> Result<()> {
        self.begin(bag::INDEX)?;
        self.zip.write(index::HEAD.as_bytes()).map_err(disk)?;
        content.index(&mut |row| self.row(&row))?;
        self.finish(bag::INDEX)
    }

    fn row(&mut self, row: &IndexRow) -> Result<()> {
        let wall = self.gate.wall;
        // Only the titles of scans are free words; other titles are made of names, where namesakes may stand.
        let title =
            if row.noun == Noun::Attachment { wall.betrays(&row.title) } else { wall.betrays_number(&row.title) };
        if title || wall.betrays_number(&row.number) {
            self.leaks.push(format!("目录里的{}题名", row.noun.title()));
        }
        let path = row.scan.as_ref().and_then(|sha256| self.scans.get(sha256)).map_or("", String::as_str);
        self.zip.write(index::line(row, path).as_bytes()).map_err(disk)
    }

    fn prints(&mut self, content: &mut dyn Content) -> Result<()> {
        content.prints(&mut |print| self.print(&print))
    }

    fn print(&mut self, print: &PrintFile) -> Result<()> {
        if !bag::is_file_name(&print.name) {
            return Err(Error::internal("数据包里的文件名只能用英文字母和数字。"));
        }
        let mut search = self.gate.wall.raw();
        search.feed(&print.bytes);
        if search.found() || print.texts.iter().any(|text| self.gate.wall.betrays(text)) {
            self.leaks.push(format!("打印件{}", print.name));
        }
        self.add(&format!("{}{}", bag::PRINT, print.name), &print.bytes)
    }

    fn records(&mut self, content: &mut dyn Content) -> Result<()> {
        let mut nouns = Noun::ALL;
        nouns.sort_by_key(|noun| noun.word());
        for noun in nouns {
            let path = format!("{}{}.ndjson", bag::RECORDS, noun.word());
            let mut count = 0;
            content.records(noun, &mut |record| {
                let Some(leaving) = self.gate.profile.redact(noun, record) else { return Ok(()) };
                if count == 0 {
                    self.begin(&path)?;
                }
                count += 1;
                self.record(noun, record, leaving)
            })?;
            if count > 0 {
                self.finish(&path)?;
                self.counts.insert(noun.word().to_owned(), count);
            }
        }
        Ok(())
    }

    fn record(&mut self, noun: Noun, record: &Value, mut leaving: Value) -> Result<()> {
        for field in self.gate.profile.leaks(noun, &leaving, self.gate.wall) {
            self.leaks.push(format!("{}的{field}", self.called(noun, record)));
        }
        if let Some(path) = leaving.get("sha256").and_then(Value::as_str).and_then(|sha256| self.scans.get(sha256)) {
            // The scan leaves without its metadata, so it leaves under another hash.
            leaving["sha256"] = Value::String(bag::scan_hash(path).unwrap_or_default().to_owned());
        }
        self.line(&self.called(noun, record), &json(&leaving)?)
    }

    /// What a clerk finds the record by, unless that gives the informant away itself.
    fn called(&self, noun: Noun, record: &Value) -> String {
        let names =
            ["licence_no", "case_no", "upstream_no", "trade_name", "full_name", "period", "held_on", "slot", "id"];
        let mut said = names.into_iter().filter_map(|name| record.get(name).and_then(Value::as_str));
        let name = said.find(|name| !self.gate.wall.betrays(name));
        format!("{}“{}”", noun.title(), name.unwrap_or_default())
    }

    fn refuse_leaks(&mut self) -> Result<()> {
        if self.leaks.is_empty() {
            return Ok(());
        }
        self.leaks.dedup();
        let more = if self.leaks.len() > LEAKS_TOLD { format!("等{}处", self.leaks.len()) } else { String::new() };
        let places: Vec<&str> = self.leaks.iter().take(LEAKS_TOLD).map(String::as_str).collect();
        Err(Error::invalid(format!(
            "已拦下，没有导出：{}{more}写有举报人的姓名、电话或证件号。请改写去掉后再导出。",
            places.join("、")
        )))
    }

    fn seal(mut self, manifest: &Manifest, path: &Path) -> Result<Written> {
        let info = self.info(manifest);
        self.add(bag::BAG_INFO, info.text().as_bytes())?;
        let lines: String = self.payload.iter().map(|(path, sha256)| bag::manifest_line(sha256, path)).collect();
        self.add(bag::MANIFEST, lines.as_bytes())?;
        let tags: String = self.tags.iter().map(|(path, sha256)| bag::manifest_line(sha256, path)).collect();
        self.add(bag::TAG_MANIFEST, tags.as_bytes())?;
        let signature = self.gate.signer.sign(tags.as_bytes(), &info.comment())?;
        self.add(bag::SIGNATURE, signature.as_bytes())?;
        let (draft, bytes) = self.zip.close().map_err(disk)?;
        draft.cut(bytes).map_err(disk)?;
        Ok(Written {
            path: path.to_owned(),
            digest: hex::encode(Sha256::digest(tags.as_bytes())),
            bytes,
            from_change: self.from_change,
            to_change: self.to_change,
            last_change_hash: self.last_change_hash,
            counts: self.counts,
        })
    }

    fn info(&self, manifest: &Manifest) -> BagInfo {
        BagInfo {
            organization: text::line(&manifest.bureau_name),
            made_at: manifest.made_at,
            payload_bytes: self.payload_bytes,
            payload_files: self.payload.len() as u64,
            agent: text::line(&manifest.agent),
            kind: manifest.kind,
            bureau: manifest.bureau.clone(),
            stream: manifest.stream.clone(),
            sequence: manifest.sequence,
            previous_digest: manifest.previous_digest.clone(),
            from_change: self.from_change,
            to_change: self.to_change,
            previous_change_hash: manifest.previous_change_hash.clone(),
            last_change_hash: self.last_change_hash.clone(),
            period: manifest.period.clone(),
            counts: self.counts.clone(),
            key_id: self.gate.signer.key_id(),
            deflated: self.deflated.clone(),
        }
    }
}

/// Refuses what no reader would take.
fn check(manifest: &Manifest) -> Result<()> {
    let Manifest { bureau, bureau_name, stream, sequence, kind, previous_digest, previous_change_hash, .. } = manifest;
    if bureau.len() != 6 || !bureau.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Error::invalid("单位区划代码不是6位数字，请先在单位信息里改正。"));
    }
    if text::line(bureau_name).is_empty() {
        return Err(Error::invalid("单位名称是空的，请先在单位信息里填写。"));
    }
    let follows = (*sequence > 1) == previous_digest.is_some() && (*sequence > 1 || *kind == BundleKind::Full);
    let digests = previous_digest.iter().chain([previous_change_hash]).all(|digest| bag::is_digest(digest));
    let full = *kind != BundleKind::Full || previous_change_hash == GENESIS;
    if !bag::is_stream(stream) || !(1..=999_999).contains(sequence) || !follows || !digests || !full {
        return Err(Error::internal("数据包的序号与上一包接不上，没有导出；请先运行数据体检。"));
    }
    Ok(())
}

fn json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::internal("记录不能写成数据包，请先运行数据体检。").because(e))
}

fn disk(cause: io::Error) -> Error {
    if cause.kind() == io::ErrorKind::FileTooLarge {
        return Error::invalid("附件太多或太大，一个数据包装不下（最多20万个文件，单个不超过4GB），没有导出。");
    }
    error::io("写入数据包", cause)
}

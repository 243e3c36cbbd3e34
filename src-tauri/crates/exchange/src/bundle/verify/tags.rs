//! The tag files: declaration, `bag-info.txt`, manifests, signature.

use std::{
    collections::{BTreeMap, HashMap},
    io,
};

use sha2::{Digest as _, Sha256};
use yihu_domain::bundle::BundleKind;

use super::{Bag, entry::Entries, findings::Findings};
use crate::bundle::{
    bag::{self, BagInfo},
    change::GENESIS,
    container::{MAX_ENTRIES, MAX_NAME},
    signer::{Refused, Verifier},
};

const TAGS: [&str; 5] = [bag::BAGIT, bag::BAG_INFO, bag::MANIFEST, bag::TAG_MANIFEST, bag::SIGNATURE];
/// A tag file other than the manifest has a few hundred bytes.
const SMALL: u64 = 1 << 16;

/// The tag files as they were read: text and SHA-256.
pub(super) struct Tags {
    files: BTreeMap<&'static str, (String, String)>,
}

impl Tags {
    /// Reads all tag files that are there.
    pub(super) fn read(bag: &Bag, entries: &mut Entries, found: &mut Findings) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        for name in TAGS {
            let Some(record) = bag.find(name) else { continue };
            let limit = if name == bag::MANIFEST { MAX_ENTRIES * (MAX_NAME as u64 + 66) } else { SMALL };
            if record.size > limit || record.packed > limit {
                found.add(name, "too_large", "这个清单文件异常巨大，没有读取，请对方重发。");
                continue;
            }
            let mut bytes = Vec::new();
            let came = entries.read(record, &mut |piece| bytes.extend_from_slice(piece))?;
            if !came.sound {
                found.add(name, "bad_bytes", "内容与校验值不符，请重新拷贝或请对方重发。");
            }
            match String::from_utf8(bytes) {
                Ok(text) => {
                    files.insert(name, (text, came.sha256));
                }
                Err(_) => found.add(name, "bad_utf8", "不是UTF-8文字，请重新拷贝或请对方重发。"),
            }
        }
        Ok(Self { files })
    }

    /// The text of a tag file; empty when it is not there.
    pub(super) fn text(&self, name: &str) -> &str {
        self.files.get(name).map_or("", |(text, _)| text)
    }

    /// SHA-256 of the tag manifest, hex: by this the next bundle points here.
    pub(super) fn digest(&self) -> String {
        hex::encode(Sha256::digest(self.text(bag::TAG_MANIFEST)))
    }

    /// Checks all of them; gives what `bag-info.txt` says when it can be understood.
    pub(super) fn check(&self, bag: &Bag, verifier: &Verifier, found: &mut Findings) -> Option<BagInfo> {
        if self.files.contains_key(bag::BAGIT) && self.text(bag::BAGIT) != bag::BAGIT_TEXT {
            found.add(bag::BAGIT, "declaration", "包的声明不是BagIt 1.0 / UTF-8，请对方重发。");
        }
        self.check_manifest(found);
        let info = self.check_info(found);
        let comment = self.check_signature(verifier, found);
        if let (Some(info), Some(comment)) = (&info, comment) {
            if info.comment() != comment {
                found.add(bag::SIGNATURE, "trusted_comment", "签名备注与包内说明不一致，不能接收，请对方重发。");
            }
            if info.key_id != verifier.key_id() {
                found.add(bag::BAG_INFO, "signing_key", "包内写的密钥编号与公钥不符，不能接收，请对方重发。");
            }
        }
        if bag.records.is_empty() { None } else { info }
    }

    /// The tag manifest lists the three other tag files, in order, and their hashes are theirs.
    fn check_manifest(&self, found: &mut Findings) {
        if !self.files.contains_key(bag::TAG_MANIFEST) {
            return;
        }
        let listed = manifest(bag::TAG_MANIFEST, self.text(bag::TAG_MANIFEST), found);
        for name in [bag::BAGIT, bag::BAG_INFO, bag::MANIFEST] {
            let there = self.files.get(name).map(|(_, sha256)| sha256.as_str());
            match (there, listed.get(name).copied()) {
                (Some(_), None) => found.add(name, "unlisted", "标签清单里没有列这个文件，请对方重发。"),
                (Some(there), Some(listed)) if there != listed => {
                    found.add(name, "bad_hash", "内容与标签清单不符，被改动过，不能接收。");
                }
                _ => {}
            }
        }
        for name in listed.keys().filter(|name| ![bag::BAGIT, bag::BAG_INFO, bag::MANIFEST].contains(name)) {
            found.add(name, "listed_absent", "标签清单里列了不该列的文件，请对方重发。");
        }
    }

    fn check_signature(&self, verifier: &Verifier, found: &mut Findings) -> Option<String> {
        if !self.files.contains_key(bag::SIGNATURE) {
            return None;
        }
        let outcome = verifier.check(self.text(bag::TAG_MANIFEST).as_bytes(), self.text(bag::SIGNATURE));
        let (code, message) = match outcome {
            Ok(comment) => return Some(comment),
            Err(Refused::WrongKey) => {
                ("wrong_key", format!("不是用编号{}的密钥签的名：请核对公钥是不是发出单位的。", verifier.key_id()))
            }
            Err(Refused::Form) => ("signature_form", "签名文件的格式被改动过，不能接收，请对方重发。".to_owned()),
            Err(Refused::Bad) => {
                ("bad_signature", "签名不对：清单、签名或签名备注被改动过，不能接收，请对方重发。".to_owned())
            }
        };
        found.add(bag::SIGNATURE, code, message);
        None
    }

    fn check_info(&self, found: &mut Findings) -> Option<BagInfo> {
        if !self.files.contains_key(bag::BAG_INFO) {
            return None;
        }
        let text = self.text(bag::BAG_INFO);
        let format = bag::fields(text).into_iter().find(|(key, _)| key == "X-Bundle-Format").map(|(_, value)| value);
        if format.and_then(|it| it.parse().ok()).is_some_and(|format: u32| format > bag::FORMAT) {
            found.add(bag::BAG_INFO, "too_new", "这个数据包是更新版本的一户档写的，请先升级本软件再核对。");
            return None;
        }
        let Some(info) = BagInfo::read(text) else {
            found.add(bag::BAG_INFO, "bag_info", "包的说明缺项、写错或被改动过，不能接收，请对方重发。");
            return None;
        };
        if let Some(message) = contradiction(&info) {
            found.add(bag::BAG_INFO, "bag_info", message);
        }
        Some(info)
    }

    /// The manifest's lines: path → SHA-256.
    pub(super) fn manifest(&self, found: &mut Findings) -> HashMap<&str, &str> {
        manifest(bag::MANIFEST, self.text(bag::MANIFEST), found)
    }
}

/// Reads a manifest: path → SHA-256.
fn manifest<'a>(name: &str, text: &'a str, found: &mut Findings) -> HashMap<&'a str, &'a str> {
    let mut listed = HashMap::new();
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let parts = line.strip_suffix('\n').and_then(|line| line.split_once("  "));
        let Some((sha256, path)) = parts.filter(|(sha256, _)| bag::is_digest(sha256)) else {
            found.add(name, "manifest_form", format!("清单第{}行格式不对，请对方重发。", index + 1));
            continue;
        };
        if listed.insert(path, sha256).is_some() {
            found.add(path, "listed_twice", "清单里这个文件列了两次，请对方重发。");
        }
    }
    listed
}

/// What in `bag-info.txt` cannot be true together.
fn contradiction(info: &BagInfo) -> Option<&'static str> {
    let first = info.sequence == 1;
    let digests = [&info.previous_change_hash, &info.last_change_hash];
    if !(1..=999_999).contains(&info.sequence) || !bag::is_stream(&info.stream) {
        Some("数据流或序号不对，请对方重发。")
    } else if info.bureau.len() != 6 || !info.bureau.bytes().all(|b| b.is_ascii_digit()) {
        Some("发出单位的区划代码不是6位数字，请对方重发。")
    } else if first != info.previous_digest.is_none() || (first && info.kind != BundleKind::Full) {
        Some("第1包应是全量包且没有上一包，其余各包应写明上一包的摘要，请对方重发。")
    } else if !digests
        .into_iter()
        .chain(&info.previous_digest)
        .chain(info.deflated.values())
        .all(|digest| bag::is_digest(digest))
    {
        Some("摘要的格式不对，请对方重发。")
    } else if (info.from_change == 0) != (info.to_change == 0)
        || info.from_change > info.to_change
        || info.from_change < 0
    {
        Some("变动的起止号不对，请对方重发。")
    } else if info.from_change == 0 && info.last_change_hash != info.previous_change_hash {
        Some("没有变动，变动校验值却变了，请对方重发。")
    } else if info.from_change > 0 && (info.from_change == 1) != (info.previous_change_hash == GENESIS) {
        Some("第一条变动与它前面的校验值不符，请对方重发。")
    } else if (info.kind == BundleKind::Selfcheck) != info.period.is_some() {
        Some("自查包应写明月份，其他包不应写，请对方重发。")
    } else {
        None
    }
}

//! A small bureau's content, and bundles taken apart and put together again.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
    path::{Path, PathBuf},
};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use yihu_domain::{Noun, Result, bundle::BundleKind, hotline::Informant};

use crate::{
    bundle::{
        Change, Content, Finding, GENESIS, Gate, IndexRow, Manifest, PrintFile, Profile, Scan, Signer, Written,
        bag::{self, BagInfo},
        container::Method,
        hash,
        pack::Packer,
        verify,
        verify::unpack,
        write,
    },
    wall::Wall,
};

pub(super) const BUREAU: &str = "610522";

/// What the archive would hand over.
#[derive(Debug, Clone, Default)]
pub(super) struct Sample {
    pub(super) changes: Vec<Change>,
    pub(super) scans: Vec<(Scan, Vec<u8>)>,
    pub(super) index: Vec<IndexRow>,
    pub(super) prints: Vec<PrintFile>,
    pub(super) records: BTreeMap<Noun, Vec<Value>>,
}

impl Content for Sample {
    fn changes(&mut self, take: &mut dyn FnMut(Change) -> Result<()>) -> Result<()> {
        self.changes.iter().cloned().try_for_each(take)
    }

    fn scans(&mut self, take: &mut dyn FnMut(&Scan, &mut dyn Read) -> Result<()>) -> Result<()> {
        self.scans.iter().try_for_each(|(scan, bytes)| take(scan, &mut bytes.as_slice()))
    }

    fn index(&mut self, take: &mut dyn FnMut(IndexRow) -> Result<()>) -> Result<()> {
        self.index.iter().cloned().try_for_each(take)
    }

    fn prints(&mut self, take: &mut dyn FnMut(PrintFile) -> Result<()>) -> Result<()> {
        self.prints.iter().cloned().try_for_each(take)
    }

    fn records(&mut self, noun: Noun, take: &mut dyn FnMut(&Value) -> Result<()>) -> Result<()> {
        self.records.get(&noun).into_iter().flatten().try_for_each(take)
    }
}

pub(super) fn at() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_764_500_000_123).unwrap()
}

pub(super) fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0193_7c4e_8a00_7000_8000_0000_0000_0000 + number)
}

pub(super) fn digest(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// A retailer, a case, a hotline record, and a scan each of the latter two.
fn records(of_case: &str, of_hotline: &str) -> BTreeMap<Noun, Vec<Value>> {
    let head = |number| json!({"id": id(number), "bureau": BUREAU, "revision": 1, "removed": false});
    let with = |number, fields: Value| {
        let mut record = head(number);
        record.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        record
    };
    let attachment = |number, of_noun: Noun, sha256: &str| {
        with(
            number,
            json!({"of_noun": of_noun, "of_id": id(2), "slot": "立案报告表", "sha256": sha256,
            "file_name": "白秀浩.jpg", "media_type": "image/jpeg", "bytes": 6, "pages": 1}),
        )
    };
    BTreeMap::from([
        (
            Noun::Retailer,
            vec![with(
                1,
                json!({"trade_name": "涵轩查家商店", "owner_name": "白秀浩", "address": "西街",
            "phone": "17807267447", "remark": "配合检查"}),
            )],
        ),
        (
            Noun::Case,
            vec![with(
                2,
                json!({"case_no": "潼烟立〔2026〕第1号", "cause": "无证运输", "party_name": "龙超",
            "officers": ["甲", "乙"], "goods": [{"brand": "好猫", "sticks": 200}]}),
            )],
        ),
        (
            Noun::Hotline,
            vec![with(
                3,
                json!({"category": "report", "content": "白秀浩说有人售假", "informant": "ab",
            "summary": "反映售假", "received_at": "2026-11-01T01:00:00Z"}),
            )],
        ),
        (Noun::Attachment, vec![attachment(4, Noun::Case, of_case), attachment(5, Noun::Hotline, of_hotline)]),
    ])
}

impl Sample {
    /// A retailer, a case, a hotline record, two scans, a printed file; the changes that made them, after `previous`.
    pub(super) fn small(first: i64, previous: &str) -> Self {
        let scan = |bytes: &[u8], of_noun| {
            (Scan { sha256: digest(bytes), extension: "jpg".to_owned(), of_noun }, bytes.to_vec())
        };
        let scans = vec![scan(b"a scan", Noun::Case), scan(b"of a hotline record", Noun::Hotline)];
        let records = records(&scans[0].0.sha256, &scans[1].0.sha256);
        let mut sample = Self {
            changes: Vec::new(),
            index: vec![IndexRow {
                noun: Noun::Attachment,
                number: "潼烟立〔2026〕第1号".to_owned(),
                title: "立案报告表".to_owned(),
                pages: Some(1),
                scan: Some(scans[0].0.sha256.clone()),
            }],
            prints: vec![PrintFile {
                name: "selfcheck-2026-11.pdf".to_owned(),
                bytes: b"%PDF-1.7 report".to_vec(),
                texts: vec!["本月无问题".to_owned()],
            }],
            scans,
            records,
        };
        sample.chain(first, previous);
        sample
    }

    /// Makes one change for each record, chained after `previous`.
    pub(super) fn chain(&mut self, first: i64, previous: &str) {
        let mut previous = previous.to_owned();
        self.changes.clear();
        let records: Vec<_> = self.records.iter().flat_map(|(noun, list)| list.iter().map(|it| (*noun, it))).collect();
        for (seq, (noun, record)) in (first..).zip(records) {
            let mut change = Change {
                seq,
                at: at() + TimeDelta::milliseconds(seq),
                by: "王秀梅".to_owned(),
                op: "导入台账".to_owned(),
                op_id: id(99),
                noun,
                id: record["id"].as_str().unwrap().parse().unwrap(),
                revision: 1,
                before_digest: None,
                after_digest: digest(record.to_string().as_bytes()),
                after: Some(record.clone()),
                hash: String::new(),
            };
            change.hash = hash(&previous, &change);
            previous.clone_from(&change.hash);
            self.changes.push(change);
        }
    }
}

/// A key pair, a wall with one informant, a profile, a folder.
pub(super) struct Desk {
    pub(super) signer: Signer,
    pub(super) wall: Wall,
    pub(super) profile: Profile,
    pub(super) folder: tempfile::TempDir,
}

impl Desk {
    pub(super) fn new() -> Self {
        let said = |text: &str| Some(text.to_owned());
        let informant = Informant {
            name: said("白秀浩"),
            phone: said("17807267447"),
            id_number: said("11010519491231002X"),
            ..Informant::default()
        };
        Self {
            signer: Signer::generate().unwrap(),
            wall: Wall::new([informant]).unwrap(),
            profile: Profile::new([7; 32]),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub(super) fn gate(&self) -> Gate<'_> {
        Gate { signer: &self.signer, wall: &self.wall, profile: &self.profile }
    }

    pub(super) fn first() -> Manifest {
        Manifest {
            bureau: BUREAU.to_owned(),
            bureau_name: "潼川县烟草专卖局".to_owned(),
            stream: "A".to_owned(),
            sequence: 1,
            kind: BundleKind::Full,
            previous_digest: None,
            previous_change_hash: GENESIS.to_owned(),
            period: None,
            made_at: at(),
            agent: "Yihu 0.1.0".to_owned(),
        }
    }

    pub(super) fn after(written: &Written, sequence: i64) -> Manifest {
        Manifest {
            sequence,
            kind: BundleKind::Delta,
            previous_digest: Some(written.digest.clone()),
            previous_change_hash: written.last_change_hash.clone(),
            ..Self::first()
        }
    }

    pub(super) fn write(&self, manifest: &Manifest, sample: &Sample) -> Result<Written> {
        write(self.folder.path(), manifest, &mut sample.clone(), self.gate())
    }

    pub(super) fn small(&self) -> Written {
        self.write(&Self::first(), &Sample::small(1, GENESIS)).unwrap()
    }

    pub(super) fn verify(&self, path: &Path) -> Vec<Finding> {
        verify(path, &self.signer.public_key(), None).unwrap()
    }

    /// Checks bytes under the name that a first bundle has.
    pub(super) fn verify_bytes(&self, bytes: &[u8]) -> Vec<Finding> {
        self.verify(&self.put("610522-A-000001.zip", bytes))
    }

    pub(super) fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        crate::file::write_bytes(&path, bytes).unwrap();
        path
    }

    /// The small bundle taken apart.
    pub(super) fn parts(&self) -> Parts {
        Parts::of(&self.small().path)
    }
}

/// Codes and entries of findings, for comparing.
pub(super) fn codes(found: &[Finding]) -> Vec<(&str, &str)> {
    found.iter().map(|it| (it.entry.as_str(), it.code)).collect()
}

/// A bundle taken apart: name, method and bytes of each entry.
#[derive(Debug, Clone)]
pub(super) struct Parts {
    pub(super) entries: Vec<(String, Method, Vec<u8>)>,
}

impl Parts {
    pub(super) fn of(path: &Path) -> Self {
        let unpacked = unpack(path).into_iter();
        Self { entries: unpacked.map(|(record, bytes)| (record.name, record.method, bytes)).collect() }
    }

    fn name(path: &str) -> String {
        format!("610522-A-000001/{path}")
    }

    pub(super) fn text(&self, path: &str) -> String {
        let entry = self.entries.iter().find(|(name, ..)| *name == Self::name(path)).unwrap();
        String::from_utf8(entry.2.clone()).unwrap()
    }

    /// Replaces a file's bytes, or adds the file at its place.
    pub(super) fn set(&mut self, path: &str, bytes: impl AsRef<[u8]>) -> &mut Self {
        let name = Self::name(path);
        if let Some(entry) = self.entries.iter_mut().find(|(there, ..)| *there == name) {
            entry.2 = bytes.as_ref().to_vec();
            return self;
        }
        let rank = bag::rank(path).unwrap_or(6);
        let below = |name: &str| name.split_once('/').map_or(0, |(_, path)| bag::rank(path).unwrap_or(6));
        let place = self.entries.iter().position(|(name, ..)| below(name) > rank).unwrap_or(self.entries.len());
        self.entries.insert(place, (name, bag::method(path), bytes.as_ref().to_vec()));
        self
    }

    pub(super) fn remove(&mut self, path: &str) -> &mut Self {
        self.entries.retain(|(name, ..)| *name != Self::name(path));
        self
    }

    /// The zip as it stands, canonical.
    pub(super) fn zip(&self) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        let mut zip = Packer::new(&mut out);
        for (name, method, bytes) in &self.entries {
            zip.add(name, *method, bytes).unwrap();
        }
        zip.close().unwrap();
        out.into_inner()
    }

    /// Makes `bag-info.txt`, manifests and signature fit the payload, as a forger who has the key would.
    pub(super) fn seal(&mut self, signer: &Signer, change: impl FnOnce(&mut BagInfo)) -> &mut Self {
        let mut info = BagInfo::read(&self.text(bag::BAG_INFO)).unwrap();
        let payload: Vec<_> = self
            .entries
            .iter()
            .filter_map(|(name, method, bytes)| {
                let path = name.strip_prefix("610522-A-000001/")?;
                path.starts_with("data/").then_some((path, *method, bytes))
            })
            .collect();
        info.deflated.clear();
        let mut zip = Packer::new(Cursor::new(Vec::new()));
        for (path, method, bytes) in &payload {
            let packed = zip.add(path, *method, bytes).unwrap();
            info.deflated.extend(packed.deflated.map(|deflated| ((*path).to_owned(), deflated)));
        }
        info.payload_bytes = payload.iter().map(|(_, _, bytes)| bytes.len() as u64).sum();
        info.payload_files = payload.len() as u64;
        let manifest: String =
            payload.iter().map(|(path, _, bytes)| bag::manifest_line(&digest(bytes), path)).collect();
        change(&mut info);
        self.set(bag::BAG_INFO, info.text()).set(bag::MANIFEST, manifest);
        self.sign(signer, &info.comment())
    }

    /// Makes the tag manifest and the signature fit the other tag files.
    pub(super) fn sign(&mut self, signer: &Signer, comment: &str) -> &mut Self {
        let line = |path| bag::manifest_line(&digest(self.text(path).as_bytes()), path);
        let tags: String = [bag::BAGIT, bag::BAG_INFO, bag::MANIFEST].map(line).concat();
        let signature = signer.sign(tags.as_bytes(), comment).unwrap();
        self.set(bag::TAG_MANIFEST, tags).set(bag::SIGNATURE, signature)
    }
}

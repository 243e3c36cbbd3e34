//! What is written, and what is refused.

use std::collections::BTreeMap;

use serde_json::json;
use yihu_domain::{Kind, Noun, bundle::BundleKind};

use super::sample::{Desk, Parts, Sample, codes, digest, id};
use crate::bundle::{GENESIS, Manifest, Scan, bag, show, verify};

#[test]
fn a_bundle_is_written_as_documented_and_passes() {
    let desk = Desk::new();
    let written = desk.small();
    assert_eq!(codes(&desk.verify(&written.path)), []);
    assert!(written.path.ends_with("610522-A-000001.zip"));
    assert_eq!(written.bytes, std::fs::metadata(&written.path).unwrap().len());
    let parts = Parts::of(&written.path);
    let names: Vec<_> = parts.entries.iter().map(|(name, ..)| name.strip_prefix("610522-A-000001/").unwrap()).collect();
    let scan = bag::scan_path(&digest(b"a scan"), "jpg");
    assert_eq!(
        names,
        [
            "bagit.txt",
            "data/README.txt",
            "data/changes.ndjson",
            &scan,
            "data/index.csv",
            "data/print/selfcheck-2026-11.pdf",
            "data/records/attachment.ndjson",
            "data/records/case.ndjson",
            "data/records/hotline.ndjson",
            "data/records/retailer.ndjson",
            "bag-info.txt",
            "manifest-sha256.txt",
            "tagmanifest-sha256.txt",
            "tagmanifest-sha256.txt.minisig",
        ]
    );
    assert_eq!((written.from_change, written.to_change), (1, 5));
    let counts = [("attachment", 1), ("case", 1), ("hotline", 1), ("retailer", 1)];
    assert_eq!(written.counts, counts.map(|(noun, n)| (noun.to_owned(), n)).into());
    assert_eq!(digest(parts.text("tagmanifest-sha256.txt").as_bytes()), written.digest);
    assert!(parts.text("data/index.csv").starts_with("\u{feff}类别,"));
    assert!(parts.text("data/index.csv").contains(&scan));

    let summary = show(&written.path).unwrap();
    assert_eq!(
        (summary.name.as_str(), &summary.digest, &summary.counts),
        ("610522-A-000001", &written.digest, &written.counts)
    );
    assert_eq!(summary.entries.len(), names.len());
    assert!(summary.info.contains(&("X-Stream".to_owned(), "610522-A".to_owned())));
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let desk = Desk::new();
    let first = std::fs::read(desk.small().path).unwrap();
    let mut shuffled = Sample::small(1, GENESIS);
    for record in shuffled.records.values_mut().flatten() {
        // Another order of fields in the record is not another record.
        let fields: Vec<_> = record.as_object().unwrap().clone().into_iter().rev().collect();
        *record = serde_json::Value::Object(fields.into_iter().collect());
    }
    let again = desk.write(&Desk::first(), &shuffled).unwrap();
    assert_eq!(std::fs::read(again.path).unwrap(), first);
}

#[test]
fn nothing_of_an_informant_leaves() {
    let desk = Desk::new();
    let mut sample = Sample::small(1, GENESIS);
    // An old image in which a clerk had named the informant; the record was mended since.
    sample.changes[0].after.as_mut().unwrap()["slot"] = json!("白秀浩的举报信");
    let written = desk.write(&Desk::first(), &sample).unwrap();
    assert_eq!(codes(&desk.verify(&written.path)), []);
    let hotline = id(3).to_string();
    for (name, _, bytes) in Parts::of(&written.path).entries {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("举报信") && !text.contains("说有人售假") && !text.contains("白秀浩.jpg"), "{name}");
        assert!(!text.contains(&hotline), "a hotline record leaves under another id: {name}");
        assert!(!text.contains("hotline record"), "a scan of a hotline record stays: {name}");
        // As the owner of a shop he is a retailer like others.
        assert_eq!(
            text.contains("白秀浩"),
            name.ends_with("retailer.ndjson") || name.ends_with("changes.ndjson"),
            "{name}"
        );
    }
}

#[test]
fn an_informant_in_the_payload_refuses_the_export_and_is_not_named() {
    let named = |noun: Noun, field: &str, text: &str| {
        let mut sample = Sample::small(1, GENESIS);
        sample.records.get_mut(&noun).unwrap()[0][field] = json!(text);
        sample.chain(1, GENESIS);
        sample
    };
    let mut cases = vec![
        (named(Noun::Retailer, "remark", "群众白 秀浩举报"), "零售户“涵轩查家商店”的备注"),
        (named(Noun::Retailer, "address", "西街，电话１７８０７２６７４４７"), "零售户“涵轩查家商店”的文字"),
        (named(Noun::Case, "facts", "11010519491231002x来电"), "案件“潼烟立〔2026〕第1号”的案情摘要"),
        (named(Noun::Hotline, "summary", "白秀浩反映售假"), "的摘要"),
        (named(Noun::Attachment, "slot", "白秀浩询问笔录"), "的题名"),
    ];
    let mut title = Sample::small(1, GENESIS);
    title.index[0].title = "白秀浩询问笔录".to_owned();
    let mut print = Sample::small(1, GENESIS);
    print.prints[0].texts.push("经白秀浩举报".to_owned());
    let mut metadata = Sample::small(1, GENESIS);
    metadata.prints[0].bytes.extend("/Author(17807267447)".as_bytes());
    let mut scan = Sample::small(1, GENESIS);
    let bytes = "XMP 17807267447".as_bytes().to_vec();
    scan.scans[0] = (Scan { sha256: digest(&bytes), ..scan.scans[0].0.clone() }, bytes);
    cases.extend([(title, "题名"), (print, "打印件"), (metadata, "打印件"), (scan, "附件")]);
    for (sample, place) in cases {
        let desk = Desk::new();
        let error = desk.write(&Desk::first(), &sample).unwrap_err();
        assert_eq!(error.kind, Kind::Invalid, "{place}");
        assert!(error.message.contains(place), "{place} in {}", error.message);
        assert!(!error.message.contains("秀浩") && !error.message.contains("7447"), "{}", error.message);
        assert_eq!(std::fs::read_dir(desk.folder.path()).unwrap().count(), 0, "{place}: nothing is left behind");
    }
}

#[test]
fn a_scan_leaves_without_its_metadata_and_its_record_says_so() {
    let desk = Desk::new();
    let mut sample = Sample::small(1, GENESIS);
    let clean = b"\xFF\xD8\xFF\xDB\x00\x04ab\xFF\xDA\x00\x02picture".to_vec();
    let dirty = [&clean[..2], b"\xFF\xE1\x00\x08Exif..", &clean[2..]].concat();
    sample.scans[0] = (Scan { sha256: digest(&dirty), ..sample.scans[0].0.clone() }, dirty.clone());
    sample.records.get_mut(&Noun::Attachment).unwrap()[0]["sha256"] = json!(digest(&dirty));
    sample.index[0].scan = Some(digest(&dirty));
    sample.chain(1, GENESIS);
    let written = desk.write(&Desk::first(), &sample).unwrap();
    assert_eq!(codes(&desk.verify(&written.path)), []);
    let parts = Parts::of(&written.path);
    let path = bag::scan_path(&digest(&clean), "jpg");
    assert!(parts.entries.iter().any(|(name, _, bytes)| name.ends_with(&path) && *bytes == clean));
    assert!(parts.text("data/records/attachment.ndjson").contains(&digest(&clean)));
    assert!(parts.text("data/index.csv").contains(&path));
}

#[test]
fn a_picture_that_came_twice_with_other_metadata_leaves_once() {
    let desk = Desk::new();
    let mut sample = Sample::small(1, GENESIS);
    // Larger than all that follows it: nothing of the second may be left at the end of the file.
    let clean = [b"\xFF\xD8\xFF\xDB\x00\x04ab\xFF\xDA\x00\x02".as_slice(), &vec![7; 1 << 20][..]].concat();
    let dirty = [&clean[..2], b"\xFF\xE1\x00\x08Exif..", &clean[2..]].concat();
    let scan = sample.scans[0].0.clone();
    sample.scans = vec![
        (Scan { sha256: digest(&clean), ..scan.clone() }, clean.clone()),
        (Scan { sha256: digest(&dirty), ..scan }, dirty.clone()),
    ];
    for (record, bytes) in sample.records.get_mut(&Noun::Attachment).unwrap().iter_mut().zip([&clean, &dirty]) {
        record["sha256"] = json!(digest(bytes));
    }
    sample.index[0].scan = Some(digest(&dirty));
    sample.chain(1, GENESIS);
    let written = desk.write(&Desk::first(), &sample).unwrap();
    assert_eq!(codes(&desk.verify(&written.path)), []);
    assert_eq!(std::fs::metadata(&written.path).unwrap().len(), written.bytes);
    let parts = Parts::of(&written.path);
    let path = bag::scan_path(&digest(&clean), "jpg");
    assert_eq!(parts.entries.iter().filter(|(name, ..)| name.ends_with(&path)).count(), 1);
    assert!(parts.text("data/index.csv").contains(&path));
}

#[test]
fn damaged_content_is_not_exported() {
    let desk = Desk::new();
    let mut scan = Sample::small(1, GENESIS);
    scan.scans[0].1[0] ^= 1;
    let mut gap = Sample::small(1, GENESIS);
    gap.changes.remove(2);
    let mut forged = Sample::small(1, GENESIS);
    forged.changes[3].by = "别人".to_owned();
    for (what, sample) in [("scan", scan), ("gap", gap), ("forged", forged)] {
        assert_eq!(desk.write(&Desk::first(), &sample).unwrap_err().kind, Kind::Damaged, "{what}");
    }
    assert_eq!(std::fs::read_dir(desk.folder.path()).unwrap().count(), 0);
}

#[test]
fn a_manifest_nobody_would_take_is_not_written() {
    let desk = Desk::new();
    let sample = Sample::small(1, GENESIS);
    for manifest in [
        Manifest { bureau: "61052".to_owned(), ..Desk::first() },
        Manifest { bureau_name: " ".to_owned(), ..Desk::first() },
        Manifest { stream: "a/..".to_owned(), ..Desk::first() },
        Manifest { sequence: 0, ..Desk::first() },
        Manifest { sequence: 2, ..Desk::first() },
        Manifest { kind: BundleKind::Delta, ..Desk::first() },
        Manifest { previous_digest: Some("x".to_owned()), sequence: 2, ..Desk::first() },
    ] {
        assert!(desk.write(&manifest, &sample).is_err(), "{manifest:?}");
    }
}

#[test]
fn a_bundle_without_changes_passes() {
    let desk = Desk::new();
    let first = desk.small();
    let written = desk.write(&Desk::after(&first, 2), &Sample::default()).unwrap();
    assert_eq!((written.from_change, written.to_change, written.counts), (0, 0, BTreeMap::new()));
    assert_eq!(written.last_change_hash, first.last_change_hash);
    let found = verify(&written.path, &desk.signer.public_key(), Some(&first.path)).unwrap();
    assert_eq!(codes(&found), []);
}

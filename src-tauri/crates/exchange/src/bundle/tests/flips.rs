//! Damage at every place, and round trips of whatever a bureau may hold.

use std::{
    fs::OpenOptions,
    io::{Seek, SeekFrom, Write},
};

use proptest::prelude::*;
use serde_json::json;
use yihu_domain::Noun;

use super::sample::{BUREAU, Desk, Parts, Sample, codes, digest, id};
use crate::bundle::{GENESIS, Scan, verify::unpack};

#[test]
fn a_flipped_byte_at_every_offset_is_found_and_its_entry_named() {
    let desk = Desk::new();
    let written = desk.small();
    let bytes = std::fs::read(&written.path).unwrap();
    let records = unpack(&written.path);
    let records: Vec<_> = records.into_iter().map(|(record, _)| record).collect();
    let directory = records.last().unwrap().end();
    let mut file = OpenOptions::new().write(true).open(&written.path).unwrap();
    let mut put = |at: usize, byte: u8| {
        file.seek(SeekFrom::Start(at as u64)).unwrap();
        file.write_all(&[byte]).unwrap();
    };
    for (at, byte) in bytes.iter().enumerate() {
        put(at, byte ^ (1 << (at % 8)));
        let found = desk.verify(&written.path);
        assert!(!found.is_empty(), "offset {at}");
        if (at as u64) < directory {
            let record = records.iter().find(|it| (at as u64) < it.end()).unwrap();
            let path = record.name.split_once('/').unwrap().1;
            let named = found.iter().any(|it| it.entry.ends_with(path));
            assert!(named, "offset {at} in {path}: {:?}", codes(&found));
        }
        put(at, *byte);
    }
    assert_eq!(codes(&desk.verify(&written.path)), []);
}

#[test]
fn a_bundle_cut_anywhere_is_refused() {
    let desk = Desk::new();
    let bytes = std::fs::read(desk.small().path).unwrap();
    for end in (0..bytes.len()).step_by(7).chain(bytes.len() - 90..bytes.len()) {
        assert!(!desk.verify_bytes(&bytes[..end]).is_empty(), "cut at {end}");
    }
    for extra in [&b"\0"[..], b"PK\x05\x06", &vec![b' '; 70_000]] {
        let found = desk.verify_bytes(&[&bytes, extra].concat());
        assert!(!found.is_empty());
    }
}

#[test]
fn noise_never_panics() {
    let desk = Desk::new();
    let bytes = std::fs::read(desk.small().path).unwrap();
    let mut state = 1_u64;
    for _ in 0..3000 {
        let mut noisy = bytes.clone();
        for _ in 0..=state % 6 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(state >> 33).unwrap() % noisy.len();
            // The headers at the end are where lengths and offsets are trusted most easily.
            let at = if state & 1 == 0 { at } else { noisy.len() - 1 - at % 1200 };
            noisy[at] = if state & 2 == 0 { 0xFF } else { (state >> 8).to_le_bytes()[0] };
        }
        if noisy != bytes {
            assert!(!desk.verify_bytes(&noisy).is_empty());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn whatever_is_written_passes_and_comes_back(
        texts in proptest::collection::vec("\\PC{0,60}|[\"\\\\\n\r=,]{0,9}", 0..12),
        scans in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..3000), 0..5),
        name in "(\\PC|\n){0,20}[甲乙]",
    ) {
        let desk = Desk::new();
        let mut sample = Sample::default();
        for (number, text) in (0..).zip(&texts) {
            let record = json!({"id": id(number), "bureau": BUREAU, "revision": 1, "removed": false,
                "trade_name": text, "owner_name": text, "address": text, "remark": text});
            sample.records.entry(Noun::Retailer).or_default().push(record);
        }
        for bytes in &scans {
            sample.scans.push((Scan { sha256: digest(bytes), extension: "png".to_owned(), of_noun: Noun::Retailer }, bytes.clone()));
        }
        sample.chain(1, GENESIS);
        let manifest = crate::bundle::Manifest { bureau_name: name, ..Desk::first() };
        let written = desk.write(&manifest, &sample).unwrap();
        let found = desk.verify(&written.path);
        prop_assert_eq!(codes(&found), []);
        let parts = Parts::of(&written.path);
        if !texts.is_empty() {
            let lines = parts.text("data/records/retailer.ndjson");
            let back: Vec<String> = lines.lines().map(|line| {
                serde_json::from_str::<serde_json::Value>(line).unwrap()["remark"].as_str().unwrap().to_owned()
            }).collect();
            prop_assert_eq!(back, texts);
        }
        for bytes in &scans {
            prop_assert!(parts.entries.iter().any(|(name, _, there)| name.contains(&digest(bytes)) && there == bytes));
        }
    }
}

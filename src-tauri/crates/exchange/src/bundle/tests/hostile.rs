//! Every kind of forged bundle that was thought of, each refused with a finding that names the entry.

use std::io::Cursor;

use serde_json::{Value, json};
use yihu_domain::Kind;

use super::sample::{Desk, Parts, codes, digest, id};
use crate::bundle::{
    Signer,
    bag::{self, BagInfo},
    container::{End, Method},
    lines::LINE_LIMIT,
    pack::Packer,
    show, verify,
};

const CASES: &str = "data/records/case.ndjson";

/// Checks a bundle that somebody took apart and put together again, with the key; gives all findings.
fn forged(change: impl FnOnce(&mut Parts), info: impl FnOnce(&mut BagInfo)) -> Vec<(String, &'static str)> {
    let desk = Desk::new();
    let mut parts = desk.parts();
    change(&mut parts);
    parts.seal(&desk.signer, info);
    found(&desk, &parts.zip())
}

/// Checks a bundle in which one file was replaced or added, sealed again with the key.
fn replaced(path: &str, bytes: impl AsRef<[u8]>) -> Vec<(String, &'static str)> {
    let set = |parts: &mut Parts| {
        parts.set(path, bytes);
    };
    forged(set, |_| {})
}

fn found(desk: &Desk, bytes: &[u8]) -> Vec<(String, &'static str)> {
    desk.verify_bytes(bytes).into_iter().map(|it| (it.entry, it.code)).collect()
}

fn has(found: &[(String, &'static str)], entry: &str, code: &str) {
    assert!(found.iter().any(|(e, c)| e == entry && *c == code), "no {code} at {entry:?} in {found:?}");
}

fn only(found: &[(String, &'static str)], entry: &str, code: &str) {
    assert_eq!(found, [(entry.to_owned(), code)].map(|(e, c)| (e, c)), "only {code} at {entry}");
}

#[test]
fn put_together_again_without_a_change_it_passes() {
    assert_eq!(forged(|_| {}, |_| {}), []);
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    for (name, code) in [
        ("/etc/passwd", "absolute_path"),
        ("C:/x", "absolute_path"),
        ("\\\\server\\x", "absolute_path"),
        ("610522-A-000001/../../x", "path_escape"),
        ("610522-A-000001/data/./x", "path_escape"),
        ("610522-A-000001/data//x", "bad_name"),
        ("610522-A-000001/data/a\\b", "bad_name"),
        ("610522-A-000001/data/名", "bad_name"),
        ("610522-A-000001/data/\n", "bad_name"),
    ] {
        let found = forged(|parts| parts.entries.insert(9, (name.to_owned(), Method::Stored, Vec::new())), |_| {});
        has(&found, &name.replace('\n', "�"), code);
    }
    let long = format!("610522-A-000001/data/print/{}", "x".repeat(100));
    has(
        &forged(|parts| parts.entries.insert(6, (long.clone(), Method::Stored, Vec::new())), |_| {}),
        &long,
        "long_name",
    );
}

#[test]
fn a_symbolic_link_is_refused() {
    let desk = Desk::new();
    let mut zip = desk.parts().zip();
    let name = b"610522-A-000001/data/README.txt";
    let at = zip.windows(name.len()).rposition(|window| window == name).unwrap();
    zip[at - 46 + 38..at - 46 + 42].copy_from_slice(&(0o120_777_u32 << 16).to_le_bytes());
    only(&found(&desk, &zip), "610522-A-000001/data/README.txt", "symlink");
}

#[test]
fn a_file_that_is_there_twice_is_refused() {
    let twice = |parts: &mut Parts| {
        let entry = parts.entries.iter().find(|(name, ..)| name.ends_with(CASES)).unwrap().clone();
        let at = parts.entries.iter().position(|(name, ..)| name.ends_with(CASES)).unwrap();
        parts.entries.insert(at, entry);
    };
    let found = forged(twice, |_| {});
    has(&found, &format!("610522-A-000001/{CASES}"), "duplicate_entry");
}

#[test]
fn an_entry_with_more_than_it_declares_is_refused() {
    let desk = Desk::new();
    let parts = desk.parts();
    let mut zip = parts.zip();
    let size = u32::try_from(parts.text(CASES).len()).unwrap();
    let name = format!("610522-A-000001/{CASES}").into_bytes();
    for (at, _) in zip.clone().windows(name.len()).enumerate().filter(|(_, window)| *window == name) {
        // In both headers the size stands right before the length of the name, at different distances from the name.
        for field in [at - 30 + 22, at.saturating_sub(46) + 24] {
            if zip[field..field + 4] == size.to_le_bytes() {
                zip[field..field + 4].copy_from_slice(&(size - 1).to_le_bytes());
            }
        }
    }
    has(&found(&desk, &zip), CASES, "bad_bytes");
}

#[test]
fn a_bomb_is_told_and_not_unpacked() {
    let bomb = vec![b' '; 64 << 20];
    let found = replaced(CASES, &bomb);
    has(&found, &format!("610522-A-000001/{CASES}"), "ratio");
}

#[test]
fn a_million_entries_are_not_read() {
    let desk = Desk::new();
    let path = desk.put("610522-A-000001.zip", b"");
    let end = End { entries: 1_000_000, offset: 0, size: 46_000_000 };
    let file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.set_len(end.size).unwrap();
    std::io::Write::write_all(&mut std::fs::OpenOptions::new().append(true).open(&path).unwrap(), &end.bytes())
        .unwrap();
    assert_eq!(codes(&desk.verify(&path)), [("", "too_many_entries")]);
}

#[test]
fn many_small_entries_are_read_and_each_told_within_bounds() {
    let desk = Desk::new();
    let mut out = Cursor::new(Vec::new());
    let mut zip = Packer::new(&mut out);
    for number in 0..3000 {
        zip.add(&format!("x/{number}"), Method::Stored, b"").unwrap();
    }
    zip.close().unwrap();
    let found = desk.verify_bytes(&out.into_inner());
    assert_eq!(found.len(), 501);
    assert_eq!(found.last().unwrap().code, "more");
}

#[test]
fn missing_parts_are_named() {
    for path in bag::REQUIRED {
        let desk = Desk::new();
        let mut parts = desk.parts();
        parts.remove(path);
        has(&found(&desk, &parts.zip()), path, "missing_entry");
    }
}

#[test]
fn what_the_manifest_lists_must_be_there_and_the_other_way_round() {
    let desk = Desk::new();
    let mut added = desk.parts();
    added.set("data/print/extra.pdf", "x");
    has(&found(&desk, &added.zip()), "data/print/extra.pdf", "unlisted");
    let mut removed = desk.parts();
    removed.remove(CASES);
    has(&found(&desk, &removed.zip()), CASES, "listed_absent");
    let mut replaced = desk.parts();
    replaced.set(CASES, removed_digit(&replaced.text(CASES)));
    has(&found(&desk, &replaced.zip()), CASES, "bad_hash");
    // Manifests rebuilt to fit, but without the key.
    let mut rebuilt = desk.parts();
    rebuilt.set(CASES, removed_digit(&rebuilt.text(CASES)));
    let signature = rebuilt.text(bag::SIGNATURE);
    rebuilt.seal(&desk.signer, |_| {}).set(bag::SIGNATURE, signature);
    only(&found(&desk, &rebuilt.zip()), bag::SIGNATURE, "bad_signature");
    let mut twice = desk.parts();
    let manifest = twice.text(bag::MANIFEST);
    twice.set(bag::MANIFEST, format!("{manifest}{}", manifest.lines().next().unwrap()) + "\n");
    has(&found(&desk, &twice.zip()), "data/README.txt", "listed_twice");
    let mut crlf = desk.parts();
    crlf.set(bag::MANIFEST, manifest.replace('\n', "\r\n"));
    has(&found(&desk, &crlf.zip()), CASES, "unlisted");
}

fn removed_digit(text: &str) -> String {
    text.replace("\"sticks\":200", "\"sticks\":20")
}

#[test]
fn files_that_do_not_belong_are_named() {
    for (path, code) in [
        ("extra.txt", "extra_root_file"),
        ("fetch.txt", "fetch_txt"),
        ("data/fetch.txt", "fetch_txt"),
        ("data/virus.exe", "unknown_file"),
        ("data/records/secret.ndjson", "unknown_file"),
        ("data/files/sha256/ab/name.jpg", "unknown_file"),
    ] {
        has(&replaced(path, "x"), path, code);
    }
    let desk = Desk::new();
    let mut elsewhere = desk.parts();
    elsewhere.entries.insert(3, ("other/x".to_owned(), Method::Stored, Vec::new()));
    has(&found(&desk, &elsewhere.zip()), "other/x", "extra_root_file");
}

#[test]
fn another_order_or_method_is_not_canonical() {
    let desk = Desk::new();
    let mut order = desk.parts();
    order.entries.swap(7, 8);
    has(&found(&desk, &order.zip()), CASES, "order");
    let mut method = desk.parts();
    method.entries.iter_mut().find(|(name, ..)| name.ends_with(CASES)).unwrap().1 = Method::Stored;
    has(&found(&desk, &method.zip()), CASES, "method");
    has(&found(&desk, &method.zip()), CASES, "deflated");
}

#[test]
fn the_declaration_must_be_bagit() {
    let found = replaced(bag::BAGIT, "BagIt-Version: 0.97\n");
    only(&found, bag::BAGIT, "declaration");
}

#[test]
fn keys_and_comments_that_do_not_fit_are_refused() {
    let desk = Desk::new();
    let other = Signer::generate().unwrap();
    let bundle = desk.small().path;
    let found_with = |key: &str| {
        codes(&verify(&bundle, key, None).unwrap()).first().map(|(e, c)| ((*e).to_owned(), (*c).to_owned()))
    };
    assert_eq!(found_with(&other.public_key()), Some((bag::SIGNATURE.to_owned(), "wrong_key".to_owned())));
    assert_eq!(verify(&bundle, "RW…", None).unwrap_err().kind, Kind::Invalid);
    let mut edited = desk.parts();
    let signature = edited.text(bag::SIGNATURE).replace("counts=", "counts=retailer=9,");
    edited.set(bag::SIGNATURE, signature);
    only(&found(&desk, &edited.zip()), bag::SIGNATURE, "bad_signature");
    let mut signed = desk.parts();
    signed.sign(&desk.signer, "stream=610522-A sequence=7 previous=none counts=");
    only(&found(&desk, &signed.zip()), bag::SIGNATURE, "trusted_comment");
    let mut spaced = desk.parts();
    let signature = spaced.text(bag::SIGNATURE).replace("untrusted comment: ", "untrusted comment: x");
    spaced.set(bag::SIGNATURE, signature);
    only(&found(&desk, &spaced.zip()), bag::SIGNATURE, "signature_form");
}

#[test]
fn what_the_bag_says_of_itself_must_be_so() {
    type Lie = fn(&mut BagInfo);
    let lies: [(Lie, &str, &str); 12] = [
        (|it| it.payload_bytes += 1, bag::BAG_INFO, "payload_oxum"),
        (|it| it.payload_files += 1, bag::BAG_INFO, "payload_oxum"),
        (|it| *it.counts.get_mut("case").unwrap() += 1, bag::BAG_INFO, "record_counts"),
        (|it| drop(it.deflated.insert(CASES.to_owned(), "0".repeat(64))), CASES, "deflated"),
        (|it| it.sequence = 2, bag::BAG_INFO, "top_folder"),
        (|it| it.stream = "B".to_owned(), bag::BAG_INFO, "top_folder"),
        (|it| it.previous_digest = Some("0".repeat(64)), bag::BAG_INFO, "bag_info"),
        (|it| it.period = Some("2026-11".to_owned()), bag::BAG_INFO, "bag_info"),
        (|it| it.to_change += 1, bag::CHANGES, "last_change"),
        (|it| it.last_change_hash = "0".repeat(64), bag::CHANGES, "last_change"),
        (|it| it.from_change = 2, bag::CHANGES, "change_gap"),
        (|it| it.key_id = "0".repeat(16), bag::BAG_INFO, "signing_key"),
    ];
    for (lie, entry, code) in lies {
        has(&forged(|_| {}, lie), entry, code);
    }
    let desk = Desk::new();
    for (from, to, code) in
        [("X-Kind: full", "X-Kind: dossier", "bag_info"), ("X-Bundle-Format: 1", "X-Bundle-Format: 2", "too_new")]
    {
        let mut parts = desk.parts();
        let comment = BagInfo::read(&parts.text(bag::BAG_INFO)).unwrap().comment();
        let text = parts.text(bag::BAG_INFO).replace(from, to);
        parts.set(bag::BAG_INFO, text).sign(&desk.signer, &comment);
        only(&found(&desk, &parts.zip()), bag::BAG_INFO, code);
    }
}

#[test]
fn a_renamed_file_is_told() {
    let desk = Desk::new();
    let bytes = std::fs::read(desk.small().path).unwrap();
    assert_eq!(codes(&desk.verify(&desk.put("610522-A-000002.zip", &bytes))), [("", "file_name")]);
}

#[test]
fn lines_that_are_no_records_are_told() {
    let deep = "[".repeat(100_000);
    let endless = format!(
        "{{\"x\":\"{}\"}}\n",
        (0..LINE_LIMIT).map(|n| char::from(b'a' + u8::try_from(n * n % 26).unwrap())).collect::<String>()
    );
    for (text, code) in [
        ("{\"id\":\n", "bad_json"),
        (deep.as_str(), "open_line"),
        (&(deep.clone() + "\n"), "bad_json"),
        (&endless, "line_too_long"),
        ("\n", "bad_json"),
        ("{}\n", "bad_record"),
        ("[]\n", "bad_record"),
        ("{\"id\":\"x\",\"revision\":1}\n", "bad_record"),
    ] {
        has(&replaced(CASES, text), CASES, code);
        has(&replaced(bag::CHANGES, text), bag::CHANGES, if code == "bad_record" { "bad_json" } else { code });
    }
    let bad_utf8 = [&b"{\"id\":\""[..], &[0xFF, 0xFE], b"\"}\n"].concat();
    has(&replaced(CASES, &bad_utf8), CASES, "bad_json");
    let desk = Desk::new();
    let mut tags = desk.parts();
    tags.set(bag::MANIFEST, [0xFF, 0xFE]);
    has(&found(&desk, &tags.zip()), bag::MANIFEST, "bad_utf8");
}

#[test]
fn records_of_another_bureau_are_refused() {
    let foreign = json!({"id": id(1), "bureau": "610599", "revision": 1}).to_string() + "\n";
    only(&replaced(CASES, &foreign), CASES, "foreign_bureau");
}

#[test]
fn what_was_taken_down_of_a_report_is_told_of() {
    let told = json!({"id": id(1), "bureau": "610522", "revision": 1, "content": "x"}).to_string() + "\n";
    let path = "data/records/hotline.ndjson";
    only(&replaced(path, &told), path, "informant");
}

type Fault = fn(&mut Vec<Value>);

#[test]
fn a_chain_that_is_broken_is_told_of() {
    let edit = |change: Fault| {
        move |parts: &mut Parts| {
            let lines = parts.text(bag::CHANGES);
            let mut lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            change(&mut lines);
            let text = lines.iter().map(Value::to_string).collect::<Vec<_>>().join("\n") + "\n";
            parts.set(bag::CHANGES, text);
        }
    };
    let faults: [(Fault, &str); 7] = [
        (|lines| lines[1]["by"] = json!("别人"), "change_chain"),
        (|lines| lines[1]["hash"] = json!("0".repeat(64)), "change_chain"),
        (|lines| lines[1]["revision"] = json!(2), "change_chain"),
        (|lines| drop(lines.remove(1)), "change_gap"),
        (|lines| lines.swap(0, 1), "change_gap"),
        (|lines| drop(lines.pop()), "last_change"),
        (|lines| lines[0]["after"]["bureau"] = json!("610599"), "foreign_bureau"),
    ];
    for (change, code) in faults {
        has(&forged(edit(change), |_| {}), bag::CHANGES, code);
    }
}

#[test]
fn a_scan_under_a_wrong_hash_is_refused() {
    let path = bag::scan_path(&digest(b"a scan"), "jpg");
    only(&replaced(&path, "another scan"), &path, "bad_name");
}

#[test]
fn what_is_no_bundle_at_all_is_said_in_words() {
    let desk = Desk::new();
    for bytes in [&b""[..], b"PK", b"%PDF-1.7", &vec![0; 100_000]] {
        assert_eq!(codes(&desk.verify_bytes(bytes)), [("", "not_a_zip")]);
    }
    let empty = End { entries: 0, offset: 0, size: 0 }.bytes();
    has(&found(&desk, &empty), bag::BAGIT, "missing_entry");
    assert_eq!(show(&desk.put("x.zip", b"no")).unwrap_err().kind, Kind::Damaged);
    assert_eq!(verify(desk.folder.path(), &desk.signer.public_key(), None).unwrap_err().kind, Kind::Invalid);
    let nowhere = desk.folder.path().join("nowhere.zip");
    assert_eq!(verify(&nowhere, &desk.signer.public_key(), None).unwrap_err().kind, Kind::NotFound);
}

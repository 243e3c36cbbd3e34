//! Bytes flipped where they lie: each is found, named in Chinese, and never a panic.

use std::{
    fs,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Instant,
};

use yihu_archive::{Access, Archive, Reading, Watch};
use yihu_domain::{Error, Kind};
use yihu_tests::{Desk, PASSWORD, ledger};

use crate::stage::{each, tally};

const PAGE: usize = 4096;

/// Opens and checks as `yihu verify` does, without the cost of a process; what it says, and what kind of error it is.
fn checked(desk: &Desk) -> (Option<Kind>, String) {
    let said = |e: Error| (Some(e.kind), e.message);
    let mut archive = match Archive::open(&desk.archive(), "管理员", PASSWORD, Access::Read) {
        Ok(archive) => archive,
        Err(e) => return said(e),
    };
    match archive.verify(Reading::All, false, &Watch::none()) {
        Ok(report) if report.ok => (None, String::new()),
        Ok(report) => (
            report.damaged.then_some(Kind::Damaged).or(Some(Kind::Invalid)),
            report.findings.iter().map(|f| f.message.as_str()).collect::<Vec<_>>().join("\n"),
        ),
        Err(e) => said(e),
    }
}

fn is_told(what: &str, (kind, said): &(Option<Kind>, String)) {
    assert!(matches!(kind, Some(Kind::Damaged | Kind::Denied | Kind::TooNew)), "{what}: {kind:?} {said}");
    assert!(said.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) && said.contains('。'), "{what}: {said}");
    for word in ["rror", "sql", "SQL", "panick"] {
        assert!(!said.contains(word), "{what}: {said}");
    }
}

#[test]
fn flipped_byte_on_any_page_of_the_databases_is_found() {
    let began = Instant::now();
    let base = Desk::with_archive();
    base.import("hotline", &ledger("12313台账.xlsx"), &["--apply"]);
    base.import("case", &ledger("案件台账.xlsx"), &["--apply"]);
    let mut cases = Vec::new();
    let every = if std::env::var("YIHU_FAULTS").is_ok_and(|v| v == "all") { 1 } else { 5 };
    for file in ["archive.db", "informants.db"] {
        let pages = fs::read(base.archive().join(file)).expect("a database").len() / PAGE;
        let few = if file == "archive.db" { every } else { 1 };
        // Another byte on every page, so that head, middle and seal of a page are all met.
        cases.extend((0..pages).step_by(few).map(|page| (file, page * PAGE + page * 1237 % PAGE)));
    }
    let kinds = Mutex::new(std::collections::BTreeMap::<String, usize>::new());
    each(&cases, |&(file, offset)| {
        let desk = base.twin();
        flip(&desk, file, offset);
        let found = checked(&desk);
        is_told(&format!("{file} at {offset}"), &found);
        *kinds.lock().expect("no case failed").entry(format!("{:?}", found.0)).or_default() += 1;
    });
    tally("flip-page", cases.len());
    println!("{} pages, all found: {:?}; {:?}", cases.len(), kinds.into_inner(), began.elapsed());
}

#[test]
fn flipped_byte_anywhere_in_the_key_file_is_found() {
    let began = Instant::now();
    let base = Desk::with_archive();
    let keys = fs::read(base.archive().join("keys.json")).expect("keys");
    let every = if std::env::var("YIHU_FAULTS").is_ok_and(|v| v == "all") { 1 } else { 23 };
    let cases: Vec<usize> = (0..keys.len()).step_by(every).collect();
    let harmless = AtomicUsize::new(0);
    each(&cases, |&offset| {
        let desk = base.twin();
        flip(&desk, "keys.json", offset);
        let found = checked(&desk);
        // A flip between the values (a line break for a space) changes nothing that is meant.
        if found.0.is_none() && keys[offset].is_ascii_whitespace() {
            harmless.fetch_add(1, Ordering::Relaxed);
            return;
        }
        is_told(&format!("keys.json at {offset}"), &found);
    });
    tally("flip-key", cases.len());
    println!("{} bytes, {} harmless; {:?}", cases.len(), harmless.into_inner(), began.elapsed());
}

/// The command itself says so too, with exit code 3 or 4, whatever it is asked.
#[test]
fn command_names_the_damage_with_its_exit_code() {
    let base = Desk::with_archive();
    base.import("case", &ledger("案件台账.xlsx"), &["--apply"]);
    for file in ["archive.db", "informants.db", "keys.json"] {
        let length = fs::read(base.archive().join(file)).expect("a file").len();
        for offset in [0, 17, 60, length / 2, length - 30] {
            let desk = base.twin();
            flip(&desk, file, offset);
            let dir = desk.archive().to_string_lossy().into_owned();
            let answer = desk.yihu(&["verify", &dir]).refuses(&[3, 4]);
            assert!(answer.err.contains('。'), "{file} at {offset}: {answer:?}");
            let json = desk.ask("verify", &[]).refuses(&[3, 4]).json();
            assert!(json["message"].is_string(), "{json}");
        }
    }
}

/// What takes the place of a file.
enum Instead {
    /// Only its beginning
    Cut(usize),
    /// Bytes that mean nothing
    Noise(usize),
    /// A folder of that name
    Folder,
    /// The same file of another archive
    Other,
}

#[test]
fn files_cut_short_exchanged_or_of_noise_are_found() {
    let began = Instant::now();
    let (base, other) = (Desk::with_archive(), Desk::with_archive());
    base.import("case", &ledger("案件台账.xlsx"), &["--apply"]);
    let mut cases = Vec::new();
    for file in ["archive.db", "informants.db", "keys.json"] {
        let length = fs::read(base.archive().join(file)).expect("a file").len();
        let lengths = [0, 1, 16, 100, 1000, PAGE, PAGE + 1, length / 3, length / 2, length - PAGE.min(length / 2)];
        // The key file ends with a line feed, which means nothing.
        let cuts = lengths.into_iter().chain([length - 2]).filter(|cut| *cut < length).map(Instead::Cut);
        cases.extend(cuts.chain([1, PAGE, length].map(Instead::Noise)).map(|it| (file, it)));
        cases.extend([(file, Instead::Folder), (file, Instead::Other)]);
    }
    each(&cases, |(file, instead)| {
        let desk = base.twin();
        let path = desk.archive().join(file);
        let bytes = fs::read(&path).expect("a file");
        fs::remove_file(&path).expect("it goes");
        let what = match instead {
            Instead::Cut(length) => {
                fs::write(&path, &bytes[..*length]).expect("a shorter file");
                format!("{file} cut to {length}")
            }
            Instead::Noise(length) => {
                fs::write(&path, (0..*length).map(|i| (i * 167 + 13) as u8).collect::<Vec<_>>()).expect("noise");
                format!("{file} of {length} bytes of noise")
            }
            Instead::Folder => {
                fs::create_dir(&path).expect("a folder");
                format!("{file} a folder")
            }
            Instead::Other => {
                fs::copy(other.archive().join(file), &path).expect("a copy");
                format!("{file} of another archive")
            }
        };
        is_told(&what, &checked(&desk));
    });
    tally("exchange", cases.len());
    println!("{} files cut short, exchanged or of noise; {:?}", cases.len(), began.elapsed());
}

#[test]
fn flipped_byte_in_a_scan_is_found() {
    let base = Desk::with_archive();
    base.import("case", &ledger("案件台账.xlsx"), &["--apply"]);
    let number = base.ask("list", &["case", "--limit", "1"]).exits(0).json()[0]["case_no"].as_str().map(str::to_owned);
    let scan = base.join("现场照片.jpg");
    fs::copy(yihu_tests::fixture("scans").join("营业执照.jpg"), &scan).expect("a scan");
    base.ask("attach", &["case", &number.expect("a case"), "现场照片", &scan.to_string_lossy()]).exits(0);
    let name = yihu_tests::bytes_in(&base.archive().join("files")).into_keys().next().expect("a scan");
    let name = format!("files/{}", name.display());
    let length = fs::read(base.archive().join(&name)).expect("a scan").len();
    // Each chunk of 64 KiB has a seal of its own; the first and the last bytes are the head and the last seal.
    let cases: Vec<usize> = (0..length).step_by(length / 40).chain([1, 20, length - 1, length - 20]).collect();
    each(&cases, |&offset| {
        let desk = base.twin();
        flip(&desk, &name, offset);
        is_told(&format!("{name} at {offset}"), &checked(&desk));
    });
    tally("flip-scan", cases.len());
    for cut in [0, 1, length / 2, length - 1] {
        let desk = base.twin();
        let bytes = fs::read(desk.archive().join(&name)).expect("a scan");
        fs::write(desk.archive().join(&name), &bytes[..cut]).expect("a shorter one");
        is_told(&format!("{name} cut to {cut}"), &checked(&desk));
    }
}

fn flip(desk: &Desk, file: &str, offset: usize) {
    let path = desk.archive().join(file);
    let mut bytes = fs::read(&path).expect("a file");
    bytes[offset] ^= 0x01;
    fs::write(path, bytes).expect("the flip");
}

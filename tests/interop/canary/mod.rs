//! The informant wall: a thousand planted informants, looked for in every file, page, table and word that Yihu writes.
//!
//! The search itself is tried on the ledger they came in by, on the database behind the wall, and with the wall taken
//! down: there it finds them.

mod aviary;
mod sieve;

use std::{collections::BTreeSet, fs, path::PathBuf, process::Stdio};

use yihu_archive::{Access, Archive};
use yihu_tests::{Desk, PASSWORD};

use crate::{
    archive::secrets,
    bundle::{is_chinese, text},
    ledger::{self, Report, Shop},
    peer,
};
use aviary::{Artefact, Aviary, SHOPS, files, opened, report_by, reports_by, shops};
use sieve::{Canary, Sieve};

/// The sorts of what leaves, by what their names hold.
const SORTS: [&str; 6] = [".pdf (pdftotext)", ".xml", "index.csv", ".ndjson", "stdout", "(file name)"];

fn betrayed(sieve: &Sieve, artefacts: &[Artefact]) -> Vec<String> {
    let mut leaks = Vec::new();
    for it in artefacts {
        let found = sieve.found(&it.bytes);
        if let Some(one) = found.first() {
            leaks.push(format!("{}: {} of them, as {}", it.name, found.len(), String::from_utf8_lossy(one)));
        }
    }
    leaks
}

#[test]
fn no_informant_stands_in_anything_that_the_app_writes() {
    let canaries = Canary::all();
    let sieve = Sieve::new(&canaries);
    let (desk, artefacts) = Aviary::new(&shops(), &reports_by(&canaries)).artefacts();
    let more =
        ["keys.json", "stderr", "minisig", "pdfinfo", "manifest.json", "archive table hotline", "backup table change"];
    for sort in SORTS.iter().chain(&more) {
        assert!(artefacts.iter().any(|a| a.name.contains(sort)), "nothing was searched of {sort}");
    }
    let shop = "城关金丝雀0号店".as_bytes();
    let shown =
        |sort: &str| artefacts.iter().any(|a| a.name.contains(sort) && a.bytes.windows(shop.len()).any(|w| w == shop));
    assert!(shown("pdftotext") && shown(".ndjson") && shown(".xml"), "what is searched can be read");
    assert_eq!(betrayed(&sieve, &artefacts), Vec::<String>::new());
    assert_eq!(files(&desk.join("临时")), Vec::<PathBuf>::new(), "nothing is left behind");

    let secrets = secrets(&desk.archive());
    let archive = Archive::open(&desk.archive(), "管理员", PASSWORD, Access::Read).expect("the archive");
    for canary in &canaries {
        for word in [&canary.name, &canary.phone, &canary.id] {
            assert!(archive.search(word).expect("a search").is_empty(), "the search box finds {word}");
        }
    }

    // Behind the wall, and with the wall taken down: there the same search finds every one.
    let behind = peer::tables(&desk.archive().join("informants.db"), secrets.informants_key().expect("a custodian"));
    let behind = behind.to_string();
    let seen = sieve.found(behind.as_bytes());
    for (n, canary) in canaries.iter().enumerate() {
        let phone = if n % 8 == 7 { &canary.phone[..10] } else { &*canary.phone };
        let known = [&canary.name, &canary.id, &canary.home].iter().all(|it| seen.contains(it.as_bytes()));
        assert!(known, "{canary:?}");
        assert!(behind.contains(phone), "{canary:?}");
    }
}

#[test]
fn the_search_for_informants_finds_them_where_they_are() {
    let canaries = Canary::all();
    let sieve = Sieve::new(&canaries);
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = folder.path().join("举报.xlsx");
    ledger::of_reports(&ledger, &reports_by(&canaries));
    let mut artefacts = Vec::new();
    opened(&ledger, &folder.path().join("开"), &mut artefacts);
    let found: BTreeSet<&[u8]> = artefacts.iter().flat_map(|a| sieve.found(&a.bytes)).collect();
    assert!(
        canaries.iter().all(|c| found.contains(c.name.as_bytes()) && found.contains(c.id.as_bytes())),
        "{}",
        found.len()
    );
}

#[test]
fn with_the_wall_taken_down_each_sort_of_artefact_gives_them_away() {
    let canaries = Canary::all();
    let sieve = Sieve::new(&canaries);
    // Shops are no secret: here they are named, and owned, as the informants are, and nobody has reported.
    let named = |n: usize| Shop::new(n, &canaries[n].name, &canaries[n].name, &canaries[n].home);
    // The reports are nobody's as far as the archive knows, and what they say of somebody stays as it was typed.
    let unsaid = |n: usize| Report {
        who: std::array::from_fn(|_| String::new()),
        home: String::new(),
        ..report_by(&canaries[n], n)
    };
    let reports: Vec<Report> = (0..8).map(unsaid).collect();
    let shops: Vec<Shop> = (0..SHOPS).map(named).collect();
    let (_desk, artefacts) = Aviary::new(&shops, &reports).artefacts();
    let leaks = betrayed(&sieve, &artefacts);
    for sort in
        SORTS.iter().chain(&["archive table retailer", "archive table change", "archive table search", "backup table"])
    {
        assert!(leaks.iter().any(|leak| leak.contains(sort)), "they were not seen in {sort}: {leaks:#?}");
    }
    for bytes in [
        b"%PDF /Title <FEFF".iter().copied().chain(utf16(&canaries[7].name)).collect(),
        serde_json::json!(canaries[8].name).to_string().into_bytes(),
        canaries[9].forms()[5].clone().into_bytes(),
        canaries[10].forms()[1].clone().into_bytes(),
    ] as [Vec<u8>; 4]
    {
        assert!(!sieve.found(&bytes).is_empty(), "{}", String::from_utf8_lossy(&bytes));
    }
}

fn utf16(text: &str) -> impl Iterator<Item = u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes)
}

#[test]
fn a_program_at_work_leaves_no_core_file() {
    let desk = Desk::with_archive();
    let archive = desk.archive();
    let mut command = desk.command();
    command.arg("list").arg(&archive).arg("retailer").stdout(Stdio::null());
    let mut child = command.spawn().expect("yihu starts");
    let mut limits = String::new();
    // It opens the key file for some tenths of a second.
    while child.try_wait().expect("a child").is_none() && !limits.contains(NO_CORE) {
        limits = fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap_or_default();
        let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap_or_default();
        limits = core.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    assert!(child.wait().expect("it ends").success());
    assert_eq!(limits, NO_CORE);
}

/// What the system says of a program that may write no core file.
const NO_CORE: &str = "Max core file size 0 0 bytes";

#[test]
fn refused_rows_come_back_with_their_own_informants_only() {
    let canaries = Canary::all();
    let desk = Desk::with_archive();
    let mut reports: Vec<Report> = (0..3).map(|n| report_by(&canaries[n], n)).collect();
    reports[1].who = [canaries[1].name.clone(), canaries[1].phone.clone(), canaries[1].id.clone()];
    let (ledger, errors) = (desk.join("举报.xlsx"), desk.join("错误.xlsx"));
    ledger::of_reports(&ledger, &reports);
    // The second row is spoilt: 类别 is a word nobody knows.
    let mut rows = peer::cells(&ledger)["12313"].as_array().expect("rows").clone();
    rows[3][5] = "乱写".into();
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|r| r.as_array().expect("cells").iter().map(|c| c.as_str().unwrap_or_default().to_owned()).collect())
        .collect();
    peer::workbook(&ledger, "12313", &rows);
    let done = desk.import("hotline", &ledger, &["--apply", "--errors", &text(&errors)]);
    assert_eq!((&done["new"], &done["refused"]), (&2.into(), &1.into()), "{done}");
    let back = peer::cells(&errors).to_string();
    assert!(back.contains(&canaries[1].name), "the clerk gets the refused row back whole: {back}");
    assert!(!back.contains(&canaries[0].name) && !back.contains(&canaries[2].name), "{back}");
}

#[test]
fn what_would_name_an_informant_does_not_leave() {
    let canaries = Canary::all();
    let desk = Desk::with_archive();
    let mut shop = Shop::new(0, "城关金丝雀0号店", "羽某", "城关镇羽毛街0号");
    // A clerk writes the informant into another record, where no rule of the hotline looks.
    shop.remark = format!("{} {}来局里闹过。", canaries[0].name, canaries[0].phone);
    ledger::of_shops(&desk.join("户.xlsx"), std::slice::from_ref(&shop));
    ledger::of_reports(&desk.join("举报.xlsx"), &[report_by(&canaries[0], 0)]);
    desk.import("retailer", &desk.join("户.xlsx"), &["--apply"]);
    desk.import("hotline", &desk.join("举报.xlsx"), &["--apply"]);
    let out = desk.join("包");
    let refused = desk.ask("bundle export", &["--full", "-o", &text(&out)]).exits(1);
    let message = refused.json()["message"].as_str().expect("a message").to_owned();
    assert!(is_chinese(&message) && message.contains("举报人"), "{message}");
    let sieve = Sieve::new(&canaries);
    assert!(
        sieve.found(refused.out.as_bytes()).is_empty() && sieve.found(refused.err.as_bytes()).is_empty(),
        "{refused:?}"
    );
    let left = if out.exists() { files(&out) } else { Vec::new() };
    assert!(left.is_empty(), "{left:?}");
    let (pdf, xlsx) = (desk.join("一户.pdf"), desk.join("户导出.xlsx"));
    let mut written = Vec::new();
    desk.ask("dossier", &["retailer", &shop.number, "-o", &text(&pdf)]).exits(0);
    opened(&pdf, &desk.join("开"), &mut written);
    if desk.ask("export", &["retailer", "-o", &text(&xlsx)]).code == 0 {
        opened(&xlsx, &desk.join("开"), &mut written);
    }
    assert_eq!(betrayed(&sieve, &written), Vec::<String>::new());
}

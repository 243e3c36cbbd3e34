//! The informant wall: a thousand planted informants, looked for in every file, page, table and word that Yihu writes.
//!
//! The search itself is tried on the ledger they came in by and on the database behind the wall: there it finds all.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use yihu_archive::{Access, Archive};
use yihu_tests::{Answer, Desk, PASSWORD};

use crate::{
    archive::secrets,
    bundle::{is_chinese, text},
    ledger::{self, Report, Shop},
    peer, scan,
};

const SURNAMES: [&str; 20] = [
    "亓官", "呼延", "澹台", "濮阳", "淳于", "单于", "太叔", "申屠", "公孙", "仲孙", "轩辕", "令狐", "钟离", "宇文",
    "长孙", "慕容", "鲜于", "闾丘", "司徒", "司空",
];
const FIRST: [&str; 10] = ["骐", "翀", "琬", "翊", "骁", "璆", "翙", "珩", "骞", "羿"];
const SECOND: [&str; 5] = ["骥", "翯", "琰", "翾", "骧"];
const SHOPS: usize = 5;

/// One planted informant.
#[derive(Debug, Clone)]
struct Canary {
    name: String,
    phone: String,
    id: String,
}

impl Canary {
    fn new(n: usize) -> Self {
        let digits = format!("619999{}{:02}{:02}{:03}", 1950 + n % 50, 1 + n % 12, 1 + n % 28, n);
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let sum: usize = digits.bytes().zip(weights).map(|(d, w)| usize::from(d - b'0') * w).sum();
        let check = "10X98765432".as_bytes()[sum % 11] as char;
        Self {
            name: format!("{}{}{}", SURNAMES[n % 20], FIRST[n / 20 % 10], SECOND[n / 200]),
            phone: format!("199370{:05}", 10_000 + n * 37),
            id: format!("{digits}{check}"),
        }
    }

    fn all() -> Vec<Self> {
        (0..1000).map(Self::new).collect()
    }

    /// Everything by which it is known, however it might be written.
    fn forms(&self) -> Vec<String> {
        let spaced: Vec<String> = self.name.chars().map(String::from).collect();
        let wide = |t: &str| t.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c)).collect::<String>();
        vec![
            self.name.clone(),
            spaced.join(" "),
            self.phone.clone(),
            format!("{} {} {}", &self.phone[..3], &self.phone[3..7], &self.phone[7..]),
            format!("{}-{}-{}", &self.phone[..3], &self.phone[3..7], &self.phone[7..]),
            wide(&self.phone),
            self.id.clone(),
            wide(&self.id),
        ]
    }

    /// A report by it; some name it in free text, as clerks do against the rule.
    fn reports(&self, n: usize) -> Report {
        let shop = n % SHOPS;
        let mut it = Report {
            who: [self.name.clone(), self.phone.clone(), self.id.clone()],
            content: format!("反映城关金丝雀{shop}号店销售假烟，第{n}次来电。"),
            target: format!("城关金丝雀{shop}号店"),
            address: format!("城关镇羽毛街{shop}号"),
            result: "经查不属实".to_owned(),
            feedback: "已反馈".to_owned(),
            remark: String::new(),
        };
        let spaced: Vec<String> = self.name.chars().map(String::from).collect();
        match n % 8 {
            3 => it.content = format!("举报人{}（电话{}）要求保密。{}", self.name, self.phone, it.content),
            4 => it.result = format!("已答复{}本人", spaced.join(" ")),
            5 => it.remark = format!("回电１９９３７０{}，身份证{}", &self.forms()[5][18..], self.id),
            6 => it.feedback = format!("已反馈给{}，{}-{}", self.name, &self.phone[..3], &self.phone[3..]),
            7 => self.phone[..10].clone_into(&mut it.who[1]),
            _ => {}
        }
        it
    }
}

/// Looks for many needles at once in bytes.
struct Sieve {
    needles: Vec<Vec<u8>>,
    starts: Vec<Vec<usize>>,
}

impl Sieve {
    fn new(canaries: &[Canary]) -> Self {
        let mut needles = BTreeSet::new();
        for form in canaries.iter().flat_map(Canary::forms) {
            let units: Vec<u16> = form.encode_utf16().collect();
            let big: Vec<u8> = units.iter().flat_map(|u| u.to_be_bytes()).collect();
            needles.insert(hex::encode(&big).into_bytes());
            needles.insert(hex::encode_upper(&big).into_bytes());
            needles.insert(units.iter().flat_map(|u| u.to_le_bytes()).collect());
            needles.insert(big);
            needles.insert(serde_json::json!(form).to_string().trim_matches('"').as_bytes().to_vec());
            needles.insert(form.into_bytes());
        }
        let needles: Vec<Vec<u8>> = needles.into_iter().collect();
        let mut starts = vec![Vec::new(); 1 << 16];
        for (n, needle) in needles.iter().enumerate() {
            starts[usize::from(needle[0]) << 8 | usize::from(needle[1])].push(n);
        }
        Self { needles, starts }
    }

    /// What is found in the bytes, and in their text without white space.
    fn found(&self, bytes: &[u8]) -> BTreeSet<&[u8]> {
        let mut found = self.found_raw(bytes);
        if let Ok(text) = std::str::from_utf8(bytes) {
            let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            found.extend(self.found_raw(squeezed.as_bytes()));
        }
        found
    }

    fn found_raw(&self, bytes: &[u8]) -> BTreeSet<&[u8]> {
        let mut found = BTreeSet::new();
        for (at, pair) in bytes.windows(2).enumerate() {
            for n in &self.starts[usize::from(pair[0]) << 8 | usize::from(pair[1])] {
                if bytes[at..].starts_with(&self.needles[*n]) {
                    found.insert(self.needles[*n].as_slice());
                }
            }
        }
        found
    }
}

/// One thing that the app wrote, opened as far as it can be.
struct Artefact {
    name: String,
    bytes: Vec<u8>,
}

/// Opens a file: itself, what a zip or workbook holds, what a PDF says and how it is built, and so on inwards.
fn opened(path: &Path, work: &Path, into: &mut Vec<Artefact>) {
    let bytes = fs::read(path).expect("a file");
    let name = text(path);
    if bytes.starts_with(b"PK\x03\x04") {
        let folder = work.join(into.len().to_string());
        fs::create_dir_all(&folder).expect("a folder");
        peer::run("unzip", &["-qq", &name, "-d", &text(&folder)]);
        for inner in files(&folder) {
            opened(&inner, work, into);
        }
    } else if bytes.starts_with(b"%PDF") {
        let mut push = |how: &str, bytes| into.push(Artefact { name: format!("{name} ({how})"), bytes });
        push("pdftotext", peer::run("pdftotext", &["-raw", "-enc", "UTF-8", &name, "-"]).out);
        push("pdfinfo", peer::run("pdfinfo", &["-meta", &name]).out);
        push("pdfinfo", peer::run("pdfinfo", &[&name]).out);
        push("streams", peer::run("qpdf", &["--qdf", "--object-streams=disable", &name, "-"]).out);
    }
    into.push(Artefact { name, bytes });
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()) {
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// A desk where everything is done that writes anything, and all that was said.
struct Aviary {
    desk: Desk,
    /// Where the app works
    place: PathBuf,
    said: Vec<Artefact>,
}

impl Aviary {
    fn new(canaries: &[Canary]) -> Self {
        let desk = Desk::with_archive();
        // What comes in lies elsewhere: only what the app writes is searched.
        let (inbox, temporary) = (desk.join("进"), desk.join("临时"));
        fs::create_dir_all(&inbox).and_then(|()| fs::create_dir_all(&temporary)).expect("folders");
        let mut it = Self { place: desk.join("出"), desk, said: Vec::new() };
        fs::create_dir_all(&it.place).expect("a folder");
        let shops: Vec<Shop> = (0..SHOPS)
            .map(|n| Shop::new(n, &format!("城关金丝雀{n}号店"), "羽某", &format!("城关镇羽毛街{n}号")))
            .collect();
        ledger::of_shops(&inbox.join("户.xlsx"), &shops);
        let reports: Vec<Report> = canaries.iter().enumerate().map(|(n, c)| c.reports(n)).collect();
        ledger::of_reports(&inbox.join("举报.xlsx"), &reports);
        it.take_in(&inbox);
        it.give_out(&shops[0].number);
        it
    }

    fn say(&mut self, words: &[&str], codes: &[i32]) -> Answer {
        let verb: Vec<&str> = words[0].split(' ').collect();
        let (archive, temporary) = (self.desk.archive(), self.desk.join("临时"));
        let mut command = self.desk.command();
        command.env("TMPDIR", temporary).args(verb).arg(archive).args(&words[1..]);
        let answer = Answer::from(command.output().expect("yihu starts"));
        assert!(codes.contains(&answer.code), "{words:?}: {answer:?}");
        for (stream, said) in [("stdout", &answer.out), ("stderr", &answer.err)] {
            self.said.push(Artefact { name: format!("{words:?} {stream}"), bytes: said.clone().into_bytes() });
        }
        answer
    }

    fn out(&self, name: &str) -> String {
        text(&self.place.join(name))
    }

    fn take_in(&mut self, inbox: &Path) {
        let (shops, reports) = (text(&inbox.join("户.xlsx")), text(&inbox.join("举报.xlsx")));
        self.say(&["import", "retailer", &shops, "--apply"], &[0]);
        self.say(&["import", "hotline", &reports], &[0]);
        self.say(&["import", "hotline", &reports, "--json"], &[0]);
        let done = self
            .say(&["import", "hotline", &reports, "--apply", "--json", "--errors", &self.out("错误.xlsx")], &[0])
            .json();
        assert_eq!((&done["new"], &done["refused"]), (&1000.into(), &0.into()), "{done}");
        let again = self.say(&["import", "hotline", &reports, "--apply", "--json"], &[0]).json();
        assert_eq!((&again["new"], &again["changed"]), (&0.into(), &0.into()), "{again}");
        self.say(&["undo"], &[0]);
        self.say(&["import", "hotline", &reports, "--apply"], &[0]);
    }

    fn give_out(&mut self, shop: &str) {
        let (pdf, jpg) = (self.out("一户.pdf"), self.out("扫描.jpg"));
        self.say(&["dossier", "retailer", shop, "-o", &pdf], &[0]);
        scan::of_page(Path::new(&pdf), 1, Path::new(&jpg));
        self.say(&["attach", "retailer", shop, "营业执照", &jpg, "--json"], &[0]);
        self.say(&["dossier", "retailer", "--all", "-o", &self.out("全部"), "--json"], &[0]);
        self.say(&["bundle export", "--full", "-o", &self.out("包"), "--json"], &[0]);
        self.say(&["selfcheck", "2026-11", "--sign", "-o", &self.out("自查"), "--json"], &[0]);
        for noun in ["retailer", "case", "hotline", "training", "staff"] {
            self.say(&["export", noun, "-o", &self.out(&format!("{noun}.xlsx"))], &[0]);
            self.say(&["list", noun, "--limit", "100000"], &[0]);
            self.say(&["list", noun, "--limit", "100000", "--json"], &[0]);
        }
        self.say(&["show", "retailer", shop, "--json"], &[0]);
        for n in 0..8 {
            self.say(&["show", "hotline", &format!("CY1231320261100{n:05}"), "--json"], &[0]);
        }
        self.say(&["search", "金丝雀", "--json"], &[0]);
        self.say(&["log", "--limit", "100000"], &[0]);
        self.say(&["log", "--limit", "100000", "--json"], &[0]);
        self.say(&["log", "--noun", "hotline", "--limit", "100000", "--json"], &[0]);
        self.say(&["key show", "-o", &self.out("钥匙单.pdf"), "--minisign", &self.out("县局.pub")], &[0]);
        self.say(&["backup", "-o", &self.out("备份"), "--json"], &[0]);
        self.say(&["verify", "--read-all", "--json"], &[0]);
        self.say(&["verify", "--rebuild", "--json"], &[0]);
    }

    /// All that was said and all that lies on disk, but what came in.
    fn artefacts(mut self) -> (Desk, Vec<Artefact>) {
        let mut all = std::mem::take(&mut self.said);
        let work = tempfile::tempdir().expect("a folder");
        let inbox = self.desk.join("进");
        for path in files(self.desk.path()) {
            if !path.starts_with(&inbox) {
                opened(&path, work.path(), &mut all);
            }
        }
        (self.desk, all)
    }
}

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
    let (desk, artefacts) = Aviary::new(&canaries).artefacts();
    for sort in [
        ".pdf (pdftotext)",
        ".pdf (streams)",
        ".xml",
        "index.csv",
        ".ndjson",
        "keys.json",
        "stdout",
        "stderr",
        "minisig",
    ] {
        assert!(artefacts.iter().any(|a| a.name.contains(sort)), "nothing was searched of {sort}");
    }
    let shop = "城关金丝雀0号店".as_bytes();
    let shown =
        |sort: &str| artefacts.iter().any(|a| a.name.contains(sort) && a.bytes.windows(shop.len()).any(|w| w == shop));
    assert!(shown("pdftotext") && shown(".ndjson") && shown(".xml"), "what is searched can be read");
    assert_eq!(betrayed(&sieve, &artefacts), Vec::<String>::new());
    assert_eq!(files(&desk.join("临时")), Vec::<PathBuf>::new(), "nothing is left behind");

    // The archive's own tables, change log and search tables too, opened by another program.
    let secrets = secrets(&desk.archive());
    let tables = peer::tables(&desk.archive().join("archive.db"), secrets.data_key());
    for (table, rows) in tables.as_object().expect("tables") {
        let leaks: Vec<String> = sieve.found(rows.to_string().as_bytes()).into_iter().map(lossy).collect();
        assert!(leaks.is_empty(), "{} informants stand in the table {table}: {:?}", leaks.len(), leaks.first());
    }
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
        assert!(seen.contains(canary.name.as_bytes()) && seen.contains(canary.id.as_bytes()), "{canary:?}");
        assert!(behind.contains(phone), "{canary:?}");
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn the_search_for_informants_finds_them_where_they_are() {
    let canaries = Canary::all();
    let sieve = Sieve::new(&canaries);
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = folder.path().join("举报.xlsx");
    let reports: Vec<Report> = canaries.iter().enumerate().map(|(n, c)| c.reports(n)).collect();
    ledger::of_reports(&ledger, &reports);
    let mut artefacts = Vec::new();
    opened(&ledger, &folder.path().join("开"), &mut artefacts);
    let found: BTreeSet<&[u8]> = artefacts.iter().flat_map(|a| sieve.found(&a.bytes)).collect();
    assert!(
        canaries.iter().all(|c| found.contains(c.name.as_bytes()) && found.contains(c.id.as_bytes())),
        "{}",
        found.len()
    );
    // In a page as well: a retailer who is called like one.
    let desk = Desk::with_archive();
    let shop = Shop::new(1, "城关普通店", &canaries[0].name, "城关镇1号");
    ledger::of_shops(&desk.join("户.xlsx"), std::slice::from_ref(&shop));
    desk.import("retailer", &desk.join("户.xlsx"), &["--apply"]);
    let pdf = desk.join("一户.pdf");
    desk.ask("dossier", &["retailer", &shop.number, "-o", &text(&pdf)]).exits(0);
    let mut pages = Vec::new();
    opened(&pdf, folder.path(), &mut pages);
    assert!(!betrayed(&sieve, &pages).is_empty(), "the name on the page was not seen");
}

#[test]
fn refused_rows_come_back_with_their_own_informants_only() {
    let canaries = Canary::all();
    let desk = Desk::with_archive();
    let mut reports: Vec<Report> = (0..3).map(|n| canaries[n].reports(n)).collect();
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
    ledger::of_reports(&desk.join("举报.xlsx"), &[canaries[0].reports(0)]);
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

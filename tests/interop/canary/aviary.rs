//! A desk where everything is done that writes anything, and all that is left of it, opened as far as it can be.

use std::{
    fs,
    path::{Path, PathBuf},
};

use yihu_tests::{Answer, Desk};

use super::sieve::Canary;
use crate::{
    archive::secrets,
    bundle::text,
    ledger::{self, Report, Shop},
    peer, scan,
};

/// How many shops the reports are about.
pub(super) const SHOPS: usize = 5;

/// Shops of whom nobody reported.
pub(super) fn shops() -> Vec<Shop> {
    let shop = |n| Shop::new(n, &format!("城关金丝雀{n}号店"), "羽某", &format!("城关镇羽毛街{n}号"));
    (0..SHOPS).map(shop).collect()
}

/// The `n`th report, by this one; some name it in free text, as clerks do against the rule.
pub(super) fn report_by(canary: &Canary, n: usize) -> Report {
    let shop = n % SHOPS;
    let mut it = Report {
        who: [canary.name.clone(), canary.phone.clone(), canary.id.clone()],
        content: format!("反映城关金丝雀{shop}号店销售假烟，第{n}次来电。"),
        target: format!("城关金丝雀{shop}号店"),
        address: format!("城关镇羽毛街{shop}号"),
        result: "经查不属实".to_owned(),
        feedback: "已反馈".to_owned(),
        remark: String::new(),
        home: canary.home.clone(),
    };
    let spaced: Vec<String> = canary.name.chars().map(String::from).collect();
    match n % 8 {
        3 => it.content = format!("举报人{}（电话{}）要求保密。{}", canary.name, canary.phone, it.content),
        4 => it.result = format!("已答复{}本人", spaced.join(" ")),
        5 => it.remark = format!("回电１９９３７０{}，身份证{}", &canary.forms()[5][18..], canary.id),
        6 => it.feedback = format!("已反馈给{}，{}-{}", canary.name, &canary.phone[..3], &canary.phone[3..]),
        7 => canary.phone[..10].clone_into(&mut it.who[1]),
        _ => {}
    }
    it
}

/// A report by each.
pub(super) fn reports_by(canaries: &[Canary]) -> Vec<Report> {
    canaries.iter().enumerate().map(|(n, canary)| report_by(canary, n)).collect()
}

/// One thing that the app wrote, opened as far as it can be.
pub(super) struct Artefact {
    /// What it is
    pub(super) name: String,
    /// What stands in it
    pub(super) bytes: Vec<u8>,
}

/// Opens a file: itself, what a zip or workbook holds, what a PDF says and how it is built, and so on inwards.
pub(super) fn opened(path: &Path, work: &Path, into: &mut Vec<Artefact>) {
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

/// The files in a folder and below.
pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
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
pub(super) struct Aviary {
    desk: Desk,
    /// Where the app works
    place: PathBuf,
    said: Vec<Artefact>,
}

impl Aviary {
    /// A desk with these shops and these reports taken in, and everything given out.
    pub(super) fn new(shops: &[Shop], reports: &[Report]) -> Self {
        let desk = Desk::with_archive();
        // What comes in lies elsewhere: only what the app writes is searched.
        let (inbox, temporary) = (desk.join("进"), desk.join("临时"));
        fs::create_dir_all(&inbox).and_then(|()| fs::create_dir_all(&temporary)).expect("folders");
        let mut it = Self { place: desk.join("出"), desk, said: Vec::new() };
        fs::create_dir_all(&it.place).expect("a folder");
        ledger::of_shops(&inbox.join("户.xlsx"), shops);
        ledger::of_reports(&inbox.join("举报.xlsx"), reports);
        it.take_in(&inbox, reports.len());
        it.give_out(&shops[0].number);
        it
    }

    fn say(&mut self, words: &[&str], codes: &[i32]) -> Answer {
        let verb: Vec<&str> = words[0].split(' ').collect();
        let (archive, temporary) = (self.desk.archive(), self.desk.join("临时"));
        let mut command = self.desk.command();
        command.env("TMPDIR", temporary).env("HOME", self.desk.join("家"));
        command.env("XDG_CONFIG_HOME", self.desk.join("家")).env("XDG_CACHE_HOME", self.desk.join("家"));
        command.args(verb).arg(archive).args(&words[1..]);
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

    fn take_in(&mut self, inbox: &Path, many: usize) {
        let (shops, reports) = (text(&inbox.join("户.xlsx")), text(&inbox.join("举报.xlsx")));
        self.say(&["import", "retailer", &shops, "--apply"], &[0]);
        self.say(&["import", "hotline", &reports], &[0]);
        self.say(&["import", "hotline", &reports, "--json"], &[0]);
        let done = self
            .say(&["import", "hotline", &reports, "--apply", "--json", "--errors", &self.out("错误.xlsx")], &[0])
            .json();
        assert_eq!((&done["new"], &done["refused"]), (&many.into(), &0.into()), "{done}");
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
        // The month of the reports, which is not over and cannot be signed; and the one before, which can.
        self.say(&["selfcheck", "2026-11", "-o", &self.out("自查"), "--json"], &[0]);
        self.say(&["selfcheck", "2026-10", "--sign", "-o", &self.out("上月自查"), "--json"], &[0]);
        for noun in ["retailer", "case", "hotline", "training", "staff"] {
            self.say(&["export", noun, "-o", &self.out(&format!("{noun}.xlsx"))], &[0]);
            self.say(&["list", noun, "--limit", "100000"], &[0]);
            self.say(&["list", noun, "--limit", "100000", "--json"], &[0]);
        }
        self.say(&["show", "retailer", shop, "--json"], &[0]);
        for n in 0..8 {
            let report = format!("CY1231320261100{n:05}");
            self.say(&["show", "hotline", &report, "--json"], &[0]);
            // What could not be done is told as well.
            self.say(&["dossier", "hotline", &report, "-o", &self.out("不行.pdf")], &[1, 2]);
        }
        self.say(&["attach", "hotline", "CY123132026110000000", "来电记录", &jpg, "--json"], &[0]);
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
    pub(super) fn artefacts(mut self) -> (Desk, Vec<Artefact>) {
        let mut all = std::mem::take(&mut self.said);
        let work = tempfile::tempdir().expect("a folder");
        let inbox = self.desk.join("进");
        for path in files(self.desk.path()) {
            if !path.starts_with(&inbox) {
                let name = text(&path);
                all.push(Artefact { name: format!("{name} (file name)"), bytes: name.into_bytes() });
                opened(&path, work.path(), &mut all);
            }
        }
        let secrets = secrets(&self.desk.archive());
        for database in files(self.desk.path()).iter().filter(|it| it.ends_with("archive.db")) {
            for (table, rows) in peer::tables(database, secrets.data_key()).as_object().expect("tables") {
                let of = if *database == self.desk.archive().join("archive.db") { "archive" } else { "backup" };
                all.push(Artefact { name: format!("{of} table {table}"), bytes: rows.to_string().into_bytes() });
            }
        }
        (self.desk, all)
    }
}

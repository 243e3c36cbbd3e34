//! Bundles of the real ledgers, taken by a stranger with stock tools.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;
use yihu_tests::{Desk, fixture};

use crate::{peer, scan};

/// A retailer of the ledgers with cases, and two of its slots.
pub(crate) const SHOP: &str = "619999110005";

/// The four ledgers taken in, with scans of a retailer, one of them from a telephone, and one of a case.
pub(crate) fn desk_with_scans() -> Desk {
    let desk = Desk::with_ledgers();
    let (pdf, jpg) = (desk.join("纸.pdf"), desk.join("扫描件 一.jpg"));
    desk.ask("dossier", &["retailer", SHOP, "-o", &text(&pdf)]).exits(0);
    let plain = scan::of_page(&pdf, 1, &jpg);
    peer::leave(&desk.join("手机 拍.jpg"), &scan::with_exif(&plain));
    for (noun, number, slot, file) in [
        ("retailer", SHOP, "营业执照", "扫描件 一.jpg"),
        ("retailer", SHOP, "店面照片", "手机 拍.jpg"),
        ("retailer", SHOP, "申请表", "纸.pdf"),
        ("case", "潼烟立〔2026〕第1号", "立案报告表", "扫描件 一.jpg"),
    ] {
        desk.ask("attach", &[noun, number, slot, file]).exits(0);
    }
    desk
}

/// Exports the next bundle and gives its JSON.
pub(crate) fn export(desk: &Desk, more: &[&str]) -> Value {
    let out = text(&desk.join("U盘"));
    let arguments: Vec<&str> = more.iter().copied().chain(["-o", &*out]).collect();
    desk.ask("bundle export", &arguments).exits(0).json()
}

/// Writes the county's public key and gives its path.
pub(crate) fn public_key(desk: &Desk) -> PathBuf {
    let path = desk.join("潼川县局.pub");
    desk.ask("key show", &["--minisign", &text(&path)]).exits(0);
    path
}

/// The path in an answer.
pub(crate) fn path_in(answer: &Value) -> PathBuf {
    PathBuf::from(answer["path"].as_str().expect("a path"))
}

pub(crate) fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[test]
fn bundles_pass_the_tools_of_strangers() {
    let desk = desk_with_scans();
    let key = public_key(&desk);
    let full = export(&desk, &["--full"]);
    assert_eq!((&full["stream"], &full["sequence"]), (&"619999-A".into(), &1.into()), "{full}");
    let first = Stranger::takes(&desk, &path_in(&full), &key);
    first.finds_kind("full");
    assert_eq!(full["digest"], first.digest(), "{full}");
    first.finds_scans(2);

    desk.import("retailer", &fixture("ledgers_other").join("补充电话.xlsx"), &["--apply"]);
    let selfcheck = desk.ask("selfcheck", &["2026-10", "--sign", "-o", &text(&desk.join("U盘"))]).exits(0).json();
    let second = selfcheck["files"].as_array().expect("files").iter().filter_map(Value::as_str);
    let second = second.map(PathBuf::from).rfind(|f| f.extension().is_some_and(|e| e == "zip")).expect("a bundle");
    let second = Stranger::takes(&desk, &second, &key);
    second.finds_kind("selfcheck");
    second.follows(&first);
    assert_eq!(second.says("X-Period"), "2026-10");
    assert_eq!(second.entries("data/print/"), ["data/print/selfcheck-2026-10.pdf"]);

    desk.ask("attach", &["retailer", SHOP, "实地核查记录", "手机 拍.jpg"]).exits(0);
    let delta = export(&desk, &[]);
    let third = Stranger::takes(&desk, &path_in(&delta), &key);
    third.finds_kind("delta");
    third.follows(&second);
    third.finds_scans(1);

    for (file, after) in [(&first.zip, None), (&second.zip, Some(&first.zip)), (&third.zip, Some(&second.zip))] {
        let (file, key) = (text(file), text(&key));
        let after = after.map(|a| text(a));
        let mut words = vec!["bundle", "verify", &*file, "--key", &*key, "--json"];
        words.extend(after.iter().flat_map(|a| ["--after", &**a]));
        let said = desk.yihu(&words).exits(0).json();
        assert!(said["ok"] == true && said["findings"] == serde_json::json!([]), "{said}");
    }
}

/// Somebody at the city bureau who has the zip, the public key, and no Yihu.
struct Stranger {
    zip: PathBuf,
    top: PathBuf,
}

impl Stranger {
    /// Takes a bundle apart with stock tools, each of which must be content.
    fn takes(desk: &Desk, zip: &Path, key: &Path) -> Self {
        let (name, folder) = (zip.file_stem().expect("a name"), desk.join("市局"));
        peer::run("unzip", &["-tqq", &text(zip)]);
        peer::run("unzip", &["-qq", &text(zip), "-d", &text(&folder)]);
        let it = Self { zip: zip.to_owned(), top: folder.join(name) };
        let validated = peer::ask(&peer::python(), &["-m", "bagit", "--validate", &text(&it.top)], b"");
        assert!(validated.ok, "bagit: {}", validated.err);
        for manifest in ["manifest-sha256.txt", "tagmanifest-sha256.txt"] {
            let check = format!("cd '{}' && sha256sum --strict --quiet -c {manifest}", it.top.display());
            peer::run("sh", &["-c", &check]);
        }
        let (signed, key) = (text(&it.top.join("tagmanifest-sha256.txt")), text(key));
        let said = peer::run("minisign", &["-Vm", &signed, "-p", &key]).text();
        assert!(said.contains("Signature and comment signature verified"), "{said}");
        let stream = it.says("X-Stream");
        let comment = said.lines().find(|l| l.starts_with("Trusted comment:")).expect("a trusted comment");
        assert!(comment.contains(&stream) && comment.contains(&it.says("X-Sequence")), "{comment}");
        it.is_laid_out_for_people();
        it
    }

    fn is_laid_out_for_people(&self) {
        let index = fs::read(self.top.join("data/index.csv")).expect("an index");
        assert!(index.starts_with(b"\xEF\xBB\xBF"), "Excel needs the BOM");
        let program = "import csv, json, sys; print(json.dumps(list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline='')))))";
        let read = peer::ask(&peer::python(), &["-c", program, &text(&self.top.join("data/index.csv"))], b"");
        let rows: Vec<Vec<String>> = serde_json::from_slice(&read.out).expect("rows");
        assert!(!rows.is_empty() && rows.iter().all(|row| row.len() == rows[0].len()), "{rows:?}");
        assert!(rows[0].iter().all(|head| is_chinese(head)), "{:?}", rows[0]);
        let readme = fs::read_to_string(self.top.join("data/README.txt")).expect("a README");
        assert!(["minisign", "bagit", "sha256sum", "unzip"].iter().all(|tool| readme.contains(tool)), "{readme}");
        assert!(is_chinese(&readme), "{readme}");
        let listed = peer::run("unzip", &["-Z1", &text(&self.zip)]).text();
        assert!(listed.lines().all(|name| name.is_ascii() && name.len() <= 120), "{listed}");
    }

    fn says(&self, field: &str) -> String {
        let info = fs::read_to_string(self.top.join("bag-info.txt")).expect("bag-info.txt");
        let line = info.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(": "));
        line.unwrap_or_else(|| panic!("no {field} in {info}")).to_owned()
    }

    fn finds_kind(&self, kind: &str) {
        assert_eq!(self.says("X-Kind"), kind);
    }

    /// The digest of the tag manifest, by `sha256sum`.
    fn digest(&self) -> String {
        let said = peer::run("sha256sum", &[&text(&self.top.join("tagmanifest-sha256.txt"))]).text();
        said.split(' ').next().expect("a digest").to_owned()
    }

    fn follows(&self, before: &Self) {
        assert_eq!(self.says("X-Previous-Tagmanifest-SHA256"), before.digest());
        let number = |it: &Self| it.says("X-Sequence").parse::<u64>().expect("a number");
        assert_eq!(number(self), number(before) + 1);
        let to: u64 = before.says("X-To-Change").parse().expect("a number");
        assert_eq!(self.says("X-From-Change").parse::<u64>().expect("a number"), to + 1);
    }

    /// Files in it whose path begins so.
    fn entries(&self, start: &str) -> Vec<String> {
        let listed = peer::run("unzip", &["-Z1", &text(&self.zip)]).text();
        let top = format!("{}/", self.top.file_name().expect("a name").to_string_lossy());
        listed
            .lines()
            .filter_map(|l| l.strip_prefix(&top))
            .filter(|l| l.starts_with(start))
            .map(str::to_owned)
            .collect()
    }

    /// As many scans as there are different ones, each named by the hash `sha256sum` gives, none with its EXIF.
    fn finds_scans(&self, at_least: usize) {
        let scans = self.entries("data/files/");
        assert!(scans.len() >= at_least, "{scans:?}");
        for scan in scans {
            let path = self.top.join(&scan);
            let hash = peer::run("sha256sum", &[&text(&path)]).text();
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            assert!(hash.starts_with(&name), "{scan}: {hash}");
            let bytes = fs::read(&path).expect("a scan");
            assert!(!bytes.windows(scan::PLACE.len()).any(|w| w == scan::PLACE), "{scan} says where it was taken");
        }
    }
}

pub(crate) fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

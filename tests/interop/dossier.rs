//! Printed files, read by qpdf and poppler: whole, every typeface inside, every character back.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;
use yihu_tests::Desk;

use crate::{
    bundle::{SHOP, desk_with_scans, text},
    ledger::{self, Shop},
    peer, scan,
};

/// Characters that old fonts lack: Ext-A, Ext-B, the URO's last ones, Ext-F, Ext-G, and a name with a dot.
const RARE: [(&str, &str); 7] = [
    ("㐂乐商店", "田㐂"),
    ("䶮记烟酒店", "龙䶮"),
    ("𠮷祥便利店", "徐𠮷"),
    ("鿔元素超市", "马鿔"),
    ("𬯀山副食", "魏𬯀"),
    ("𰻞𰻞面馆", "秦𰻞"),
    ("才让民族用品店", "才让·多杰"),
];

/// What `pdftotext` reads, without white space: cells wrap.
fn words(pdf: &Path) -> String {
    let said = peer::run("pdftotext", &["-raw", "-enc", "UTF-8", &text(pdf), "-"]).text();
    said.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Each page apart.
fn pages(pdf: &Path) -> Vec<String> {
    let said = peer::run("pdftotext", &["-raw", "-enc", "UTF-8", &text(pdf), "-"]).text();
    said.trim_end_matches('\u{c}').split('\u{c}').map(|p| p.chars().filter(|c| !c.is_whitespace()).collect()).collect()
}

/// Whole, with every typeface embedded, subset and readable, made on the day of the story.
fn is_sound(pdf: &Path) {
    let said = peer::run("qpdf", &["--check", &text(pdf)]);
    let complaints = format!("{}{}", said.text(), said.err);
    assert!(
        !complaints.contains("WARNING") && complaints.contains("No syntax or stream encoding errors"),
        "{complaints}"
    );
    let fonts = peer::run("pdffonts", &[&text(pdf)]).text();
    let fonts: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(!fonts.is_empty(), "no typeface in {}", pdf.display());
    for font in fonts {
        // name type encoding emb sub uni object ID: names have no spaces, some types have.
        let flags: Vec<&str> = font.split_whitespace().filter(|w| matches!(*w, "yes" | "no")).collect();
        assert_eq!(flags, ["yes", "yes", "yes"], "{font}");
    }
    let info = peer::run("pdfinfo", &["-isodates", &text(pdf)]).text();
    for date in ["CreationDate:", "ModDate:"] {
        let line = info.lines().find(|l| l.starts_with(date)).unwrap_or_else(|| panic!("no {date} in {info}"));
        assert!(line.contains("2026-11-27"), "{line}");
    }
    assert!(info.contains("A4"), "{info}");
}

fn print(desk: &Desk, number: &str) -> (PathBuf, Value) {
    let pdf = desk.join(&format!("{number}.pdf"));
    let answer = desk.ask("dossier", &["retailer", number, "-o", &text(&pdf)]).exits(0).json();
    assert!(pdf.exists(), "{answer}");
    (pdf, answer)
}

fn texts_of(value: &Value, fields: &[&str]) -> Vec<String> {
    fields
        .iter()
        .filter_map(|f| value[*f].as_str())
        .map(|t| t.chars().filter(|c| !c.is_whitespace()).collect())
        .collect()
}

#[test]
fn every_character_of_a_record_comes_back_from_the_page() {
    let desk = Desk::with_archive();
    let mut shops: Vec<Shop> = RARE
        .iter()
        .enumerate()
        .map(|(n, (name, owner))| Shop::new(n, name, owner, &format!("港口镇{name}巷{n}号（𠮷祥桥头、䶮湖边）")))
        .collect();
    for shop in &mut shops {
        shop.remark = "备注里也有㐂䶮𠮷鿔𬯀𰻞，与常用字同行；Abc-123，１２３。".to_owned();
    }
    let ledger = desk.join("生僻字.xlsx");
    ledger::of_shops(&ledger, &shops);
    let done = desk.import("retailer", &ledger, &["--apply"]);
    assert_eq!((&done["new"], &done["refused"]), (&shops.len().into(), &0.into()), "{done}");
    for shop in &shops {
        let (pdf, answer) = print(&desk, &shop.number);
        is_sound(&pdf);
        let glyphs = answer["findings"].as_array().expect("findings").iter().filter(|f| f["code"] == "missing_glyph");
        assert_eq!(glyphs.count(), 0, "{answer}");
        let (page, record) = (words(&pdf), desk.ask("show", &["retailer", &shop.number]).exits(0).json());
        for field in texts_of(&record, &["trade_name", "owner_name", "address", "phone", "remark"]) {
            assert!(page.contains(&field), "{field} is not in {page}");
        }
        assert!(page.contains(&shop.number), "{page}");
    }
}

#[test]
fn a_character_that_no_font_has_is_reported() {
    let desk = Desk::with_archive();
    let shop = Shop::new(1, "老字库\u{E863}店", "王\u{E815}", "港口镇1号");
    let ledger = desk.join("自造字.xlsx");
    ledger::of_shops(&ledger, std::slice::from_ref(&shop));
    let done = desk.import("retailer", &ledger, &["--apply"]);
    assert_eq!(done["refused"], 0, "{done}");
    let (pdf, answer) = print(&desk, &shop.number);
    is_sound(&pdf);
    let said: Vec<&str> = answer["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .filter(|f| f["code"] == "missing_glyph")
        .filter_map(|f| f["message"].as_str())
        .collect();
    assert!(
        !said.is_empty() && said.iter().any(|m| m.contains("E863")) && said.iter().any(|m| m.contains("E815")),
        "{said:?}"
    );
}

#[test]
fn a_dossier_has_all_its_parts_in_order() {
    let desk = desk_with_scans();
    // A retailer with cases and reports, found by looking.
    let cases = desk.ask("list", &["case", "--limit", "1000"]).exits(0).json();
    let numbers = cases.as_array().expect("cases").iter().filter_map(|c| c["licence_no"].as_str());
    let rich = numbers.map(|n| desk.ask("show", &["retailer", n])).filter(|a| a.code == 0).map(|a| a.json());
    let rich = rich.max_by_key(|r| r["hotlines"].as_array().map_or(0, Vec::len)).expect("a case at a retailer we have");
    let number = rich["licences"][0]["licence_no"].as_str().expect("a number").to_owned();
    desk.ask("attach", &["retailer", &number, "营业执照", "扫描件 一.jpg"]).exits(0);
    let (pdf, answer) = print(&desk, &number);
    is_sound(&pdf);
    let pages = pages(&pdf);
    assert_eq!(answer["pages"], pages.len(), "{answer}");
    let all = pages.concat();
    let at = |part: &str| all.find(part).unwrap_or_else(|| panic!("no {part} in {all}"));
    assert!(at("卷内") < at("登记表") && at("登记表") < all.rfind("备考表").expect("备考表"), "{all}");
    for part in ["潼川县烟草专卖局", "案件", "12313", "营业执照", "立卷人", "检查人"] {
        at(part);
    }
    for case in rich["cases"].as_array().expect("cases") {
        assert!(all.contains(case["case_no"].as_str().expect("a number")), "{case} is not in {all}");
    }
    for hotline in rich["hotlines"].as_array().expect("reports") {
        let number = hotline["upstream_no"].as_str().unwrap_or_default();
        assert!(all.contains(number), "{number} is not in {all}");
    }
    numbers_run(&pages);
}

/// “第X页 共Y页”: from 1 to Y without a gap, on every page but cover, contents and 备考表.
fn numbers_run(pages: &[String]) {
    let number = |page: &String| {
        let (_, after) = page.rsplit_once('第')?;
        let (n, rest) = after.split_once("页共")?;
        Some((n.parse::<usize>().ok()?, rest.split_once('页')?.0.parse::<usize>().ok()?))
    };
    let numbered: Vec<(usize, usize)> = pages.iter().filter_map(number).collect();
    let of = numbered.len();
    assert!(of > 0 && of + 3 <= pages.len(), "cover, contents and 备考表 have no number: {pages:?}");
    assert_eq!(numbered, (1..=of).map(|n| (n, of)).collect::<Vec<_>>());
}

#[test]
fn a_jpeg_is_printed_as_it_is_but_for_its_exif() {
    let desk = desk_with_scans();
    let (pdf, _) = print(&desk, SHOP);
    is_sound(&pdf);
    let folder = desk.join("图");
    fs::create_dir_all(&folder).expect("a folder");
    peer::run("pdfimages", &["-all", &text(&pdf), &text(&folder.join("图"))]);
    let images: Vec<Vec<u8>> = fs::read_dir(&folder)
        .expect("images")
        .map(|e| e.expect("an entry").path())
        .filter(|p| p.extension().is_some_and(|e| e == "jpg"))
        .map(|p| fs::read(p).expect("an image"))
        .collect();
    let plain = fs::read(desk.join("扫描件 一.jpg")).expect("the scan");
    let same = images.iter().filter(|i| **i == plain).count();
    assert!(
        same >= 1,
        "the scan went in as {:?} bytes, not as {}",
        images.iter().map(Vec::len).collect::<Vec<_>>(),
        plain.len()
    );
    let bytes = fs::read(&pdf).expect("the dossier");
    assert!(!bytes.windows(scan::PLACE.len()).any(|w| w == scan::PLACE), "the dossier says where a picture was taken");
    // The page with the scan shows it: it is not blank.
    let (out, pdf) = (text(&desk.join("样")), text(&pdf));
    peer::run("pdftoppm", &["-r", "20", "-gray", &pdf, &out]);
    let inked = fs::read_dir(desk.path())
        .expect("pages")
        .map(|e| e.expect("an entry").path())
        .filter(|p| p.extension().is_some_and(|e| e == "pgm"))
        .map(|p| (p.clone(), fs::read(p).expect("a page").iter().filter(|b| **b < 128).count()))
        .collect::<BTreeMap<_, _>>();
    assert!(inked.len() >= 5 && inked.values().all(|dark| *dark > 20), "a blank page: {inked:?}");
}

#[test]
fn the_selfcheck_report_has_its_four_parts() {
    let desk = Desk::with_ledgers();
    let out = text(&desk.join("自查"));
    let answer = desk.ask("selfcheck", &["2026-10", "-o", &out]).exits(0).json();
    let files: Vec<PathBuf> =
        answer["files"].as_array().expect("files").iter().filter_map(Value::as_str).map(PathBuf::from).collect();
    let of = |ending: &str| files.iter().find(|f| f.extension().is_some_and(|e| e == ending)).expect(ending).clone();
    let pdf = of("pdf");
    is_sound(&pdf);
    let all = words(&pdf);
    let at = |part: &str| all.find(part).unwrap_or_else(|| panic!("no {part} in {all}"));
    let parts = ["自查工作总体情况", "自查覆盖面", "发现的问题", "处理纠正情况"].map(at);
    assert!(parts.is_sorted(), "{parts:?}: {all}");
    let sheets = peer::cells(&of("xlsx"));
    let cells = sheets.to_string();
    for it in answer["indicators"].as_array().expect("indicators") {
        let name: String = it["name"].as_str().expect("a name").chars().filter(|c| !c.is_whitespace()).collect();
        assert!(all.contains(&name) && cells.contains(&*name), "{name} is not in the report and the xlsx");
        let value = it["value"].as_str().expect("a value");
        assert!(all.contains(value) && cells.contains(value), "{name} {value}");
    }
}

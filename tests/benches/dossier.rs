//! One dossier of about six pages with a scan, by CPU time, beside Typst setting the same.

use std::{fs, path::Path, time::Duration};

use serde_json::json;
use yihu_archive::{Watch, Which};
use yihu_domain::Noun;

use crate::{
    ground::{Ground, peer},
    measure::{beside, cpu, tell},
};

/// A real JPEG that poppler makes of a page, about as large as a scan.
fn scan(pdf: &Path, to: &Path) {
    let stem = to.with_extension("");
    let done = std::process::Command::new("pdftoppm")
        .args(["-jpeg", "-r", "200", "-f", "3", "-l", "3", "-singlefile"])
        .args([pdf, &stem])
        .status();
    assert!(done.is_ok_and(|s| s.success()), "pdftoppm: `make bench` installs it");
}

/// Prints the retailer with the most cases.
pub(crate) fn one(ground: &Ground) {
    let mut archive = ground.county();
    let cases = archive.list(Noun::Case, &[], 2000, 0).expect("cases");
    let mut numbers: Vec<String> =
        cases.records.iter().filter_map(|c| c["licence_no"].as_str()).map(str::to_owned).collect();
    numbers.retain(|n| archive.show(Noun::Retailer, n).is_ok());
    numbers.sort();
    let count = |n: &String| numbers.iter().filter(|m| *m == n).count();
    let number = numbers.iter().max_by_key(|n| count(n)).expect("a case at a retailer").clone();
    let (pdf, jpg) = (ground.join("案卷.pdf"), ground.join("扫描件.jpg"));
    let which = [number.clone()];
    archive.print_dossiers(Noun::Retailer, Which::Numbers(&which), &pdf, &Watch::none()).expect("a dossier");
    scan(&pdf, &jpg);
    archive.attach(Noun::Retailer, &number, "营业执照", &jpg).expect("a scan");
    // The first one reads the fonts, once a process.
    let made = archive.print_dossiers(Noun::Retailer, Which::Numbers(&which), &pdf, &Watch::none()).expect("a dossier");
    let own = cpu(ground.runs(40), |_| {
        archive.print_dossiers(Noun::Retailer, Which::Numbers(&which), &pdf, &Watch::none()).expect("a dossier");
    });
    let size = fs::metadata(&pdf).expect("a dossier").len() / 1024;
    let what = format!("打印一户案卷（{}页，{size} KB，CPU时间）", made.pages);
    tell(&what, own.median(), &own, Some(Duration::from_millis(40)));
    let shown = archive.show(Noun::Retailer, &number).expect("a record");
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/fonts");
    let asked = json!({ "fonts": fonts, "scan": jpg, "record": shown, "pages": made.pages, "runs": ground.runs(40), "folder": ground.join("typst") });
    beside("Typst 排同样页数（CPU时间）", &own, &peer("typst", &asked), None);
}

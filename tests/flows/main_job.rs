//! The main job, start to end: four ledgers in, a retailer found, its dossier printed, the month computed, a bundle
//! exported and checked, a backup made and restored.

use serde_json::Value;
use yihu_tests::{Desk, fixture};

fn text(path: &std::path::Path) -> String {
    path.to_string_lossy().into_owned()
}

#[test]
fn two_characters_find_a_retailer() {
    let desk = Desk::with_ledgers();
    let found = |words: &str| -> Vec<(String, String)> {
        let hits = desk.ask("search", &[words]).exits(0).json();
        let hit = |h: &Value| {
            (h["number"].as_str().unwrap_or_default().to_owned(), h["matched"].as_str().unwrap_or_default().to_owned())
        };
        hits.as_array().expect("hits").iter().map(hit).collect()
    };
    for (words, matched) in [
        ("熊家", "name"),
        ("熊㛃", "name"),
        ("太要镇西街257", "address"),
        ("619999110000", "number"),
        ("15450400088", "number"),
        ("0400088", "number"),
        ("TYXJYJD", "pinyin"),
        ("taiyaoxiong", "pinyin"),
        ("６１９９９９１１００００", "number"),
    ] {
        let hits = found(words);
        let hit = hits.iter().find(|h| h.0 == "619999110000");
        assert_eq!(hit.map(|h| h.1.as_str()), Some(matched), "{words}: {hits:?}");
    }
    assert!(found("没有这家店").is_empty());
    assert!(found("潼烟立〔2026〕第1号").iter().any(|h| h.0 == "潼烟立〔2026〕第1号"));
    assert!(found("段兰").iter().any(|h| h.0 == "段兰" || h.1 == "name"));
}

#[test]
fn the_month_is_computed_signed_and_closed() {
    let desk = Desk::with_ledgers();
    let out = text(&desk.join("自查"));
    let month = desk.ask("selfcheck", &["2026-10", "-o", &out]).exits(0).json();
    let figure = |month: &Value, code: &str| {
        let it = month["indicators"].as_array().expect("figures").iter().find(|i| i["code"] == code).cloned();
        it.unwrap_or_else(|| panic!("{code}: {month}"))
    };
    // Counted by hand from the ledgers: rows that went in, by their own days.
    let classes: Vec<_> =
        ["I15a", "I15b", "I15c"].iter().map(|c| figure(&month, c)["numerator"].as_i64().expect("a number")).collect();
    assert_eq!(classes.iter().sum::<i64>(), 490);
    assert_eq!(figure(&month, "I6")["denominator"], 8);
    assert_eq!(figure(&month, "I6")["value"], "0.00%", "nobody has 40 hours in these ledgers");
    assert_eq!(figure(&month, "I5")["value"], "100.00%");
    for file in month["files"].as_array().expect("files") {
        assert!(
            std::path::Path::new(file.as_str().expect("a path")).metadata().expect("written").len() > 500,
            "{file}"
        );
    }
    assert_eq!(month["signed"], false);

    let signed = desk.ask("selfcheck", &["2026-10", "--sign", "-o", &out]).exits(0).json();
    assert_eq!((&signed["signed"], &signed["indicators"]), (&Value::Bool(true), &month["indicators"]));
    desk.ask("selfcheck", &["2026-10", "--sign", "-o", &out]).exits(1);
    // A later change does not move a signed month.
    desk.import("hotline", &fixture("ledgers_other/十月补登.xlsx"), &["--apply"]);
    let again = desk.ask("selfcheck", &["2026-10", "-o", &out]).exits(0).json();
    assert_eq!(again["indicators"], signed["indicators"]);
    desk.ask("selfcheck", &["2027-01", "-o", &out]).exits(1);
}

#[test]
fn a_scan_goes_into_its_slot_and_into_the_dossier() {
    let desk = Desk::with_ledgers();
    let scan = fixture("scans/营业执照.jpg");
    let attached = desk.ask("attach", &["retailer", "619999110000", "营业执照", &text(&scan)]).exits(0).json();
    assert_eq!((attached["slot"].as_str(), attached["media_type"].as_str()), (Some("营业执照"), Some("image/jpeg")));
    let pdf = desk.join("案卷.pdf");
    let printed = desk.ask("dossier", &["retailer", "619999110000", "-o", &text(&pdf)]).exits(0).json();
    assert!(printed["pages"].as_u64() >= Some(5), "{printed}");
    let missing: Vec<_> =
        printed["findings"].as_array().expect("findings").iter().filter(|f| f["code"] == "missing_document").collect();
    assert_eq!(missing.len(), 6, "seven documents are asked for, one is there: {missing:?}");
    assert!(missing.iter().all(|f| !f["message"].as_str().unwrap_or_default().contains("“营业执照”")));
    assert!(std::fs::read(&pdf).expect("the file").starts_with(b"%PDF-"));
    desk.ask("verify", &["--read-all"]).exits(0);
}

#[test]
fn bundles_follow_each_other_and_are_checked() {
    let desk = Desk::with_ledgers();
    let (out, key) = (text(&desk.join("上报")), text(&desk.join("县局.pub")));
    desk.ask("key show", &["--minisign", &key]).exits(0);
    let first = desk.ask("bundle export", &["-o", &out]).exits(0).json();
    assert_eq!(
        (first["sequence"].as_i64(), first["kind"].as_str()),
        (Some(1), Some("full")),
        "the first of a stream is full"
    );
    assert_eq!((first["counts"]["retailer"].as_i64(), first["counts"]["case"].as_i64()), (Some(490), Some(39)));
    desk.import("retailer", &fixture("ledgers_other/补充电话.xlsx"), &["--apply"]);
    let second = desk.ask("bundle export", &["-o", &out]).exits(0).json();
    assert_eq!((second["sequence"].as_i64(), second["kind"].as_str()), (Some(2), Some("delta")));
    assert_eq!(second["counts"]["retailer"], 1, "{second}");
    let (a, b) = (first["path"].as_str().expect("a path"), second["path"].as_str().expect("a path"));
    for arguments in [vec![a], vec![b], vec![b, "--after", a]] {
        let mut words = vec!["bundle", "verify"];
        words.extend(arguments);
        words.extend(["--key", &key, "--json"]);
        let verdict = desk.yihu(&words).exits(0).json();
        assert_eq!(verdict["ok"], true, "{verdict}");
    }
    let wrong_order = desk.yihu(&["bundle", "verify", a, "--after", b, "--key", &key, "--json"]).exits(1).json();
    assert_eq!(wrong_order["ok"], false);
    desk.yihu(&["bundle", "show", a]).exits(0);
}

#[test]
fn a_backup_is_drilled_and_restored_into_a_new_stream() {
    let desk = Desk::with_ledgers();
    let scan = fixture("scans/营业执照.jpg");
    desk.ask("attach", &["retailer", "619999110000", "营业执照", &text(&scan)]).exits(0);
    let made = desk.ask("backup", &["-o", &text(&desk.join("U盘"))]).exits(0).json();
    assert_eq!(made["drill"]["ok"], true, "{made}");
    let copy = desk.join("恢复.yihu");
    let restored =
        desk.yihu(&["restore", made["path"].as_str().expect("a path"), &text(&copy), "--json"]).exits(0).json();
    assert_eq!(restored["stream"], "B");
    for (verb, arguments) in [("list", vec!["retailer", "--limit", "1000"]), ("show", vec!["retailer", "619999110000"])]
    {
        let mut words = vec![verb, copy.to_str().expect("a path")];
        words.extend(arguments.clone());
        words.push("--json");
        assert_eq!(desk.yihu(&words).exits(0).json(), desk.ask(verb, &arguments).exits(0).json());
    }
    desk.yihu(&["verify", &text(&copy), "--read-all"]).exits(0);
}

#[test]
fn a_backup_is_looked_into_and_takes_the_archives_place() {
    let desk = Desk::with_archive();
    let made = desk.ask("backup", &[]).exits(0).json();
    let backup = made["path"].as_str().expect("a path");
    desk.import("case", &fixture("ledgers/案件台账.xlsx"), &["--apply"]);
    let dir = text(&desk.archive());
    let seen = desk.yihu(&["restore", backup, &dir, "--plan", "--json"]).exits(0).json();
    assert_eq!((&seen["ok"], &seen["older"]), (&true.into(), &false.into()), "{seen}");
    let done = desk.yihu(&["restore", backup, &dir, "--replace", "--json"]).exits(0).json();
    assert_eq!(done["stream"], "B", "{done}");
    assert_eq!(desk.ask("list", &["case"]).exits(0).json().as_array().map(Vec::len), Some(0));
    let kept = done["kept"].as_str().expect("a path");
    let cases = desk.yihu(&["list", kept, "case", "--limit", "1000", "--json"]).exits(0).json();
    assert!(cases.as_array().is_some_and(|cases| !cases.is_empty()), "{cases}");
    desk.yihu(&["verify", &dir]).exits(0);
}

#[test]
fn an_exported_ledger_comes_back_without_a_change() {
    let desk = Desk::with_ledgers();
    for noun in ["retailer", "case", "staff", "training"] {
        let file = desk.join(&format!("{noun}.xlsx"));
        desk.ask("export", &[noun, "-o", &text(&file)]).exits(0);
        let plan = desk.import(noun, &file, &[]);
        assert_eq!(
            (&plan["new"], &plan["changed"], &plan["refused"]),
            (&0.into(), &0.into(), &0.into()),
            "{noun}: {plan}"
        );
    }
}

#[test]
fn the_invented_county_is_the_same_for_the_same_seed() {
    let list = |seed: &str| {
        let desk = Desk::new();
        let dir = text(&desk.join("演示.yihu"));
        desk.yihu(&["demo", &dir, "--seed", seed]).exits(0);
        let mut listed = desk.command();
        listed.env("YIHU_PASSWORD", "yihu-demo").args(["list", &dir, "case", "--json"]);
        let answer: yihu_tests::Answer = listed.output().expect("yihu starts").into();
        answer
            .exits(0)
            .json()
            .as_array()
            .expect("cases")
            .iter()
            .map(|c| c["party_name"].to_string())
            .collect::<Vec<_>>()
    };
    let (one, same, other) = (list("1"), list("1"), list("2"));
    assert_eq!(one, same);
    assert_ne!(one, other);
}

#[test]
fn what_is_planted_in_the_invented_county_is_counted_by_code_and_found_by_verify() {
    let desk = Desk::new();
    let dir = text(&desk.join("演示.yihu"));
    let made = desk.yihu(&["demo", &dir, "--defects", "--json"]).exits(0).json();
    for code in ["X06", "X07", "X09", "X11", "X12", "X13", "X14", "X18", "X19", "X21", "X22", "X23"] {
        assert!(made["defects"][code].as_u64().is_some_and(|n| n > 0), "{code}: {made}");
    }
    let mut check = desk.command();
    check.env("YIHU_PASSWORD", "yihu-demo").args(["verify", &dir, "--json"]);
    let answer: yihu_tests::Answer = check.output().expect("yihu starts").into();
    let told = answer.exits(1).json();
    assert_eq!((&told["kinds"]["case_alone"], &told["damaged"]), (&1.into(), &false.into()), "{told}");
}

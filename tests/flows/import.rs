//! The four ledgers of a real-shaped bureau go in: counts, findings, no-op, undo.

use std::collections::BTreeSet;

use serde_json::Value;
use yihu_tests::{Desk, LEDGERS, fixture, ledger};

/// The planted defects, and the code under which each must be told; normalised ones are no finding.
fn code(planted: &str) -> Option<&'static str> {
    Some(match planted {
        "ID_AS_NUMBER" => "id_as_number",
        "ID_CHECK" => "id_check_digit",
        "USCC_CHECK" => "uscc_check",
        "IMPOSSIBLE_DATE" => "impossible_date",
        "ENDS_BEFORE_START" => "ends_before_start",
        "DUPLICATE_LICENCE" => "duplicate_licence",
        "LICENCE_LENGTH" => "licence_length",
        "MISSING_NAME" => "missing",
        "ONE_OFFICER" => "one_officer",
        "FILED_BEFORE_FOUND" => "filed_before_found",
        "DUPLICATE_CASE_NO" => "duplicate_case_no",
        "OVER_90_DAYS" => "over_90_days",
        "NO_RESULT" => "no_result",
        "INFORMANT_IN_TEXT" => "informant_in_text",
        "TOTAL_WRONG" => "total_wrong",
        "FULLWIDTH" | "WHITESPACE" => return None,
        other => panic!("a new sort of defect: {other}"),
    })
}

/// The defects list says of ten cells that they are blank; in the ledgers as handed over they are filled.
/// `ledgers_mended/` holds the same ledgers with those cells really blank.
const SAID_BLANK: [&str; 2] = ["MISSING_NAME", "NO_RESULT"];

fn planted() -> Vec<(String, u64, String, String)> {
    let text = std::fs::read_to_string(ledger("defects.json")).expect("the list of defects");
    let list: Value = serde_json::from_str(&text).expect("JSON");
    let defect = |d: &Value| {
        let text = |key: &str| d[key].as_str().expect("text").to_owned();
        (text("file"), d["row"].as_u64().expect("a row"), text("column"), text("code"))
    };
    list["defects"].as_array().expect("a list").iter().map(defect).collect()
}

/// Row, column, code and severity of each finding.
fn told(plan: &Value) -> BTreeSet<(u64, String, String, String)> {
    let finding = |f: &Value| {
        let text = |key: &str| f[key].as_str().expect("text").to_owned();
        let message = text("message");
        assert!(message.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{message}");
        (f["row"].as_u64().expect("a row"), text("column"), text("code"), text("severity"))
    };
    plan["findings"].as_array().expect("findings").iter().map(finding).collect()
}

/// Every planted defect of `folder` is told at its row and column, and no good row is refused.
fn every_planted_defect_is_reported_in(folder: &str, but: &[&str]) {
    let desk = Desk::with_archive();
    for (noun, file) in LEDGERS {
        let plan = desk.import(noun, &fixture(folder).join(file), &[]);
        let told = told(&plan);
        let mut bad = BTreeSet::new();
        for (_, row, column, planted) in planted().into_iter().filter(|d| d.0 == file && !but.contains(&d.3.as_str())) {
            let Some(code) = code(&planted) else {
                assert!(told.iter().all(|f| f.0 != row), "{file} {row} {planted} is silently normalised");
                continue;
            };
            assert!(
                told.iter().any(|f| f.0 == row && f.1 == column && f.2 == code),
                "{file} {row} {planted}: {told:?}"
            );
            bad.insert(row);
        }
        let refused: BTreeSet<u64> = told.iter().filter(|f| f.3 == "error").map(|f| f.0).collect();
        assert!(refused.is_subset(&bad), "{file}: good rows refused: {refused:?} {bad:?}");
        assert_eq!(plan["refused"].as_u64(), Some(refused.len() as u64), "{file}");
    }
}

#[test]
fn every_planted_defect_is_reported() {
    every_planted_defect_is_reported_in("ledgers", &SAID_BLANK);
}

#[test]
fn every_planted_defect_is_reported_where_the_blanks_are_really_blank() {
    every_planted_defect_is_reported_in("ledgers_mended", &[]);
}

#[test]
fn good_rows_are_taken_and_counted() {
    let desk = Desk::with_archive();
    let expected = [(513, 23), (42, 3), (120, 0), (13, 0)];
    for ((noun, file), (rows, refused)) in LEDGERS.into_iter().zip(expected) {
        let plan = desk.import(noun, &ledger(file), &["--apply"]);
        assert_eq!((plan["new"].as_u64(), plan["refused"].as_u64()), (Some(rows - refused), Some(refused)), "{noun}");
        assert_eq!(plan["applied"], true);
        let listed = desk.ask("list", &[noun, "--limit", "1000"]).exits(0).json();
        assert_eq!(listed.as_array().map(|l| l.len() as u64), Some(rows - refused), "{noun}");
    }
    assert_eq!(desk.ask("list", &["staff"]).exits(0).json().as_array().map(Vec::len), Some(8));
}

#[test]
fn a_plan_writes_nothing() {
    let desk = Desk::with_archive();
    let before = desk.shown();
    for (noun, file) in LEDGERS {
        desk.import(noun, &ledger(file), &[]);
    }
    assert_eq!(desk.shown(), before);
}

/// The log, but for who came in.
fn operations(desk: &Desk) -> Vec<serde_json::Value> {
    let log = desk.ask("log", &["--limit", "1000"]).exits(0).json();
    log.as_array().expect("a list").iter().filter(|it| it["op"] != "登录").cloned().collect()
}

#[test]
fn importing_the_same_file_twice_changes_nothing() {
    let desk = Desk::with_ledgers();
    let (before, logged) = (desk.shown(), operations(&desk));
    for (noun, file) in LEDGERS {
        let plan = desk.import(noun, &ledger(file), &["--apply"]);
        assert_eq!((plan["new"].as_u64(), plan["changed"].as_u64()), (Some(0), Some(0)), "{noun}: {plan}");
        assert!(plan["same"].as_u64() > Some(0), "{noun}");
    }
    assert_eq!(desk.shown(), before);
    assert_eq!(operations(&desk), logged);
}

#[test]
fn undo_of_an_import_leaves_the_archive_as_before() {
    let desk = Desk::with_archive();
    let mut states = vec![desk.shown()];
    for (noun, file) in LEDGERS {
        desk.import(noun, &ledger(file), &["--apply"]);
        states.push(desk.shown());
    }
    let after = states.pop().expect("the last state");
    while let Some(before) = states.pop() {
        desk.ask("undo", &[]).exits(0);
        assert_eq!(desk.shown(), before);
    }
    for (noun, file) in LEDGERS {
        desk.import(noun, &ledger(file), &["--apply"]);
    }
    let again = desk.shown();
    for noun in ["retailer", "case", "hotline", "training", "staff"] {
        assert_eq!(again[noun].as_array().map(Vec::len), after[noun].as_array().map(Vec::len), "{noun}");
    }
    desk.ask("verify", &["--read-all"]).exits(0);
}

#[test]
fn bad_rows_come_back_in_the_same_shape() {
    let desk = Desk::with_archive();
    let errors = desk.join("错误行.xlsx");
    let plan = desk.import("retailer", &ledger("零售户台账.xlsx"), &["--apply", "--errors", &errors.to_string_lossy()]);
    let again = desk.import("retailer", &errors, &[]);
    let rows: u64 = ["new", "changed", "same", "refused"].iter().map(|k| again[k].as_u64().expect("a count")).sum();
    assert_eq!(Some(rows), plan["refused"].as_u64(), "the file holds the refused rows and no other");
    assert_eq!(again["refused"].as_u64(), Some(rows), "unmended, each is refused again, duplicates too: {again}");
}

#[test]
fn a_given_mapping_is_remembered() {
    let desk = Desk::with_archive();
    let file = fixture("ledgers_other/看不懂的表头.xlsx");
    let refused = desk.ask("import", &["retailer", &file.to_string_lossy()]).exits(1).json();
    assert_eq!(refused["kind"], "invalid", "{refused}");
    let map = "甲=licence_no,乙=trade_name,丙=owner_name,丁=address";
    let plan = desk.import("retailer", &file, &["--map", map, "--apply"]);
    assert_eq!(plan["new"], 2, "{plan}");
    assert_eq!(desk.import("retailer", &file, &[])["same"], 2);
}

#[test]
fn blanks_do_not_erase_and_changes_are_shown() {
    let desk = Desk::with_ledgers();
    let file = fixture("ledgers_other/补充电话.xlsx");
    let plan = desk.import("retailer", &file, &["--apply"]);
    assert_eq!((plan["new"].as_u64(), plan["changed"].as_u64()), (Some(0), Some(1)), "{plan}");
    let shown = desk.ask("show", &["retailer", "619999110005"]).exits(0).json();
    assert_eq!(shown["phone"], "13900000000");
    assert_eq!(shown["owner_id_number"], "619999196608240142", "the ledger has no such column");
    assert_eq!(shown["trade_name"], "代字韦氏便利店", "a blank cell does not erase");
}

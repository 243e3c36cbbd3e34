//! The day the window is dead: what a bureau needs then, by the command alone.

use yihu_tests::{Answer, Desk, PASSWORD, ledger};

fn dir(desk: &Desk) -> String {
    desk.archive().to_string_lossy().into_owned()
}

#[test]
fn record_is_voided_and_comes_back() {
    let desk = Desk::with_archive();
    desk.import("case", &ledger("案件台账.xlsx"), &["--apply"]);
    let listed = || desk.ask("list", &["case", "--limit", "1000"]).exits(0).json();
    let before = listed();
    let number = before[0]["case_no"].as_str().expect("a number").to_owned();
    let done = desk.ask("remove", &["case", &number]).exits(0).json();
    assert!(done["op"].as_str().is_some_and(|op| op.contains(&number)), "{done}");
    assert_eq!(listed().as_array().map(Vec::len), before.as_array().map(|all| all.len() - 1));
    desk.ask("remove", &["case", "潼烟立〔2026〕第9999号"]).refuses(&[1]);
    desk.yihu(&["undo", &dir(&desk)]).exits(0);
    assert_eq!(listed().as_array().map(Vec::len), before.as_array().map(Vec::len));
    desk.ask("verify", &["--read-all"]).exits(0);
}

#[test]
fn record_returns_to_an_earlier_version_also_one_voided_long_ago() {
    let desk = Desk::with_archive();
    desk.import("case", &ledger("案件台账.xlsx"), &["--apply"]);
    let listed = || desk.ask("list", &["case", "--limit", "1000"]).exits(0).json();
    let before = listed();
    let (number, id) = (before[0]["case_no"].as_str().expect("a number"), before[0]["id"].as_str().expect("an id"));
    let history = || desk.ask("log", &["--noun", "case", "--number", number]).exits(0).json();
    assert_eq!(history()[0]["revision"], 1);
    desk.ask("remove", &["case", number]).exits(0);
    // Something else came after it: to undo the voiding is not the next step any more.
    desk.import("hotline", &ledger("12313台账.xlsx"), &["--apply"]);
    desk.ask("revert", &["case", number, "--to", "1"]).refuses(&[1]);
    desk.ask("revert", &["case", id, "--to", "9"]).refuses(&[1]);
    let done = desk.ask("revert", &["case", id, "--to", "1"]).exits(0).json();
    assert!(done["op"].as_str().is_some_and(|op| op.contains(number) && op.contains("第1版")), "{done}");
    assert_eq!(listed(), {
        let mut after = before.clone();
        after[0]["revision"] = 3.into();
        after
    });
    assert_eq!(history()[0]["revision"], 3);
    desk.yihu(&["undo", &dir(&desk)]).exits(0);
    assert_eq!(listed().as_array().map(Vec::len), before.as_array().map(|all| all.len() - 1));
    desk.ask("verify", &["--read-all"]).exits(0);
}

#[test]
fn who_reported_is_shown_for_a_reason_that_the_log_keeps_and_to_a_custodian_only() {
    let desk = Desk::with_archive();
    desk.import("hotline", &ledger("12313台账.xlsx"), &["--apply"]);
    let listed = desk.ask("list", &["hotline", "--limit", "1000"]).exits(0).json();
    let named = listed.as_array().expect("a list").iter().find(|it| it["informant"].is_string()).expect("one is named");
    let number = named["upstream_no"].as_str().expect("a number").to_owned();
    desk.ask("informant", &[&number, "--reason", " "]).refuses(&[1]);
    let who = desk.ask("informant", &[&number, "--reason", "回复举报人"]).exits(0).json();
    let name = who["name"].as_str().expect("a name").to_owned();
    assert!(!name.is_empty());
    let log = desk.ask("log", &["--limit", "5"]).exits(0);
    assert!(log.out.contains("查看举报人") && log.out.contains("回复举报人") && !log.out.contains(&name), "{log:?}");
    // Somebody who has no key of the wall is told so.
    let by = |user: &str, password: &str, new: &str, words: &[&str]| -> Answer {
        let mut command = desk.command();
        command.args(words).args(["--user", user]).env("YIHU_PASSWORD", password).env("YIHU_NEW_PASSWORD", new);
        command.output().expect("yihu starts").into()
    };
    by("管理员", PASSWORD, "临时口令-7788", &["user", "add", &dir(&desk), "王建国", "clerk"]).exits(0);
    by("王建国", "临时口令-7788", "自己的口令-31", &["user", "password", &dir(&desk)]).exits(0);
    let words = ["informant", &dir(&desk), &number, "--reason", "想看看"];
    let refused = by("王建国", "自己的口令-31", "", &words).refuses(&[3]);
    assert!(!refused.err.contains(&name) && !refused.out.contains(&name), "{refused:?}");
}

#[test]
fn recovery_code_is_made_anew_and_only_the_last_one_opens() {
    let desk = Desk::new();
    let dir = dir(&desk);
    let words = ["init", &dir, "--bureau", "619999", "--name", "潼川县烟草专卖局", "--json"];
    let code = |answer: Answer| answer.exits(0).json()["recovery_code"].as_str().expect("a code").to_owned();
    let first = code(desk.yihu(&words));
    let second = code(desk.ask("user code", &[]));
    assert_ne!(first, second);
    let recover = |code: &str| -> Answer {
        let mut command = desk.command();
        command.args(["user", "recover", &dir, "--user", "管理员", "--json"]);
        command.env("YIHU_RECOVERY_CODE", code).env("YIHU_NEW_PASSWORD", "恢复后的口令-9");
        command.output().expect("yihu starts").into()
    };
    recover(&first).refuses(&[3]);
    let third = code(recover(&second));
    recover(&second).refuses(&[3]);
    code(recover(&third));
}

#[test]
fn backups_are_listed_with_what_their_drills_said() {
    let desk = Desk::with_archive();
    desk.ask("backup", &[]).exits(0);
    let list = desk.ask("backup", &["--list"]).exits(0).json();
    let rows = list["rows"].as_array().expect("rows");
    assert!(rows.len() == 2 && rows.iter().all(|row| row["ok"] == true), "{list}");
    assert_eq!(desk.ask("backup", &["--list"]).exits(0).json()["rows"], list["rows"], "listing makes none");
    assert!(desk.yihu(&["backup", &dir(&desk), "--list"]).exits(0).out.contains("演练通过"));
}

#[test]
fn slots_that_changed_places_are_damage_with_exit_code_4() {
    let desk = Desk::with_archive();
    let dir = dir(&desk);
    let mut command = desk.command();
    command.args(["user", "add", &dir, "王建国", "clerk"]).env("YIHU_NEW_PASSWORD", "临时口令-7788");
    Answer::from(command.output().expect("yihu starts")).exits(0);
    let path = desk.archive().join("keys.json");
    let whole = std::fs::read_to_string(&path).expect("keys");
    let mut keys: serde_json::Value = serde_json::from_str(&whole).expect("json");
    let first = keys["users"][0]["keys"].take();
    let second = std::mem::replace(&mut keys["users"][1]["keys"], first);
    keys["users"][0]["keys"] = second;
    for text in [keys.to_string(), whole.replace("clerk", "leader"), whole[..whole.len() / 3].to_owned()] {
        std::fs::write(&path, text).expect("edited keys");
        let mut command = desk.command();
        command.args(["list", &dir, "case", "--user", "王建国"]).env("YIHU_PASSWORD", "临时口令-7788");
        let answer = Answer::from(command.output().expect("yihu starts")).refuses(&[4]);
        assert!(answer.err.contains("keys.json"), "{answer:?}");
    }
}

#[test]
fn matter_goes_step_by_step_from_the_application_to_the_paper_in_the_holders_hand() {
    let desk = Desk::with_archive();
    let matter = |words: &[&str]| desk.ask(&format!("matter {}", words[0]), &words[1..]);
    let shop = ["户名=新街便利店", "负责人=卞小满", "身份证号码=11010519491231002X", "经营地址=城关镇新街99号"];
    matter(&["new", "新办", "户名=新街便利店", "地址=城关镇"]).refuses(&[1]);
    let made = matter(&[&["new", "新办"][..], &shop[..]].concat()).exits(0).json();
    assert!(made["id"].is_string(), "{made}");
    matter(&["accept", "新街便利店", "--by", "段兰"]).exits(0);
    matter(&["check", "新街便利店", "--by", "段兰"]).refuses(&[1]);
    matter(&["check", "新街便利店", "--by", "段兰", "--by", "黄平"]).exits(0);
    matter(&["decide", "新街便利店", "准予"]).refuses(&[1]);
    let done = matter(&["decide", "新街便利店", "准予", "许可证号=619999110801"]).exits(0).json();
    assert!(done["warnings"].to_string().contains("2031-11-26"), "{done}");
    matter(&["deliver", "619999110801"]).exits(0);
    matter(&["deliver", "619999110801"]).refuses(&[1]);
    let licence = desk.ask("show", &["licence", "619999110801"]).exits(0);
    assert!(licence.out.contains("新街便利店"), "{licence:?}");
    let refused = desk.ask("remove", &["retailer", "619999110801"]).refuses(&[1]);
    assert!(refused.err.contains("歇业") || refused.out.contains("歇业"), "{refused:?}");
    desk.ask("remove", &["retailer", "619999110801", "--reason", "录入重复"]).exits(0);
    desk.ask("verify", &["--read-all"]).exits(0);
}

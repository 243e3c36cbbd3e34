//! People through the command: passwords that will not do, a temporary one, too many tries, and the wall handed over.

use yihu_tests::{Answer, Desk, NOW, PASSWORD, ledger};

const TEMPORARY: &str = "临时口令-7788";
const OWN: &str = "自己的口令-31";

/// Runs `yihu …` as somebody; `new` is what `YIHU_NEW_PASSWORD` holds.
fn by(desk: &Desk, user: &str, password: &str, new: &str, words: &[&str]) -> Answer {
    let mut command = desk.command();
    command.args(words).args(["--user", user, "--json"]);
    command.env("YIHU_PASSWORD", password).env("YIHU_NEW_PASSWORD", new).env("YIHU_RECOVERY_CODE", "AAAA-AAAA");
    command.output().expect("yihu starts").into()
}

fn dir(desk: &Desk) -> String {
    desk.archive().to_string_lossy().into_owned()
}

fn keys(desk: &Desk) -> Vec<u8> {
    std::fs::read(desk.archive().join("keys.json")).expect("keys")
}

#[test]
fn passwords_that_will_not_do_are_refused_wherever_one_is_set_and_change_nothing() {
    let desk = Desk::with_archive();
    let dir = dir(&desk);
    by(&desk, "管理员", PASSWORD, TEMPORARY, &["user", "add", &dir, "王建国", "clerk"]).exits(0);
    let before = keys(&desk);
    let wrong = [("", "至少8个字符"), ("短-1234", "至少8个字符"), ("password", "常用密码"), ("12345678", "常用密码")];
    let named = ["王建国二-档案-9", "王建国-档案-9", "管理员-档案-9"];
    let verbs: [(&[&str], usize); 4] = [
        (&["user", "add", &dir, "王建国二", "clerk"], 0),
        (&["user", "password", &dir, "王建国"], 1),
        (&["user", "enable", &dir, "王建国"], 1),
        (&["user", "password", &dir, "管理员"], 2),
    ];
    for (words, whose) in verbs {
        for (password, says) in wrong.into_iter().chain([(named[whose], "用户名")]) {
            let json = by(&desk, "管理员", PASSWORD, password, words).refuses(&[1]).json();
            let message = json["fields"]["password"].as_str().unwrap_or_default();
            assert!(message.contains(says), "{words:?} “{password}”: {json}");
            assert!(keys(&desk) == before, "{words:?} “{password}”");
        }
    }
    let same = by(&desk, "管理员", PASSWORD, PASSWORD, &["user", "password", &dir]).refuses(&[1]).json();
    assert!(same["message"].as_str().is_some_and(|it| it.contains("与原密码相同")), "{same}");
    by(&desk, "管理员", "不对的口令-1", OWN, &["user", "password", &dir]).refuses(&[3]);
    by(&desk, "管理员", PASSWORD, OWN, &["user", "password", &dir, "没有这个人"]).refuses(&[1]);
    for (new, says) in [("短", "至少8个字符"), (OWN, "恢复码")] {
        let json = by(&desk, "管理员", "", new, &["user", "recover", &dir]).refuses(&[1, 3]).json();
        assert!(json["message"].as_str().is_some_and(|it| it.contains(says)), "{json}");
    }
    assert!(keys(&desk) == before);
    desk.ask("verify", &["--user", "管理员"]).exits(0);
}

#[test]
fn temporary_password_opens_nothing_but_its_own_change() {
    let desk = Desk::with_archive();
    let dir = dir(&desk);
    by(&desk, "管理员", PASSWORD, TEMPORARY, &["user", "add", &dir, "王建国", "clerk"]).exits(0);
    let cases = ledger("案件台账.xlsx").to_string_lossy().into_owned();
    let out = desk.join("出").to_string_lossy().into_owned();
    for words in [
        &["list", &dir, "case"][..],
        &["search", &dir, "商店"],
        &["import", &dir, "case", &cases, "--apply"],
        &["export", &dir, "case", "-o", &out],
        &["backup", &dir],
        &["log", &dir],
        &["verify", &dir],
        &["undo", &dir],
        &["user", "list", &dir],
    ] {
        let json = by(&desk, "王建国", TEMPORARY, OWN, words).refuses(&[3]).json();
        assert!(json["message"].as_str().is_some_and(|it| it.contains("请先修改密码")), "{words:?}: {json}");
    }
    by(&desk, "王建国", TEMPORARY, TEMPORARY, &["user", "password", &dir]).refuses(&[1]);
    by(&desk, "王建国", TEMPORARY, OWN, &["user", "password", &dir]).exits(0);
    by(&desk, "王建国", TEMPORARY, OWN, &["list", &dir, "case"]).refuses(&[3]);
    by(&desk, "王建国", OWN, "", &["list", &dir, "case"]).exits(0);
    // What a reset gives is temporary again.
    by(&desk, "管理员", PASSWORD, TEMPORARY, &["user", "password", &dir, "王建国"]).exits(0);
    by(&desk, "王建国", OWN, "", &["list", &dir, "case"]).refuses(&[3]);
    by(&desk, "王建国", TEMPORARY, "", &["list", &dir, "case"]).refuses(&[3]);
}

#[test]
fn after_five_wrong_tries_even_the_right_password_waits_and_the_wait_ends() {
    let desk = Desk::with_archive();
    let dir = dir(&desk);
    let at = |now: &str, password: &str| -> Answer {
        let mut command = desk.command();
        command.args(["list", &dir, "case"]).env("YIHU_PASSWORD", password).env("YIHU_NOW", now);
        command.output().expect("yihu starts").into()
    };
    for _ in 0..5 {
        at(NOW, "不对的口令-1").refuses(&[3]);
    }
    let waits = at(NOW, PASSWORD).refuses(&[3]);
    assert!(waits.err.contains("次数过多") && waits.err.contains("请等"), "{waits:?}");
    at("2026-11-27T16:52:00+08:00", PASSWORD).exits(0);
    at("2026-11-27T16:52:00+08:00", "不对的口令-1").refuses(&[3]);
    at("2026-11-27T16:52:01+08:00", PASSWORD).exits(0);
}

#[test]
fn a_custodian_leaves_another_takes_over_and_the_last_one_stays() {
    let desk = Desk::with_archive();
    desk.import("hotline", &ledger("12313台账.xlsx"), &["--apply"]);
    let dir = dir(&desk);
    let custodians = || {
        let all = by(&desk, "管理员", PASSWORD, "", &["user", "list", &dir]).exits(0).json();
        let all = all.as_array().expect("a list").iter().filter(|it| it["custodian"] == true);
        all.map(|it| it["name"].as_str().expect("a name").to_owned()).collect::<Vec<_>>()
    };
    let admin = |new: &str, words: &[&str]| by(&desk, "管理员", PASSWORD, new, words);
    admin(TEMPORARY, &["user", "add", &dir, "陈守", "custodian"]).exits(0);
    by(&desk, "陈守", TEMPORARY, OWN, &["user", "password", &dir]).exits(0);
    admin("", &["user", "role", &dir, "管理员", "administrator", "leader", "clerk"]).exits(0);
    assert_eq!(custodians(), ["陈守"]);
    admin(TEMPORARY, &["user", "add", &dir, "赵接", "custodian"]).refuses(&[3]);
    admin(TEMPORARY, &["user", "add", &dir, "赵接", "clerk"]).exits(0);
    let told = admin("", &["user", "role", &dir, "赵接", "custodian"]).exits(0).json();
    assert!(told["op"].as_str().is_some_and(|it| it.contains("还打不开举报人库")), "{told}");
    let before = keys(&desk);
    for words in [
        &["user", "remove", &dir, "陈守"][..],
        &["user", "disable", &dir, "陈守"],
        &["user", "role", &dir, "陈守", "clerk"],
        &["user", "password", &dir, "陈守"],
    ] {
        let json = admin("又一个口令-22", words).refuses(&[1]).json();
        assert!(json["message"].as_str().is_some_and(|it| it.contains("请先设另一位保密员")), "{json}");
    }
    admin("", &["user", "rotate", &dir]).refuses(&[3]);
    assert!(keys(&desk) == before);
    by(&desk, "陈守", OWN, "给赵的临时口令-2", &["user", "password", &dir, "赵接"]).exits(0);
    assert_eq!(custodians(), ["陈守", "赵接"]);
    admin("", &["user", "remove", &dir, "陈守"]).exits(0);
    assert_eq!(custodians(), ["赵接"]);
    by(&desk, "陈守", OWN, "", &["list", &dir, "hotline"]).refuses(&[3]);
    by(&desk, "赵接", "给赵的临时口令-2", "赵自己的口令-1", &["user", "password", &dir]).exits(0);
    by(&desk, "赵接", "赵自己的口令-1", "", &["list", &dir, "hotline"]).exits(0);
}

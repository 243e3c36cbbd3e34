//! What is odd but no fault of the disk: a clock set back, two programs at once, names that stretch what a disk takes.

use std::process::{Command, Stdio};

use yihu_archive::{Access, Archive};
use yihu_tests::{Answer, Desk, PASSWORD, bytes_in, ledger};

use crate::{
    injected::{Known, known},
    stage::{Stage, VERBS, each, seen, tally},
};

#[test]
fn clock_set_back_leaves_an_archive_that_is_as_it_should_be() {
    let stage = Stage::set();
    let known = known(&stage);
    // Half an hour and a day before what the log has: further back the ledgers would speak of days to come.
    let times = ["@2026-11-27 08:20:00", "@2026-11-26 08:50:00"];
    let cases: Vec<(usize, &str)> = known.keys().flat_map(|verb| times.map(|at| (*verb, at))).collect();
    each(&cases, |&(verb, at)| {
        let (verb, known) = (&VERBS[verb], &known[&verb]);
        let desk = stage.desk();
        let mut command = stage.command(&desk, verb.words, &["faketime", "-f", at]);
        let answer: Answer =
            command.env_remove("YIHU_NOW").env("TZ", "UTC").output().expect("faketime is installed").into();
        assert!(matches!(answer.code, 0 | 1), "{} at {at}: {answer:?}", verb.name);
        let now = seen(&desk.join(verb.archive)).map(|seen| seen.operations);
        assert!(now == operations(known), "{} at {at}: {answer:?}", verb.name);
        assert!(desk.litter().is_empty(), "{} at {at}", verb.name);
    });
    tally("clock", cases.len());
}

fn operations(known: &Known) -> Option<Vec<serde_json::Value>> {
    known.after.as_ref().map(|seen| seen.operations.clone())
}

#[test]
fn second_writer_is_told_and_changes_nothing() {
    let stage = Stage::set();
    let mut cases = 0;
    for verb in VERBS.iter().filter(|verb| ["import", "attach", "undo", "bundle export"].contains(&verb.name)) {
        let desk = stage.desk();
        let held = Archive::open(&desk.archive(), "管理员", PASSWORD, Access::Write).expect("the first writer");
        let answer = stage.run(&desk, verb.words, &[]).refuses(&[1]);
        assert!(answer.err.contains("另一个窗口"), "{}: {answer:?}", verb.name);
        // Reading goes on beside it.
        desk.ask("list", &["case", "--limit", "1"]).exits(0);
        desk.ask("verify", &[]).exits(0);
        drop(held);
        stage.run(&desk, verb.words, &[]).exits(0);
        cases += 1;
    }
    tally("two", cases);
}

#[test]
fn of_two_at_the_same_time_one_does_it_and_the_other_is_told() {
    let desk = Desk::with_archive();
    let file = ledger("案件台账.xlsx").to_string_lossy().into_owned();
    let dir = desk.archive().to_string_lossy().into_owned();
    let start = || {
        let mut command: Command = desk.command();
        command.args(["import", &*dir, "case", &*file, "--apply", "--json"]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts")
    };
    let both = [start(), start(), start()];
    let answers = both.map(|child| Answer::from(child.wait_with_output().expect("it ends")));
    let new: i64 = answers.iter().map(|answer| answer.json()["new"].as_i64().unwrap_or_default()).sum();
    assert_eq!(new, 39, "the ledger goes in once: {answers:?}");
    for answer in &answers {
        let json = answer.json();
        assert!(
            json["new"].is_i64() || json["message"].as_str().is_some_and(|m| m.contains("另一个窗口")),
            "{answer:?}"
        );
    }
    desk.ask("verify", &["--read-all"]).exits(0);
}

#[test]
fn long_and_spaced_names_are_taken_or_refused_in_words() {
    let longest = format!("{}.yihu", "档".repeat(83));
    assert_eq!(longest.len(), 254);
    let names =
        ["有 空格 的 档案.yihu", "引号'与\"与$(x).yihu", "-开头.yihu", "　全角　.yihu", "emoji😀𬱖.yihu", &longest];
    for name in names {
        let desk = Desk::new();
        let dir = desk.join(name).to_string_lossy().into_owned();
        desk.yihu(&["init", &dir, "--bureau", "619999", "--name", "潼川县烟草专卖局"]).exits(0);
        let file = ledger("案件台账.xlsx").to_string_lossy().into_owned();
        desk.yihu(&["import", &dir, "case", &file, "--apply"]);
        let out = desk.join(&format!("{}.xlsx", "账".repeat(83))).to_string_lossy().into_owned();
        desk.yihu(&["export", &dir, "case", "-o", &out]).exits(0);
        desk.yihu(&["backup", &dir]).exits(0);
        desk.yihu(&["verify", &dir, "--read-all"]).exits(0);
        assert!(desk.litter().is_empty(), "{name}");
    }
    let desk = Desk::with_archive();
    let too_long = desk.join(&"档".repeat(90)).to_string_lossy().into_owned();
    let dir = desk.archive().to_string_lossy().into_owned();
    let before = bytes_in(desk.path());
    for words in [
        vec!["init", &*too_long, "--bureau", "619999", "--name", "潼川县烟草专卖局"],
        vec!["export", &dir, "case", "-o", &too_long],
        vec!["backup", &dir, "-o", &too_long],
    ] {
        desk.yihu(&words).refuses(&[1, 5]);
        assert!(bytes_in(desk.path()) == before, "{words:?} left something");
    }
    tally("name", names.len() + 3);
}

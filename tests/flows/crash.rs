//! The power goes while ledgers go in: what was being written is there whole, or not at all, and it can be done again.

use std::{
    process::Child,
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;
use yihu_tests::{Desk, LEDGERS, ledger};

/// Kills for each ledger, spread over the time that its import takes.
const KILLS: u32 = 4;

fn import(desk: &Desk, noun: &str, file: &str) -> Child {
    let mut command = desk.command();
    command.arg("import").arg(desk.archive()).arg(noun).arg(ledger(file)).arg("--apply");
    command.stdout(std::process::Stdio::null()).spawn().expect("yihu starts")
}

/// What a clerk sees of the archive, without what differs from run to run.
fn seen(desk: &Desk, noun: &str) -> (Vec<String>, Vec<String>) {
    let titles = |answer: Value, fields: &[&str]| -> Vec<String> {
        let line = |r: &Value| fields.iter().map(|f| r[*f].to_string()).collect::<Vec<_>>().join(" ");
        // Of two of one name the id comes first, and that differs from run to run.
        let mut lines: Vec<String> = answer.as_array().expect("a list").iter().map(line).collect();
        lines.sort();
        lines
    };
    let fields = ["licence_no", "case_no", "upstream_no", "held_on", "trade_name", "party_name", "summary", "topic"];
    let list = desk.ask("list", &[noun, "--limit", "1000"]).exits(0).json();
    let log = desk.ask("log", &["--limit", "1000"]).exits(0).json();
    let mut operations = titles(log, &["op", "count", "undone"]);
    // Coming in is told before the import begins.
    operations.retain(|line| !line.contains("登录"));
    (titles(list, &fields), operations)
}

#[test]
fn killed_in_the_middle_of_an_import_leaves_all_or_nothing() {
    let began = Instant::now();
    let (mut cases, mut nothing, mut all) = (0, 0, 0);
    for (noun, file) in LEDGERS {
        let base = Desk::with_archive();
        let before = seen(&base, noun);
        let whole = base.twin();
        let began = Instant::now();
        import(&whole, noun, file).wait().expect("it ends");
        let took = began.elapsed();
        let after = seen(&whole, noun);
        assert!(before != after, "{noun} went in");
        for kill in 0..KILLS {
            let desk = base.twin();
            let mut child = import(&desk, noun, file);
            // The later part, where it writes, is met more often.
            thread::sleep(took.mul_f64(0.3 + 0.75 * f64::from(kill) / f64::from(KILLS)));
            child.kill().expect("a kill");
            child.wait().expect("it ended");
            let found = seen(&desk, noun);
            assert!(found == before || found == after, "{noun}, kill {kill} of {KILLS}: half an import");
            desk.ask("verify", &["--read-all"]).exits(0);
            cases += 1;
            if found == before {
                nothing += 1;
                assert!(matches!(import(&desk, noun, file).wait().expect("it ends").code(), Some(0 | 1)));
                assert!(seen(&desk, noun) == after, "{noun}: it can be done again");
                desk.ask("verify", &[]).exits(0);
            } else {
                all += 1;
            }
        }
    }
    println!("imports killed by the clock: {cases}; nothing was in {nothing}, all in {all}; {:?}", began.elapsed());
    assert!(nothing > 0, "no kill fell into the work");
}

#[test]
fn acknowledged_imports_outlive_a_kill_of_the_next() {
    let desk = Desk::with_archive();
    let mut expected: Vec<(&str, Vec<String>)> = Vec::new();
    for (noun, file) in LEDGERS {
        let mut killed = import(&desk, noun, file);
        thread::sleep(Duration::from_millis(400));
        killed.kill().expect("a kill");
        killed.wait().expect("it ended");
        for (earlier, records) in &expected {
            assert!(seen(&desk, earlier).0 == *records, "{earlier} was lost by the kill of {noun}");
        }
        assert!(matches!(import(&desk, noun, file).wait().expect("it ends").code(), Some(0 | 1)));
        expected.push((noun, seen(&desk, noun).0));
    }
    desk.ask("verify", &["--read-all"]).exits(0);
}

//! An archive that an older version of the program made: opened whole, or, when the way there is cut short, the next time.

use std::{
    fs,
    path::PathBuf,
    sync::atomic::{AtomicUsize, Ordering},
};

use serde_json::{Value, json};
use yihu_archive::{Access, Archive};
use yihu_tests::{Desk, PASSWORD, copy_folder, fixture};

use crate::stage::{Seen, each, seen, spread, tally};

/// The calls by which something comes to be on the disk.
const CALLS: [&str; 6] = ["pwrite64", "fsync", "fdatasync", "rename", "unlink", "ftruncate"];
/// The most points taken for each.
const POINTS: usize = 5;

fn old() -> Desk {
    let desk = Desk::new();
    copy_folder(&fixture("schema_3.yihu"), &desk.archive());
    desk
}

/// Opens it as the window does, which brings it up to date, and looks.
fn opened(desk: &Desk) -> Seen {
    drop(Archive::open(&desk.archive(), "管理员", PASSWORD, Access::Write).expect("an older archive opens"));
    seen(&desk.archive()).expect("it is there")
}

fn rebuild(desk: &Desk, tracer: &[&str]) -> std::process::Output {
    let program = yihu_tests::binary("yihu").to_string_lossy().into_owned();
    let dir = desk.archive().to_string_lossy().into_owned();
    let line: Vec<&str> = tracer.iter().copied().chain([&*program, "verify", &dir, "--rebuild"]).collect();
    let mut command = std::process::Command::new(line[0]);
    command.args(&line[1..]).env("YIHU_PASSWORD", PASSWORD).env("YIHU_NOW", yihu_tests::NOW);
    command.output().expect("it starts (is strace installed?)")
}

#[test]
fn archive_of_an_older_version_is_brought_up_to_date_whole() {
    let desk = old();
    let told = desk.ask("verify", &[]).refuses(&[1]);
    assert!(told.out.contains("旧版本"), "reading alone changes nothing, and says so: {told:?}");
    let now = opened(&desk);
    assert_eq!(now.operations.len(), 4, "found, imported, undone, keys in their new form: {:?}", now.operations);
    desk.ask("verify", &["--read-all"]).exits(0);
}

#[test]
fn before_it_is_brought_up_to_date_a_copy_is_kept_as_it_was_and_opens() {
    let desk = old();
    let now = opened(&desk);
    let folder = desk.archive().join("backups");
    let manifest = |path: PathBuf| -> Option<(PathBuf, Value)> {
        let text = fs::read(path.join("manifest.json")).ok()?;
        Some((path, serde_json::from_slice(&text).expect("a manifest")))
    };
    let backups: Vec<_> =
        fs::read_dir(folder).expect("a folder").filter_map(|entry| manifest(entry.expect("an entry").path())).collect();
    assert_eq!(backups.len(), 1, "{backups:?}");
    let (path, manifest) = &backups[0];
    assert_eq!((&manifest["reason"], &manifest["schema"]), (&json!("migration"), &json!(3)));
    let keys = fs::read(fixture("schema_3.yihu").join("keys.json")).expect("keys");
    assert!(fs::read(path.join("keys.json")).expect("keys") == keys, "its keys are those of that day");
    let fresh = desk.join("新.yihu");
    let words = [&path.to_string_lossy(), &fresh.to_string_lossy()].map(ToString::to_string);
    desk.yihu(&["restore", &words[0], &words[1]]).exits(0);
    let restored = seen(&fresh).expect("it is there");
    assert_eq!(restored.operations[..3], now.operations[..3]);
    // Opened again, it is up to date: there is nothing to keep a copy of.
    opened(&desk);
    assert_eq!(
        fs::read_dir(desk.archive().join("backups"))
            .expect("a folder")
            .flatten()
            .filter(|it| it.path().join("manifest.json").exists())
            .count(),
        1
    );
}

#[test]
fn older_archive_survives_a_kill_or_an_error_at_any_step_of_its_migration() {
    let whole = opened(&old());
    let mut cases = Vec::new();
    for call in CALLS {
        let desk = old();
        let log = desk.join("strace.log").to_string_lossy().into_owned();
        let trace = format!("trace={call}");
        rebuild(&desk, &["strace", "-f", "-qq", "-e", &trace, "-o", &log]);
        let log = std::fs::read(&log).expect("what strace saw");
        let count = String::from_utf8_lossy(&log).lines().filter(|line| line.contains(&format!(" {call}("))).count();
        for n in spread(count, POINTS) {
            cases.push((call, format!("signal=SIGKILL:when={n}")));
            cases.push((call, format!("error=EIO:when={n}")));
            cases.push((call, format!("error=ENOSPC:when={n}+")));
        }
    }
    let stopped = AtomicUsize::new(0);
    each(&cases, |(call, fault)| {
        let desk = old();
        let (trace, inject) = (format!("trace={call}"), format!("inject={call}:{fault}"));
        let output = rebuild(&desk, &["strace", "-f", "-qq", "-e", &trace, "-e", &inject, "-o", "/dev/null"]);
        stopped.fetch_add(usize::from(!output.status.success()), Ordering::Relaxed);
        assert!(opened(&desk) == whole, "{call} {fault}: {output:?}");
        assert!(desk.litter().is_empty(), "{call} {fault}");
    });
    println!("{} migrations, {} of them stopped", cases.len(), stopped.into_inner());
    tally("migration", cases.len());
}

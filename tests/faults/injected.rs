//! The process killed before a system call, or the call answered with an error, for every verb that writes.

use std::{
    collections::BTreeMap,
    fs,
    os::unix::process::ExitStatusExt,
    path::PathBuf,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Instant,
};

use yihu_tests::{Answer, Desk, bytes_in};

use crate::stage::{Seen, Stage, VERBS, Verb, each, seen, spread, tally};

/// The calls by which something comes to be, or goes, on disk.
const CALLS: [&str; 10] =
    ["pwrite64", "write", "fsync", "fdatasync", "rename", "unlink", "mkdir", "ftruncate", "rmdir", "unlinkat"];
/// The most points taken for each verb and call.
const KILLS: usize = 3;

/// What a disk says, to which call; a `+` says it from then on.
const ERRORS: [(&str, &str, usize); 9] = [
    ("pwrite64", "error=ENOSPC:when={}+", 2),
    ("pwrite64", "error=EIO:when={}", 2),
    ("write", "error=ENOSPC:when={}", 2),
    ("write", "error=EIO:when={}", 2),
    ("fsync", "error=EIO:when={}", 2),
    ("fdatasync", "error=EIO:when={}", 2),
    ("rename", "error=EIO:when={}", 2),
    ("mkdir", "error=ENOSPC:when={}", 2),
    ("pread64", "error=EIO:when={}", 2),
];

/// What a verb does to its archive: what was to be seen before, and after.
pub(crate) struct Known {
    pub(crate) before: Option<Seen>,
    pub(crate) after: Option<Seen>,
    calls: BTreeMap<String, usize>,
}

/// One fault in one run.
struct Case {
    verb: usize,
    call: String,
    fault: String,
}

/// Whether a verb is to be tried: all are, unless `YIHU_FAULTS_IN` names one.
fn is_asked_for(verb: &Verb) -> bool {
    std::env::var("YIHU_FAULTS_IN").map_or(true, |only| only == verb.name)
}

pub(crate) fn known(stage: &Stage) -> BTreeMap<usize, Known> {
    let found: Mutex<BTreeMap<usize, Known>> = Mutex::default();
    let asked: Vec<_> = (0..VERBS.len()).filter(|&index| is_asked_for(&VERBS[index])).collect();
    each(&asked, |&index| {
        let verb = &VERBS[index];
        let desk = stage.desk();
        let before = seen(&desk.join(verb.archive));
        let answer = stage.run(&desk, verb.words, &[]);
        assert!(matches!(answer.code, 0 | 1) && desk.litter().is_empty(), "{}: {answer:?}", verb.name);
        let after = seen(&desk.join(verb.archive));
        let calls = stage.calls(verb, &[&CALLS[..], &["pread64"]].concat());
        found.lock().expect("no case failed").insert(index, Known { before, after, calls });
    });
    found.into_inner().expect("no case failed")
}

/// Runs the verb with the fault; the tracer's own words go to a file beside the desk.
fn strike(stage: &Stage, desk: &Desk, case: &Case) -> (Answer, bool) {
    let trace = format!("trace={}", case.call);
    let inject = format!("inject={}:{}", case.call, case.fault);
    let log = desk.join("strace.log");
    let tracer = ["strace", "-f", "-qq", "-e", &trace, "-e", &inject, "-o", &log.to_string_lossy()];
    let output = stage.command(desk, VERBS[case.verb].words, &tracer).output().expect("strace is installed");
    let killed = output.status.signal() == Some(9);
    fs::remove_file(log).expect("strace wrote its log");
    (output.into(), killed)
}

/// How far the work came.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    Nothing,
    /// Of several steps, each a commit of its own, some
    Some,
    All,
}

/// The archive is as before or as after, or, for a verb of several steps, as after one of them; never between.
pub(crate) fn whole(desk: &Desk, verb: &Verb, known: &Known, what: &str) -> Done {
    let now = seen(&desk.join(verb.archive));
    if now == known.before {
        return Done::Nothing;
    }
    if now == known.after {
        return Done::All;
    }
    let operations = |seen: &Option<Seen>| seen.as_ref().map(|s| s.operations.clone()).unwrap_or_default();
    let (before, now, after) = (operations(&known.before), operations(&now), operations(&known.after));
    let a_step = !verb.resume.is_empty() && now.len() > before.len() && after.starts_with(&now);
    assert!(a_step, "{what}: half done:\n{now:?}\n{before:?}\n{after:?}");
    Done::Some
}

/// What the archive says was handed out is there, whole.
fn output_is_there(desk: &Desk, verb: &Verb, what: &str) {
    let Some(folder) = verb.output else { return };
    let files = bytes_in(&desk.join(folder));
    assert!(files.values().any(|bytes| !bytes.is_empty()), "{what}: it is said to be done, and nothing is there");
}

pub(crate) fn again(stage: &Stage, desk: &Desk, verb: &Verb, known: &Known, done: Done, what: &str) {
    let words = if done == Done::Nothing || verb.resume.is_empty() { verb.words } else { verb.resume };
    let answer = stage.run(desk, words, &[]);
    // What was founded whole is not founded again, and a ledger with bad rows says so.
    let no = verb.name == "import" || done == Done::All && known.before.is_none();
    assert!(answer.code == 0 || answer.code == 1 && no, "{what}: {answer:?}");
    if done != Done::All {
        assert!(seen(&desk.join(verb.archive)) == known.after, "{what}: the second run does not end as the first");
    }
    output_is_there(desk, verb, what);
    assert_eq!(desk.litter(), [] as [PathBuf; 0], "{what}: left lying about");
}

#[test]
fn killed_before_any_call_leaves_all_or_nothing_and_can_be_done_again() {
    let began = Instant::now();
    let stage = Stage::set();
    let known = known(&stage);
    let mut cases = Vec::new();
    for (&verb, known) in &known {
        for call in CALLS {
            for n in spread(known.calls.get(call).copied().unwrap_or_default(), KILLS) {
                cases.push(Case { verb, call: call.to_owned(), fault: format!("signal=SIGKILL:when={n}") });
            }
        }
    }
    let (killed, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    each(&cases, |case| {
        let verb = &VERBS[case.verb];
        let what = format!("{} {} {}", verb.name, case.call, case.fault);
        let desk = stage.desk();
        let (answer, was_killed) = strike(&stage, &desk, case);
        assert!(was_killed || answer.code == 0, "{what}: {answer:?}");
        killed.fetch_add(usize::from(was_killed), Ordering::Relaxed);
        let came = whole(&desk, verb, &known[&case.verb], &what);
        done.fetch_add(usize::from(came == Done::All), Ordering::Relaxed);
        again(&stage, &desk, verb, &known[&case.verb], came, &what);
    });
    let (killed, done) = (killed.into_inner(), done.into_inner());
    println!("{} cases: {killed} killed, {done} of them had done it; {:?}", cases.len(), began.elapsed());
    tally("kill", cases.len());
    assert!(killed * 10 >= cases.len() * 9, "the kills did not fall where they were aimed");
}

#[test]
fn disk_that_errs_or_is_full_is_told_and_leaves_all_or_nothing() {
    let began = Instant::now();
    let stage = Stage::set();
    let known = known(&stage);
    let mut cases = Vec::new();
    for (&verb, known) in &known {
        for (call, fault, most) in ERRORS {
            // The first reads are the loader's: no word of ours is heard yet.
            let skipped = if call == "pread64" { 8 } else { 0 };
            let count = known.calls.get(call).copied().unwrap_or_default().saturating_sub(skipped);
            for n in spread(count, most).into_iter().map(|n| n + skipped) {
                cases.push(Case { verb, call: call.to_owned(), fault: fault.replace("{}", &n.to_string()) });
            }
        }
    }
    let refused = AtomicUsize::new(0);
    each(&cases, |case| {
        let verb = &VERBS[case.verb];
        let what = format!("{} {} {}", verb.name, case.call, case.fault);
        let desk = stage.desk();
        let (answer, _) = strike(&stage, &desk, case);
        let known = &known[&case.verb];
        let came = whole(&desk, verb, known, &what);
        if answer.code == 0 || answer.code == 1 && verb.name == "import" {
            // Tidying up may fail unnoticed; the work may not.
            let all = came == Done::All || known.before == known.after;
            assert!(all, "{what}: said to be done: {answer:?}");
        } else {
            // What cannot be read looks damaged to the cipher; a copy that cannot be read is a finding of its drill.
            let codes: &[i32] = match (case.call.as_str(), verb.name) {
                (_, "backup") => &[1, 4, 5],
                ("pread64", _) => &[4, 5],
                _ => &[5],
            };
            let answer = answer.refuses(codes);
            assert!(format!("{}{}", answer.out, answer.err).contains('。'), "{what}: {answer:?}");
            refused.fetch_add(1, Ordering::Relaxed);
        }
        assert_eq!(desk.litter(), [] as [PathBuf; 0], "{what}: left lying about");
    });
    let refused = refused.into_inner();
    println!("{} cases: {refused} told; {:?}", cases.len(), began.elapsed());
    tally("error", cases.len());
    // Where a log cannot be brought into its file before a backup, pages are copied one by one instead: nobody is told.
    assert!(refused * 5 > cases.len() * 2, "few of the errors were noticed");
}

//! The desk on which faults happen: the verbs that write, and what an archive holds before and after each.

use std::{
    collections::BTreeMap,
    fmt::Write,
    fs,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use serde_json::{Value, json};
use yihu_archive::{Access, Archive, Reading, Watch};
use yihu_domain::Noun;
use yihu_tests::{Answer, Desk, PASSWORD, binary, ledger};

/// One verb that writes.
pub(crate) struct Verb {
    /// Its name
    pub(crate) name: &'static str,
    /// The words after `yihu`; `{}` stands for the desk
    pub(crate) words: &'static [&'static str],
    /// What to do instead once the first of its steps is done; the same when it is one step
    pub(crate) resume: &'static [&'static str],
    /// The archive on the desk that it changes or makes
    pub(crate) archive: &'static str,
    /// Files that must be on the desk, whole, once the archive says that it was done
    pub(crate) output: Option<&'static str>,
}

const OURS: &str = "潼川县局.yihu";

/// Every verb that writes to the disk.
pub(crate) const VERBS: [Verb; 8] = [
    Verb {
        name: "import",
        words: &["import", "{}/潼川县局.yihu", "hotline", "{}/12313台账.xlsx", "--apply"],
        resume: &[],
        archive: OURS,
        output: None,
    },
    Verb {
        name: "attach",
        words: &["attach", "{}/潼川县局.yihu", "case", "{case}", "检查笔录", "{}/笔录.pdf"],
        resume: &[],
        archive: OURS,
        output: None,
    },
    Verb { name: "undo", words: &["undo", "{}/潼川县局.yihu"], resume: &[], archive: OURS, output: None },
    Verb {
        name: "bundle export",
        words: &["bundle", "export", "{}/潼川县局.yihu", "--full", "-o", "{}/包"],
        resume: &[],
        archive: OURS,
        output: Some("包"),
    },
    Verb {
        name: "backup",
        words: &["backup", "{}/潼川县局.yihu", "-o", "{}/U盘"],
        resume: &[],
        archive: OURS,
        output: None,
    },
    Verb {
        name: "selfcheck --sign",
        words: &["selfcheck", "{}/潼川县局.yihu", "2026-10", "--sign", "-o", "{}/自查"],
        resume: &["selfcheck", "{}/潼川县局.yihu", "2026-10", "-o", "{}/自查"],
        archive: OURS,
        output: Some("自查"),
    },
    Verb {
        name: "init",
        words: &["init", "{}/新.yihu", "--bureau", "619999", "--name", "潼川县烟草专卖局"],
        resume: &[],
        archive: "新.yihu",
        output: None,
    },
    Verb {
        name: "restore",
        words: &["restore", "{backup}", "{}/新.yihu"],
        resume: &[],
        archive: "新.yihu",
        output: None,
    },
];

/// A desk with something in it for every verb to do, copied for each case.
pub(crate) struct Stage {
    base: Desk,
    case: String,
    backup: PathBuf,
}

impl Stage {
    /// Cases, training sessions, one scan and one backup.
    pub(crate) fn set() -> Self {
        let base = Desk::with_archive();
        base.import("training", &ledger("培训登记.xlsx"), &["--apply"]);
        base.import("case", &ledger("案件台账.xlsx"), &["--apply"]);
        fs::copy(ledger("12313台账.xlsx"), base.join("12313台账.xlsx")).expect("a ledger");
        fs::write(base.join("笔录.pdf"), scan(3)).expect("a scan");
        fs::write(base.join("旧笔录.pdf"), scan(4)).expect("a scan");
        let listed = base.ask("list", &["case", "--limit", "1"]).exits(0).json();
        let case = listed[0]["case_no"].as_str().expect("a case no.").to_owned();
        base.ask("attach", &["case", &case, "旧笔录", &base.join("旧笔录.pdf").to_string_lossy()]).exits(0);
        base.ask("backup", &["-o", &base.join("备份").to_string_lossy()]).exits(0);
        let backups = fs::read_dir(base.join("备份")).expect("a folder").map(|e| e.expect("an entry").path());
        let backup = backups.filter(|p| p.join("keys.json").exists()).max().expect("a backup");
        let backup = backup.strip_prefix(base.path()).expect("on the desk").to_path_buf();
        Self { base, case, backup }
    }

    /// A fresh copy.
    pub(crate) fn desk(&self) -> Desk {
        self.base.twin()
    }

    /// The verb as a command on this desk, perhaps under a tracer.
    pub(crate) fn command(&self, desk: &Desk, words: &[&str], tracer: &[&str]) -> Command {
        let mut line: Vec<PathBuf> = tracer.iter().map(PathBuf::from).collect();
        line.push(binary("yihu"));
        let here = desk.path().to_string_lossy();
        let backup = desk.path().join(&self.backup);
        let fill = |word: &&str| word.replace("{case}", &self.case).replace("{backup}", &backup.to_string_lossy());
        line.extend(words.iter().map(|word| fill(word).replace("{}", &here).into()));
        let mut command = Command::new(&line[0]);
        command.args(&line[1..]).current_dir(desk.path());
        command.env("YIHU_PASSWORD", PASSWORD).env("YIHU_NOW", yihu_tests::NOW).stdin(Stdio::null());
        command
    }

    /// Does the verb.
    pub(crate) fn run(&self, desk: &Desk, words: &[&str], tracer: &[&str]) -> Answer {
        self.command(desk, words, tracer).output().expect("it starts (is strace installed?)").into()
    }

    /// How often the verb calls each of these, by a run that is only watched.
    pub(crate) fn calls(&self, verb: &Verb, calls: &[&str]) -> BTreeMap<String, usize> {
        let desk = self.desk();
        let log = desk.join("strace.log");
        let trace = format!("trace={}", calls.join(","));
        let answer = self.run(&desk, verb.words, &["strace", "-f", "-qq", "-e", &trace, "-o", &log.to_string_lossy()]);
        assert_eq!(answer.code, 0, "{}: {answer:?}", verb.name);
        let log = String::from_utf8_lossy(&fs::read(log).expect("what strace saw")).into_owned();
        let count = |call: &&str| log.lines().filter(|l| l.contains(&format!(" {call}("))).count();
        calls.iter().map(|call| ((*call).to_owned(), count(call))).filter(|(_, n)| *n > 0).collect()
    }
}

/// What an archive shows of itself, without what differs from run to run.
#[derive(Clone, PartialEq)]
pub(crate) struct Seen {
    /// Its operations but the logins, as people read them
    pub(crate) operations: Vec<Value>,
    lists: Value,
}

/// Says how many cases of a fault were run; `tests/run` prints them all at its end.
pub(crate) fn tally(fault: &str, cases: usize) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("faults");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join(fault), cases.to_string()).expect("a number");
}

/// What an archive shows of itself; none where there is no archive.
///
/// # Panics
/// When the check finds anything but what a crash may leave.
pub(crate) fn seen(archive: &Path) -> Option<Seen> {
    if !archive.exists() {
        return None;
    }
    let mut open = Archive::open(archive, "管理员", PASSWORD, Access::Read).expect("it opens");
    let nouns = Noun::ALL.into_iter().filter(|noun| *noun != Noun::User);
    let lists: Vec<_> = nouns.map(|noun| open.list(noun, &[], 100_000, 0).expect("a list").records).collect();
    let operations = open.operations(1000).expect("the log");
    // How often somebody had to log in is no part of the work.
    let work = operations.iter().rev().filter(|o| !o.op.starts_with("登录") && o.op != "核对用户");
    let operations = work.map(|o| json!([o.op, o.count, o.undone])).collect();
    let report = open.verify(Reading::All, false, &Watch::none()).expect("a check");
    assert!(report.ok && !report.damaged, "{:?}", report.findings);
    Some(Seen { operations, lists: nameless(json!(lists)) })
}

/// Blanks ids, digests and places in the log, and sorts lists: two runs of the same verb then show the same.
fn nameless(value: Value) -> Value {
    match value {
        Value::String(text) if is_digest(&text) => Value::Null,
        Value::Array(list) => {
            let mut list: Vec<Value> = list.into_iter().map(nameless).collect();
            list.sort_by_cached_key(Value::to_string);
            Value::Array(list)
        }
        // Logins stand in the log, too: the same work lies elsewhere in it.
        Value::Object(mut fields) => {
            fields.retain(|field, _| !matches!(&**field, "from_change" | "to_change"));
            Value::Object(fields.into_iter().map(|(k, v)| (k, nameless(v))).collect())
        }
        other => other,
    }
}

fn is_digest(text: &str) -> bool {
    text.len() >= 32 && text.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
}

/// Takes at most `most` of the numbers 1 to `count`, spread evenly, the first and the last among them.
pub(crate) fn spread(count: usize, most: usize) -> Vec<usize> {
    if std::env::var("YIHU_FAULTS").is_ok_and(|v| v == "all") || count <= most {
        return (1..=count).collect();
    }
    (0..most).map(|i| 1 + i * (count - 1) / (most - 1).max(1)).collect()
}

/// Works through the cases on all cores; fails at the end when one failed, so that all that fail are seen.
pub(crate) fn each<T: Sync>(cases: &[T], work: impl Fn(&T) + Sync) {
    let (next, failed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let done = panic::catch_unwind(AssertUnwindSafe(|| work(case)));
                    failed.fetch_add(usize::from(done.is_err()), Ordering::Relaxed);
                }
            });
        }
    });
    let failed = failed.into_inner();
    assert!(failed == 0, "{failed} of {} cases failed, see above", cases.len());
}

/// A small PDF of one page, another for each `seed`.
fn scan(seed: u32) -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 84{seed}]>>"),
    ];
    let mut text = "%PDF-1.4\n".to_owned();
    let mut table = "xref\n0 4\n0000000000 65535 f \n".to_owned();
    for (index, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", text.len());
        let _ = writeln!(text, "{} 0 obj{object}endobj", index + 1);
    }
    let start = text.len();
    let _ = write!(text, "{table}trailer<</Size 4/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    text.into_bytes()
}

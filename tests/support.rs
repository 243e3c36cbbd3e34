//! What the black-box tests share: a desk with an archive in a temporary folder, and the real command `yihu`.
//!
//! Nothing here reaches into a crate: what a test sees is what a clerk or a script sees.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// The day on which the stories happen: the last working day but one of November 2026, ten to five.
pub const NOW: &str = "2026-11-27T16:50:00+08:00";
/// The password of the stories.
pub const PASSWORD: &str = "潼川-档案-2026";

/// The four ledgers as the bureau keeps them: noun, file.
pub const LEDGERS: [(&str, &str); 4] = [
    ("retailer", "零售户台账.xlsx"),
    ("case", "案件台账.xlsx"),
    ("hotline", "12313台账.xlsx"),
    ("training", "培训登记.xlsx"),
];

/// A file among the fixtures.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// One of the four ledgers.
pub fn ledger(name: &str) -> PathBuf {
    fixture("ledgers").join(name)
}

/// A binary that was built beside the tests (`make test` builds it first).
///
/// # Panics
/// When it is not there.
pub fn binary(name: &str) -> PathBuf {
    let tests = std::env::current_exe().expect("a test knows where it lies");
    let path = tests.parent().and_then(Path::parent).expect("target/debug/deps").join(name);
    assert!(path.exists(), "{} is missing: run `make test`, or `cargo build -p yihu-cli`", path.display());
    path
}

/// What a command answered.
#[derive(Debug)]
pub struct Answer {
    /// Exit code
    pub code: i32,
    /// Standard output
    pub out: String,
    /// Standard error
    pub err: String,
}

impl Answer {
    /// The one JSON document on standard output.
    ///
    /// # Panics
    /// When it is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }

    /// Itself, when the exit code is as expected.
    ///
    /// # Panics
    /// When it is not.
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        self
    }
}

impl From<Output> for Answer {
    fn from(it: Output) -> Self {
        Self {
            code: it.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&it.stdout).into_owned(),
            err: String::from_utf8_lossy(&it.stderr).into_owned(),
        }
    }
}

/// A desk: a temporary folder with, perhaps, an archive in it.
pub struct Desk {
    folder: TempDir,
}

impl Desk {
    /// An empty desk.
    ///
    /// # Panics
    /// When there is no room for a temporary folder.
    #[expect(clippy::new_without_default, reason = "a desk takes room on disk: it is made on purpose")]
    pub fn new() -> Self {
        Self { folder: tempfile::Builder::new().prefix("一户档 测试").tempdir().expect("a temporary folder") }
    }

    /// A desk with a new, empty archive.
    pub fn with_archive() -> Self {
        let desk = Self::new();
        desk.yihu(&["init", desk.archive_text(), "--bureau", "619999", "--name", "潼川县烟草专卖局"]).exits(0);
        desk
    }

    /// A desk with the four ledgers taken in.
    pub fn with_ledgers() -> Self {
        let desk = Self::with_archive();
        for (noun, file) in LEDGERS {
            desk.import(noun, &ledger(file), &["--apply"]);
        }
        desk
    }

    /// The temporary folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A path in the temporary folder.
    pub fn join(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The archive's folder.
    pub fn archive(&self) -> PathBuf {
        self.join("潼川县局.yihu")
    }

    fn archive_text(&self) -> &'static str {
        // Commands take text; a leaked path of a test is cheaper than a lifetime in every story.
        Box::leak(self.archive().to_string_lossy().into_owned().into_boxed_str())
    }

    /// The command, ready to be given arguments.
    pub fn command(&self) -> Command {
        let mut command = Command::new(binary("yihu"));
        command.current_dir(self.path()).env("YIHU_PASSWORD", PASSWORD).env("YIHU_NOW", NOW).stdin(Stdio::null());
        command
    }

    /// Runs `yihu` with these arguments.
    ///
    /// # Panics
    /// When it cannot be started.
    pub fn yihu(&self, arguments: &[&str]) -> Answer {
        self.command().args(arguments).output().expect("yihu starts").into()
    }

    /// Runs `yihu VERB ARCHIVE ARGUMENTS --json`.
    pub fn ask(&self, verb: &str, arguments: &[&str]) -> Answer {
        let mut words: Vec<&str> = verb.split(' ').collect();
        words.push(self.archive_text());
        words.extend(arguments);
        words.push("--json");
        self.yihu(&words)
    }

    /// Plans or applies an import and gives its JSON; refused rows exit with 1.
    ///
    /// # Panics
    /// When the command fails otherwise.
    pub fn import(&self, noun: &str, file: &Path, more: &[&str]) -> Value {
        let file = file.to_string_lossy();
        let mut arguments = vec![noun, &*file];
        arguments.extend(more);
        let answer = self.ask("import", &arguments);
        assert!(matches!(answer.code, 0 | 1) && !answer.out.contains("\"kind\""), "{answer:?}");
        answer.json()
    }

    /// Everything that the archive shows of its records: lists of every noun and a search.
    pub fn shown(&self) -> Value {
        let list = |noun: &str| self.ask("list", &[noun, "--limit", "100000"]).exits(0).json();
        serde_json::json!({
            "retailer": list("retailer"), "licence": list("licence"), "case": list("case"), "hotline": list("hotline"),
            "training": list("training"), "staff": list("staff"), "search": self.ask("search", &["商店"]).exits(0).json(),
        })
    }
}

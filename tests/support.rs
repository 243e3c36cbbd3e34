//! What the black-box tests share: a desk with an archive in a temporary folder, and the real command `yihu`.
//!
//! Nothing here reaches into a crate: what a test sees is what a clerk or a script sees.

use std::{
    collections::BTreeMap,
    fs,
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

    /// Itself, when it is a refusal that a clerk can act on: one of these exit codes, Chinese, no machine's words.
    ///
    /// # Panics
    /// When it is not.
    pub fn refuses(self, codes: &[i32]) -> Self {
        assert!(codes.contains(&self.code), "{codes:?}: {self:?}");
        let said = if self.err.trim().is_empty() { &self.out } else { &self.err };
        assert!(said.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "not Chinese: {self:?}");
        for word in MACHINE {
            assert!(!self.out.contains(word) && !self.err.contains(word), "{word}: {self:?}");
        }
        assert!(!speaks_english(said) && !names_an_id(said), "{self:?}");
        self
    }
}

/// Words of the machine that no clerk must ever see.
const MACHINE: [&str; 9] =
    ["error:", "Error", "panicked", "os error", "rusqlite", "SQLITE", "sqlite", "RUST_BACKTRACE", "unwrap"];

/// Four words in a row in Latin letters: a sentence of somebody else's (a command to type has fewer).
fn speaks_english(text: &str) -> bool {
    let mut row = 0;
    text.split(' ').any(|word| {
        let latin = word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphabetic() || b"',.:".contains(&b));
        row = if latin { row + 1 } else { 0 };
        row == 4
    })
}

/// Whether an id (UUID) of ours stands in it.
fn names_an_id(text: &str) -> bool {
    let shape = |part: &[u8]| {
        part.iter().enumerate().all(|(i, b)| match i {
            8 | 13 | 18 | 23 => *b == b'-',
            _ => b.is_ascii_hexdigit(),
        })
    };
    text.as_bytes().windows(36).any(shape)
}

/// Everything in a folder, by its path in it: what lies on disk, byte by byte.
///
/// # Panics
/// When it cannot be read.
pub fn bytes_in(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder").map(|e| e.expect("an entry").path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else {
                let name = entry.strip_prefix(folder).expect("a path in it").to_path_buf();
                found.insert(name, fs::read(&entry).expect("a file"));
            }
        }
    }
    found
}

/// Copies a folder with all that is in it.
///
/// # Panics
/// When it cannot.
pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|e| e.expect("an entry")) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
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

    /// Another desk with a copy of all that lies on this one.
    #[must_use]
    pub fn twin(&self) -> Self {
        let twin = Self::new();
        copy_folder(self.path(), twin.path());
        twin
    }

    /// Temporary files and folders that lie anywhere on the desk: after a command that ended there are none.
    pub fn litter(&self) -> Vec<PathBuf> {
        let temporary = |path: &PathBuf| {
            path.iter().any(|part| {
                let part = part.to_string_lossy();
                part.starts_with('.') || part.ends_with("tmp") || part.ends_with("-journal")
            })
        };
        bytes_in(self.path()).into_keys().filter(temporary).collect()
    }

    /// Every file of the archive but those in which the log of logins, refused tries and locks is kept: what no reading
    /// and no refusal may touch.
    pub fn untouched(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        const LIVE: [&str; 6] = ["archive.db", "archive.db-wal", "archive.db-shm", "head", "tries.json", "backup.lock"];
        let mut files = bytes_in(&self.archive());
        files.retain(|path, _| !path.file_name().is_some_and(|name| LIVE.iter().any(|live| name == *live)));
        files
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

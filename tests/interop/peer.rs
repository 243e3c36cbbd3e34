//! Programs that are not ours, and how they are asked.

use std::{
    ffi::OsStr,
    fs::File,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use serde_json::Value;

/// What a program answered.
#[derive(Debug)]
pub(crate) struct Said {
    /// Whether it exited with 0
    pub ok: bool,
    /// Standard output
    pub out: Vec<u8>,
    /// Standard error
    pub err: String,
}

impl Said {
    /// Its standard output as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.out).into_owned()
    }
}

/// Runs a program with `input`.
pub(crate) fn ask<A: AsRef<OsStr>>(program: &Path, arguments: &[A], input: &[u8]) -> Said {
    let mut child = Command::new(program)
        .args(arguments)
        .env("LC_ALL", "C.UTF-8")
        .env("PYTHONIOENCODING", "utf-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|e| panic!("{} is missing ({e}): `make test` installs it", program.display()));
    let mut pipe = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    // A program that answers before it has read everything would otherwise wait for us, and we for it.
    let writing = thread::spawn(move || pipe.write_all(&input));
    let output = child.wait_with_output().expect("it ends");
    // One that does not read its input at all is no mistake.
    drop(writing.join().expect("the writer does not panic"));
    Said { ok: output.status.success(), out: output.stdout, err: String::from_utf8_lossy(&output.stderr).into_owned() }
}

/// Runs a program that must be content.
pub(crate) fn run<A: AsRef<OsStr>>(program: &str, arguments: &[A]) -> Said {
    let said = ask(Path::new(program), arguments, b"");
    assert!(said.ok, "{program}: {} {}", said.text(), said.err);
    said
}

/// Leaves a file, as another program would: not by our own writer.
pub(crate) fn leave(path: &Path, bytes: &[u8]) {
    File::create(path).and_then(|mut file| file.write_all(bytes)).expect("a file");
}

/// The Python that has the tests' packages: `make test` puts it on the path.
pub(crate) fn python() -> PathBuf {
    std::env::var_os("YIHU_PYTHON").map_or_else(|| PathBuf::from("python3"), PathBuf::from)
}

/// Runs one of the small Python programs beside this file.
pub(crate) fn script(name: &str, arguments: &[&Path], input: &[u8]) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("interop").join(name);
    let words: Vec<&Path> = [path.as_path()].into_iter().chain(arguments.iter().copied()).collect();
    let said = ask(&python(), &words, input);
    assert!(said.ok, "{name}: {}", said.err);
    said.out
}

/// Writes a workbook with openpyxl.
pub(crate) fn workbook(path: &Path, sheet: &str, rows: &[Vec<String>]) {
    let asked = serde_json::json!({ "sheet": sheet, "rows": rows });
    script("workbook.py", &[path], asked.to_string().as_bytes());
}

/// Reads a workbook with openpyxl.
pub(crate) fn cells(path: &Path) -> Value {
    serde_json::from_slice(&script("cells.py", &[path], b"")).expect("JSON")
}

/// Opens a database of the archive with sqlcipher3.
pub(crate) fn tables(path: &Path, key: &[u8; 32]) -> Value {
    let hex = hex::encode(key);
    serde_json::from_slice(&script("tables.py", &[path], hex.as_bytes())).expect("JSON")
}

//! The rules of the house that no compiler keeps: who may depend on whom, how large a file may be, what no file may say.
//!
//! Reads the source; runs none of it. Each test lists every breach, not only the first.

use serde_json::Value;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Which of our crates a crate may depend on, in whatever way: also for its tests.
const ARROWS: [(&str, &[&str]); 7] = [
    ("yihu-domain", &[]),
    ("yihu-store", &["yihu-domain"]),
    ("yihu-exchange", &["yihu-domain"]),
    ("yihu-archive", &["yihu-domain", "yihu-store", "yihu-exchange"]),
    ("yihu-cli", &["yihu-domain", "yihu-archive"]),
    ("yihu-desktop", &["yihu-domain", "yihu-archive"]),
    ("yihu-tests", &["yihu-domain", "yihu-store", "yihu-exchange", "yihu-archive"]),
];

/// Libraries that one crate alone may know; the black-box tests may use them as a peer or to do damage.
const OWNERS: [(&str, &[&str]); 5] = [
    ("yihu-archive", &["rustix"]),
    ("yihu-store", &["rusqlite", "libsqlite3-sys", "pinyin"]),
    (
        "yihu-exchange",
        &[
            "printpdf",
            "lopdf",
            "ttf-parser",
            "zip",
            "calamine",
            "quick-xml",
            "rust_xlsxwriter",
            "minisign",
            "argon2",
            "chacha20poly1305",
            "aead-stream",
        ],
    ),
    (
        "yihu-desktop",
        &["tauri", "tauri-build", "tauri-specta", "specta-typescript", "rfd", "dirs", "gtk", "webkit2gtk"],
    ),
    ("yihu-cli", &["clap", "rpassword"]),
];

/// All that the domain may know. specta only derives: it tells the window the shape of what crosses to it.
const PURE: [&str; 4] = ["serde", "chrono", "uuid", "specta"];

/// Words that say nothing of what a file is for.
const EMPTY_NAMES: [&str; 9] =
    ["util", "utils", "helper", "helpers", "manager", "service", "services", "common", "misc"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// One arrow between crates as cargo itself reads it; the kind is `normal`, `dev` or `build`.
struct Arrow {
    from: String,
    to: String,
    kind: String,
}

fn arrows() -> Vec<Arrow> {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or("normal").to_owned();
    let packages = metadata["packages"].as_array().unwrap();
    let of = |package: &Value| {
        let from = text(&package["name"]);
        let dependencies = package["dependencies"].as_array().cloned().unwrap();
        dependencies
            .into_iter()
            .map(move |to| Arrow { from: from.clone(), to: text(&to["name"]), kind: text(&to["kind"]) })
            .collect::<Vec<_>>()
    };
    let arrows: Vec<_> = packages.iter().flat_map(of).collect();
    assert!(arrows.len() > 20, "cargo metadata was not understood");
    arrows
}

/// What is wrong with an arrow, if anything.
fn wrong(arrow: &Arrow) -> Option<&'static str> {
    let Arrow { from, to, kind } = arrow;
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| name == from) else {
        return Some("a crate that the house does not know");
    };
    if to.starts_with("yihu-") && !allowed.contains(&to.as_str()) {
        return Some("an arrow the house forbids");
    }
    if from == "yihu-domain" && kind != "dev" && !PURE.contains(&to.as_str()) {
        return Some("domain knows serde, chrono, uuid and specta only");
    }
    let owner = OWNERS.iter().find(|(_, libraries)| libraries.contains(&to.as_str()));
    (from != "yihu-tests" && owner.is_some_and(|(owner, _)| owner != from))
        .then_some("a library that belongs to another crate")
}

/// The files we wrote, by path from the root.
fn ours() -> BTreeMap<String, String> {
    fn walk(folder: &Path, root: &Path, found: &mut BTreeMap<String, String>) {
        const NOT_OURS: [&str; 5] = ["target", "node_modules", "dist", "gen", "__pycache__"];
        const READ: [&str; 8] = ["rs", "sql", "vue", "ts", "js", "css", "toml", "py"];
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && !NOT_OURS.contains(&name.as_str()) {
                walk(&path, root, found);
            } else if path.extension().is_some_and(|kind| READ.iter().any(|known| kind == *known)) {
                let from_root = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(from_root, fs::read_to_string(&path).unwrap());
            }
        }
    }
    let (root, mut found) = (root(), BTreeMap::new());
    for folder in ["src-tauri", "tests", "ui"] {
        walk(&root.join(folder), &root, &mut found);
    }
    assert!(found.len() > 50, "the source was not found");
    found
}

fn kind(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, kind)| kind)
}

/// The part of a Rust file that ships: what comes before its tests, and nothing of a file of tests.
fn shipped<'a>(path: &str, text: &'a str) -> &'a str {
    if path.starts_with("tests/") || path.contains("/tests/") || path.ends_with("/tests.rs") {
        return "";
    }
    text.split("#[cfg(test)]").next().unwrap_or_default()
}

/// How many lines a file may have.
fn limit(path: &str) -> usize {
    match kind(path) {
        "rs" => 500,
        "vue" => 200,
        // Generated: it grows with the commands.
        "ts" if path != "ui/src/api/types.ts" => 300,
        _ => usize::MAX,
    }
}

/// Whether a file or one of its folders is named by a word that says nothing.
fn named_emptily(path: &str) -> bool {
    path.split(['/', '.', '_', '-']).any(|word| EMPTY_NAMES.contains(&word.to_lowercase().as_str()))
}

/// Phrases that no file of ours may hold, put together here so that this file does not hold them either.
fn forbidden(path: &str, text: &str) -> Option<String> {
    let everywhere = ["todo!", "unimplemented!", "TODO", "FIXME", "#[ignore"].map(str::to_owned);
    let in_ui_tests =
        ["it.skip", "it.only", "describe.skip", "describe.only", "test.skip", "it.todo"].map(str::to_owned);
    let in_sql = ["SELECT *".to_owned()];
    let (text, phrases): (&str, Vec<String>) = match kind(path) {
        "sql" => (text, [&everywhere[..], &in_sql].concat()),
        "ts" => (text, [&everywhere[..], &in_ui_tests].concat()),
        "rs" if shipped(path, text).contains(&in_sql[0]) => return Some(in_sql[0].clone()),
        _ => (text, everywhere.to_vec()),
    };
    phrases.into_iter().find(|phrase| text.contains(phrase.as_str()))
}

/// The tables that an SQL text writes, lower-case and without quotes.
fn tables_written(sql: &str) -> Vec<String> {
    let words: Vec<_> =
        sql.split(|c: char| c.is_whitespace() || "(),;\"".contains(c)).filter(|word| !word.is_empty()).collect();
    let mut tables = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let table = match (*word, words.get(at + 1).copied()) {
            ("INSERT", Some("INTO")) | ("DELETE", Some("FROM")) => words.get(at + 2),
            ("INSERT" | "UPDATE", Some("OR")) => words.get(at + if *word == "INSERT" { 4 } else { 3 }),
            ("REPLACE", Some("INTO")) if at == 0 || words[at - 1] != "OR" => words.get(at + 2),
            ("UPDATE", Some(next)) if next != "SET" && next != "ON" && next != "OF" => words.get(at + 1),
            _ => None,
        };
        tables.extend(table.map(|name| name.to_lowercase()));
    }
    tables
}

fn no_breach(breaches: &[String]) {
    assert!(breaches.is_empty(), "{} breaches:\n{}", breaches.len(), breaches.join("\n"));
}

#[test]
fn crates_depend_only_as_the_house_allows() {
    let say = |arrow: &Arrow| wrong(arrow).map(|why| format!("{} → {} ({}): {why}", arrow.from, arrow.to, arrow.kind));
    no_breach(&arrows().iter().filter_map(say).collect::<Vec<_>>());
}

#[test]
fn every_crate_of_the_plan_is_there_and_no_other() {
    let mut found: Vec<_> = arrows().into_iter().map(|arrow| arrow.from).collect();
    found.sort();
    found.dedup();
    let mut planned = ARROWS.map(|(name, _)| name.to_owned()).to_vec();
    planned.sort();
    assert_eq!(found, planned);
}

#[test]
fn forbidden_arrows_are_seen() {
    for (from, to, kind) in [
        ("yihu-store", "yihu-exchange", "normal"),
        ("yihu-exchange", "yihu-store", "dev"),
        ("yihu-domain", "yihu-store", "dev"),
        ("yihu-domain", "serde_json", "normal"),
        ("yihu-archive", "rusqlite", "normal"),
        ("yihu-archive", "zip", "dev"),
        ("yihu-cli", "tauri", "normal"),
        ("yihu-cli", "yihu-store", "normal"),
        ("yihu-desktop", "yihu-exchange", "normal"),
        ("yihu-tools", "serde", "normal"),
    ] {
        let arrow = Arrow { from: from.into(), to: to.into(), kind: kind.into() };
        assert!(wrong(&arrow).is_some(), "{from} → {to} passed");
    }
}

#[test]
fn files_are_small_enough_to_read() {
    let ours = ours();
    let large =
        ours.iter().map(|(path, text)| (path, text.lines().count())).filter(|(path, lines)| *lines > limit(path));
    no_breach(
        &large.map(|(path, lines)| format!("{path}: {lines} lines, {} allowed", limit(path))).collect::<Vec<_>>(),
    );
}

#[test]
fn files_are_named_by_what_they_are_for() {
    no_breach(&ours().into_keys().filter(|path| named_emptily(path)).collect::<Vec<_>>());
    for path in ["ui/src/shared/date-utils.ts", "src-tauri/src/common/mod.rs", "a/case_service.rs", "ui/Helpers.vue"] {
        assert!(named_emptily(path), "{path} passed");
    }
}

#[test]
fn files_hold_nothing_unfinished_or_skipped() {
    // This file has to name what it looks for.
    let others = ours().into_iter().filter(|(path, _)| path != "tests/house.rs");
    no_breach(
        &others
            .filter_map(|(path, text)| forbidden(&path, &text).map(|what| format!("{path}: {what}")))
            .collect::<Vec<_>>(),
    );
    for (path, text) in [
        ("a.rs", "fn f() { todo!() }"),
        ("a.rs", "const Q: &str = \"SELECT * FROM x\";"),
        ("tests/a.rs", "#[ignore = \"slow\"]"),
        ("a.sql", "SELECT * FROM x"),
        ("a.test.ts", "it.only('x', f)"),
        ("a.vue", "<!-- TODO -->"),
    ] {
        assert!(forbidden(path, text).is_some(), "{path}: {text} passed");
    }
}

#[test]
fn every_rust_file_says_first_what_it_is() {
    let silent = |(path, text): &(String, String)| {
        kind(path) == "rs" && !path.ends_with("/tests.rs") && !text.starts_with("//!")
    };
    no_breach(&ours().into_iter().filter(silent).map(|(path, _)| path).collect::<Vec<_>>());
}

#[test]
fn records_are_written_by_the_store_in_sql_files_and_through_one_door() {
    let (ours, store) = (ours(), "src-tauri/crates/store/src/");
    let mut breaches = Vec::new();
    let mut tables = Vec::new();
    for (path, text) in &ours {
        // What a noun lists under `put` is run by the door alone.
        let noun_statements =
            path.starts_with(store) && kind(path) == "sql" && !path.starts_with(&format!("{store}search/"));
        if noun_statements {
            tables.extend(tables_written(text));
        }
        let writes = tables_written(shipped(path, text));
        if kind(path) == "rs" && !writes.is_empty() {
            breaches.push(format!("{path}: writes {writes:?} outside an .sql file"));
        }
        if kind(path) == "sql" && !path.starts_with("src-tauri/crates/store/") && !tables_written(text).is_empty() {
            breaches.push(format!("{path}: writes outside the store"));
        }
        let opens_the_door = kind(path) == "rs" && path.starts_with(store) && shipped(path, text).contains(").put.");
        if opens_the_door && path.trim_start_matches(store) != "write.rs" {
            breaches.push(format!("{path}: runs a noun's statements; only write.rs may"));
        }
    }
    for table in ["retailer", "licence", "case", "case_goods", "hotline", "training", "staff", "attachment", "change"] {
        assert!(
            tables.iter().any(|found| found == table),
            "no statement writes {table}: this test looks in the wrong place"
        );
    }
    no_breach(&breaches);
}

#[test]
fn statements_that_write_are_seen() {
    for (sql, table) in [
        ("INSERT INTO \"case\" (id) VALUES (1)", "case"),
        ("insert nothing; DELETE FROM staff WHERE 1", "staff"),
        ("UPDATE licence SET x = 1", "licence"),
        ("INSERT OR REPLACE INTO change SELECT 1", "change"),
        ("UPDATE OR REPLACE change SET seq = 2", "change"),
    ] {
        assert_eq!(tables_written(sql), [table], "{sql}");
    }
    assert!(tables_written("SELECT 1 FROM x ON CONFLICT (id) DO UPDATE SET y = 1").is_empty());
}

#[test]
fn lock_file_of_the_window_names_no_place_to_download_from() {
    let lock: Value = serde_json::from_str(&fs::read_to_string(root().join("ui/package-lock.json")).unwrap()).unwrap();
    let packages = lock["packages"].as_object().unwrap();
    assert!(packages.len() > 100);
    no_breach(
        &packages
            .iter()
            .filter(|(_, package)| !package["resolved"].is_null())
            .map(|(name, _)| name.clone())
            .collect::<Vec<_>>(),
    );
    // Without a digest, whoever serves the package decides what it is.
    let undigested = packages.iter().filter(|(name, package)| !name.is_empty() && package["integrity"].is_null());
    no_breach(&undigested.map(|(name, _)| name.clone()).collect::<Vec<_>>());
}

#[test]
fn versions_of_the_window_are_exact() {
    let package: Value = serde_json::from_str(&fs::read_to_string(root().join("ui/package.json")).unwrap()).unwrap();
    for group in ["dependencies", "devDependencies"] {
        for (name, version) in package[group].as_object().unwrap() {
            let version = version.as_str().unwrap();
            assert!(version.chars().all(|c| c.is_ascii_digit() || c == '.'), "{name} {version}");
        }
    }
    assert_eq!(package["version"], env!("CARGO_PKG_VERSION"), "one version for the program and its window");
}

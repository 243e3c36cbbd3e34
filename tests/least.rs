//! The window may do as little as it can: no right of the shell's, no address but its own, no command that nobody calls.
//!
//! Reads the configuration and the source; runs none of it.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn json(path: &str) -> Value {
    serde_json::from_str(&text(path)).unwrap()
}

/// Every file below a folder with one of these endings, but for tests.
fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
}

#[test]
fn no_permission_of_the_shell_is_granted() {
    let mut capabilities = Vec::new();
    files(&root().join("src-tauri/capabilities"), ".json", &mut capabilities);
    assert_eq!(capabilities.len(), 1, "{capabilities:?}");
    let granted = json("src-tauri/capabilities/main.json");
    assert_eq!(granted["permissions"], serde_json::json!([]), "nothing is granted");
    assert_eq!((&granted["local"], &granted["windows"]), (&true.into(), &serde_json::json!(["main"])));
    assert!(granted.get("remote").is_none(), "no page from elsewhere may call anything");
    let config = json("src-tauri/tauri.conf.json");
    assert_eq!(config["app"]["security"]["capabilities"], serde_json::json!(["main"]));
    assert!(config.get("plugins").is_none(), "no plugin is set up");
    let lock = text("Cargo.lock");
    let plugins: Vec<_> = lock.lines().filter(|line| line.starts_with("name = \"tauri-plugin-")).collect();
    assert!(plugins.is_empty(), "{plugins:?}");
}

#[test]
fn the_pages_reach_no_address_but_their_own() {
    let config = json("src-tauri/tauri.conf.json");
    let policy = config["app"]["security"]["csp"].as_object().expect("a policy").clone();
    for (directive, sources) in &policy {
        for source in sources.as_str().expect("a text").split(' ') {
            let ours = ["'self'", "'none'", "data:", "blob:", "ipc:", "http://ipc.localhost"];
            assert!(ours.contains(&source), "{directive} {source}");
        }
    }
    for (directive, sources) in [("default-src", "'self'"), ("script-src", "'self'"), ("object-src", "'none'")] {
        assert_eq!(policy[directive], sources);
    }
    let window = &config["app"]["windows"][0];
    assert_eq!(window["incognito"], true, "the web view keeps nothing on the disk");
    assert_eq!(window["create"], false, "the shell opens it, and guards where it goes");
}

/// The names in `collect_commands![…]`, as the pages call them.
fn commands() -> BTreeSet<String> {
    let boundary = text("src-tauri/src/boundary.rs");
    let (_, list) = boundary.split_once("collect_commands![").expect("the list of commands");
    let (list, _) = list.split_once(']').expect("its end");
    let names = list.split(',').filter_map(|entry| entry.trim().rsplit("::").next()).filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |all, word| {
        let (head, tail) = word.split_at(1);
        all + &head.to_uppercase() + tail
    })
}

#[test]
fn every_command_is_called_by_a_page_and_every_command_that_is_written_is_listed() {
    let commands = commands();
    assert!(commands.len() > 50, "the list was not understood: {commands:?}");
    let mut pages = Vec::new();
    files(&root().join("ui/src"), ".ts", &mut pages);
    pages.retain(|path| !path.ends_with("api/types.ts") && !path.to_string_lossy().ends_with(".test.ts"));
    let pages: String = pages.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let called = |name: &String| {
        let call = format!("commands.{}", camel(name));
        pages.match_indices(&call).any(|(at, _)| !pages[at + call.len()..].starts_with(char::is_alphanumeric))
    };
    let dead: Vec<_> = commands.iter().filter(|name| !called(name)).collect();
    assert!(dead.is_empty(), "no page calls {dead:?}");
    let mut sources = Vec::new();
    files(&root().join("src-tauri/src/commands"), ".rs", &mut sources);
    for path in sources {
        let text = fs::read_to_string(&path).unwrap();
        for after in text.split("#[tauri::command]").skip(1) {
            let name = after.split_once("fn ").and_then(|(_, rest)| rest.split(['(', '<']).next()).unwrap_or_default();
            assert!(commands.contains(name), "{}: {name} is not listed", path.display());
        }
    }
    assert_eq!(camel("attachment_put_bytes"), "attachmentPutBytes");
}

#[test]
fn nothing_is_told_to_other_programs_but_by_the_guard() {
    let mut sources = Vec::new();
    for folder in ["src-tauri/src", "src-tauri/crates"] {
        files(&root().join(folder), ".rs", &mut sources);
    }
    let started: Vec<_> = sources
        .iter()
        .filter(|path| !path.to_string_lossy().contains("tests"))
        .filter(|path| fs::read_to_string(path).unwrap().contains("Command::new("))
        .map(|path| path.strip_prefix(root()).unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(started, ["src-tauri/crates/archive/src/guard.rs"]);
}

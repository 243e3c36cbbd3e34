//! What the program is made of: `assets/licences.json` names every part that ships, with its licence. It must not be edited by hand.

use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The programs that ship.
const PROGRAMS: [&str; 2] = ["yihu-desktop", "yihu-cli"];
/// The systems they are built for.
const SYSTEMS: [&str; 2] = ["x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc"];
/// Sources of others that a crate carries along: name, the crate, licence.
const CARRIED: [(&str, &str, &str); 3] = [
    ("SQLite", "libsqlite3-sys", "blessing"),
    ("SQLCipher", "libsqlite3-sys", "BSD-3-Clause"),
    ("OpenSSL", "openssl-src", "Apache-2.0"),
];
/// Fonts: name, file, licence.
const FONTS: [(&str, &str, &str); 4] = [
    ("Noto Serif SC", "NotoSerifSC-Regular.ttf", "OFL-1.1"),
    ("Noto Sans SC", "NotoSansSC-Medium.ttf", "OFL-1.1"),
    ("LXGW WenKai", "LXGWWenKai-Regular.ttf", "OFL-1.1"),
    ("HanaMinB", "HanaMinB.ttf", "LicenseRef-HanaMin"),
];

/// A part, in the order in which the list has them.
type Part = (&'static str, String, String, String);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn read(path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(root().join(path)).unwrap()).unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn metadata(system: &str) -> Value {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", system])
        .current_dir(root())
        .output()
        .expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The crates that are linked into our programs: neither for tests, nor for building, nor run by the compiler.
fn crates(parts: &mut BTreeSet<Part>) {
    for system in SYSTEMS {
        let metadata = metadata(system);
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let packages: BTreeMap<String, Value> =
            list(&metadata["packages"]).into_iter().map(|package| (text(&package["id"]), package)).collect();
        let nodes: BTreeMap<String, Value> =
            list(&metadata["resolve"]["nodes"]).into_iter().map(|node| (text(&node["id"]), node)).collect();
        let ours = |package: &&Value| PROGRAMS.contains(&text(&package["name"]).as_str());
        let mut open: Vec<String> = packages.values().filter(ours).map(|package| text(&package["id"])).collect();
        let mut seen = BTreeSet::new();
        while let Some(id) = open.pop() {
            if !seen.insert(id.clone()) {
                continue;
            }
            let package = &packages[&id];
            let kinds = list(&package["targets"]).iter().flat_map(|target| list(&target["kind"])).collect::<Vec<_>>();
            if kinds.contains(&json!("proc-macro")) {
                continue;
            }
            let (name, version) = (text(&package["name"]), text(&package["version"]));
            for (carried, _, licence) in CARRIED.iter().filter(|(_, by, _)| *by == name) {
                parts.insert(("rust", (*carried).to_owned(), version.clone(), (*licence).to_owned()));
            }
            // Its own helpers only build.
            if name == "openssl-src" {
                continue;
            }
            if !name.starts_with("yihu-") {
                let licence = package["license"].as_str().unwrap_or("LicenseRef-in-package").replace('/', " OR ");
                parts.insert(("rust", name, version, licence));
            }
            let links = |link: &&Value| list(&link["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
            // The crate that brings OpenSSL's sources runs while building; what it makes of them is linked.
            let carries = |link: &&Value| text(&link["name"]) == "openssl_src";
            let links = list(&nodes[&id]["deps"])
                .iter()
                .filter(|link| links(link) || carries(link))
                .cloned()
                .collect::<Vec<_>>();
            open.extend(links.iter().map(|link| text(&link["pkg"])));
        }
    }
}

/// The packages whose code the pages may hold.
fn packages(parts: &mut BTreeSet<Part>) {
    let lock = read("ui/package-lock.json");
    for (path, package) in lock["packages"].as_object().unwrap() {
        let name = path.rsplit("node_modules/").next().unwrap();
        let absent = ["dev", "optional", "devOptional"].iter().any(|word| package[word] == true);
        if !path.is_empty() && !absent && !name.starts_with("@types/") {
            parts.insert(("ui", name.to_owned(), text(&package["version"]), text(&package["license"])));
        }
    }
}

fn fonts(parts: &mut BTreeSet<Part>) {
    let fetch = fs::read_to_string(root().join("assets/fonts/fetch")).unwrap();
    let version = |file: &str| {
        let line =
            fetch.lines().find(|line| line.starts_with(&format!("{file}|"))).expect("a font that is not fetched");
        let source = line.split(['$', '/', '|']).nth(2).unwrap();
        let package = fetch.lines().find_map(|line| line.strip_prefix(&format!("{source}='"))).unwrap();
        package.split_whitespace().nth(1).unwrap().rsplit(['@', '=']).next().unwrap().to_owned()
    };
    for (name, file, licence) in FONTS {
        parts.insert(("font", name.to_owned(), version(file), licence.to_owned()));
    }
}

#[test]
fn list_of_licences_names_every_part_that_ships() {
    let mut parts = BTreeSet::new();
    crates(&mut parts);
    packages(&mut parts);
    fonts(&mut parts);
    let line = |(kind, name, version, licence): &Part| {
        assert!(!licence.is_empty() && !version.is_empty(), "{kind} {name}: no licence or no version");
        json!({ "name": name, "version": version, "licence": licence, "kind": kind }).to_string()
    };
    let wanted = format!("[\n{}\n]\n", parts.iter().map(line).collect::<Vec<_>>().join(",\n"));
    let committed = root().join("assets/licences.json");
    if std::env::var_os("YIHU_BLESS").is_some() {
        fs::write(&committed, &wanted).unwrap();
    }
    for name in
        ["tauri", "libsqlite3-sys", "SQLCipher", "OpenSSL", "printpdf", "clap", "vue", "element-plus", "HanaMinB"]
    {
        assert!(
            wanted.contains(&format!("\"name\":\"{name}\"")),
            "{name} is not among the parts: this test looks in the wrong place"
        );
    }
    for name in ["proptest", "fantoccini", "vitest", "serde_derive"] {
        assert!(!wanted.contains(&format!("\"name\":\"{name}\"")), "{name} does not ship");
    }
    let found = fs::read_to_string(&committed).unwrap_or_default();
    assert!(found == wanted, "assets/licences.json is stale: run `make licences`");
}

#[test]
fn every_exception_from_an_advisory_says_why_and_is_still_needed() {
    let deny = fs::read_to_string(root().join("deny.toml")).unwrap();
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let exceptions: Vec<_> = deny.lines().filter(|line| line.contains("{ id = \"RUSTSEC-")).collect();
    assert!(!exceptions.is_empty(), "the list was not understood");
    for line in exceptions {
        let (name, why) = line
            .split_once("reason = \"")
            .and_then(|(_, reason)| reason.split_once(": "))
            .unwrap_or_else(|| panic!("{line} says neither which crate nor why"));
        assert!(why.len() > 8, "{line}");
        assert!(lock.contains(&format!("\nname = \"{name}\"\n")), "{name} is gone: so may its exception");
    }
}

//! A bundle that somebody changed on its way is refused, and the refusal names what was changed.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use serde_json::{Value, json};
use yihu_tests::Desk;

use crate::{
    bundle::{export, is_chinese, path_in, public_key, text},
    ledger::{self, Shop},
    peer,
};

/// A small county: two retailers, a full bundle and a delta.
struct County {
    desk: Desk,
    key: PathBuf,
    full: PathBuf,
    delta: PathBuf,
}

impl County {
    fn new() -> Self {
        let desk = Desk::with_archive();
        let mut shops = vec![
            Shop::new(1, "城关一号店", "赵一", "城关镇东街1号"),
            Shop::new(2, "城关二号店", "钱二", "城关镇东街2号"),
        ];
        let path = desk.join("户.xlsx");
        ledger::of_shops(&path, &shops);
        desk.import("retailer", &path, &["--apply"]);
        let full = path_in(&export(&desk, &["--full"]));
        "城关镇西街2号".clone_into(&mut shops[1].address);
        ledger::of_shops(&path, &shops);
        desk.import("retailer", &path, &["--apply"]);
        let delta = path_in(&export(&desk, &[]));
        Self { key: public_key(&desk), desk, full, delta }
    }

    /// What `yihu bundle verify` answers; the exit code must fit it.
    fn verifies(&self, file: &Path, key: &Path, after: Option<&Path>) -> Value {
        let (file, key, after) = (text(file), text(key), after.map(text));
        let mut words = vec!["bundle", "verify", &*file, "--key", &*key, "--json"];
        words.extend(after.iter().flat_map(|a| ["--after", &**a]));
        let answer = self.desk.yihu(&words);
        let said = answer.json();
        assert_eq!(answer.code, i32::from(said["ok"] != true), "{answer:?}");
        said
    }

    /// Changes the full bundle as a forger would.
    fn forged(&self, name: &str, acts: &Value) -> PathBuf {
        // The name of a bundle is part of it: it stays, in a folder of its own.
        let folder = self.desk.join(name);
        fs::create_dir_all(&folder).expect("a folder");
        let forged = folder.join(self.full.file_name().expect("a name"));
        peer::script("repack.py", &[&self.full, &forged], acts.to_string().as_bytes());
        forged
    }

    fn entry(&self, name: &str) -> String {
        format!("{}/{name}", self.full.file_stem().expect("a name").to_string_lossy())
    }

    fn content(&self, name: &str) -> String {
        peer::run("unzip", &["-p", &text(&self.full), &self.entry(name)]).text()
    }
}

fn names(said: &Value, entry: &str) -> bool {
    let findings = said["findings"].as_array().expect("findings");
    said["ok"] == false
        && findings.iter().all(|f| f["message"].as_str().is_some_and(is_chinese))
        && findings.iter().any(|f| f["entry"].as_str().is_some_and(|e| e.contains(entry)))
}

#[test]
fn forged_bundles_are_refused_by_name() {
    let county = County::new();
    assert_eq!(county.verifies(&county.full, &county.key, None), json!({"ok": true, "findings": []}));
    assert_eq!(county.verifies(&county.delta, &county.key, Some(&county.full)), json!({"ok": true, "findings": []}));

    let records = county.entry("data/records/retailer.ndjson");
    let other = county.content("data/records/retailer.ndjson").replace("城关二号店", "城关三号店");
    for (name, acts, entry) in [
        ("replaced", json!([["replace", records, other]]), "retailer.ndjson"),
        ("removed", json!([["remove", records, ""]]), "retailer.ndjson"),
        ("added", json!([["add", county.entry("data/more.txt"), "多出来的"]]), "more.txt"),
        ("added-root", json!([["add", county.entry("fetch.txt"), "http://example.invalid/x 1 data/x"]]), "fetch.txt"),
        ("outside", json!([["add", "../evil.txt", "越界"]]), "evil.txt"),
        ("twice", json!([["twice", records, ""]]), "retailer.ndjson"),
        ("unsigned", json!([["remove", county.entry("tagmanifest-sha256.txt.minisig"), ""]]), "minisig"),
    ] {
        let said = county.verifies(&county.forged(name, &acts), &county.key, None);
        assert!(names(&said, entry), "{name}: {said}");
    }
}

#[test]
fn manifests_rebuilt_without_the_key_are_refused() {
    let county = County::new();
    let records = "data/records/retailer.ndjson";
    let other = county.content(records).replace("城关二号店", "城关三号店");
    let sum = |text: &str| {
        let said = peer::ask(Path::new("sha256sum"), &["-"], text.as_bytes()).text();
        said.split(' ').next().expect("a digest").to_owned()
    };
    let replaced = |manifest: &str, name: &str, text: &str| -> String {
        let line = |l: &str| if l.ends_with(name) { format!("{}  {name}\n", sum(text)) } else { format!("{l}\n") };
        county.content(manifest).lines().map(line).collect()
    };
    let manifest = replaced("manifest-sha256.txt", records, &other);
    let tags = replaced("tagmanifest-sha256.txt", "manifest-sha256.txt", &manifest);
    let mut acts = vec![
        json!(["replace", county.entry(records), other]),
        json!(["replace", county.entry("manifest-sha256.txt"), manifest]),
        json!(["replace", county.entry("tagmanifest-sha256.txt"), tags]),
    ];
    let said = county.verifies(&county.forged("rebuilt", &json!(acts)), &county.key, None);
    assert!(names(&said, "minisig") || names(&said, "tagmanifest-sha256.txt"), "{said}");

    // Signed anew with a key of the forger's own, by minisign itself.
    let (secret, public) = (county.desk.join("forger.key"), county.desk.join("forger.pub"));
    peer::run("minisign", &["-GWs", &text(&secret), "-p", &text(&public)]);
    let signed = county.desk.join("tagmanifest-sha256.txt");
    peer::leave(&signed, tags.as_bytes());
    let comment = county.content("tagmanifest-sha256.txt.minisig");
    let comment =
        comment.lines().nth(2).and_then(|l| l.strip_prefix("trusted comment: ")).expect("a comment").to_owned();
    peer::run("minisign", &["-Ss", &text(&secret), "-m", &text(&signed), "-t", &comment]);
    let signature = fs::read_to_string(county.desk.join("tagmanifest-sha256.txt.minisig")).expect("a signature");
    acts.push(json!(["replace", county.entry("tagmanifest-sha256.txt.minisig"), signature]));
    let forged = county.forged("resigned", &json!(acts));
    let said = county.verifies(&forged, &county.key, None);
    assert!(names(&said, "minisig"), "{said}");
}

#[test]
fn the_wrong_key_and_the_wrong_predecessor_are_refused() {
    let (county, neighbour) = (County::new(), County::new());
    let said = county.verifies(&county.full, &neighbour.key, None);
    assert!(names(&said, "minisig"), "{said}");
    let said = county.verifies(&county.delta, &county.key, Some(&neighbour.full));
    assert!(said["ok"] == false && !said["findings"].as_array().expect("findings").is_empty(), "{said}");
    let said = county.verifies(&county.full, &county.key, Some(&county.delta));
    assert!(said["ok"] == false, "a bundle before its predecessor: {said}");
    // Two bundles on, the one between is missing.
    let third = path_in(&export(&county.desk, &[]));
    let said = county.verifies(&third, &county.key, Some(&county.full));
    assert!(said["ok"] == false && said.to_string().contains("000002"), "the missing bundle is named: {said}");
    let absent = county.desk.yihu(&[
        "bundle",
        "verify",
        &text(&county.delta),
        "--key",
        &text(&county.key),
        "--after",
        "没有.zip",
        "--json",
    ]);
    assert!(absent.code != 0 && absent.json()["message"].as_str().is_some_and(is_chinese), "{absent:?}");
}

#[test]
fn a_flipped_byte_at_any_offset_is_refused_by_name() {
    let county = County::new();
    let bytes = fs::read(&county.delta).expect("a bundle");
    let name = county.delta.file_name().expect("a name");
    let next = AtomicUsize::new(0);
    let flip_some = |worker: usize| {
        let folder = county.desk.join(&format!("flipped-{worker}"));
        fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join(name);
        let mut flipped = bytes.clone();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(byte) = bytes.get(at) else { break };
            flipped[at] = byte ^ (1 << (at % 8));
            peer::leave(&path, &flipped);
            flipped[at] = *byte;
            let findings = yihu_archive::bundle::verify(&path, &county.key, None).expect("it can be read");
            let named = !findings.is_empty() && findings.iter().all(|f| !f.entry.is_empty() && is_chinese(&f.message));
            assert!(named, "byte {at} of {}: {findings:?}", bytes.len());
        }
    };
    thread::scope(|scope| {
        for worker in 0..2 {
            scope.spawn(move || flip_some(worker));
        }
    });
}

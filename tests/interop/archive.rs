//! The archive without Yihu: any program with `SQLCipher` and the raw key opens it.

use std::path::Path;

use serde_json::Value;
use yihu_exchange::keys::{KeyFile, Secrets};
use yihu_tests::{Desk, PASSWORD};

use crate::peer;

/// The keys of a desk's archive, as the password opens them.
pub(crate) fn secrets(archive: &Path) -> Secrets {
    let keys = KeyFile::load(&archive.join("keys.json")).expect("a key file");
    keys.unlock("管理员", PASSWORD).expect("the password").secrets
}

fn rows(tables: &Value, table: &str) -> usize {
    tables[table].as_array().unwrap_or_else(|| panic!("no table {table}")).len()
}

#[test]
fn another_program_opens_the_archive_and_counts_the_same() {
    let desk = Desk::with_ledgers();
    let secrets = secrets(&desk.archive());
    let tables = peer::tables(&desk.archive().join("archive.db"), secrets.data_key());
    for noun in ["retailer", "licence", "case", "hotline", "training", "staff"] {
        let shown = desk.ask("list", &[noun, "--limit", "100000"]).exits(0).json();
        assert_eq!(rows(&tables, noun), shown.as_array().expect("a list").len(), "{noun}");
        assert!(rows(&tables, noun) > 0, "{noun}");
    }
    assert!(rows(&tables, "change") >= rows(&tables, "retailer") + rows(&tables, "licence"));
    let informants =
        peer::tables(&desk.archive().join("informants.db"), secrets.informants_key().expect("a custodian"));
    assert!(informants.to_string().contains("138"), "phones are in the informants' database");
}

#[test]
fn the_wrong_key_opens_nothing() {
    let desk = Desk::with_archive();
    let key = "00".repeat(32);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("interop/tables.py");
    for file in ["archive.db", "informants.db"] {
        let words = [script.as_path(), &desk.archive().join(file)].map(Path::to_path_buf);
        let said = peer::ask(&peer::python(), &words, key.as_bytes());
        assert!(
            !said.ok && (said.err.contains("not a database") || said.err.contains("HMAC verification failed")),
            "{said:?}"
        );
    }
}

#[test]
fn a_backup_opens_by_the_very_line_that_stands_on_the_page() {
    let desk = Desk::with_ledgers();
    let made = desk.ask("backup", &["-o", &desk.join("U盘 o'brien").to_string_lossy()]).exits(0).json();
    let line = made["command"].as_str().expect("a line");
    let key = desk.ask("key data", &[]).exits(0).json()["data_key"].as_str().expect("a key").to_owned();
    let said = peer::ask(Path::new("sh"), &["-c", line], key.as_bytes());
    assert!(said.ok, "{line}: {}", said.err);
    let retailers = desk.ask("list", &["retailer", "--limit", "100000"]).exits(0).json();
    assert_eq!(said.text().trim(), format!("{} 户", retailers.as_array().expect("a list").len()));
    let wrong = peer::ask(Path::new("sh"), &["-c", line], "00".repeat(32).as_bytes());
    assert!(!wrong.ok, "{wrong:?}");
}

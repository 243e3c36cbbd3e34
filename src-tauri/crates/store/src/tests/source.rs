//! Claims about the source and the schema: one door for writes, few places for PRAGMAs.

use std::{fs, path::Path};

use yihu_domain::Noun;

use crate::sample;

/// Every source file of this crate with its text, but for tests.
fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<(String, String)>, root: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found, root);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&root, &mut found, &root);
    found.retain(|(name, _)| !name.contains("tests") && name != "sample.rs");
    assert!(found.len() > 60, "{}", found.len());
    found
}

fn files_with(needle: impl Fn(&str) -> bool) -> Vec<String> {
    let mut names: Vec<String> = sources().into_iter().filter(|(_, text)| needle(text)).map(|(name, _)| name).collect();
    names.sort();
    names
}

#[test]
fn nothing_outside_the_put_statements_writes_a_record_table() {
    let tables: Vec<String> = Noun::ALL
        .into_iter()
        .map(|noun| noun.word().to_owned())
        .chain(["case_goods".into(), "training_attendance".into()])
        .collect();
    for (name, text) in sources() {
        let said = text.to_lowercase().replace(['"', '\n'], " ");
        let words: Vec<&str> = said.split_whitespace().collect();
        let writes = words.windows(3).any(|w| {
            let (["insert" | "replace" | "delete", "into" | "from", table] | ["update", table, _]) = w else {
                return false;
            };
            tables.iter().any(|t| t == table)
        });
        let is_put = name.split('/').nth(1).is_some_and(|file| file.starts_with("put") || file.starts_with("clear"));
        assert!(!writes || is_put, "{name} writes a record table");
    }
}

#[test]
fn put_statements_are_run_by_the_one_door_alone() {
    assert_eq!(files_with(|text| text.contains(").put.iter()") || text.contains(".put[")), ["write.rs"]);
    assert_eq!(files_with(|text| text.contains("self.append(")), ["write.rs"]);
    let named = files_with(|text| text.contains("include_str!(\"put.sql\")"));
    assert!(named.iter().all(|name| name.ends_with("/mod.rs")), "{named:?}");
}

#[test]
fn pragmas_and_transactions_stand_in_three_files() {
    assert_eq!(files_with(|text| text.contains("PRAGMA ")), ["connection.rs", "migrate.rs"]);
    let controls = files_with(|text| {
        ["Transaction::new", ".transaction(", "transaction_with_behavior", "BEGIN", "COMMIT", "SAVEPOINT"]
            .iter()
            .any(|word| text.contains(word))
    });
    // A backup only looks: it holds its view of the database still.
    assert_eq!(controls, ["connection.rs", "informants/mod.rs", "migrate.rs", "write.rs"]);
}

#[test]
fn no_statement_takes_all_columns() {
    assert_eq!(files_with(|text| text.contains("SELECT *")), [""; 0]);
}

#[test]
fn the_key_never_turns_into_plain_text() {
    assert_eq!(files_with(|text| text.contains("sqlcipher_export")), [""; 0]);
    // After a leak a copy gets another key: one place sets it, one calls it, and a key is never empty.
    assert_eq!(files_with(|text| text.contains("rekey")), ["backup.rs", "connection.rs"]);
}

/// A released schema never changes: this fails when the migrations no longer make the committed one.
#[test]
fn the_schema_is_the_committed_one() {
    let (_folder, store) = sample::archive();
    let mut schema = String::new();
    store
        .stream(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'search_*_*' ORDER BY name",
            [],
            |row| Ok(row.get::<_, String>(0).unwrap()),
            |sql| {
                schema += &sql;
                schema += ";\n\n";
                Ok(())
            },
        )
        .unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/schema.sql");
    if std::env::var_os("YIHU_ACCEPT").is_some() {
        sample::overwrite(&path, schema.as_bytes());
    }
    assert_eq!(schema, fs::read_to_string(path).unwrap(), "YIHU_ACCEPT=1 writes the new one");
}

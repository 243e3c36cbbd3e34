//! What lies beside backups and is not what we wrote: it is told, or counts as not there, and nothing falls over.

use std::fs;

use proptest::{collection::vec, prelude::*, sample::Index, test_runner::TestRunner};
use serde_json::Value;
use yihu_domain::Error;

use super::*;
use crate::BackupSettings;

const SETTINGS: BackupSettings = BackupSettings { second: None, minutes: 30 };

/// One change of a file.
#[derive(Debug, Clone)]
enum Change {
    /// Bytes in the place of bytes
    Bytes(Index, usize, Vec<u8>),
    /// One value of the document by another
    Value(Index, Value),
}

impl Change {
    fn of(&self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Bytes(at, cut, put) => {
                let (mut bytes, at) = (bytes.to_vec(), at.index(bytes.len().max(1)));
                let to = (at + cut).min(bytes.len());
                bytes.splice(at.min(to)..to, put.iter().copied());
                bytes
            }
            Self::Value(at, with) => match serde_json::from_slice::<Value>(bytes) {
                Ok(mut value) => {
                    replace(&mut value, &mut at.index(24), with);
                    value.to_string().into_bytes()
                }
                Err(_) => with.to_string().into_bytes(),
            },
        }
    }
}

fn replace(value: &mut Value, at: &mut usize, with: &Value) {
    if *at == 0 {
        value.clone_from(with);
    }
    *at = at.wrapping_sub(1);
    match value {
        Value::Array(items) => items.iter_mut().for_each(|it| replace(it, at, with)),
        Value::Object(fields) => fields.values_mut().for_each(|it| replace(it, at, with)),
        _ => {}
    }
}

fn change() -> impl Strategy<Value = Change> {
    let value = prop_oneof![
        Just(Value::Null),
        any::<i64>().prop_map(Value::from),
        ".{0,40}".prop_map(Value::from),
        prop_oneof![Just("+262142-12-31T23:59:59Z"), Just("-262143-01-01T00:00:00Z"), Just("../../.."), Just("/etc"),]
            .prop_map(Value::from),
        Just(Value::Array(Vec::new())),
        Just(serde_json::json!({})),
    ];
    prop_oneof![
        (any::<Index>(), 0..60_usize, vec(any::<u8>(), 0..60)).prop_map(|(at, cut, put)| Change::Bytes(at, cut, put)),
        (any::<Index>(), value).prop_map(|(at, with)| Change::Value(at, with)),
    ]
}

fn told<T>(outcome: Result<T>) -> std::result::Result<(), TestCaseError> {
    let chinese = |error: &Error| error.message.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    match outcome {
        Err(error) if !chinese(&error) => Err(TestCaseError::fail(format!("{error:?}"))),
        _ => Ok(()),
    }
}

#[test]
fn whatever_lies_beside_a_backup_is_told_or_not_there() {
    let mut desk = Desk::new();
    desk.fill();
    let made = desk.archive.backup_make(&SETTINGS, &Watch::none()).unwrap();
    let backup = PathBuf::from(&made[0].path);
    // A failure that is kept, for the state to say something.
    let gone = BackupSettings { second: Some(desk.join("没插上")), minutes: 30 };
    desk.archive.backup_make(&gone, &Watch::none()).unwrap();
    let state = backup.with_file_name("state.json");
    let files: Vec<PathBuf> = ["manifest.json", "drill.json", "files.txt", "keys.json"]
        .map(|name| backup.join(name))
        .into_iter()
        .chain([state])
        .collect();
    let whole: Vec<Vec<u8>> = files.iter().map(|path| fs::read(path).unwrap()).collect();
    assert!(String::from_utf8_lossy(&whole[4]).contains("since"));
    let archive = &desk.archive;
    let mut runner = TestRunner::new(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(120) });
    let checked = runner.run(&(0..files.len(), change(), any::<u8>()), |(which, change, chance)| {
        file::write_bytes(&files[which], &change.of(&whole[which])).unwrap();
        told(archive.backup_list(&gone))?;
        told(archive.backup_trouble(&gone))?;
        told(archive.backup_due(&gone))?;
        told(archive.backup_leaving())?;
        if chance < 64 {
            told(archive.backup_check(&backup, &Watch::none()))?;
            told(archive.backup_preview(&backup, "李晓梅", PASSWORD, &Watch::none()))?;
        }
        for (path, bytes) in files.iter().zip(&whole) {
            file::write_bytes(path, bytes).unwrap();
        }
        Ok(())
    });
    checked.unwrap();
    assert_eq!(archive.backup_check(&backup, &Watch::none()).unwrap().ok, Some(true), "put back it is sound");
}

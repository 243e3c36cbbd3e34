//! Key files and lists of tries that are not what we wrote: whatever stands in them is told in Chinese, or does no harm.

use chrono::DateTime;
use proptest::{collection::vec, prelude::*, sample::Index, test_runner::TestCaseResult};
use serde_json::Value;
use yihu_domain::{Kind, lockout::Tries};

use super::*;

const PASSWORD: &str = "长口令一二三四";

/// A good key file of two users, its keys and its recovery code, at the least cost.
fn good() -> (Vec<u8>, Secrets, String) {
    let (mut keys, secrets, code) =
        KeyFile::create_at(Cost::LEAST, "管理员", PASSWORD, b"minisign secret".to_vec()).unwrap();
    keys.add_user(&secrets, "内勤一", &Role::Clerk.into(), "abcdef-1", true).unwrap();
    (keys.to_bytes().unwrap(), secrets, code)
}

fn told(error: &Error) -> TestCaseResult {
    let chinese = error.message.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    prop_assert!(chinese, "{error:?}");
    prop_assert!(matches!(error.kind, Kind::Damaged | Kind::TooNew | Kind::Denied), "{error:?}");
    Ok(())
}

/// What does not open as what it was is damaged, too new or refused; nobody comes in with other keys, or as another.
fn opens_as_before_or_is_refused(bytes: &[u8], secrets: &Secrets, code: &str) -> TestCaseResult {
    let keys = match KeyFile::from_bytes(bytes) {
        Ok(keys) => keys,
        Err(error) => return told(&error),
    };
    if let Err(error) = keys.check() {
        told(&error)?;
    }
    let tries = [keys.unlock("管理员", PASSWORD), keys.unlock("内勤一", "abcdef-1"), keys.unlock_recovery(code)];
    for (outcome, roles) in
        tries.into_iter().zip([Roles::of_the_founder(), Role::Clerk.into(), Roles::of_the_founder()])
    {
        match outcome {
            Ok(open) => {
                prop_assert_eq!(open.secrets.data_key(), secrets.data_key());
                prop_assert_eq!(open.secrets.signing_secret(), secrets.signing_secret());
                prop_assert_eq!(open.roles, roles);
            }
            Err(error) => told(&error)?,
        }
    }
    Ok(())
}

/// Puts `with` in the place of one value somewhere in the document.
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

fn something() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        ".{0,40}".prop_map(Value::from),
        "[0-9a-f]{0,200}".prop_map(Value::from),
        Just(Value::Array(Vec::new())),
        Just(serde_json::json!({})),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_are_no_key_file(bytes in vec(any::<u8>(), 0..4000), json in "\\{\"format\": ?[0-9]{1,25}.{0,60}") {
        for bytes in [bytes, json.into_bytes()] {
            if let Err(error) = KeyFile::from_bytes(&bytes) {
                told(&error)?;
            }
        }
    }

    #[test]
    fn any_bytes_are_tries_or_none(bytes in vec(any::<u8>(), 0..4000), name in ".{0,9}", count in any::<u32>(), year in any::<i64>()) {
        let folder = tempfile::tempdir().unwrap();
        let at = format!("{year}-01-01T00:00:00Z");
        let json = serde_json::json!({ &name: { "failed": count, "untold": count, "at": at } });
        for bytes in [bytes, json.to_string().into_bytes()] {
            file::write_bytes(&folder.path().join("tries.json"), &bytes).unwrap();
            let mut held = TryFile::hold(folder.path());
            prop_assert!(held.tries.wait(&name, DateTime::UNIX_EPOCH) <= 30 * 60);
            held.tries.fail(&name, DateTime::UNIX_EPOCH);
            held.save().unwrap();
        }
    }

    #[test]
    fn tries_come_back_as_they_were(names in vec((".{0,9}", 1..9_u32, 0..4_000_000_000_i64), 0..6)) {
        let folder = tempfile::tempdir().unwrap();
        let mut held = TryFile::hold(folder.path());
        for (name, times, at) in names {
            (0..times).for_each(|_| held.tries.fail(&name, DateTime::from_timestamp(at, 0).unwrap()));
        }
        let kept: Tries = held.tries.clone();
        held.save().unwrap();
        drop(held);
        prop_assert_eq!(TryFile::hold(folder.path()).tries, kept);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_key_file_with_other_bytes_in_it_opens_as_before_or_is_refused(
        at in any::<Index>(), cut in 0..40_usize, put in vec(any::<u8>(), 0..40),
    ) {
        let (mut bytes, secrets, code) = good();
        let from = at.index(bytes.len());
        let to = (from + cut).min(bytes.len());
        bytes.splice(from..to, put);
        opens_as_before_or_is_refused(&bytes, &secrets, &code)?;
    }

    #[test]
    fn a_key_file_with_another_value_in_it_opens_as_before_or_is_refused(at in any::<Index>(), with in something()) {
        let (bytes, secrets, code) = good();
        let mut value: Value = serde_json::from_slice(&bytes).unwrap();
        replace(&mut value, &mut at.index(45), &with);
        opens_as_before_or_is_refused(value.to_string().as_bytes(), &secrets, &code)?;
    }

    #[test]
    fn a_key_file_comes_back_as_it_was(name in "[^\\p{C}\\s]{1,20}", password in ".{6,40}", roles in vec(0..6_usize, 1..4)) {
        let (bytes, secrets, _) = good();
        let mut keys = KeyFile::from_bytes(&bytes).unwrap();
        let roles: Roles = roles.into_iter().map(|it| Role::ALL[it]).collect();
        prop_assume!(!keys.users().iter().any(|it| it.name == name));
        keys.add_user(&secrets, &name, &roles, &password, false).unwrap();
        let written = keys.to_bytes().unwrap();
        let read = KeyFile::from_bytes(&written).unwrap();
        prop_assert_eq!(read.to_bytes().unwrap(), written);
        prop_assert!(read.check().is_ok());
        let open = read.unlock(&name, &password).unwrap();
        prop_assert_eq!((open.roles, open.must_change), (roles, false));
        prop_assert_eq!(open.secrets.data_key(), secrets.data_key());
    }
}

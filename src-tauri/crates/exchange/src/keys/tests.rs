use std::time::{Duration, Instant};

use yihu_domain::{Kind, hotline::Informant};

use super::*;

const SIGNING: &[u8] = b"untrusted comment: minisign secret key\nRWQAAEIy";

fn first() -> (KeyFile, Secrets, String) {
    KeyFile::create_at(Cost::LEAST, "管理员", "长口令一二三四", Role::Administrator, SIGNING.to_vec()).unwrap()
}

fn clerk(name: &str) -> User {
    User { name: name.to_owned(), role: Role::Clerk, custodian: false }
}

fn same(a: &Secrets, b: &Secrets) -> bool {
    a.data_key() == b.data_key() && a.informants_key() == b.informants_key() && a.signing_secret() == b.signing_secret()
}

fn kind<T: std::fmt::Debug>(outcome: Result<T>) -> Kind {
    outcome.unwrap_err().kind
}

#[test]
fn password_opens_the_keys_again_after_saving() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("潼川 县局").join("keys.json");
    std::fs::create_dir(path.parent().unwrap()).unwrap();
    let (keys, secrets, _) = first();
    keys.save(&path).unwrap();
    let opened = KeyFile::load(&path).unwrap().unlock("管理员", "长口令一二三四").unwrap();
    assert!(same(&opened.secrets, &secrets));
    assert_eq!(opened.secrets.signing_secret(), SIGNING);
    assert_eq!((opened.role, opened.custodian), (Role::Administrator, true));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn no_key_password_or_code_stands_in_the_file_or_in_debug() {
    let (keys, secrets, code) = first();
    let text = String::from_utf8(keys.to_bytes().unwrap()).unwrap();
    let shown = format!("{secrets:?} {:?}", keys.unlock("管理员", "长口令一二三四").unwrap());
    for secret in [
        hex::encode(secrets.data_key()),
        hex::encode(secrets.informants_key().unwrap()),
        hex::encode(SIGNING),
        "长口令".to_owned(),
        "RWQAAEIy".to_owned(),
        code.clone(),
        code.replace('-', ""),
    ] {
        assert!(!text.contains(&secret) && !shown.contains(&secret));
    }
}

#[test]
fn unknown_user_and_wrong_password_look_and_last_the_same() {
    // At the real cost: a small block of memory is sometimes handed out again and sometimes not, which blurs the times.
    let (keys, ..) = KeyFile::create("管理员", "长口令一二三四", Role::Administrator, Vec::new()).unwrap();
    let asked = [("管理员", "长口令一二三五"), ("没有此人", "长口令一二三四")];
    let mut best = [Duration::MAX; 2];
    // In turns, so that a busy machine is busy for both.
    for _ in 0..5 {
        for (at, (user, password)) in asked.into_iter().enumerate() {
            let start = Instant::now();
            let refused = keys.unlock(user, password).unwrap_err();
            best[at] = best[at].min(start.elapsed());
            assert_eq!((refused.kind, refused.message.as_str()), (Kind::Denied, REFUSED));
        }
    }
    let ratio = best[0].as_secs_f64() / best[1].as_secs_f64();
    assert!((0.5..2.0).contains(&ratio), "{best:?}");
}

#[test]
fn only_custodians_hold_the_informants_key_and_only_they_make_custodians() {
    let (mut keys, secrets, _) = first();
    keys.add_user(&secrets, &clerk("内勤一"), "abcdef-1").unwrap();
    let opened = keys.unlock("内勤一", "abcdef-1").unwrap();
    assert_eq!(opened.secrets.data_key(), secrets.data_key());
    assert!(opened.secrets.informants_key().is_none() && opened.secrets.digest_key().is_none());
    assert_eq!(kind(opened.secrets.informant_digest(&Informant::default())), Kind::Denied);

    let custodian = User { custodian: true, ..clerk("保管员二") };
    assert_eq!(kind(keys.add_user(&opened.secrets, &custodian, "abcdef-2")), Kind::Denied);
    assert_eq!(kind(keys.set_password(&opened.secrets, "管理员", "abcdef-3")), Kind::Denied);
    assert_eq!(kind(keys.renew_recovery(&opened.secrets)), Kind::Denied);
    keys.add_user(&secrets, &custodian, "abcdef-2").unwrap();
    assert!(same(&keys.unlock("保管员二", "abcdef-2").unwrap().secrets, &secrets));
    assert_eq!(keys.users().len(), 3);
    assert_eq!(kind(keys.add_user(&secrets, &clerk(" 内勤一 "), "abcdef-4")), Kind::Conflict);
}

#[test]
fn another_password_replaces_the_old_one() {
    let (mut keys, secrets, _) = first();
    keys.set_password(&secrets, "管理员", "new-password").unwrap();
    assert_eq!(kind(keys.unlock("管理员", "长口令一二三四")), Kind::Denied);
    assert!(same(&keys.unlock("管理员", "new-password").unwrap().secrets, &secrets));
    assert_eq!(kind(keys.set_password(&secrets, "没有此人", "new-password")), Kind::NotFound);
    for (user, password, field) in
        [("甲", "short", "password"), ("", "long enough", "user"), ("a\nb", "long enough", "user")]
    {
        let e = keys.add_user(&secrets, &clerk(user), password).unwrap_err();
        assert!(e.kind == Kind::Invalid && e.fields.contains_key(field));
    }
}

#[test]
fn last_administrator_and_last_custodian_stay() {
    let (mut keys, secrets, _) = first();
    keys.add_user(&secrets, &clerk("内勤一"), "abcdef-1").unwrap();
    assert_eq!(kind(keys.remove_user("管理员")), Kind::Conflict);
    keys.add_user(&secrets, &User { role: Role::Administrator, ..clerk("管理员二") }, "abcdef-2").unwrap();
    assert!(keys.remove_user("管理员").unwrap_err().message.contains("保管员"));
    keys.add_user(&secrets, &User { custodian: true, ..clerk("保管员") }, "abcdef-3").unwrap();
    keys.remove_user("管理员").unwrap();
    assert_eq!(kind(keys.unlock("管理员", "长口令一二三四")), Kind::Denied);
    assert_eq!(kind(keys.remove_user("管理员")), Kind::NotFound);
    keys.check().unwrap();
}

#[test]
fn recovery_code_opens_everything_until_a_new_one_is_made() {
    let (mut keys, secrets, code) = first();
    let opened = keys.unlock_recovery(&code.to_lowercase()).unwrap();
    assert!(same(&opened.secrets, &secrets) && opened.role == Role::Administrator && opened.custodian);
    let new = keys.renew_recovery(&opened.secrets).unwrap();
    assert_eq!(kind(keys.unlock_recovery(&code)), Kind::Denied);
    assert!(same(&keys.unlock_recovery(&new).unwrap().secrets, &secrets));
    assert_eq!(kind(keys.unlock_recovery("ABCD")), Kind::Invalid);
}

type Edit = fn(&mut Body);

#[test]
fn swapped_and_edited_slots_do_not_open() {
    let (mut keys, secrets, code) = first();
    keys.add_user(&secrets, &clerk("内勤一"), "abcdef-1").unwrap();
    let edits: [(&str, Edit); 9] = [
        ("role raised", |b| b.users[1].role = Role::Administrator),
        ("made custodian", |b| b.users[1].custodian = true),
        ("renamed", |b| b.users[1].user = "内勤二".to_owned()),
        ("slots swapped", |b| {
            let keys = b.users[0].keys.clone();
            b.users[0].keys = std::mem::replace(&mut b.users[1].keys, keys);
        }),
        ("recovery slot in a user's place", |b| b.users[1].keys = b.recovery.clone()),
        ("user's slot in the recovery's place", |b| b.recovery = b.users[1].keys.clone()),
        ("custodian's slot in a clerk's place", |b| b.users[1].keys = b.users[0].keys.clone()),
        ("other signing secret", |b| b.signing = slot::wrap(&[7; 32], b"", b"forged").unwrap()),
        ("no slots but one", |b| b.users.truncate(1)),
    ];
    for (what, edit) in edits {
        let mut forged = keys.clone();
        edit(&mut forged.body);
        let clumsy = forged.clone();
        // A forger knows how the checksum is made.
        forged.restamp().unwrap();
        let forged = KeyFile::from_bytes(&forged.to_bytes().unwrap()).unwrap();
        for (name, password) in [("内勤一", "abcdef-1"), ("内勤二", "abcdef-1")] {
            assert!(forged.unlock(name, password).is_err() || what.starts_with("user's slot"), "{what}");
        }
        assert_eq!(kind(clumsy.check()), Kind::Damaged, "{what}");
        if what.starts_with("user's slot") {
            assert_eq!(kind(forged.unlock_recovery(&code)), Kind::Denied);
        }
    }
}

/// The claim for every byte: nothing panics, and what still opens has the right keys, role and name.
#[test]
fn flipped_byte_never_yields_a_wrong_key() {
    let (mut keys, secrets, _) = first();
    keys.add_user(&secrets, &clerk("内勤一"), "abcdef-1").unwrap();
    let bytes = keys.to_bytes().unwrap();
    let mut opened = 0;
    for at in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << (at % 8);
        let keys = match KeyFile::from_bytes(&flipped) {
            Ok(keys) => keys,
            Err(e) => {
                assert!(matches!(e.kind, Kind::Damaged | Kind::TooNew), "{at}: {e}");
                continue;
            }
        };
        let untouched = keys.check().is_ok();
        match keys.unlock("内勤一", "abcdef-1") {
            Ok(it) => {
                opened += 1;
                assert!(it.secrets.data_key() == secrets.data_key() && it.secrets.signing_secret() == SIGNING, "{at}");
                assert!(it.role == Role::Clerk && !it.custodian && it.secrets.informants_key().is_none(), "{at}");
            }
            Err(e) => assert!(e.kind == Kind::Damaged && !untouched, "{at}: {e}"),
        }
    }
    // A rotten byte in somebody else's slot keeps nobody else out.
    assert!(opened > 500, "{opened}");
}

#[test]
fn truncated_foreign_and_newer_files_are_named() {
    let (keys, ..) = first();
    let bytes = keys.to_bytes().unwrap();
    for length in 0..bytes.len() - 1 {
        assert_eq!(kind(KeyFile::from_bytes(&bytes[..length])), Kind::Damaged, "{length}");
    }
    for foreign in
        ["", "{}", "[]", "null", "{\"format\":0}", "{\"format\":-1}", "<html>", "{\"format\":1,\"users\":[]}"]
    {
        assert_eq!(kind(KeyFile::from_bytes(foreign.as_bytes())), Kind::Damaged, "{foreign}");
    }
    assert_eq!(kind(KeyFile::from_bytes(&vec![b' '; 5 << 20])), Kind::Damaged);
    let newer = KeyFile::from_bytes(b"{\"format\":2,\"vault\":\"x\"}").unwrap_err();
    assert!(newer.kind == Kind::TooNew && newer.message.contains("请先升级本软件"));
    assert_eq!(kind(KeyFile::load(Path::new("没有这个文件夹/keys.json"))), Kind::NotFound);
}

#[test]
fn cost_below_the_floor_or_beyond_memory_is_refused() {
    let (keys, ..) = first();
    let text = String::from_utf8(keys.to_bytes().unwrap()).unwrap();
    for cost in ["8191", "4294967295", "0"] {
        let edited = text.replace("\"memory_kib\": 8192", &format!("\"memory_kib\": {cost}"));
        assert_ne!(edited, text);
        assert_eq!(kind(KeyFile::from_bytes(edited.as_bytes()).unwrap().unlock("管理员", "x")), Kind::Damaged);
    }
    assert!(KeyFile::create_at(Cost { passes: 0, ..Cost::LEAST }, "甲", "abcdef", Role::Clerk, Vec::new()).is_err());
}

#[test]
fn standard_cost_is_what_store_md_asks() {
    let (keys, ..) = KeyFile::create("甲", "abcdef", Role::Administrator, Vec::new()).unwrap();
    let start = Instant::now();
    keys.unlock("甲", "abcdef").unwrap();
    let guess = start.elapsed();
    eprintln!("one unlock {guess:?}");
    let text = String::from_utf8(keys.to_bytes().unwrap()).unwrap();
    assert_eq!(text.matches("\"memory_kib\": 65536").count(), 2);
    assert_eq!(text.matches("\"passes\": 3").count(), 2);
    assert!(guess > Duration::from_millis(20), "one guess costs nothing: {guess:?}");
}

#[test]
fn digests_differ_by_informant_and_by_archive() {
    let who = |name: &str, phone: &str| Informant {
        name: Some(name.to_owned()).filter(|n| !n.is_empty()),
        phone: Some(phone.to_owned()).filter(|p| !p.is_empty()),
        id_number: None,
    };
    let (_, mine, _) = first();
    let (_, other, _) = first();
    let all = [who("张三", "13800000000"), who("张三1", "3800000000"), who("张三", ""), who("", "张三"), who("", "")];
    let digests: Vec<String> = all.iter().map(|i| mine.informant_digest(i).unwrap()).collect();
    for (at, digest) in digests.iter().enumerate() {
        assert_eq!(digest.len(), 64);
        assert_eq!(*digest, mine.informant_digest(&all[at]).unwrap());
        assert_ne!(*digest, other.informant_digest(&all[at]).unwrap());
        assert!(!digests[..at].contains(digest));
    }
    let keys = [*mine.attachment_key(), *mine.export_id_key(), *mine.digest_key().unwrap(), *mine.data_key()];
    for (at, key) in keys.iter().enumerate() {
        assert!(!keys[..at].contains(key));
    }
}

use std::time::{Duration, Instant};

use yihu_domain::{Kind, hotline::Informant};

use super::*;

const SIGNING: &[u8] = b"untrusted comment: minisign secret key\nRWQAAEIy";

fn first() -> (KeyFile, Secrets, String) {
    KeyFile::create_at(Cost::LEAST, "管理员", "长口令一二三四", SIGNING.to_vec()).unwrap()
}

fn clerk() -> Roles {
    Role::Clerk.into()
}

fn clerk_and_custodian() -> Roles {
    [Role::Clerk, Role::Custodian].into_iter().collect()
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
    assert_eq!(opened.roles, Roles::of_the_founder());
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
    let (keys, ..) = KeyFile::create("管理员", "长口令一二三四", Vec::new()).unwrap();
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
    keys.add_user(&secrets, "内勤一", &clerk(), "abcdef-1", true).unwrap();
    let opened = keys.unlock("内勤一", "abcdef-1").unwrap();
    assert!(opened.must_change);
    assert_eq!(opened.secrets.data_key(), secrets.data_key());
    assert!(opened.secrets.informants_key().is_none() && opened.secrets.digest_key().is_none());
    assert_eq!(kind(opened.secrets.informant_digest(&Informant::default())), Kind::Denied);

    let refused = keys.add_user(&opened.secrets, "保密员二", &clerk_and_custodian(), "abcdef-2", false).unwrap_err();
    assert!(refused.kind == Kind::Denied && refused.fields.contains_key("roles"));
    assert_eq!(kind(keys.set_password(&opened.secrets, "管理员", "abcdef-3", true)), Kind::Conflict);
    assert_eq!(kind(keys.renew_recovery(&opened.secrets)), Kind::Denied);
    keys.add_user(&secrets, "保密员二", &clerk_and_custodian(), "abcdef-2", false).unwrap();
    assert!(same(&keys.unlock("保密员二", "abcdef-2").unwrap().secrets, &secrets));
    assert_eq!(keys.users().len(), 3);
    assert_eq!(kind(keys.add_user(&secrets, " 内勤一 ", &clerk(), "abcdef-4", false)), Kind::Conflict);
}

#[test]
fn reset_without_the_informants_key_takes_it_and_a_custodian_gives_it_back() {
    let (mut keys, secrets, _) = first();
    keys.add_user(&secrets, "管理员二", &Role::Administrator.into(), "abcdef-1", false).unwrap();
    keys.add_user(&secrets, "保密员二", &clerk_and_custodian(), "abcdef-2", false).unwrap();
    let second = keys.unlock("管理员二", "abcdef-1").unwrap().secrets;
    keys.set_password(&second, "保密员二", "abcdef-3", true).unwrap();
    let reset = keys.unlock("保密员二", "abcdef-3").unwrap();
    assert!(reset.roles.contains(Role::Custodian) && reset.secrets.informants_key().is_none());
    assert!(!keys.users()[2].custodian);
    keys.set_password(&secrets, "保密员二", "abcdef-4", true).unwrap();
    assert!(same(&keys.unlock("保密员二", "abcdef-4").unwrap().secrets, &secrets));
}

#[test]
fn roles_change_without_a_password_and_a_custodian_no_more_has_no_key() {
    let (mut keys, secrets, _) = first();
    keys.add_user(&secrets, "保密员二", &clerk_and_custodian(), "abcdef-2", false).unwrap();
    keys.set_roles(&secrets, "保密员二", &Role::Leader.into()).unwrap();
    let opened = keys.unlock("保密员二", "abcdef-2").unwrap();
    assert!(opened.roles == Role::Leader.into() && opened.secrets.informants_key().is_none());
    keys.set_roles(&secrets, "保密员二", &clerk_and_custodian()).unwrap();
    assert!(keys.unlock("保密员二", "abcdef-2").unwrap().secrets.informants_key().is_none());
    assert_eq!(kind(keys.set_roles(&secrets, "保密员二", &[].into_iter().collect())), Kind::Invalid);
}

#[test]
fn disabled_user_has_no_keys_and_is_enabled_with_a_new_password() {
    let (mut keys, secrets, _) = first();
    keys.add_user(&secrets, "内勤一", &clerk(), "abcdef-1", false).unwrap();
    keys.disable(&secrets, "内勤一").unwrap();
    assert!(keys.unlock("内勤一", "abcdef-1").unwrap_err().message.contains("已停用"));
    assert!(keys.users()[1].disabled && keys.users()[1].roles == clerk());
    assert!(keys.body.users[1].keys.is_none());
    keys.set_password(&secrets, "内勤一", "abcdef-2", true).unwrap();
    assert_eq!(kind(keys.unlock("内勤一", "abcdef-1")), Kind::Denied);
    assert!(keys.unlock("内勤一", "abcdef-2").unwrap().must_change);
}

#[test]
fn changed_keys_open_nothing_old_and_keep_what_others_know_the_archive_by() {
    let (mut keys, secrets, code) = first();
    keys.add_user(&secrets, "内勤一", &clerk(), "abcdef-1", false).unwrap();
    keys.add_user(&secrets, "内勤二", &clerk(), "abcdef-2", false).unwrap();
    keys.disable(&secrets, "内勤二").unwrap();
    let (rotated, new, printed) =
        keys.rotate(&secrets, "管理员", "长口令五六七八", None, |user| Ok(format!("{user}-临时"))).unwrap();
    let rotated = KeyFile::from_bytes(&rotated.to_bytes().unwrap()).unwrap();
    rotated.check().unwrap();
    let opened = rotated.unlock("管理员", "长口令五六七八").unwrap();
    assert!(same(&opened.secrets, &new) && opened.roles == Roles::of_the_founder());
    assert!(new.data_key() != secrets.data_key() && new.informants_key() != secrets.informants_key());
    assert!(*new.attachment_key() != *secrets.attachment_key());
    assert_eq!(opened.secrets.signing_secret(), SIGNING);
    assert_eq!(*opened.secrets.export_id_key(), *secrets.export_id_key());
    assert_eq!(opened.secrets.digest_key(), secrets.digest_key());
    assert!(rotated.unlock("内勤一", "内勤一-临时").unwrap().must_change);
    for (user, password) in [("管理员", "长口令一二三四"), ("内勤一", "abcdef-1"), ("内勤二", "abcdef-2")]
    {
        assert_eq!(kind(rotated.unlock(user, password)), Kind::Denied);
    }
    assert_eq!(kind(rotated.unlock_recovery(&code)), Kind::Denied);
    assert!(same(&rotated.unlock_recovery(&printed).unwrap().secrets, &new));
    let clerk = keys.unlock("内勤一", "abcdef-1").unwrap().secrets;
    assert_eq!(kind(keys.rotate(&clerk, "内勤一", "abcdef-3", None, |_| Ok(String::new()))), Kind::Denied);
}

#[test]
fn file_of_format_1_opens_and_is_of_format_2_after_the_next_change() {
    // Made by version 0.1; nothing but this test ever lay under these keys.
    const CODE: &str = "SZ19-TCXN-P5TR-27WC-17RD-T2DV-76FE-8ST2";
    const PASSWORD: &str = "长口令一二三四五六";
    let mut keys = KeyFile::from_bytes(include_bytes!("format1.json")).unwrap();
    keys.check().unwrap();
    let founder = keys.unlock("管理员", PASSWORD).unwrap();
    assert!(founder.roles == Roles::of_the_founder() && !founder.must_change && keys.is_old("管理员"));
    assert!(same(&keys.unlock_recovery(CODE).unwrap().secrets, &founder.secrets));
    keys.add_user(&founder.secrets, "内勤一", &clerk(), "abcdef-1", false).unwrap();
    let mut again = KeyFile::from_bytes(&keys.to_bytes().unwrap()).unwrap();
    again.check().unwrap();
    assert!(again.is_old("管理员"));
    assert!(same(&again.unlock("管理员", PASSWORD).unwrap().secrets, &founder.secrets));
    assert!(same(&again.unlock_recovery(CODE).unwrap().secrets, &founder.secrets));
    again.set_password(&founder.secrets, "管理员", PASSWORD, false).unwrap();
    assert!(!again.is_old("管理员"));
    assert_eq!(again.unlock("管理员", PASSWORD).unwrap().roles, Roles::of_the_founder());
}

#[test]
fn another_password_replaces_the_old_one() {
    let (mut keys, secrets, _) = first();
    keys.set_password(&secrets, "管理员", "new-password", false).unwrap();
    assert_eq!(kind(keys.unlock("管理员", "长口令一二三四")), Kind::Denied);
    assert!(same(&keys.unlock("管理员", "new-password").unwrap().secrets, &secrets));
    assert_eq!(kind(keys.set_password(&secrets, "没有此人", "new-password", false)), Kind::NotFound);
    for (user, password, field) in
        [("甲", "short", "password"), ("", "long enough", "name"), ("a\nb", "long enough", "name")]
    {
        let e = keys.add_user(&secrets, user, &clerk(), password, false).unwrap_err();
        assert!(e.kind == Kind::Invalid && e.fields.contains_key(field));
    }
}

#[test]
fn last_administrator_and_last_custodian_stay() {
    let (mut keys, secrets, _) = first();
    keys.add_user(&secrets, "内勤一", &clerk(), "abcdef-1", false).unwrap();
    assert_eq!(kind(keys.remove_user("管理员")), Kind::Conflict);
    for refused in
        [keys.clone().disable(&secrets, "管理员"), keys.clone().set_roles(&secrets, "管理员", &clerk_and_custodian())]
    {
        assert!(refused.unwrap_err().message.contains("最后一位系统管理员"));
    }
    keys.add_user(&secrets, "管理员二", &Role::Administrator.into(), "abcdef-2", false).unwrap();
    assert!(keys.remove_user("管理员").unwrap_err().message.contains("保密员"));
    assert_eq!(kind(keys.set_roles(&secrets, "管理员", &clerk())), Kind::Conflict);
    keys.add_user(&secrets, "保密员", &Role::Custodian.into(), "abcdef-3", false).unwrap();
    keys.remove_user("管理员").unwrap();
    assert_eq!(kind(keys.unlock("管理员", "长口令一二三四")), Kind::Denied);
    assert_eq!(kind(keys.remove_user("管理员")), Kind::NotFound);
    keys.check().unwrap();
}

#[test]
fn recovery_code_opens_everything_until_a_new_one_is_made() {
    let (mut keys, secrets, code) = first();
    let opened = keys.unlock_recovery(&code.to_lowercase()).unwrap();
    assert!(same(&opened.secrets, &secrets) && opened.roles == Roles::of_the_founder());
    let new = keys.renew_recovery(&opened.secrets).unwrap();
    assert_eq!(kind(keys.unlock_recovery(&code)), Kind::Denied);
    assert!(same(&keys.unlock_recovery(&new).unwrap().secrets, &secrets));
    assert_eq!(kind(keys.unlock_recovery("ABCD")), Kind::Invalid);
}

type Edit = fn(&mut Body);

#[test]
fn swapped_and_edited_slots_do_not_open() {
    let (mut keys, secrets, code) = first();
    keys.add_user(&secrets, "内勤一", &clerk(), "abcdef-1", false).unwrap();
    let edits: [(&str, Edit); 11] = [
        ("role raised", |b| b.users[1].roles = Some(Role::Administrator.into())),
        ("need to change the password taken away", |b| b.users[1].must_change ^= true),
        ("seal of another", |b| b.users[1].seal = b.users[0].seal.clone()),
        ("made custodian", |b| b.users[1].roles = Some(clerk_and_custodian())),
        ("renamed", |b| b.users[1].user = "内勤二".to_owned()),
        ("slots swapped", |b| {
            let keys = b.users[0].keys.clone();
            b.users[0].keys = std::mem::replace(&mut b.users[1].keys, keys);
        }),
        ("recovery slot in a user's place", |b| b.users[1].keys = Some(b.recovery.clone())),
        ("user's slot in the recovery's place", |b| b.recovery = b.users[1].keys.clone().unwrap()),
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
    keys.add_user(&secrets, "内勤一", &clerk(), "abcdef-1", false).unwrap();
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
                assert!(it.roles == clerk() && it.secrets.informants_key().is_none(), "{at}");
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
        ["", "{}", "[]", "null", "{\"format\":0}", "{\"format\":-1}", "<html>", "{\"format\":2,\"users\":[]}"]
    {
        assert_eq!(kind(KeyFile::from_bytes(foreign.as_bytes())), Kind::Damaged, "{foreign}");
    }
    assert_eq!(kind(KeyFile::from_bytes(&vec![b' '; 5 << 20])), Kind::Damaged);
    let newer = KeyFile::from_bytes(b"{\"format\":3,\"vault\":\"x\"}").unwrap_err();
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
    assert!(KeyFile::create_at(Cost { passes: 0, ..Cost::LEAST }, "甲", "abcdef", Vec::new()).is_err());
}

#[test]
fn standard_cost_is_what_store_md_asks() {
    let (keys, ..) = KeyFile::create("甲", "abcdef", Vec::new()).unwrap();
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
        address: None,
    };
    let (_, mine, _) = first();
    let (_, other, _) = first();
    let at = |address: &str| Informant { address: Some(address.to_owned()), ..who("张三", "") };
    let all = [
        at("城关"),
        at("城"),
        who("张三", "13800000000"),
        who("张三1", "3800000000"),
        who("张三", ""),
        who("", "张三"),
        who("", ""),
    ];
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

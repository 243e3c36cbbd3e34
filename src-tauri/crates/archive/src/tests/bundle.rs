//! Bundles as they are shown.

use yihu_domain::bundle::BundleKind;

use super::*;

#[test]
fn a_plan_says_what_the_bundle_then_holds() {
    let mut desk = Desk::new();
    desk.fill();
    let out = desk.join("包");
    for full in [false, false, true] {
        let plan = desk.archive.bundle_plan(full).unwrap();
        let made = desk.archive.bundle_export(full, &out, &Watch::none()).unwrap();
        assert_eq!((plan.kind, &plan.name, plan.sequence), (made.kind, &made.name, made.sequence));
        assert_eq!((&plan.lines, plan.changes), (&made.counts, made.changes));
        assert!(plan.left_out.iter().any(|it| it.contains("举报人")));
        let path = desk.ledger("再.xlsx", RETAILERS, &["619999110007|城关吕氏商店|吕伟|城关镇新街1号|||||"]);
        desk.take(Noun::Retailer, &path);
    }
    let list = desk.archive.bundle_list().unwrap();
    let kinds: Vec<_> = list.iter().map(|it| (it.sequence, it.kind, it.kind_title.as_str())).collect();
    assert_eq!(kinds, [(3, BundleKind::Full, "全量"), (2, BundleKind::Delta, "增量"), (1, BundleKind::Full, "全量")]);
    assert!(list.iter().all(|it| it.path.is_none()));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test does the damage")]
fn a_bundle_is_checked_with_ones_own_key_or_a_key_file() {
    let mut desk = Desk::new();
    desk.fill();
    let made = desk.archive.bundle_export(true, &desk.join("包"), &Watch::none()).unwrap();
    let path = PathBuf::from(made.path.unwrap());
    let key = desk.join("潼川.pub");
    desk.archive.key_save(&key).unwrap();
    for key in [None, Some(key.as_path())] {
        let it = desk.archive.bundle_verify(&path, key).unwrap();
        assert!(it.ok, "{it:?}");
        assert_eq!((it.bureau.as_str(), it.kind_title.as_str()), ("潼川县烟草专卖局", "全量"));
        assert!(it.made_at.starts_with("20"));
    }
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    assert!(!desk.archive.bundle_verify(&path, None).unwrap().ok);
    std::fs::write(&path, b"PK").unwrap();
    let it = desk.archive.bundle_verify(&path, None).unwrap();
    assert!(!it.ok && it.bureau.is_empty(), "{it:?}");
}

#[test]
fn a_key_is_shown_and_printed() {
    let desk = Desk::new();
    let key = desk.archive.key_show().unwrap();
    assert!(key.public_key.starts_with("RW") && !key.fingerprint.is_empty());
    let sheet = desk.archive.key_sheet().unwrap();
    assert_eq!((sheet.pages, sheet.base64.starts_with("JVBERi")), (1, true));
}

//! Bundles that follow each other.

use yihu_domain::bundle::BundleKind;

use super::sample::{Desk, Sample, codes};
use crate::bundle::{GENESIS, Manifest, Written, verify};

/// The second and third bundle after a first.
fn three(desk: &Desk) -> [Written; 3] {
    let first = desk.small();
    let second = desk.write(&Desk::after(&first, 2), &Sample::small(6, &first.last_change_hash)).unwrap();
    let third = desk.write(&Desk::after(&second, 3), &Sample::small(11, &second.last_change_hash)).unwrap();
    [first, second, third]
}

#[test]
fn each_bundle_follows_the_one_before() {
    let desk = Desk::new();
    let [first, second, third] = three(&desk);
    let key = desk.signer.public_key_file();
    for (bundle, before) in [(&second, &first), (&third, &second)] {
        assert_eq!(codes(&verify(&bundle.path, &key, Some(&before.path)).unwrap()), []);
        assert_eq!(codes(&verify(&bundle.path, &key, None).unwrap()), []);
    }
    let month = Manifest { kind: BundleKind::Selfcheck, period: Some("2026-11".to_owned()), ..Desk::after(&third, 4) };
    let month = desk.write(&month, &Sample::small(16, &third.last_change_hash)).unwrap();
    assert_eq!(codes(&verify(&month.path, &key, Some(&third.path)).unwrap()), []);
    // A full bundle begins again with the first change.
    let full = Manifest { kind: BundleKind::Full, previous_change_hash: GENESIS.to_owned(), ..Desk::after(&month, 5) };
    let full = desk.write(&full, &Sample::small(1, GENESIS)).unwrap();
    assert_eq!(codes(&verify(&full.path, &key, Some(&month.path)).unwrap()), []);
    // What the city has not acknowledged is sent again.
    let again = Manifest { previous_change_hash: first.last_change_hash, ..Desk::after(&full, 6) };
    let sample = Sample::small(6, &again.previous_change_hash);
    let again = desk.write(&again, &sample).unwrap();
    assert_eq!(codes(&verify(&again.path, &key, Some(&full.path)).unwrap()), []);
}

#[test]
fn replay_fork_and_gap_are_told() {
    let desk = Desk::new();
    let [first, second, third] = three(&desk);
    let key = desk.signer.public_key();
    let elsewhere = |manifest: &Manifest, sample: &Sample| {
        let folder = desk.folder.path().join("elsewhere");
        std::fs::create_dir_all(&folder).unwrap();
        crate::bundle::write(&folder, manifest, &mut sample.clone(), desk.gate()).unwrap()
    };
    let other_first = elsewhere(&Desk::first(), &Sample { prints: Vec::new(), ..Sample::small(1, GENESIS) });
    let other_stream = elsewhere(&Manifest { stream: "B".to_owned(), ..Desk::first() }, &Sample::small(1, GENESIS));
    let late = Sample::small(9, &first.last_change_hash);
    let late = elsewhere(&Desk::after(&first, 2), &late);
    let chain = Manifest { previous_change_hash: "ab".repeat(32), ..Desk::after(&first, 2) };
    let check = |path: &std::path::Path, before: &Written| {
        let found = verify(path, &key, Some(&before.path)).unwrap();
        found.iter().map(|it| it.code).collect::<Vec<_>>()
    };
    assert_eq!(check(&second.path, &second), ["replay"]);
    assert_eq!(check(&first.path, &second), ["replay"]);
    assert_eq!(check(&other_first.path, &first), ["fork"]);
    assert_eq!(check(&third.path, &first), ["gap"]);
    assert_eq!(check(&second.path, &other_first), ["previous_digest"]);
    assert_eq!(check(&second.path, &other_stream), ["other_stream"]);
    assert_eq!(check(&late.path, &first), ["change_gap"]);
    let broken = elsewhere(&chain, &Sample::small(6, &"ab".repeat(32)));
    assert_eq!(check(&broken.path, &first), ["change_chain"]);
    let nonsense = desk.put("nonsense.zip", b"no zip");
    let found = verify(&second.path, &key, Some(&nonsense)).unwrap();
    assert_eq!(codes(&found), [("", "previous_unreadable")]);
}

//! Claims about the wall.

use std::fs;

use yihu_domain::{Kind, hotline::Informant};

use crate::{Informants, Key, Sealed, sample};

const OTHER: Key = Key::new([9; 32]);

fn somebody(name: &str) -> Informant {
    Informant { name: Some(name.into()), phone: Some("13700001111".into()), ..Informant::default() }
}

#[test]
fn who_reported_comes_back_only_with_the_right_key() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("informants.db");
    let mut wall = Informants::create(&path, &OTHER).unwrap();
    let (one, two) = (sample::hotline(1).head.id, sample::hotline(2).head.id);
    let (a, b) = (somebody("金丝雀"), Informant::default());
    wall.put([(one, "da", &a), (two, "db", &b), (one, "da", &a)]).unwrap();
    assert_eq!(wall.get(one, "da").unwrap(), Some(a.clone()));
    assert_eq!(wall.get(two, "da").unwrap(), None);
    assert_eq!(wall.traces().unwrap().len(), 2);
    assert!(wall.verify().unwrap().is_empty());
    drop(wall);
    assert_eq!(Informants::open(&path, &sample::KEY).unwrap_err().kind, Kind::Damaged);
    assert_eq!(Informants::create(&path, &OTHER).unwrap_err().kind, Kind::Conflict);
    assert_eq!(Informants::open(&path, &OTHER).unwrap().get(one, "da").unwrap(), Some(a));
    for file in fs::read_dir(folder.path()).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(9).any(|w| w == "金丝雀".as_bytes()));
    }
}

#[test]
fn what_a_crash_left_over_is_swept() {
    let folder = tempfile::tempdir().unwrap();
    let mut wall = Informants::create(&folder.path().join("informants.db"), &OTHER).unwrap();
    let id = sample::hotline(1).head.id;
    wall.put([(id, "kept", &somebody("甲")), (id, "orphan", &somebody("乙"))]).unwrap();
    assert_eq!(wall.sweep(["kept", "never seen"]).unwrap(), 1);
    assert!(wall.get(id, "kept").unwrap().is_some());
    assert!(wall.get(id, "orphan").unwrap().is_none());
}

#[test]
fn digests_of_every_version_are_kept() {
    let (_folder, mut store) = sample::archive();
    let mut it = sample::hotline(1);
    for digest in [Some("d1"), None, Some("d2")] {
        it.informant = digest.map(str::to_owned);
        sample::put(&mut store, 1, &mut it);
    }
    assert_eq!(store.informant_digests().unwrap().into_iter().collect::<Vec<_>>(), ["d1", "d2"]);
}

#[test]
fn a_copy_of_the_wall_opens_with_its_own_key() {
    let folder = tempfile::tempdir().unwrap();
    let mut wall = Informants::create(&folder.path().join("informants.db"), &OTHER).unwrap();
    let id = sample::hotline(1).head.id;
    wall.put([(id, "d", &somebody("甲"))]).unwrap();
    let copy = folder.path().join("copy.db");
    wall.backup_to(&copy).unwrap();
    assert!(Informants::open(&copy, &OTHER).unwrap().get(id, "d").unwrap().is_some());
}

#[test]
fn what_opens_a_recording_is_kept_once_and_found_by_either_digest() {
    let folder = tempfile::tempdir().unwrap();
    let mut wall = Informants::create(&folder.path().join("informants.db"), &OTHER).unwrap();
    let sealed = |sha256: &str, key| Sealed {
        sha256: sha256.repeat(64),
        plain: "c".repeat(64),
        key: Key::new([key; 32]),
        file_name: "13700001111.jpg".to_owned(),
    };
    wall.keep_sealed(&sealed("a", 1)).unwrap();
    wall.keep_sealed(&sealed("b", 2)).unwrap();
    assert!(wall.sealed(&"a".repeat(64)).unwrap().is_none(), "the later one takes its place");
    for digest in ["b", "c"] {
        let found = wall.sealed(&digest.repeat(64)).unwrap().unwrap();
        assert_eq!((found.key.bytes(), found.file_name.as_str()), (&[2; 32], "13700001111.jpg"));
    }
}

#[test]
fn nothing_of_an_informant_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let mut wall = Informants::create(&folder.path().join("informants.db"), &OTHER).unwrap();
    wall.put([(sample::hotline(1).head.id, "d", &somebody("甲"))]).unwrap();
    assert_eq!(format!("{wall:?}"), "Informants(已保密)");
}

#[test]
fn every_change_of_the_wall_is_marked_whoever_made_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("informants.db");
    let mut wall = Informants::create(&path, &OTHER).unwrap();
    let id = sample::hotline(1).head.id;
    let mut marks = vec![wall.mark().unwrap()];
    assert_eq!(wall.mark().unwrap(), marks[0], "looking changes nothing");
    wall.put([(id, "kept", &somebody("甲"))]).unwrap();
    marks.push(wall.mark().unwrap());
    wall.sweep(["none"]).unwrap();
    marks.push(wall.mark().unwrap());
    Informants::open(&path, &OTHER).unwrap().put([(id, "else", &somebody("乙"))]).unwrap();
    marks.push(wall.mark().unwrap());
    assert!(marks.windows(2).all(|pair| pair[0] != pair[1]), "{marks:?}");
}

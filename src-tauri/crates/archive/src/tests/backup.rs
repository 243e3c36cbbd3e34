//! Backups and what is known of them.

use super::*;

#[test]
fn a_backup_is_listed_with_what_its_drill_said() {
    let mut desk = Desk::new();
    desk.fill();
    let second = desk.join("U盘");
    assert!(desk.archive.backup_list(Some(&second)).unwrap().rows.is_empty(), "nothing is plugged in");
    let made = desk.archive.backup_make(Some(&second), &Watch::none()).unwrap();
    desk.archive.backup_make(None, &Watch::none()).unwrap();
    let list = desk.archive.backup_list(Some(&second)).unwrap();
    assert_eq!(list.rows.len(), 2);
    let it = list.rows.iter().find(|row| row.path == made.path).unwrap();
    assert_eq!(it, &made);
    assert_eq!((it.ok, it.findings.len()), (Some(true), 0));
    assert!(it.lines.iter().any(|line| line.title == "零售户" && line.count == 3), "{it:?}");
    assert!(it.bytes > 10_000 && it.checked_at.is_some());
    assert_eq!(list.last_ok_at.as_deref(), Some(list.rows[0].made_at.as_str()));
    assert!(list.free_bytes > 0);
    assert!(list.command.contains("sqlcipher3") && list.command.contains(&list.rows[0].path), "{}", list.command);
}

#[test]
fn what_is_kept_of_a_drill_names_nobody() {
    let mut desk = Desk::new();
    desk.fill();
    let made = desk.archive.backup(None, &Watch::none()).unwrap();
    let text = std::fs::read_to_string(made.path.join("drill.json")).unwrap();
    for word in ["吕", "何芳", "金雀儿", "商店", "1390000"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
    assert!(text.contains("checked_at"));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test does the damage")]
fn a_backup_that_rotted_is_found_by_the_next_check_and_stays_marked() {
    let mut desk = Desk::new();
    desk.fill();
    let made = desk.archive.backup(None, &Watch::none()).unwrap();
    assert_eq!(desk.archive.backup_check(&made.path, &Watch::none()).unwrap().ok, Some(true));
    let path = made.path.join("archive.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let checked = desk.archive.backup_check(&made.path, &Watch::none()).unwrap();
    assert_eq!(checked.ok, Some(false));
    assert!(!checked.findings.is_empty());
    let list = desk.archive.backup_list(None).unwrap();
    assert_eq!((list.rows[0].ok, list.last_ok_at), (Some(false), None));
    assert_eq!(desk.archive.backup_check(&desk.join("没有"), &Watch::none()).unwrap_err().kind, Kind::NotFound);
}

#[test]
fn an_older_backup_without_a_kept_result_is_listed_as_unchecked() {
    let desk = Desk::new();
    let made = desk.archive.backup(None, &Watch::none()).unwrap();
    std::fs::remove_file(made.path.join("drill.json")).unwrap();
    let list = desk.archive.backup_list(None).unwrap();
    assert_eq!((list.rows[0].ok, list.rows[0].checked_at.as_deref()), (None, None));
}

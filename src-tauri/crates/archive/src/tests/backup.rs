//! Backups and what is known of them.

use super::*;
use crate::BackupSettings;

fn settings(second: Option<&Path>) -> BackupSettings {
    BackupSettings { second: second.map(Path::to_path_buf), minutes: 30 }
}

#[test]
fn a_backup_is_listed_with_what_its_drill_said() {
    let mut desk = Desk::new();
    desk.fill();
    let made = desk.archive.backup_make(&settings(None), &Watch::none()).unwrap();
    let list = desk.archive.backup_list(&settings(None)).unwrap();
    let it = &list.rows[0];
    assert_eq!((made.len(), it), (1, &made[0]));
    assert_eq!((it.ok, it.findings.len(), it.reason.as_deref()), (Some(true), 0, Some("手动")));
    assert!(it.lines.iter().any(|line| line.title == "零售户" && line.count == 3), "{it:?}");
    assert!(it.bytes > 10_000 && it.checked_at.is_some());
    assert_eq!(list.last_ok_at.as_deref(), Some(list.rows[0].made_at.as_str()));
    assert!(list.free_bytes > 0 && list.folder_bytes >= it.bytes && list.keep.len() > 4);
    assert!(list.next.contains("没有改动") && list.trouble.is_none(), "{list:?}");
    assert!(list.command.contains("sqlcipher3") && list.command.contains(&it.path), "{}", list.command);
}

#[test]
fn second_place_gets_a_copy_that_restores_alone_and_catches_up_when_it_is_back() {
    let mut desk = Desk::new();
    desk.fill();
    let (picture, stick) = (desk.join("执照.png"), desk.join("U盘"));
    file::write_bytes(&picture, include_bytes!("../../../exchange/src/attachment/probe/samples/small.png")).unwrap();
    desk.archive.attach(Noun::Retailer, "619999110007", "营业执照", &picture).unwrap();
    let set = settings(Some(&stick));
    // Not plugged in: the first stands, and it is told.
    assert_eq!(desk.archive.backup_make(&set, &Watch::none()).unwrap().len(), 1);
    let told = desk.archive.backup_trouble(&set).unwrap();
    assert!(told.own.is_none() && told.second.as_ref().unwrap().contains("请插上"), "{told:?}");
    assert!(!stick.exists(), "a place that is not plugged in is never made");
    assert!(desk.archive.backup_due(&set).unwrap().is_none(), "nothing to be done without it");
    std::fs::create_dir(&stick).unwrap();
    desk.archive.backup_due(&set).unwrap().unwrap().run(set.second.as_deref(), &Watch::none()).unwrap();
    assert_eq!(desk.archive.backup_trouble(&set).unwrap(), crate::shown::backup::BackupTrouble::default());
    assert!(desk.archive.backup_due(&set).unwrap().is_none());
    let list = desk.archive.backup_list(&set).unwrap();
    let copy = list.rows.iter().find(|row| row.second).unwrap();
    assert_eq!(copy.ok, Some(true));
    assert!(list.second.unwrap().last_at.is_some());
    // The first disk is gone.
    let backup = PathBuf::from(&copy.path);
    std::fs::rename(desk.join("潼川县局.yihu"), desk.join("没了")).unwrap();
    let restored = Archive::restore(&backup, &desk.join("新.yihu"), "李晓梅", PASSWORD, &Watch::none()).unwrap();
    assert_eq!(restored.stream(), "B");
    assert_eq!(restored.vault.list().unwrap().len(), 1);
}

#[test]
fn backups_share_their_scans_and_thinning_takes_those_that_none_needs() {
    let mut desk = Desk::new();
    desk.fill();
    let picture = desk.join("执照.png");
    file::write_bytes(&picture, include_bytes!("../../../exchange/src/attachment/probe/samples/small.png")).unwrap();
    desk.archive.attach(Noun::Retailer, "619999110007", "营业执照", &picture).unwrap();
    for _ in 0..2 {
        desk.archive.backup(None, &Watch::none()).unwrap();
    }
    let files = desk.archive.backups_dir().join(format!("files-{}", desk.archive.secrets.mark()));
    let vault = yihu_exchange::attachment::Vault::new(&files, desk.archive.secrets.attachment_key());
    assert_eq!(vault.list().unwrap().len(), 1, "one scan, two backups");
    vault.ingest(&b"of a backup long gone"[..]).unwrap();
    let task = |reason| desk.archive.backup_task(reason, true);
    for _ in 0..3 {
        task(yihu_domain::backup::Reason::Automatic).run(None, &Watch::none()).unwrap();
    }
    let rows = desk.archive.backup_list(&settings(None)).unwrap().rows;
    let automatic = rows.iter().filter(|row| row.reason.as_deref() == Some("自动")).count();
    assert!(rows.len() >= 3 && automatic <= 2, "{rows:?}");
    assert_eq!(vault.list().unwrap().len(), 1);
    assert!(
        rows.iter()
            .all(|row| desk.archive.backup_check(Path::new(&row.path), &Watch::none()).unwrap().ok == Some(true))
    );
}

#[test]
fn nothing_is_due_while_nothing_changed_and_only_the_writer_backs_up() {
    let mut desk = Desk::new();
    desk.archive.backup(None, &Watch::none()).unwrap();
    assert!(desk.archive.backup_due(&settings(None)).unwrap().is_none());
    assert!(desk.archive.backup_leaving().unwrap().is_none());
    desk.fill();
    assert!(desk.archive.backup_due(&settings(None)).unwrap().is_none(), "half an hour has not passed");
    assert!(desk.archive.backup_due(&BackupSettings { second: None, minutes: 0 }).unwrap().is_some());
    assert!(desk.archive.backup_leaving().unwrap().is_some());
    let reader = Archive::open(desk.archive.dir(), "李晓梅", PASSWORD, Access::Read).unwrap();
    assert!(reader.backup_leaving().unwrap().is_none());
}

#[test]
fn a_clock_set_back_neither_loses_the_backup_just_made_nor_asks_for_it_again() {
    for ahead in [chrono::TimeDelta::seconds(1), chrono::TimeDelta::days(999)] {
        let mut desk = Desk::new();
        desk.archive.backup(None, &Watch::none()).unwrap();
        for row in desk.archive.backup_list(&settings(None)).unwrap().rows {
            let manifest = PathBuf::from(row.path).join("manifest.json");
            let mut value: serde_json::Value = serde_json::from_slice(&std::fs::read(&manifest).unwrap()).unwrap();
            value["made_at"] = (desk.archive.clock().now() + ahead).to_rfc3339().into();
            file::write_bytes(&manifest, value.to_string().as_bytes()).unwrap();
        }
        desk.fill();
        let task = desk.archive.backup_task(yihu_domain::backup::Reason::Automatic, true);
        let made = task.run(None, &Watch::none()).unwrap().unwrap();
        assert!(made.path.is_dir());
        if ahead.num_days() > 0 {
            assert!(desk.archive.backup_due(&BackupSettings { second: None, minutes: 0 }).unwrap().is_none());
            assert!(desk.archive.backup_leaving().unwrap().is_none());
        }
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test stands in the way")]
fn a_failure_is_told_until_one_succeeds() {
    let mut desk = Desk::new();
    desk.archive.backup(None, &Watch::none()).unwrap();
    desk.fill();
    let files = desk.archive.backups_dir().join(format!("files-{}", desk.archive.secrets.mark()));
    let picture = desk.join("执照.png");
    file::write_bytes(&picture, include_bytes!("../../../exchange/src/attachment/probe/samples/small.png")).unwrap();
    desk.archive.attach(Noun::Retailer, "619999110007", "营业执照", &picture).unwrap();
    std::fs::write(&files, "in the way").unwrap();
    assert!(desk.archive.backup(None, &Watch::none()).is_err());
    assert!(desk.archive.backup_trouble(&settings(None)).unwrap().own.is_some());
    assert!(desk.archive.backup_list(&settings(None)).unwrap().trouble.is_some());
    std::fs::remove_file(&files).unwrap();
    desk.archive.backup(None, &Watch::none()).unwrap();
    assert!(desk.archive.backup_trouble(&settings(None)).unwrap().own.is_none());
}

#[test]
fn a_backup_is_shown_beside_today_and_takes_the_archives_place() {
    let mut desk = Desk::new();
    let made = desk.archive.backup(None, &Watch::none()).unwrap();
    desk.fill();
    let dir = desk.archive.dir().to_path_buf();
    let refused = desk.archive.backup_preview(&made.path, "李晓梅", "别的密码", &Watch::none()).unwrap_err();
    assert!(refused.kind == Kind::Denied && refused.message.contains("那天的密码"), "{refused}");
    let seen = desk.archive.backup_preview(&made.path, "李晓梅", PASSWORD, &Watch::none()).unwrap();
    let line = seen.lines.iter().find(|line| line.title == "零售户").unwrap();
    assert_eq!((line.backup, line.now, seen.ok), (0, Some(3), true));
    assert!(seen.lost.unwrap() > 5 && seen.operations.iter().any(|op| op.contains("导入零售户")), "{seen:?}");
    let restored = desk.archive.backup_restore(&made.path, "李晓梅", PASSWORD, &Watch::none()).unwrap();
    drop(desk.archive);
    let kept = restored.take_place().unwrap();
    let now = Archive::open(&dir, "李晓梅", PASSWORD, Access::Write).unwrap();
    assert_eq!((now.stream(), now.store.count_of(Noun::Retailer).unwrap()), ("B", 0));
    assert!(now.backup_list(&settings(None)).unwrap().rows.len() >= 2, "the backups stay where the archive is");
    let before = Archive::open(&kept, "李晓梅", PASSWORD, Access::Write).unwrap();
    assert_eq!((before.stream(), before.store.count_of(Noun::Retailer).unwrap()), ("A", 3));
}

#[test]
fn an_archive_that_is_open_elsewhere_is_not_replaced() {
    let desk = Desk::new();
    let made = desk.archive.backup(None, &Watch::none()).unwrap();
    let dir = desk.archive.dir().to_path_buf();
    let restored = Archive::restore_beside(&made.path, &dir, "李晓梅", PASSWORD, &Watch::none()).unwrap();
    assert_eq!(restored.take_place().unwrap_err().kind, Kind::Conflict);
    assert_eq!(names(desk.folder.path()), ["潼川县局.yihu"], "what was restored is gone again");
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
    let list = desk.archive.backup_list(&settings(None)).unwrap();
    assert_eq!((list.rows[0].ok, list.last_ok_at), (Some(false), None));
    assert_eq!(desk.archive.backup_check(&desk.join("没有"), &Watch::none()).unwrap_err().kind, Kind::NotFound);
}

#[test]
fn an_older_backup_without_a_kept_result_is_listed_as_unchecked() {
    let desk = Desk::new();
    let made = desk.archive.backup(None, &Watch::none()).unwrap();
    std::fs::remove_file(made.path.join("drill.json")).unwrap();
    let list = desk.archive.backup_list(&settings(None)).unwrap();
    assert_eq!((list.rows[0].ok, list.rows[0].checked_at.as_deref()), (None, None));
}

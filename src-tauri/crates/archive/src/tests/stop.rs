//! Work that is stopped, at whatever moment, leaves everything as it was.

use yihu_domain::{Noun, bundle::Bundle};

use super::*;
use crate::{DemoPlan, Reading, Which};

/// What an archive holds: the end of its log, and how many reported.
fn state(archive: &Archive) -> (Option<String>, usize) {
    let hash = archive.store.last_change().unwrap().map(|last| last.hash);
    (hash, archive.informants.as_ref().unwrap().traces().unwrap().len())
}

#[test]
fn an_import_that_is_stopped_changes_nothing_and_can_be_done_after() {
    let mut desk = Desk::new();
    let path = desk.ledger("12313.xlsx", HOTLINES, &HOTLINE_ROWS);
    let before = state(&desk.archive);
    let plan = stopped_ever_later(
        &mut desk,
        |desk, watch| desk.archive.import_plan(Noun::Hotline, &path, None, &std::collections::BTreeMap::new(), watch),
        |_, _| {},
    );
    let done = stopped_ever_later(
        &mut desk,
        |desk, watch| desk.archive.import_apply(&plan, watch),
        |desk, limit| assert_eq!(state(&desk.archive), before, "stopped after {limit} steps"),
    );
    assert_eq!(done.done.count, 2);
    assert_eq!(state(&desk.archive).1, 2);
}

#[test]
fn a_backup_that_is_stopped_is_not_there() {
    let mut desk = Desk::new();
    desk.fill();
    let usb = desk.join("U盘");
    let made = stopped_ever_later(
        &mut desk,
        |desk, watch| desk.archive.backup(Some(&desk.join("U盘")), watch),
        |desk, limit| {
            let there = names(&desk.join("U盘"));
            assert!(
                there.iter().all(|name| name == "backup.lock" || name.starts_with("files-")),
                "stopped after {limit} steps: {there:?}"
            );
        },
    );
    assert!(made.drill.ok && made.path.starts_with(&usb));
}

#[test]
fn a_bundle_that_is_stopped_is_not_there_and_takes_no_number() {
    let mut desk = Desk::new();
    desk.fill();
    let before = state(&desk.archive);
    let made = stopped_ever_later(
        &mut desk,
        |desk, watch| desk.archive.bundle_export(false, &desk.join("包"), watch),
        |desk, limit| {
            assert_eq!(state(&desk.archive), before, "stopped after {limit} steps");
            assert!(names(&desk.join("包")).is_empty(), "stopped after {limit} steps");
        },
    );
    assert_eq!((made.sequence, names(&desk.join("包")).len()), (1, 1));
}

#[test]
fn a_selfcheck_is_stopped_before_anything_lasts_or_not_at_all() {
    for sign in [false, true] {
        let mut desk = Desk::new();
        desk.fill();
        let before = state(&desk.archive);
        let files = stopped_ever_later(
            &mut desk,
            |desk, watch| desk.archive.selfcheck("2026-10".parse()?, sign, &desk.join("自查"), watch),
            |desk, limit| {
                assert_eq!(state(&desk.archive), before, "stopped after {limit} steps");
                assert!(names(&desk.join("自查")).is_empty(), "stopped after {limit} steps");
            },
        );
        assert_eq!((files.files.len(), names(&desk.join("自查")).len(), files.signed), (4, 4, sign));
        assert_eq!(desk.archive.store.count::<Bundle>().unwrap(), 2);
    }
}

#[test]
fn an_archive_whose_making_is_stopped_is_not_there() {
    let mut folder = tempfile::tempdir().unwrap();
    stopped_ever_later(
        &mut folder,
        |folder, watch| Archive::init(&folder.path().join("新.yihu"), &founding(), watch).map(drop),
        |folder, limit| assert!(names(folder.path()).is_empty(), "stopped after {limit} steps"),
    );
    assert_eq!(names(folder.path()), ["新.yihu"]);
}

#[test]
fn an_invented_county_whose_making_is_stopped_is_not_there() {
    let mut folder = tempfile::tempdir().unwrap();
    let made = stopped_ever_later(
        &mut folder,
        |folder, watch| Archive::demo(&folder.path().join("演示.yihu"), &DemoPlan::default(), watch),
        |folder, limit| assert!(names(folder.path()).is_empty(), "stopped after {limit} steps"),
    );
    assert_eq!(made.counts[&Noun::Retailer], 513);
    let archive = Archive::open(&folder.path().join("演示.yihu"), "演示", "yihu-demo", Access::Read).unwrap();
    let settings = crate::BackupSettings { second: None, minutes: 30 };
    assert_eq!(archive.backup_list(&settings).unwrap().rows.len(), 1);
}

#[test]
fn a_restore_that_is_stopped_leaves_no_archive() {
    let mut desk = Desk::new();
    desk.fill();
    let made = desk.archive.backup(None, &Watch::none()).unwrap();
    let restored = stopped_ever_later(
        &mut desk,
        |desk, watch| Archive::restore(&made.path, &desk.join("恢复.yihu"), "李晓梅", PASSWORD, watch),
        |desk, limit| {
            let there = names(desk.folder.path());
            assert!(!there.iter().any(|name| name.contains("恢复") || name.contains("building")), "{limit}: {there:?}");
        },
    );
    assert_eq!(restored.stream(), "B");
}

#[test]
fn a_check_can_be_stopped() {
    let mut desk = Desk::new();
    desk.fill();
    let report =
        stopped_ever_later(&mut desk, |desk, watch| desk.archive.verify(Reading::All, false, watch), |_, _| {});
    assert!(report.ok, "{report:?}");
}

#[test]
fn dossiers_printed_before_the_stop_are_whole() {
    let mut desk = Desk::new();
    desk.fill();
    let printed = stopped_ever_later(
        &mut desk,
        |desk, watch| desk.archive.print_dossiers(Noun::Retailer, Which::All, &desk.join("案卷"), watch),
        |desk, limit| {
            let there = names(&desk.join("案卷"));
            assert_eq!(there.len(), limit, "{there:?}");
            assert!(
                there.iter().all(|name| Path::new(name).extension().is_some_and(|kind| kind == "pdf")),
                "{there:?}"
            );
        },
    );
    assert_eq!(printed.files.len(), 3);
}

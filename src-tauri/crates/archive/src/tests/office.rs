//! The bureau, its users, their passwords, what is printed once.

use std::sync::Arc;

use yihu_domain::hotline::Informant;

use super::*;
use crate::{
    Shift, password_strength,
    shown::{bureau::BureauDraft, verify::Reading},
};

#[test]
fn the_bureau_is_renamed_by_whoever_saw_it_last() {
    let mut desk = Desk::new();
    let it = desk.archive.bureau_show().unwrap();
    assert_eq!((it.code.as_str(), it.stream.as_str(), it.demo), ("619999", "A", false));
    let draft = |name: &str, revision| BureauDraft {
        name: name.to_owned(),
        short_name: "潼烟".to_owned(),
        supervision: it.supervision.clone(),
        revision,
    };
    let refused = desk.archive.bureau_save(&draft("  ", it.revision)).unwrap_err();
    assert!(refused.fields.contains_key("name"));
    let done = desk.archive.bureau_save(&draft("潼川县烟草专卖局（新）", it.revision)).unwrap();
    assert_eq!(done.count, 1);
    assert_eq!(desk.archive.bureau_show().unwrap().name, "潼川县烟草专卖局（新）");
    assert_eq!(desk.archive.bureau_save(&draft("甲", it.revision)).unwrap_err().kind, Kind::Conflict);
    assert_eq!(desk.archive.operation_next().unwrap().unwrap().op, "修改单位信息");
    desk.archive.operation_undo(&done.op_id.unwrap()).unwrap();
    let back = desk.archive.bureau_show().unwrap();
    assert_eq!((back.name, back.short_name), (it.name, it.short_name));
}

#[test]
fn how_the_market_is_watched_is_set_and_undone_by_name() {
    let mut desk = Desk::new();
    let it = desk.archive.bureau_show().unwrap();
    let mut supervision = it.supervision.clone();
    supervision.vendor_days = "7".to_owned();
    let draft = BureauDraft { name: it.name, short_name: it.short_name, supervision, revision: it.revision };
    let done = desk.archive.bureau_save(&draft).unwrap();
    assert_eq!(desk.archive.bureau_show().unwrap().supervision.vendor_days, "7");
    assert_eq!(desk.archive.operation_next().unwrap().unwrap().op, "修改单位信息", "Ctrl+Z says what it undoes");
    desk.archive.operation_undo(&done.op_id.unwrap()).unwrap();
    assert_eq!(desk.archive.bureau_show().unwrap().supervision, it.supervision);
}

#[test]
fn a_new_password_opens_and_the_old_one_does_not() {
    let mut desk = Desk::new();
    let wrong = desk.archive.session_password("不是它", "新密码-2027-好").unwrap_err();
    assert_eq!((wrong.kind, wrong.fields.contains_key("old")), (Kind::Denied, true));
    let short = desk.archive.session_password(PASSWORD, "短").unwrap_err();
    assert!(short.fields.contains_key("password"));
    assert!(desk.archive.session_password(PASSWORD, PASSWORD).is_err());
    desk.archive.session_password(PASSWORD, "新密码-2027-好").unwrap();
    let dir = desk.archive.dir().to_path_buf();
    assert_eq!(Archive::open(&dir, "李晓梅", PASSWORD, Access::Read).err().unwrap().kind, Kind::Denied);
    assert!(Archive::open(&dir, "李晓梅", "新密码-2027-好", Access::Read).is_ok());
}

#[test]
fn users_are_listed_with_their_role_in_words() {
    let desk = Desk::new();
    let users = desk.archive.user_list().unwrap();
    assert_eq!(users.len(), 1);
    assert_eq!(
        (users[0].roles_title.as_str(), users[0].custodian, users[0].current),
        ("系统管理员、局领导、内勤、12313保密员", true, true)
    );
}

#[test]
fn passwords_are_weighed_by_what_has_to_be_guessed() {
    for (password, label) in [
        ("", "弱"),
        ("abc", "弱"),
        ("12345678", "弱"),
        ("password", "弱"),
        ("Password1", "弱"),
        ("yancao123", "弱"),
        ("aaaaaaaaaaaa", "弱"),
        ("abcdefghijkl", "弱"),
        ("qwertyuiop12", "弱"),
        ("19750302", "弱"),
        ("13900000001", "弱"),
        ("李晓梅2026年", "弱"),
        ("abababababab", "弱"),
        ("mulanshu97", "中"),
        ("潼川-档案-2026", "强"),
        ("Kv7#pQ2m!xR9", "强"),
        ("东街的老槐树有三百年了", "强"),
    ] {
        let it = password_strength(password, "李晓梅");
        assert_eq!(it.label, label, "{password}: {it:?}");
        assert!(it.score == 4 || !it.advice.is_empty(), "{password}: nothing is advised");
        assert!(it.advice.iter().all(|sentence| password.is_empty() || !sentence.contains(password)));
    }
}

#[test]
fn sheets_are_made_in_memory() {
    let desk = Desk::new();
    let code = "7K2M-90AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-0123";
    let sheet = desk.archive.recovery_sheet(code).unwrap();
    assert_eq!((sheet.pages, sheet.findings.len()), (1, 0));
    assert!(desk.archive.recovery_sheet(" ").is_err());
    let page = desk.archive.calibration_page(Shift { right: 10, down: 0 }).unwrap();
    assert_ne!(page.base64, desk.archive.calibration_page(Shift::default()).unwrap().base64);
}

#[test]
fn a_dossier_is_looked_at_and_saved_under_its_name() {
    let mut desk = Desk::new();
    desk.fill();
    let it = desk.archive.retailer_by_number("619999110015").unwrap();
    let id = it.head.id.to_string();
    let pdf = desk.archive.dossier_preview(Noun::Retailer, &id, Shift::default()).unwrap();
    assert!(pdf.pages > 2 && pdf.title.contains("东街百货") && !pdf.findings.is_empty(), "{}", pdf.title);
    let saved = desk.archive.dossier_save(Noun::Retailer, &id, desk.folder.path()).unwrap();
    assert!(Path::new(&saved.path).is_file() && saved.path.ends_with("619999110015-东街百货.pdf"));
    assert_eq!(desk.archive.dossier_preview(Noun::Staff, &id, Shift::default()).unwrap_err().kind, Kind::Invalid);
    assert_eq!(desk.archive.dossier_preview(Noun::Retailer, "x", Shift::default()).unwrap_err().kind, Kind::NotFound);
}

#[test]
fn the_wall_is_made_once_and_again_when_somebody_reported() {
    let mut desk = Desk::new();
    desk.fill();
    let wall = desk.archive.wall().unwrap();
    assert!(Arc::ptr_eq(&wall, &desk.archive.wall().unwrap()));
    assert!(wall.betrays("金雀儿说的") && !wall.betrays("铁树公说的"));
    let who = Informant { name: Some("铁树公".to_owned()), ..Informant::default() };
    let id = desk.archive.new_id();
    desk.archive.informants.as_mut().unwrap().put([(id, "digest", &who)]).unwrap();
    assert!(desk.archive.wall().unwrap().betrays("铁树公说的"));
}

#[test]
fn a_check_counts_in_words_and_a_finding_leads_to_its_record() {
    let mut desk = Desk::new();
    desk.fill();
    let report = desk.archive.verify_run(Reading::Sample, true, &Watch::none()).unwrap();
    assert!(report.ok && report.kinds.is_empty(), "{report:?}");
    assert!(report.checked.iter().any(|it| it.title == "零售户" && it.count == 3), "{report:?}");
    let scan = desk.join("扫描.png");
    file::write_bytes(&scan, include_bytes!("../../../exchange/src/attachment/probe/samples/small.png")).unwrap();
    desk.archive.attach(Noun::Retailer, "619999110007", "营业执照", &scan).unwrap();
    std::fs::remove_dir_all(desk.archive.dir().join("files")).unwrap();
    let report = desk.archive.verify_run(Reading::Presence, false, &Watch::none()).unwrap();
    let finding = &report.kinds[0].findings[0];
    let id = desk.archive.retailer_by_number("619999110007").unwrap().head.id.to_string();
    assert_eq!((finding.noun, finding.id.as_deref(), report.damaged), (Some(Noun::Retailer), Some(id.as_str()), true));
    assert!(!finding.message.contains(&id));
}

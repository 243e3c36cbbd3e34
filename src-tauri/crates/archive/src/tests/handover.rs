//! One custodian leaves and another takes over: somebody can always read who reported, and never who left.

use std::path::Path;

use yihu_domain::rights::Role::{self, Administrator, Clerk, Custodian, Leader};
use yihu_store::{Informants, Key};

use super::*;
use crate::shown::user::UserDraft;

/// The wall's own file.
const WALL: &str = "informants.db";

/// Opens the archive for somebody, who has changed the password that was given.
fn settled(dir: &Path, name: &str, given: &str, own: &str) -> Archive {
    let mut archive = Archive::open(dir, name, given, Access::Write).unwrap();
    archive.session_password(given, own).unwrap();
    archive
}

fn add(archive: &mut Archive, name: &str, roles: &[Role], password: &str) -> Result<()> {
    let draft = UserDraft { name: name.to_owned(), roles: roles.to_vec(), password: password.to_owned() };
    archive.user_add(&draft).map(drop)
}

/// Who reported the first of the reports, as this user is told.
fn reported(archive: &mut Archive) -> Result<String> {
    let id = archive.store.hotline_by_upstream_no("T2026-001")?.unwrap().head.id.to_string();
    archive.informant_show(&id, Some("核实举报内容")).map(|who| who.name)
}

#[test]
fn the_wall_is_handed_over_and_never_left_without_somebody_who_opens_it() {
    let mut desk = Desk::new();
    desk.fill();
    let dir = desk.archive.dir().to_path_buf();
    let Desk { folder: _folder, archive: mut founder } = desk;
    add(&mut founder, "陈守", &[Custodian], "给陈的临时口令-1").unwrap();
    drop(founder);
    let mut old = settled(&dir, "陈守", "给陈的临时口令-1", "陈自己的口令-10");
    assert_eq!(reported(&mut old).unwrap(), "金雀儿");
    let old_wall = Key::new(*old.secrets.informants_key().unwrap());
    drop(old);

    // Who founded the archive hands the wall over, and is shown nothing from that moment on.
    let mut founder = Archive::open(&dir, "李晓梅", PASSWORD, Access::Write).unwrap();
    founder.user_change("李晓梅", &[Administrator, Leader, Clerk]).unwrap();
    assert_eq!(reported(&mut founder).unwrap_err().kind, Kind::Denied);
    drop(founder);
    let mut founder = Archive::open(&dir, "李晓梅", PASSWORD, Access::Write).unwrap();
    assert!(!founder.is_custodian() && founder.secrets.informants_key().is_none());

    // Now there is one: whatever would take the key from that one is refused, and says what to do.
    add(&mut founder, "赵接", &[Custodian], "给赵的临时口令-1").unwrap_err();
    add(&mut founder, "赵接", &[Clerk], "给赵的临时口令-1").unwrap();
    founder.user_change("赵接", &[Custodian]).unwrap();
    for refused in [
        founder.user_remove("陈守"),
        founder.user_disable("陈守"),
        founder.user_change("陈守", &[Clerk]),
        founder.user_reset("陈守", "又一个口令-22"),
    ] {
        let refused = refused.unwrap_err();
        assert!(refused.kind == Kind::Conflict && refused.message.contains("请先设另一位保密员"), "{refused}");
    }
    // Called a custodian by somebody without the key, she has none.
    let known = founder.user_list().unwrap();
    assert_eq!(known.iter().filter(|it| it.custodian).map(|it| it.name.as_str()).collect::<Vec<_>>(), ["陈守"]);
    drop(founder);

    // He who leaves gives it to her with a password of hers; then he may go.
    let mut old = Archive::open(&dir, "陈守", "陈自己的口令-10", Access::Write).unwrap();
    old.user_reset("赵接", "给赵的临时口令-2").unwrap();
    drop(old);
    let mut founder = Archive::open(&dir, "李晓梅", PASSWORD, Access::Write).unwrap();
    founder.user_remove("陈守").unwrap();
    assert_eq!(founder.user_remove("赵接").unwrap_err().kind, Kind::Conflict, "she is the last now");
    drop(founder);
    let gone = Archive::open(&dir, "陈守", "陈自己的口令-10", Access::Write).err().unwrap();
    assert_eq!(gone.kind, Kind::Denied);
    let mut new = settled(&dir, "赵接", "给赵的临时口令-2", "赵自己的口令-10");
    assert_eq!(reported(&mut new).unwrap(), "金雀儿");
    drop(new);

    // Until the keys are changed the key he held opens the file; after that it opens nothing.
    assert!(Informants::open(&dir.join(WALL), &old_wall).is_ok());
    let mut founder = Archive::open(&dir, "李晓梅", PASSWORD, Access::Write).unwrap();
    let refused = founder.key_rotate(PASSWORD, false, &Watch::none()).unwrap_err();
    assert!(refused.message.contains("兼任12313保密员的系统管理员"), "{refused}");
    founder.user_change("赵接", &[Administrator, Custodian]).unwrap();
    drop(founder);
    let mut new = Archive::open(&dir, "赵接", "赵自己的口令-10", Access::Write).unwrap();
    let rotated = new.key_rotate("赵自己的口令-10", false, &Watch::none()).unwrap();
    assert_eq!(rotated.passwords.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["李晓梅"]);
    assert_eq!(reported(&mut new).unwrap(), "金雀儿");
    assert!(Informants::open(&dir.join(WALL), &old_wall).is_err());
    assert_eq!(Archive::open(&dir, "陈守", "陈自己的口令-10", Access::Write).err().unwrap().kind, Kind::Denied);
}

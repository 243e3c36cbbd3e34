//! Claims about who is let in, what the log tells of it, and what happens after a leak.

use std::{fs, path::Path};

use yihu_domain::{
    Kind, Noun, Result,
    rights::{Right, Role},
};

use yihu_exchange::file;

use super::{Desk, PASSWORD, names, stopped_ever_later};
use crate::{
    Access, Archive, OperationFilter, Reading, Watch,
    login::LOGIN,
    shown::user::{UserDraft, UserState},
};

const TEMPORARY: &str = "临时口令-7788";

impl Desk {
    fn dir(&self) -> std::path::PathBuf {
        self.archive.dir().to_path_buf()
    }

    fn add(&mut self, name: &str, roles: &[Role]) {
        let draft = UserDraft { name: name.to_owned(), roles: roles.to_vec(), password: TEMPORARY.to_owned() };
        self.archive.user_add(&draft).unwrap();
    }

    fn log(&self) -> Vec<String> {
        let all = OperationFilter::default();
        self.archive
            .operation_list(&all, 0, 100)
            .unwrap()
            .rows
            .into_iter()
            .map(|it| format!("{} {}", it.by, it.op))
            .collect()
    }

    /// Locks up, so that others may come in.
    fn locked_up(self) -> (tempfile::TempDir, std::path::PathBuf) {
        let dir = self.dir();
        (self.folder, dir)
    }
}

fn open(dir: &Path, user: &str, password: &str) -> Result<Archive> {
    Archive::open(dir, user, password, Access::Write)
}

#[test]
fn temporary_password_is_changed_before_anything_else() {
    let mut desk = Desk::new();
    desk.add("王建国", &[Role::Clerk]);
    let (_folder, dir) = desk.locked_up();
    let mut archive = open(&dir, "王建国", TEMPORARY).unwrap();
    assert!(archive.session().must_change && !archive.is_custodian());
    assert!(archive.user_list().unwrap_err().message.contains("请先修改密码"));
    for weak in ["short", "password", "王建国-2026", TEMPORARY] {
        assert!(archive.session_password(TEMPORARY, weak).unwrap_err().fields.contains_key("password"), "{weak}");
    }
    archive.session_password(TEMPORARY, "自己的口令-31").unwrap();
    assert!(!archive.session().must_change);
    assert_eq!(
        archive.user_add(&UserDraft { name: "x".into(), roles: vec![], password: String::new() }).unwrap_err().kind,
        Kind::Denied
    );
    drop(archive);
    assert_eq!(open(&dir, "王建国", TEMPORARY).err().unwrap().kind, Kind::Denied);
    assert!(!open(&dir, "王建国", "自己的口令-31").unwrap().session().must_change);
}

#[test]
fn five_wrong_passwords_make_even_the_right_one_wait_also_after_a_restart() {
    let mut desk = Desk::new();
    desk.add("王建国", &[Role::Clerk]);
    let (_folder, dir) = desk.locked_up();
    for n in 0..5 {
        assert_eq!(Archive::session_wait(&dir, "王建国").unwrap().seconds, 0, "{n}");
        assert_eq!(open(&dir, "王建国", "不对的口令").err().unwrap().kind, Kind::Denied);
    }
    let wait = Archive::session_wait(&dir, "王建国").unwrap();
    assert!(wait.failed == 5 && (28..=30).contains(&wait.seconds) && wait.message.contains("请等"), "{wait:?}");
    let refused = open(&dir, "王建国", TEMPORARY).err().unwrap();
    assert!(refused.kind == Kind::Denied && refused.message.contains("次数过多"), "{refused}");
    // Others are not kept out, and the log tells them.
    let archive = open(&dir, "李晓梅", PASSWORD).unwrap();
    let log = archive.operation_list(&OperationFilter::default(), 0, 9).unwrap().rows;
    let failed = log.iter().find(|it| it.op.starts_with("登录失败5次")).unwrap();
    assert!(failed.by == "王建国" && !failed.can_undo);
    drop(archive);
    let again = open(&dir, "李晓梅", PASSWORD).unwrap();
    let told = again.operation_list(&OperationFilter { text: "登录失败".into(), ..Default::default() }, 0, 9).unwrap();
    assert_eq!(told.total, 1, "told once");
}

#[test]
fn what_was_typed_as_a_name_of_nobody_is_kept_nowhere() {
    let (_folder, dir) = Desk::new().locked_up();
    open(&dir, "我的密码打错地方了", "x").err().unwrap();
    let tries = fs::read_to_string(dir.join("tries.json")).unwrap();
    assert!(!tries.contains("我的密码"), "{tries}");
    let archive = open(&dir, "李晓梅", PASSWORD).unwrap();
    let log = archive.operation_list(&OperationFilter::default(), 0, 9).unwrap().rows;
    assert!(log.iter().any(|it| it.op.contains("没有这个用户名")));
    assert!(!dir.join("tries.json").exists());
}

#[test]
fn log_tells_of_every_login_and_change_of_users_and_none_of_it_is_undone() {
    let mut desk = Desk::new();
    desk.fill();
    let before = desk.archive.operation_next().unwrap().unwrap().op;
    desk.add("王建国", &[Role::Clerk]);
    desk.archive.user_change("王建国", &[Role::Reviewer, Role::Leader]).unwrap();
    desk.archive.user_reset("王建国", "又一个口令-557").unwrap();
    desk.archive.user_disable("王建国").unwrap();
    desk.archive.user_enable("王建国", TEMPORARY).unwrap();
    desk.archive.user_remove("王建国").unwrap();
    let log = desk.log();
    for said in [
        "移除用户“王建国”",
        "启用“王建国”",
        "停用“王建国”",
        "重设“王建国”的密码",
        "改为局领导、专卖股长",
        "新增用户“王建国”（内勤）",
        LOGIN,
    ] {
        assert!(log.iter().any(|it| it.contains(said)), "{said}: {log:?}");
    }
    assert_eq!(desk.archive.operation_next().unwrap().unwrap().op, before, "Ctrl+Z does not reach users");
    let removed =
        desk.archive.operation_list(&OperationFilter { text: "移除用户".into(), ..Default::default() }, 0, 1).unwrap();
    let refused = desk.archive.operation_undo(&removed.rows[0].op_id).unwrap_err();
    assert!(refused.kind == Kind::Conflict && refused.message.contains("不撤销"), "{refused}");
    assert!(desk.archive.verify(Reading::Presence, false, &Watch::none()).unwrap().ok);
    let text = format!("{:?}", desk.archive.changes(Some(Noun::User), None, 100).unwrap());
    assert!(!text.contains(TEMPORARY) && !text.contains(PASSWORD));
}

#[test]
fn disabled_user_is_refused_and_the_last_ones_stay() {
    let mut desk = Desk::new();
    desk.add("王建国", &[Role::Clerk]);
    desk.archive.user_disable("王建国").unwrap();
    assert_eq!(desk.archive.user_list().unwrap()[1].state, UserState::Disabled);
    for refused in [
        desk.archive.user_change("李晓梅", &[Role::Clerk, Role::Custodian]),
        desk.archive.user_change("李晓梅", &[Role::Administrator]),
        desk.archive.user_disable("李晓梅"),
        desk.archive.user_remove("李晓梅"),
    ] {
        assert_eq!(refused.unwrap_err().kind, Kind::Conflict);
    }
    let (_folder, dir) = desk.locked_up();
    assert!(open(&dir, "王建国", TEMPORARY).err().unwrap().message.contains("已停用"));
}

#[test]
fn recovery_code_lets_in_once_and_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("潼川县局.yihu");
    let (archive, founded) = Archive::init(&dir, &super::founding(), &Watch::none()).unwrap();
    drop(archive);
    let typed = founded.recovery_code.to_lowercase().replace('-', " ");
    let (archive, code) = Archive::session_recover(&dir, &typed, "李晓梅", "恢复后的口令-9").unwrap();
    assert!(archive.is_custodian() && archive.require(Right::Users).is_ok());
    drop(archive);
    assert_eq!(open(&dir, "李晓梅", PASSWORD).err().unwrap().kind, Kind::Denied);
    let used = Archive::session_recover(&dir, &typed, "李晓梅", "恢复后的口令-8").err().unwrap();
    assert_eq!(used.kind, Kind::Denied);
    let mut archive = open(&dir, "李晓梅", "恢复后的口令-9").unwrap();
    let log = archive.operation_list(&OperationFilter::default(), 0, 9).unwrap().rows;
    assert!(log.iter().any(|it| it.op.contains("用恢复码")) && log.iter().any(|it| it.op.contains("恢复码输错1次")));
    let renewed = archive.recovery_renew("恢复后的口令-9").unwrap().recovery_code;
    drop(archive);
    assert!(Archive::session_recover(&dir, &code, "李晓梅", PASSWORD).is_err());
    Archive::session_recover(&dir, &renewed, "李晓梅", PASSWORD).unwrap();
}

#[test]
fn the_key_of_the_database_is_given_for_the_password_and_told_in_the_log() {
    let mut desk = Desk::new();
    let wrong = desk.archive.key_data("不对的口令").unwrap_err();
    assert!(wrong.fields.contains_key("password"));
    let taken = |desk: &Desk| desk.log().iter().filter(|it| it.contains("取出数据库钥匙")).count();
    assert_eq!(taken(&desk), 0);
    let key = desk.archive.key_data(PASSWORD).unwrap();
    assert_eq!((key.len(), taken(&desk)), (64, 1));
    assert_eq!(key, desk.archive.secrets.data_key_hex());
}

#[test]
fn after_a_leak_everything_lies_under_other_keys_and_says_the_same() {
    let mut desk = Desk::new();
    desk.fill();
    desk.add("王建国", &[Role::Clerk]);
    let dir = desk.dir();
    let wrong = desk.archive.key_rotate("不对的口令", false, &Watch::none()).unwrap_err();
    assert!(wrong.fields.contains_key("password"));
    let before = desk.archive.list(Noun::Hotline, &[], 99, 0).unwrap().records;
    let old_key = *desk.archive.secrets.data_key();
    let rotated = stopped_ever_later(
        &mut desk,
        |desk, watch| desk.archive.key_rotate(PASSWORD, false, watch),
        |desk, _| {
            assert_eq!(*desk.archive.secrets.data_key(), old_key);
            assert_eq!(
                names(desk.folder.path()).iter().filter(|it| it.contains("密钥") || it.starts_with('.')).count(),
                0
            );
        },
    );
    assert!(desk.archive.dir() == dir && *desk.archive.secrets.data_key() != old_key);
    assert_eq!(desk.archive.list(Noun::Hotline, &[], 99, 0).unwrap().records, before);
    assert!(desk.archive.is_custodian());
    let report = desk.archive.verify(Reading::All, false, &Watch::none()).unwrap();
    assert!(report.ok, "{:?}", report.findings);
    assert!(desk.log().iter().any(|it| it.contains("更换密钥")));
    // The same ledger again is the same: who reported is still known by the same digest.
    let again = desk.ledger("again.xlsx", super::HOTLINES, &super::HOTLINE_ROWS);
    assert_eq!(desk.plan(Noun::Hotline, &again).counts.same, 2);
    assert!(Path::new(&rotated.old_folder).join("archive.db").is_file());
    let password = rotated.passwords[0].password.clone();
    let (_folder, dir) = desk.locked_up();
    assert!(open(&dir, "王建国", TEMPORARY).is_err());
    assert!(open(&dir, "王建国", &password).unwrap().session().must_change);
    let (archive, _) = Archive::session_recover(&dir, &rotated.recovery_code, "李晓梅", PASSWORD).unwrap();
    drop(archive);
    // Between the two renames the power may go: the archive comes back.
    fs::rename(&dir, dir.with_file_name("潼川县局.yihu.旧密钥-20261125-9")).unwrap();
    fs::create_dir(dir.with_file_name("潼川县局.yihu.新密钥")).unwrap();
    file::write_bytes(&dir.with_file_name("潼川县局.yihu.新密钥").join("keys.json"), b"{}").unwrap();
    open(&dir, "李晓梅", PASSWORD).unwrap();
}

#[test]
fn what_was_not_backed_up_is_before_the_keys_are_changed_and_opens_with_the_old_password() {
    let mut desk = Desk::new();
    desk.fill();
    let reasons = |dir: &Path| -> Vec<(std::path::PathBuf, String)> {
        let folder = dir.join("backups");
        let manifest = |name: String| {
            let path = folder.join(name);
            let text = fs::read(path.join("manifest.json")).ok()?;
            let manifest: serde_json::Value = serde_json::from_slice(&text).unwrap();
            Some((path, manifest["reason"].as_str().unwrap().to_owned()))
        };
        names(&folder).into_iter().filter_map(manifest).collect()
    };
    let first = desk.archive.key_rotate(PASSWORD, false, &Watch::none()).unwrap();
    let mut before = reasons(Path::new(&first.old_folder));
    before.retain(|(_, reason)| reason == "rotation");
    let [(made, _)] = &before[..] else { panic!("{before:?}") };
    let restored = Archive::restore(made, &desk.join("旧.yihu"), "李晓梅", PASSWORD, &Watch::none()).unwrap();
    assert_eq!(restored.store.count_of(Noun::Training).unwrap(), 1, "what the last import brought is in it");
    assert!(restored.is_custodian() && *restored.secrets.data_key() != *desk.archive.secrets.data_key());
    // The first backup under the new keys has everything: there is nothing to back up again.
    let second = desk.archive.key_rotate(PASSWORD, false, &Watch::none()).unwrap();
    assert!(reasons(Path::new(&second.old_folder)).iter().all(|(_, reason)| reason == "hand"));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test stands in the way")]
fn without_that_backup_the_keys_stay() {
    let mut desk = Desk::new();
    fs::write(desk.dir().join("backups"), "in the way").unwrap();
    let before = *desk.archive.secrets.data_key();
    assert!(desk.archive.key_rotate(PASSWORD, false, &Watch::none()).unwrap_err().message.contains("备份"));
    assert!(*desk.archive.secrets.data_key() == before && names(desk.folder.path()) == ["潼川县局.yihu"]);
    fs::remove_file(desk.dir().join("backups")).unwrap();
    desk.archive.key_rotate(PASSWORD, false, &Watch::none()).unwrap();
}

#[test]
fn keys_that_were_edited_or_belong_elsewhere_are_named_as_damage() {
    let mut desk = Desk::new();
    desk.add("王建国", &[Role::Clerk]);
    let other = Desk::new();
    let (_folder, dir) = desk.locked_up();
    let (_elsewhere, other) = other.locked_up();
    let whole = fs::read_to_string(dir.join("keys.json")).unwrap();
    let mut swapped: serde_json::Value = serde_json::from_str(&whole).unwrap();
    let keys = [swapped["users"][0]["keys"].take(), swapped["users"][1]["keys"].take()];
    let [first, second] = keys;
    (swapped["users"][0]["keys"], swapped["users"][1]["keys"]) = (second, first);
    let cases = [
        ("slots swapped", swapped.to_string()),
        ("role raised", whole.replace("\"clerk\"\n", "\"leader\"\n")),
        ("truncated", whole[..whole.len() / 2].to_owned()),
        ("not of ours", "{\"format\": 2}".to_owned()),
        ("empty", String::new()),
    ];
    for (what, text) in cases {
        file::write_bytes(&dir.join("keys.json"), text.as_bytes()).unwrap();
        for user in ["李晓梅", "王建国"] {
            let password = if user == "李晓梅" { PASSWORD } else { TEMPORARY };
            match open(&dir, user, password) {
                // A rotten slot keeps nobody else out.
                Ok(archive) => assert!(what == "role raised" && archive.session().user == "李晓梅", "{what}"),
                Err(error) => assert_eq!(error.kind, Kind::Damaged, "{what} {user}: {error}"),
            }
        }
    }
    file::write_bytes(&dir.join("keys.json"), whole.as_bytes()).unwrap();
    fs::remove_file(dir.join("tries.json")).unwrap_or_default();
    fs::copy(other.join("archive.db"), dir.join("archive.db")).unwrap();
    let foreign = open(&dir, "李晓梅", PASSWORD).err().unwrap();
    assert_eq!(foreign.kind, Kind::Damaged, "{foreign}");
}

#[test]
fn reader_is_let_in_to_read_and_no_bundle_tells_of_users() {
    let mut desk = Desk::new();
    desk.fill();
    desk.add("周局长", &[Role::Reader]);
    let out = desk.join("上报");
    let made = desk.archive.export_bundle(false, &out, &Watch::none()).unwrap();
    let bytes = fs::read(&made.path).unwrap();
    assert!(!made.record.counts.contains_key("user"));
    assert!(!String::from_utf8_lossy(&bytes).contains("records/user"));
    let (_folder, dir) = desk.locked_up();
    let mut archive = open(&dir, "周局长", TEMPORARY).unwrap();
    archive.session_password(TEMPORARY, "看一看的口令-1").unwrap();
    assert_eq!(archive.access(), Access::Read);
    assert_eq!(archive.list(Noun::Retailer, &[], 9, 0).unwrap().total, 3);
    // Others may write meanwhile.
    let writer = open(&dir, "李晓梅", PASSWORD).unwrap();
    let logins = OperationFilter { text: LOGIN.into(), by: "周局长".into(), ..Default::default() };
    assert_eq!(writer.operation_list(&logins, 0, 9).unwrap().total, 1);
}

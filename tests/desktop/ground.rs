//! What lies on the desk before a story begins: archives made by the command, and a clerk who logs in.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::json;

use crate::{driver::Desk, hands::Window};

/// The user whom the command makes.
pub(crate) const USER: &str = "管理员";

/// Runs `yihu` beside the desk.
pub(crate) fn yihu(desk: &Desk, arguments: &[&str]) {
    yihu_as(desk, yihu_tests::PASSWORD, arguments);
}

/// Runs `yihu` with another password.
pub(crate) fn yihu_as(desk: &Desk, password: &str, arguments: &[&str]) {
    let output = Command::new(yihu_tests::binary("yihu"))
        .args(arguments)
        .current_dir(desk.join(""))
        .env("YIHU_PASSWORD", password)
        .env("YIHU_NOW", yihu_tests::NOW)
        .stdin(Stdio::null())
        .output()
        .expect("yihu starts");
    // 1 = refused rows, as the ledgers have them.
    assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
}

/// An archive with the four ledgers taken in.
pub(crate) fn archive_with_ledgers(desk: &Desk) -> PathBuf {
    let dir = empty_archive(desk);
    for (noun, file) in yihu_tests::LEDGERS {
        yihu(desk, &["import", &dir.to_string_lossy(), noun, &yihu_tests::ledger(file).to_string_lossy(), "--apply"]);
    }
    dir
}

/// An archive with nothing in it.
pub(crate) fn empty_archive(desk: &Desk) -> PathBuf {
    let dir = desk.join("潼川县局.yihu");
    let name = ["--bureau", "619999", "--name", "潼川县烟草专卖局"];
    yihu(desk, &[&["init", &*dir.to_string_lossy()], &name[..]].concat());
    dir
}

/// Has this PC know an archive, as if it had been opened here before.
pub(crate) fn known(desk: &Desk, dir: &Path, user: &str) {
    let known = json!({ "archives": [{
        "dir": dir, "bureau_name": "潼川县烟草专卖局", "demo": false, "opened_at": "2026-11-26 17:20", "last_user": user,
    }] });
    let folder = desk.join("config/yihu");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("desk.json"), known.to_string()).unwrap();
}

/// Starts the app on a PC that knows the archive, and logs in.
pub(crate) async fn entered(desk: &Desk, dir: &Path, user: &str, password: &str) -> Window {
    known(desk, dir, user);
    let window = desk.start().await;
    window.fill("密码", password).await;
    window.click("登录").await;
    window.see("锁定").await;
    window
}

/// Logs in to the archive with the four ledgers.
pub(crate) async fn at_work(desk: &Desk) -> Window {
    let dir = archive_with_ledgers(desk);
    entered(desk, &dir, USER, yihu_tests::PASSWORD).await
}

/// Opens the first record in the list of a noun.
pub(crate) async fn open_first(window: &Window, noun: &str) {
    window.go(&format!("/{noun}")).await;
    // Other pages lead to records too: the list's own, and not the page's that goes away.
    window.follow(&format!(".list-page a[href*='#/{noun}/']:not([href$='new'])")).await;
    window.see("沿革").await;
}

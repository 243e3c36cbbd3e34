//! Backups as the clerk lives with them: made behind her back, made when she goes, and looked into before they come back.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use tokio::time::{Instant, sleep};

use crate::{
    driver::{Desk, PATIENCE},
    ground::{self, USER},
    hands::Window,
    screen::titled,
};

const BUREAU: &str = "潼川县烟草专卖局";

/// The backups of an archive, with what each says of itself.
fn backups(dir: &Path) -> Vec<(PathBuf, String)> {
    let all = fs::read_dir(dir.join("backups")).unwrap().filter_map(|it| Some(it.ok()?.path()));
    all.filter_map(|path| Some((path.clone(), fs::read_to_string(path.join("manifest.json")).ok()?))).collect()
}

/// Changes something that is not the login.
async fn rename(window: &Window, short: &str) {
    window.go("/setting").await;
    window.fill("简称", short).await;
    window.click("保存单位").await;
    window.see("撤销").await;
}

#[tokio::test]
async fn window_that_is_closed_backs_up_what_changed_and_then_ends() {
    let desk = Desk::new().await;
    let dir = ground::empty_archive(&desk);
    let window = ground::entered(&desk, &dir, USER, yihu_tests::PASSWORD).await;
    rename(&window, "潼川县局").await;
    assert_eq!(backups(&dir).len(), 1, "the one of its founding");
    desk.quit(&titled(&desk, BUREAU).await).await;
    drop(window);
    let all = backups(&dir);
    assert!(all.len() == 2 && all.iter().any(|(_, text)| text.contains("exit")), "{all:?}");

    // That somebody logged in is nothing to back up for.
    let window = ground::entered(&desk, &dir, USER, yihu_tests::PASSWORD).await;
    desk.quit(&titled(&desk, BUREAU).await).await;
    drop(window);
    assert_eq!(backups(&dir).len(), 2);
}

#[tokio::test]
async fn change_is_backed_up_by_itself_when_half_an_hour_has_gone_by() {
    let desk = Desk::at("2026-11-27T17:30:00+08:00").await;
    let dir = ground::empty_archive(&desk);
    let window = ground::entered(&desk, &dir, USER, yihu_tests::PASSWORD).await;
    rename(&window, "潼川县局").await;
    assert_eq!(backups(&dir).len(), 1, "the one of its founding");
    let until = Instant::now() + PATIENCE * 2;
    while backups(&dir).len() < 2 {
        assert!(Instant::now() < until, "nothing is backed up by itself");
        sleep(Duration::from_millis(200)).await;
    }
    window.go("/backup").await;
    window.see("自动").await;
    window.see("2026-11-27 17:30").await;
    window.picture("备份-自动").await;
    desk.close(window).await;
}

#[tokio::test]
async fn backup_is_looked_into_before_it_takes_the_archives_place() {
    let desk = Desk::new().await;
    let window = ground::at_work(&desk).await;
    let dir = desk.join("潼川县局.yihu");
    window.go("/backup").await;
    window.click("立即备份").await;
    window.see("打得开，数得清，能恢复").await;
    window.picture("备份-演练").await;
    rename(&window, "后来改的").await;
    window.go("/backup").await;
    window.follow(".backup-restore").await;
    window.fill("密码（做备份那天的）", yihu_tests::PASSWORD).await;
    window.click("查看备份").await;
    window.see("备份以后又有").await;
    window.picture("恢复-预览").await;
    window.click("换下现在的档案").await;
    window.see("近14天到期").await;
    window.go("/setting").await;
    window.see("单位名称").await;
    assert_eq!(window.value("简称").await, "");
    let beside = fs::read_dir(desk.join("")).unwrap().filter_map(|it| it.ok()?.file_name().into_string().ok());
    let kept: Vec<_> = beside.filter(|name| name.contains("换下")).collect();
    assert!(kept.len() == 1 && dir.is_dir(), "{kept:?}");
    desk.close(window).await;
}

#[tokio::test]
async fn backup_becomes_an_archive_on_another_pc_after_a_look() {
    let desk = Desk::new().await;
    let backup = backups(&ground::empty_archive(&desk)).swap_remove(0).0;
    let window = desk.start().await;
    window.click_on("从备份恢复").await;
    desk.pick(&[&backup]);
    window.click("选择备份…").await;
    window.see(&backup.file_name().unwrap_or_default().to_string_lossy()).await;
    window.fill("密码（做备份时的密码）", "不是这个密码").await;
    window.click("查看备份").await;
    window.see("密码不对").await;
    window.fill("密码（做备份时的密码）", yihu_tests::PASSWORD).await;
    window.click("查看备份").await;
    window.see("打得开，数得清，能恢复").await;
    window.picture("恢复-开始页").await;
    window.click("开始恢复").await;
    window.see("档案还是空的").await;
    desk.close(window).await;
}

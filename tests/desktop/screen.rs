//! What the system knows of the window: its title, its place on the screen.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::{
    driver::{Desk, PATIENCE},
    ground::{self, USER},
};

/// The window whose title holds some words, once it is there.
pub(crate) async fn titled(desk: &Desk, words: &str) -> String {
    let until = Instant::now() + PATIENCE;
    loop {
        let found = desk.screen(&["search", "--onlyvisible", "--name", words]);
        if let Some(id) = found.lines().next() {
            return id.to_owned();
        }
        assert!(Instant::now() < until, "no window is titled “{words}”");
        sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn windows_own_title_says_whose_archive_it_is_and_marks_the_invented_county() {
    let desk = Desk::new().await;
    let dir = desk.join("演示.yihu");
    ground::yihu(&desk, &["demo", &dir.to_string_lossy()]);
    let (user, password) = ("演示", "yihu-demo");
    let window = ground::entered(&desk, &dir, user, password).await;
    let id = titled(&desk, "^【演示数据】工作台").await;
    let title = desk.screen(&["getwindowname", &id]);
    assert!(title.contains("烟草专卖局") && title.ends_with("一户档"), "{title}");
    window.click("退出").await;
    titled(&desk, "^一户档$").await;
    desk.close(window).await;

    // Another archive: another name, and no mark.
    let dir = ground::empty_archive(&desk);
    let window = ground::entered(&desk, &dir, USER, yihu_tests::PASSWORD).await;
    titled(&desk, "^工作台 - 潼川县烟草专卖局 - 一户档$").await;
    desk.close(window).await;
}

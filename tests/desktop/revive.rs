//! The process that draws the pages dies: the window comes back, and what was typed with it.
//!
//! The driver is of no use once its page has died: from there on the title tells.

use crate::{driver::Desk, ground, guard::form_of_the_first, screen::titled};

#[tokio::test]
async fn pages_that_died_come_back_to_the_login_with_the_draft() {
    let desk = Desk::new().await;
    let (user, password) = ("演示", "yihu-demo");
    let dir = desk.join("演示.yihu");
    ground::yihu(&desk, &["demo", &dir.to_string_lossy()]);
    let window = ground::entered(&desk, &dir, user, password).await;
    form_of_the_first(&window).await;
    window.fill("备注", "页面中断前写的").await;
    window.see("未保存的内容已暂存").await;
    titled(&desk, "修改零售户").await;

    desk.kill_pages();
    // Without the login page there is no such title. Keys from outside do not reach a window that a driver holds.
    titled(&desk, "^一户档$").await;
    desk.whole_screen("页面中断之后");
    desk.kill();
    drop(window);

    let window = ground::entered(&desk, &dir, user, password).await;
    window.see("未保存的草稿").await;
    desk.close(window).await;
}

//! Nobody gets in without the password, and nothing that was typed is lost: not by a lock, not by a crash.

use fantoccini::key::Key;

use crate::{
    driver::Desk,
    ground::{self, USER},
    hands::Window,
};

/// The first retailer of the ledger is opened, and its form.
pub(crate) async fn form_of_the_first(window: &Window) {
    ground::open_first(window, "retailer").await;
    window.script("location.hash = location.hash.split('?')[0] + '/edit'").await;
    window.see("保存并新增").await;
}

#[tokio::test]
async fn wrong_password_is_said_in_words_and_the_right_one_opens() {
    let desk = Desk::new().await;
    let dir = ground::empty_archive(&desk);
    ground::known(&desk, &dir, USER);
    let window = desk.start().await;
    window.fill("密码", "不是这个密码").await;
    window.click("登录").await;
    window.see("用户名或密码不对").await;
    window.picture("密码不对").await;
    window.fill("密码", yihu_tests::PASSWORD).await;
    window.click("登录").await;
    window.see("锁定").await;
    desk.close(window).await;
}

#[tokio::test]
async fn what_was_typed_is_there_after_the_lock() {
    let desk = Desk::new().await;
    let window = ground::at_work(&desk).await;
    form_of_the_first(&window).await;
    window.fill("联系电话", "1390000").await;
    window.press(&[char::from(Key::Control), 'l']).await;
    window.see("已锁定").await;
    assert!(!window.page().await.contains("619999110000"), "the page is still to be read behind the lock");
    window.picture("锁定").await;
    window.fill("密码", yihu_tests::PASSWORD).await;
    window.click("解锁").await;
    window.see("保存并新增").await;
    assert_eq!(window.value("联系电话").await, "1390000");
    desk.close(window).await;
}

#[tokio::test]
async fn idle_desk_locks_itself_and_keeps_the_draft() {
    let desk = Desk::new().await;
    let window = ground::at_work(&desk).await;
    form_of_the_first(&window).await;
    window.fill("备注", "写到一半").await;
    // Nobody waits ten minutes: the window's own clock is put forward.
    window
        .script("const real = Date.now.bind(Date); Date.now = () => real() + 11 * 60_000; performance.now = ((now) => () => now() + 11 * 60_000)(performance.now.bind(performance))")
        .await;
    window.see("已锁定").await;
    window.script("Date.now = () => new Date().getTime()").await;
    window.fill("密码", yihu_tests::PASSWORD).await;
    window.click("解锁").await;
    window.see("保存并新增").await;
    assert_eq!(window.value("备注").await, "写到一半");
    desk.close(window).await;
}

#[tokio::test]
async fn what_was_typed_is_there_after_the_power_failed() {
    let desk = Desk::new().await;
    let dir = ground::archive_with_ledgers(&desk);
    let window = ground::entered(&desk, &dir, USER, yihu_tests::PASSWORD).await;
    form_of_the_first(&window).await;
    window.fill("备注", "断电前写的").await;
    window.see("未保存的内容已暂存").await;
    let address = window.script("return location.hash.slice(1)").await;
    desk.kill();
    drop(window);

    let window = ground::entered(&desk, &dir, USER, yihu_tests::PASSWORD).await;
    // The workbench says that something is left to go on with.
    window.see("未保存的草稿").await;
    window.picture("断电之后").await;
    window.go(address.as_str().unwrap()).await;
    window.see("没有保存的内容").await;
    assert_eq!(window.value("备注").await, "断电前写的");
    window.press(&[char::from(Key::Control), 's']).await;
    window.see("沿革").await;
    window.see("断电前写的").await;
    desk.close(window).await;
}

#[tokio::test]
async fn recovery_code_that_nobody_wrote_down_is_told_at_the_next_login() {
    let desk = Desk::new().await;
    let dir = ground::empty_archive(&desk);
    ground::known(&desk, &dir, USER);
    // As a window leaves it that died on the page of the code.
    let file = desk.join("config/yihu/desk.json");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replacen("\"last_user\"", "\"code_unseen\":true,\"last_user\"", 1)).unwrap();
    let window = desk.start().await;
    window.fill("密码", yihu_tests::PASSWORD).await;
    window.click("登录").await;
    window.see("没有确认恢复码已抄下").await;
    window.picture("恢复码没有抄下").await;
    window.click("已抄下并封存").await;
    window.see_no_more("没有确认恢复码已抄下").await;
    assert!(std::fs::read_to_string(&file).unwrap().contains("\"code_unseen\": false"));
    desk.close(window).await;
}

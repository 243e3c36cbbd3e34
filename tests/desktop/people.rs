//! Who gets in, as what, and what each then sees: users, waiting after wrong tries, the recovery code.

use serde_json::json;

use crate::{
    driver::Desk,
    ground::{self, USER},
    hands::Window,
};

const CLERK: &str = "雷云秀";
const TEMPORARY: &str = "tubu-4719-mero";
const OWN: &str = "清河-白杨-2026";

/// The administrator lets a clerk in, in the window.
async fn add_clerk(window: &Window) {
    window.go("/user").await;
    window.click("新增用户").await;
    window.fill("姓名", CLERK).await;
    window.follow("form [value=clerk]").await;
    window.fill("临时密码", TEMPORARY).await;
    window.click("新增").await;
    window.see("等首次改密").await;
}

/// Chooses who logs in.
async fn choose(window: &Window, user: &str) {
    window.text("#login-user option").await;
    let choose = "const field = document.querySelector('#login-user'); field.value = arguments[0]; field.dispatchEvent(new Event('change'))";
    window.ask(choose, &[json!(user)]).await;
}

async fn log_in(window: &Window, user: &str, password: &str) {
    choose(window, user).await;
    window.fill("密码", password).await;
    window.click("登录").await;
}

#[tokio::test]
async fn clerk_changes_the_temporary_password_first_and_sees_what_a_clerk_may() {
    let desk = Desk::new().await;
    let window = ground::at_work(&desk).await;
    add_clerk(&window).await;
    window.picture("用户-新增后").await;
    window.click("退出").await;
    // What was said to the administrator is not said to her.
    window.see_no_more("新增用户").await;
    log_in(&window, CLERK, TEMPORARY).await;
    window.see("先改密码").await;
    window.picture("先改密码").await;
    window.fill("新密码", OWN).await;
    window.fill("再输一遍新密码", OWN).await;
    window.click("修改密码并进入").await;
    window.see("锁定").await;
    let menu = window.text("nav").await;
    assert!(menu.contains("零售户") && menu.contains("导入"), "{menu}");
    assert!(!menu.contains("用户") && !menu.contains("密钥"), "{menu}");
    window.go("/user").await;
    window.see("这一页您不能打开").await;
    window.picture("不能打开").await;
    ground::open_first(&window, "hotline").await;
    window.see("已保密").await;
    window.picture("已保密").await;
    window.click("退出").await;
    // The temporary password opens nothing any more.
    log_in(&window, CLERK, TEMPORARY).await;
    window.see("用户名或密码不对").await;
    log_in(&window, CLERK, OWN).await;
    window.see("锁定").await;
    desk.close(window).await;
}

#[tokio::test]
async fn disabled_user_is_refused_and_the_last_administrator_stays() {
    let desk = Desk::new().await;
    let dir = ground::empty_archive(&desk);
    let window = ground::entered(&desk, &dir, USER, yihu_tests::PASSWORD).await;
    add_clerk(&window).await;
    window.click(&format!("改岗位：{USER}")).await;
    window.follow("form [value=administrator]").await;
    window.click("保存岗位").await;
    window.see("最后一位系统管理员").await;
    window.picture("最后一位系统管理员").await;
    window.click("取消").await;
    window.click(&format!("停用：{CLERK}")).await;
    window.see("他的密码立即打不开档案").await;
    window.click("停用").await;
    window.see("已停用").await;
    window.click("退出").await;
    log_in(&window, CLERK, TEMPORARY).await;
    window.see("停用").await;
    window.picture("停用的用户").await;
    assert_eq!(window.count("header.frame-bar").await, 0);
    desk.close(window).await;
}

#[tokio::test]
async fn five_wrong_passwords_make_her_wait_also_in_a_new_window() {
    let desk = Desk::new().await;
    let dir = ground::empty_archive(&desk);
    ground::known(&desk, &dir, USER);
    let window = desk.start().await;
    for attempt in 1..=5 {
        window.fill("密码", &format!("猜的密码{attempt}")).await;
        window.click("登录").await;
        window.see(if attempt < 5 { "密码不对" } else { "还要等" }).await;
    }
    window.picture("要等").await;
    let disabled = "return document.querySelector('form [type=submit]').disabled";
    assert_eq!(window.script(disabled).await, json!(true));
    desk.close(window).await;
    let window = desk.start().await;
    window.see("还要等").await;
    assert_eq!(window.script(disabled).await, json!(true));
    desk.close(window).await;
}

#[tokio::test]
async fn recovery_code_opens_what_nobody_knows_the_password_of() {
    let desk = Desk::new().await;
    let dir = ground::empty_archive(&desk);
    let window = ground::entered(&desk, &dir, USER, yihu_tests::PASSWORD).await;
    window.go("/key").await;
    window.click("换恢复码").await;
    window.fill("您的密码", yihu_tests::PASSWORD).await;
    window.click("换恢复码").await;
    let printed = window.text(".recovery-code").await;
    window.picture("新恢复码").await;
    window.tick("已抄下（或打印）并封存").await;
    window.click("完成").await;
    window.click("退出").await;
    window.click("忘记密码？用恢复码打开…").await;
    // As people type it: small letters, without dashes, O for 0.
    let typed: String = printed.chars().filter(|it| it.is_alphanumeric()).collect();
    window.fill("恢复码", &typed.to_lowercase().replace('0', "o")).await;
    window.fill("新密码", OWN).await;
    window.fill("再输一遍新密码", OWN).await;
    window.picture("恢复码打开").await;
    window.click("打开并重设密码").await;
    window.see("恢复码：只显示这一次").await;
    assert_ne!(window.text(".recovery-code").await, printed);
    window.tick("已抄下（或打印）并封存").await;
    window.click("进入工作台").await;
    window.see("锁定").await;
    window.go("/operation").await;
    window.click("只看登录").await;
    window.see("登录").await;
    window.picture("只看登录").await;
    desk.close(window).await;
}

//! The life of a licence in the real window: applied for, checked by two, granted by another, closed too long, renewed.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use fantoccini::key::Key;

use crate::{
    driver::Desk,
    ground::{self, USER},
    hands::Window,
};

const CLERK: &str = "雷云秀";
const LEADER: &str = "熊长河";
const OWN: &str = "清河-白杨-2026";
const TEMPORARY: &str = "tubu-4719-mero";
/// The box that says that the title fits what is there.
const MATCHING: &str = ".ticks label:nth-of-type(2) input";
const SHOP: &str = "新街卞家便利店";
const NUMBER: &str = "619999110801";

/// Eighteen months later: the shop is closed longer than a year.
const LATER: &str = "2028-06-01T09:00:00+08:00";
/// Seventy-two days before the licence ends.
const LAST: &str = "2031-09-15T09:00:00+08:00";

#[tokio::test]
async fn a_licence_is_applied_for_granted_closed_too_long_and_renewed() {
    let mut desk = Desk::new().await;
    let dir = ground::empty_archive(&desk);
    for (user, role) in [(CLERK, "clerk"), (LEADER, "leader")] {
        let_in(&desk, &dir, user, role);
    }
    let window = ground::entered(&desk, &dir, CLERK, OWN).await;
    apply(&window).await;
    accept_and_check(&window).await;
    window.click("退出").await;
    log_in(&window, LEADER).await;
    grant(&window).await;
    window.click("退出").await;
    log_in(&window, CLERK).await;
    scan(&desk, &window).await;
    window.click("退出").await;
    log_in(&window, LEADER).await;
    look_again(&window).await;
    suspend(&window).await;
    desk.close(window).await;

    desk.turn_clock(LATER);
    let window = ground::entered(&desk, &dir, LEADER, OWN).await;
    window.see("停业期满").await;
    window.see("逾期").await;
    window.picture("许可-停业逾期").await;
    resume(&window).await;
    desk.close(window).await;

    desk.turn_clock(LAST);
    let window = ground::entered(&desk, &dir, LEADER, OWN).await;
    renew(&window).await;
    print(&window).await;
    desk.close(window).await;
}

/// The administrator lets somebody in, who changes the password at once.
fn let_in(desk: &Desk, dir: &Path, user: &str, role: &str) {
    let run = |password: &str, new: &str, words: &[&str]| {
        let output = Command::new(yihu_tests::binary("yihu"))
            .args(words)
            .current_dir(desk.join(""))
            .env("YIHU_PASSWORD", password)
            .env("YIHU_NEW_PASSWORD", new)
            .env("YIHU_NOW", yihu_tests::NOW)
            .stdin(Stdio::null())
            .output()
            .expect("yihu starts");
        assert!(output.status.success(), "{output:?}");
    };
    let dir = dir.to_string_lossy();
    run(yihu_tests::PASSWORD, TEMPORARY, &["user", "add", &dir, user, role, "--user", USER]);
    run(TEMPORARY, OWN, &["user", "password", &dir, "--user", user]);
}

async fn log_in(window: &Window, user: &str) {
    window.text("#login-user option").await;
    let choose = "const field = document.querySelector('#login-user'); field.value = arguments[0]; field.dispatchEvent(new Event('change'))";
    window.ask(choose, &[serde_json::json!(user)]).await;
    window.fill("密码", OWN).await;
    window.click("登录").await;
    window.see("锁定").await;
}

/// Fills a field and goes on from it, as she does: a list that is still open lies over the next.
async fn fill(window: &Window, field: &str, text: &str) {
    window.fill(field, text).await;
    window.press(&[char::from(Key::Tab)]).await;
}

async fn save(window: &Window) {
    window.press(&[char::from(Key::Control), 's']).await;
}

/// Opens the only matter of that kind, to be changed.
async fn edit(window: &Window, kind: &str) {
    window.go("/matter").await;
    window.see(kind).await;
    window.follow(".list-page a[href*='#/matter/']:not([href$='new'])").await;
    window.see("沿革").await;
    window.click("修改").await;
    window.see("保存并新增").await;
}

/// A new one, with its applicant; a second one of the same person is told while it is typed.
async fn apply(window: &Window) {
    window.go("/matter/new").await;
    window.see("保存并新增").await;
    fill(window, "事项", "新办").await;
    fill(window, "户名", SHOP).await;
    window.see("申请人").await;
    for (field, text) in [
        ("负责人", "卞小满"),
        ("身份证号码", "11010519491231002X"),
        ("联系电话", "13900001111"),
        ("经营地址", "城关镇新街99号"),
        ("乡镇", "城关镇"),
    ] {
        fill(window, field, text).await;
    }
    window.picture("许可-新办").await;
    save(window).await;
    window.see("待受理").await;
    window.see("第一次申领零售许可证").await;
    window.picture("许可-申请").await;

    window.go("/matter/new").await;
    window.see("保存并新增").await;
    fill(window, "事项", "新办").await;
    fill(window, "户名", "卞家二店").await;
    fill(window, "身份证号码", "11010519491231002X").await;
    fill(window, "经营地址", "城关镇北街1号").await;
    window.see("身份证号相同").await;
    window.click("就用这一户").await;
    window.see("同一户的新办还没有决定").await;
    window.picture("许可-已有档案").await;
    window.press(&[char::from(Key::Escape)]).await;

    window.go("/retailer").await;
    window.see(SHOP).await;
    window.see("申请中").await;
    window.picture("许可-申请中的户").await;
}

/// Accepted; looked at by one, which is refused, and by two; the decision is not hers.
async fn accept_and_check(window: &Window) {
    edit(window, "新办").await;
    fill(window, "受理日期", "今").await;
    fill(window, "办理人", CLERK).await;
    fill(window, "核查日期", "今").await;
    fill(window, "核查人", "段兰").await;
    save(window).await;
    window.see("实地核查须两名不同的人员").await;
    window.picture("许可-一人核查").await;
    fill(window, "核查人", "段兰、黄平").await;
    save(window).await;
    window.see("待决定").await;
    edit(window, "新办").await;
    fill(window, "决定", "准予").await;
    fill(window, "决定日期", "今").await;
    fill(window, "许可证号", NUMBER).await;
    save(window).await;
    window.see("不能办理“作出决定：").await;
    window.picture("许可-内勤不能决定").await;
    // What she typed is kept for her; she lets it go.
    window.press(&[char::from(Key::Escape)]).await;
    edit(window, "新办").await;
    window.click("放弃这些内容").await;
    window.see("已放弃").await;
    window.press(&[char::from(Key::Escape)]).await;
}

/// The leader grants it, under the number that the upstream system gave.
async fn grant(window: &Window) {
    edit(window, "新办").await;
    fill(window, "决定", "准予").await;
    fill(window, "决定日期", "今").await;
    fill(window, "审批人", LEADER).await;
    save(window).await;
    window.see("号码由证件管理系统给出").await;
    fill(window, "许可证号", NUMBER).await;
    window.see("2026-11-27 至 2031-11-26").await;
    window.picture("许可-准予").await;
    save(window).await;
    window.see("待送达").await;
    window.go("/retailer").await;
    window.see(NUMBER).await;
    window.see("有效").await;
}

/// Scans go into their places: one cannot be read, one lies in the wrong one.
async fn scan(desk: &Desk, window: &Window) {
    edit(window, "新办").await;
    fill(window, "送达日期", "今").await;
    save(window).await;
    window.see("已办结").await;
    window.click("附件").await;
    for (slot, file) in [("申请表", "看不清.jpg"), ("身份证复印件", "营业执照.jpg")] {
        desk.pick(&[&yihu_tests::fixture(&format!("scans/{file}"))]);
        window.click_on(slot).await;
        window.click("选择文件").await;
        window.see(&format!("放入附件“{slot}”")).await;
        if slot == "申请表" {
            window.see("重扫").await;
            window.picture("许可-看不清").await;
        }
    }
    // Her own scan is not hers to call the right one.
    window.follow(MATCHING).await;
    window.see("要请另一位同事").await;
    window.picture("许可-自己不能核对").await;
}

/// A second person sees that the title does not fit what is there, and lays it where it belongs.
async fn look_again(window: &Window) {
    window.go("/matter").await;
    window.follow(".list-page a[href*='#/matter/']:not([href$='new'])").await;
    window.see("沿革").await;
    window.click("附件").await;
    window.click_on("身份证复印件").await;
    window.follow(MATCHING).await;
    window.see("核对附件“身份证复印件”").await;
    window.follow(MATCHING).await;
    window.see("撤回核对附件“身份证复印件”").await;
    window.picture("许可-题名不符").await;
    let lay = "const list = document.querySelector('.scan-move'); list.value = '营业执照'; list.dispatchEvent(new Event('change'))";
    window.script(lay).await;
    window.see("移到").await;
    window.see("还没有人看过").await;
    window.picture("许可-移对栏位").await;
}

/// A matter of the licence, decided at once by who may.
async fn decided(window: &Window, kind: &str, more: &[(&str, &str)]) {
    window.go("/matter/new").await;
    window.see("保存并新增").await;
    fill(window, "事项", kind).await;
    for (field, text) in [
        ("许可证号", NUMBER),
        ("户名", SHOP),
        ("申请日期", "今"),
        ("受理日期", "今"),
        ("决定", "准予"),
        ("决定日期", "今"),
    ] {
        fill(window, field, text).await;
    }
    for (field, text) in more {
        fill(window, field, text).await;
    }
    save(window).await;
    window.see("待送达").await;
}

async fn suspend(window: &Window) {
    decided(window, "停业", &[("停业起", "2026-11-27"), ("停业止", "2027-11-27")]).await;
}

async fn resume(window: &Window) {
    decided(window, "恢复营业", &[]).await;
    window.go("/").await;
    window.see("近14天到期").await;
    window.see_no_more("停业期满").await;
}

/// Within the ninety days before the end: five years more, under the same number.
async fn renew(window: &Window) {
    window.go("/retailer").await;
    window.see("延续最迟10-27").await;
    window.picture("许可-可延续").await;
    decided(window, "延续", &[]).await;
    window.see("2036-11-26").await;
    window.picture("许可-延续").await;
}

/// The volume, with what it lacks.
async fn print(window: &Window) {
    window.go("/retailer").await;
    window.follow(".list-page a[href*='#/retailer/']:not([href$='new'])").await;
    window.see("沿革").await;
    window.picture("许可-一户").await;
    window.click("关联").await;
    window.see("延续").await;
    window.picture("许可-关联").await;
    window.click("打印案卷").await;
    window.see("卷内缺").await;
    window.drawn().await;
    window.picture("许可-案卷").await;
}

//! A change of a licence in the real window: what is decided is written into the licence and the file.

use fantoccini::key::Key;

use crate::{driver::Desk, ground, hands::Window};

/// Fills a field and goes on from it: a list that is still open lies over the next.
async fn fill(window: &Window, field: &str, text: &str) {
    window.fill(field, text).await;
    window.press(&[char::from(Key::Tab)]).await;
}

#[tokio::test]
async fn a_granted_change_gives_the_shop_its_new_name_and_the_timeline_the_old_one() {
    let desk = Desk::new().await;
    let window = ground::at_work(&desk).await;
    ground::open_first(&window, "retailer").await;
    window.click("登记许可事项").await;
    window.see("保存并新增").await;
    fill(&window, "事项", "变更").await;
    window.see("变更内容").await;
    fill(&window, "变更后户名", "新桥便利店").await;
    fill(&window, "申请日期", "今").await;
    fill(&window, "受理日期", "今").await;
    fill(&window, "办理人", "段兰").await;
    window.picture("许可-变更").await;
    fill(&window, "决定", "准予").await;
    fill(&window, "决定日期", "今").await;
    fill(&window, "审批人", "熊长河").await;
    window.press(&[char::from(Key::Control), 's']).await;
    window.see("待送达").await;
    window.picture("许可-变更准予").await;
    window.go("/retailer").await;
    window.see("新桥便利店").await;
    window.follow(".record-table tbody a").await;
    window.see("沿革").await;
    window.click("沿革").await;
    window.see("新桥便利店").await;
    window.picture("许可-变更沿革").await;
    desk.close(window).await;
}

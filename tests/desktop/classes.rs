//! What the bureau's rules propose is decided by a person, many shops at once, and taken back as one.

use crate::{driver::Desk, ground};

/// Chooses in the system's own list, which no driver opens.
const CHOOSE: &str = "
    const it = document.querySelector('#classify-class');
    it.value = '守法经营户';
    it.dispatchEvent(new Event('change', { bubbles: true }));";

#[tokio::test]
async fn a_proposal_is_followed_with_a_note_and_stands_on_the_shops_page() {
    let desk = Desk::new().await;
    let window = ground::at_work(&desk).await;
    window.go("/class").await;
    window.see("合计 490 户").await;
    window.see("有案件").await;
    window.follow("tbody input[type=checkbox]").await;
    window.see("已勾选 1 户").await;
    let address = window.script("return document.querySelector('.chosen th a').getAttribute('href').slice(1)").await;
    window.click("保持不变 1 户").await;
    window.see("请写明理由").await;
    window.fill("说明", "局务会研究同意").await;
    window.picture("分类建议-勾选").await;
    window.click("采纳 1 户").await;
    window.see("采纳分类建议1户").await;
    window.go(address.as_str().unwrap()).await;
    window.see("分类沿革").await;
    window.see("局务会研究同意").await;
    window.picture("分类沿革").await;
    desk.close(window).await;
}

#[tokio::test]
async fn all_that_was_found_gets_one_class_for_one_reason() {
    let desk = Desk::new().await;
    let window = ground::at_work(&desk).await;
    window.go("/retailer").await;
    window.follow(".list-page thead input[type=checkbox]").await;
    window.see("已勾选").await;
    window.click("勾选全部 490 条").await;
    window.see("已勾选 490 条").await;
    window.click("成批分类").await;
    window.see("会写进每一户的分类沿革").await;
    window.script(CHOOSE).await;
    window.fill("分类依据", "年初全县重新分类").await;
    window.picture("成批分类").await;
    window.click("分类 490 户").await;
    window.see("成批分类：守法经营户").await;
    window.go("/class").await;
    window.see("守法经营户 490").await;
    desk.close(window).await;
}

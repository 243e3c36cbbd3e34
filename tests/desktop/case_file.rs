//! The documents of a case: asked for by how far it has come, scanned into their places, and wanting in the list till then.

use crate::{
    driver::Desk,
    ground::{self, open_first},
};

#[tokio::test]
async fn a_scan_goes_into_its_place_in_the_case_and_leaves_the_list_of_what_is_missing() {
    let desk = Desk::new().await;
    let window = ground::at_work(&desk).await;
    open_first(&window, "case").await;
    window.click("附件").await;
    window.picture("案件附件").await;
    desk.pick(&[&yihu_tests::fixture("scans/营业执照.jpg")]);
    window.click_on("立案报告表").await;
    window.see("负责人批准立案报告表").await;
    window.click("选择文件").await;
    window.see("放入附件“立案报告表”").await;
    window.see("管理员 放入").await;
    window.picture("案件附件，放了一份").await;
    window.go("/gap").await;
    window.see("证据先行登记保存批准书").await;
    window.picture("缺件清单，有案件").await;
    // What is missing leads to its place.
    window.follow("a[href*='#/case/'][href*='slot=']").await;
    window.see("选择文件").await;
    window.see("选择文件").await;
    desk.close(window).await;
}

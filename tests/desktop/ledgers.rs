//! The ledgers are taken in through the wizard: seen before anything is written, stopped without a trace, undone as one.

use crate::{
    driver::Desk,
    ground::{self, USER},
    hands::Window,
};

/// Goes through the wizard up to the plan.
async fn plan(desk: &Desk, window: &Window, noun: &str, file: &std::path::Path) {
    window.go("/workbench").await;
    window.go(&format!("/import?noun={noun}")).await;
    desk.pick(&[file]);
    window.click("选择文件").await;
    window.see("表格里的工作表").await;
    window.click("下一步").await;
    window.see("填到字段").await;
    window.click("比对并预览").await;
    window.see("还没有写入").await;
}

/// Takes one of the four ledgers in and reads what the plan said.
pub(crate) async fn take_in(desk: &Desk, window: &Window, noun: &str, file: &str, write: &str) -> String {
    plan(desk, window, noun, &yihu_tests::ledger(file)).await;
    let said = window.page().await;
    window.click(write).await;
    window.see("台账已导入").await;
    said
}

#[tokio::test]
async fn refused_rows_come_first_and_back_as_a_file() {
    let desk = Desk::new().await;
    let dir = ground::empty_archive(&desk);
    let window = ground::entered(&desk, &dir, USER, yihu_tests::PASSWORD).await;
    plan(&desk, &window, "retailer", &yihu_tests::ledger("零售户台账.xlsx")).await;
    window.see("拒绝 23 行").await;
    window.see("新增 490").await;
    window.picture("导入-预览差异").await;
    let errors = desk.join("错误行.xlsx");
    desk.pick(&[&errors]);
    window.click("下载错误行").await;
    window.see("已把 23 行错误行存到").await;
    assert!(errors.metadata().unwrap().len() > 1000);
    window.click("写入档案（490 条）").await;
    window.see("零售户台账已导入").await;
    window.picture("导入-结果").await;
    window.click("撤销这次导入").await;
    window.see("已撤销这次导入").await;
    window.go("/retailer").await;
    window.see("从Excel导入").await;
    window.picture("零售户-空").await;
    desk.close(window).await;
}

#[tokio::test]
async fn long_import_that_is_stopped_writes_nothing() {
    let desk = Desk::new().await;
    let dir = ground::empty_archive(&desk);
    // A ledger of forty counties, as another archive would hand it on.
    let (big, ledger) = (desk.join("大县.yihu"), desk.join("大台账.xlsx"));
    ground::yihu(&desk, &["demo", &big.to_string_lossy(), "--scale", "8"]);
    ground::yihu_as(
        &desk,
        "yihu-demo",
        &["export", &big.to_string_lossy(), "retailer", "-o", &ledger.to_string_lossy(), "--user", "演示"],
    );
    let window = ground::entered(&desk, &dir, USER, yihu_tests::PASSWORD).await;
    plan(&desk, &window, "retailer", &ledger).await;
    window.click("写入档案（4104 条）").await;
    window.click("停止").await;
    window.see("已停止，档案里什么也没有写").await;
    window.picture("导入-已停止").await;
    window.go("/retailer").await;
    window.see("从Excel导入").await;
    desk.close(window).await;
    ground::yihu(&desk, &["verify", &dir.to_string_lossy()]);
}

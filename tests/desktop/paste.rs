//! Cells copied in a spreadsheet are put right in the grid, kept over a crash, written at once and taken back as one.

use serde_json::json;

use crate::{driver::Desk, ground};

/// Lays what a spreadsheet copied into the box, as the system's clipboard would.
const PASTE: &str = "
    const event = new Event('paste', { bubbles: true, cancelable: true });
    event.clipboardData = { getData: () => arguments[0] };
    document.querySelector('.zone').dispatchEvent(event);";

/// Types into a cell and leaves it.
const TYPE: &str = "
    const cell = document.querySelector(`[data-cell='${arguments[0]}']`);
    cell.value = arguments[1];
    cell.dispatchEvent(new Event('change', { bubbles: true }));";

const COPIED: &str = "许可证号\t店名\t经营者\t店址\t电话\t有效期至\r\n\
    619999110001\t好再来便利店\t宋明\t\"城关镇\n人民路3号\"\t13900000001\t2029-12-31\r\n\
    61999911002\t西关烟酒店\t贺强\t城关镇西关3号\t13900000002\t2029-11-31\r\n";

#[tokio::test]
async fn what_was_copied_is_put_right_in_place_and_survives_the_window() {
    let desk = Desk::new().await;
    let dir = ground::empty_archive(&desk);
    let window = ground::entered(&desk, &dir, ground::USER, yihu_tests::PASSWORD).await;
    window.go("/retailer").await;
    window.click("粘贴录入").await;
    window.see("粘贴录入：零售户").await;
    window.ask(PASTE, &[json!(COPIED)]).await;
    window.see("新增 1 行，变更 0 行，相同 0 行，有错 1 行").await;
    window.see("这里是11位").await;
    window.picture("粘贴录入-有错").await;
    window.ask(TYPE, &[json!("1-0"), json!("619999110022")]).await;
    window.see_no_more("这里是11位").await;
    // Gone before anything was written; there again when somebody comes back.
    desk.close(window).await;
    let window = ground::entered(&desk, &dir, ground::USER, yihu_tests::PASSWORD).await;
    window.see("粘贴录入的零售户").await;
    window.go("/paste/retailer").await;
    window.see("没有写入的内容").await;
    assert_eq!(window.value("第2行 许可证号").await, "619999110022");
    window.ask(TYPE, &[json!("1-5"), json!("2029-11-30")]).await;
    window.see("新增 2 行").await;
    window.click("写入 2 行").await;
    window.see("导入零售户：粘贴的表").await;
    window.go("/retailer").await;
    window.see("西关烟酒店").await;
    window.press(&[char::from(fantoccini::key::Key::Control), 'z']).await;
    window.see("从Excel导入").await;
    desk.close(window).await;
}

#[tokio::test]
async fn every_list_whose_ledger_is_read_in_takes_pasted_cells() {
    let desk = Desk::new().await;
    let dir = ground::empty_archive(&desk);
    let window = ground::entered(&desk, &dir, ground::USER, yihu_tests::PASSWORD).await;
    for (noun, title) in [
        ("vendor", "无证户"),
        ("inspection", "检查"),
        ("diary", "工作日志"),
        ("campaign", "专项与宣传"),
        ("case", "案件"),
        ("hotline", "12313"),
        ("staff", "人员"),
        ("training", "培训"),
    ] {
        window.go(&format!("/{noun}")).await;
        // The list before has a button of the same name.
        window.see(&format!("还没有{title}")).await;
        window.click("粘贴录入").await;
        window.see(&format!("粘贴录入：{title}")).await;
        window.see(&format!("回到{title}")).await;
    }
    desk.close(window).await;
}

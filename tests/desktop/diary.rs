//! Diaries and campaigns, in the window: written, handed in, given back, approved, counted, printed.

use std::fs;

use yihu_exchange::sheet::write::{self, OutColumn};

use crate::{
    driver::Desk,
    ground::{self, USER},
    hands::Window,
};

/// Diaries of the month as a bureau has them, the last still a draft.
const DIARIES: &str = "日期,市管员,走访路线,工作内容,发现的问题,提交日期,审批人,审批日期,审批意见
2026-11-23,段兰,城关—东关,检查六户，核对许可证、盘点库存，宣传明码标价,一户没有明码标价，当场改正,2026-11-23,朱文,2026-11-25,同意
2026-11-16,段兰,港口—秦东,走访港口镇五户,,2026-11-16,朱文,2026-11-25,同意
2026-11-24,黄平超,桐峪,巡查集贸市场和车站周边，未发现异常,,2026-11-24,,,
2026-11-25,黄平超,城关,到政务服务中心受理许可申请,,2026-11-25,,,
2026-11-26,段兰,城关,参加专卖例会，整理检查记录和零售户档案,,,,,
";
const CAMPAIGNS: &str = "类别,名称,开始日期,结束日期,地点,联合部门,参加人员,检查户数,查获案件,工作小结
集中整治,校园周边卷烟市场集中整治,2026-09-01,2026-09-08,城关镇学校周边,市场监管、教育,段兰、黄平超,45,2,检查45户，查获案件2起
宣传活动,“3·15”真假烟识别宣传,2026-03-15,2026-03-15,县城中心广场,,段兰,,,发放宣传资料300份
专项行动,年末打假打私专项行动,2026-11-02,,秦东、桐峪两镇,公安、市场监管,段兰、黄平超,,,
";

/// Writes a ledger: the first line has the headers.
fn ledger(desk: &Desk, name: &str, rows: &str) -> String {
    let mut lines = rows.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let titles = lines.next().unwrap_or_default().into_iter();
    let columns: Vec<OutColumn> = titles.map(|title| OutColumn { title, number: false }).collect();
    let bytes = write::ledger("台账", &columns, lines.map(|line| (String::new(), line))).unwrap();
    fs::write(desk.join(name), bytes).unwrap();
    desk.join(name).to_string_lossy().into_owned()
}

/// An archive that has some of both.
pub(crate) fn archive(desk: &Desk) -> std::path::PathBuf {
    let dir = ground::archive_with_ledgers(desk);
    for (noun, name, rows) in [("diary", "日志.xlsx", DIARIES), ("campaign", "专项.xlsx", CAMPAIGNS)] {
        let file = ledger(desk, name, rows);
        ground::yihu(desk, &["import", &dir.to_string_lossy(), noun, &file, "--apply"]);
    }
    dir
}

async fn tick_all(window: &Window) {
    window.follow("thead input[type=checkbox]").await;
    window.see("已勾选").await;
}

#[tokio::test]
async fn diaries_are_handed_in_given_back_and_approved_several_at_once_and_taken_back_by_one_key() {
    let desk = Desk::new().await;
    let dir = archive(&desk);
    let window = ground::entered(&desk, &dir, USER, yihu_tests::PASSWORD).await;
    // What waits is on the first page, and leads to the list.
    window.see("待审批日志").await;
    window.go("/diary?q=%7B%22due%22%3A%22diary_waiting%22%7D").await;
    window.see("黄平超").await;
    tick_all(&window).await;
    window.see("已勾选 2 条").await;
    window.picture("日志-勾选").await;
    window.click("审批").await;
    window.see("审批意见").await;
    window.picture("日志-审批").await;
    window.follow("[data-test=act-go]").await;
    window.see("审批工作日志2篇").await;
    window.see("没有符合条件的记录").await;
    window.press(&['\u{E009}', 'z']).await;
    window.see("已撤销").await;
    window.see("黄平超").await;

    // One, from its own page: handed in, given back for a reason that is asked for. The list forgets what was asked.
    window.go("/").await;
    window.see("待审批日志").await;
    ground::open_first(&window, "diary").await;
    window.see("草稿").await;
    window.click("提交").await;
    window.see("待审批").await;
    window.click("退回").await;
    window.fill("退回原因（写明要补什么，市管员看得到）", "没有写明整理了哪几户的档案").await;
    window.follow("[data-test=act-go]").await;
    window.see("已退回").await;
    window.see("没有写明整理了哪几户的档案").await;
    window.picture("日志-退回").await;

    // The month, and the book of one officer.
    window.go("/diarymonth").await;
    window.see("未按时审批").await;
    window.click("预览打印段兰的日志册").await;
    window.drawn().await;
    window.picture("日志册").await;
    desk.close(window).await;
}

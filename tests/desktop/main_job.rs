//! The main job from the first opening to the month's bundle, as one story.

use fantoccini::key::Key;

use crate::{driver::Desk, hands::Window, ledgers::take_in};

/// A password that a bureau could have.
const PASSWORD: &str = yihu_tests::PASSWORD;

#[tokio::test]
async fn from_the_first_opening_to_the_months_bundle() {
    let desk = Desk::new().await;
    let window = desk.start().await;
    found(&desk, &window).await;
    take_in_all(&desk, &window).await;
    let address = find(&window).await;
    correct(&window).await;
    attach(&desk, &window).await;
    print(&window, &address).await;
    close_the_month(&desk, &window).await;
    desk.close(window).await;
}

/// First run: bureau, password, folder, recovery code, first backup.
async fn found(desk: &Desk, window: &Window) {
    window.see("请选一样开始").await;
    window.picture("welcome").await;
    window.click_on("新建档案").await;
    window.fill("单位名称", "潼川县烟草专卖局").await;
    window.fill("行政区划代码", "6199").await;
    window.click("下一步").await;
    window.see("行政区划代码是6位数字").await;
    window.fill("行政区划代码", "619999").await;
    window.click("下一步").await;
    window.fill("您的姓名", "王芳").await;
    window.fill("密码", "12345678").await;
    window.see("弱").await;
    window.fill("密码", PASSWORD).await;
    window.fill("再输一遍密码", PASSWORD).await;
    window.see("强").await;
    window.picture("password").await;
    window.click("下一步").await;
    let folder = desk.join("");
    desk.pick(&[&folder]);
    window.click("选择文件夹…").await;
    window.see(&folder.file_name().unwrap_or_default().to_string_lossy()).await;
    window.click("建立档案").await;
    window.see("恢复码：只显示这一次").await;
    window.picture("recovery").await;
    window.tick("已抄下（或打印）并封存").await;
    window.click("下一步").await;
    window.see("试着恢复过一遍，没有问题").await;
    window.picture("first-backup").await;
    window.click("进入工作台").await;
    window.see("近14天到期").await;
}

/// The four ledgers, with what is wrong in them.
async fn take_in_all(desk: &Desk, window: &Window) {
    let said = take_in(desk, window, "retailer", "零售户台账.xlsx", "写入档案（490 条）").await;
    assert!(said.contains("拒绝 23 行"), "{said}");
    let said = take_in(desk, window, "case", "案件台账.xlsx", "写入档案（39 条）").await;
    assert!(said.contains("拒绝 3 行"), "{said}");
    take_in(desk, window, "hotline", "12313台账.xlsx", "写入档案（120 条）").await;
    take_in(desk, window, "training", "培训登记.xlsx", "写入档案（13 条）").await;
}

/// Two characters, then pinyin, and by keys alone to the shop; gives its address.
async fn find(window: &Window) -> String {
    window.press(&[char::from(Key::Control), 'k']).await;
    window.fill("查找户、案、12313、人", "熊家").await;
    window.see("太要熊家烟酒店").await;
    window.picture("search").await;
    window.press(&[char::from(Key::Escape)]).await;
    window.press(&[char::from(Key::Control), 'k']).await;
    window.fill("查找户、案、12313、人", "tyxjyjd").await;
    window.see("太要熊家烟酒店").await;
    window.press(&[char::from(Key::Down)]).await;
    window.press(&[char::from(Key::Enter)]).await;
    window.see("沿革").await;
    window.see("许可证号").await;
    window.picture("view").await;
    let address = window.script("return location.hash.slice(1).split('?')[0]").await;
    address.as_str().unwrap().to_owned()
}

/// Two wrong fields at once, then right, then undone by name.
async fn correct(window: &Window) {
    window.click("修改").await;
    window.see("保存并新增").await;
    let phone = window.value("联系电话").await;
    window.fill("联系电话", "123").await;
    window.fill("有效期至", "2026年11月31日").await;
    window.press(&[char::from(Key::Control), 's']).await;
    window.see("有 2 处需要改正").await;
    window.picture("form").await;
    window.fill("联系电话", "13900009999").await;
    window.fill("有效期至", "20281231").await;
    window.press(&[char::from(Key::Control), 's']).await;
    window.see("沿革").await;
    window.see("13900009999").await;

    // Undo, which says its name.
    window.script("document.activeElement?.blur()").await;
    window.press(&[char::from(Key::Control), 'z']).await;
    window.see("已撤销").await;
    window.see_no_more("13900009999").await;
    window.see(&phone).await;
}

/// A scan into its slot, and its trace in the history.
async fn attach(desk: &Desk, window: &Window) {
    window.click("附件").await;
    desk.pick(&[&yihu_tests::fixture("scans/营业执照.jpg")]);
    window.click_on("营业执照").await;
    window.click("选择文件").await;
    window.see("营业执照.jpg").await;
    window.see("王芳 放入").await;
    window.picture("scans").await;
    window.click("沿革").await;
    window.see("放入附件“营业执照”").await;
    window.picture("history").await;
}

/// The dossier, page for page.
async fn print(window: &Window, address: &str) {
    window.go(address).await;
    window.click("打印案卷").await;
    // The note at the foot of the window goes by itself.
    window.see_no_more("放入附件“营业执照”。").await;
    window.see("太要熊家烟酒店").await;
    window.drawn().await;
    window.picture("print").await;
}

/// The month's self-check and the bundles; the workbench at last.
async fn close_the_month(desk: &Desk, window: &Window) {
    window.go("/selfcheck").await;
    window.see("分子").await;
    window.picture("month").await;
    window.click("预览报告").await;
    window.drawn().await;
    window.picture("report").await;
    window.press(&[char::from(Key::Escape)]).await;
    let out = desk.join("U盘");
    std::fs::create_dir_all(&out).unwrap();
    desk.pick(&[&out]);
    window.click("导出材料包").await;
    window.see("已做好的文件").await;
    window.go("/bundle").await;
    window.see("上次以后没有变动，不必导出").await;
    window.tick("全量：全部记录和附件").await;
    window.click("导出数据包").await;
    window.see("已导出 619999-A-").await;
    window.picture("bundle").await;
    let zips = std::fs::read_dir(&out).unwrap().filter_map(|it| it.ok()?.file_name().into_string().ok());
    let zips: Vec<_> = zips.filter(|name| name.contains(".zip")).collect();
    assert_eq!(zips.len(), 3, "full, self-check, full again: {zips:?}");
    window.go("/").await;
    window.see("近14天到期").await;
    window.see("零售户分类").await;
    window.picture("workbench").await;
}

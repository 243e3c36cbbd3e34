//! The folder into which the scanner's own program saves: set once, and what is scanned waits on the page of the record.

use std::{
    fs,
    time::{Duration, SystemTime},
};

use crate::{
    driver::Desk,
    ground::{self, open_first},
};

#[tokio::test]
async fn what_is_scanned_into_the_folder_waits_on_the_page_and_goes_into_its_slot() {
    let desk = Desk::new().await;
    let folder = desk.join("扫描 到这里");
    fs::create_dir(&folder).unwrap();
    let window = ground::at_work(&desk).await;
    window.go("/setting").await;
    window.see("扫描仪把文件存到").await;
    desk.pick(&[&folder]);
    window.follow("[data-setting=scan_folder] button").await;
    window.see("扫描 到这里").await;

    open_first(&window, "retailer").await;
    window.click("附件").await;
    // Scanned while the page is open, a minute ago by the scanner's clock.
    let lay = |name: &str, bytes: &[u8]| {
        fs::write(folder.join(name), bytes).unwrap();
        let laid = fs::File::options().write(true).open(folder.join(name)).unwrap();
        laid.set_modified(SystemTime::now() - Duration::from_mins(1)).unwrap();
    };
    lay("扫描0001.jpg", &fs::read(yihu_tests::fixture("scans/营业执照.jpg")).unwrap());
    lay("扫描0002.pdf", b"%PDF-1.7 broken off");
    window.see("1 份没放").await;
    window.see("扫描0002.pdf”是PDF，但").await;
    window.follow(".waiting-file").await;
    window.see("放进").await;
    while window.count(".preview-picture[style]").await == 0 {
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
    window.picture("扫描文件夹").await;
    window.click("放入").await;
    window.see("管理员 放入").await;
    window.see("已放进档案的 1 份").await;
    assert!(folder.join("扫描0001.jpg").exists(), "the scanner's own file stays");

    // Gone with a stick that was pulled out: said in words, and the page goes on.
    fs::remove_dir_all(&folder).unwrap();
    window.see("打开扫描文件夹失败").await;
    desk.close(window).await;
}

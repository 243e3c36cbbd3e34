//! Paper: dossiers go to the system's printer one by one, and go on while the desk is locked.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    time::Duration,
};

use fantoccini::key::Key;
use tokio::time::{Instant, sleep};

use crate::{
    driver::{Desk, PATIENCE},
    ground,
};

/// A printer that keeps what it is sent; gives the folder.
fn printer(desk: &Desk) -> PathBuf {
    let (bin, printed) = (desk.join("bin"), desk.join("printed"));
    fs::create_dir_all(&bin).unwrap();
    fs::create_dir_all(&printed).unwrap();
    let lp = "#!/bin/sh\ncat > \"$HOME/printed/$$.part\" && mv \"$HOME/printed/$$.part\" \"$HOME/printed/$$.pdf\"\n";
    for (name, script) in [("lpstat", "#!/bin/sh\necho 前台\n"), ("lp", lp)] {
        fs::write(bin.join(name), script).unwrap();
        fs::set_permissions(bin.join(name), fs::Permissions::from_mode(0o755)).unwrap();
    }
    printed
}

fn count(printed: &Path) -> usize {
    let all = fs::read_dir(printed).unwrap().filter_map(|it| it.ok().map(|it| it.path()));
    all.filter(|path| path.extension().is_some_and(|it| it == "pdf")).count()
}

#[tokio::test]
async fn the_queue_goes_on_to_the_printer_while_the_desk_is_locked() {
    let desk = Desk::new().await;
    let printed = printer(&desk);
    let window = ground::at_work(&desk).await;
    window.go("/print").await;
    window.click("全部零售户").await;
    window.click_on("全部送打印机").await;
    window.see("逐份送到“前台”").await;
    window.click("开始打印").await;
    window.see("已办 1 / ").await;
    window.press(&[char::from(Key::Control), 'l']).await;
    window.see("“打印队列”还在进行").await;
    window.picture("打印时锁定").await;
    let (before, until) = (count(&printed), Instant::now() + PATIENCE);
    while count(&printed) < before + 2 {
        assert!(Instant::now() < until, "nothing is printed behind the lock");
        sleep(Duration::from_millis(50)).await;
    }
    window.fill("密码", "不是这个密码").await;
    window.click("解锁").await;
    window.see("用户名或密码不对").await;
    window.fill("密码", yihu_tests::PASSWORD).await;
    window.click("解锁").await;
    window.see_no_more("已锁定").await;
    let before = count(&printed);
    while count(&printed) < before + 2 {
        assert!(Instant::now() < until, "nothing is printed after the lock");
        sleep(Duration::from_millis(50)).await;
    }
    window.click("停止").await;
    window.see("全部送打印机").await;
    assert!(!window.page().await.contains("失败"), "{}", window.page().await);
    let first = fs::read_dir(&printed).unwrap().next().unwrap().unwrap().path();
    assert!(fs::read(first).unwrap().starts_with(b"%PDF-"));
    desk.close(window).await;
}

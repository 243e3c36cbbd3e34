//! Files dragged in from another program, as from a file manager: by the system's own hands, with a real drag.

use std::{path::Path, time::Duration};

use serde_json::json;
use tokio::{process::Command, time::sleep};

use crate::{
    driver::Desk,
    ground::{self, open_first},
    hands::Window,
    screen::titled,
};

/// Where the other program's window lies.
const SOURCE: (i64, i64) = (1310, 735);

/// Drags files onto what a selector finds.
async fn drag(desk: &Desk, window: &Window, files: &[&Path], onto: &str) {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("desktop/drag.py");
    // The packages of the system, not those of the tests.
    let mut source = Command::new("/usr/bin/python3");
    let mut source = desk.at_home(source.arg(program).args(files)).spawn().expect("python3-gi is missing");
    titled(desk, "^drag source$").await;
    let middle = "const it = document.querySelector(arguments[0]).getBoundingClientRect(); \
                  return [it.x + it.width / 2, it.y + it.height / 2].map((at) => String(Math.round(at)))";
    let place = window.ask(middle, &[json!(onto)]).await;
    let at = |n: usize| place[n].as_str().and_then(|it| it.parse::<i64>().ok()).expect("a place on the screen");
    desk.screen(&["mousemove", &SOURCE.0.to_string(), &SOURCE.1.to_string(), "mousedown", "1"]);
    // A drag begins some pixels on, and the web view is asked at every step.
    for step in 1..=20 {
        let on = |from: i64, to: i64| (from + (to - from) * step / 20).to_string();
        desk.screen(&["mousemove", &on(SOURCE.0, at(0)), &on(SOURCE.1, at(1))]);
        sleep(Duration::from_millis(30)).await;
    }
    sleep(Duration::from_millis(200)).await;
    desk.screen(&["mouseup", "1"]);
    sleep(Duration::from_millis(300)).await;
    source.kill().await.unwrap();
}

#[tokio::test]
async fn files_dragged_from_another_program_go_into_the_slot_and_into_the_import() {
    let desk = Desk::new().await;
    let window = ground::at_work(&desk).await;
    open_first(&window, "retailer").await;
    window.click("附件").await;
    let scan = yihu_tests::fixture("scans/营业执照.jpg");
    drag(&desk, &window, &[&scan], ".slots-list li:first-child button").await;
    window.see("管理员 放入").await;
    window.see("营业执照.jpg").await;

    // Beside every place made for files nothing happens, and nothing is opened in the window's stead.
    drag(&desk, &window, &[&scan], ".frame-bar").await;
    window.see("管理员 放入").await;

    window.go("/import").await;
    window.click_on("零售户").await;
    window.see("也可以把文件拖到这里").await;
    drag(&desk, &window, &[&yihu_tests::ledger("零售户台账.xlsx")], ".zone").await;
    window.see("零售户台账.xlsx").await;
    desk.close(window).await;
}

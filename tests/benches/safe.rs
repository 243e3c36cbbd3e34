//! What keeps the archive safe, on forty counties: the backup beside `SQLite`'s own copy, and how fast all of it is checked.

use std::{
    fs,
    process::{Command, Stdio},
};

use serde_json::json;
use yihu_archive::{Access, Archive, Reading, Watch};
use yihu_store::Key;

use crate::{
    ground::{DEMO, Ground, peer},
    measure::{Times, beside, tell, wall},
};

/// The copy of a backup beside `.backup` of the same database without a key; then the whole command with its drill,
/// which has no peer: `.backup` looks at nothing.
pub(crate) fn backup(ground: &Ground) {
    let path = ground.counties();
    let (key, copied) = (Key::new(Ground::data_key(path)), ground.join("抄.db"));
    let copy = wall(ground.runs(7), |_| {
        yihu_store::backup::copy_archive(&path.join("archive.db"), &key, &copied, &mut |_, _| Ok(()))
            .expect("it is copied");
        fs::remove_file(&copied).expect("the copy goes");
    });
    tell("抄一份加密的数据库", copy.median(), &copy, None);
    let key = hex::encode(Ground::data_key(path));
    let asked = json!({ "path": path.join("archive.db"), "key": key, "plain": ground.join("明文.db"), "runs": 7 });
    beside("sqlite3 .backup 没有加密的同一数据库", &copy, &peer("backup", &asked), Some(3.0));
    let login = wall(5, |_| drop(Archive::open(path, DEMO.0, DEMO.1, Access::Read).expect("the archive opens")));
    let runs = ground.runs(7);
    let whole = wall(runs, |n| {
        let made = Command::new(yihu_tests::binary("yihu"))
            .args(["--user", DEMO.0, "backup"])
            .arg(path)
            .arg("-o")
            .arg(ground.join(&format!("备份{n}")))
            .env("YIHU_PASSWORD", DEMO.1)
            .stdin(Stdio::null())
            .output()
            .expect("yihu starts");
        assert!(made.status.success(), "{made:?}");
    });
    for n in 0..runs {
        let _ = fs::remove_dir_all(ground.join(&format!("备份{n}")));
    }
    let own = Times::of(whole.each().map(|time| time.saturating_sub(login.median())));
    tell("备份并演练恢复（不计登录）", own.median(), &own, None);
}

/// Every invariant of the archive, so many records, changes and search entries a second.
pub(crate) fn verify(ground: &Ground) {
    let mut archive = ground.open_counties(Access::Read);
    let mut rows = 0;
    let own = wall(ground.runs(5), |_| {
        let report = archive.verify(Reading::Presence, false, &Watch::none()).expect("it is checked");
        assert!(report.ok, "{report:?}");
        rows = report.checked.values().sum::<i64>();
    });
    tell("数据体检", own.median(), &own, None);
    #[expect(clippy::cast_precision_loss, reason = "some hundred thousand rows")]
    let speed = rows as f64 / own.median().as_secs_f64();
    println!("    {rows} 行，每秒 {speed:.0} 行");
}

//! What a clerk does all day on a big archive: log in, search, list, save.

use std::{fs, time::Duration};

use serde_json::{Value, json};
use yihu_archive::{
    Access, Archive, BackupSettings, OperationFilter,
    record::{Due, Query},
};
use yihu_domain::{Noun, retailer::Retailer};
use yihu_store::{Filter, Key, Stamp, Store};

use crate::{
    ground::{DEMO, Ground, peer},
    measure::{beside, tell, wall},
};

const MILLISECOND: Duration = Duration::from_millis(1);

/// Password to open archive.
pub(crate) fn open(ground: &Ground) {
    let path = ground.counties();
    let own = wall(ground.runs(20), |_| {
        drop(Archive::open(path, DEMO.0, DEMO.1, Access::Write).expect("the archive opens"));
    });
    tell("登录并打开档案", own.median(), &own, Some(MILLISECOND * 600));
}

/// What clerks half remember: two characters, initials, tails of numbers, a piece of an address.
pub(crate) fn fragments(archive: &Archive, many: u32) -> Vec<String> {
    let page = archive.list(Noun::Retailer, &[], many, 300).expect("retailers");
    let mut fragments = Vec::new();
    for (n, it) in page.records.iter().enumerate() {
        let field = |name: &str| it[name].as_str().unwrap_or_default().chars().collect::<Vec<char>>();
        let piece = |text: &[char], from: usize, many: usize| text.iter().skip(from).take(many).collect::<String>();
        let tail = |text: &[char], many: usize| piece(text, text.len().saturating_sub(many), many);
        fragments.push(match n % 6 {
            0 => piece(&field("trade_name"), 2, 2),
            1 => field("owner_name").iter().collect(),
            2 => tail(&field("licence_no"), 5),
            3 => tail(&field("phone"), 4),
            4 => piece(&field("address"), 3, 4),
            _ => ["zs", "wxd", "lm", "yj", "hongyun", "cgz", "zhangs"][n / 6 % 7].to_owned(),
        });
    }
    fragments.retain(|f| f.chars().count() >= 2);
    fragments
}

/// The search box, beside LIKE on the same database.
pub(crate) fn search(ground: &Ground) {
    let archive = ground.open_counties(Access::Read);
    let words = fragments(&archive, if ground.quick { 60 } else { 1200 });
    assert!(words.len() > 20, "{words:?}");
    let mut hits = 0;
    for word in words.iter().take(50) {
        archive.search(word).expect("a search");
    }
    let own = wall(words.len(), |n| hits += archive.search(&words[n]).expect("a search").len());
    assert!(hits > words.len() / 2, "{hits} hits for {} words", words.len());
    tell("搜索 p50", own.median(), &own, Some(MILLISECOND));
    tell("搜索 p99", own.percentile(99), &own, Some(MILLISECOND * 10));
    drop(archive);
    let asked: Vec<&String> = words.iter().step_by(words.len().div_ceil(60)).collect();
    let path = ground.counties();
    let key = hex::encode(Ground::data_key(path));
    let theirs = peer("like", &json!({ "path": path.join("archive.db"), "key": key, "words": asked }));
    beside("同一数据库上的 LIKE", &own, &theirs, None);
}

/// The first page of the retailers, as the window lists them: plain, by the end of their licences, as typed, as due.
pub(crate) fn list(ground: &Ground) {
    let archive = ground.open_counties(Access::Read);
    let plain = Query::default;
    for (what, query, limit) in [
        ("零售户列表首页", plain(), Some(MILLISECOND * 20)),
        ("零售户列表首页，按有效期", Query { sort: Some("valid_to".to_owned()), ..plain() }, Some(MILLISECOND * 20)),
        ("零售户列表首页，搜“城关镇王”", Query { text: "城关镇王".to_owned(), ..plain() }, Some(MILLISECOND * 50)),
        ("零售户列表首页，30日内到期", Query::due(Due::LicenceExpiring), Some(MILLISECOND * 50)),
        ("零售户列表首页，重点监控户", Query::of("class", "重点监控户"), Some(MILLISECOND * 50)),
    ] {
        let own = wall(ground.runs(100), |_| {
            archive.record_list(Noun::Retailer, &query, 0, 50).expect("a page");
        });
        tell(what, own.median(), &own, limit);
    }
}

/// One saved record (row, change entry, search entry, one commit) beside the same rows by raw `SQLCipher`.
pub(crate) fn write(ground: &Ground) {
    let archive = ground.counties();
    let key = Ground::data_key(archive);
    let (own_db, raw_db) = (ground.join("写.db"), ground.join("写 对照.db"));
    for copy in [&own_db, &raw_db] {
        // Nobody has it open by now: all of it is in the one file.
        fs::copy(archive.join("archive.db"), copy).expect("a copy");
    }
    let mut store = Store::open(&own_db, &Key::new(key), Access::Write).expect("the archive opens");
    let runs = ground.runs(300);
    let page = store.list::<Retailer>(&Filter::new().page(0, runs.try_into().expect("few"))).expect("retailers");
    let mut shops = page.rows;
    let stamp = Stamp {
        at: "2026-11-27T08:50:00Z".parse().expect("an instant"),
        by: "测速".to_owned(),
        op: "改零售户".to_owned(),
        op_id: shops[0].head.id.uuid(),
    };
    let own = wall(shops.len(), |n| {
        shops[n].trade_name.push('新');
        assert!(store.write(&stamp, |w| w.put(&mut shops[n])).expect("it is saved"));
    });
    tell("保存一条零售户（含操作日志与搜索）", own.median(), &own, None);
    drop(store);
    let rows: Vec<Value> = shops.iter().map(|it| json!(it)).collect();
    let theirs = peer("write", &json!({ "path": raw_db, "key": hex::encode(key), "rows": rows }));
    beside("直接用 SQLCipher 写同样的行", &own, &theirs, Some(2.0));
}

/// The page a clerk begins with, and the log, of one county and of forty.
pub(crate) fn workbench(ground: &Ground) {
    let log = OperationFilter::default();
    let settings = BackupSettings { second: None, minutes: 30 };
    for (archive, name, limit) in [(ground.county(), "一县", 50), (ground.open_counties(Access::Read), "四十县", 300)]
    {
        let page = wall(ground.runs(20), |_| {
            assert!(!archive.workbench(&settings).expect("the workbench").counts.is_empty());
        });
        tell(&format!("{name}的工作台"), page.median(), &page, Some(MILLISECOND * limit));
        let page = wall(ground.runs(20), |_| {
            assert!(archive.operation_list(&log, 0, 50).expect("the log").total > 0);
            archive.operation_next().expect("what undo would undo");
        });
        tell(&format!("{name}的操作日志与可撤销的一步"), page.median(), &page, Some(MILLISECOND * 100));
    }
}

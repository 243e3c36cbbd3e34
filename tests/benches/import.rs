//! Taking a ledger in: read, plan, apply.

use std::{collections::BTreeMap, path::Path, time::Duration};

use serde_json::json;
use yihu_archive::{Access, Watch};
use yihu_domain::Noun;
use yihu_tests::ledger;

use crate::{
    ground::{Ground, peer},
    measure::{beside, tell, wall},
};

/// The bureau's own ledger of 513 retailers.
pub(crate) fn of_a_county(ground: &Ground) {
    measured(ground, "导入零售户513行（计划并写入）", &ledger("零售户台账.xlsx"), ground.runs(7), 2);
}

/// A ledger of 20,520 retailers, as the app itself writes it.
pub(crate) fn of_forty_counties(ground: &Ground) {
    let path = ground.join("四十县.xlsx");
    let archive = ground.open_counties(Access::Read);
    let rows = archive.export_ledger(Noun::Retailer, &path).expect("a ledger");
    measured(ground, &format!("导入零售户{rows}行（计划并写入）"), &path, ground.runs(3), 15);
}

fn measured(ground: &Ground, what: &str, path: &Path, runs: usize, limit: u64) {
    let mut archives: Vec<_> = (0..runs).map(|n| ground.empty(&format!("{what}-{n}"))).collect();
    let mut archives = archives.drain(..);
    let mut taken = 0;
    let own = wall(runs, |_| {
        let mut archive = archives.next().expect("one a run");
        let plan = archive.import_plan(Noun::Retailer, path, None, &BTreeMap::new(), &Watch::none()).expect("a plan");
        taken = archive.import_apply(&plan, &Watch::none()).expect("it is written").counts.new;
    });
    assert!(taken >= 400, "{taken} rows of {} were taken", path.display());
    tell(what, own.median(), &own, Some(Duration::from_secs(limit)));
    let theirs = peer("read_workbook", &json!({ "path": path, "runs": runs.min(3) }));
    beside("openpyxl 只读取该文件", &own, &theirs, None);
}

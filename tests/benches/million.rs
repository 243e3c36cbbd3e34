//! A bureau of forty counties after fifty years of visits: what is looked at all day must not feel their number.

use std::time::Duration;

use yihu_archive::{Access, Archive, BackupSettings, DemoPlan, Watch, record::Query};
use yihu_domain::{Head, Noun, inspection::Inspection, period::Period};
use yihu_store::{Filter, Key, Stamp, Store};

use crate::{
    desk::fragments,
    ground::{DEMO, Ground},
    measure::{tell, wall},
};

const MILLISECOND: Duration = Duration::from_millis(1);
/// Visits written in one step: what they take in memory is bounded by it.
const STEP: usize = 20_000;

/// Files, lists, search and the workbench at 20,520 shops and 1,000,000 visits.
pub(crate) fn visits(ground: &Ground) {
    let path = ground.join("百万次检查.yihu");
    let plan = DemoPlan { scale: if ground.quick { 2 } else { 40 }, ..DemoPlan::default() };
    Archive::demo(&path, &plan, &Watch::none()).expect("the invented county");
    let many = write(&path, if ground.quick { 10_000 } else { 1_000_000 });
    let archive = Archive::open(&path, DEMO.0, DEMO.1, Access::Read).expect("the archive opens");
    println!("    {many} 次检查");
    files(ground, &archive);
    for (what, query, from) in [
        ("检查列表首页", Query::default(), 0),
        ("检查列表，按月", Query::in_month("inspected_on", month()), 0),
        ("检查列表，第10000页", Query::default(), 499_950),
    ] {
        let own = wall(ground.runs(40), |_| {
            archive.record_list(Noun::Inspection, &query, from, 50).expect("a page");
        });
        tell(what, own.median(), &own, Some(MILLISECOND * 20));
    }
    let words = fragments(&archive, if ground.quick { 60 } else { 600 });
    let own = wall(words.len(), |n| drop(archive.search(&words[n]).expect("a search")));
    tell("搜索 p99", own.percentile(99), &own, Some(MILLISECOND * 10));
    let settings = BackupSettings { second: None, minutes: 30 };
    let own = wall(ground.runs(10), |_| drop(archive.workbench(&settings).expect("the workbench")));
    tell("工作台", own.median(), &own, None);
}

/// The page of a shop: its facts, what belongs to it, its slots.
fn files(ground: &Ground, archive: &Archive) {
    let page = archive.record_list(Noun::Retailer, &Query::default(), 300, 50).expect("a page");
    let own = wall(ground.runs(50), |n| {
        archive.record_view(Noun::Retailer, &page.rows[n % page.rows.len()].id).expect("a file");
    });
    tell("一户一档的页面", own.median(), &own, Some(MILLISECOND * 50));
    tell("一户一档的页面 p99", own.percentile(99), &own, Some(MILLISECOND * 50));
    let own = wall(ground.runs(20), |_| {
        archive.record_list(Noun::Retailer, &Query::default(), 0, 50).expect("a page");
    });
    tell("零售户列表首页", own.median(), &own, Some(MILLISECOND * 20));
}

fn month() -> Period {
    "2026-05".parse().expect("a month")
}

/// Repeats the visits of a year, each year one earlier, until there are as many; gives how many there are.
fn write(path: &std::path::Path, wanted: usize) -> usize {
    let key = Key::new(Ground::data_key(path));
    let mut store = Store::open(&path.join("archive.db"), &key, Access::Write).expect("the archive opens");
    let year = store.list::<Inspection>(&Filter::new().page(0, 10_000_000)).expect("visits").rows;
    let stamp = Stamp {
        at: "2026-11-27T08:50:00Z".parse().expect("an instant"),
        by: "测速".to_owned(),
        op: "造检查记录".to_owned(),
        op_id: year[0].head.id.uuid(),
    };
    let mut made = year.len();
    let mut visits = (1..).flat_map(|back| year.iter().map(move |it| (back, it)));
    while made < wanted {
        let step = STEP.min(wanted - made);
        store
            .write(&stamp, |w| {
                for (back, it) in visits.by_ref().take(step) {
                    made += 1;
                    let id = format!("01800000-0000-7000-8000-{made:012x}").parse().expect("an id");
                    let on = it.inspected_on - chrono::Days::new(365 * back);
                    w.put(&mut Inspection { head: Head::new(id, &it.head.bureau), inspected_on: on, ..it.clone() })?;
                }
                Ok(())
            })
            .expect("they are written");
    }
    made
}

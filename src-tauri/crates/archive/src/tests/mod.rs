//! Claims about long work: what it shows before, that it can be stopped, what it leaves.

mod attachment;
mod backup;
mod bundle;
mod calendar;
mod diary;
mod gap;
mod handover;
mod history;
mod hostile;
mod import;
mod kept;
mod office;
mod operation;
mod paste;
mod rights;
mod sealed;
mod selfcheck;
mod stop;
mod user;
mod veil;
mod vendor;
mod workbench;

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use tempfile::TempDir;
use yihu_domain::{Kind, Noun, Result};
use yihu_exchange::{
    file,
    sheet::write::{self, OutColumn},
};

use crate::{Access, Archive, Founding, ImportPlan, Watch};

/// The password of the tests.
const PASSWORD: &str = "潼川-档案-2026";

/// A new, empty archive in a folder of its own.
struct Desk {
    folder: TempDir,
    archive: Archive,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("潼川县局.yihu");
        std::fs::create_dir(&dir).unwrap();
        Archive::found(&dir, &founding()).unwrap();
        let archive = Archive::open(&dir, "李晓梅", PASSWORD, Access::Write).unwrap();
        Self { folder, archive }
    }

    fn join(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a ledger: headers and cells are separated by `|`.
    fn ledger(&self, name: &str, headers: &str, rows: &[&str]) -> PathBuf {
        self.exported(name, headers, &rows.iter().map(|row| ("", *row)).collect::<Vec<_>>())
    }

    /// A ledger as our own export writes it: each row with the key of its record.
    fn exported(&self, name: &str, headers: &str, rows: &[(&str, &str)]) -> PathBuf {
        let columns: Vec<OutColumn> =
            headers.split('|').map(|title| OutColumn { title: title.to_owned(), number: false }).collect();
        let lines = rows.iter().map(|(key, row)| ((*key).to_owned(), row.split('|').map(str::to_owned).collect()));
        let path = self.join(name);
        file::write_bytes(&path, &write::ledger("台账", &columns, lines).unwrap()).unwrap();
        path
    }

    fn plan(&self, noun: Noun, path: &Path) -> ImportPlan {
        self.archive.import_plan(noun, path, None, &std::collections::BTreeMap::new(), &Watch::none()).unwrap()
    }

    fn take(&mut self, noun: Noun, path: &Path) {
        let plan = self.plan(noun, path);
        assert_eq!(plan.counts.refused, 0, "{:?}", plan.findings);
        self.archive.import_apply(&plan, &Watch::none()).unwrap();
    }

    /// Takes in three retailers, two reports and a training.
    fn fill(&mut self) {
        let retailers = self.ledger("户.xlsx", RETAILERS, &RETAILER_ROWS);
        self.take(Noun::Retailer, &retailers);
        let hotlines = self.ledger("12313.xlsx", HOTLINES, &HOTLINE_ROWS);
        self.take(Noun::Hotline, &hotlines);
        let trainings = self.ledger("培训.xlsx", TRAININGS, &TRAINING_ROWS);
        self.take(Noun::Training, &trainings);
    }
}

fn founding() -> Founding<'static> {
    Founding { bureau: "619999", name: "潼川县烟草专卖局", user: "李晓梅", password: PASSWORD, demo: false }
}

const RETAILERS: &str = "许可证号|企业名称|负责人|经营地址|联系电话|有效期起|有效期至|备注";
const RETAILER_ROWS: [&str; 3] = [
    "619999110007|城关吕氏商店|吕伟|城关镇人民路1号|13900000001|2023-01-01|2028-01-01|",
    "619999110015|东街百货|何芳|城关镇东街2号|13900000002|2023-01-01|2028-01-01|",
    "619999110023|西关烟酒|贺强|城关镇西关3号|13900000003|2023-01-01|2028-01-01|",
];
const HOTLINES: &str = "工单号|受理时间|类别|来电人|来电人电话|举报内容|涉及户名";
const HOTLINE_ROWS: [&str; 2] = [
    "T2026-001|2026-10-08 09:30|举报|金雀儿|13711112222|反映有店卖假烟|东街百货",
    "T2026-002|2026-10-09 10:00|投诉|银杏子|13733334444|反映价格高|西关烟酒",
];
const TRAININGS: &str = "日期|培训内容|课时|李晓梅|王建国";
const TRAINING_ROWS: [&str; 1] = ["2026-09-02|新法解读|4|√|2"];

/// Does `work` over and over, stopped early, then later and later, until it comes through; `after` looks at what each
/// stop left.
fn stopped_ever_later<S, T>(
    state: &mut S,
    work: impl Fn(&mut S, &Watch<'_>) -> Result<T>,
    after: impl Fn(&mut S, usize),
) -> T {
    let (mut limit, mut stride) = (0, 1);
    loop {
        let stop = AtomicBool::new(limit == 0);
        let mut told = 0;
        let watch = Watch::new(
            |_| {
                told += 1;
                stop.store(told >= limit, Ordering::Relaxed);
            },
            &stop,
        );
        let outcome = work(state, &watch);
        drop(watch);
        match outcome {
            Ok(done) => {
                assert!(limit > 1, "nothing was told: it could not be stopped");
                return done;
            }
            Err(error) => {
                assert_eq!(error.kind, Kind::Stopped, "{error}");
                after(state, limit);
            }
        }
        // Every one of the first steps, then in strides.
        if limit > 12 {
            stride *= 2;
        }
        limit += stride;
    }
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

//! Claims about records as the window lists, edits and shows them, on the invented county.

mod applying;
mod campaign;
mod case;
mod class;
mod diary;
mod edit;
mod hotline;
mod inspection;
mod lists;
mod many;
mod matter;
mod merge;
mod undo;
mod vendor;

use std::{fs, path::Path, sync::LazyLock};

use tempfile::TempDir;
use yihu_domain::Noun;

use super::{Draft, Form, Query, Row};
use crate::{Access, Archive, DemoPlan};

/// The invented county, made once for all tests.
static COUNTY: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let plan = DemoPlan { seed: 7, ..DemoPlan::default() };
    Archive::demo(&folder.path().join("演示.yihu"), &plan, &crate::Watch::none()).unwrap();
    folder
});

/// The invented county, opened to be read.
fn county() -> Archive {
    Archive::open(&COUNTY.path().join("演示.yihu"), "演示", "yihu-demo", Access::Read).unwrap()
}

/// A copy of the invented county, to be changed.
fn copy() -> (TempDir, Archive) {
    let folder = tempfile::tempdir().unwrap();
    copy_folder(&COUNTY.path().join("演示.yihu"), folder.path());
    let archive = Archive::open(folder.path(), "演示", "yihu-demo", Access::Write).unwrap();
    (folder, archive)
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
        }
    }
    fs::create_dir_all(to.join("files")).unwrap();
    fs::create_dir_all(to.join("backups")).unwrap();
}

/// The first rows of a list.
fn rows(archive: &Archive, noun: Noun, query: &Query) -> Vec<Row> {
    archive.record_list(noun, query, 0, 500).unwrap().rows
}

/// How many a query finds.
fn count(archive: &Archive, noun: Noun, query: &Query) -> u32 {
    archive.record_list(noun, query, 0, 1).unwrap().total
}

/// The form of the first record of a list.
fn first(archive: &Archive, noun: Noun) -> Form {
    let row = rows(archive, noun, &Query::default()).remove(0);
    archive.record_form(noun, Some(&row.id)).unwrap()
}

/// A draft with some fields set.
fn with(mut draft: Draft, fields: &[(&str, &str)]) -> Draft {
    for (name, text) in fields {
        draft.fields.insert((*name).to_owned(), (*text).to_owned());
    }
    draft
}

/// A shop that nobody has yet.
fn new_shop(archive: &Archive) -> Draft {
    let draft = archive.record_form(Noun::Retailer, None).unwrap().draft;
    with(
        draft,
        &[
            ("trade_name", "老地方副食店"),
            ("owner_name", "司马光"),
            ("owner_id_number", "610522199001010017"),
            ("address", "安乐镇老街1号"),
            ("town", "安乐镇"),
            ("licence_no", "619999199999"),
            ("valid_from", "2026-1-1"),
            ("valid_to", "2030-12-31"),
        ],
    )
}

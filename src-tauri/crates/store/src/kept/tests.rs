//! Claims about what a user keeps for herself.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use yihu_domain::{Kind, Noun};

use super::Draft;
use crate::{Access, sample};

fn draft(record: Option<Uuid>, json: &str, at: &str) -> Draft {
    Draft { noun: Noun::Retailer, record, at: at.parse::<DateTime<Utc>>().unwrap(), json: json.to_owned() }
}

#[test]
fn what_was_typed_last_is_kept_for_each_record_and_each_user() {
    let (_folder, mut store) = sample::archive();
    let record = Some(Uuid::from_u128(7));
    let first = draft(record, "{\"a\":1}", "2026-11-27T08:00:00.000Z");
    let later = draft(record, "{\"a\":2}", "2026-11-27T08:00:01.000Z");
    let new = draft(None, "{\"b\":1}", "2026-11-27T08:00:02.000Z");
    for it in [&first, &later, &new] {
        store.keep_draft("王芳", it).unwrap();
    }
    assert_eq!(store.drafts("王芳").unwrap(), [new.clone(), later]);
    assert!(store.drafts("李强").unwrap().is_empty());
    store.drop_draft("王芳", Noun::Retailer, record).unwrap();
    store.drop_draft("王芳", Noun::Retailer, record).unwrap();
    assert_eq!(store.drafts("王芳").unwrap(), [new]);
}

#[test]
fn keeping_something_is_no_change_of_the_archive() {
    let (_folder, mut store) = sample::archive();
    let before = store.last_change().unwrap();
    store.keep_draft("王芳", &draft(None, "{}", "2026-11-27T08:00:00.000Z")).unwrap();
    store.keep_preference("王芳", "retailer.columns", "[1]").unwrap();
    assert_eq!(store.last_change().unwrap(), before);
    assert!(store.verify().unwrap().ok());
}

#[test]
fn preference_is_read_back_by_its_user_alone() {
    let (_folder, mut store) = sample::archive();
    for json in ["[1]", "[2]"] {
        store.keep_preference("王芳", "columns", json).unwrap();
    }
    assert_eq!(store.preference("王芳", "columns").unwrap().as_deref(), Some("[2]"));
    assert_eq!(store.preference("李强", "columns").unwrap(), None);
}

#[test]
fn reader_keeps_nothing() {
    let (folder, store) = sample::archive();
    drop(store);
    let mut reader = sample::reopen(&folder, Access::Read);
    let kept = reader.keep_draft("王芳", &draft(None, "{}", "2026-11-27T08:00:00.000Z"));
    assert_eq!(kept.unwrap_err().kind, Kind::Denied);
    assert_eq!(reader.keep_preference("王芳", "a", "1").unwrap_err().kind, Kind::Denied);
}

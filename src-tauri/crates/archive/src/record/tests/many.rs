//! Claims about views and about what is done to many records at once.

use std::collections::BTreeMap;

use yihu_domain::{Kind, Noun};

use super::{
    super::{PAGES, Query, RemovedShown, change::may_change},
    copy, count, county, rows,
};
use crate::{Watch, record::field::MEASURE};

fn ids(archive: &crate::Archive, noun: Noun, n: usize) -> Vec<String> {
    rows(archive, noun, &Query::default()).into_iter().take(n).map(|row| row.id).collect()
}

#[test]
fn one_field_of_many_is_changed_as_one_operation() {
    let (_folder, mut archive) = copy();
    let some = ids(&archive, Noun::Retailer, 3);
    for (field, value, query) in [("market", "乡村", "market"), ("state", "停业", "state"), ("town", "港口镇", "town")]
    {
        let done = archive.record_change(Noun::Retailer, &some, field, value).unwrap();
        assert!((1..=3).contains(&done.count), "{field}");
        for row in rows(&archive, Noun::Retailer, &Query::of("id", &some.join("|"))) {
            assert_eq!(row.cells[query], value);
        }
        archive.undo(done.op_id.as_deref()).unwrap();
    }
    let nothing = archive.record_change(Noun::Retailer, &some, "remark", "").unwrap();
    assert_eq!((nothing.op_id, nothing.count), (None, 0));
}

#[test]
fn one_record_that_cannot_be_changed_stops_them_all() {
    let (_folder, mut archive) = copy();
    let some = ids(&archive, Noun::Case, 3);
    let refused = archive.record_change(Noun::Case, &some, "closed_on", "2001-1-1").unwrap_err();
    assert_eq!(refused.kind, Kind::Invalid);
    assert!(refused.fields.contains_key("closed_on"));
    for (noun, field) in [
        (Noun::Retailer, "licence_no"),
        (Noun::Retailer, "trade_name"),
        (Noun::Retailer, "documents"),
        (Noun::Retailer, "class"),
        (Noun::Retailer, "class_on"),
        (Noun::Hotline, "informant_name"),
        (Noun::Hotline, "upstream_no"),
        (Noun::Staff, "full_name"),
        (Noun::Case, "nothing"),
    ] {
        assert!(!may_change(noun, field));
        let some = ids(&archive, noun, 1);
        assert_eq!(archive.record_change(noun, &some, field, "甲").unwrap_err().kind, Kind::Invalid, "{field}");
    }
    assert!(
        may_change(Noun::Hotline, "category")
            && may_change(Noun::Staff, "department")
            && may_change(Noun::Case, "officers")
    );
}

#[test]
fn records_go_and_come_back_as_one_operation_a_shop_with_its_licence() {
    let (_folder, mut archive) = copy();
    for noun in PAGES {
        let some = ids(&archive, noun, 2);
        let all = count(&archive, noun, &Query::default());
        let done = archive.record_remove(noun, &some, true, Some("录入重复")).unwrap();
        assert_eq!(done.count, 2);
        assert_eq!(count(&archive, noun, &Query::default()), all - 2);
        let void = Query { removed: RemovedShown::Only, ..Query::default() };
        assert_eq!(count(&archive, noun, &void), 2);
        assert_eq!(archive.record_remove(noun, &some, true, Some("录入重复")).unwrap().op_id, None);
        archive.record_remove(noun, &some, false, None).unwrap();
        assert_eq!(count(&archive, noun, &Query::default()), all);
    }
    let shop = rows(&archive, Noun::Retailer, &Query::default()).remove(0);
    archive.record_remove(Noun::Retailer, std::slice::from_ref(&shop.id), true, Some("录入重复")).unwrap();
    assert!(archive.store.licence_by_no(&shop.number).unwrap().is_none());
    archive.record_remove(Noun::Retailer, std::slice::from_ref(&shop.id), false, None).unwrap();
    assert!(archive.store.licence_by_no(&shop.number).unwrap().is_some());
    assert!(archive.store.verify().unwrap().ok());
}

#[test]
fn every_record_can_be_viewed_and_what_it_is_tied_to_can_be_opened() {
    let archive = county();
    let mut tied = 0;
    for noun in PAGES {
        for row in rows(&archive, noun, &Query::default()).into_iter().take(60) {
            let view = archive.record_view(noun, &row.id).unwrap();
            assert_eq!((view.number, view.title, view.demo), (row.number, row.title, true));
            assert!(view.tags.iter().any(|tag| tag.text == "演示数据"));
            for field in archive.record_fields(noun).unwrap().iter().filter(|f| f.listed && f.name != "attendance") {
                let stands = |name: &str| view.sections.iter().flat_map(|s| &s.lines).any(|l| l.field == name);
                let lines = noun == Noun::Vendor && MEASURE.contains(&field.name.as_str());
                assert!(stands(&field.name) || field.name == "documents" || lines, "{noun} {}", field.name);
            }
            for linked in view.linked {
                tied += linked.rows.len();
                for it in linked.rows.into_iter().filter(|_| linked.noun != Noun::Licence) {
                    assert!(archive.record_view(linked.noun, &it.id).is_ok());
                }
            }
            match noun {
                Noun::Retailer => assert_eq!(view.slots.len(), 7),
                Noun::Vendor => {
                    assert_eq!(view.slots.iter().filter(|slot| slot.required).count(), 2);
                    assert_eq!(view.measures.is_empty(), row.cells["state"] == "未处理");
                }
                Noun::Inspection => {
                    let required: Vec<_> = view.slots.iter().map(|slot| slot.required).collect();
                    assert_eq!(required, [row.cells["finding"] == "异常", false, false, false]);
                }
                Noun::Case => assert!(view.slots.iter().any(|slot| slot.required), "a filed case has its report"),
                Noun::Campaign => assert!(view.slots.len() == 3 && view.slots.iter().all(|slot| slot.required)),
                Noun::Diary => assert_eq!(view.slots.len(), 2),
                Noun::Matter => assert!(view.slots.len() > 1),
                _ => assert_eq!(view.slots.len(), 0),
            }
        }
    }
    assert!(tied > 100, "{tied}");
    assert_eq!(archive.record_view(Noun::Case, "不是号").unwrap_err().kind, Kind::NotFound);
}

#[test]
fn an_exported_list_comes_back_as_it_went() {
    let (folder, archive) = copy();
    for noun in PAGES {
        let path = folder.path().join("导出.xlsx");
        let query = Query::default();
        let rows = archive.record_export(noun, &query, &[], &path, &Watch::none()).unwrap();
        assert_eq!(rows, count(&archive, noun, &query));
        if noun == Noun::Matter {
            continue;
        }
        let plan = archive.import_plan(noun, &path, None, &BTreeMap::new(), &Watch::none());
        if noun == Noun::Training {
            continue;
        }
        let counts = plan.unwrap().counts;
        assert_eq!((counts.same, counts.new, counts.changed, counts.refused), (rows as usize, 0, 0, 0), "{noun}");
    }
    let path = folder.path().join("几栏.xlsx");
    let columns = ["trade_name", "licence_no", "documents"].map(str::to_owned);
    let some = Query::of("class", "重点监控户");
    assert_eq!(archive.record_export(Noun::Retailer, &some, &columns, &path, &Watch::none()).unwrap(), 14);
    let secret = ["informant_name".to_owned()];
    let refused = archive.record_export(Noun::Hotline, &Query::default(), &secret, &path, &Watch::none()).unwrap_err();
    assert_eq!(refused.kind, Kind::Invalid);
}

#[test]
fn an_export_that_is_stopped_leaves_no_file() {
    let archive = county();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("导出.xlsx");
    let stop = std::sync::atomic::AtomicBool::new(false);
    let watch = Watch::new(|it| stop.store(it.done >= 5, std::sync::atomic::Ordering::Relaxed), &stop);
    let stopped = archive.record_export(Noun::Retailer, &Query::default(), &[], &path, &watch).unwrap_err();
    assert_eq!(stopped.kind, Kind::Stopped);
    assert!(!path.exists());
}

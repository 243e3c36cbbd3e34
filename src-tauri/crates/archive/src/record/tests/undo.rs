//! Claims about undo: whatever was done to whatever noun, undone it is as before, and the undoing can be undone.

use serde_json::Value;
use yihu_domain::{
    Noun, Record, campaign::Campaign, case::Case, diary::Diary, hotline::Hotline, inspection::Inspection,
    licence::Licence, matter::Matter, retailer::Retailer, staff::Staff, training::Training, vendor::Vendor,
};

use super::{
    super::{Draft, PAGES, Query, change::may_change},
    copy, first, new_shop, rows, with,
};
use crate::{Archive, Done};

/// All records that are not void, without their revisions.
pub(super) fn content(archive: &Archive) -> Vec<Value> {
    fn of<T: Record>(archive: &Archive, all: &mut Vec<Value>) {
        archive
            .store
            .each(|it: T| {
                let mut it = serde_json::to_value(it).unwrap();
                it["revision"] = Value::Null;
                all.push(it);
                Ok(())
            })
            .unwrap();
    }
    let mut all = Vec::new();
    of::<Retailer>(archive, &mut all);
    of::<Licence>(archive, &mut all);
    of::<Matter>(archive, &mut all);
    of::<Vendor>(archive, &mut all);
    of::<Inspection>(archive, &mut all);
    of::<Diary>(archive, &mut all);
    of::<Campaign>(archive, &mut all);
    of::<Case>(archive, &mut all);
    of::<Hotline>(archive, &mut all);
    of::<Staff>(archive, &mut all);
    of::<Training>(archive, &mut all);
    all
}

/// A record that is not there yet.
fn another(archive: &Archive, noun: Noun) -> Draft {
    let draft = || archive.record_form(noun, None).unwrap().draft;
    match noun {
        Noun::Matter => {
            let shop = rows(archive, Noun::Retailer, &Query::default()).remove(5);
            with(draft(), &[("kind", "停业"), ("licence_no", &shop.number), ("holder", &shop.title)])
        }
        Noun::Vendor => with(draft(), &[("name", "司马光"), ("address", "安乐镇老街1号")]),
        Noun::Inspection => with(
            draft(),
            &[
                ("name", "路边摊"),
                ("officers", "欧阳明、司马亮"),
                ("finding", "异常"),
                ("cause", "无烟草专卖零售许可证经营"),
            ],
        ),
        Noun::Campaign => with(draft(), &[("kind", "集中整治"), ("title", "元旦前集中整治")]),
        Noun::Diary => with(draft(), &[("officer", "司马光"), ("content", "走访城关镇六户")]),
        Noun::Case => with(
            draft(),
            &[
                ("case_no", "潼烟立〔2026〕第901号"),
                ("cause", "未在当地烟草专卖批发企业进货"),
                ("party_name", "司马光"),
                ("officers", "欧阳明、司马亮"),
            ],
        ),
        Noun::Hotline => {
            with(draft(), &[("upstream_no", "GD20269901"), ("category", "举报"), ("target_name", "好又来")])
        }
        Noun::Staff => with(draft(), &[("full_name", "司马光")]),
        Noun::Training => {
            let mut draft = with(draft(), &[("topic", "文书制作补训"), ("hours", "2")]);
            draft.attendance[0].mark = "√".to_owned();
            draft
        }
        _ => new_shop(archive),
    }
}

/// A field of each noun that is changed in its form and for many at once.
fn changed_field(noun: Noun) -> (&'static str, &'static str) {
    match noun {
        Noun::Retailer => ("town", "新镇"),
        Noun::Staff => ("department", "新部门"),
        Noun::Training => ("place", "新会议室"),
        _ => ("remark", "改过一次"),
    }
}

fn save(archive: &mut Archive, noun: Noun, id: Option<&str>, revision: u32, draft: &Draft) -> Done {
    archive.record_save(noun, id, revision, draft, Some("测试")).unwrap().done
}

fn change(archive: &mut Archive, noun: Noun) -> Done {
    let form = first(archive, noun);
    let id = rows(archive, noun, &Query::default()).remove(0).id;
    // It may be the one that was changed before.
    let (field, value) = changed_field(noun);
    let value = if form.draft.fields[field] == value { "又改一次" } else { value };
    save(archive, noun, Some(&id), form.revision, &with(form.draft, &[(field, value)]))
}

type Act = fn(&mut Archive, Noun) -> Done;

/// What can be done to a record: its name, what goes before it, and the act.
const ACTS: [(&str, Option<Act>, Act); 6] = [
    ("new", None, |archive, noun| {
        let draft = another(archive, noun);
        save(archive, noun, None, 0, &draft)
    }),
    ("change", None, change),
    ("void", None, |archive, noun| {
        let id = rows(archive, noun, &Query::default()).remove(0).id;
        archive.record_remove(noun, &[id], true, Some("录入重复")).unwrap()
    }),
    (
        "restore",
        Some(|archive, noun| {
            let id = rows(archive, noun, &Query::default()).remove(0).id;
            archive.record_remove(noun, &[id], true, Some("录入重复")).unwrap()
        }),
        |archive, noun| {
            let only = Query { removed: super::super::RemovedShown::Only, ..Query::default() };
            let ids: Vec<_> = rows(archive, noun, &only).into_iter().map(|row| row.id).collect();
            archive.record_remove(noun, &ids, false, None).unwrap()
        },
    ),
    ("back to an earlier version", Some(change), |archive, noun| {
        let changed = archive.operation_next().unwrap().unwrap();
        let of = archive.operation_show(&changed.op_id, 0, 9).unwrap().rows;
        let of = of.into_iter().find(|it| it.noun == noun).unwrap();
        let history = archive.record_history(noun, &of.id).unwrap();
        let key = history.into_iter().filter_map(|it| it.key).find(|key| key.noun == noun && key.id == of.id);
        archive.record_revert(&key.unwrap()).unwrap()
    }),
    ("batch", None, |archive, noun| {
        let (field, value) = changed_field(noun);
        assert!(may_change(noun, field), "{noun} {field}");
        let ids: Vec<_> = rows(archive, noun, &Query::default()).into_iter().take(4).map(|row| row.id).collect();
        archive.record_change(noun, &ids, field, value).unwrap()
    }),
];

#[test]
fn whatever_was_done_to_whatever_noun_is_undone_as_one_step_and_that_is_undone_again() {
    let (_folder, mut archive) = copy();
    let mut tried = 0;
    for noun in PAGES {
        for (act, begin, done) in ACTS {
            if let Some(begin) = begin {
                begin(&mut archive, noun);
            }
            let before = content(&archive);
            let done = done(&mut archive, noun);
            let after = content(&archive);
            let op_id = done.op_id.unwrap_or_else(|| panic!("{noun}: {act} changed nothing"));
            assert_ne!(before, after, "{noun}: {act}");
            assert!(done.op.contains(noun.title()), "{noun}: {act} is named {}", done.op);
            assert_eq!(archive.operation_next().unwrap().unwrap().op, done.op, "Ctrl+Z names {noun}: {act}");
            archive.operation_undo(&op_id).unwrap_or_else(|e| panic!("{noun}: {act}: {e}"));
            assert_eq!(content(&archive), before, "{noun}: {act} is undone");
            let undoing = archive.operation_list(&crate::OperationFilter::default(), 0, 1).unwrap().rows.remove(0);
            assert!(undoing.undoes);
            archive.operation_undo(&undoing.op_id).unwrap();
            assert_eq!(content(&archive), after, "{noun}: {act} is done again");
            tried += 1;
        }
    }
    assert_eq!(tried, PAGES.len() * ACTS.len());
    assert!(archive.store.verify().unwrap().ok());
}

//! Forms that were typed and not saved, and what a user likes.

use std::collections::BTreeMap;

use super::*;
use crate::record::Draft;

fn draft(fields: &[(&str, &str)]) -> Draft {
    let fields: BTreeMap<String, String> = fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    Draft { fields, ..Draft::default() }
}

#[test]
fn a_form_survives_the_program_until_it_is_let_go() {
    let mut desk = Desk::new();
    let typed = draft(&[("trade_name", "罗氏商店"), ("valid_to", "明年")]);
    desk.archive.draft_put(Noun::Retailer, None, draft(&[("trade_name", "罗")])).unwrap();
    desk.archive.draft_put(Noun::Retailer, None, typed.clone()).unwrap();
    let dir = desk.archive.dir().to_path_buf();
    drop(desk.archive);
    let mut archive = Archive::open(&dir, "李晓梅", PASSWORD, Access::Write).unwrap();
    let list = archive.draft_list().unwrap();
    assert_eq!((list.len(), list[0].title.as_str(), &list[0].id), (1, "罗氏商店", &None));
    assert_eq!(archive.kept_draft(Noun::Retailer, None).unwrap().unwrap().draft, typed);
    assert!(archive.kept_draft(Noun::Case, None).unwrap().is_none());
    archive.draft_drop(Noun::Retailer, None).unwrap();
    assert!(archive.draft_list().unwrap().is_empty());
}

#[test]
fn who_reported_never_reaches_the_archive_by_a_form() {
    let mut desk = Desk::new();
    let typed = draft(&[("informant_name", "金雀儿"), ("informant_phone", "13711112222"), ("category", "举报")]);
    let user = desk.archive.session.user.clone();
    desk.archive.draft_put(Noun::Hotline, None, typed.clone()).unwrap();
    assert!(desk.archive.store.drafts(&user).unwrap().is_empty(), "a custodian's form lies behind the wall");
    assert_eq!(desk.archive.kept_draft(Noun::Hotline, None).unwrap().unwrap().draft, typed);
    desk.archive.draft_drop(Noun::Hotline, None).unwrap();
    assert!(desk.archive.draft_list().unwrap().is_empty());
    // Somebody else has no key to the wall.
    desk.archive.informants = None;
    desk.archive.draft_put(Noun::Hotline, None, typed).unwrap();
    let kept = desk.archive.store.drafts(&user).unwrap();
    assert_eq!(kept.len(), 1);
    assert!(kept[0].json.contains("举报") && !kept[0].json.contains("金雀儿") && !kept[0].json.contains("13711112222"));
    assert!(!kept[0].json.contains("informant"));
}

#[test]
fn forms_and_preferences_are_no_changes_and_leave_in_no_bundle() {
    let mut desk = Desk::new();
    desk.fill();
    let before = desk.archive.store.last_change().unwrap();
    let plan = desk.archive.bundle_plan(true).unwrap();
    desk.archive.draft_put(Noun::Retailer, None, draft(&[("trade_name", "罗氏商店")])).unwrap();
    desk.archive.preference_put("retailer.columns", "[\"town\"]").unwrap();
    assert_eq!(desk.archive.store.last_change().unwrap(), before);
    assert_eq!(desk.archive.bundle_plan(true).unwrap().changes, plan.changes);
}

#[test]
fn a_preference_is_read_back_and_nonsense_is_not_kept() {
    let mut desk = Desk::new();
    assert_eq!(desk.archive.preference_get("case.views").unwrap(), None);
    desk.archive.preference_put("case.views", "[1]").unwrap();
    assert_eq!(desk.archive.preference_get("case.views").unwrap().as_deref(), Some("[1]"));
    for (key, json) in [("", "[]"), ("a", "[1"), ("a", &"9".repeat(1 << 20))] {
        assert_eq!(desk.archive.preference_put(key, json).unwrap_err().kind, Kind::Invalid);
    }
}

#[test]
fn what_names_one_who_reported_is_not_kept_outside_the_wall() {
    let mut desk = Desk::new();
    desk.fill();
    let user = desk.archive.session.user.clone();
    let view = r#"[{"name":"查","conditions":[{"field":"party_name","text":"金 雀儿"}]}]"#;
    let refused = desk.archive.preference_put("case.views", view).unwrap_err();
    assert!(refused.message.contains("没有记下") && !refused.message.contains("金"), "{refused}");
    assert_eq!(desk.archive.preference_get("case.views").unwrap(), None);
    desk.archive.draft_put(Noun::Retailer, None, draft(&[("remark", "店里")])).unwrap();
    desk.archive.draft_put(Noun::Retailer, None, draft(&[("remark", "金雀儿来过")])).unwrap();
    assert!(desk.archive.store.drafts(&user).unwrap().is_empty(), "the form that names her lies behind the wall");
    assert_eq!(desk.archive.kept_draft(Noun::Retailer, None).unwrap().unwrap().draft.fields["remark"], "金雀儿来过");
    desk.archive.draft_put(Noun::Retailer, None, draft(&[("remark", "店里")])).unwrap();
    assert_eq!(desk.archive.draft_list().unwrap().len(), 1, "and comes back when it names nobody");
    desk.archive.draft_drop(Noun::Retailer, None).unwrap();
    assert!(desk.archive.draft_list().unwrap().is_empty());
}

#[test]
fn a_form_that_an_older_program_kept_is_taken_up() {
    let mut desk = Desk::new();
    let user = desk.archive.session.user.clone();
    let kept = yihu_store::kept::Draft {
        noun: Noun::Case,
        record: None,
        json: r#"{"fields": {"cause": "无证运输"}, "attendance": [], "goods": []}"#.to_owned(),
        at: desk.archive.clock.now(),
    };
    desk.archive.store.keep_draft(&user, &kept).unwrap();
    let found = desk.archive.kept_draft(Noun::Case, None).unwrap().unwrap().draft;
    assert_eq!((found.fields["cause"].as_str(), found.measures.len()), ("无证运输", 0));
}

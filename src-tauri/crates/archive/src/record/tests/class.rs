//! Claims about classes: why, since when and by whom, proposed by rules and decided by people.

use yihu_domain::{Kind, Noun, class::Rule};

use super::{super::Query, copy, count, county, new_shop, rows, with};
use crate::{
    Archive, Reading, Watch,
    record::{ClassChange, Draft},
    shown::class::{ClassDraft, ClassPick, ClassQuery, ClassRow},
};

fn form(archive: &Archive, id: &str) -> (u32, Draft) {
    let it = archive.record_form(Noun::Retailer, Some(id)).unwrap();
    (it.revision, it.draft)
}

fn changes(archive: &Archive, id: &str) -> Vec<ClassChange> {
    archive.record_view(Noun::Retailer, id).unwrap().classes
}

fn proposed(archive: &Archive, query: &ClassQuery) -> Vec<ClassRow> {
    archive.class_list(query, 0, 500).unwrap().rows
}

fn by(rule: Rule) -> ClassQuery {
    ClassQuery { rule: Some(rule), ..ClassQuery::default() }
}

fn pick(it: &ClassRow) -> ClassPick {
    ClassPick { id: it.id.clone(), to: it.to.clone() }
}

#[test]
fn a_change_of_class_by_the_form_asks_for_its_reason_and_notes_the_day_and_who() {
    let (_folder, mut archive) = copy();
    let shop = rows(&archive, Noun::Retailer, &Query::of("class", "守法经营户")).remove(0);
    let (revision, draft) = form(&archive, &shop.id);
    let (before, today) = (changes(&archive, &shop.id), archive.clock.today().to_string());
    assert_eq!((before.len(), before[0].class.as_str(), before[0].dated), (1, "守法经营户", true));
    let silent = with(draft.clone(), &[("class", "重点")]);
    let refused = archive.record_save(Noun::Retailer, Some(&shop.id), revision, &silent, None).unwrap_err();
    assert_eq!(refused.fields.keys().collect::<Vec<_>>(), ["class_reason"]);
    // It is said beside what else is wrong, while it is typed.
    let both = with(silent, &[("phone", "1")]);
    let check = archive.record_check(Noun::Retailer, Some(&shop.id), &both).unwrap();
    assert!(["class_reason", "phone"].iter().all(|field| check.problems.iter().any(|it| it.field == *field)));
    let said = with(draft.clone(), &[("class", "重点"), ("class_reason", "夜查发现外地烟")]);
    let saved = archive.record_save(Noun::Retailer, Some(&shop.id), revision, &said, None).unwrap();
    assert!(saved.warnings.iter().any(|it| it.code == "class_decided" && it.message.contains("演示")));
    let told = changes(&archive, &shop.id);
    let first = &told[0];
    assert_eq!((told.len(), first.on.as_str(), first.class.as_str()), (2, today.as_str(), "重点监控户"));
    assert_eq!((first.reason.as_str(), first.by.as_str(), first.dated), ("夜查发现外地烟", "演示", true));
    // Something else that is saved changes nothing of it; a reason that is put right is no second decision.
    let (revision, draft) = form(&archive, &shop.id);
    let other = with(draft, &[("remark", "门面装修"), ("class_reason", "夜查发现外地烟3条")]);
    archive.record_save(Noun::Retailer, Some(&shop.id), revision, &other, None).unwrap();
    assert_eq!(changes(&archive, &shop.id)[0].reason, "夜查发现外地烟3条");
    assert_eq!(changes(&archive, &shop.id).len(), 2);
    // What was undone did not happen.
    archive.undo(None).unwrap();
    archive.undo(saved.done.op_id.as_deref()).unwrap();
    assert_eq!(changes(&archive, &shop.id), before);
}

#[test]
fn a_new_shop_with_a_class_says_why_and_one_without_need_not() {
    let (_folder, mut archive) = copy();
    let plain = with(new_shop(&archive), &[("class", "")]);
    let classed = with(plain.clone(), &[("class", "非重点")]);
    let refused = archive.record_save(Noun::Retailer, None, 0, &classed, None).unwrap_err();
    assert!(refused.fields["class_reason"].contains("非重点监控户的依据"), "{refused:?}");
    let saved = archive.record_save(Noun::Retailer, None, 0, &plain, None).unwrap();
    assert_eq!(changes(&archive, &saved.id), []);
}

#[test]
fn what_the_rules_propose_stands_on_records_and_is_counted_where_it_is_listed() {
    let archive = county();
    let (all, board) = (proposed(&archive, &ClassQuery::default()), archive.class_show().unwrap());
    assert!(all.len() > 10, "{}", all.len());
    assert_eq!(archive.class_total().unwrap() as usize, all.len());
    assert_eq!(board.rules.iter().map(|it| it.count).sum::<u32>() as usize, all.len());
    assert_eq!(board.classes.iter().map(|it| it.count).collect::<Vec<_>>(), [473, 26, 14, 0]);
    assert_eq!(board.total, 513);
    for it in &all {
        assert_ne!(it.class, it.to);
        for fact in &it.facts {
            archive.record_view(fact.noun, &fact.id).unwrap();
        }
    }
    let cases = proposed(&archive, &by(Rule::CaseFiled));
    assert!(!cases.is_empty() && cases.iter().all(|it| it.to == "重点监控户" && it.up && !it.facts.is_empty()));
    assert!(cases[0].facts[0].title.starts_with("潼烟立"), "{:?}", cases[0]);
    let down = proposed(&archive, &by(Rule::Clean));
    assert!(
        !down.is_empty() && down.iter().all(|it| !it.up && it.facts.is_empty() && it.why.starts_with("12个月没有"))
    );
    // The strictest first.
    let ups = all.iter().take_while(|it| it.up).count();
    assert!(all[ups..].iter().all(|it| !it.up));
    let town = ClassQuery { town: all[0].town.clone(), to: all[0].to.clone(), ..ClassQuery::default() };
    assert!(proposed(&archive, &town).iter().all(|it| it.town == all[0].town && it.to == all[0].to));
}

#[test]
fn proposals_are_followed_many_at_once_and_undone_as_one() {
    let (_folder, mut archive) = copy();
    let all = proposed(&archive, &ClassQuery::default());
    let some: Vec<ClassPick> = all.iter().take(5).map(pick).collect();
    let done = archive.class_accept(&some, "局务会研究同意").unwrap();
    assert_eq!((done.count, done.op.as_str()), (5, "采纳分类建议5户"));
    assert_eq!(proposed(&archive, &ClassQuery::default()).len(), all.len() - 5);
    let told = changes(&archive, &all[0].id);
    assert_eq!((told[0].class.as_str(), told[0].by.as_str()), (all[0].to.as_str(), "演示"));
    assert!(told[0].reason.starts_with(&all[0].why) && told[0].reason.ends_with("；局务会研究同意"), "{told:?}");
    assert_eq!(told[0].rule, all[0].rule);
    // Whoever sees an older page is told, and nothing is changed.
    let refused = archive.class_accept(&[pick(&all[6]), pick(&all[0])], "").unwrap_err();
    assert_eq!(refused.kind, Kind::Conflict);
    assert!(refused.message.contains(&all[0].title));
    archive.undo(done.op_id.as_deref()).unwrap();
    assert_eq!(proposed(&archive, &ClassQuery::default()), all);
}

#[test]
fn what_is_kept_for_a_reason_comes_back_with_something_new() {
    let (_folder, mut archive) = copy();
    let it = proposed(&archive, &by(Rule::CaseFiled)).into_iter().find(|it| it.facts.len() == 1).unwrap();
    let short = archive.class_keep(&[pick(&it)], "不").unwrap_err();
    assert!(short.fields.contains_key("reason"));
    archive.class_keep(&[pick(&it)], "已当场改正，情节轻微").unwrap();
    let still = |archive: &Archive| proposed(archive, &ClassQuery::default()).into_iter().find(|p| p.id == it.id);
    assert_eq!(still(&archive), None);
    let told = changes(&archive, &it.id);
    assert_eq!((told[0].kept_from.as_str(), told[0].reason.as_str()), ("重点监控户", "已当场改正，情节轻微"));
    // The class did not change, and another form that is saved forgets nothing.
    let (revision, draft) = form(&archive, &it.id);
    archive.record_save(Noun::Retailer, Some(&it.id), revision, &with(draft, &[("remark", "x")]), None).unwrap();
    assert_eq!(still(&archive), None);
    let fields = archive.record_form(Noun::Case, None).unwrap().draft;
    let today = archive.clock.today().to_string();
    let case = with(
        fields,
        &[
            ("case_no", "潼烟立〔2026〕第9001号"),
            ("cause", "销售非法生产的烟草专卖品"),
            ("party_name", "某人"),
            ("licence_no", &it.number),
            ("occurred_on", &today),
            ("filed_on", &today),
            ("officers", "段兰、朱文"),
        ],
    );
    archive.record_save(Noun::Case, None, 0, &case, None).unwrap();
    assert!(still(&archive).unwrap().facts[0].title.contains("9001"));
}

#[test]
fn many_shops_get_one_class_for_one_reason_and_the_field_alone_is_refused() {
    let (_folder, mut archive) = copy();
    let town = Query::of("town", "港口镇");
    let ids: Vec<String> = archive.record_ids(Noun::Retailer, &town).unwrap().into_iter().map(|it| it.id).collect();
    let refused = archive.record_change(Noun::Retailer, &ids, "class", "重点监控户").unwrap_err();
    assert!(refused.message.contains("成批分类"), "{refused}");
    let mut draft = ClassDraft { class: "好户".into(), on: "2099-1-1".into(), ..ClassDraft::default() };
    let refused = archive.class_set(&ids, &draft).unwrap_err();
    assert_eq!(refused.fields.keys().collect::<Vec<_>>(), ["class", "on", "reason"]);
    draft = ClassDraft {
        class: "非重点".into(), reason: "港口片区集中整治".into(), by: "段兰".into(), ..draft
    };
    draft.on = "2026-1-5".into();
    let there = count(&archive, Noun::Retailer, &town);
    let already = ids.iter().filter(|id| changes(&archive, id)[0].class == "非重点监控户").count();
    let done = archive.class_set(&ids, &draft).unwrap();
    assert_eq!(done.count as usize, ids.len() - already);
    assert_eq!(there as usize, ids.len());
    let watched = Query { conditions: Query::of("class", "非重点监控户").conditions, ..town };
    assert!(count(&archive, Noun::Retailer, &watched) >= there);
    let told = ids.iter().map(|id| changes(&archive, id).remove(0)).find(|it| it.reason == "港口片区集中整治").unwrap();
    assert_eq!((told.on.as_str(), told.by.as_str(), told.dated), ("2026-01-05", "段兰", true));
    archive.undo(done.op_id.as_deref()).unwrap();
    assert_eq!(archive.class_show().unwrap().classes[1].count, 26);
}

#[test]
fn a_rule_is_the_bureaus_and_can_be_switched_off() {
    let (_folder, mut archive) = copy();
    let mut settings = archive.class_rules().unwrap();
    settings.rules.case_filed.months = "many".into();
    assert!(archive.class_rules_save(&settings).unwrap_err().fields.contains_key("case_filed"));
    settings.rules.case_filed.months = "12".into();
    settings.rules.case_filed.on = false;
    settings.rules.report_true.class = "非重点".into();
    let done = archive.class_rules_save(&settings).unwrap();
    assert_eq!(proposed(&archive, &by(Rule::CaseFiled)), []);
    assert!(proposed(&archive, &by(Rule::ReportTrue)).iter().all(|it| it.to == "非重点监控户"));
    assert_eq!(archive.class_rules_save(&settings).unwrap_err().kind, Kind::Conflict, "an older form");
    archive.undo(done.op_id.as_deref()).unwrap();
    assert!(!proposed(&archive, &by(Rule::CaseFiled)).is_empty());
}

#[test]
fn a_sheet_of_proposals_has_room_for_what_is_decided() {
    let (folder, archive) = copy();
    let path = folder.path().join("分类建议.xlsx");
    let rows = archive.class_export(&ClassQuery::default(), &path).unwrap();
    assert_eq!(rows, archive.class_total().unwrap());
}

#[test]
fn a_class_that_nobody_explained_is_told_and_is_no_damage() {
    let (_folder, mut archive) = copy();
    let sound = archive.verify(Reading::Presence, false, &Watch::none()).unwrap();
    assert!(sound.findings.iter().all(|it| it.code != "class_unexplained"), "{:?}", sound.findings);
    let shop = rows(&archive, Noun::Retailer, &Query::of("class", "重点监控户")).remove(0);
    let (revision, draft) = form(&archive, &shop.id);
    let silent = with(draft, &[("class_reason", ""), ("class_on", "")]);
    archive.record_save(Noun::Retailer, Some(&shop.id), revision, &silent, None).unwrap();
    let report = archive.verify(Reading::Presence, false, &Watch::none()).unwrap();
    let told: Vec<_> = report.findings.iter().filter(|it| it.code == "class_unexplained").collect();
    assert_eq!((told.len(), report.ok, report.damaged), (2, true, false));
    assert!(told.iter().all(|it| it.of.unwrap().1.to_string() == shop.id));
}

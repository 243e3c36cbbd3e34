//! Claims about diaries: on the way to approval, beside the visits of their day, late, in a month, from a ledger.

use yihu_domain::{Kind, Noun, diary::Diary, inspection::Inspection, period::Period};
use yihu_store::Filter;

use super::{
    super::{Draft, Query, Saved},
    copy, count, rows, with,
};
use crate::{Archive, BackupSettings, Reading, Watch};

fn draft(archive: &Archive, fields: &[(&str, &str)]) -> Draft {
    let draft = archive.record_form(Noun::Diary, None).unwrap().draft;
    with(with(draft, &[("officer", "段兰"), ("content", "走访城关镇六户，核对许可证")]), fields)
}

fn save(archive: &mut Archive, fields: &[(&str, &str)]) -> Saved {
    let draft = draft(archive, fields);
    archive.record_save(Noun::Diary, None, 0, &draft, None).unwrap()
}

fn state(archive: &Archive, id: &str) -> String {
    let row = archive.record_view(Noun::Diary, id).unwrap();
    row.sections.iter().flat_map(|it| &it.lines).find(|it| it.field == "state").unwrap().text.clone()
}

fn due(word: &str) -> Query {
    Query { due: word.to_owned(), ..Query::default() }
}

#[test]
fn it_goes_from_draft_to_approval_and_back_step_by_step_and_each_step_is_undone_by_name() {
    let (_folder, mut archive) = copy();
    let id = save(&mut archive, &[]).id;
    let ids = [id.clone()];
    assert_eq!(state(&archive, &id), "草稿");
    assert_eq!(archive.diary_approve(&ids, "同意").unwrap_err().kind, Kind::Conflict);
    archive.diary_submit(&ids).unwrap();
    assert!(archive.diary_return(&ids, "短").unwrap_err().fields.contains_key("reason"));
    let back = archive.diary_return(&ids, "没有写明检查了哪几户").unwrap();
    assert_eq!(state(&archive, &id), "已退回");
    archive.undo(back.op_id.as_deref()).unwrap();
    assert_eq!(state(&archive, &id), "待审批");
    let done = archive.diary_approve(&ids, "同意").unwrap();
    assert_eq!(done.op, format!("审批工作日志 {}", archive.clock.today()));
    assert_eq!(state(&archive, &id), "已审批");

    // What is approved stands: no form, no batch, no earlier version, no voiding, until the approval is undone.
    let revision = archive.record_view(Noun::Diary, &id).unwrap().revision;
    let changed = draft(&archive, &[("content", "改过的内容，审批以后写的")]);
    let version = crate::VersionKey { noun: Noun::Diary, id: id.clone(), revision: 1 };
    for refused in [
        archive.record_form(Noun::Diary, Some(&id)).map(drop),
        archive.record_save(Noun::Diary, Some(&id), revision, &changed, None).map(drop),
        archive.record_change(Noun::Diary, &ids, "route", "城关").map(drop),
        archive.record_remove(Noun::Diary, &ids, true, None).map(drop),
        archive.record_revert(&version).map(drop),
        archive.diary_submit(&ids).map(drop),
    ] {
        let refused = refused.unwrap_err();
        assert!(refused.message.contains("已审批") || refused.message.contains("已经审批"), "{refused}");
    }
    archive.undo(done.op_id.as_deref()).unwrap();
    let revision = archive.record_view(Noun::Diary, &id).unwrap().revision;
    archive.record_save(Noun::Diary, Some(&id), revision, &changed, None).unwrap();
    assert_eq!(state(&archive, &id), "待审批");
    // Nor does the way back lead around the approval.
    assert!(archive.record_revert(&version).unwrap_err().message.contains("审批情况不同"));
}

#[test]
fn nobody_approves_his_own_and_one_that_cannot_stops_them_all() {
    let (_folder, mut archive) = copy();
    let user = archive.session().user.clone();
    let own = save(&mut archive, &[("officer", &user)]).id;
    let other = save(&mut archive, &[]).id;
    archive.diary_submit(&[own.clone(), other.clone()]).unwrap();
    let refused = archive.diary_approve(&[own.clone(), other.clone()], "").unwrap_err();
    assert!(refused.message.contains(&user) && refused.message.contains("不能自己审批"), "{refused}");
    assert!(refused.message.contains("一篇都没有审批"), "{refused}");
    assert_eq!(state(&archive, &other), "待审批");
    assert!(archive.diary_return(&[own], "没有写明检查了哪几户").is_err());
    let waiting = count(&archive, Noun::Diary, &due("diary_waiting"));
    let all = archive.record_ids(Noun::Diary, &due("diary_waiting")).unwrap();
    let all: Vec<String> = all.into_iter().filter(|it| it.title != user).map(|it| it.id).collect();
    let done = archive.diary_approve(&all, "同意").unwrap();
    assert_eq!((done.count, done.op.as_str()), (waiting - 1, format!("审批工作日志{}篇", waiting - 1).as_str()));
    archive.undo(done.op_id.as_deref()).unwrap();
    assert_eq!(count(&archive, Noun::Diary, &due("diary_waiting")), waiting);
}

#[test]
fn an_officer_has_one_diary_a_day_and_the_visits_of_that_day_beside_it() {
    let (_folder, mut archive) = copy();
    let found = archive.store.list::<Inspection>(&Filter::all().sort("inspected_on", true)).unwrap().rows;
    let visit = found.iter().find(|it| it.inspected_on < archive.clock.today()).unwrap();
    let (officer, on) = (visit.officers[0].as_str(), visit.inspected_on.to_string());
    let of_day =
        found.iter().filter(|it| it.inspected_on == visit.inspected_on && it.officers.iter().any(|o| o == officer));
    let number = of_day.count();
    let stored = archive.diary_named(&format!("{on} {officer}")).unwrap();
    let id = match stored {
        Some(it) => it.head.id.to_string(),
        None => save(&mut archive, &[("officer", officer), ("diary_on", &on)]).id,
    };
    assert_eq!(archive.diary_named(&format!("{officer} {on}")).unwrap().unwrap().head.id.to_string(), id);
    let view = archive.record_view(Noun::Diary, &id).unwrap();
    let visits = view.linked.iter().find(|it| it.noun == Noun::Inspection).unwrap();
    assert_eq!(visits.rows.len(), number);
    let told = view.sections.iter().flat_map(|it| &it.lines).find(|it| it.field == "visits").unwrap();
    assert!(told.text.starts_with(&format!("{number}户次")), "{}", told.text);
    let of_visit = archive.record_view(Noun::Inspection, &visit.head.id.to_string()).unwrap();
    assert!(of_visit.linked.iter().any(|it| it.noun == Noun::Diary && it.rows.iter().any(|row| row.id == id)));
    // A second one is refused beside the first.
    let again = draft(&archive, &[("officer", officer), ("diary_on", &on)]);
    let check = archive.record_check(Noun::Diary, None, &again).unwrap();
    assert_eq!(check.alike[0].id, id);
    let refused = archive.record_save(Noun::Diary, None, 0, &again, Some("就是要再写一篇")).unwrap_err();
    assert!(refused.fields["diary_on"].contains("一人一天一篇"), "{refused:?}");
    let stranger = archive.record_check(Noun::Diary, None, &draft(&archive, &[("officer", "没有此人")])).unwrap();
    assert!(stranger.problems.iter().any(|it| it.code == "unknown_staff"));
}

#[test]
fn what_is_late_is_seen_in_the_list_on_the_workbench_in_the_check_and_in_the_figures() {
    let (_folder, mut archive) = copy();
    let (overdue, late) =
        (count(&archive, Noun::Diary, &due("diary_overdue")), count(&archive, Noun::Diary, &due("diary_late")));
    assert!(overdue > 0 && late > overdue && late < 80, "{overdue} of {late}");
    for row in rows(&archive, Noun::Diary, &due("diary_late")) {
        assert!(row.cells["overdue"].starts_with("未按时审批"), "{:?}", row.cells["overdue"]);
    }
    let bench = archive.workbench(&BackupSettings { second: None, minutes: 30 }).unwrap();
    let counted = bench.counts.iter().find(|it| it.key == "diary_waiting").unwrap();
    assert_eq!(counted.value, count(&archive, Noun::Diary, &counted.query));
    assert!(bench.due.iter().any(|it| it.noun == Noun::Diary && it.days < 0 && it.article.contains("本局设置")));
    let line = bench.month.lines.iter().find(|it| it.title == "工作日志按时审批").unwrap();
    assert!(!line.ok && line.note.starts_with(&overdue.to_string()));

    let report = archive.verify(Reading::Presence, false, &Watch::none()).unwrap();
    let told: Vec<_> = report.findings.iter().filter(|it| it.code == "diary_late").collect();
    assert!(!told.is_empty() && report.ok, "what is late is told, and nothing is damaged by it");
    assert!(told[0].message.contains("还没有审批"), "{}", told[0].message);

    let month = archive.assess(Period::of(archive.clock.today())).unwrap();
    let figure = month.indicators.iter().find(|it| it.code == "I24").unwrap();
    assert!(figure.denominator.is_some_and(|all| figure.numerator < all && all > 0), "{figure:?}");
    assert!(figure.formula.contains("3个工作日") && figure.formula.contains("本局设置"));
    assert!(month.problems.iter().any(|it| it.starts_with("工作日志未按时审批")));
    assert!(month.overall.iter().any(|it| it.contains("市管员工作日志")));
}

#[test]
fn more_working_days_for_approval_leave_less_late() {
    let (_folder, mut archive) = copy();
    let before = count(&archive, Noun::Diary, &due("diary_late"));
    let info = archive.bureau_show().unwrap();
    let mut draft = crate::shown::bureau::BureauDraft {
        name: info.name,
        short_name: info.short_name,
        supervision: info.supervision,
        revision: info.revision,
    };
    draft.supervision.approval_days = "30".to_owned();
    archive.bureau_save(&draft).unwrap();
    assert!(count(&archive, Noun::Diary, &due("diary_late")) < before);
    assert!(archive.diary_month(&Period::of(archive.clock.today()).to_string()).unwrap().says.contains("30个工作日"));
}

#[test]
fn a_month_is_counted_by_officer_and_printed_as_a_book() {
    let (folder, archive) = copy();
    // The month that is over: all its working days are.
    let before = Period::of(archive.clock.today()).first() - chrono::TimeDelta::days(1);
    let period = Period::of(before).to_string();
    let month = archive.diary_month(&period).unwrap();
    assert_eq!(month.officers.len(), 7, "all whose post is 市管员");
    for it in &month.officers {
        assert_eq!(it.written + it.missing_count, it.workdays, "{}", it.officer);
        assert!(it.workdays > 14, "{}", it.officer);
    }
    let officer = month.officers[0].officer.clone();
    let path = folder.path().join("日志册.pdf");
    assert!(archive.diary_print(&officer, &period, &path).unwrap() > 1);
    assert!(std::fs::metadata(&path).unwrap().len() > 10_000);
    assert!(archive.diary_book(&officer, "2001-01", crate::Shift::default()).is_ok(), "an empty month prints as such");
    assert!(archive.diary_month("2026").is_err());
}

#[test]
fn a_diary_is_found_by_what_stands_in_it() {
    let (_folder, mut archive) = copy();
    let id = save(&mut archive, &[("content", "在葫芦岛路口查获一辆可疑面包车")]).id;
    assert!(archive.search("葫芦岛路口").unwrap().iter().any(|hit| hit.noun == Noun::Diary && hit.id == id));
    let text = Query { text: "葫芦岛".to_owned(), ..Query::default() };
    assert_eq!(count(&archive, Noun::Diary, &text), 1);
    let of: Diary = archive.store.get(yihu_domain::Id::new(id.parse().unwrap())).unwrap();
    assert_eq!(archive.show(Noun::Diary, &format!("{} 段兰", of.diary_on)).unwrap()["id"], id);
}

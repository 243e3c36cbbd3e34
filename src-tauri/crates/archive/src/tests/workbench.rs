//! The page a clerk begins with.

use chrono::{Days, NaiveDate};

use yihu_domain::gap::Gap;

use super::*;
use crate::shown::gap::GapQuery;
use crate::workbench::{Due, Workbench};

fn shown(desk: &Desk) -> Workbench {
    with_second(desk, None)
}

fn with_second(desk: &Desk, second: Option<std::path::PathBuf>) -> Workbench {
    desk.archive.workbench(&crate::BackupSettings { second, minutes: 30 }).unwrap()
}

#[test]
fn the_second_place_is_told_where_it_is_set_also_when_it_is_gone() {
    let desk = Desk::new();
    assert_eq!(shown(&desk).backup.second, None);
    for (place, there) in [(desk.join("没有插上"), false), (desk.join(""), true)] {
        let second = with_second(&desk, Some(place.clone())).backup.second.unwrap();
        assert_eq!((second.there, second.last_at), (there, None), "{}", place.display());
    }
}

/// `days` from today; below 0 before it.
fn day(desk: &Desk, days: i64) -> NaiveDate {
    let today = desk.archive.clock.today();
    let by = Days::new(days.unsigned_abs());
    if days < 0 { today.checked_sub_days(by) } else { today.checked_add_days(by) }.unwrap()
}

/// Takes in retailers whose licences end so many days from now.
fn shops(desk: &mut Desk, ends: &[i64]) {
    let row = |(n, days): (usize, &i64)| {
        let end = day(desk, *days);
        let begin = end.checked_sub_days(Days::new(1500)).unwrap();
        format!("6199991{n:05}|第{n}号店|吕伟|城关镇人民路{n}号|139000{n:05}|{begin}|{end}|")
    };
    let rows: Vec<String> = ends.iter().enumerate().map(row).collect();
    let path = desk.ledger("期.xlsx", RETAILERS, &rows.iter().map(String::as_str).collect::<Vec<_>>());
    desk.take(Noun::Retailer, &path);
}

fn of<'a>(page: &'a Workbench, key: &str) -> Vec<&'a Due> {
    page.due.iter().filter(|due| due.key.starts_with(key)).collect()
}

#[test]
fn an_empty_archive_has_an_empty_workbench() {
    let desk = Desk::new();
    let page = shown(&desk);
    assert!(page.counts.iter().all(|it| it.value == 0) && page.due.is_empty() && page.drafts.is_empty());
    assert_eq!((page.backup.last_at.clone(), page.last_bundle.clone()), (None, None));
    assert!(page.today.contains("星期"));
    // Towards the end of a year the next one's holidays may be missing: that is said too.
    let open: Vec<&str> = page.month.lines.iter().filter(|line| !line.ok).map(|line| &*line.note).collect();
    let open: Vec<&str> = open.into_iter().filter(|note| !note.contains("导入新一年")).collect();
    assert_eq!(open, ["还没有备份"]);
}

#[test]
fn every_number_is_that_of_the_list_it_leads_to() {
    let mut desk = Desk::new();
    desk.fill();
    shops(&mut desk, &[-3, 5, 20, 40, 400]);
    let page = shown(&desk);
    for it in &page.counts {
        let total = match it.key.as_str() {
            "missing" | "unclear" => {
                let gap = if it.key == "missing" { Gap::Missing } else { Gap::Unclear };
                desk.archive.gap_list(&GapQuery { gap, ..GapQuery::default() }, 0, 50).unwrap().total
            }
            _ => desk.archive.record_list(it.noun, &it.query, 0, 50).unwrap().total,
        };
        assert_eq!(total, it.value, "{}", it.title);
    }
    let value = |key: &str| page.counts.iter().find(|it| it.key == key).unwrap().value;
    assert_eq!((value("retailers"), value("licences"), value("hotline_open"), value("staff")), (8, 8, 2, 2));
    assert_eq!((value("licence_expired"), value("licence_expiring"), value("unclassified")), (1, 2, 8));
    for line in page.month.lines.iter().filter(|line| line.query.is_some()) {
        let total = desk.archive.record_list(line.noun.unwrap(), line.query.as_ref().unwrap(), 0, 50).unwrap().total;
        assert_eq!((total == 0, line.note.starts_with(&total.to_string())), (line.ok, !line.ok), "{}", line.title);
    }
}

#[test]
fn licences_are_due_for_renewal_then_at_their_end_and_the_overdue_come_first() {
    let mut desk = Desk::new();
    shops(&mut desk, &[-3, 5, 20, 33, 60]);
    let page = shown(&desk);
    let said: Vec<_> = page.due.iter().map(|due| (due.what.as_str(), due.title.as_str(), due.days)).collect();
    assert_eq!(
        said,
        [
            ("许可证到期", "第0号店 619999100000", -3),
            ("许可证延续申请", "第3号店 619999100003", 3),
            ("许可证到期", "第1号店 619999100001", 5)
        ]
    );
    assert!(page.due.iter().all(|due| due.id.is_some() && due.query.is_none() && due.article.contains("第22条")));
    assert_eq!(page.due[0].on, day(&desk, -3).to_string());
}

#[test]
fn many_of_one_sort_are_one_line_that_leads_to_all_of_them() {
    let mut desk = Desk::new();
    shops(&mut desk, &[-9, -1, -1, -1, -1, -1, -1, -1, -1, -1, 2, 3]);
    let page = shown(&desk);
    let late: Vec<_> = page.due.iter().filter(|due| due.days < 0).collect();
    assert_eq!((late.len(), late[0].id.clone(), late[0].days), (1, None, -9));
    assert!(late[0].title.starts_with("10户"), "{}", late[0].title);
    let list = desk.archive.record_list(late[0].noun, late[0].query.as_ref().unwrap(), 0, 50).unwrap();
    assert_eq!(list.total, 10);
    assert_eq!(page.due.len(), 3);
    let keys: std::collections::BTreeSet<_> = page.due.iter().map(|due| &due.key).collect();
    assert_eq!(keys.len(), page.due.len(), "each line has a key of its own");
}

#[test]
fn cases_hotline_records_and_certificates_are_due_by_their_own_days() {
    let mut desk = Desk::new();
    let cases = [("一", -95), ("二", -80), ("三", -30)].map(|(name, days)| {
        let no = match name {
            "一" => 1,
            "二" => 2,
            _ => 3,
        };
        format!("潼烟立〔2026〕第{no}号|未在当地进货|当事人{name}|张执法、李执法|{}", day(&desk, days))
    });
    let path = desk.ledger("案.xlsx", "案件编号|案由|当事人|承办人|立案日期", &cases.each_ref().map(String::as_str));
    desk.take(Noun::Case, &path);
    let rows = [("A", -10), ("B", -1)]
        .map(|(no, days)| format!("{no}|{} 09:00|举报|匿名||反映有店卖假烟|东街百货", day(&desk, days)));
    let path = desk.ledger("热线.xlsx", HOTLINES, &rows.each_ref().map(String::as_str));
    desk.take(Noun::Hotline, &path);
    let staff = [("张执法", 10), ("李执法", 90)].map(|(name, days)| format!("{name}|{}", day(&desk, days)));
    let path = desk.ledger("人.xlsx", "姓名|证件有效期至", &staff.each_ref().map(String::as_str));
    desk.take(Noun::Staff, &path);
    let page = shown(&desk);
    let days = |key: &str| of(&page, key).iter().map(|due| due.days).collect::<Vec<_>>();
    assert_eq!((days("decision"), days("hotline_close"), days("certificate")), (vec![-5, 10], vec![-3, 6], vec![10]));
    assert_eq!(of(&page, "hotline_close")[0].title, "A 举报 东街百货");
    assert!(of(&page, "decision")[0].title.contains("当事人一"));
    assert!(page.due.windows(2).all(|pair| pair[0].days <= pair[1].days));
}

#[test]
fn charts_hold_what_the_records_hold() {
    let mut desk = Desk::new();
    desk.fill();
    let page = shown(&desk);
    let chart = |key: &str| page.charts.iter().find(|it| it.key == key).unwrap();
    let sum = |key: &str| chart(key).series.iter().flat_map(|it| &it.values).sum::<f64>();
    for it in &page.charts {
        assert!(it.series.iter().all(|series| series.values.len() == it.labels.len()), "{}", it.key);
        assert_eq!(it.queries.len(), it.labels.len(), "{}", it.key);
    }
    for it in page.charts.iter().filter(|it| it.key != "training_hours") {
        // Of cases the list of a month is that of its filings.
        let series = if it.noun == Noun::Case { &it.series[..1] } else { &it.series[..] };
        for (n, query) in it.queries.iter().enumerate() {
            let drawn: f64 = series.iter().map(|series| series.values[n]).sum();
            let listed = desk.archive.record_list(it.noun, query, 0, 1).unwrap().total;
            assert!((drawn - f64::from(listed)).abs() < 0.01, "{} {}: {drawn} {listed}", it.key, it.labels[n]);
        }
    }
    assert_eq!((chart("hotline_by_month").labels.len(), chart("case_by_month").series.len()), (12, 2));
    assert!((sum("retailer_class") - 3.0).abs() < 0.01 && (sum("retailer_town") - 3.0).abs() < 0.01);
    assert_eq!(chart("retailer_class").labels.last().map(String::as_str), Some("未分类"));
    assert_eq!(chart("training_hours").labels.len(), 2);
}

#[test]
fn backup_and_bundle_are_told_when_there_are_any() {
    let mut desk = Desk::new();
    desk.fill();
    desk.archive.backup(None, &Watch::none()).unwrap();
    desk.archive.bundle_export(true, &desk.join("包"), &Watch::none()).unwrap();
    let page = shown(&desk);
    assert_eq!((page.backup.last_ok, page.backup.days), (Some(true), Some(0)));
    assert_eq!(page.last_bundle.map(|it| it.sequence), Some(1));
    assert!(page.month.lines.iter().any(|line| line.title == "本月做过备份" && line.ok));
    assert!(!page.month.signed);
}

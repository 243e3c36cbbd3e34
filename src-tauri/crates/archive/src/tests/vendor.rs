//! Vendors without a licence on the workbench, in the month's self-check, in the list of what files lack, in the check.

use chrono::Days;
use yihu_domain::{gap::Gap, period::Period};

use super::*;
use crate::{Reading, shown::gap::GapQuery};

const VENDORS: &str = "无证经营户|地址|发现时间|发现方式|处理措施|处理时间";

/// Takes in vendors that were found so many days ago; about some of them something was done the day after.
fn vendors(desk: &mut Desk, found: &[(&str, u64, &str)]) {
    let today = desk.archive.clock.today();
    let day = |back: u64| today.checked_sub_days(Days::new(back)).unwrap();
    let row = |(name, back, done): &(&str, u64, &str)| {
        let on = if done.is_empty() { String::new() } else { day(back.saturating_sub(1)).to_string() };
        format!("{name}|{name}的店前|{}|市场检查|{done}|{on}", day(*back))
    };
    let rows: Vec<String> = found.iter().map(row).collect();
    let path = desk.ledger("无证户.xlsx", VENDORS, &rows.iter().map(String::as_str).collect::<Vec<_>>());
    desk.take(Noun::Vendor, &path);
}

fn id(desk: &Desk, name: &str) -> String {
    desk.archive.vendor_by_name(name).unwrap().head.id.to_string()
}

#[test]
fn who_was_found_and_not_dealt_with_stands_on_the_workbench_as_long_as_the_bureau_set() {
    let mut desk = Desk::new();
    let all = [("张三", 3, ""), ("李四", 20, ""), ("王五", 20, "告诫"), ("赵六", 2, "取缔")];
    vendors(&mut desk, &all);
    let shown = desk.archive.workbench(&crate::BackupSettings { second: None, minutes: 30 }).unwrap();
    let told = |key: &str| shown.counts.iter().find(|it| it.key == key).unwrap();
    assert_eq!((told("vendor_open").value, told("vendor_incomplete").value), (2, 4));
    for count in shown.counts.iter().filter(|it| it.noun == Noun::Vendor) {
        let listed = desk.archive.record_list(Noun::Vendor, &count.query, 0, 1).unwrap().total;
        assert_eq!(listed, count.value, "{}", count.key);
    }
    let due: Vec<_> = shown.due.iter().filter(|it| it.noun == Noun::Vendor).collect();
    assert_eq!((due[0].days, due[1].days), (-5, 12), "found 20 and 3 days ago, 15 days are set");
    assert!(due[0].title.contains("李四") && due[0].title.contains("发现20天"), "{}", due[0].title);
    assert_eq!(due[0].article, "无证户处理（本局设置）：发现后15日内");
    assert_eq!(due[0].id.as_deref(), Some(&*id(&desk, "李四")));
}

#[test]
fn the_months_self_check_counts_vendors_with_numerator_and_denominator() {
    let mut desk = Desk::new();
    desk.fill();
    assert!(
        desk.archive
            .assess(Period::of(desk.archive.clock.today()))
            .unwrap()
            .indicators
            .iter()
            .all(|it| it.code != "I16")
    );
    vendors(&mut desk, &[("张三", 0, ""), ("王五", 0, "告诫"), ("吕伟", 0, "办证")]);
    let shop = desk.archive.store.retailer_of_licence_no("619999110007").unwrap().unwrap().head.id.to_string();
    let became = id(&desk, "吕伟");
    let plan = desk.archive.vendor_plan(&became).unwrap();
    desk.archive.vendor_apply(&became, plan.revision, Some(&shop), "今").unwrap();
    let month = desk.archive.assess(Period::of(desk.archive.clock.today())).unwrap();
    let figure = |code: &str| month.indicators.iter().find(|it| it.code == code).unwrap().clone();
    let (handled, licensed) = (figure("I16"), figure("I17"));
    assert_eq!((handled.value.as_str(), handled.ok, handled.denominator), ("2次", Some(true), None));
    assert_eq!((licensed.numerator, licensed.denominator, licensed.value.as_str()), (1, Some(3), "33.33%"));
    assert!(month.problems.iter().any(|it| it.starts_with("无证户档案不完整")), "{:?}", month.problems);
    // Three shops with seven documents each, three vendors with two.
    assert_eq!(figure("I21").denominator, Some(27));
    let mut supervision = desk.archive.bureau_show().unwrap();
    supervision.supervision.purification = "C".to_owned();
    let draft = crate::shown::bureau::BureauDraft {
        name: supervision.name,
        short_name: supervision.short_name,
        supervision: supervision.supervision,
        revision: supervision.revision,
    };
    desk.archive.bureau_save(&draft).unwrap();
    let month = desk.archive.assess(Period::of(desk.archive.clock.today())).unwrap();
    let clean = month.indicators.iter().find(|it| it.code == "I12").unwrap();
    assert_eq!((clean.numerator, clean.denominator), (3, Some(5)), "three shops, two vendors that still trade");
}

#[test]
fn the_check_tells_what_cannot_be_and_what_is_not_complete() {
    let mut desk = Desk::new();
    desk.fill();
    vendors(&mut desk, &[("张三", 20, ""), ("王五", 20, "办证")]);
    // A row of a shop that has a licence.
    let path = desk.ledger("又.xlsx", VENDORS, &["贺强|城关镇西关3号|2026-1-5|检查||"]);
    let plan = desk.plan(Noun::Vendor, &path);
    assert!(plan.findings.iter().any(|it| it.code == "licensed_shop"), "{:?}", plan.findings);
    desk.archive.import_apply(&plan, &Watch::none()).unwrap();
    let report = desk.archive.verify(Reading::Presence, false, &Watch::none()).unwrap();
    let told = |code: &str| report.findings.iter().filter(|it| it.code == code).collect::<Vec<_>>();
    assert_eq!((told("vendor_untied").len(), told("vendor_licensed").len()), (1, 1));
    assert!(told("vendor_licensed")[0].message.contains("西关烟酒"));
    let incomplete = told("vendor_incomplete");
    assert_eq!(incomplete.len(), 3);
    assert!(incomplete.iter().any(|it| it.message.contains("缺“现场照片”") && it.message.contains("发现20天没有处理")));
    assert!(!report.ok && !report.damaged, "somebody has to put it right, and nothing is damaged");
}

#[test]
fn what_a_vendors_file_must_hold_stands_in_the_list_of_gaps() {
    let mut desk = Desk::new();
    vendors(&mut desk, &[("张三", 3, "")]);
    let whole = desk.archive.gap_show().unwrap();
    assert_eq!((whole.rates[0].numerator, whole.rates[0].denominator), (0, Some(2)));
    let all = desk.archive.gap_list(&GapQuery { gap: Gap::Missing, ..GapQuery::default() }, 0, 9).unwrap();
    let row = &all.rows[0];
    assert_eq!((row.of.as_str(), row.name.as_str(), row.noun), ("无证户档案", "张三", Noun::Vendor));
    assert_eq!(row.slots, ["现场照片", "现场检查记录"]);
    let scan = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fixtures/scans/营业执照.jpg"));
    let bytes = file::base64(scan).unwrap();
    for slot in ["现场照片", "现场检查记录", "告诫书"] {
        desk.archive.attachment_put_bytes(Noun::Vendor, &row.id, slot, "扫描.jpg", &bytes).unwrap();
    }
    assert_eq!(desk.archive.gap_list(&GapQuery::default(), 0, 9).unwrap().total, 0);
    let view = desk.archive.record_view(Noun::Vendor, &row.id).unwrap();
    assert_eq!((view.rates[0].numerator, view.rates[0].denominator), (2, Some(2)));
    assert!(view.loose.is_empty() && view.slots.iter().filter(|slot| slot.attachment.is_some()).count() == 3);
}

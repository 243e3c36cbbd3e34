//! Claims about the bureau's settings of supervision, and what is counted by them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Formula, Supervision, SupervisionDraft, Visits};
use crate::retailer::Class;

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn each_class_has_its_own_term_and_a_short_month_ends_it() {
    let set = Supervision::default();
    for (class, last, due) in [
        (Some(Class::KeyMonitored), "2026-01-31", "2026-02-28"),
        (Some(Class::KeyMonitored), "2026-11-05", "2026-12-05"),
        (Some(Class::Monitored), "2026-11-30", "2027-02-28"),
        (Some(Class::LawAbiding), "2026-05-25", "2026-11-25"),
        (None, "2026-05-25", "2026-11-25"),
    ] {
        assert_eq!(set.due_on(class, on(last)), on(due), "{class:?} {last}");
    }
    assert_eq!(set.says(Some(Class::Monitored)), "检查计划（本局设置）：非重点监控户每3个月一次");
}

#[test]
fn what_is_set_reads_back_and_nonsense_is_refused() {
    let draft = SupervisionDraft::from(&Supervision::default());
    assert_eq!(draft.check().value, Some(Supervision::default()));
    for (field, wrong) in
        [("key", "0"), ("key", "25"), ("key", "每月"), ("formula", "D"), ("days", ""), ("days", "31"), ("vendor", "0")]
    {
        let mut draft = draft.clone();
        match field {
            "key" => draft.key_monitored_months = wrong.into(),
            "formula" => draft.purification = wrong.into(),
            "vendor" => draft.vendor_days = wrong.into(),
            _ => draft.approval_days = wrong.into(),
        }
        assert!(draft.check().value.is_none(), "{field} {wrong}");
    }
    // A bureau that set nothing, or something else before a setting was added, has the defaults.
    let old: Supervision = serde_json::from_str(r#"{"monitored_months": 2}"#).unwrap();
    assert_eq!((old.monitored_months, old.approval_days), (2, 3));
}

/// 12 visits to 9 shops in the month, one of them without a licence; 3 visits to 2 shops found something, one of them a
/// retailer. Of 99 retailers 89 were never visited in the year.
fn visits() -> Visits {
    Visits {
        visits: 12,
        abnormal: 3,
        shops: 9,
        abnormal_shops: 2,
        abnormal_retailers: 1,
        unlicensed: 1,
        vendors: 0,
        spread: BTreeMap::from([(0, 89), (1, 5), (4, 1), (5, 3), (12, 1)]),
    }
}

#[test]
fn purification_is_counted_by_the_formula_that_was_chosen() {
    for (formula, numerator, denominator, value, ok) in [
        (Formula::A, 7, 9, "77.78%", false),
        (Formula::B, 9, 12, "75.00%", false),
        (Formula::C, 98, 100, "98.00%", true),
    ] {
        let it = visits().purification(formula, "2026年11月");
        let figures = (it.numerator, it.denominator, it.value.as_str(), it.ok);
        assert_eq!(figures, (numerator, Some(denominator), value, Some(ok)));
        assert!(it.formula.starts_with(&format!("口径{}", formula.word())));
    }
    assert_eq!(Visits::default().purification(Formula::A, "").value, "—");
    // Vendors with a file count, whether they were visited in the month or not.
    let it = Visits { vendors: 20, ..visits() }.purification(Formula::C, "");
    assert_eq!((it.numerator, it.denominator), (98, Some(120)));
}

#[test]
fn a_vendor_wants_a_measure_as_soon_as_the_bureau_set() {
    let set = Supervision { vendor_days: 7, ..Supervision::default() };
    assert_eq!(set.vendor_due_on(on("2026-02-26")), on("2026-03-05"));
    assert_eq!(set.says_of_vendors(), "无证户处理（本局设置）：发现后7日内");
}

#[test]
fn the_mean_stands_beside_its_spread_and_the_never_visited_are_counted() {
    // 5×1 + 1×4 + 3×5 + 1×12 = 36 visits to 99 retailers.
    let it = visits().average("");
    assert_eq!((it.numerator, it.denominator, it.value.as_str(), it.ok), (36, Some(99), "0.4次", Some(false)));
    assert!(it.formula.ends_with("0次89户，1至4次6户，5至9次3户，10次以上1户"), "{}", it.formula);
    let it = visits().coverage("");
    assert_eq!((it.numerator, it.denominator, it.value.as_str()), (10, Some(99), "10.10%"));
    assert_eq!(Visits::default().average("").value, "—");
}

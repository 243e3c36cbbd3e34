//! The month as it is shown.

use super::*;
use crate::Shift;

#[test]
fn months_go_from_the_first_record_to_this_one_newest_first() {
    let mut desk = Desk::new();
    assert_eq!(desk.archive.selfcheck_months().unwrap().len(), 1, "an empty archive has this month");
    desk.fill();
    let months = desk.archive.selfcheck_months().unwrap();
    let last = months.last().unwrap();
    // The training of September 2026 is the first; today is whatever it is, at most 24 months are offered.
    assert!(months.len() <= 24 && (last.period == "2026-09" || months.len() == 24), "{months:?}");
    assert!(months.windows(2).all(|pair| pair[0].period > pair[1].period));
    assert_eq!(last.title, format!("{}年{}月", &last.period[..4], last.period[5..].trim_start_matches('0')));
}

#[test]
fn a_signed_month_shows_what_was_signed_and_cannot_be_signed_again() {
    let mut desk = Desk::new();
    desk.fill();
    let open = desk.archive.selfcheck_show("2026-10").unwrap();
    assert!(!open.signed && open.can_sign && !open.indicators.is_empty());
    let files = desk.archive.selfcheck_export("2026-10", true, &desk.join("自查"), &Watch::none()).unwrap();
    assert_eq!(files.len(), 4);
    let path = desk.ledger("再.xlsx", RETAILERS, &["619999110031|南街店|高兰|城关镇南街1号|||||"]);
    desk.take(Noun::Retailer, &path);
    let signed = desk.archive.selfcheck_show("2026-10").unwrap();
    assert_eq!((signed.signed, signed.can_sign, signed.signed_by.as_str()), (true, false, "李晓梅"));
    assert_eq!(signed.indicators, open.indicators, "the figures are those that were signed");
    assert!(desk.archive.selfcheck_months().unwrap().iter().any(|it| it.period == "2026-10" && it.signed));
    let again = desk.archive.selfcheck_export("2026-10", true, &desk.join("自查"), &Watch::none());
    assert_eq!(again.unwrap_err().kind, Kind::Conflict);
}

#[test]
fn a_month_that_is_not_over_is_shown_but_not_signed() {
    let mut desk = Desk::new();
    let this = desk.archive.selfcheck_months().unwrap().remove(0);
    let shown = desk.archive.selfcheck_show(&this.period).unwrap();
    let over = shown.can_sign;
    let signed = desk.archive.selfcheck_export(&this.period, true, &desk.join("自查"), &Watch::none());
    assert_eq!(signed.is_ok(), over);
    assert!(desk.archive.selfcheck_show("2999-01").is_err() && desk.archive.selfcheck_show("十月").is_err());
}

#[test]
fn a_month_is_previewed_as_a_pdf() {
    let mut desk = Desk::new();
    desk.fill();
    let pdf = desk.archive.selfcheck_preview("2026-10", Shift::default()).unwrap();
    assert!(pdf.pages >= 2 && pdf.base64.starts_with("JVBERi") && pdf.title == "2026年10月自查报告");
}

//! Claims about what whoever has not the informants' key may print, export and sign.

use chrono::Months;
use yihu_domain::period::Period;

use super::*;
use crate::{Which, veil::VEILED};

/// A desk whose user has not the informants' key.
fn keyless() -> Desk {
    let mut desk = Desk::new();
    desk.fill();
    desk.archive.informants = None;
    desk
}

#[test]
fn without_the_key_what_seems_to_name_somebody_is_hidden_and_the_rest_is_printed() {
    let desk = keyless();
    let veil = desk.archive.veil().unwrap();
    for (noun, text, hidden) in [
        (Noun::Retailer, "举报人张建国来过", true),
        (Noun::Retailer, "店主另一电话13800001111", false),
        (Noun::Case, "2026年3月5日在店内查获假烟3条", false),
        (Noun::Hotline, "已回电13800001111", true),
        (Noun::Hotline, "经查不属实", false),
    ] {
        assert_eq!(veil.over(noun, text.to_owned()), if hidden { VEILED } else { text }, "{noun} {text}");
    }
    desk.archive.print_dossiers(Noun::Retailer, Which::All, &desk.join("案卷"), &Watch::none()).unwrap();
    assert_eq!(names(&desk.join("案卷")).len(), 3);
    assert_eq!(desk.archive.export_ledger(Noun::Hotline, &desk.join("举报.xlsx")).unwrap(), 2);
}

#[test]
fn without_the_key_a_month_is_signed_and_no_bundle_leaves() {
    let mut desk = keyless();
    let month = Period::of(desk.archive.clock().today() - Months::new(1)).to_string();
    let (signed, out) = (desk.join("签署"), desk.join("上报"));
    let refused = desk.archive.selfcheck_export(&month, false, &out, &Watch::none()).unwrap_err();
    assert!(refused.kind == Kind::Denied && refused.message.contains("12313保密员"), "{refused}");
    assert_eq!(desk.archive.bundle_export(true, &out, &Watch::none()).unwrap_err().kind, Kind::Denied);
    assert!(!out.exists(), "nothing is begun");
    let files = desk.archive.selfcheck_export(&month, true, &signed, &Watch::none()).unwrap();
    assert_eq!(files.len(), 2, "report and figures: {files:?}");
    assert!(desk.archive.bundle_list().unwrap().is_empty());
    // Whoever has the key makes the bundle of the signed month.
    let dir = desk.archive.dir().to_path_buf();
    let Desk { folder: _folder, archive } = desk;
    drop(archive);
    let mut archive = Archive::open(&dir, "李晓梅", PASSWORD, Access::Write).unwrap();
    archive.selfcheck_export(&month, false, &out, &Watch::none()).unwrap();
    assert!(archive.selfcheck_show(&month).unwrap().signed);
    assert_eq!(archive.bundle_list().unwrap().len(), 2);
}

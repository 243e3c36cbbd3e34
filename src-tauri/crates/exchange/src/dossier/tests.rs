//! Tests of volumes as they are printed.

use std::path::PathBuf;

use chrono::TimeZone;
use lopdf::{Document, Object};
use uuid::Uuid;
use yihu_domain::{
    Id,
    case::{CaseDraft, CaseGoods},
    class::Rule,
    licence::LicenceDraft,
    retailer::{Class, RetailerDraft},
    vendor::VendorDraft,
};

use super::*;
use crate::page::FindingCode;

/// 3 × 2 pixels, red.
const JPEG: &str = "ffd8ffe000104a46494600010100000100010000ffdb004300030202020202030202020303030304060404040404080606050609080a0a090809090a0c0f0c0a0b0e0b09090d110d0e0f101011100a0c12131210130f101010ffdb00430103030304030408040408100b090b1010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010ffc00011080002000303011100021101031101ffc40014000100000000000000000000000000000008ffc40014100100000000000000000000000000000000ffc4001501010100000000000000000000000000000709ffc40014110100000000000000000000000000000000ffda000c03010002110311003f003a03154dffd9";

pub(crate) fn at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 1, 30, 0).unwrap()
}

pub(crate) fn bureau() -> Bureau {
    let json = serde_json::json!({
        "id": Uuid::from_u128(1), "bureau": "519901", "revision": 1, "removed": false, "name": "潼川县烟草专卖局",
        "short_name": "潼烟", "stream": "A", "demo": true, "mappings": {},
    });
    serde_json::from_value(json).unwrap()
}

fn retailer() -> Retailer {
    let draft = RetailerDraft {
        trade_name: "潼川县城关镇㐂䶮𠮷鿔便民超市".into(),
        owner_name: "才让·多杰".into(),
        owner_id_number: "11010519491231002X".into(),
        uscc: String::new(),
        holder_type: "个体".into(),
        address: "潼川县城关镇东风路𰻞面巷12号附3号（农贸市场东门对面，邮政储蓄所隔壁），靠近Block-B仓库".into(),
        town: "城关镇".into(),
        phone: "13800138000".into(),
        format: "便利店".into(),
        market: "城镇".into(),
        class: "守法经营户".into(),
        class_reason: "近三年无违法记录，明码标价，亮证经营。".into(),
        remark: "经营者别名𬯀娃；店内另售日用百货。".into(),
        ..RetailerDraft::default()
    };
    draft.check(Id::new(Uuid::from_u128(2)), "519901", at().date_naive()).value.unwrap()
}

fn licence(number: &str, state: &str, to: &str) -> Licence {
    let draft = LicenceDraft {
        licence_no: number.into(),
        scope: "卷烟零售、雪茄烟零售".into(),
        supplier: "四川省烟草公司潼川分公司".into(),
        issued_on: "2023-06-01".into(),
        valid_from: "2023-06-01".into(),
        valid_to: to.into(),
        state: state.into(),
        ..LicenceDraft::default()
    };
    draft.check(Id::new(Uuid::from_u128(3)), "519901", Id::new(Uuid::from_u128(2)), at().date_naive()).value.unwrap()
}

pub(crate) fn case(goods: usize) -> Case {
    let one = CaseGoods {
        brand: "利群（新版）".into(),
        barcode: Some("6901028118170".into()),
        sticks: 2_600,
        price_fen: Some(13_500),
        amount_fen: Some(175_500),
        authenticity: Some("真".into()),
        disposition: Some("没收".into()),
    };
    let draft = CaseDraft {
        case_no: "潼烟立〔2026〕第14号".into(),
        cause: "涉嫌未在当地烟草专卖批发企业进货".into(),
        procedure: "普通程序".into(),
        source: "市场检查".into(),
        party_name: "才让·多杰".into(),
        party_address: "潼川县城关镇东风路12号".into(),
        licence_no: "519901100234".into(),
        occurred_on: "2026-03-05".into(),
        filed_on: "2026-03-06".into(),
        decided_on: "2026-04-10".into(),
        officers: "王建国、李晓梅".into(),
        sticks: "14条3包".into(),
        value: "4025.50".into(),
        fine: "402.55".into(),
        facts: "2026年3月5日，执法人员持证检查时，在当事人店内货柜下方查获未盖本地批发企业喷码的卷烟14条3包。\n当事人承认自外地购入，未能提供进货凭证。".into(),
        goods: vec![one; goods],
        ..CaseDraft::default()
    };
    draft.check(Id::new(Uuid::from_u128(4)), "519901", at().date_naive()).value.unwrap()
}

fn hotline(i: u32) -> HotlineEntry {
    HotlineEntry {
        upstream_no: Some(format!("SC2026{i:06}")),
        received_on: NaiveDate::from_ymd_opt(2026, 1 + i % 10, 3).unwrap(),
        category: Category::Report,
        target_name: Some("便民超市".into()),
        handler: Some("王建国".into()),
        summary: i.is_multiple_of(2).then(|| "反映该户向中小学生出售卷烟，请求查处。".repeat(1 + i as usize % 3)),
        result: Some("经查属实，责令改正，立案查处".into()),
        outcome: Some(Outcome::Filed),
        closed_on: (!i.is_multiple_of(3)).then(|| NaiveDate::from_ymd_opt(2026, 1 + i % 10, 9).unwrap()),
        feedback: Some("已反馈".into()),
    }
}

pub(crate) fn scan(slot: &str, file_name: &str, bytes: Vec<u8>) -> Scan {
    let media_type = if bytes.starts_with(b"%PDF") { "application/pdf" } else { "image/jpeg" };
    Scan { slot: slot.into(), file_name: file_name.into(), media_type: media_type.into(), bytes, pages: 1 }
}

fn jpeg() -> Vec<u8> {
    hex::decode(JPEG).unwrap()
}

/// A file that was in two classes, and once was to be in a third.
fn classes(retailer: &Retailer) -> Vec<Decided> {
    let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
    let one = |on, class, reason: &str, rule: Option<Rule>, kept_from: Option<Class>| Decided {
        on: day(on),
        dated: rule.is_some() || kept_from.is_some(),
        class: Some(class),
        reason: Some(reason.to_owned()),
        rule,
        by: "李晓梅".to_owned(),
        kept_from,
    };
    let now = retailer.class.unwrap_or(Class::LawAbiding);
    vec![
        one("2024-03-01", Class::Monitored, "首次领证", None, None),
        one("2025-03-01", now, "12个月没有案件、查实的举报和异常检查", Some(Rule::Clean), None),
        one("2026-06-01", now, "进货单据齐全", None, Some(Class::Monitored)),
    ]
}

/// Prints a volume from parts.
fn printed(retailer: &Retailer, cases: &[Case], hotlines: &[HotlineEntry], scans: &[Scan], slots: &[&str]) -> Printed {
    let licences = [licence("519901100122", "注销", "2025-05-31"), licence("519901100234", "正常", "2028-05-31")];
    let bureau = bureau();
    let dossier = Dossier {
        bureau: &bureau,
        retailer,
        classes: &classes(retailer),
        licences: &licences,
        matters: &[],
        cases,
        hotlines,
        scans,
        expected_slots: slots,
        lacking: &[],
        filed_by: Some("李晓梅"),
        checked_by: None,
    };
    print(&dossier, at()).unwrap()
}

#[test]
fn what_was_done_with_the_licence_stands_in_the_volume_and_what_its_matters_lack_is_named() {
    let draft = yihu_domain::matter::MatterDraft {
        kind: "变更".into(),
        licence_no: "519901100234".into(),
        holder: "便民超市".into(),
        applied_on: "2026-03-02".into(),
        accepted_on: "2026-03-03".into(),
        decision: "准予".into(),
        decided_on: "2026-03-10".into(),
        to_address: "潼川县城关镇东风路14号".into(),
        ..Default::default()
    };
    let matter = draft.check(Id::new(Uuid::from_u128(9)), "519901", at().date_naive()).value.unwrap();
    let (bureau, retailer, licences) = (bureau(), retailer(), [licence("519901100234", "正常", "2028-05-31")]);
    let dossier = Dossier {
        bureau: &bureau,
        retailer: &retailer,
        classes: &[],
        licences: &licences,
        matters: &[matter],
        cases: &[],
        hotlines: &[],
        scans: &[],
        expected_slots: &["申请表"],
        lacking: &["变更：变更申请表".to_owned()],
        filed_by: None,
        checked_by: None,
    };
    let printed = print(&dossier, at()).unwrap();
    let missing = codes(&printed, FindingCode::MissingDocument);
    assert!(missing.len() == 2 && missing[1].contains("变更：变更申请表"), "{missing:?}");
    let other = print(&Dossier { matters: &[], ..dossier }, at()).unwrap();
    assert_eq!(printed.pages, other.pages + 1, "a page of its own");
}

fn codes(printed: &Printed, code: FindingCode) -> Vec<&str> {
    printed.findings.iter().filter(|f| f.code == code).map(|f| f.message.as_str()).collect()
}

/// Streams of the file that hold a JPEG.
fn jpegs(pdf: &[u8]) -> Vec<Vec<u8>> {
    let document = Document::load_mem(pdf).unwrap();
    let streams = document.objects.values().filter_map(|o| o.as_stream().ok());
    streams
        .filter(|s| s.dict.get(b"Filter").is_ok_and(|f| *f == Object::from("DCTDecode")))
        .map(|s| s.content.clone())
        .collect()
}

/// For looking at: every kind of page, written to the folder that `YIHU_PRINTS` names.
#[test]
fn a_volume_with_everything_prints() {
    let folder = std::env::var_os("YIHU_PRINTS").map(PathBuf::from);
    let scans = match &folder {
        None => vec![scan("营业执照", "营业执照.jpg", jpeg())],
        Some(folder) => ["scan.jpg", "photo.jpg", "alpha.png", "pal.png", "b.pdf", "locked.pdf"]
            .map(|name| scan(name, name, std::fs::read(folder.join(name)).unwrap()))
            .to_vec(),
    };
    let hotlines: Vec<_> = (0..24).map(hotline).collect();
    let printed = printed(&retailer(), &[case(3), case(40)], &hotlines, &scans, &["营业执照", "身份证复印件"]);
    assert!(printed.pages > 9, "{}", printed.pages);
    if let Some(folder) = folder {
        crate::file::write_bytes(&folder.join("dossier.pdf"), &printed.pdf).unwrap();
        let (bureau, case) = (bureau(), case(3));
        let file = CaseFile { bureau: &bureau, case: &case, scans: &scans[..1], expected_slots: &["立案报告表"] };
        let case = print_case(&file, at()).unwrap();
        crate::file::write_bytes(&folder.join("case.pdf"), &case.pdf).unwrap();
    }
}

#[test]
fn a_scan_goes_in_byte_for_byte() {
    let printed = printed(&retailer(), &[], &[], &[scan("营业执照", "a.jpg", jpeg())], &["营业执照"]);
    assert_eq!(jpegs(&printed.pdf), [jpeg()]);
    assert!(codes(&printed, FindingCode::MissingDocument).is_empty());
}

#[test]
fn every_page_of_a_tiff_is_printed_and_one_that_cannot_be_gets_a_sheet() {
    let fax = include_bytes!("../attachment/samples/fax.tif").to_vec();
    let tiff = Scan { media_type: "image/tiff".into(), pages: 2, ..scan("营业执照", "a.tif", fax) };
    let none = printed(&retailer(), &[], &[], &[], &[]).pages;
    let both = printed(&retailer(), &[], &[], std::slice::from_ref(&tiff), &[]);
    assert_eq!((both.pages, codes(&both, FindingCode::ScanNotShown).len()), (none + 2, 0));
    let palette = include_bytes!("../attachment/samples/palette.tif").to_vec();
    let odd = printed(&retailer(), &[], &[], &[Scan { bytes: palette, ..tiff }], &[]);
    assert_eq!(codes(&odd, FindingCode::ScanNotShown).len(), 1);
}

#[test]
fn what_a_camera_adds_stays_behind_and_the_picture_stays_whole() {
    let mut photo = jpeg();
    let exif = b"\xff\xe1\x00\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    photo.splice(2..2, exif.iter().copied());
    photo.extend(b"GPS 31.2,121.5");
    let picture = crate::page::scan::read(&photo).unwrap();
    assert_eq!(picture.stream.content, jpeg());
    assert_eq!((picture.turn, picture.seen()), (6, (2, 3)));
}

#[test]
fn the_same_records_print_the_same_bytes() {
    let once = || printed(&retailer(), &[case(2)], &[hotline(1)], &[scan("营业执照", "a.jpg", jpeg())], &[]).pdf;
    assert_eq!(once(), once());
}

#[test]
fn an_expected_document_that_is_not_there_is_a_finding() {
    let printed = printed(&retailer(), &[], &[], &[scan("营业执照", "a.jpg", jpeg())], &["营业执照", "身份证复印件"]);
    let messages = codes(&printed, FindingCode::MissingDocument);
    assert_eq!(messages.len(), 1);
    assert!(messages[0].contains("身份证复印件"), "{messages:?}");
}

#[test]
fn a_character_without_a_font_is_a_finding_that_names_the_field() {
    let mut it = retailer();
    it.owner_name = "李\u{E123}".into();
    let printed = printed(&it, &[], &[], &[], &[]);
    let messages = codes(&printed, FindingCode::MissingGlyph);
    assert!(messages.iter().any(|m| m.contains("负责人") && m.contains("U+E123")), "{messages:?}");
}

#[test]
fn a_blank_field_is_a_finding_but_an_optional_one_is_not() {
    let mut it = retailer();
    it.phone = None;
    it.remark = None;
    let printed = printed(&it, &[], &[], &[], &[]);
    let messages = codes(&printed, FindingCode::BlankField);
    assert!(messages.iter().any(|m| m.contains("联系电话")), "{messages:?}");
    assert!(!messages.iter().any(|m| m.contains("备注")), "{messages:?}");
}

#[test]
fn a_file_that_cannot_be_shown_gets_a_sheet_and_a_finding() {
    let printed = printed(&retailer(), &[], &[], &[scan("租赁合同", "合同.pdf", b"%PDF-1.7 broken".to_vec())], &[]);
    assert_eq!(codes(&printed, FindingCode::ScanNotShown).len(), 1);
}

#[test]
fn the_outline_is_nested_and_leads_to_real_pages() {
    let printed = printed(&retailer(), &[case(0)], &[], &[scan("营业执照", "a.jpg", jpeg())], &[]);
    let document = Document::load_mem(&printed.pdf).unwrap();
    let outline =
        document.get_dictionary(document.catalog().unwrap().get(b"Outlines").unwrap().as_reference().unwrap()).unwrap();
    let pages: Vec<_> = document.get_pages().into_values().collect();
    assert_eq!(pages.len(), printed.pages);
    let mut shape = Vec::new();
    let mut next = outline.get(b"First").and_then(Object::as_reference).ok();
    while let Some(id) = next {
        let entry = document.get_dictionary(id).unwrap();
        let page = entry.get(b"Dest").unwrap().as_array().unwrap()[0].as_reference().unwrap();
        let children = entry.get(b"Count").map_or(0, |c| -c.as_i64().unwrap());
        shape.push((pages.iter().position(|p| *p == page).unwrap(), children));
        next = entry.get(b"Next").and_then(Object::as_reference).ok();
    }
    // Cover, contents, form, two licences on one page, one case, one scan, closing sheet.
    assert_eq!(shape, [(0, 0), (1, 0), (2, 0), (3, 2), (4, 1), (5, 1), (6, 0)]);
}

#[test]
fn the_file_of_a_vendor_tells_its_measures_and_what_is_missing() {
    let draft = VendorDraft {
        name: "才让·多杰".into(),
        address: "港口镇西街7号".into(),
        town: "港口镇".into(),
        format: "食杂店".into(),
        found_on: "2026-10-08".into(),
        found_how: "举报".into(),
        inspectors: "段兰、朱文".into(),
        seen: "柜台上摆着卷烟约20条。".into(),
        measure: "告诫；取缔".into(),
        measured_on: "2026-10-09；2026-11-02".into(),
        agencies: "；公安、市场监管".into(),
        result: "当场写了保证书；不再经营".into(),
        ..VendorDraft::default()
    };
    let vendor = draft.check(Id::new(Uuid::from_u128(9)), "519901", at().date_naive()).value.unwrap();
    let file = VendorFile {
        bureau: &bureau(),
        vendor: &vendor,
        state: vendor.state,
        licence_no: None,
        scans: &[scan("现场照片", "1.jpg", jpeg())],
        expected_slots: &["现场照片", "现场检查记录"],
    };
    let printed = print_vendor(&file, at()).unwrap();
    assert_eq!(codes(&printed, FindingCode::MissingDocument).len(), 1);
    assert!(codes(&printed, FindingCode::BlankField).is_empty(), "{:?}", printed.findings);
    // Cover, contents, form, scan, closing sheet.
    assert_eq!(printed.pages, 5);
}

#[test]
fn the_volume_of_a_case_says_which_documents_it_lacks() {
    let (bureau, case) = (bureau(), case(1));
    let scans = [scan("立案报告表", "1.jpg", jpeg()), scan("举报信封", "2.jpg", jpeg())];
    let expected = ["立案报告表", "询问笔录", "行政处罚决定书"];
    let file = CaseFile { bureau: &bureau, case: &case, scans: &scans, expected_slots: &expected };
    let printed = print_case(&file, at()).unwrap();
    let lacking = codes(&printed, FindingCode::MissingDocument);
    assert_eq!(lacking.len(), 2);
    assert!(lacking[0].contains("询问笔录") && lacking[1].contains("行政处罚决定书"), "{lacking:?}");
}

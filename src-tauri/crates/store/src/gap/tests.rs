//! Claims about what is counted as wanting.

mod case;

use yihu_domain::{Record, clarity::Clarity, inspection::Finding, matter::Decision, retailer::Retailer};

use super::*;
use crate::{Store, sample};

const SLOTS: [&str; 2] = ["申请表", "营业执照"];

fn required() -> Vec<Required> {
    let mut all: Vec<_> = SLOTS.map(|slot| Required::of(Noun::Retailer, "", slot)).into();
    all.push(Required::of(Noun::Matter, "renewal", "延续申请表"));
    all
}

fn shop(store: &mut Store, n: u32, town: Option<&str>, removed: bool) -> Retailer {
    let mut it = sample::retailer(n);
    (it.town, it.head.removed) = (town.map(str::to_owned), removed);
    it.trade_name = format!("店{n:05}");
    sample::put(store, 1, &mut it);
    it
}

fn scan(store: &mut Store, n: u32, of: &Retailer, slot: &str, change: impl Fn(&mut Attachment)) {
    let mut it = sample::attachment(n, Noun::Retailer, of.head.id.uuid());
    (it.slot, it.mending) = (slot.to_owned(), None);
    change(&mut it);
    sample::put(store, 1, &mut it);
}

fn files(store: &Store, gap: Gap, filter: &GapFilter) -> Vec<(String, Vec<String>)> {
    let (files, total) = store.gap_files(gap, &required(), filter, (0, 100)).unwrap();
    assert_eq!(total, i64::try_from(files.len()).unwrap());
    files.into_iter().map(|it| (it.name, it.slots)).collect()
}

#[test]
fn a_document_is_missing_where_its_slot_is_empty_and_void_records_lack_nothing() {
    let (_folder, mut store) = sample::archive();
    let whole = shop(&mut store, 0, Some("城关镇"), false);
    let half = shop(&mut store, 1, Some("城关镇"), false);
    shop(&mut store, 2, None, false);
    shop(&mut store, 3, Some("东乡"), true);
    scan(&mut store, 0, &whole, "申请表", |_| ());
    scan(&mut store, 1, &whole, "营业执照", |_| ());
    // Two in one slot are one document.
    scan(&mut store, 2, &half, "申请表", |_| ());
    scan(&mut store, 3, &half, "申请表", |_| ());
    scan(&mut store, 4, &half, "营业执照", |it| it.head.removed = true);
    let presence = store.presence(&required()).unwrap();
    let told: Vec<_> =
        presence.iter().map(|it| (it.of.slot.as_str(), it.town.as_str(), it.present, it.required)).collect();
    assert_eq!(
        told,
        [("申请表", "", 0, 1), ("申请表", "城关镇", 2, 2), ("营业执照", "", 0, 1), ("营业执照", "城关镇", 1, 2)]
    );
    let gap =
        |name: &str, slots: &[&str]| (name.to_owned(), slots.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>());
    let all = GapFilter::default();
    assert_eq!(files(&store, Gap::Missing, &all), [gap("店00002", &SLOTS), gap("店00001", &["营业执照"])]);
    let town = GapFilter { town: Some("城关镇".to_owned()), ..all.clone() };
    assert_eq!(files(&store, Gap::Missing, &town), [gap("店00001", &["营业执照"])]);
    let none = GapFilter { town: Some(String::new()), ..all.clone() };
    assert_eq!(files(&store, Gap::Missing, &none), [gap("店00002", &SLOTS)]);
    // Whoever lacks this one is listed with all that is lacking.
    let slot = GapFilter { slot: Some("申请表".to_owned()), noun: Some(Noun::Retailer), ..all.clone() };
    assert_eq!(files(&store, Gap::Missing, &slot), [gap("店00002", &SLOTS)]);
    assert_eq!(store.count_missing(&required()).unwrap(), 2);
    let (page, total) = store.gap_files(Gap::Missing, &required(), &all, (1, 1)).unwrap();
    assert_eq!((page[0].name.as_str(), total), ("店00001", 2));
}

#[test]
fn a_matter_needs_the_documents_of_its_kind_once_it_is_granted() {
    let (_folder, mut store) = sample::archive();
    let shop = shop(&mut store, 0, Some("城关镇"), false);
    let mut licence = sample::licence(0, &shop);
    licence.licence_no = "619999110007".to_owned();
    sample::put(&mut store, 1, &mut licence);
    for (n, decision) in [(0, Some(Decision::Granted)), (1, Some(Decision::Refused)), (2, None)] {
        let mut it = sample::matter(n, &licence);
        (it.kind, it.decision, it.retailer) = (yihu_domain::matter::MatterKind::Renewal, decision, Some(shop.head.id));
        (it.licence, it.holder) = (None, format!("事项{n}"));
        sample::put(&mut store, 1, &mut it);
    }
    let of = GapFilter { noun: Some(Noun::Matter), kind: Some("renewal".to_owned()), ..GapFilter::default() };
    let (found, total) = store.gap_files(Gap::Missing, &required(), &of, (0, 9)).unwrap();
    assert_eq!((total, found[0].name.as_str(), found[0].town.as_str()), (1, "事项0", "城关镇"));
    assert_eq!((found[0].number.as_str(), found[0].slots.as_slice()), ("619999110007", &["延续申请表".to_owned()][..]));
}

#[test]
fn what_the_domain_doubts_is_to_be_scanned_anew_and_nothing_else() {
    let (_folder, mut store) = sample::archive();
    let shop = shop(&mut store, 0, None, false);
    let good = Clarity { page: 1, dpi: 150, blur: 399, skew: -14, contrast: 60, edge: 9, ink: 200 };
    let cases = [
        good,
        Clarity { ink: 199, ..good },
        Clarity { contrast: 59, ..good },
        Clarity { blur: 400, ..good },
        Clarity { dpi: 149, ..good },
        Clarity { skew: 15, ..good },
        Clarity { skew: -15, ..good },
        Clarity { edge: 10, ..good },
    ];
    for (n, clarity) in (0..).zip(cases) {
        scan(&mut store, n, &shop, &format!("栏{n}"), |it| it.clarity = Some(clarity));
    }
    scan(&mut store, 90, &shop, "没量过", |it| it.clarity = None);
    scan(&mut store, 91, &shop, "已移除", |it| (it.clarity, it.head.removed) = (Some(cases[3]), true));
    let doubted = (0..).zip(cases).filter(|(_, it)| !it.doubts().is_empty()).map(|(n, _)| format!("栏{n}"));
    assert_eq!(
        files(&store, Gap::Unclear, &GapFilter::default()),
        [("店00000".to_owned(), doubted.collect::<Vec<_>>())]
    );
    assert_eq!(store.scan_counts().unwrap(), ScanCounts { all: 9, legible: 9, matching: 9, unclear: 7 });
    assert_eq!(store.unmeasured().unwrap().len(), 1);
}

#[test]
fn whatever_nobody_ticked_twice_is_to_be_looked_at() {
    let (_folder, mut store) = sample::archive();
    let shop = shop(&mut store, 0, None, false);
    scan(&mut store, 0, &shop, "都勾了", |_| ());
    scan(&mut store, 1, &shop, "没核对", |it| it.matching = None);
    scan(&mut store, 2, &shop, "没看清", |it| it.legible = None);
    let named = |slots: &[&str]| [("店00000".to_owned(), slots.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>())];
    assert_eq!(files(&store, Gap::Unchecked, &GapFilter::default()), named(&["没核对", "没看清"]));
    assert_eq!(store.scan_counts().unwrap(), ScanCounts { all: 3, legible: 2, matching: 2, unclear: 0 });
}

/// Puts a record and one scan beside it that nobody ticked and that is not clear; gives its id.
fn held<T: Record>(store: &mut Store, n: u32, mut it: T) -> String {
    sample::put(store, 1, &mut it);
    let mut scan = sample::attachment(n, T::NOUN, it.head().id.uuid());
    (scan.legible, scan.matching, scan.mending) = (None, None, None);
    scan.clarity = scan.clarity.map(|it| Clarity { blur: 400, ..it });
    sample::put(store, 1, &mut scan);
    it.head().id.to_string()
}

#[test]
fn a_scan_counts_and_is_listed_with_its_name_number_and_town_beside_whatever_record_it_lies() {
    let (_folder, mut store) = sample::archive();
    let town = |town: &str| Some(town.to_owned());
    let shop = shop(&mut store, 0, Some("城关镇"), false);
    let mut licence = sample::licence(0, &shop);
    licence.licence_no = "619999110007".to_owned();
    sample::put(&mut store, 1, &mut licence);
    let mut stall = sample::vendor(0, &shop);
    (stall.name, stall.town, stall.retailer) = ("路边摊".to_owned(), town("东乡"), None);
    let (mut case, mut tied) = (sample::case(0), sample::case(1));
    (case.retailer, case.licence_no) = (None, Some(licence.licence_no.clone()));
    (tied.retailer, tied.licence_no) = (Some(shop.head.id), None);
    let visit = sample::inspection(0, &shop);
    let mut at_stall = sample::inspection(1, &shop);
    (at_stall.name, at_stall.retailer, at_stall.vendor) = ("查过的摊".to_owned(), None, Some(stall.head.id));
    let (no, tied_no, person) = (case.case_no.to_string(), tied.case_no.to_string(), sample::staff(0));
    let certificate = person.law_certificate_no.clone().unwrap();
    // Of a report nothing is counted and nothing told.
    held(&mut store, 90, sample::hotline(0));
    let beside = [
        (held(&mut store, 1, shop), "retailer", "店00000", "619999110007", "城关镇"),
        (held(&mut store, 2, sample::matter(0, &licence)), "matter", "停业的店0", "619999110007", "城关镇"),
        (held(&mut store, 3, stall), "vendor", "路边摊", "", "东乡"),
        (held(&mut store, 4, visit), "inspection", "查过的店0", "2026-03-02", "城关镇"),
        (held(&mut store, 5, at_stall), "inspection", "查过的摊", "2026-03-02", "东乡"),
        (held(&mut store, 6, sample::diary(0)), "diary", "市管员0", "2026-03-02", ""),
        (held(&mut store, 7, sample::campaign(0)), "campaign", "专项行动0", "2026-03-02", ""),
        (held(&mut store, 8, case), "case", "单大勇0", &no, "城关镇"),
        (held(&mut store, 11, tied), "case", "单大勇1", &tied_no, "城关镇"),
        (held(&mut store, 9, person), "staff", "王执法0", &certificate, ""),
        (held(&mut store, 10, sample::training(0, Vec::new())), "training", "行政处罚法0", "2026-03-01", ""),
    ];
    for gap in [Gap::Unclear, Gap::Unchecked] {
        let (found, total) = store.gap_files(gap, &required(), &GapFilter::default(), (0, 100)).unwrap();
        assert_eq!(total, 11, "{gap:?}");
        for (id, noun, name, number, town) in &beside {
            let it = found.iter().find(|it| it.id.to_string() == *id).unwrap();
            let told = (it.noun.word(), it.name.as_str(), it.number.as_str(), it.town.as_str());
            assert_eq!(told, (*noun, *name, *number, *town), "{gap:?}");
            assert_eq!(it.slots, ["营业执照"]);
        }
        let there = GapFilter { town: town("东乡"), ..GapFilter::default() };
        assert_eq!(store.gap_files(gap, &required(), &there, (0, 100)).unwrap().1, 2, "{gap:?}");
    }
    assert_eq!(store.scan_counts().unwrap(), ScanCounts { all: 11, legible: 0, matching: 0, unclear: 11 });
}

#[test]
fn a_scan_beside_a_void_record_is_neither_counted_nor_listed() {
    let (_folder, mut store) = sample::archive();
    let shop = shop(&mut store, 0, None, false);
    let mut visit = sample::inspection(0, &shop);
    visit.head.removed = true;
    held(&mut store, 0, visit);
    assert!(files(&store, Gap::Unchecked, &GapFilter::default()).is_empty());
    assert_eq!(store.scan_counts().unwrap(), ScanCounts::default());
}

#[test]
fn a_visit_at_which_something_was_found_must_have_its_record_and_another_need_not() {
    let (_folder, mut store) = sample::archive();
    let shop = shop(&mut store, 0, Some("城关镇"), false);
    for (n, finding, removed) in [
        (0, Finding::Abnormal, false),
        (1, Finding::Normal, false),
        (2, Finding::Abnormal, true),
        (3, Finding::Abnormal, false),
    ] {
        let mut visit = sample::inspection(n, &shop);
        (visit.finding, visit.head.removed) = (finding, removed);
        sample::put(&mut store, 1, &mut visit);
        if n == 3 {
            let mut sheet = sample::attachment(0, Noun::Inspection, visit.head.id.uuid());
            sheet.slot = "检查记录表".to_owned();
            sample::put(&mut store, 1, &mut sheet);
        }
    }
    let record = Required::of(Noun::Inspection, "abnormal", "检查记录表");
    let (found, total) =
        store.gap_files(Gap::Missing, std::slice::from_ref(&record), &GapFilter::default(), (0, 9)).unwrap();
    let it = &found[0];
    let told = (it.name.as_str(), it.number.as_str(), it.town.as_str(), it.slots.join(""));
    assert_eq!((total, told), (1, ("查过的店0", "2026-03-02", "城关镇", record.slot.clone())));
    let presence = store.presence(std::slice::from_ref(&record)).unwrap();
    assert_eq!(presence, [Presence { of: record, town: "城关镇".to_owned(), required: 2, present: 1 }]);
}

//! Claims about the invented county: how much there is of each, how it is spread, and that a seed gives it again.

use std::collections::{BTreeMap, BTreeSet};

use tempfile::TempDir;
use yihu_domain::{
    Noun, Record,
    case::{Case, TRANSFER_STICKS},
    hotline::{Category, Hotline},
    inspection::Inspection,
    licence::Licence,
    matter::{Matter, MatterKind},
    retailer::{Class, Retailer},
    staff::{Staff, StaffState},
    training::Training,
    vendor::Vendor,
};

use super::{DemoMade, DemoPlan};
use crate::{Access, Archive, Reading, Watch};

fn made(plan: DemoPlan) -> (TempDir, DemoMade, Archive) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("演示.yihu");
    let made = Archive::demo(&path, &plan, &Watch::none()).unwrap();
    let archive = Archive::open(&path, "演示", "yihu-demo", Access::Write).unwrap();
    (folder, made, archive)
}

fn all<T: Record>(archive: &Archive) -> Vec<T> {
    let mut all = Vec::new();
    archive
        .store
        .each::<T>(|it| {
            all.push(it);
            Ok(())
        })
        .unwrap();
    all
}

fn about(what: &str, many: usize, wanted: usize) {
    let (low, high) = (wanted * 85 / 100, wanted * 115 / 100);
    assert!((low..=high).contains(&many), "{what}: {many}, not about {wanted}");
}

#[test]
fn five_years_of_a_county_have_the_volumes_and_shapes_of_a_real_one() {
    let (_folder, made, mut archive) = made(DemoPlan { years: 5, ..DemoPlan::default() });
    for (noun, wanted) in [
        (Noun::Retailer, 680),
        (Noun::Licence, 720),
        (Noun::Matter, 1300),
        (Noun::Case, 280),
        (Noun::Hotline, 600),
        (Noun::Inspection, 28_000),
        (Noun::Diary, 7200),
        (Noun::Vendor, 160),
        (Noun::Training, 80),
        (Noun::Staff, 12),
    ] {
        about(noun.title(), made.counts[&noun], wanted);
    }
    let shops = all::<Retailer>(&archive);
    let licences = all::<Licence>(&archive);
    let live: BTreeSet<_> = licences.iter().filter(|it| it.state.is_live()).map(|it| it.retailer).collect();
    assert_eq!(live.len(), 513);
    let class = |class| shops.iter().filter(|it| it.class == Some(class) && live.contains(&it.head.id)).count();
    assert_eq!((class(Class::LawAbiding), class(Class::Monitored), class(Class::KeyMonitored)), (473, 26, 14));
    assert!(shops.iter().filter(|it| it.owner_name.contains('·')).count() > 10);
    assert!(shops.iter().any(|it| it.owner_name.chars().count() > 6));
    assert!(shops.iter().any(|it| it.owner_name.contains(['䶮', '㛃', '堃', '犇', '淼', '喆', '頔'])));
    let mut names: BTreeMap<&str, BTreeSet<_>> = BTreeMap::new();
    for it in &shops {
        names.entry(&it.trade_name).or_default().insert(it.town.clone());
    }
    about("同名的店", shops.iter().filter(|it| names[it.trade_name.as_str()].len() > 1).count(), 680 * 15 / 100);
    spread(&archive);
    matters(&archive, &licences);
    let report = archive.verify(Reading::Presence, false, &Watch::none()).unwrap();
    assert!(report.ok, "{:?}", report.findings);
}

/// Cases, hotline records, training, visits.
fn spread(archive: &Archive) {
    let cases = all::<Case>(archive);
    about("涉案物品", cases.iter().map(|it| it.goods.len()).sum(), 1100);
    let large: Vec<_> = cases.iter().filter(|it| it.sticks.is_some_and(|n| n >= TRANSFER_STICKS)).collect();
    assert!((2..=4).contains(&large.len()) && large.iter().all(|it| it.is_transferred()), "{}", large.len());
    let mut sticks: Vec<i64> = cases.iter().filter_map(|it| it.sticks).collect();
    sticks.sort_unstable();
    assert!((1800..4200).contains(&sticks[140]), "the median is about 14条: {}", sticks[140]);
    assert!((24_000..80_000).contains(&sticks[266]), "95 in 100 are below 200条: {}", sticks[266]);
    for it in &cases {
        assert_eq!(it.goods.iter().map(|it| it.sticks).sum::<i64>(), it.sticks.unwrap());
        assert_eq!(it.goods.iter().map(|it| it.amount_fen.unwrap()).sum::<i64>(), it.value_fen.unwrap());
    }
    let hotlines = all::<Hotline>(archive);
    for (category, share) in
        [(Category::Report, 45), (Category::Question, 35), (Category::Complaint, 15), (Category::Suggestion, 5)]
    {
        let many = hotlines.iter().filter(|it| it.category == category).count() * 100 / hotlines.len();
        assert!(many.abs_diff(share) <= 5, "{}: {many}", category.title());
    }
    about("匿名", hotlines.iter().filter(|it| it.anonymous).count(), 180);
    let trainings = all::<Training>(archive);
    about("签到", trainings.iter().map(|it| it.attendance.len()).sum(), 560);
    let staff = all::<Staff>(archive);
    assert_eq!(staff.iter().filter(|it| it.state != StaffState::InPost).count(), 4);
    let mut by_month = [0; 12];
    for it in all::<Inspection>(archive) {
        by_month[chrono::Datelike::month0(&it.inspected_on) as usize] += 1;
    }
    assert!(by_month[0] > by_month[3] && by_month[5] > by_month[6], "more before the feasts: {by_month:?}");
    assert!(all::<Vendor>(archive).iter().any(|it| it.retailer.is_some()));
}

/// What was decided about licences, and what stands in them.
fn matters(archive: &Archive, licences: &[Licence]) {
    let matters = all::<Matter>(archive);
    let count = |kind| matters.iter().filter(|it| it.kind == kind && it.takes_effect()).count();
    about("延续", count(MatterKind::Renewal), 370);
    about("变更", count(MatterKind::Change), 150);
    about("歇业", count(MatterKind::Closure), 150);
    assert!(count(MatterKind::Suspension) > 60 && count(MatterKind::Resumption) > 40);
    assert!(count(MatterKind::Reissue) > 10);
    for it in &matters {
        let of = it.licence.and_then(|id| licences.iter().find(|licence| licence.head.id == id));
        assert_eq!(of.map(|of| &of.licence_no), it.licence_no.as_ref());
        if it.takes_effect() && it.kind == MatterKind::Closure {
            assert!(!of.unwrap().state.is_live());
        }
    }
    let quarter = licences.iter().filter(|it| it.state.is_live()).filter_map(|it| it.valid_to);
    let soon = quarter.filter(|to| (*to - archive.clock.today()).num_days() < 112).count();
    assert!(soon > 100, "a fifth is renewed in one quarter: {soon}");
}

#[test]
fn the_same_seed_gives_the_same_county_and_another_seed_another() {
    let contents = |seed| {
        let (_folder, _, archive) = made(DemoPlan { seed, ..DemoPlan::default() });
        let mut all_said: Vec<String> = Vec::new();
        all_said.extend(all::<Retailer>(&archive).iter().map(|it| {
            format!("{}|{}|{}|{:?}|{:?}", it.trade_name, it.owner_name, it.address, it.owner_id_number, it.phone)
        }));
        all_said.extend(all::<Case>(&archive).iter().map(|it| {
            format!("{}|{}|{:?}|{:?}|{:?}", it.case_no, it.party_name, it.sticks, it.decided_on, it.officers)
        }));
        all_said.extend(all::<Inspection>(&archive).iter().map(|it| {
            format!("{}|{:?}|{}|{:?}|{:?}", it.inspected_on, it.begun, it.name, it.officers, it.stock_sticks)
        }));
        all_said.sort();
        all_said
    };
    let first = contents(7);
    assert!(first == contents(7), "the same seed");
    assert!(first != contents(8), "another seed");
}

#[test]
fn what_cannot_be_invented_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for plan in [
        DemoPlan { scale: 0, ..DemoPlan::default() },
        DemoPlan { scale: 101, ..DemoPlan::default() },
        DemoPlan { years: 0, ..DemoPlan::default() },
        DemoPlan { years: 6, ..DemoPlan::default() },
    ] {
        let refused = Archive::demo(&folder.path().join("演示.yihu"), &plan, &Watch::none()).unwrap_err();
        assert!(refused.message.contains('请'), "{refused}");
    }
}

#[test]
fn every_defect_that_is_planted_is_found_and_a_county_without_has_none() {
    const CODES: [&str; 17] = [
        "case_alone",
        "case_gap",
        "case_goods",
        "case_order",
        "case_slow",
        "hotline_untraced",
        "informant_in_text",
        "kept_for_a_reason",
        "licence_expired",
        "licence_no_odd",
        "licence_no_wrong",
        "name_untidy",
        "number_wrong",
        "retailer_alike",
        "training_long",
        "visit_after_closing",
        "visit_alone",
    ];
    let (_clean, without, mut archive) = made(DemoPlan::default());
    assert_eq!(without.defects, []);
    let clean = archive.verify(Reading::Presence, false, &Watch::none()).unwrap();
    assert!(clean.ok, "{:?}", clean.findings);
    for code in CODES {
        assert_eq!(clean.kinds.get(code), None, "{code}: {:?}", clean.findings);
    }
    for years in [1, 2] {
        let (_folder, made, mut archive) = made(DemoPlan { defects: true, years, ..DemoPlan::default() });
        let report = archive.verify(Reading::Presence, false, &Watch::none()).unwrap();
        assert!(!report.ok && !report.damaged, "{:?}", report.findings);
        let mut planted: BTreeMap<&str, usize> = BTreeMap::new();
        for it in &made.defects {
            *planted.entry(it.found_as).or_default() += 1;
            // Of a kind that is not told one by one, the number tells.
            let all = report.kinds.get(it.found_as).copied().unwrap_or_default();
            let told =
                report.findings.iter().any(|found| found.code == it.found_as && found.of == Some((it.noun, it.id)));
            assert!(told || all > 20, "{years}: {it:?} is not among {all}");
        }
        for code in CODES {
            assert_eq!(report.kinds.get(code), planted.get(code), "{years}: {code}");
        }
        assert!(report.kinds["diary_late"] >= planted["diary_late"]);
        if years == 1 {
            leads(&mut archive);
        }
        let codes: BTreeSet<&str> = made.planted().into_keys().collect();
        let wanted = ["X05", "X06", "X07", "X09", "X11", "X12", "X13", "X14", "X18", "X19", "X21", "X22", "X23"];
        assert_eq!(codes, BTreeSet::from(wanted), "{years}");
    }
}

/// Each finding in the window leads to a page, a licence's to that of its shop, and names its record.
fn leads(archive: &mut Archive) {
    let report = archive.verify_run(crate::shown::verify::Reading::Presence, false, &Watch::none()).unwrap();
    assert!(report.kinds.iter().is_sorted_by_key(|it| !it.needs), "what is to be dealt with comes first");
    for kind in &report.kinds {
        for it in kind.findings.iter().filter(|it| !it.message.starts_with("还有")) {
            assert!(it.noun.is_some_and(|noun| noun != Noun::Licence) && it.id.is_some(), "{it:?}");
            assert!(!it.message.contains("（01"), "{it:?}");
        }
    }
}

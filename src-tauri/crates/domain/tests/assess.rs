//! A month is counted from its records, with the days worked out by hand beside each.

#![expect(clippy::unwrap_used, reason = "a test fails by panic")]

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;
use yihu_domain::{
    Head, Id,
    assess::{Assessment, Assessor},
    calendar::Calendar,
    case::{Case, CaseDraft},
    hotline::{Hotline, HotlineDraft, Limits},
    period::Period,
    retailer::{Class, RetailerDraft},
    staff::{Staff, StaffState},
    training::{Attendance, Training},
};

const BUREAU: &str = "619999";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn calendar() -> Calendar {
    let text =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/calendars/2026.json")).unwrap();
    Calendar::from_years([serde_json::from_str(&text).unwrap()]).unwrap()
}

fn limits() -> Limits {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/registers/hotline_limits.json");
    Limits::new(serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()).unwrap()
}

fn assess(fill: impl FnOnce(&mut Assessor<'_>)) -> Assessment {
    let calendar = calendar();
    let limits = limits();
    let mut assessor = Assessor::new("2026-10".parse::<Period>().unwrap(), &calendar, &limits);
    fill(&mut assessor);
    assessor.finish()
}

/// Numerator, denominator and value of one figure.
fn figure(of: &Assessment, code: &str) -> (i64, Option<i64>, String) {
    let it = of.indicators.iter().find(|i| i.code == code).unwrap();
    (it.numerator, it.denominator, it.value.clone())
}

fn case(n: u32, filed: &str, decided: &str, cartons: &str, to: &str) -> Case {
    let draft = CaseDraft {
        case_no: format!("潼烟立〔2026〕第{n}号"),
        cause: "未在当地烟草专卖批发企业进货".to_owned(),
        party_name: "某某".to_owned(),
        filed_on: filed.to_owned(),
        decided_on: decided.to_owned(),
        officers: "段兰、朱文".to_owned(),
        sticks: cartons.to_owned(),
        transferred_to: to.to_owned(),
        ..CaseDraft::default()
    };
    draft.check(Id::new(Uuid::from_u128(n.into())), BUREAU, day("2026-11-27")).value.unwrap()
}

#[test]
fn cases_are_counted_by_their_own_days() {
    let it = assess(|a| {
        a.case(&case(1, "2026-10-01", "2026-10-31", "10", "")); // filed and decided in the month
        a.case(&case(2, "2026-07-03", "2026-10-01", "5", "")); // 90 days: 07-03 + 90 = 10-01, in time
        a.case(&case(3, "2026-07-02", "2026-10-01", "5", "")); // 91 days: late
        a.case(&case(4, "2026-10-31", "", "1200", "")); // over 1,000 条, not handed over
        a.case(&case(5, "2026-10-05", "", "1000", "公安")); // exactly 1,000 条, handed over
        a.case(&case(6, "2026-09-30", "2026-11-01", "99", "")); // neither
    });
    assert_eq!(figure(&it, "I5"), (2, Some(3), "66.67%".to_owned()));
    assert_eq!(figure(&it, "I3"), (1, Some(2), "50.00%".to_owned()));
    assert_eq!(figure(&it, "I4"), (0, Some(3), "0.00%".to_owned()));
    assert_eq!(figure(&it, "I27"), (2210 * 200, None, "2210条".to_owned()));
    assert!(it.problems.iter().any(|p| p.contains("超过90日") && p.contains("第3号") && !p.contains("第2号")));
    assert!(it.problems.iter().any(|p| p.contains("移送") && p.contains("第4号")));
}

fn hotline(n: u32, at: &str, category: &str, closed: &str, feedback: &str, result: &str) -> Hotline {
    let draft = HotlineDraft {
        upstream_no: format!("SX{n}"),
        received_at: at.to_owned(),
        category: category.to_owned(),
        closed_on: closed.to_owned(),
        feedback: feedback.to_owned(),
        result: result.to_owned(),
        informant_name: "某人".to_owned(),
        ..HotlineDraft::default()
    };
    draft.check(Id::new(Uuid::from_u128(n.into())), BUREAU, day("2026-11-27")).value.unwrap().0
}

#[test]
fn hotline_clocks_skip_national_day() {
    let it = assess(|a| {
        // 举报: 7 calendar days. 2026-10-01 → 10-08, closed that day: in time.
        a.hotline(&hotline(1, "2026-10-01 08:00", "举报", "2026-10-08", "已反馈", "已核实，立案查处"));
        // 举报 2026-10-20 → 10-27, closed 10-28: late; not fed back.
        a.hotline(&hotline(2, "2026-10-20 08:00", "举报", "2026-10-28", "", "经查不属实"));
        // 咨询: 5 working days. 2026-09-29 (Tue): 09-30 is 1; the holiday is 10-01 to 10-07; 10-08, 10-09 are 2, 3;
        // 10-10 is a Saturday worked for the holiday: 4; 10-12: 5. Due 10-12, closed that day: in time.
        a.hotline(&hotline(3, "2026-09-29 23:59", "咨询", "2026-10-12", "已反馈", "已答复"));
        // Received in October, due in November (投诉, 15 working days): not yet counted.
        a.hotline(&hotline(4, "2026-10-30 08:00", "投诉", "", "", ""));
    });
    assert_eq!(figure(&it, "I18"), (2, Some(3), "66.67%".to_owned()));
    assert_eq!(figure(&it, "I19"), (2, Some(3), "66.67%".to_owned()));
    assert_eq!(figure(&it, "I20"), (1, Some(2), "50.00%".to_owned()));
    assert!(it.problems.iter().any(|p| p.contains("没有办理结果") && p.contains("SX4")));
}

#[test]
fn a_midnight_call_counts_in_the_month_of_the_county() {
    // 2026-09-30 16:30 UTC is 00:30 on 1 October in China.
    let mut call = hotline(1, "2026-10-01 00:30", "咨询", "", "", "已答复");
    assert_eq!(call.received_at, "2026-09-30T16:30:00Z".parse::<DateTime<Utc>>().unwrap());
    call.due_on = Some(day("2026-10-31"));
    let it = assess(|a| a.hotline(&call));
    assert_eq!(figure(&it, "I18"), (0, Some(1), "0.00%".to_owned()));
}

fn person(n: u128, name: &str, state: StaffState, joined_on: Option<&str>) -> Staff {
    let draft = yihu_domain::staff::StaffDraft { full_name: name.to_owned(), ..Default::default() };
    let mut it = draft.check(Id::new(Uuid::from_u128(n)), BUREAU, day("2026-11-27")).value.unwrap();
    (it.state, it.joined_on) = (state, joined_on.map(day));
    it
}

fn session(n: u128, on: &str, people: &[(u128, i64)]) -> Training {
    Training {
        head: Head::new(Id::new(Uuid::from_u128(n)), BUREAU),
        held_on: day(on),
        topic: "执法规范".to_owned(),
        mode: None,
        lecturer: None,
        place: None,
        tenths: 400,
        attendance: people
            .iter()
            .map(|(n, tenths)| Attendance { staff: Id::new(Uuid::from_u128(*n)), tenths: *tenths })
            .collect(),
        remark: None,
    }
}

#[test]
fn forty_hours_are_counted_for_those_in_post_half_a_year() {
    let it = assess(|a| {
        a.staff(&person(1, "满课时", StaffState::InPost, None));
        a.staff(&person(2, "差一点", StaffState::InPost, Some("2020-01-01")));
        a.staff(&person(3, "新来的", StaffState::InPost, Some("2026-08-01")));
        a.staff(&person(4, "已退休", StaffState::Retired, None));
        a.training(&session(1, "2026-01-01", &[(1, 400), (2, 399), (3, 20), (4, 400)]));
        a.training(&session(2, "2025-12-31", &[(2, 400)])); // last year
        a.training(&session(3, "2026-11-01", &[(2, 400)])); // after the month
    });
    assert_eq!(figure(&it, "I6"), (1, Some(2), "50.00%".to_owned()));
    assert_eq!(figure(&it, "I7"), (819, Some(3), "27.3课时".to_owned()));
    assert!(it.problems.iter().any(|p| p.contains("差一点（39.9课时，差0.1）") && !p.contains("新来的")));
}

#[test]
fn classes_always_add_up_or_the_gap_is_said() {
    let shop = |n: u128, class: Option<Class>| {
        let draft = RetailerDraft {
            trade_name: format!("店{n}"),
            owner_name: "某某".to_owned(),
            address: "某处".to_owned(),
            class: class.map(Class::title).unwrap_or_default().to_owned(),
            ..RetailerDraft::default()
        };
        draft.check(Id::new(Uuid::from_u128(n)), BUREAU, day("2026-11-27")).value.unwrap()
    };
    let it = assess(|a| {
        for n in 0..7 {
            a.retailer(&shop(n, Some(Class::LawAbiding)), 3, 7);
        }
        a.retailer(&shop(8, Some(Class::KeyMonitored)), 7, 7);
        a.retailer(&shop(9, None), 0, 7);
    });
    assert_eq!(figure(&it, "I15a"), (7, Some(9), "77.78%".to_owned()));
    assert_eq!(figure(&it, "I15c"), (1, Some(9), "11.11%".to_owned()));
    assert_eq!(figure(&it, "I21"), (28, Some(63), "44.44%".to_owned()));
    assert!(it.problems.iter().any(|p| p.contains("没有分类：1项。店9")));
}

#[test]
fn an_empty_month_shows_dashes_not_hundreds() {
    let it = assess(|_| {});
    for code in ["I3", "I4", "I5", "I6", "I7", "I15a", "I18", "I19", "I20", "I21"] {
        assert_eq!(figure(&it, code).2, "—", "{code}");
    }
    assert!(it.problems.is_empty());
}

//! Claims about campaigns: beside the visits of their days, their papers, how often a quarter and a year.

use yihu_domain::{Noun, gap::Gap, period::Period};

use super::{
    super::{Compare, Condition, Draft, Query, Saved},
    copy, count, rows, with,
};
use crate::{Archive, BackupSettings, shown::gap::GapQuery};

fn draft(archive: &Archive, fields: &[(&str, &str)]) -> Draft {
    let draft = archive.record_form(Noun::Campaign, None).unwrap().draft;
    with(with(draft, &[("kind", "集中整治"), ("title", "元旦前集中整治")]), fields)
}

fn save(archive: &mut Archive, fields: &[(&str, &str)]) -> Saved {
    let draft = draft(archive, fields);
    archive.record_save(Noun::Campaign, None, 0, &draft, None).unwrap()
}

#[test]
fn visits_made_as_special_while_it_lasted_stand_beside_it_and_so_do_their_cases() {
    let (_folder, mut archive) = copy();
    let today = archive.clock.today().to_string();
    let id = save(&mut archive, &[]).id;
    let visits = |archive: &Archive| {
        let view = archive.record_view(Noun::Campaign, &id).unwrap();
        let of = |noun| view.linked.iter().find(|it| it.noun == noun).map_or(0, |it| it.rows.len());
        let line = view.sections.iter().flat_map(|it| &it.lines).find(|it| it.field == "during").unwrap().text.clone();
        (of(Noun::Inspection), of(Noun::Case), line)
    };
    let before = visits(&archive);
    let case_no = rows(&archive, Noun::Case, &Query::default()).remove(0).number;
    for mode in ["专项", "日常"] {
        let form = archive.record_form(Noun::Inspection, None).unwrap().draft;
        let fields =
            [("inspected_on", today.as_str()), ("mode", mode), ("name", "路边摊"), ("officers", "段兰、黄平超")];
        let found = [("finding", "异常"), ("cause", "假烟"), ("follow_up", "立案"), ("case_no", case_no.as_str())];
        archive.record_save(Noun::Inspection, None, 0, &with(with(form, &fields), &found), None).unwrap();
    }
    let after = visits(&archive);
    assert_eq!((after.0, after.1), (before.0 + 1, before.1 + 1));
    assert!(after.2.contains("异常"), "{}", after.2);
    // Nobody is checked by publicity.
    let told = save(&mut archive, &[("kind", "宣传活动"), ("title", "烟草专卖法宣传")]).id;
    assert!(archive.record_view(Noun::Campaign, &told).unwrap().linked.is_empty());
}

#[test]
fn what_is_over_and_lacks_its_papers_is_a_gap_and_what_lasts_is_none() {
    let (_folder, mut archive) = copy();
    let gaps = |archive: &Archive| {
        let query = GapQuery {
            gap: Gap::Missing,
            noun: Some(Noun::Campaign),
            kind: Some(String::new()),
            ..GapQuery::default()
        };
        archive.gap_list(&query, 0, 500).unwrap().rows
    };
    let before = gaps(&archive).len();
    let today = archive.clock.today().to_string();
    save(&mut archive, &[]);
    assert_eq!(gaps(&archive).len(), before, "it lasts");
    let over = save(&mut archive, &[("title", "城关夜查"), ("to_on", &today), ("summary", "检查20户")]);
    let found = gaps(&archive);
    let gap = found.iter().find(|it| it.id == over.id).unwrap();
    assert_eq!(
        (found.len(), gap.name.as_str(), gap.slots.join("、")),
        (before + 1, "城关夜查", "工作方案、工作记录、现场照片".to_owned())
    );
    let rates = archive.record_view(Noun::Campaign, &over.id).unwrap().rates;
    assert_eq!((rates[0].code.as_str(), rates[0].numerator, rates[0].denominator), ("I21", 0, Some(3)));
    assert!(archive.gap_show().unwrap().documents.iter().any(|it| it.title == "工作方案" && it.of == "专项与宣传"));
}

#[test]
fn what_the_bureau_set_itself_is_told_before_the_quarter_ends_and_counted_in_the_self_check() {
    let (_folder, mut archive) = copy();
    let info = archive.bureau_show().unwrap();
    let mut draft = crate::shown::bureau::BureauDraft {
        name: info.name,
        short_name: info.short_name,
        supervision: info.supervision,
        revision: info.revision,
    };
    assert_eq!((draft.supervision.actions_a_quarter.as_str(), draft.supervision.publicity_a_year.as_str()), ("1", "2"));
    draft.supervision.actions_a_quarter = "9".to_owned();
    archive.bureau_save(&draft).unwrap();
    let today = archive.clock.today();
    let bench = archive.workbench(&BackupSettings { second: None, minutes: 30 }).unwrap();
    let counted = bench.counts.iter().find(|it| it.key == "campaign_actions").unwrap();
    assert_eq!(counted.value, count(&archive, Noun::Campaign, &counted.query));
    assert!(counted.mark.is_some());
    let quarter = yihu_domain::campaign::Span::quarter(today);
    let told = bench.due.iter().find(|it| it.noun == Noun::Campaign && it.key == "action");
    assert_eq!(told.is_some(), (quarter.to - today).num_days() <= 30);
    if let Some(told) = told {
        assert!(told.article.contains("本局设置") && told.title.contains("应至少9次"), "{told:?}");
        assert_eq!(count(&archive, Noun::Campaign, told.query.as_ref().unwrap()), counted.value);
    }
    let month = archive.assess(Period::of(quarter.from)).unwrap();
    let figures: Vec<_> = month.indicators.iter().filter(|it| it.code.starts_with("D24")).collect();
    assert_eq!(figures.len(), 2);
    assert!(figures[0].target.contains('9') && figures[0].formula.contains("本局设置"), "{figures:?}");
    let last = archive.assess(Period::of(quarter.to)).unwrap();
    assert!(last.problems.iter().any(|it| it.starts_with("集中整治、宣传次数不够")), "{:?}", last.problems);
}

#[test]
fn a_register_of_campaigns_comes_back_as_it_went_and_one_is_found_by_its_name() {
    let (_folder, mut archive) = copy();
    let saved = save(&mut archive, &[("title", "葫芦岛路口夜查"), ("agencies", "公安，市场监管")]);
    assert!(archive.search("葫芦岛").unwrap().iter().any(|hit| hit.noun == Noun::Campaign && hit.id == saved.id));
    assert_eq!(archive.show(Noun::Campaign, "葫芦岛路口夜查").unwrap()["id"], saved.id);
    let again = archive.record_check(Noun::Campaign, None, &draft(&archive, &[("title", "葫芦岛路口夜查")])).unwrap();
    assert_eq!(again.alike[0].id, saved.id);
    let with = Condition { field: "agencies".into(), compare: Compare::Contains, value: "市场监管".into() };
    assert!(count(&archive, Noun::Campaign, &Query { conditions: vec![with], ..Query::default() }) > 1);
}

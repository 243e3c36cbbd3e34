//! Claims about what cases lack: what is counted of all is what the domain asks of each.

use std::collections::BTreeMap;

use yihu_domain::{
    Noun,
    case::{Case, CaseDocuments, Procedure, ProcedureRule},
};

use super::*;

/// The list that ships.
fn documents() -> CaseDocuments {
    serde_json::from_str(include_str!("../../../../../../assets/registers/case_documents.json")).unwrap()
}

/// Its documents as they are asked of cases.
fn asked() -> Vec<Required> {
    let of = |procedure: Procedure| {
        let kind = serde_json::to_value(procedure).unwrap().as_str().unwrap().to_owned();
        let documents = documents();
        let mine = documents.all().iter().filter(|it| it.procedure.is_none_or(|of| of == procedure));
        let mine = mine.filter(|it| it.stage.is_some());
        mine.map(|it| Required { stage: it.stage, rule: it.rule, ..Required::of(Noun::Case, &kind, &it.title) })
            .collect::<Vec<_>>()
    };
    Procedure::ALL.into_iter().flat_map(of).collect()
}

/// The `n`th case: whatever can be filled in is or is not, by the bits of a number.
fn case(n: u32) -> Case {
    let mut bits = u64::from(n + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
    let mut next = || {
        bits >>= 1;
        bits & 1 == 1
    };
    let on = sample::day("2026-03-02");
    let mut it = sample::case(n);
    it.party_name = format!("当事人{n:04}");
    (it.retailer, it.licence_no) = (None, None);
    it.procedure = if next() && next() { Procedure::Simple } else { Procedure::Ordinary };
    it.procedure_rule = if next() { ProcedureRule::Of2010 } else { ProcedureRule::Of2023 };
    for day in [
        &mut it.filed_on,
        &mut it.investigated_on,
        &mut it.decided_on,
        &mut it.served_on,
        &mut it.closed_on,
        &mut it.archived_on,
        &mut it.transferred_on,
    ] {
        *day = next().then_some(on);
    }
    it.transferred_to = next().then(|| "公安".to_owned());
    for number in [&mut it.sticks, &mut it.seized_sticks, &mut it.fine_fen] {
        *number = if next() { Some(400) } else { next().then_some(0) };
    }
    if next() {
        it.goods.clear();
    }
    it
}

#[test]
fn what_all_cases_lack_is_what_the_rule_asks_of_each() {
    let (_folder, mut store) = sample::archive();
    let cases: Vec<Case> = (0..500).map(case).collect();
    store.write(&sample::stamp(1), |w| cases.iter().try_for_each(|it| w.put(&mut it.clone()).map(drop))).unwrap();
    let (documents, mut lacking) = (documents(), BTreeMap::<&str, Vec<String>>::new());
    for it in &cases {
        let mine = documents.of(it).filter(|document| document.is_required(it)).map(|it| it.title.clone());
        lacking.insert(&it.party_name, mine.collect());
    }
    lacking.retain(|_, slots| !slots.is_empty());
    let (found, total) = store.gap_files(Gap::Missing, &asked(), &GapFilter::default(), (0, 1000)).unwrap();
    let found: BTreeMap<&str, Vec<String>> = found.iter().map(|it| (it.name.as_str(), it.slots.clone())).collect();
    assert_eq!(found, lacking);
    assert_eq!(usize::try_from(total).unwrap(), lacking.len());
    assert_eq!(store.count_missing(&asked()).unwrap(), total);
    let mut named = store.ids_missing(&asked(), Noun::Case).unwrap();
    named.sort();
    let lacks = |it: &&Case| lacking.contains_key(it.party_name.as_str());
    let mut all: Vec<_> = cases.iter().filter(lacks).map(|it| it.head.id.uuid()).collect();
    all.sort();
    assert_eq!(named, all);
    let counted: i64 = store.presence(&asked()).unwrap().iter().map(|it| it.required).sum();
    assert_eq!(usize::try_from(counted).unwrap(), lacking.values().map(Vec::len).sum::<usize>());
}

#[test]
fn a_case_is_listed_under_its_number_and_the_town_of_its_shop_until_its_document_is_there() {
    let (_folder, mut store) = sample::archive();
    let shop = shop(&mut store, 0, Some("城关镇"), false);
    let mut licence = sample::licence(0, &shop);
    licence.licence_no = "619999110007".to_owned();
    sample::put(&mut store, 1, &mut licence);
    let mut case = sample::case(0);
    (case.retailer, case.licence_no, case.procedure) = (None, Some(licence.licence_no), Procedure::Ordinary);
    sample::put(&mut store, 1, &mut case);
    let mut void = sample::case(1);
    void.head.removed = true;
    sample::put(&mut store, 1, &mut void);
    let filed = asked().into_iter().find(|it| it.slot == "立案报告表").unwrap();
    let missing = |store: &Store| {
        let (found, _) =
            store.gap_files(Gap::Missing, std::slice::from_ref(&filed), &GapFilter::default(), (0, 9)).unwrap();
        found.into_iter().map(|it| (it.number, it.town, it.slots.join(""))).collect::<Vec<_>>()
    };
    assert_eq!(missing(&store), [(case.case_no.to_string(), "城关镇".to_owned(), "立案报告表".to_owned())]);
    let mut sheet = sample::attachment(0, Noun::Case, case.head.id.uuid());
    sheet.slot = "立案报告表".to_owned();
    sample::put(&mut store, 1, &mut sheet);
    assert!(missing(&store).is_empty());
}

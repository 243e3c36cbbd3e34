//! Claims about which documents a case must hold, by the list that ships.

use super::*;
use crate::{
    Id,
    case::{CaseDraft, CaseGoods},
};

const TEXT: &str = include_str!("../../../../../../assets/registers/case_documents.json");

fn documents() -> CaseDocuments {
    serde_json::from_str(TEXT).unwrap()
}

/// A case with fields of its draft set by name: `filed_on=2026-01-05|fine=500`.
fn case(fields: &str) -> Case {
    let mut value = serde_json::json!({
        "case_no": "潼烟立〔2026〕第1号", "cause": "假烟", "party_name": "单大勇", "officers": "段兰、黄平超",
    });
    for (name, text) in fields.split('|').filter_map(|it| it.split_once('=')) {
        value[name] = text.into();
    }
    let draft: CaseDraft = serde_json::from_value(value).unwrap();
    let id: Id<Case> = "01937c4e-8a00-7000-8000-000000000001".parse().unwrap();
    draft.check(id, "619999", "2026-11-27".parse().unwrap()).value.unwrap()
}

/// What a case must hold by now.
fn required(case: &Case) -> Vec<String> {
    documents().of(case).filter(|it| it.is_required(case)).map(|it| it.title.clone()).collect()
}

const INVESTIGATED: [&str; 4] = ["立案报告表", "检查（勘验）笔录", "询问笔录", "案件调查终结报告"];

#[test]
fn a_document_is_asked_for_once_its_stage_is_reached_and_not_before() {
    assert!(required(&case("")).is_empty());
    assert_eq!(required(&case("filed_on=2026-01-05")), ["立案报告表"]);
    assert_eq!(required(&case("filed_on=2026-01-05|investigated_on=2026-01-20")), INVESTIGATED);
    let goods = ["证据先行登记保存批准书", "证据先行登记保存通知书"];
    assert_eq!(required(&case("sticks=2条")), goods);
    assert_eq!(required(&case("seized_sticks=2条")), goods);
    let mut with_lines = case("");
    let line = serde_json::json!({"brand": "猴王", "sticks": 200});
    with_lines.goods = vec![serde_json::from_value::<CaseGoods>(line).unwrap()];
    assert_eq!(required(&with_lines), goods);
    assert_eq!(required(&case("transferred_to=公安")), ["案件移送函"]);
}

#[test]
fn what_was_decided_was_filed_and_investigated_though_nobody_wrote_the_days() {
    let decided = required(&case("decided_on=2026-02-20"));
    for title in INVESTIGATED.into_iter().chain(["行政处罚事先告知书", "案件处理审批表", "行政处罚决定书"])
    {
        assert!(decided.iter().any(|it| it == title), "{title}");
    }
    assert!(decided.iter().all(|it| it != "送达回证" && it != "结案报告表"));
    assert!(required(&case("served_on=2026-03-01")).iter().any(|it| it == "行政处罚决定书"));
    // It may have been closed because there was nothing in it.
    assert_eq!(required(&case("filed_on=2026-01-05|closed_on=2026-03-01")), ["立案报告表", "结案报告表"]);
    let bound = required(&case("filed_on=2026-01-05|archived_on=2026-03-01"));
    assert_eq!(bound, ["立案报告表", "结案报告表", "卷宗封面", "卷内目录", "卷内备考表"]);
}

#[test]
fn a_receipt_is_asked_for_where_a_fine_was_and_the_case_is_closed() {
    for (fields, asked) in [
        ("decided_on=2026-02-20|fine=500", false),
        ("decided_on=2026-02-20|fine=500|closed_on=2026-03-09", true),
        ("decided_on=2026-02-20|fine=500|archived_on=2026-03-09", true),
        ("decided_on=2026-02-20|fine=0|closed_on=2026-03-09", false),
        ("decided_on=2026-02-20|closed_on=2026-03-09", false),
    ] {
        assert_eq!(required(&case(fields)).iter().any(|it| it == "罚没收据"), asked, "{fields}");
    }
}

#[test]
fn a_simple_procedure_has_its_decision_its_receipt_and_no_papers_of_the_other() {
    let simple = case("procedure=简易程序|decided_on=2026-02-20|sticks=2条|fine=100|closed_on=2026-02-20");
    assert_eq!(required(&simple), ["当场行政处罚决定书", "罚没收据"]);
    let all = documents();
    assert!(all.of(&simple).any(|it| it.title == "送达回证" && it.stage.is_none()));
    assert!(all.of(&simple).all(|it| it.title != "立案报告表"));
}

#[test]
fn a_case_is_held_to_the_rule_of_its_time() {
    let decided = |on: &str| case(&format!("filed_on={on}-01-05|decided_on={on}-02-20"));
    for (on, asked) in [("2022", false), ("2026", true)] {
        assert_eq!(required(&decided(on)).iter().any(|it| it == "法制审核意见"), asked, "{on}");
    }
}

#[test]
fn the_list_that_ships_gives_each_document_its_article_and_one_that_is_not_whole_is_refused() {
    for it in documents().all() {
        assert!(it.says().ends_with('）') && !it.article.is_empty(), "{}", it.title);
    }
    for (from, to) in [
        ("\"closed\"", "\"archived\""),
        ("\"title\": \"询问笔录\"", "\"title\": \"立案报告表\""),
        ("\"stage\": \"filed\"", "\"stage\": \"felt\""),
    ] {
        assert!(TEXT.contains(from), "{from}");
        assert!(serde_json::from_str::<CaseDocuments>(&TEXT.replace(from, to)).is_err(), "{from}");
    }
}

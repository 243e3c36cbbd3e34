//! A workbook is looked at before it is read: nothing is refused that a clerk can put right.

use std::collections::BTreeMap;

use yihu_domain::Noun;

use super::*;
use crate::sheet::ledger::look::{Proposed, look, propose, same_header};

const CASES: &str = "立案编号|案由|当事人|案发时间|立案日期|数量(条)|案值(元)";
const CASE: &str = "潼烟立〔2026〕第1号|无证运输|赵某|2026-05-01|2026-05-02|12|2400";

fn proposed(file: &File, noun: Noun, mapping: &[(&str, &str)]) -> Result<Proposed> {
    let mapping: BTreeMap<String, String> = mapping.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    propose(&read::open(&file.path)?, noun, None, &mapping)
}

#[test]
fn every_sheet_says_whose_ledger_it_looks_like() {
    let file = file(|w| {
        text_rows(w.add_worksheet().set_name("说明").unwrap(), 0, &["填表说明", "一户一行"]);
        text_rows(w.add_worksheet().set_name("户").unwrap(), 0, &["零售户台账", RETAILERS, RETAILER, "合计|1"]);
        text_rows(w.add_worksheet().set_name("案").unwrap(), 0, &[CASES, CASE]);
    });
    let looked = look(&read::open(&file.path).unwrap(), &BTreeMap::new());
    let said: Vec<_> = looked.iter().map(|it| (it.name.as_str(), it.noun, it.rows)).collect();
    assert_eq!(said, [("说明", None, 2), ("户", Some(Noun::Retailer), 1), ("案", Some(Noun::Case), 1)]);
}

#[test]
fn what_was_matched_by_hand_before_is_known_at_first_sight() {
    let file = text_sheet(&["甲|乙|丙|丁", RETAILER]);
    let workbook = read::open(&file.path).unwrap();
    assert_eq!(look(&workbook, &BTreeMap::new())[0].noun, None);
    let pairs = [("甲", "licence_no"), ("乙", "trade_name"), ("丙", "owner_name"), ("丁", "address")];
    let known = pairs.map(|(header, field)| (header.to_owned(), field.to_owned())).into();
    assert_eq!(look(&workbook, &BTreeMap::from([("retailer".to_owned(), known)]))[0].noun, Some(Noun::Retailer));
}

#[test]
fn a_ledger_that_lacks_a_needed_column_is_shown_with_what_it_lacks() {
    let file = text_sheet(&["证照号|企业名称|负责人|经营地址", RETAILER, RETAILER]);
    let it = proposed(&file, Noun::Retailer, &[]).unwrap();
    assert_eq!((it.missing.as_slice(), it.rows), (["许可证号"].as_slice(), 2));
    assert_eq!((it.columns[0].header.as_str(), it.columns[0].field), ("证照号", None));
    assert_eq!(
        (it.columns[1].field, it.columns[1].samples.as_slice()),
        (Some("trade_name"), ["城关吕氏商店".to_owned()].as_slice())
    );
    let it = proposed(&file, Noun::Retailer, &[("证照号", "licence_no")]).unwrap();
    assert_eq!((it.missing.len(), it.columns[0].field), (0, Some("licence_no")));
}

#[test]
fn a_sheet_on_which_no_word_is_known_is_shown_to_be_matched() {
    let file = text_sheet(&["某某局", "甲|乙|丙|丁", RETAILER]);
    let it = proposed(&file, Noun::Retailer, &[]).unwrap();
    let headers: Vec<_> = it.columns.iter().map(|c| c.header.as_str()).collect();
    assert_eq!(headers, ["甲", "乙", "丙", "丁"]);
    assert!(it.missing.contains(&"许可证号"), "{:?}", it.missing);
}

#[test]
fn people_are_no_columns_to_be_matched() {
    let file = text_sheet(&["日期|培训内容|课时|李晓梅|王建国", "2026-03-02|新法解读|4|√|√"]);
    let it = proposed(&file, Noun::Training, &[]).unwrap();
    assert_eq!(it.columns.len(), 3);
    assert!(it.notes.iter().any(|n| n.contains("李晓梅、王建国")), "{:?}", it.notes);
}

#[test]
fn another_ledger_is_said_to_be_another() {
    let it = proposed(&text_sheet(&[CASES, CASE]), Noun::Retailer, &[]).unwrap();
    assert!(it.notes.iter().any(|n| n.contains("更像案件台账")), "{:?}", it.notes);
}

#[test]
fn headers_are_the_same_however_they_are_written() {
    assert!(same_header("许可证 编号", "许可证号（*）") && !same_header("许可证号", "地址"));
}

//! A ledger is looked at, matched, planned, paged, taken in.

use std::collections::BTreeMap;

use yihu_domain::{Noun, check::Severity};

use super::*;
use crate::shown::import::{ImportAction, ImportOnly};

#[test]
fn a_workbook_says_what_it_holds_and_its_columns_what_they_are() {
    let desk = Desk::new();
    let path =
        desk.ledger("户.xlsx", "证照号|企业名称|负责人|经营地址|随便", &["619999110007|城关吕氏商店|吕伟|城关镇1号|x"]);
    let looked = desk.archive.import_look(&path).unwrap();
    assert_eq!((looked[0].noun, looked[0].noun_title.as_str()), (None, ""));
    let it = desk.archive.import_columns(Noun::Retailer, &path, None, &BTreeMap::new()).unwrap();
    assert_eq!(it.missing, ["许可证号"]);
    let mapping = BTreeMap::from([("证照号".to_owned(), "licence_no".to_owned())]);
    let it = desk.archive.import_columns(Noun::Retailer, &path, None, &mapping).unwrap();
    let column = |header: &str| it.columns.iter().find(|c| c.header == header).unwrap();
    assert!(it.missing.is_empty() && it.rows == 1);
    assert_eq!(column("证照号").field.as_deref(), Some("licence_no"));
    assert_eq!(column("企业名称").samples, ["城关吕氏商店"]);
    assert_eq!(column("随便").field, None);
    assert!(!column("证照号").remembered);
}

#[test]
fn what_was_matched_by_hand_is_remembered_with_the_archive() {
    let mut desk = Desk::new();
    let row = "619999110007|城关吕氏商店|吕伟|城关镇1号";
    let path = desk.ledger("户.xlsx", "证照号|企业名称|负责人|经营地址", &[row]);
    let mapping = BTreeMap::from([("证照号".to_owned(), "licence_no".to_owned())]);
    let plan = desk.archive.import_plan(Noun::Retailer, &path, None, &mapping, &Watch::none()).unwrap();
    desk.archive.import_apply(&plan, &Watch::none()).unwrap();
    let it = desk.archive.import_columns(Noun::Retailer, &path, None, &BTreeMap::new()).unwrap();
    assert!(it.columns.iter().any(|c| c.header == "证照号" && c.remembered && c.field.is_some()));
    assert!(it.columns.iter().all(|c| c.header == "证照号" || !c.remembered));
    assert_eq!(desk.archive.import_look(&path).unwrap()[0].noun, Some(Noun::Retailer));
}

#[test]
fn rows_with_problems_come_first_and_every_row_has_a_name() {
    let desk = Desk::new();
    let rows = ["619999110007|甲店|吕伟|城关镇1号", "61999911|乙店|何芳|城关镇2号", "619999110023|丙店|贺强|城关镇3号"];
    let plan = desk.plan(Noun::Retailer, &desk.ledger("户.xlsx", "许可证号|企业名称|负责人|经营地址", &rows));
    let shown = plan.shown();
    assert_eq!((shown.counts.new, shown.counts.refused, shown.file_name.as_str()), (2, 1, "户.xlsx"));
    let page = plan.page(ImportOnly::All, 0, 2);
    assert_eq!((page.total, page.rows.len()), (3, 2));
    let first = &page.rows[0];
    assert_eq!((first.action, first.title.as_str()), (ImportAction::Refused, "61999911 乙店"));
    assert!(first.findings.iter().any(|f| f.severity == Severity::Error && f.column == "许可证号"), "{first:?}");
    assert_eq!(plan.page(ImportOnly::Refused, 0, 50).total, 1);
    assert_eq!(plan.page(ImportOnly::New, 1, 50).rows.len(), 1);
    assert!(plan.page(ImportOnly::All, 3, 50).rows.is_empty());
    let problems = plan.page(ImportOnly::Problems, 0, 50);
    assert!(problems.rows.iter().all(|row| !row.findings.is_empty()));
}

#[test]
fn differences_are_told_in_the_words_of_the_ledger() {
    let mut desk = Desk::new();
    desk.fill();
    let plan = desk.plan(
        Noun::Retailer,
        &desk.ledger(
            "再.xlsx",
            "许可证号|企业名称|负责人|经营地址",
            &["619999110007|城关吕氏商店|吕伟|城关镇解放路9号", "619999110015|东街百货|何芳|城关镇东街2号"],
        ),
    );
    let changed = plan.page(ImportOnly::Changed, 0, 50);
    let it = &changed.rows[0].differences[0];
    assert_eq!(
        (it.title.as_str(), it.before.as_str(), it.after.as_str()),
        ("经营地址", "城关镇人民路1号", "城关镇解放路9号")
    );
    assert_eq!((changed.total, plan.page(ImportOnly::Same, 0, 50).total), (1, 1));
    // Who attended is told by name, who reported is not told.
    let plan = desk.plan(Noun::Training, &desk.ledger("训.xlsx", TRAININGS, &["2026-09-02|新法解读|4|√|√"]));
    let row = &plan.page(ImportOnly::Changed, 0, 50).rows[0];
    let it = row.differences.iter().find(|d| d.field == "attendance").unwrap();
    assert!(it.before.contains("王建国2") && it.after.contains("王建国4"), "{it:?}");
    let rows = ["T2026-001|2026-10-08 09:30|举报|铁树公|13755556666|反映有店卖假烟|东街百货"];
    let plan = desk.plan(Noun::Hotline, &desk.ledger("报.xlsx", HOTLINES, &rows));
    let row = &plan.page(ImportOnly::Changed, 0, 50).rows[0];
    assert_eq!(row.differences.len(), 1, "{row:?}");
    assert_eq!(row.differences[0].title, "举报人信息");
    assert!(!format!("{row:?}").contains("铁树公") && !format!("{row:?}").contains("金雀儿"));
}

#[test]
fn a_plan_is_written_once_and_tells_its_operation() {
    let mut desk = Desk::new();
    let path = desk.ledger("户.xlsx", RETAILERS, &RETAILER_ROWS);
    let plan = desk.plan(Noun::Retailer, &path);
    let done = desk.archive.import_apply(&plan, &Watch::none()).unwrap();
    assert_eq!((done.counts.new, done.done.count, done.done.op.as_str()), (3, 6, "导入零售户：户.xlsx"));
    assert!(done.done.op_id.is_some());
    let again = desk.archive.import_apply(&plan, &Watch::none()).unwrap_err();
    assert_eq!(again.kind, Kind::Conflict, "{again}");
    let same = desk.plan(Noun::Retailer, &path);
    let done = desk.archive.import_apply(&same, &Watch::none()).unwrap();
    assert_eq!((done.done.count, done.done.op_id), (0, None));
}

#[test]
fn refused_rows_are_written_out_after_the_import_too() {
    let mut desk = Desk::new();
    let path = desk.ledger(
        "户.xlsx",
        "许可证号|企业名称|负责人|经营地址",
        &["619999110007|甲|吕伟|城关1号", "6199|乙|何芳|城关2号"],
    );
    let plan = desk.plan(Noun::Retailer, &path);
    desk.archive.import_apply(&plan, &Watch::none()).unwrap();
    let errors = desk.join("错误行.xlsx");
    assert_eq!(desk.archive.import_errors(&plan, &errors).unwrap(), 1);
    let it = desk.archive.import_columns(Noun::Retailer, &errors, None, &BTreeMap::new()).unwrap();
    assert_eq!(it.rows, 1);
}

#[test]
fn a_reason_stands_for_its_own_number_and_not_for_the_next_wrong_one() {
    let mut desk = Desk::new();
    let heads = "许可证号|企业名称|负责人|身份证号码|经营地址";
    let row = |id_number: &str| format!("619999110007|甲店|吕伟|{id_number}|城关镇1号");
    let plan = desk.plan(Noun::Retailer, &desk.ledger("先.xlsx", heads, &[&row("610522199001010018")]));
    let told = &plan.page(ImportOnly::Refused, 0, 50).rows[0].findings[0];
    assert!(told.code == "id_check_digit" && told.message.contains("写明原因"), "{told:?}");
    let plan = desk.plan(Noun::Retailer, &desk.ledger("无.xlsx", heads, &[&row("")]));
    desk.archive.import_apply(&plan, &Watch::none()).unwrap();
    let id =
        desk.archive.record_list(Noun::Retailer, &crate::record::Query::default(), 0, 1).unwrap().rows[0].id.clone();
    let mut form = desk.archive.record_form(Noun::Retailer, Some(&id)).unwrap();
    for (name, text) in [("owner_id_number", "610522199001010018"), ("because.owner_id_number", "老证上这样印")] {
        form.draft.fields.insert(name.to_owned(), text.to_owned());
    }
    desk.archive.record_save(Noun::Retailer, Some(&id), form.revision, &form.draft, None).unwrap();
    for (number, same, refused) in [("610522199001010018", 1, 0), ("", 1, 0), ("610522199001010019", 0, 1)] {
        let plan = desk.plan(Noun::Retailer, &desk.ledger("再.xlsx", heads, &[&row(number)]));
        assert_eq!((plan.counts.same, plan.counts.refused), (same, refused), "{number}");
    }
}

#[test]
fn a_number_put_right_in_an_exported_sheet_changes_its_record_and_a_copied_row_makes_a_new_one() {
    let mut desk = Desk::new();
    desk.fill();
    let heads = "许可证号|企业名称|负责人|经营地址|有效期起|有效期至";
    let ids: Vec<String> = desk
        .archive
        .record_list(Noun::Retailer, &crate::record::Query::default(), 0, 50)
        .unwrap()
        .rows
        .into_iter()
        .filter(|row| ["619999110007", "619999110015"].contains(&row.number.as_str()))
        .map(|row| row.id)
        .collect();
    let [lu, he] = ids.as_slice() else { panic!("{ids:?}") };
    let outcome = |rows: &[(&str, &str)]| {
        let plan = desk.plan(Noun::Retailer, &desk.exported("改.xlsx", heads, rows));
        (plan.counts.new, plan.counts.changed, plan.counts.refused)
    };
    let right = "619999110107|城关吕氏商店|吕伟|城关镇人民路1号|";
    let (one, two) = if desk.archive.record_view(Noun::Retailer, lu).unwrap().title.contains("吕氏") {
        (lu.as_str(), he.as_str())
    } else {
        (he.as_str(), lu.as_str())
    };
    assert_eq!(outcome(&[(one, right)]), (0, 1, 0), "the number was wrong");
    assert_eq!(outcome(&[("", right)]), (1, 0, 0), "without its key it is another shop");
    // A row that was copied in the sheet has the key of the row it was copied from.
    assert_eq!(outcome(&[(one, "619999110007|城关吕氏商店|吕伟|城关镇人民路1号|"), (one, right)]).0, 1);
    // Sorted without the hidden column: the number says which shop a row is of.
    assert_eq!(outcome(&[(two, "619999110007|城关吕氏商店|吕伟|城关镇解放路9号|")]), (0, 1, 0));
    assert_eq!(outcome(&[(one, "619999110208|新开的店|别人|别处1号|")]), (0, 0, 1), "another shop over this one");
    assert_eq!(outcome(&[("不是编号", right)]), (1, 0, 0));

    let plan = desk
        .plan(Noun::Retailer, &desk.exported("换证.xlsx", heads, &[(one, &format!("{right}2029-01-01|2033-12-31"))]));
    assert_eq!(plan.counts.refused, 1);
    assert!(plan.findings.iter().any(|it| it.code == "renewed_in_sheet"), "{:?}", plan.findings);
}

#[test]
fn a_name_put_right_in_an_exported_sheet_is_the_same_person_and_another_person_is_not() {
    let mut desk = Desk::new();
    let heads = "姓名|身份证号";
    desk.take(Noun::Staff, &desk.ledger("人.xlsx", heads, &["王建囯|610522199001010017"]));
    let people = desk.archive.record_list(Noun::Staff, &crate::record::Query::default(), 0, 50).unwrap().rows;
    let key = people.iter().find(|row| row.title == "王建囯").unwrap().id.clone();
    let outcome = |row: &str| {
        let plan = desk.plan(Noun::Staff, &desk.exported("改.xlsx", heads, &[(&key, row)]));
        (plan.counts.new, plan.counts.changed, plan.counts.refused)
    };
    assert_eq!(outcome("王建国|610522199001010017"), (0, 1, 0));
    assert_eq!(outcome("张三丰|610522198001010010"), (0, 0, 1));
}

#[test]
fn a_ledger_of_vendors_is_read_as_clerks_keep_it_and_earlier_measures_stay() {
    let mut desk = Desk::new();
    let header = "序号|无证经营户|地址|发现时间|业态|发现方式|处理措施|取缔时间|联合部门|结果|备注";
    let first = [
        "1|段兰|港口镇西街7号|2026.3.2|食杂店|群众段某某举报|告诫|2026.3.3||写了保证书|",
        "2|朱文|太要镇1号|20260305||摸底|/|/|/|/|",
    ];
    let plan = desk.plan(Noun::Vendor, &desk.ledger("无证户台账.xlsx", header, &first));
    assert_eq!((plan.counts.new, plan.counts.refused), (2, 0), "{:?}", plan.findings);
    desk.archive.import_apply(&plan, &Watch::none()).unwrap();
    let again = desk.plan(Noun::Vendor, &desk.ledger("无证户台账.xlsx", header, &first));
    assert_eq!(again.counts.same, 2, "{:?}", again.rows);
    let later = [
        "1|段兰|港口镇西街7号|2026.3.2|食杂店|举报|联合取缔|2026.4.1|公安、市场监管|不再经营|",
        "2|朱文|太要镇1号|20260305||摸底|取缔|2026.3.1|||",
    ];
    let plan = desk.plan(Noun::Vendor, &desk.ledger("无证户台账.xlsx", header, &later));
    assert_eq!((plan.counts.changed, plan.counts.refused), (1, 1), "{:?}", plan.findings);
    assert!(plan.findings.iter().any(|it| it.column == "取缔时间" && it.code == "dates_out_of_order"));
    desk.archive.import_apply(&plan, &Watch::none()).unwrap();
    let it = desk.archive.vendor_by_name("段兰").unwrap();
    let done: Vec<_> = it.measures.iter().map(|it| (it.kind.title(), it.on.to_string())).collect();
    assert_eq!(done, [("告诫", "2026-03-03".to_owned()), ("取缔", "2026-04-01".to_owned())]);
    assert_eq!(it.state.title(), "已取缔");
    assert!(!serde_json::to_string(&it).unwrap().contains("段某某"), "who reported is let go");
}

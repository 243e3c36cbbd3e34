//! What is written reads back the same.

use proptest::prelude::*;
use yihu_domain::{Noun, indicator::Indicator};

use super::{
    super::{
        Finding,
        ledger::fields,
        write::{self, OutColumn, Section},
    },
    C::*,
    *,
};

/// Text as a record may hold it: rare characters, leading zeros, breaks, what looks like a formula or a number.
fn any_text() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "=cmd|'/C calc'!A0",
        "+1",
        "-1",
        "@SUM(A1)",
        "000123",
        "1E5",
        "619999195907091859",
        "𠮷野家·㛃䶮",
        "第一行\n第二行",
        "_x000D_",
        "_x0041_甲",
        "<b>&amp;\"'",
        "  两端空格 ",
        "１２３",
        "2026-05-21",
        "true",
        "\u{200B}零宽",
        "甲\t乙",
        "]]>",
        "😀烟",
    ]);
    prop_oneof![odd.prop_map(str::to_owned), "\\PC{1,20}", "[一-龥𠀀-𠂀 a-z0-9=+@\\-]{1,12}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back_the_same(rows in prop::collection::vec(prop::collection::vec(any_text(), 4), 1..6)) {
        let columns: Vec<OutColumn> = ["许可证号", "企业（字号）名称", "负责人", "备注"]
            .map(|title| OutColumn { title: title.to_owned(), number: false }).into();
        let keyed = rows.iter().enumerate().map(|(n, row)| (format!("id-{n}"), row.clone()));
        let file = bytes_file("出.xlsx", &write::ledger("零售户台账", &columns, keyed).unwrap());
        let workbook = read::open(&file.path).unwrap();
        let read: Vec<Vec<String>> = workbook.sheets[0].rows[2..].iter()
            .map(|row| (0..4).map(|c| row.text(c).to_owned()).collect()).collect();
        // A cell of blanks only is an empty cell.
        let written: Vec<Vec<String>> = rows.iter()
            .map(|row| row.iter().map(|t| if t.trim().is_empty() { String::new() } else { t.clone() }).collect()).collect();
        prop_assert_eq!(read, written);
    }
}

#[test]
fn an_exported_ledger_can_be_imported() {
    for noun in [
        Noun::Retailer,
        Noun::Vendor,
        Noun::Inspection,
        Noun::Diary,
        Noun::Campaign,
        Noun::Case,
        Noun::Hotline,
        Noun::Training,
        Noun::Staff,
    ] {
        let known: Vec<_> = fields(noun).iter().filter(|f| f.name != "attendance").collect();
        let columns: Vec<OutColumn> =
            known.iter().map(|f| OutColumn { title: f.title.to_owned(), number: !f.identifier }).collect();
        let row: Vec<String> = (0..known.len()).map(|n| format!("0{n}")).collect();
        let rows = [("id-1".to_owned(), row.clone()), ("id-2".to_owned(), row.clone())];
        let file = bytes_file("出.xlsx", &write::ledger(&format!("{}台账", noun.title()), &columns, rows).unwrap());
        let ledger = find(&file, noun).unwrap();
        assert_eq!(ledger.rows.len(), 2, "{noun}");
        assert_eq!(ledger.rows[0].key.as_deref(), Some("id-1"));
        for (field, text) in known.iter().zip(&row) {
            assert_eq!(value(&ledger, 1, field.name), text, "{noun} {}", field.name);
        }
    }
}

#[test]
fn numbers_are_written_as_numbers_only_where_they_look_the_same() {
    let columns = [OutColumn { title: "案值".to_owned(), number: true }];
    let rows = ["4025", "4025.50", "007", "1e5", "", "2.5万元"].map(|t| (String::new(), vec![t.to_owned()]));
    let file = bytes_file("出.xlsx", &write::ledger("案", &columns, rows).unwrap());
    let workbook = read::open(&file.path).unwrap();
    let cells: Vec<(&str, bool)> = workbook.sheets[0].rows[2..]
        .iter()
        .filter_map(|r| r.cell(0))
        .map(|c| (c.text.as_str(), c.stored != read::Stored::Text))
        .collect();
    assert_eq!(cells, [("4025", true), ("4025.50", false), ("007", false), ("1e5", false), ("2.5万元", false)]);
}

#[test]
fn the_same_records_make_the_same_bytes() {
    let columns = [OutColumn { title: "姓名".to_owned(), number: false }];
    let make = || write::ledger("人员", &columns, [("1".to_owned(), vec!["段兰".to_owned()])]).unwrap();
    assert_eq!(make(), make());
}

#[test]
fn the_months_figures_have_their_sheets() {
    let indicator = Indicator {
        code: "I6".into(),
        name: "培训达标率".into(),
        numerator: 1,
        denominator: Some(6),
        value: "16.67%".into(),
        target: "100%".into(),
        ok: Some(false),
        formula: "达标人数÷应训人数".into(),
        span: "2026-10".into(),
    };
    let sections = [
        Section { title: "发现的问题".into(), columns: vec!["编号".into()], rows: vec![vec!["=1+1".into()]] },
        Section { title: "发现的问题".into(), columns: vec!["编号".into()], rows: vec![] },
    ];
    let file = bytes_file("月.xlsx", &write::selfcheck("2026年10月自查指标", &[indicator], &sections).unwrap());
    let workbook = read::open(&file.path).unwrap();
    let names: Vec<&str> = workbook.sheets.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["指标表", "发现的问题", "发现的问题（2）"]);
    let row = &workbook.sheets[0].rows[2];
    assert_eq!((row.text(2), row.text(3), row.text(4), row.text(6)), ("1", "6", "16.67%", "未达标"));
    assert_eq!(workbook.sheets[1].rows[2].text(0), "=1+1");
}

/// A ledger with everything that an error file must keep, and its two bad rows.
fn ledger_with_errors() -> File {
    file(|w| {
        let sheet = w.add_worksheet().set_name("零售户").unwrap();
        let f = Format::new();
        sheet.merge_range(0, 0, 0, 8, "某县零售户台账", &f).unwrap();
        text_rows(sheet, 1, &["填报单位：某县局"]);
        for (column, title) in [(0, "序号"), (1, "许可证号"), (2, "企业名称"), (3, "乡镇"), (8, "内部编号")]
        {
            sheet.merge_range(2, column, 3, column, title, &f).unwrap();
        }
        sheet.merge_range(2, 4, 2, 5, "经营者", &f).unwrap();
        sheet.merge_range(2, 6, 2, 7, "许可证", &f).unwrap();
        text_rows(sheet, 3, &["||||姓名|身份证号|发证日期|有效期止"]);
        let rows: [&[C<'_>]; 3] = [
            &[
                N(1.0),
                T("619999110001"),
                T("一店"),
                T(""),
                T("赵"),
                T("619999195907091859"),
                D(46_076.0),
                D(47_902.0),
                T("A1"),
            ],
            &[
                N(2.0),
                N(619_999_110_002.0),
                T("=二店"),
                T(""),
                T("钱"),
                N(619_999_195_907_091_859.0),
                N(46_076.0),
                T("20310101"),
                T("A2"),
            ],
            &[N(3.0), T("0619999110"), T("三店"), T(""), T("孙"), T(""), T("2026.3.1"), T("2025.3.1"), N(7.5)],
        ];
        fill(sheet, 4, &rows);
        sheet.merge_range(4, 3, 6, 3, "城关镇", &f).unwrap();
        text_rows(sheet, 7, &["合计||3户"]);
        sheet.set_row_hidden(6).unwrap();
    })
}

fn findings() -> Vec<Finding> {
    let finding =
        |row, column: &str, message: &str| Finding { row, column: column.to_owned(), message: message.to_owned() };
    vec![
        finding(6, "经营者/身份证号", "末位已丢失"),
        finding(7, "许可证号", "不是12位"),
        finding(7, "许可证/有效期止", "早于发证日期"),
    ]
}

#[test]
fn refused_rows_come_back_in_the_ledgers_own_shape() {
    let file = ledger_with_errors();
    let ledger = find(&file, Noun::Retailer).unwrap();
    let back = bytes_file("错误.xlsx", &write::errors(&file.path, &ledger, &findings()).unwrap());
    let again = find(&back, Noun::Retailer).unwrap();
    assert_eq!((again.sheet.as_str(), again.header_row), ("零售户", 4));
    assert_eq!(again.rows.len(), 2);
    assert_eq!(again.columns.len(), ledger.columns.len() + 1);
    assert_eq!(again.columns.last().unwrap().header, "错误信息");
    assert_eq!(again.columns.last().unwrap().field, None);
    for (old, new) in ledger.columns.iter().zip(&again.columns) {
        assert_eq!(old, new);
    }
    for (old, new) in ledger.rows[1..].iter().zip(&again.rows) {
        assert_eq!(old.values, new.values);
    }
    let workbook = read::open(&back.path).unwrap();
    let rows = &workbook.sheets[0].rows;
    assert_eq!(rows[0].text(0), "某县零售户台账");
    assert_eq!(rows[4].text(5), "619999195907091???");
    assert_eq!((rows[4].text(2), rows[4].text(3)), ("=二店", "城关镇"));
    assert_eq!(rows[5].text(9), "许可证号：不是12位\n许可证/有效期止：早于发证日期");
    assert!(!rows[5].hidden);
}

#[test]
fn lost_digits_in_an_error_file_are_refused_until_they_are_mended() {
    let file = ledger_with_errors();
    let ledger = find(&file, Noun::Retailer).unwrap();
    let back = bytes_file("错误.xlsx", &write::errors(&file.path, &ledger, &findings()).unwrap());
    let again = find(&back, Noun::Retailer).unwrap();
    assert_eq!(again.rows[0].problems[0].code, "id_as_number");
    // A second round finds 错误信息 where it was.
    let findings = [Finding {
        row: again.rows[0].row, column: "经营者/身份证号".into(), message: "末位已丢失".into()
    }];
    let third = bytes_file("错误2.xlsx", &write::errors(&back.path, &again, &findings).unwrap());
    let third = find(&third, Noun::Retailer).unwrap();
    assert_eq!(third.columns, again.columns);
    assert_eq!(third.rows.len(), 1);
}

#[test]
fn a_mended_row_is_taken_when_it_is_imported_again() {
    let file = text_sheet(&["某县台账", RETAILERS, "61999911000|一店|赵|一路", RETAILER]);
    let ledger = find(&file, Noun::Retailer).unwrap();
    let findings = [Finding { row: 3, column: "许可证号".into(), message: "不是12位".into() }];
    let back = bytes_file("错误.xlsx", &write::errors(&file.path, &ledger, &findings).unwrap());
    // The clerk mends the cell and saves: the same cells, one changed.
    let workbook = read::open(&back.path).unwrap();
    let mended = super::file(|w| {
        let sheet = w.add_worksheet().set_name("零售户").unwrap();
        for row in &workbook.sheets[0].rows {
            for cell in &row.cells {
                let text = if cell.text == "61999911000" { "619999110001" } else { &cell.text };
                sheet.write_string(row.number - 1, u16::try_from(cell.column).unwrap(), text).unwrap();
            }
        }
    });
    let again = find(&mended, Noun::Retailer).unwrap();
    assert_eq!(again.rows.len(), 1);
    assert_eq!(value(&again, 0, "licence_no"), "619999110001");
    assert_eq!(value(&again, 0, "address"), "一路");
}

#[test]
fn an_error_file_of_a_ledger_changed_meanwhile_is_refused() {
    let file = text_sheet(&[RETAILERS, RETAILER]);
    let ledger = find(&file, Noun::Retailer).unwrap();
    let findings = [Finding { row: 99, column: String::new(), message: "某".into() }];
    let error = write::errors(&file.path, &ledger, &findings).unwrap_err();
    assert_eq!(error.kind, yihu_domain::Kind::Conflict);
}

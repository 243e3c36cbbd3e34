//! Rows are read as a clerk means them: totals and notes skipped, lost digits told.

use rust_xlsxwriter::Formula;
use yihu_domain::Noun;

use super::{C::*, *};

#[test]
fn titles_totals_notes_and_headers_printed_again_are_no_records() {
    let file = file(|w| {
        let sheet = w.add_worksheet();
        let f = Format::new();
        sheet.merge_range(0, 0, 0, 4, "某县卷烟零售户台账", &f).unwrap();
        text_rows(sheet, 1, &["填报单位：某县局|||填报人：某"]);
        text_rows(
            sheet,
            2,
            &[
                "序号|许可证号|企业名称|负责人|经营地址",
                "甲|1|2|3|4",
                "例|619999110000|某商店|某某|某路",
                "1|619999110001|一店|赵|一路",
            ],
        );
        sheet.merge_range(6, 0, 6, 4, "一、城关镇", &f).unwrap();
        text_rows(
            sheet,
            7,
            &[
                "2|619999110002|二店|钱|二路",
                "",
                "3|619999110003|三店|孙|三路",
                "城关镇小计|||3户",
                "序号|许可证号|企业名称|负责人|经营地址",
                "4|619999110004|合计便利店|李|四路",
                "5",
                "|合计|4户",
                "合  计：|4",
                "注：本表由专卖股按月更新。",
                "填表人：某某||审核人：某某",
                "※请勿合并单元格",
            ],
        );
        sheet
            .write_string(
                20,
                0,
                "本表一户一行，不得合并单元格，身份证号码必须为文本格式，到期日期填写许可证正本上的日期，不得空缺。",
            )
            .unwrap();
    });
    let ledger = find(&file, Noun::Retailer).unwrap();
    assert_eq!(ledger.header_row, 3);
    let names: Vec<&str> = (0..ledger.rows.len()).map(|r| value(&ledger, r, "trade_name")).collect();
    assert_eq!(names, ["一店", "二店", "三店", "合计便利店"]);
    assert_eq!(row_numbers(&ledger), [6, 8, 10, 13]);
}

#[test]
fn a_row_with_gaps_is_a_record_still() {
    let file = text_sheet(&[RETAILERS, RETAILER, "|无号店|周|五路", "619999110006", "||吴|", "备注店|合计|郑|六路"]);
    let ledger = find(&file, Noun::Retailer).unwrap();
    assert_eq!(row_numbers(&ledger), [2, 3, 4, 5]);
    assert_eq!(value(&ledger, 1, "licence_no"), "");
}

#[test]
fn hidden_rows_are_records_and_are_told() {
    let file = file(|w| {
        let sheet = w.add_worksheet();
        text_rows(sheet, 0, &[RETAILERS, RETAILER, "619999110008|二店|钱|二路"]);
        sheet.set_row_hidden(2).unwrap();
        sheet.set_column_hidden(3).unwrap();
    });
    let ledger = find(&file, Noun::Retailer).unwrap();
    assert_eq!(value(&ledger, 1, "address"), "二路");
    assert!(ledger.notes.iter().any(|n| n.contains("1行是隐藏")), "{:?}", ledger.notes);
}

#[test]
fn numbers_days_and_times_come_as_the_domain_reads_them() {
    let headers = texts("案件编号|案由|当事人|许可证号|案发日期|立案日期|涉案卷烟（条）|案值（元）|备注");
    let file = one_sheet(&[
        &headers,
        &[
            T("潼烟立〔2026〕1号"),
            T("无证"),
            T("某"),
            N(619_999_110_007.0),
            N(46_158.0),
            D(46_163.0),
            N(700.2),
            N(4025.0),
            N(0.1 + 0.2),
        ],
        &[
            T("潼烟立〔2026〕2号"),
            T("无证"),
            T("某"),
            T("６１９９９９１１０００７"),
            T("2026年5月21日"),
            At(46_163.5),
            T("14条3包"),
            T("1,234.5"),
            T(" "),
        ],
    ]);
    let ledger = find(&file, Noun::Case).unwrap();
    let row = |at: usize| {
        ["licence_no", "occurred_on", "filed_on", "sticks", "value", "remark"].map(|f| value(&ledger, at, f))
    };
    assert_eq!(row(0), ["619999110007", "2026-05-16", "2026-05-21", "700.2条", "4025", "0.3"]);
    assert_eq!(row(1), ["６１９９９９１１０００７", "2026年5月21日", "2026-05-21", "14条3包", "1234.5", ""]);
}

#[test]
fn a_day_and_a_time_in_two_columns_make_one_instant() {
    let headers = texts("受理日期|受理时间|类别|内容");
    let file = one_sheet(&[
        &headers,
        &[D(46_163.0), At(0.198_611_111), T("举报"), T("一")],
        &[T("2026.5.21"), T("9:05"), T("举报"), T("二")],
        &[At(46_163.198_611_111), T(""), T("举报"), T("三")],
        &[T("2026.04.29 19:32"), T("19:32"), T("举报"), T("四")],
    ]);
    let ledger = find(&file, Noun::Hotline).unwrap();
    let at: Vec<&str> = (0..4).map(|r| value(&ledger, r, "received_at")).collect();
    assert_eq!(at, ["2026-05-21 04:46", "2026.5.21 9:05", "2026-05-21 04:46", "2026.04.29 19:32"]);
}

#[test]
fn an_identifier_stored_as_a_number_is_refused_not_repaired() {
    let headers = texts("许可证号|企业名称|负责人|身份证号码|经营地址");
    let file = one_sheet(&[
        &headers,
        &[T("619999110001"), T("一店"), T("赵"), N(619_999_195_907_091_859.0), T("一路")],
        &[T("619999110002"), T("二店"), T("钱"), T("6.19999E+17"), T("二路")],
        &[N(619_999_110_003.0), T("三店"), T("孙"), N(619_999_590_709_185.0), T("三路")],
    ]);
    let ledger = find(&file, Noun::Retailer).unwrap();
    for row in 0..2 {
        let [problem] = &ledger.rows[row].problems[..] else { panic!("{:?}", ledger.rows[row]) };
        assert_eq!((problem.column.as_str(), problem.code), ("身份证号码", "id_as_number"));
        assert!(problem.message.contains("末位已丢失") && problem.message.contains("文本"), "{}", problem.message);
        assert_eq!(value(&ledger, row, "owner_id_number"), "");
    }
    assert!(ledger.rows[2].problems.is_empty());
    assert_eq!(value(&ledger, 2, "licence_no"), "619999110003");
    assert_eq!(value(&ledger, 2, "owner_id_number"), "619999590709185");
}

#[test]
fn formulas_give_their_value_and_errors_are_told() {
    let file = file(|w| {
        let sheet = w.add_worksheet();
        text_rows(sheet, 0, &[RETAILERS, "619999110001||赵|一路", "619999110002||钱|#N/A", "619999110003||孙|三路"]);
        sheet.write_formula(1, 1, Formula::new("=\"一\"&\"店\"").set_result("一店")).unwrap();
        sheet.write_formula(2, 1, Formula::new("=\"二\"&\"店\"").set_result("二店")).unwrap();
        sheet.write_formula(3, 1, Formula::new("=VLOOKUP(A4,Z:Z,1,0)").set_result("#REF!")).unwrap();
    });
    let ledger = find(&file, Noun::Retailer).unwrap();
    assert_eq!(value(&ledger, 0, "trade_name"), "一店");
    for (row, column) in [(1, "经营地址"), (2, "企业名称")] {
        let [problem] = &ledger.rows[row].problems[..] else { panic!("{:?}", ledger.rows[row]) };
        assert_eq!((problem.column.as_str(), problem.code), (column, "cell_error"));
    }
}

#[test]
fn merged_cells_and_ditto_signs_say_what_stands_above() {
    let file = file(|w| {
        let sheet = w.add_worksheet();
        let f = Format::new();
        let rows = [
            "许可证号|企业名称|负责人|经营地址|乡镇|市场类型",
            "619999110001|一店|赵|一路||城镇",
            "619999110002|二店|钱|二路||〃",
            "|三店|孙|三路||同上",
            "619999110004|四店|李|四路||",
        ];
        text_rows(sheet, 0, &rows);
        sheet.merge_range(1, 4, 4, 4, "城关镇", &f).unwrap();
        sheet.merge_range(2, 0, 3, 0, "619999110002", &f).unwrap();
    });
    let ledger = find(&file, Noun::Retailer).unwrap();
    let all = |field: &str| (0..4).map(|r| value(&ledger, r, field)).collect::<Vec<_>>();
    assert_eq!(all("town"), ["城关镇"; 4]);
    assert_eq!(all("market"), ["城镇", "城镇", "城镇", ""]);
    let [problem] = &ledger.rows[2].problems[..] else { panic!("{:?}", ledger.rows[2]) };
    assert_eq!((problem.field, problem.code), ("licence_no", "merged_cell"));
}

#[test]
fn several_columns_of_one_field_complete_each_other() {
    let file = text_sheet(&[
        "案件编号|案由|当事人|主办人|协办人|备注|备注说明",
        "潼烟立〔2026〕1号|无证|某|雷云秀|侯强平|甲|乙",
        "潼烟立〔2026〕2号|无证|某|朱文||丙|",
    ]);
    let ledger = find(&file, Noun::Case).unwrap();
    assert_eq!(value(&ledger, 0, "officers"), "雷云秀、侯强平");
    assert_eq!(value(&ledger, 0, "remark"), "甲；乙");
    assert_eq!(value(&ledger, 1, "officers"), "朱文");
    let phones =
        text_sheet(&["许可证号|企业名称|负责人|经营地址|手机|固定电话", "619999110001|一店|赵|一路||0913-1234567"]);
    assert_eq!(value(&find(&phones, Noun::Retailer).unwrap(), 0, "phone"), "0913-1234567");
}

#[test]
fn one_cell_may_fill_two_fields() {
    let file = text_sheet(&[
        "许可证号|企业名称|负责人|经营地址|有效期限|营业执照号",
        "619999110001|一店|赵|一路|2021年3月1日至2026年2月28日|610500600012345",
        "619999110002|二店|钱|二路|2026.2.28|92619999MA699G690C",
    ]);
    let ledger = find(&file, Noun::Retailer).unwrap();
    assert_eq!((value(&ledger, 0, "valid_from"), value(&ledger, 0, "valid_to")), ("2021年3月1日", "2026年2月28日"));
    assert_eq!((value(&ledger, 0, "uscc"), value(&ledger, 0, "business_registration_no")), ("", "610500600012345"));
    assert_eq!((value(&ledger, 1, "valid_from"), value(&ledger, 1, "valid_to")), ("", "2026.2.28"));
    assert_eq!(value(&ledger, 1, "uscc"), "92619999MA699G690C");
}

#[test]
fn people_are_columns_of_the_sign_in_sheet() {
    let file = one_sheet(&[
        &texts("2026年专卖人员培训登记表"),
        &texts("日期|培训内容|课时|段兰|黄 平超|熊㛃|雷云秀|考核结果|实到人数|合计"),
        &[T("2026.3.17"), T("案卷"), N(2.0), T("√"), N(1.5), T(""), T("请假"), T("合格"), N(2.0), N(3.5)],
        &[T("2026.3.18"), T("法规"), N(1.0), T(""), T("√"), T(""), T("√"), T("合格"), N(2.0), N(2.0)],
        &texts("合计||3"),
    ]);
    let ledger = find(&file, Noun::Training).unwrap();
    let names: Vec<&str> = ledger.people.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["段兰", "黄平超", "熊㛃", "雷云秀"]);
    let marks = |row: usize| ledger.rows[row].marks.iter().map(|(n, m)| format!("{n}{m}")).collect::<Vec<_>>();
    assert_eq!(marks(0), ["段兰√", "黄平超1.5", "雷云秀请假"]);
    assert_eq!(marks(1), ["黄平超√", "雷云秀√"]);
    assert_eq!(value(&ledger, 0, "total"), "3.5");
    assert_eq!(ledger.rows.len(), 2);
}

#[test]
fn people_may_stand_under_a_common_header() {
    let file = file(|w| {
        let sheet = w.add_worksheet();
        for (column, title) in [(0, "培训时间"), (1, "培训内容"), (2, "学时")] {
            sheet.merge_range(0, column, 1, column, title, &Format::new()).unwrap();
        }
        sheet.merge_range(0, 3, 0, 5, "参训人员", &Format::new()).unwrap();
        text_rows(sheet, 1, &["|||段兰|黄平超|第三人姓"]);
        fill(sheet, 2, &[&[T("2026.3.17"), T("案卷"), N(2.0), T("√"), T("√")]]);
    });
    let ledger = find(&file, Noun::Training).unwrap();
    assert_eq!(ledger.people.len(), 3, "{:?}", ledger.people);
    assert_eq!(ledger.rows[0].marks.len(), 2);
}

#[test]
fn names_in_one_column_attended_the_whole_session() {
    let file = text_sheet(&["日期|培训内容|课时|参训人员", "2026.3.17|案卷|2|段兰、黄平超、雷云秀"]);
    let ledger = find(&file, Noun::Training).unwrap();
    let marks: Vec<(&str, &str)> = ledger.rows[0].marks.iter().map(|(n, m)| (n.as_str(), m.as_str())).collect();
    assert_eq!(marks, [("段兰", "√"), ("黄平超", "√"), ("雷云秀", "√")]);
    assert!(!ledger.rows[0].values.contains_key("attendance"));
}

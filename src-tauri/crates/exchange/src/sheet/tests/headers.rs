//! Headers as other bureaus write them are found, and their columns known.

use yihu_domain::Noun;

use super::*;

/// Headers → the fields they mean (`-` = none), as ledgers of other bureaus have them.
const VARIANTS: [(Noun, &str, &str); 21] = [
    (
        Noun::Retailer,
        "序号|许可证号|企业名称(字号)|经营者|身份证号|统一社会信用代码|经营地址|联系电话|业态|企业类型|许可范围|有效期起|有效期止|状态|分类|备注",
        "-|licence_no|trade_name|owner_name|owner_id_number|uscc|address|phone|format|holder_type|scope|valid_from|valid_to|state|class|remark",
    ),
    (
        Noun::Retailer,
        "客户编码|许可证\n号码|店 名|经营者姓名|经营者身份证号码|营业执照号码|店址|所属乡镇（街道）|村(社区)|联系方式|经营业态|城乡类型|发证时间|有效期限|监管类别|许可证状态|特殊群体类型",
        "upstream_no|licence_no|trade_name|owner_name|owner_id_number|uscc|address|town|village|phone|format|market|issued_on|valid_to|class|state|special_care",
    ),
    (
        Noun::Retailer,
        "到期日期|电话|地址|业主|户名|烟草证号",
        "valid_to|phone|address|owner_name|trade_name|licence_no",
    ),
    (
        Noun::Retailer,
        "＊专卖证号|＊商户名称|＊法人代表|证件号码|＊经营场所|手机号码|截止时间|片区",
        "licence_no|trade_name|owner_name|owner_id_number|address|phone|valid_to|town",
    ),
    (
        Noun::Retailer,
        "1.烟草专卖零售许可证号（12位）|2.零售户名称|3.负责人（经营者）|4.居民身份证号码|5.经营地址|6.联系电话（手机）|原许可证号|负责人性别",
        "licence_no|trade_name|owner_name|owner_id_number|address|phone|-|-",
    ),
    (
        Noun::Retailer,
        "证号|客户名称|客户姓名|身份证|地址|手机|固定电话|市场类别|经济性质|营业状态|说明",
        "licence_no|trade_name|owner_name|owner_id_number|address|phone|phone|market|holder_type|state|remark",
    ),
    (
        Noun::Case,
        "序号|立案编号|案由|当事人|许可证号|案发时间|立案日期|涉案品种数|数量(条)|案值(元)|处罚决定书文号|决定日期|罚款(元)|没收(元)|送达日期|执行情况|结案日期|移送情况|承办人|归档号",
        "-|case_no|cause|party_name|licence_no|occurred_on|filed_on|-|sticks|value|decision_no|decided_on|fine|-|served_on|-|closed_on|transferred_to|officers|-",
    ),
    (
        Noun::Case,
        "案号|违法行为|违法人|查获时间|立案时间|涉案数量（支）|涉案金额（万元）|处罚时间|罚款金额|没收数量（支）|结案时间|主办人|协办人|案件来源|适用程序",
        "case_no|cause|party_name|occurred_on|filed_on|sticks|value|decided_on|fine|seized_sticks|closed_on|officers|officers|source|procedure",
    ),
    (
        Noun::Case,
        "编号|案件性质|当事人姓名（名称）|身份证号码|住址|查获卷烟条数|案值万元|行政处罚决定书文号|是否移送|移送时间|行政复议|行政诉讼|简要案情|归档时间|办案人员",
        "case_no|cause|party_name|party_id_number|party_address|sticks|value|decision_no|transferred_to|transferred_on|reviewed|sued|facts|archived_on|officers",
    ),
    (
        Noun::Case,
        "立案号|违法事由|被处罚人|烟草专卖零售许可证号|发案日期|调查终结时间|处罚决定日期|查获数量/条|货值金额|罚款|执法人员",
        "case_no|cause|party_name|licence_no|occurred_on|investigated_on|decided_on|sticks|value|fine|officers",
    ),
    (
        Noun::Hotline,
        "序号|工单号|来源|受理时间|类别|反映人(可匿名)|联系方式|被反映对象|地址|内容摘要|承办人|派单时间|应办结|办结时间|处理结果|反馈情况|关联案号",
        "-|upstream_no|channel|received_at|category|informant_name|informant_phone|target_name|target_address|content|handler|dispatched_at|due_on|closed_on|result|feedback|-",
    ),
    (
        Noun::Hotline,
        "受理编号|来电时间|诉求类型|举报人|举报人联系电话|被举报人|被举报人地址|举报内容|核查情况|完成时间|是否反馈|经办人",
        "upstream_no|received_at|category|informant_name|informant_phone|target_name|target_address|content|result|closed_on|feedback|handler",
    ),
    (
        Noun::Hotline,
        "受理日期|受理时间|受理渠道|来电人姓名|来电号码|业务类型|反映内容|被举报户名|承办部门|处理情况|回复情况",
        "received_at|received_at|channel|informant_name|informant_phone|category|content|target_name|handler|result|feedback",
    ),
    (
        Noun::Hotline,
        "日期|性质|姓名|电话|内容|被举报人电话|受理人|办理结果",
        "received_at|category|informant_name|informant_phone|content|-|-|result",
    ),
    (
        Noun::Training,
        "序号|日期|内容|形式|课时|讲课人|地点|应到|实到|参训人员|人次课时合计|附件(签到/课件/照片)",
        "-|held_on|topic|mode|hours|lecturer|place|-|-|attendance|total|-",
    ),
    (
        Noun::Training,
        "培训时间|培训主题|培训方式|主讲人|学时|参加人员|备注",
        "held_on|topic|mode|lecturer|hours|attendance|remark",
    ),
    (
        Noun::Training,
        "培训日期|课程名称|授课老师|培训地点|培训时长（小时）|段兰|黄平超|合计学时",
        "held_on|topic|lecturer|place|hours|-|-|total",
    ),
    (Noun::Training, "时 间|题 目|课时数|参培人员", "held_on|topic|hours|attendance"),
    (
        Noun::Staff,
        "序号|姓名|性别|身份证号码|科室|职务|手机号码|行政执法证号|烟草专卖检查证号|证件有效期|到岗时间|在岗状态|备注",
        "-|full_name|-|id_number|department|post|mobile|law_certificate_no|inspection_certificate_no|certificate_valid_to|joined_on|state|remark",
    ),
    (
        Noun::Staff,
        "人员姓名|所在部门|岗位|执法证号码|检查证编号|是否专职内管|联系电话",
        "full_name|department|post|law_certificate_no|inspection_certificate_no|internal_full_time|mobile",
    ),
    (Noun::Staff, "执法人员姓名|所属中队|参加工作时间", "full_name|department|joined_on"),
];

fn named(ledger: &Ledger) -> String {
    ledger.columns.iter().map(|c| c.field.unwrap_or("-")).collect::<Vec<_>>().join("|")
}

#[test]
fn headers_of_other_bureaus_are_understood() {
    for (noun, headers, expected) in VARIANTS {
        let values: Vec<&str> = headers.split('|').map(|_| "某").collect();
        let ledger = find(&text_sheet(&["某县烟草专卖局台账", headers, &values.join("|")]), noun)
            .unwrap_or_else(|e| panic!("{headers}: {e}"));
        assert_eq!(named(&ledger), expected, "{headers}");
        assert_eq!(ledger.header_row, 2);
    }
}

#[test]
fn columns_may_stand_in_any_order() {
    for (noun, headers, expected) in VARIANTS {
        let turn = |line: &str| line.split('|').rev().collect::<Vec<_>>().join("|");
        let values: Vec<&str> = headers.split('|').map(|_| "某").collect();
        let ledger = find(&text_sheet(&[&turn(headers), &values.join("|")]), noun).unwrap();
        assert_eq!(named(&ledger), turn(expected), "{headers}");
    }
}

#[test]
fn who_reported_never_lands_in_a_field_that_leaves() {
    for header in [
        "举报人",
        "举报人姓名",
        "来电人",
        "反映人",
        "投诉人姓名",
        "来电（访）人",
        "举报（投诉）人",
        "举报/投诉人",
        "信访人",
        "诉求人",
        "举报人电话",
        "来电人手机",
        "来电号码",
        "主叫号码",
        "反映人联系电话",
        "举报人联系方式",
        "举报人身份证号码",
        "举报人地址",
        "举报人住址",
        "来电人单位",
        "举报人微信",
        "线索提供人",
    ] {
        let ledger =
            find(&text_sheet(&[&format!("受理时间|类别|内容|被举报人|{header}"), "某|举报|某|某|张三"]), Noun::Hotline)
                .unwrap();
        let field = ledger.columns[4].field;
        assert!(field.is_none_or(|f| f.starts_with("informant_")), "{header} → {field:?}");
    }
}

#[test]
fn a_header_of_two_merged_rows_is_joined() {
    let file = file(|w| {
        let sheet = w.add_worksheet();
        let f = Format::new();
        sheet.merge_range(0, 0, 0, 11, "2026年案件台账", &f).unwrap();
        for (column, title) in [(0, "序号"), (1, "立案编号"), (2, "案由"), (6, "立案日期"), (11, "承办人")]
        {
            sheet.merge_range(1, column, 2, column, title, &f).unwrap();
        }
        sheet.merge_range(1, 3, 1, 5, "当事人", &f).unwrap();
        sheet.merge_range(1, 7, 1, 8, "涉案卷烟", &f).unwrap();
        sheet.merge_range(1, 9, 1, 10, "处罚决定", &f).unwrap();
        text_rows(sheet, 2, &["|||姓名|身份证号|住址||数量（支）|金额（万元）|日期|文号"]);
        text_rows(
            sheet,
            3,
            &[
                "1|潼烟立〔2026〕第1号|无证经营|仇红磊|619999195907091859|某镇|2026.5.21|3220|0.4025|2026.7.12|潼烟处〔2026〕第1号|甲、乙",
            ],
        );
    });
    let ledger = find(&file, Noun::Case).unwrap();
    assert_eq!((ledger.header_row, ledger.header_depth), (3, 2));
    assert_eq!(
        named(&ledger),
        "-|case_no|cause|party_name|party_id_number|party_address|filed_on|sticks|value|decided_on|decision_no|officers"
    );
    assert_eq!(ledger.header_of("party_name"), "当事人/姓名");
    assert_eq!(value(&ledger, 0, "sticks"), "3220支");
    assert_eq!(value(&ledger, 0, "value"), "4025");
    assert_eq!(row_numbers(&ledger), [4]);
}

#[test]
fn a_header_of_two_rows_without_merged_cells_is_joined() {
    let file = text_sheet(&[
        "零售户台账",
        "许可证信息||||经营者|||备注",
        "号码|店名|有效期起|有效期止|姓名|身份证号|电话",
        "619999110007|城关吕氏商店|2024.1.1|2029.1.1|吕伟|619999195907091859|15450400088|无",
    ]);
    let ledger = find(&file, Noun::Retailer).unwrap();
    assert_eq!(ledger.header_row, 3);
    assert_eq!(value(&ledger, 0, "trade_name"), "城关吕氏商店");
    assert_eq!(value(&ledger, 0, "licence_no"), "619999110007");
    assert_eq!(value(&ledger, 0, "owner_name"), "吕伟");
    assert_eq!(value(&ledger, 0, "valid_to"), "2029.1.1");
}

#[test]
fn a_generic_word_under_another_level_is_not_taken_for_the_records_own() {
    let file = file(|w| {
        let sheet = w.add_worksheet();
        for (column, title) in [(0, "案件编号"), (1, "案由"), (2, "当事人")] {
            sheet.merge_range(0, column, 1, column, title, &Format::new()).unwrap();
        }
        sheet.merge_range(0, 3, 0, 4, "鉴定", &Format::new()).unwrap();
        text_rows(sheet, 1, &["|||日期|机构"]);
        text_rows(sheet, 2, &["潼烟立〔2026〕1号|无证经营|某|2026.1.1|某所"]);
    });
    let ledger = find(&file, Noun::Case).unwrap();
    assert_eq!(named(&ledger), "case_no|cause|party_name|-|-");
}

#[test]
fn units_in_the_title_count_where_the_header_names_none() {
    let file = text_sheet(&[
        "某县案件台账",
        "填报单位：某县烟草专卖局    单位：支、万元",
        "案件编号|案由|当事人|涉案数量|案值|罚款（元）",
        "潼烟立〔2026〕1号|无证|某|3220|0.4025|644",
    ]);
    let ledger = find(&file, Noun::Case).unwrap();
    assert_eq!(value(&ledger, 0, "sticks"), "3220支");
    assert_eq!(value(&ledger, 0, "value"), "4025");
    assert_eq!(value(&ledger, 0, "fine"), "644");
}

#[test]
fn a_mapping_given_by_hand_comes_first() {
    let file = text_sheet(&["许可证号|招牌|东家|经营地址|备注", "619999110007|吕氏商店|吕伟|某路|某"]);
    let refused = find(&file, Noun::Retailer).unwrap_err();
    assert!(refused.message.contains("招牌") && refused.message.contains("--map"), "{}", refused.message);
    assert!(refused.fields.contains_key("trade_name"));
    let mapping = [("招 牌", "trade_name"), ("东家", "负责人"), ("备注", ""), ("没有的列", "phone")];
    let ledger = find_with(&file, Noun::Retailer, None, &mapping).unwrap();
    assert_eq!(named(&ledger), "licence_no|trade_name|owner_name|address|-");
    let unknown = find_with(&file, Noun::Retailer, None, &[("招牌", "shop")]).unwrap_err();
    assert!(unknown.message.contains("shop") && unknown.message.contains("trade_name"), "{}", unknown.message);
}

#[test]
fn the_right_sheet_is_found_among_others() {
    let file = file(|w| {
        text_rows(w.add_worksheet().set_name("封面").unwrap(), 0, &["某县烟草专卖局", "2026年"]);
        text_rows(w.add_worksheet().set_name("汇总").unwrap(), 0, &["乡镇|户数|备注", "城关镇|120|无"]);
        let old = w.add_worksheet().set_name("2025").unwrap();
        text_rows(old, 0, &[RETAILERS, "619999110009|旧店|旧人|旧址"]);
        old.set_hidden(true);
        text_rows(w.add_worksheet().set_name("2026").unwrap(), 3, &[RETAILERS, RETAILER]);
    });
    assert_eq!(find(&file, Noun::Retailer).unwrap().sheet, "2026");
    let named = find_with(&file, Noun::Retailer, Some("2025"), &[]).unwrap();
    assert_eq!(value(&named, 0, "trade_name"), "旧店");
    let absent = find_with(&file, Noun::Retailer, Some("2024"), &[]).unwrap_err();
    assert!(absent.message.contains("2024") && absent.message.contains("汇总"), "{}", absent.message);
}

#[test]
fn a_hidden_sheet_is_taken_when_no_other_has_the_ledger() {
    let file = file(|w| {
        text_rows(w.add_worksheet().set_name("说明").unwrap(), 0, &["本表一户一行。"]);
        let hidden = w.add_worksheet().set_name("数据").unwrap();
        text_rows(hidden, 0, &[RETAILERS, RETAILER]);
        hidden.set_hidden(true);
    });
    assert_eq!(find(&file, Noun::Retailer).unwrap().sheet, "数据");
}

#[test]
fn other_sheets_with_the_same_ledger_are_told() {
    let file = file(|w| {
        for name in ["一季度", "二季度"] {
            text_rows(w.add_worksheet().set_name(name).unwrap(), 0, &[RETAILERS, RETAILER]);
        }
    });
    let ledger = find(&file, Noun::Retailer).unwrap();
    assert_eq!(ledger.sheet, "一季度");
    assert!(ledger.notes.iter().any(|n| n.contains("二季度")), "{:?}", ledger.notes);
}

#[test]
fn the_title_says_the_category_where_no_column_does() {
    let rows = ["受理时间|举报人|举报内容|被举报人", "2026.4.29 19:32|匿名|销售假烟|某店"];
    let ledger = find(&text_sheet(&["12313举报台账", rows[0], rows[1]]), Noun::Hotline).unwrap();
    assert_eq!(value(&ledger, 0, "category"), "举报");
    let both = find(&text_sheet(&["举报投诉台账", rows[0], rows[1]]), Noun::Hotline).unwrap_err();
    assert!(both.fields.contains_key("category"), "{}", both.message);
}

#[test]
fn who_is_reported_is_not_taken_for_who_reported() {
    let file = file(|w| {
        let sheet = w.add_worksheet();
        for (column, title) in [(0, "受理时间"), (1, "类别"), (2, "举报内容")] {
            sheet.merge_range(0, column, 1, column, title, &Format::new()).unwrap();
        }
        sheet.merge_range(0, 3, 0, 4, "被反映一方", &Format::new()).unwrap();
        sheet.merge_range(0, 5, 0, 6, "反映人", &Format::new()).unwrap();
        text_rows(sheet, 1, &["|||姓名|联系电话|姓名|联系电话"]);
        text_rows(sheet, 2, &["2026.5.21 9:00|举报|售假|李某|1|张某|2"]);
    });
    let ledger = find(&file, Noun::Hotline).unwrap();
    assert_eq!(named(&ledger), "received_at|category|content|-|-|informant_name|informant_phone");
}

#[test]
fn a_ledger_may_start_anywhere_on_its_sheet() {
    let file = file(|w| {
        let sheet = w.add_worksheet();
        sheet.write_string(4, 3, "某县卷烟零售户台账").unwrap();
        for (row, line) in [(8, RETAILERS), (10, RETAILER), (14, "619999110008|二店|钱|二路")] {
            for (column, text) in (3_u16..).zip(line.split('|')) {
                sheet.write_string(row, column, text).unwrap();
            }
        }
    });
    let ledger = find(&file, Noun::Retailer).unwrap();
    assert_eq!((ledger.header_row, row_numbers(&ledger)), (9, vec![11, 15]));
    assert_eq!(ledger.columns[0].index, 3);
}

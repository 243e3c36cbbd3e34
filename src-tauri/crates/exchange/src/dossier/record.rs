//! The forms of each record: which fields, in which order, by which name.

use chrono::NaiveDate;
use yihu_domain::{
    case::{Case, ProcedureRule},
    class::Decided,
    day,
    licence::Licence,
    matter::Matter,
    money,
    retailer::{Class, Market, Retailer},
    sticks,
    vendor::Vendor,
};

use super::{HotlineEntry, VendorFile, form::Field};
use crate::page::{
    flow::Flow,
    font::Face,
    line::Style,
    paper::{self, Align},
    table::{Cell, Row, Table},
};

/// 零售户登记表
pub(super) fn retailer(it: &Retailer) -> Vec<Field> {
    vec![
        Field::new("户名", Some(&it.trade_name)).wide(),
        Field::new("负责人", Some(&it.owner_name)),
        Field::new("联系电话", it.phone.as_deref()),
        Field::new("身份证号", it.owner_id_number.as_deref()),
        Field::new("企业类型", it.holder_type.as_deref()),
        Field::new("统一社会信用代码", it.uscc.as_deref()),
        Field::new("旧工商注册号", it.business_registration_no.as_deref()).optional(),
        Field::new("经营地址", Some(&it.address)).wide(),
        Field::new("乡镇（街道）", it.town.as_deref()),
        Field::new("村（社区）", it.village.as_deref()).optional(),
        Field::new("业态", it.format.as_deref()),
        Field::new("市场类型", it.market.map(Market::title)),
        Field::new("分类", it.class.map(Class::title)),
        Field::new("特殊群体", it.special_care.as_deref()).optional(),
        Field::day("分类日期", it.class_on).optional(),
        Field::new("分类决定人", it.class_by.as_deref()).optional(),
        Field::new("分类依据", it.class_reason.as_deref()).optional().words(),
        Field::new("备注", it.remark.as_deref()).optional().words(),
    ]
}

/// 分类沿革: every class with its day, its reason and who decided; nothing where it never had one.
pub(super) fn classes(all: &[Decided], flow: &mut Flow) {
    if all.is_empty() {
        return;
    }
    flow.need(100.0);
    flow.down(12.0);
    flow.text("分类沿革", "", Style::new(Face::Hei, 12.0, 22.0), Align::Left);
    let columns = [("日期", 88.0), ("分类", 84.0), ("依据", 204.0), ("决定人", 72.0)];
    let mut table = Table::with_head(&columns, paper::MEASURE, 9.5, 14.5);
    for it in all {
        let on = day::long(it.on);
        let class = it.class.map_or("取消分类", Class::title);
        let reason = it.reason.as_deref().unwrap_or(super::form::BLANK);
        let said = match (it.kept_from, it.rule) {
            (Some(to), _) => format!("建议列为{}，保持不变：{reason}", to.title()),
            (None, Some(rule)) => format!("{reason}（本局口径：{}）", rule.title()),
            (None, None) => reason.to_owned(),
        };
        table.rows.push(
            Row::new(vec![
                Cell::new(if it.dated { on } else { format!("{on}\n（登记日）") }, "日期").align(Align::Middle),
                Cell::new(class, "分类").align(Align::Middle),
                Cell::new(said, "依据"),
                Cell::new(&it.by, "决定人").align(Align::Middle),
            ])
            .splits(),
        );
    }
    table.place(flow);
}

/// 许可证登记
pub(super) fn licence(it: &Licence, today: NaiveDate) -> Vec<Field> {
    let state = if it.is_expired(today) {
        format!("{}（已过有效期）", it.state.title())
    } else {
        it.state.title().to_owned()
    };
    vec![
        Field::new("许可证号", Some(&it.licence_no)),
        Field::new("状态", Some(state)),
        Field::day("有效期起", it.valid_from),
        Field::day("有效期至", it.valid_to),
        Field::day("发证日期", it.issued_on),
        Field::new("上级系统编号", it.upstream_no.as_deref()).optional(),
        Field::new("许可范围", it.scope.as_deref()).wide(),
        Field::new("供货单位", it.supplier.as_deref()).wide(),
        Field::new("备注", it.remark.as_deref()).optional().words(),
    ]
}

/// 行政处罚案件登记表
pub(super) fn case(it: &Case) -> Vec<Field> {
    let closed = it.closed_on.is_some();
    let until_closed = |field: Field| if closed { field } else { field.optional() };
    let rule = match it.procedure_rule {
        ProcedureRule::Of2010 => "2010年版（工信部令第12号）",
        ProcedureRule::Of2023 => "2023年版",
    };
    vec![
        Field::new("立案编号", Some(it.case_no.to_string())),
        Field::new("适用程序", Some(it.procedure.title())),
        Field::new("案由", Some(&it.cause)).wide(),
        Field::new("案件来源", it.source.as_deref()),
        Field::new("程序规定", Some(rule)),
        Field::new("当事人", Some(&it.party_name)),
        Field::new("身份证号", it.party_id_number.as_deref()),
        Field::new("当事人地址", it.party_address.as_deref()).wide(),
        Field::new("许可证号", it.licence_no.as_deref()).optional(),
        Field::new("承办人", Some(it.officers.join("、"))),
        Field::day("案发日期", it.occurred_on),
        Field::day("立案日期", it.filed_on),
        until_closed(Field::day("调查终结日期", it.investigated_on)),
        until_closed(Field::day("处罚决定日期", it.decided_on)),
        until_closed(Field::new("处罚决定书文号", it.decision_no.as_deref())),
        until_closed(Field::day("送达日期", it.served_on)),
        Field::sticks("涉案卷烟", it.sticks),
        Field::yuan("案值", it.value_fen),
        until_closed(Field::yuan("罚款", it.fine_fen)),
        Field::sticks("没收卷烟", it.seized_sticks).optional(),
        Field::new("移送单位", it.transferred_to.as_deref()).optional(),
        Field::day("移送日期", it.transferred_on).optional(),
        Field::yes("行政复议", it.reviewed),
        Field::yes("行政诉讼", it.sued),
        Field::day("结案日期", it.closed_on).optional(),
        Field::day("归档日期", it.archived_on).optional(),
        Field::new("案情摘要", it.facts.as_deref()).optional().words(),
        Field::new("备注", it.remark.as_deref()).optional().words(),
    ]
}

/// 涉案物品: a table with its sums; nothing when the case has none.
pub(super) fn goods(it: &Case, flow: &mut Flow) {
    if it.goods.is_empty() {
        return;
    }
    flow.need(100.0);
    flow.down(12.0);
    flow.text("涉案物品", "", Style::new(Face::Hei, 12.0, 22.0), Align::Left);
    let columns = [
        ("序号", 28.0),
        ("品种规格", 104.0),
        ("条码", 84.0),
        ("数量", 56.0),
        ("单价（元/条）", 52.0),
        ("合计（元）", 52.0),
        ("真伪", 36.0),
        ("处理", 36.0),
    ];
    let mut table = Table::with_head(&columns, paper::MEASURE, 9.5, 14.5);
    let words = |value: Option<&str>| value.unwrap_or("—").to_owned();
    for (i, one) in it.goods.iter().enumerate() {
        table.rows.push(Row::new(vec![
            Cell::new((i + 1).to_string(), "序号").align(Align::Middle),
            Cell::new(&one.brand, "品种规格"),
            Cell::new(words(one.barcode.as_deref()), "条码"),
            Cell::new(sticks::write(one.sticks), "数量").align(Align::Right),
            Cell::new(one.price_fen.map_or_else(|| "—".to_owned(), money::write), "单价").align(Align::Right),
            Cell::new(one.amount_fen.map_or_else(|| "—".to_owned(), money::write), "合计").align(Align::Right),
            Cell::new(words(one.authenticity.as_deref()), "真伪").align(Align::Middle),
            Cell::new(words(one.disposition.as_deref()), "处理").align(Align::Middle),
        ]));
    }
    let amount: i64 = it.goods.iter().filter_map(|g| g.amount_fen).sum();
    table.rows.push(Row::new(vec![
        Cell::label("合计").span(3),
        Cell::new(sticks::write(it.goods.iter().map(|g| g.sticks).sum()), "数量").align(Align::Right),
        Cell::new("", "单价"),
        Cell::new(money::write(amount), "合计").align(Align::Right),
        Cell::new(format!("{}个品种", it.goods.len()), "品种").span(2).align(Align::Middle),
    ]));
    table.place(flow);
}

/// 无证户登记表
pub(super) fn vendor(file: &VendorFile<'_>) -> Vec<Field> {
    let it = file.vendor;
    let mut fields = vec![
        Field::new("姓名", Some(&it.name)),
        Field::new("店名", it.trade_name.as_deref()).optional(),
        Field::new("身份证号", it.id_number.as_deref()).optional(),
        Field::new("联系电话", it.phone.as_deref()).optional(),
        Field::new("经营地址", Some(&it.address)).wide(),
        Field::new("乡镇（街道）", it.town.as_deref()),
        Field::new("业态", it.format.as_deref()),
        Field::day("发现日期", Some(it.found_on)),
        Field::new("发现方式", Some(it.found_how.title())),
        Field::new("检查人", Some(it.inspectors.join("、"))).wide(),
        Field::new("状态", Some(file.state.title())),
    ];
    fields.extend(file.licence_no.map(|no| Field::new("许可证号", Some(no))));
    fields.push(Field::new("现场情况", it.seen.as_deref()).words());
    fields.push(Field::new("备注", it.remark.as_deref()).optional().words());
    fields
}

/// 处理: a table of what was done; nothing where nothing was.
pub(super) fn measures(it: &Vendor, flow: &mut Flow) {
    if it.measures.is_empty() {
        return;
    }
    flow.need(100.0);
    flow.down(12.0);
    flow.text("处理经过", "", Style::new(Face::Hei, 12.0, 22.0), Align::Left);
    let columns =
        [("序号", 30.0), ("处理日期", 62.0), ("措施", 46.0), ("联合部门", 90.0), ("立案案号", 100.0), ("结果", 120.0)];
    let mut table = Table::with_head(&columns, paper::MEASURE, 10.0, 15.5);
    for (i, one) in it.measures.iter().enumerate() {
        let agencies = if one.agencies.is_empty() { "—".to_owned() } else { one.agencies.join("、") };
        let cells = vec![
            Cell::new((i + 1).to_string(), "序号").align(Align::Middle),
            Cell::new(two_lines(one.on), "处理日期").align(Align::Middle),
            Cell::new(one.kind.title(), "措施").align(Align::Middle),
            Cell::new(agencies, "联合部门"),
            Cell::new(one.case_no.as_deref().unwrap_or("—"), "立案案号"),
            Cell::new(one.note.as_deref().unwrap_or("—"), "结果"),
        ];
        table.rows.push(Row::new(cells).splits());
    }
    table.place(flow);
}

/// 许可事项登记表: what was done with the licences, from the application to the paper in the holder's hand.
pub(super) fn matters(rows: &[Matter], flow: &mut Flow) {
    let columns = [
        ("序号", 27.0),
        ("事项", 40.0),
        ("申请日期", 49.0),
        ("受理日期", 49.0),
        ("决定", 66.0),
        ("决定文号", 70.0),
        ("送达日期", 49.0),
        ("内容", 96.0),
    ];
    let mut table = Table::with_head(&columns, paper::MEASURE, 9.0, 14.0);
    let day = |on: Option<NaiveDate>| Cell::new(on.map_or_else(|| "—".to_owned(), two_lines), "日期");
    for (i, one) in rows.iter().enumerate() {
        let decided = match (one.decision, one.decided_on) {
            (Some(decision), Some(on)) => format!("{}\n{}", decision.title(), day::long(on)),
            _ => one.stage().title().to_owned(),
        };
        let cells = vec![
            Cell::new((i + 1).to_string(), "序号").align(Align::Middle),
            Cell::new(one.kind.title(), "事项").align(Align::Middle),
            day(one.begun_on()).align(Align::Middle),
            day(one.accepted_on).align(Align::Middle),
            Cell::new(decided, "决定").align(Align::Middle),
            Cell::new(one.decision_no.as_deref().unwrap_or("—"), "决定文号"),
            day(one.delivered_on).align(Align::Middle),
            Cell::new(content(one), "内容"),
        ];
        table.rows.push(Row::new(cells).splits());
    }
    table.place(flow);
}

/// What a matter is about, in words.
fn content(it: &Matter) -> String {
    let span = |what: &str, from: Option<NaiveDate>, to: Option<NaiveDate>| {
        let to = to?;
        Some(format!("{what}{}至{to}", from.map(|on| on.to_string()).unwrap_or_default()))
    };
    let all = [
        it.changed(),
        it.reissue(),
        span("停业", it.suspended_from, it.suspended_to),
        span("有效期", it.valid_from, it.valid_to),
        it.new_licence_no.as_ref().map(|no| format!("换发{no}")),
        it.reason.clone(),
    ];
    let said: Vec<String> = all.into_iter().flatten().collect();
    if said.is_empty() { "—".to_owned() } else { said.join("；") }
}

/// 12313举报投诉处理情况表, without informants and without what they said.
pub(super) fn hotlines(rows: &[HotlineEntry], flow: &mut Flow) {
    let columns = [
        ("序号", 27.0),
        ("受理日期", 49.0),
        ("类别", 29.0),
        ("工单号", 72.0),
        ("摘要", 96.0),
        ("承办人", 38.0),
        ("办理结果及反馈", 86.0),
        ("办结日期", 49.0),
    ];
    let mut table = Table::with_head(&columns, paper::MEASURE, 9.0, 14.0);
    let or_blank = |value: Option<&str>| value.unwrap_or(super::form::BLANK).to_owned();
    for (i, one) in rows.iter().enumerate() {
        let result = one.result.as_deref().or(one.outcome.map(yihu_domain::hotline::Outcome::title));
        let summary = one.summary.clone().or_else(|| one.target_name.as_ref().map(|name| format!("涉及：{name}")));
        let closed = one.closed_on.map_or_else(|| "未办结".to_owned(), two_lines);
        let cells = vec![
            Cell::new((i + 1).to_string(), "序号").align(Align::Middle),
            Cell::new(two_lines(one.received_on), "受理日期").align(Align::Middle),
            Cell::new(one.category.title(), "类别").align(Align::Middle),
            Cell::new(one.upstream_no.as_deref().unwrap_or("—"), "工单号"),
            Cell::new(or_blank(summary.as_deref()), "摘要"),
            Cell::new(or_blank(one.handler.as_deref()), "承办人").align(Align::Middle),
            Cell::new(format!("{}\n反馈：{}", or_blank(result), or_blank(one.feedback.as_deref())), "办理结果及反馈"),
            Cell::new(closed, "办结日期").align(Align::Middle),
        ];
        table.rows.push(Row::new(cells).splits());
    }
    table.place(flow);
    flow.down(6.0);
    let note = "注：按举报人保护的规定，本表不载举报投诉人的姓名、联系方式和举报内容原文。";
    flow.text(note, "", Style::new(Face::Kai, 9.5, 15.0), Align::Left);
}

/// A day in a narrow column.
fn two_lines(on: NaiveDate) -> String {
    day::long(on).replacen('年', "年\n", 1)
}

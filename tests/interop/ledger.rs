//! Ledgers made for a test.

use std::path::Path;

use crate::peer;

/// The headers of a retailer ledger.
const RETAILER: [&str; 10] = [
    "序号",
    "许可证号",
    "企业（字号）名称",
    "负责人",
    "身份证号码",
    "经营地址",
    "联系电话",
    "发证日期",
    "有效期至",
    "备注",
];
/// The headers of a hotline ledger.
const HOTLINE: [&str; 16] = [
    "序号",
    "受理时间",
    "来电来访人",
    "联系电话",
    "身份证号",
    "类别",
    "内容",
    "涉及户名",
    "涉及地址",
    "承办人",
    "办理结果",
    "办结日期",
    "反馈情况",
    "上级工单号",
    "备注",
    "举报人住址",
];

/// One retailer of a made ledger.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shop {
    /// 许可证号
    pub number: String,
    /// 字号名称
    pub name: String,
    /// 负责人
    pub owner: String,
    /// 经营地址
    pub address: String,
    /// 备注
    pub remark: String,
}

impl Shop {
    /// A retailer with the `n`th licence number of another range than the bureau's ledger has.
    pub(crate) fn new(n: usize, name: &str, owner: &str, address: &str) -> Self {
        Self {
            number: format!("619999{:06}", 880_000 + n),
            name: name.to_owned(),
            owner: owner.to_owned(),
            address: address.to_owned(),
            remark: String::new(),
        }
    }
}

/// Writes a retailer ledger.
pub(crate) fn of_shops(path: &Path, shops: &[Shop]) {
    let row = |(n, it): (usize, &Shop)| {
        let phone = format!("1390000{:04}", n % 10_000);
        let cells = [
            &(n + 1).to_string(),
            &it.number,
            &it.name,
            &it.owner,
            "",
            &it.address,
            &phone,
            "2024-03-01",
            "2029-02-28",
            &it.remark,
        ];
        cells.map(str::to_owned).to_vec()
    };
    write(path, "零售户", "卷烟零售户台账", &RETAILER, shops.iter().enumerate().map(row));
}

/// One report of a made ledger.
#[derive(Debug, Clone, Default)]
pub(crate) struct Report {
    /// 来电来访人, 联系电话, 身份证号
    pub who: [String; 3],
    /// 内容
    pub content: String,
    /// 涉及户名
    pub target: String,
    /// 涉及地址
    pub address: String,
    /// 办理结果
    pub result: String,
    /// 反馈情况
    pub feedback: String,
    /// 备注
    pub remark: String,
    /// 举报人住址
    pub home: String,
}

/// Writes a hotline ledger.
pub(crate) fn of_reports(path: &Path, reports: &[Report]) {
    let row = |(n, it): (usize, &Report)| {
        let received = format!("2026-11-{:02} {:02}:{:02}", 1 + n % 20, 8 + n % 9, n % 60);
        let [name, phone, id] = &it.who;
        let cells = [
            &(n + 1).to_string(),
            &received,
            name,
            phone,
            id,
            "举报",
            &it.content,
            &it.target,
            &it.address,
            "段兰",
            &it.result,
            "2026-11-25",
            &it.feedback,
            &format!("CY1231320261100{n:05}"),
            &it.remark,
            &it.home,
        ];
        cells.map(str::to_owned).to_vec()
    };
    write(path, "12313", "12313举报投诉登记台账", &HOTLINE, reports.iter().enumerate().map(row));
}

fn write(path: &Path, sheet: &str, title: &str, headers: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    let head = [vec![title.to_owned()], headers.iter().map(|h| (*h).to_owned()).collect()];
    peer::workbook(path, sheet, &head.into_iter().chain(rows).collect::<Vec<_>>());
}

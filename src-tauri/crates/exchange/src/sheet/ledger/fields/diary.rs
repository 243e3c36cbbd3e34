//! The register of diaries (市管员工作日志).

use super::{Field, Kind, REMARK};

/// Every field of the register of diaries.
pub(super) const FIELDS: [Field; 13] = [
    Field::new("diary_on", "日期", "日志日期 工作日期 记录日期 填写日期 填报日期 年月日")
        .weak("*日志日期 月日")
        .kind(Kind::Day)
        .required(),
    Field::new(
        "officer",
        "市管员",
        "市场管理员 市管员姓名 市场监管员 记录人 填写人 填报人 专管员 稽查员 巡查人 走访人 责任人",
    )
    .weak("姓名 人员")
    .required(),
    Field::new("route", "走访路线", "路线 巡查路线 线路 走访区域 工作区域 片区 责任片区 走访地点 工作地点")
        .weak("地点"),
    Field::new(
        "content",
        "工作内容",
        "日志内容 工作情况 当日工作 当日工作内容 工作记录 主要工作 工作日志 工作日志内容 走访情况 工作纪实 日志",
    )
    .weak("内容 情况 记录")
    .required(),
    Field::new("problems", "发现的问题", "发现问题 存在问题 存在的问题 问题 问题及处理 异常情况 发现的问题及处理"),
    Field::new("state", "审批状态", "审批情况 日志状态 审核状态 审核情况").weak("状态"),
    Field::new("submitted_on", "提交日期", "上报日期 报送日期 上交日期 交稿日期").kind(Kind::Day),
    Field::new("approver", "审批人", "审批领导 审核人 批阅人 审阅人 签批人 批阅领导"),
    Field::new("approved_on", "审批日期", "审核日期 批阅日期 审阅日期 签批日期").kind(Kind::Day),
    Field::new("opinion", "审批意见", "审核意见 批阅意见 领导意见 批示 领导批示").weak("意见"),
    Field::new("returned_on", "退回日期", "退回修改日期").kind(Kind::Day),
    Field::new("return_reason", "退回原因", "退回理由 退回意见"),
    REMARK,
];

//! The ledger of visits (检查记录).

use super::{Field, Kind, LICENCE_NO, REMARK};

/// Every field of the ledger of visits.
pub(super) const FIELDS: [Field; 18] = [
    Field::new("inspected_on", "检查日期", "检查日 巡查日期 走访日期 检查年月日 市场检查日期")
        .weak("日期 年月日 *检查日期")
        .kind(Kind::Day)
        .required(),
    Field::new("begun", "开始时间", "检查开始时间 起始时间 到店时间 进店时间"),
    Field::new("ended", "结束时间", "检查结束时间 离店时间"),
    Field::new("mode", "检查方式", "方式 检查类型 检查类别 检查形式 检查种类").weak("类型 类别 形式"),
    Field::new("off_hours", "错时", "错时检查 是否错时 错时执法"),
    LICENCE_NO,
    Field::new(
        "name",
        "被检查户",
        "零售户 零售户名称 户名 店名 字号 企业名称 商户名称 被检查人 被检查单位 检查对象 被检查对象 客户名称 受检户 \
        检查户",
    )
    .weak("名称 姓名 当事人")
    .required(),
    Field::new("address", "地址", "经营地址 店址 检查地点 检查地址 经营场所").weak("地点"),
    Field::new(
        "officers",
        "检查人",
        "检查人员 执法人员 执法人 检查人姓名 检查员 市管员 检查人1 检查人2 检查人员1 检查人员2 执法人员1 执法人员2",
    )
    .weak("承办人 人员")
    .kind(Kind::People)
    .required(),
    Field::new("lone_reason", "一人检查说明", "一人检查原因 单人检查说明"),
    Field::new("finding", "检查结果", "结果 检查情况 检查结论 检查是否正常 是否异常").weak("情况 结论"),
    Field::new("cause", "案由", "违法行为 违规行为 违法事由 存在问题 发现问题 发现的问题 违法违规情况"),
    Field::new("stock", "盘库数量", "盘库 盘点数量 库存数量 库存 卷烟库存 实盘数量").kind(Kind::Sticks),
    Field::new("difference", "与进货差异", "进货差异 盘库差异 库存差异 差异").kind(Kind::Sticks),
    Field::new("follow_up", "处理", "处理情况 处理结果 处理意见 处理方式 处理措施"),
    Field::new("case_no", "立案案号", "案号 案件编号 立案编号 关联案号").identifier(),
    Field::new("next_on", "下次检查", "下次检查日期 下次检查时间 复查日期").kind(Kind::Day),
    REMARK,
];

//! The register of campaigns (专项行动、集中整治、宣传活动).

use super::{Field, Kind, REMARK};

/// Every field of the register of campaigns.
pub(super) const FIELDS: [Field; 11] = [
    Field::new("kind", "类别", "活动类别 行动类别 活动类型 行动类型 类型 种类").required(),
    Field::new("title", "名称", "行动名称 活动名称 专项行动名称 主题 活动主题 行动主题 整治名称")
        .weak("内容 项目")
        .required(),
    Field::new("from_on", "开始日期", "起始日期 开展日期 活动日期 行动日期 开始时间 日期").kind(Kind::Day).required(),
    Field::new("to_on", "结束日期", "截止日期 完成日期 终止日期").kind(Kind::Day),
    Field::new("place", "地点", "范围 活动地点 整治范围 行动范围 区域"),
    Field::new("agencies", "联合部门", "参与部门 联合单位 参加部门 参加单位 协作部门 配合部门").weak("部门 单位"),
    Field::new("officers", "参加人员", "参与人员 行动人员 执法人员 出动人员").weak("人员").kind(Kind::People),
    Field::new("households_checked", "检查户数", "检查户 出动检查户数 检查零售户数 涉及户数").weak("户数"),
    Field::new("cases_found", "查获案件", "查获案件数 查获案件起数 查办案件 立案数 案件数").weak("案件"),
    Field::new("summary", "工作小结", "小结 工作总结 总结 行动成果 活动情况 工作情况 成效 效果"),
    REMARK,
];

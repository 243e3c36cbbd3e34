//! The list of the bureau's people (专卖人员名册).

use super::{ANY_ID_CARD, Field, Kind, REMARK};

/// Every field of the list of staff.
pub(super) const FIELDS: [Field; 12] = [
    Field::new(
        "full_name",
        "姓名",
        "人员姓名 名字 职工姓名 员工姓名 执法人员姓名 职员姓名 专卖人员姓名 干部姓名 队员姓名",
    )
    .weak("执法人员 专卖人员 人员 员工 持证人姓名")
    .required(),
    Field::new("id_number", "身份证号", "身份证 居民身份证号 公民身份号").weak(ANY_ID_CARD).identifier(),
    Field::new("mobile", "手机", "手机号 联系电话 电话 移动电话 联系方式 电话号 联系手机").identifier(),
    Field::new(
        "department",
        "部门",
        "所在部门 科室 所属部门 股室 中队 所属科室 工作部门 所属中队 所在科室 单位（部门） 部门（中队） \
        部门／中队 所属股室 工作单位 所在单位 所属单位 部门名称 所在中队",
    )
    .weak("单位"),
    Field::new(
        "post",
        "岗位",
        "职务 职位 岗位名称 现任职务 职务／岗位 工作岗位 岗位（职务） 职务（岗位） 现任岗位 担任职务 从事岗位 \
        岗位职务",
    ),
    Field::new(
        "law_certificate_no",
        "执法证号",
        "行政执法证号 执法证件号 执法证 行政执法证 行政执法证件号 行政执法资格证号 执法资格证号 执法证件编号",
    )
    .weak("*执法证号 *执法证件号")
    .identifier(),
    Field::new(
        "inspection_certificate_no",
        "检查证号",
        "烟草专卖检查证号 专卖检查证号 检查证 烟草专卖检查证 专卖管理检查证号 烟草检查证号 \
        烟草专卖管理检查证号 检查证件号",
    )
    .weak("*检查证号")
    .identifier(),
    Field::new(
        "certificate_valid_to",
        "证件有效期至",
        "证件有效期 执法证有效期 检查证有效期 有效期至 有效期 证件到期日期 有效期限 执法证有效期至 \
        检查证有效期至 证件有效期限 执法证到期日期 检查证到期日期 有效期止 到期日期 证件有效期止",
    )
    .kind(Kind::Day),
    Field::new(
        "internal_full_time",
        "专职内管",
        "是否专职内管 内管专职 专职内管员 是否专职内管员 专职内管人员 是否为专职内管 内管专职人员 \
        是否专职内管人员",
    ),
    Field::new(
        "joined_on",
        "到岗日期",
        "入职日期 上岗日期 任职日期 参加工作日期 参加烟草工作日期 调入日期 从事专卖工作日期 到岗日 入职年月 \
        参加工作年月 到单位日期",
    )
    .kind(Kind::Day),
    Field::new("state", "状态", "在岗状态 人员状态 在职状态 在岗情况 岗位状态 目前状态 在职情况 人员在岗状态"),
    REMARK,
];

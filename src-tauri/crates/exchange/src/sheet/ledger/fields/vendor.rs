//! The ledger of vendors without a licence (无证户台账).

use super::{ANY_ID_CARD, Field, Kind, REMARK};

/// Every field of the ledger of vendors. Of several measures each cell holds all, a `；` between two.
pub(super) const FIELDS: [Field; 18] = [
    Field::new(
        "name",
        "姓名",
        "无证经营户 无证户 无证户姓名 无证户名称 经营者 经营者姓名 当事人 当事人姓名 业主 业主姓名 户主 负责人 无证经营者 \
        无证经营者姓名 无证经营户姓名 无证经营户名称 经营人",
    )
    .weak("名称 户名")
    .required(),
    Field::new("trade_name", "店名", "字号 店铺名称 门头名称 招牌名称 商户名称 店招"),
    Field::new("id_number", "身份证号码", "身份证 身份证号 居民身份证号 公民身份号 经营者身份证号")
        .weak(ANY_ID_CARD)
        .identifier(),
    Field::new("phone", "联系电话", "手机 电话 手机号 联系方式 移动电话").weak("*电话 *手机号").identifier(),
    Field::new("address", "经营地址", "地址 店址 经营场所 经营地点 详细地址 所在地址 无证经营地址 无证经营地点")
        .weak("地点 住址 位置")
        .required(),
    Field::new("town", "乡镇", "乡镇（街道） 所属乡镇 所在乡镇 街道 镇").weak("片区 辖区 区域"),
    Field::new("format", "业态", "经营业态 零售业态 店铺类型").weak("经营类型"),
    Field::new("found_on", "发现日期", "发现时间 摸底日期 排查日期 登记日期 建档日期")
        .weak("日期 年月日")
        .kind(Kind::Day)
        .required(),
    Field::new("found_how", "发现方式", "发现途径 发现来源 线索来源 来源 如何发现"),
    Field::new("inspectors", "检查人", "检查人员 执法人员 市管员 承办人 责任人").kind(Kind::People),
    Field::new("seen", "现场情况", "检查情况 基本情况 经营情况 发现情况 现场检查情况").weak("情况"),
    Field::new("measure", "处理措施", "处理方式 处理情况 处置措施 处置情况 采取措施 查处情况").weak("处理 措施"),
    Field::new(
        "measured_on",
        "处理日期",
        "处理时间 查处日期 查处时间 取缔日期 取缔时间 处置日期 处置时间 告诫日期 告诫时间",
    )
    .kind(Kind::Day),
    Field::new("agencies", "联合部门", "联合单位 参与部门 配合部门 协作部门 联合执法部门"),
    Field::new("case_no", "立案案号", "案号 案件编号 立案编号 关联案号"),
    Field::new("result", "处理结果", "结果 处置结果 查处结果 办理结果"),
    Field::new("state", "状态", "当前状态 目前状态 现状"),
    REMARK,
];

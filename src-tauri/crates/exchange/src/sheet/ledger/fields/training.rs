//! The sign-in sheet of trainings (培训登记): people as columns, or their names in one.

use super::{Field, Kind, REMARK};

/// Every field of the ledger of trainings. `attendance` holds a list of names; it becomes marks, not text.
pub(super) const FIELDS: [Field; 9] = [
    Field::new(
        "held_on",
        "日期",
        "培训日期 学习日期 上课日期 举办日期 授课日期 开展日期 活动日期 培训日 学习培训日期 培训（学习）日期 \
        年月日 举行日期 组织日期 培训年月日 培训起止日期",
    )
    .weak("*培训日期 月日")
    .kind(Kind::Day)
    .required(),
    Field::new(
        "topic",
        "培训内容",
        "内容 主题 培训主题 学习内容 课题 课程 课程名称 培训课题 培训题目 授课内容 培训项目 培训课程 题目 \
        课程内容 培训名称 学习主题 培训班名称 培训科目 科目 学习题目 授课题目 培训（学习）内容 学习培训内容 \
        主要内容 培训主要内容 培训内容（课题） 项目名称 培训项目名称",
    )
    .weak("名称 *培训内容 项目")
    .required(),
    Field::new(
        "mode",
        "方式",
        "培训方式 形式 培训形式 学习形式 学习方式 授课方式 授课形式 培训类型 培训类别 组织形式 组织方式 \
        教学方式",
    )
    .weak("类型 类别"),
    Field::new(
        "lecturer",
        "授课人",
        "主讲 主讲人 讲师 教师 授课老师 培训老师 授课教师 培训讲师 讲课人 授课人员 老师 主讲老师 主讲教师 \
        授课 培训师 授课人姓名 师资 培训教师 讲授人 授课讲师 主讲人姓名 授课者 讲课老师 培训人（授课） \
        领学人",
    )
    .weak("授课单位 组织人 主持人"),
    Field::new("place", "地点", "培训地点 学习地点 上课地点 场所 授课地点 培训场所 举办地点 培训地址"),
    Field::new(
        "hours",
        "课时",
        "学时 课时数 学时数 培训课时 培训学时 时长 培训时长 学习时长 小时数 本次课时 计划课时 培训课时数 \
        学习课时 每次课时 授课课时 折合课时 培训学时数 应学课时 学习学时 课程课时 授课学时 培训小时数",
    )
    .kind(Kind::Hours)
    .required(),
    Field::new(
        "total",
        "合计",
        "总计 合计课时 课时合计 人次课时合计 总课时 课时总计 小计 累计课时 人次课时 合计学时 学时合计 总学时 \
        实到课时合计 人均课时合计 共计 总课时数 合计课时数",
    )
    .kind(Kind::Hours),
    Field::new(
        "attendance",
        "参训人员",
        "参加人员 参培人员 参训人 参加人 学员 培训人员 受训人员 学习人员 参会人员 到会人员 签到人员 \
        参训人员名单 参加培训人员 实到人员 参学人员 人员名单 参训人员姓名 参加学习人员 出席人员 参训名单 \
        签到 参加人员名单 参加人员姓名 培训人员名单 参训学员 签到人 签名 参加者",
    )
    .weak("姓名 人员 名单")
    .kind(Kind::People),
    REMARK,
];

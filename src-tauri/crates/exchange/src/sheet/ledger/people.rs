//! The people of a sign-in sheet: which columns are persons, and what stands under them.

use super::{
    super::read::{Row, Stored},
    header::{canonical, half_width},
    locate::{Found, Head},
};

/// Headers that look like names and are none.
const NO_NAMES: &str = "序号 编号 合计 小计 总计 应到 实到 应到人数 实到人数 人数 缺席 缺勤 请假 迟到 早退 出勤率 到课率 参训率 附件 签到表 课件 照片 \
    资料 备注 记录人 主持人 考核 考核结果 考试 考试成绩 成绩 平均分 合格 合格率 合格人数 效果 评价 评估 部门 单位 科室 中队 培训单位 \
    主办单位 组织单位 承办单位 组织部门 主办部门 培训对象 对象 范围 级别 层级 层次 类别 年度 月份 季度 星期 学期 开始 结束 起止 经费 费用 预算 教材 证书 存档 归档 \
    档案号 审核 审批 领导 签字 签名 错误信息 人次 总人次 参训人数 参加人数 培训人数 实训人数 到会人数 参训人次 计划 完成 完成情况 总结 \
    情况 结果 说明 其他 时间 上午 下午 全天 半天 地址 场次 期数 班次 目的 目标 要求";

/// Upper headers under which every column is a person.
const OVER_PEOPLE: &str = "参训人员 参加人员 参培人员 人员 姓名 学员 实到课时 各人课时 个人课时 参训人员及课时 参加人员及课时 签到情况 参训情况 出勤情况 \
    人员姓名 专卖人员 参训人员签到 参加人员签到 培训人员 人员课时 个人学时 实到学时 到课情况 人员出勤情况";

/// Finds the columns that are persons.
///
/// A person's column has a name for a header and marks under it, or nothing at all between other people.
pub(super) fn columns(found: &Found<'_>) -> Vec<(u32, String)> {
    let data = &found.sheet.rows[found.rows.end..];
    let unclaimed = |head: &Head| head.means.is_none() && !head.ignored;
    let mut people: Vec<(u32, String)> = Vec::new();
    let mut doubtful: Vec<(u32, String)> = Vec::new();
    for head in found.heads.iter().filter(|h| unclaimed(h)) {
        let name = name_of(head.lowest());
        let sure = head.person;
        if !sure && !is_name(&name) {
            continue;
        }
        let (marks, others) = marks_under(data, head.index);
        if sure || marks > others {
            people.push((head.index, name));
        } else if others == 0 {
            doubtful.push((head.index, name));
        }
    }
    // Who was never there has an empty column among the others.
    let (first, last) = (people.first().map(|p| p.0), people.last().map(|p| p.0));
    if let (Some(first), Some(last)) = (first, last) {
        people.extend(doubtful.into_iter().filter(|(c, _)| (first.saturating_sub(1)..=last + 1).contains(c)));
    }
    people.sort();
    people
}

/// Whether a header's lower level stands under 参训人员 or its like, and is a name.
pub(super) fn is_under_people(levels: &[String]) -> bool {
    let Some((lowest, upper)) = levels.split_last() else { return false };
    upper.iter().any(|l| listed(OVER_PEOPLE, l)) && !listed(NO_NAMES, &name_of(lowest))
}

/// A header that names a person, without what stands in brackets behind: `段兰（内管）`.
fn name_of(header: &str) -> String {
    let half = half_width(header);
    let bare = half.split('(').next().unwrap_or_default();
    bare.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Two to four characters of Han, or a longer name with a middle dot.
fn is_name(text: &str) -> bool {
    let han = |c: char| matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' | '\u{3007}' | '\u{E000}'..='\u{F8FF}');
    let dot = |c: char| matches!(c, '·' | '•' | '・' | '.');
    let count = text.chars().count();
    let dotted = text.contains(dot) && (3..=20).contains(&count) && !text.starts_with(dot) && !text.ends_with(dot);
    let plain = (2..=4).contains(&count) && text.chars().all(han);
    (plain || dotted && text.chars().all(|c| han(c) || dot(c))) && !listed(NO_NAMES, text)
}

fn listed(list: &str, text: &str) -> bool {
    let text = canonical(text);
    list.split_whitespace().any(|word| canonical(word) == text)
}

/// How many cells of a column are marks of presence, and how many are something else.
fn marks_under(rows: &[Row], column: u32) -> (usize, usize) {
    let mut counts = (0, 0);
    for cell in rows.iter().filter_map(|r| r.cell(column)) {
        let mark = matches!(cell.stored, Stored::Number(n) | Stored::Date(n) if (0.0..=100.0).contains(&n))
            || cell.stored == Stored::Text && is_mark(&cell.text);
        if mark { counts.0 += 1 } else { counts.1 += 1 }
    }
    counts
}

/// `√`, `1.5`, `请假`, `2课时`
fn is_mark(text: &str) -> bool {
    let text = half_width(text.trim());
    let number = text.trim_end_matches(|c: char| "课学小时hH".contains(c));
    let hours = number.parse::<f64>().is_ok_and(|n| (0.0..=100.0).contains(&n));
    let sign = text.chars().count() <= 2
        && text.chars().all(|c| "√✓✔☑✅○●◎×✗✘✕☒❌VvYyNnXx/-—是否到未缺假无有对\u{FE0E}\u{FE0F}".contains(c));
    let word = "请假 事假 病假 公假 休假 年假 产假 出差 公差 外出 缺席 缺勤 缺课 旷课 迟到 参加 未参加 已参加 出勤 已到 未到 实到 签到 全勤 全程 值班 学习 借调";
    hours || sign || word.split_whitespace().any(|w| w == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_other_headers() {
        for name in ["段兰", "单刚伟", "欧阳修文", "熊㛃", "𠮷田", "阿依古丽·买买提", "扎西·次仁"]
        {
            assert!(is_name(name), "{name}");
        }
        for header in ["序号", "考核结果", "实到人数", "A", "段", "培训学习内容", "合计", "第1组", "张3"]
        {
            assert!(!is_name(header), "{header}");
        }
        assert_eq!(name_of("段 兰（内管）"), "段兰");
    }

    #[test]
    fn marks_are_told_from_other_cells() {
        for mark in ["√", "✔\u{FE0F}", "×", "1.5", "２", "2课时", "请假", "到", "/"] {
            assert!(is_mark(mark), "{mark}");
        }
        for text in ["合格", "第一会议室", "优秀", "2026.3.1", "120"] {
            assert!(!is_mark(text), "{text}");
        }
    }
}

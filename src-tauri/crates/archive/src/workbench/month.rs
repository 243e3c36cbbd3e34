//! How far the month is: what its self-check would find open, each line a list.

use chrono::NaiveDate;
use yihu_domain::{Result, period::Period};

use super::{BackupState, MonthLine, MonthState, Sets, number};
use crate::{
    Archive,
    record::{self, Query},
};

/// What is looked at, how it is said, and what is said of those that fail.
const LINES: [(record::Due, &str, &str); 15] = [
    (record::Due::Unclassified, "零售户都已分类", "户没有分类"),
    (record::Due::MissingDocuments, "零售户应备资料齐全", "户资料不齐"),
    (record::Due::LicenceUndated, "许可证都填了有效期", "户没有填有效期"),
    (record::Due::LicenceExpired, "没有过期未处理的许可证", "户已过期"),
    (record::Due::VisitOverdue, "按计划检查到户", "户该查未查"),
    (record::Due::DiaryOverdue, "工作日志按时审批", "篇超过期限没有审批"),
    (record::Due::VendorOverdue, "无证户按期处理", "户到期没有处理"),
    (record::Due::VendorIncomplete, "无证户档案完整", "户缺资料或没有处理"),
    (record::Due::CaseOverdue, "案件按期作出处罚决定", "件超过90日"),
    (record::Due::CaseTransfer, "达到移送标准的都已移送", "件没有移送记录"),
    (record::Due::CaseIncomplete, "案卷应备文书齐全", "件缺文书"),
    (record::Due::HotlineOverdue, "12313按时办结", "件逾期"),
    (record::Due::HotlineNoResult, "12313都有办理结果", "件没有办理结果"),
    (record::Due::HotlineUnanswered, "12313办结的都已反馈", "件没有反馈"),
    (record::Due::TrainingShort, "在岗人员培训满40课时", "人课时不足"),
];

impl Archive {
    pub(super) fn month_state(&self, today: NaiveDate, sets: &Sets, backup: &BackupState) -> Result<MonthState> {
        let period = Period::of(today);
        let signed = self.store.selfcheck_of(&period.to_string())?.is_some_and(|it| it.signed_at.is_some());
        let mut lines: Vec<MonthLine> = LINES.iter().map(|it| line(it, sets)).collect();
        let made = backup.last_at.as_deref().and_then(|at| at.get(..10)?.parse().ok());
        let ok = made.is_some_and(|on| period.has(on)) && backup.last_ok != Some(false);
        let note = match (&backup.last_at, backup.last_ok) {
            (Some(_), Some(false)) => "上次备份的恢复演练没有通过".to_owned(),
            (Some(at), _) => format!("上次备份 {at}"),
            (None, _) => "还没有备份".to_owned(),
        };
        lines.push(MonthLine { title: "本月做过备份".to_owned(), ok, note, noun: None, query: None });
        let ok = self.calendar_missing()?.is_empty();
        let note = if ok { "" } else { "请到“设置”导入新一年的" }.to_owned();
        lines.push(MonthLine { title: "节假日表够用".to_owned(), ok, note, noun: None, query: None });
        Ok(MonthState {
            period: period.to_string(),
            title: period.title(),
            signed,
            done: number(lines.iter().filter(|line| line.ok).count()),
            of: number(lines.len()),
            lines,
        })
    }
}

fn line((set, title, open): &(record::Due, &str, &str), sets: &Sets) -> MonthLine {
    let count = sets.get(set).copied().unwrap_or_default();
    MonthLine {
        title: (*title).to_owned(),
        ok: count == 0,
        note: if count == 0 { String::new() } else { format!("{count}{open}") },
        noun: Some(set.noun()),
        query: Some(Query::due(*set)),
    }
}

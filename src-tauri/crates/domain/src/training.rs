//! Training sessions and who attended how long (培训课时).

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{
    Head, Id,
    check::{Checked, Checker},
    day, hours,
    staff::Staff,
    text,
};

/// Hours a person needs a year, in tenths: 40 课时, counted to 30 November (石家庄市2011年实施方案, seeds S0⑤).
pub const YEARLY_TENTHS: i64 = 400;

/// The days whose sessions count for the year's hours as it stands on `on`: from 1 January, at most to 30 November.
pub fn hours_span(on: NaiveDate) -> (NaiveDate, NaiveDate) {
    let of_year = |month, day| NaiveDate::from_ymd_opt(on.year(), month, day).unwrap_or(on);
    (of_year(1, 1), of_year(11, 30).min(on))
}

/// One person's presence at a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// 人员
    pub staff: Id<Staff>,
    /// 实到课时, in tenths
    pub tenths: i64,
}

/// One training session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Training {
    /// Id, bureau, revision.
    #[serde(flatten)]
    pub head: Head<Self>,
    /// 日期
    pub held_on: NaiveDate,
    /// 培训内容
    pub topic: String,
    /// 方式: 集中授课 / 自学 / 网络 / 外派
    pub mode: Option<String>,
    /// 授课人
    pub lecturer: Option<String>,
    /// 地点
    pub place: Option<String>,
    /// 课时, in tenths
    pub tenths: i64,
    /// 实到课时, per person
    pub attendance: Vec<Attendance>,
    /// 备注
    pub remark: Option<String>,
}

crate::record!(Training, Training, |it| format!("{} {}", it.held_on, it.topic));

/// One cell of the sign-in matrix as typed: `√` for the whole session, or hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendanceDraft {
    /// 人员
    pub staff: Id<Staff>,
    /// `√`, hours, or empty for absent
    pub mark: String,
}

/// A session as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TrainingDraft {
    /// 日期
    pub held_on: String,
    /// 培训内容
    pub topic: String,
    /// 方式
    pub mode: String,
    /// 授课人
    pub lecturer: String,
    /// 地点
    pub place: String,
    /// 课时
    pub hours: String,
    /// 合计 as the sheet has it; only compared, never stored
    pub total: String,
    /// One mark per person
    pub attendance: Vec<AttendanceDraft>,
    /// 备注
    pub remark: String,
}

impl TrainingDraft {
    /// Reads the draft into a session, or says everything that is wrong with it.
    pub fn check(&self, id: Id<Training>, bureau: &str, today: NaiveDate) -> Checked<Training> {
        let mut c = Checker::default();
        let held_on = c.required("held_on", "日期", &self.held_on, |t| day::read(t, today));
        let topic = c.required("topic", "培训内容", &self.topic, text::title);
        let tenths = c.required("hours", "课时", &self.hours, hours::read);
        if tenths.is_some_and(|t| t > 80) {
            c.warn("hours", "over_8_hours", "一天的课时超过8，请核对。");
        }
        if held_on.is_some_and(|on| on > today) {
            c.warn("held_on", "future_date", "培训日期在今天之后，请核对。");
        }
        let mut attendance = Vec::new();
        for entry in &self.attendance {
            match hours::read_mark(&entry.mark, tenths.unwrap_or_default()) {
                Ok(0) => {}
                Ok(present) => {
                    if tenths.is_some_and(|whole| present > whole) {
                        c.warn("attendance", "over_session", "有人的实到课时多于本次课时，请核对。");
                    }
                    attendance.push(Attendance { staff: entry.staff, tenths: present });
                }
                Err(refusal) => c.error("attendance", refusal.code, refusal.message),
            }
        }
        let sum: i64 = attendance.iter().map(|a| a.tenths).sum();
        let total = c.optional("total", &self.total, hours::read).filter(|total| *total != sum && tenths.is_some());
        if let Some(total) = total {
            let (said, added) = (hours::write(total), hours::write(sum));
            c.warn(
                "total",
                "total_wrong",
                format!("合计写的是{said}，各人课时之和是{added}：按各人课时导入，请改正台账上的合计。"),
            );
        }
        let value = held_on.zip(topic).zip(tenths).map(|((held_on, topic), tenths)| Training {
            head: Head::new(id, bureau),
            held_on,
            topic,
            mode: text::some(&self.mode),
            lecturer: text::some(&self.lecturer),
            place: text::some(&self.place),
            tenths,
            attendance,
            remark: text::some(&self.remark),
        });
        c.finish(value)
    }
}

impl From<&Training> for TrainingDraft {
    fn from(it: &Training) -> Self {
        Self {
            held_on: it.held_on.to_string(),
            topic: it.topic.clone(),
            mode: it.mode.clone().unwrap_or_default(),
            lecturer: it.lecturer.clone().unwrap_or_default(),
            place: it.place.clone().unwrap_or_default(),
            hours: hours::write(it.tenths),
            total: String::new(),
            attendance: it
                .attendance
                .iter()
                .map(|a| AttendanceDraft { staff: a.staff, mark: hours::write(a.tenths) })
                .collect(),
            remark: it.remark.clone().unwrap_or_default(),
        }
    }
}

//! What a month's self-check says of diaries.

use super::{Diary, OfficerMonth};
use crate::{
    calendar::Calendar,
    indicator::{Indicator, Target},
    period::Period,
};

/// The diaries of a month, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiaryTally {
    period: Period,
    approval_days: u32,
    written: i64,
    due: i64,
    in_time: i64,
    missing: Vec<String>,
    /// 未按时审批, by name
    pub late: Vec<String>,
    /// Those whose time limit the calendar does not reach, by name
    pub undated: Vec<String>,
}

impl DiaryTally {
    /// Begins to count; a diary is to be approved within so many working days (本局设置).
    pub fn new(period: Period, approval_days: u32) -> Self {
        let (missing, late, undated) = (Vec::new(), Vec::new(), Vec::new());
        Self { period, approval_days, written: 0, due: 0, in_time: 0, missing, late, undated }
    }

    /// Takes one diary.
    pub fn take(&mut self, it: &Diary, calendar: &Calendar) {
        self.written += i64::from(self.period.has(it.diary_on));
        match it.approve_by(calendar, self.approval_days) {
            Ok(Some(by)) if self.period.has(by) => {
                let in_time = it.approved_on.is_some_and(|on| on <= by);
                self.due += 1;
                self.in_time += i64::from(in_time);
                if !in_time {
                    self.late.push(crate::Record::title(it));
                }
            }
            Ok(_) => {}
            Err(_) => self.undated.push(crate::Record::title(it)),
        }
    }

    /// Takes which working days have none: a hint, for whoever was on leave owes none.
    pub fn missing(&mut self, months: &[OfficerMonth]) {
        let short = months.iter().filter(|it| !it.missing.is_empty());
        self.missing = short.map(|it| format!("{}{}天", it.officer, it.missing.len())).collect();
    }

    /// Whether the bureau keeps its diaries here.
    const fn is_kept(&self) -> bool {
        self.written > 0 || self.due > 0
    }

    /// I24 日志按时审批率; none where no diaries are kept.
    pub fn indicator(&self) -> Option<Indicator> {
        let days = self.approval_days;
        let formula = format!("按时审批的÷审批期限在本月的已提交日志（提交后{days}个工作日内审批，本局设置）");
        let of = (self.in_time, self.due);
        let span = self.period.title();
        self.is_kept().then(|| Indicator::rate("I24", "日志按时审批率", of, Target::AtLeast(100), &formula, &span))
    }

    /// What is told of them beside the figures; none where no diaries are kept.
    pub fn sentence(&self) -> Option<String> {
        let missing = match self.missing.as_slice() {
            [] => String::new(),
            some => format!("工作日没有日志的：{}（休假、培训等不用写的除外，仅供核对）。", some.join("、")),
        };
        let (written, due, in_time) = (self.written, self.due, self.in_time);
        let said = format!("本月市管员工作日志{written}篇；审批期限在本月的{due}篇，按时审批{in_time}篇。{missing}");
        self.is_kept().then_some(said)
    }
}

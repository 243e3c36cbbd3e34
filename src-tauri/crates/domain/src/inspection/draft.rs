//! A visit as typed, and everything that can be wrong with it by itself.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Finding, FollowUp, Inspection, Mode, OFFICERS};
use crate::{
    Head, Id, case_no,
    check::{self, Checked, Checker, Refusal},
    day, licence_no, sticks, text,
};

/// A visit as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct InspectionDraft {
    /// 检查日期
    pub inspected_on: String,
    /// 开始时间
    pub begun: String,
    /// 结束时间
    pub ended: String,
    /// 检查方式
    pub mode: String,
    /// 错时: 是 or nothing
    pub off_hours: String,
    /// 许可证号
    pub licence_no: String,
    /// 被检查户
    pub name: String,
    /// 地址
    pub address: String,
    /// 检查人
    pub officers: String,
    /// 一人检查说明
    pub lone_reason: String,
    /// 检查结果
    pub finding: String,
    /// 案由
    pub cause: String,
    /// 盘库数量
    pub stock: String,
    /// 与进货的差异
    pub difference: String,
    /// 处理
    pub follow_up: String,
    /// 立案案号
    pub case_no: String,
    /// 下次检查
    pub next_on: String,
    /// 备注
    pub remark: String,
}

impl InspectionDraft {
    /// Reads the draft into a visit, or says everything that is wrong with it.
    pub fn check(&self, id: Id<Inspection>, bureau: &str, today: NaiveDate) -> Checked<Inspection> {
        let mut c = Checker::default();
        let inspected_on = c.required("inspected_on", "检查日期", &self.inspected_on, |t| day::read(t, today));
        if let Some(on) = inspected_on.filter(|on| *on > today) {
            c.error("inspected_on", "future_date", format!("检查日期 {on} 在今天之后，还没有去的请先不登记。"));
        }
        let begun = c.optional("begun", &self.begun, day::read_clock);
        let ended = c.optional("ended", &self.ended, day::read_clock);
        let mode = c.take("mode", read_mode(&self.mode));
        let licence_no = c.optional("licence_no", &self.licence_no, licence_no::read);
        let name = c.required("name", "被检查户", &self.name, text::title);
        let address = c.optional("address", &self.address, text::title);
        let (officers, lone_reason) = self.check_officers(&mut c);
        let finding = c.required("finding", "检查结果", &self.finding, read_finding);
        let cause = text::some(&self.cause);
        match finding {
            Some(Finding::Abnormal) if cause.is_none() => {
                c.error("cause", "missing", "检查结果是异常，请填案由：发现了什么违法违规行为。");
            }
            Some(Finding::Normal) if cause.is_some() => {
                c.error("cause", "not_of_this_kind", "检查结果是正常，不填案由：请清空案由，或把结果改为异常。");
            }
            _ => {}
        }
        let stock_sticks = c.optional("stock", &self.stock, sticks::read);
        let difference_sticks = c.optional("difference", &self.difference, read_difference);
        let (follow_up, case_no) = self.check_follow_up(&mut c, finding);
        let next_on = c.optional("next_on", &self.next_on, |t| day::read(t, today));
        if next_on.zip(inspected_on).is_some_and(|(next, on)| next <= on) {
            c.error("next_on", "dates_out_of_order", "下次检查应在这次检查之后，请核对两个日期。");
        }
        let value =
            inspected_on.zip(mode).zip(name).zip(finding).map(|(((inspected_on, mode), name), finding)| Inspection {
                head: Head::new(id, bureau),
                inspected_on,
                begun,
                ended,
                mode,
                off_hours: text::yes(&self.off_hours),
                licence_no,
                name,
                address,
                retailer: None,
                vendor: None,
                officers,
                lone_reason,
                finding,
                cause,
                stock_sticks,
                difference_sticks,
                follow_up,
                case_no,
                next_on,
                remark: text::some(&self.remark),
            });
        c.finish(value)
    }

    /// Two officers at least; one alone stands with a reason, and is said (行政处罚法 §42).
    fn check_officers(&self, c: &mut Checker) -> (Vec<String>, Option<String>) {
        let officers = text::names(&self.officers);
        let lone_reason = c.optional("lone_reason", &self.lone_reason, check::reason);
        match officers.len() {
            0 => c.error("officers", "missing", "检查人必填，请补上两名以上执法人员。"),
            n if n < OFFICERS && self.lone_reason.trim().is_empty() => c.error(
                "officers",
                "one_officer",
                "检查应当由两名以上执法人员进行（行政处罚法第42条），请补上另一名；确实只有一人的，请在“一人检查说明”里写明。",
            ),
            n if n < OFFICERS => {
                c.warn("officers", "one_officer", "只有一名检查人，已按说明登记：不符合行政处罚法第42条，数据体检会列出。");
            }
            _ if lone_reason.is_some() => {
                c.error("lone_reason", "not_of_this_kind", "检查人有两名以上，不填一人检查说明，请清空。");
            }
            _ => {}
        }
        (officers, lone_reason)
    }

    fn check_follow_up(&self, c: &mut Checker, finding: Option<Finding>) -> (Option<FollowUp>, Option<String>) {
        let follow_up = c.optional("follow_up", &self.follow_up, read_follow_up);
        let case_no = c.optional("case_no", &self.case_no, |t| case_no::read(t).map(|no| no.to_string()));
        match (follow_up, finding) {
            (Some(FollowUp::Filed | FollowUp::Transferred), Some(Finding::Normal)) => {
                c.error("follow_up", "not_of_this_kind", "检查结果是正常，不会立案或移送：请核对结果和处理。");
            }
            (None, Some(Finding::Abnormal)) if self.follow_up.trim().is_empty() => {
                c.warn("follow_up", "missing", "检查结果是异常，还没有填处理：教育、告诫、立案 或 移送。");
            }
            _ => {}
        }
        let filed = matches!(follow_up, Some(FollowUp::Filed | FollowUp::Transferred));
        if case_no.is_some() && !filed && self.follow_up.trim().is_empty() {
            c.error("follow_up", "missing", "填了立案案号，处理请选立案或移送。");
        } else if case_no.is_some() && !filed {
            c.error("case_no", "not_of_this_kind", "只有立案、移送的才填立案案号，请清空或改处理。");
        } else if follow_up == Some(FollowUp::Filed) && self.case_no.trim().is_empty() {
            c.warn("case_no", "missing", "处理是立案，请在案件登记后补上立案案号。");
        }
        (follow_up, case_no)
    }
}

fn read_mode(typed: &str) -> Result<Mode, Refusal> {
    let word = text::line(typed);
    let all = || Mode::ALL.map(Mode::title).join("、");
    Mode::read(&word).ok_or_else(|| {
        Refusal::new("unknown_mode", format!("检查方式“{}”认不出，请填：{}。", text::short(&word), all()))
    })
}

fn read_finding(typed: &str) -> Result<Finding, Refusal> {
    let word = text::line(typed);
    Finding::read(&word).ok_or_else(|| {
        Refusal::new("unknown_finding", format!("检查结果“{}”认不出，请填：正常 或 异常。", text::short(&word)))
    })
}

fn read_follow_up(typed: &str) -> Result<FollowUp, Refusal> {
    let word = text::line(typed);
    let all = || FollowUp::ALL.map(FollowUp::title).join("、");
    FollowUp::read(&word).ok_or_else(|| {
        Refusal::new("unknown_follow_up", format!("处理“{}”认不出，请填：{}。", text::short(&word), all()))
    })
}

/// Reads more or less than was bought: `-3条`, `少3条`, `多2条`, `+2条`, `0`.
fn read_difference(typed: &str) -> Result<i64, Refusal> {
    let line = text::line(typed);
    for (word, sign) in [("-", -1), ("－", -1), ("少", -1), ("+", 1), ("多", 1)] {
        if let Some(rest) = line.strip_prefix(word) {
            return sticks::read(rest).map(|sticks| sign * sticks);
        }
    }
    sticks::read(&line)
}

impl From<&Inspection> for InspectionDraft {
    fn from(it: &Inspection) -> Self {
        let or_empty = |v: &Option<String>| v.clone().unwrap_or_default();
        let sticks = |v: Option<i64>| v.map(sticks::write).unwrap_or_default();
        Self {
            inspected_on: it.inspected_on.to_string(),
            begun: or_empty(&it.begun),
            ended: or_empty(&it.ended),
            mode: it.mode.title().to_owned(),
            off_hours: if it.off_hours { "是" } else { "" }.to_owned(),
            licence_no: or_empty(&it.licence_no),
            name: it.name.clone(),
            address: or_empty(&it.address),
            officers: it.officers.join("、"),
            lone_reason: or_empty(&it.lone_reason),
            finding: it.finding.title().to_owned(),
            cause: or_empty(&it.cause),
            stock: sticks(it.stock_sticks),
            difference: sticks(it.difference_sticks),
            follow_up: it.follow_up.map(FollowUp::title).unwrap_or_default().to_owned(),
            case_no: or_empty(&it.case_no),
            next_on: day::write_optional(it.next_on),
            remark: or_empty(&it.remark),
        }
    }
}

//! A matter as typed, and everything that can be wrong with it by itself. What its licence says to it is asked later.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Changes, Copies, Decision, Loss, Matter, MatterKind, SUSPENSION_MONTHS, transition::over_five_years};
use crate::{
    Head, Id,
    check::{Checked, Checker, Refusal},
    day, licence_no, text,
};

/// Working days by which a decision can be put off (管理办法 §23).
const EXTENSION_DAYS: u32 = 10;
/// Most working days that can be promised: those of the law (管理办法 §23).
const PROMISED_DAYS: u32 = 20;

/// A matter as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MatterDraft {
    /// 事项
    pub kind: String,
    /// 许可证号
    pub licence_no: String,
    /// 户名
    pub holder: String,
    /// 责令变更日期
    pub ordered_on: String,
    /// 申请日期
    pub applied_on: String,
    /// 补正告知日期
    pub supplement_on: String,
    /// 补正收齐日期
    pub supplemented_on: String,
    /// 受理日期
    pub accepted_on: String,
    /// 办理人
    pub handler: String,
    /// 核查日期
    pub checked_on: String,
    /// 核查人
    pub checkers: String,
    /// 承诺时限（工作日）
    pub promised_days: String,
    /// 延长（工作日）
    pub extended_days: String,
    /// 延长理由
    pub extension_reason: String,
    /// 决定
    pub decision: String,
    /// 决定日期
    pub decided_on: String,
    /// 决定文号
    pub decision_no: String,
    /// 审批人
    pub approver: String,
    /// 送达日期
    pub delivered_on: String,
    /// 停业起
    pub suspended_from: String,
    /// 停业止
    pub suspended_to: String,
    /// 变更前
    pub changed_from: String,
    /// 变更后
    pub changed_to: String,
    /// 变更后的户名
    pub to_trade_name: String,
    /// 变更后的负责人
    pub to_owner_name: String,
    /// 变更后的身份证号
    pub to_owner_id_number: String,
    /// 变更后的企业类型
    pub to_holder_type: String,
    /// 变更后的经营地址
    pub to_address: String,
    /// 变更后的许可范围
    pub to_scope: String,
    /// 变更后的供货单位
    pub to_supplier: String,
    /// 换发的许可证号
    pub new_licence_no: String,
    /// 补办的证件
    pub reissued: String,
    /// 补办原因
    pub loss: String,
    /// 有效期起
    pub valid_from: String,
    /// 有效期至
    pub valid_to: String,
    /// 事由
    pub reason: String,
    /// 备注
    pub remark: String,
}

/// The days of a matter in the order in which they come.
struct Steps {
    ordered: Option<NaiveDate>,
    applied: Option<NaiveDate>,
    supplement: Option<NaiveDate>,
    supplemented: Option<NaiveDate>,
    accepted: Option<NaiveDate>,
    checked: Option<NaiveDate>,
    decided: Option<NaiveDate>,
    delivered: Option<NaiveDate>,
}

/// What only some kinds have beside their days.
struct Own {
    changes: Changes,
    new_licence_no: Option<String>,
    reissued: Option<Copies>,
    loss: Option<Loss>,
}

/// What a decision gives: a term, or a time of being closed.
struct Spans {
    suspended_from: Option<NaiveDate>,
    suspended_to: Option<NaiveDate>,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
}

impl MatterDraft {
    /// Reads the draft into a matter, or says everything that is wrong with it.
    pub fn check(&self, id: Id<Matter>, bureau: &str, today: NaiveDate) -> Checked<Matter> {
        let mut c = Checker::default();
        let kind = c.required("kind", "事项", &self.kind, read_kind);
        let licence_no = c.optional("licence_no", &self.licence_no, licence_no::read);
        if licence_no.is_none() && self.licence_no.trim().is_empty() && kind.is_some_and(|it| it != MatterKind::New) {
            c.error("licence_no", "missing", "许可证号必填，请补上；只有新办可以先不填。");
        }
        let holder = c.required("holder", "户名", &self.holder, text::title);
        let steps = self.check_steps(&mut c, kind, today);
        let decision = c.optional("decision", &self.decision, read_decision);
        self.check_decision(&mut c, kind, decision, &steps);
        let checkers = self.check_checkers(&mut c, steps.checked);
        let promised_days = c.optional("promised_days", &self.promised_days, |t| days(t, PROMISED_DAYS));
        let extended_days = c.optional("extended_days", &self.extended_days, |t| days(t, EXTENSION_DAYS));
        if extended_days.is_some() && text::some(&self.extension_reason).is_none() {
            c.error("extension_reason", "missing", "延长期限须写明理由，并告知申请人（管理办法第23条），请补上。");
        }
        let spans = self.check_spans(&mut c, kind, decision, &steps, today);
        let own = self.check_own(&mut c, kind, decision);
        self.doubt_approver(&mut c);
        let value = kind.zip(holder).map(|(kind, holder)| Matter {
            head: Head::new(id, bureau),
            kind,
            licence_no,
            holder,
            licence: None,
            retailer: None,
            ordered_on: steps.ordered,
            applied_on: steps.applied,
            supplement_on: steps.supplement,
            supplemented_on: steps.supplemented,
            accepted_on: steps.accepted,
            handler: text::some(&self.handler),
            checked_on: steps.checked,
            checkers,
            promised_days,
            extended_days,
            extension_reason: text::some(&self.extension_reason),
            decided_on: steps.decided,
            decision,
            decision_no: text::some(&self.decision_no),
            approver: text::some(&self.approver),
            delivered_on: steps.delivered,
            suspended_from: spans.suspended_from,
            suspended_to: spans.suspended_to,
            changed_from: text::some(&self.changed_from),
            changed_to: text::some(&self.changed_to),
            changes: own.changes,
            new_licence_no: own.new_licence_no,
            reissued: own.reissued,
            loss: own.loss,
            valid_from: spans.valid_from,
            valid_to: spans.valid_to,
            reason: text::some(&self.reason),
            remark: text::some(&self.remark),
        });
        c.finish(value)
    }

    fn doubt_approver(&self, c: &mut Checker) {
        if text::some(&self.approver).is_some() && text::some(&self.approver) == text::some(&self.handler) {
            c.warn(
                "approver",
                "same_person",
                "办理人和审批人是同一人：经办与审批应当分开，确实只有一人的请在备注里说明。",
            );
        }
    }

    /// Reads the days and holds them against each other.
    fn check_steps(&self, c: &mut Checker, kind: Option<MatterKind>, today: NaiveDate) -> Steps {
        let mut read = |field, text: &str| c.optional(field, text, |t| day::read(t, today));
        let steps = Steps {
            ordered: read("ordered_on", &self.ordered_on),
            applied: read("applied_on", &self.applied_on),
            supplement: read("supplement_on", &self.supplement_on),
            supplemented: read("supplemented_on", &self.supplemented_on),
            accepted: read("accepted_on", &self.accepted_on),
            checked: read("checked_on", &self.checked_on),
            decided: read("decided_on", &self.decided_on),
            delivered: read("delivered_on", &self.delivered_on),
        };
        let order = [
            ("ordered_on", "责令变更", steps.ordered),
            ("applied_on", "申请", steps.applied),
            ("supplement_on", "补正告知", steps.supplement),
            ("supplemented_on", "补正收齐", steps.supplemented),
            ("accepted_on", "受理", steps.accepted),
            ("checked_on", "核查", steps.checked),
            ("decided_on", "决定", steps.decided),
            ("delivered_on", "送达", steps.delivered),
        ];
        let known: Vec<_> = order.iter().filter_map(|(f, name, on)| on.map(|on| (*f, *name, on))).collect();
        for pair in known.windows(2) {
            let ((_, earlier, a), (field, later, b)) = (pair[0], pair[1]);
            if b < a {
                c.error(
                    field,
                    "dates_out_of_order",
                    format!("{later}日期 {b} 早于{earlier}日期 {a}，请核对两个日期。"),
                );
            }
        }
        for (field, name, on) in &known {
            if *on > today {
                c.error(field, "future_date", format!("{name}日期 {on} 在今天之后，还没有发生的请先不填。"));
            }
        }
        if self.applied_on.trim().is_empty() && !(kind == Some(MatterKind::Change) && steps.ordered.is_some()) {
            let name = if kind.is_none_or(MatterKind::is_applied_for) { "申请日期" } else { "启动日期" };
            c.error("applied_on", "missing", format!("{name}必填，请补上。"));
        }
        if steps.ordered.is_some() && kind.is_some_and(|it| it != MatterKind::Change) {
            c.error("ordered_on", "not_of_this_kind", "责令变更日期只有变更才填，请清空。");
        }
        if steps.supplemented.is_some() && steps.supplement.is_none() && self.supplement_on.trim().is_empty() {
            c.error("supplement_on", "missing", "填了补正收齐日期，请补上补正告知日期。");
        }
        steps
    }

    /// A decision has its day and its day has a decision, and both fit the kind and the steps before.
    fn check_decision(&self, c: &mut Checker, kind: Option<MatterKind>, decision: Option<Decision>, steps: &Steps) {
        match (decision, steps.decided) {
            (Some(_), None) if self.decided_on.trim().is_empty() => {
                c.error("decided_on", "missing", "填了决定，请补上决定日期。");
            }
            (None, Some(_)) if self.decision.trim().is_empty() => {
                c.error("decision", "missing", "填了决定日期，请补上决定：准予、不予、不予受理、终止 或 视为准予。");
            }
            _ => {}
        }
        if steps.delivered.is_some() && self.decision.trim().is_empty() && self.decided_on.trim().is_empty() {
            c.error("decided_on", "missing", "还没有决定，不能送达：请先填决定和决定日期。");
        }
        let (Some(decision), Some(kind)) = (decision, kind) else { return };
        let applied_for = kind.is_applied_for();
        let accepted = steps.accepted.is_some() || !self.accepted_on.trim().is_empty();
        match decision {
            Decision::DeemedGranted if kind != MatterKind::Renewal => {
                c.error("decision", "not_of_this_kind", "只有延续才有视为准予（行政许可法第50条），请改填。");
            }
            Decision::NotAccepted if !applied_for => {
                c.error("decision", "not_of_this_kind", format!("{}不是申请事项，没有受理，请改填。", kind.title()));
            }
            Decision::NotAccepted if accepted => {
                c.error("decision", "already_accepted", "已经受理，不能再不予受理：不准许的请填不予。");
            }
            Decision::Granted | Decision::Refused if applied_for && !accepted => {
                c.error("accepted_on", "missing", "作出准予或不予的决定，须先受理，请补上受理日期。");
            }
            _ => {}
        }
        let told = matches!(decision, Decision::Refused | Decision::NotAccepted);
        if told && text::some(&self.reason).is_none() {
            c.error("reason", "missing", "不予许可、不予受理须说明理由（行政许可法第38条），请填事由。");
        }
        if decision == Decision::Granted && kind == MatterKind::New && steps.checked.is_none() {
            c.warn("checked_on", "not_checked", "新办没有填实地核查：核查须两人以上，请补上核查日期和核查人。");
        }
    }

    fn check_checkers(&self, c: &mut Checker, checked: Option<NaiveDate>) -> Vec<String> {
        let checkers = text::names(&self.checkers);
        if (checked.is_some() || !checkers.is_empty()) && checkers.len() < 2 {
            c.error("checkers", "one_checker", "实地核查须两名不同的人员，请补上另一名核查人。");
        }
        if !checkers.is_empty() && self.checked_on.trim().is_empty() {
            c.error("checked_on", "missing", "填了核查人，请补上核查日期。");
        }
        checkers
    }

    /// What only some kinds have: the time of being closed, the term of validity.
    fn check_spans(
        &self,
        c: &mut Checker,
        kind: Option<MatterKind>,
        decision: Option<Decision>,
        steps: &Steps,
        today: NaiveDate,
    ) -> Spans {
        let mut read = |field, text: &str| c.optional(field, text, |t| day::read(t, today));
        let spans = Spans {
            suspended_from: read("suspended_from", &self.suspended_from),
            suspended_to: read("suspended_to", &self.suspended_to),
            valid_from: read("valid_from", &self.valid_from),
            valid_to: read("valid_to", &self.valid_to),
        };
        let effect = decision.is_some_and(Decision::takes_effect);
        let closes = kind == Some(MatterKind::Suspension);
        let gives_term = kind.is_some_and(MatterKind::gives_term);
        let blank = |text: &str| text.trim().is_empty();
        for (field, name, text, fits, who) in [
            ("suspended_from", "停业起", &self.suspended_from, closes, "停业"),
            ("suspended_to", "停业止", &self.suspended_to, closes, "停业"),
            ("valid_from", "有效期起", &self.valid_from, gives_term, "新办、延续"),
            ("valid_to", "有效期至", &self.valid_to, gives_term, "新办、延续"),
        ] {
            if kind.is_some() && !blank(text) && !fits {
                c.error(field, "not_of_this_kind", format!("{name}只有{who}才填，请清空。"));
            }
            // A term that is left blank is computed beside the licence.
            if blank(text) && fits && effect && closes {
                c.error(field, "missing", format!("准予的，{name}必填，请补上。"));
            }
        }
        suspension(c, &spans);
        term(c, &spans, steps.decided);
        spans
    }

    /// What only a change, a renewal or a paper issued anew has.
    fn check_own(&self, c: &mut Checker, kind: Option<MatterKind>, decision: Option<Decision>) -> Own {
        let own = Own {
            changes: self.check_items(c, kind),
            new_licence_no: c.optional("new_licence_no", &self.new_licence_no, licence_no::read),
            reissued: c.optional("reissued", &self.reissued, |t| {
                read_word("补办的证件", t, &Copies::ALL.map(Copies::title), Copies::read)
            }),
            loss: c.optional("loss", &self.loss, |t| read_word("补办原因", t, &Loss::ALL.map(Loss::title), Loss::read)),
        };
        self.check_change(c, kind, decision);
        let renumbers = matches!(kind, Some(MatterKind::Change | MatterKind::Renewal));
        let reissues = kind == Some(MatterKind::Reissue);
        let granted = decision.is_some_and(Decision::takes_effect);
        for (field, name, text, fits, who) in [
            ("new_licence_no", "换发的许可证号", &self.new_licence_no, renumbers, "变更、延续"),
            ("reissued", "补办的证件", &self.reissued, reissues, "补办"),
            ("loss", "补办原因", &self.loss, reissues, "补办"),
        ] {
            if kind.is_some() && !fits && !text.trim().is_empty() {
                c.error(field, "not_of_this_kind", format!("{name}只有{who}才填，请清空。"));
            }
            if reissues && granted && fits && text.trim().is_empty() {
                c.error(field, "missing", format!("准予补办的，{name}必填，请补上。"));
            }
        }
        own
    }

    fn check_change(&self, c: &mut Checker, kind: Option<MatterKind>, decision: Option<Decision>) {
        let changes = kind == Some(MatterKind::Change);
        // What is changed item by item names itself, also where one cannot be read.
        if changes && self.names_items() {
            return;
        }
        for (field, name, text) in
            [("changed_from", "变更前", &self.changed_from), ("changed_to", "变更后", &self.changed_to)]
        {
            if kind.is_some() && !changes && text::some(text).is_some() {
                c.error(field, "not_of_this_kind", format!("{name}只有变更才填，请清空。"));
            }
            if changes && decision.is_some_and(Decision::takes_effect) && text::some(text).is_none() {
                let said = format!("准予变更的，请填变更后的户名、负责人、地址等；证上没有的内容写在{name}。");
                c.error(field, "missing", said);
            }
        }
        if changes && text::some(&self.changed_from).is_some() && self.changed_from.trim() == self.changed_to.trim() {
            c.error("changed_to", "nothing_changed", "变更前后是一样的，请核对。");
        }
    }
}

/// A shop is closed for a month at least and a year at most.
fn suspension(c: &mut Checker, spans: &Spans) {
    let Some((from, to)) = spans.suspended_from.zip(spans.suspended_to) else { return };
    let after = |months| from.checked_add_months(Months::new(months)).unwrap_or(from);
    if to < from {
        c.error("suspended_to", "ends_before_start", format!("停业止 {to} 早于停业起 {from}，请核对两个日期。"));
    } else if to > after(SUSPENSION_MONTHS) {
        c.error("suspended_to", "over_a_year", "停业最长一年（实施细则第23条），请改短；不再经营的办歇业。");
    } else if to < after(1) {
        c.warn("suspended_to", "under_a_month", "停业不到一个月，不必申请停业（实施细则第23条），请核对。");
    }
}

/// A term begins before it ends, and lasts five years at most.
fn term(c: &mut Checker, spans: &Spans, decided: Option<NaiveDate>) {
    let Some((from, to)) = spans.valid_from.or(decided).zip(spans.valid_to) else { return };
    if to < from {
        c.error("valid_to", "ends_before_start", format!("有效期至 {to} 早于有效期起 {from}，请核对两个日期。"));
    } else if spans.valid_from.is_some() && from.checked_add_months(Months::new(60)).is_some_and(|end| to > end) {
        c.error("valid_to", "over_five_years", over_five_years(to));
    }
}

fn read_kind(typed: &str) -> Result<MatterKind, Refusal> {
    let word = text::line(typed);
    let all = || MatterKind::ALL.map(MatterKind::title).join("、");
    MatterKind::read(&word)
        .ok_or_else(|| Refusal::new("unknown_kind", format!("事项“{word}”认不出，请填：{}。", all())))
}

fn read_decision(typed: &str) -> Result<Decision, Refusal> {
    let word = text::line(typed);
    let all = || Decision::ALL.map(Decision::title).join("、");
    Decision::read(&word)
        .ok_or_else(|| Refusal::new("unknown_decision", format!("决定“{word}”认不出，请填：{}。", all())))
}

/// Reads one of a few words.
fn read_word<T>(name: &str, typed: &str, all: &[&str], read: fn(&str) -> Option<T>) -> Result<T, Refusal> {
    let word = text::line(typed);
    let said = || format!("{name}“{word}”认不出，请填：{}。", all.join("、"));
    read(&word).ok_or_else(|| Refusal::new("unknown_word", said()))
}

/// Reads a number of working days from 1 to `most`.
fn days(typed: &str, most: u32) -> Result<u32, Refusal> {
    let line = text::line(typed);
    let number = line.trim_end_matches(['日', '天']).trim_end_matches("个工作").trim();
    number
        .parse()
        .ok()
        .filter(|n| (1..=most).contains(n))
        .ok_or_else(|| Refusal::new("days_form", format!("“{line}”不对，请填1到{most}之间的整数（工作日）。")))
}

impl From<&Matter> for MatterDraft {
    fn from(it: &Matter) -> Self {
        let or_empty = |v: &Option<String>| v.clone().unwrap_or_default();
        let number = |v: Option<u32>| v.map(|n| n.to_string()).unwrap_or_default();
        let mut draft = Self {
            kind: it.kind.title().to_owned(),
            licence_no: or_empty(&it.licence_no),
            holder: it.holder.clone(),
            ordered_on: day::write_optional(it.ordered_on),
            applied_on: day::write_optional(it.applied_on),
            supplement_on: day::write_optional(it.supplement_on),
            supplemented_on: day::write_optional(it.supplemented_on),
            accepted_on: day::write_optional(it.accepted_on),
            handler: or_empty(&it.handler),
            checked_on: day::write_optional(it.checked_on),
            checkers: it.checkers.join("、"),
            promised_days: number(it.promised_days),
            extended_days: number(it.extended_days),
            extension_reason: or_empty(&it.extension_reason),
            decision: it.decision.map(Decision::title).unwrap_or_default().to_owned(),
            decided_on: day::write_optional(it.decided_on),
            decision_no: or_empty(&it.decision_no),
            approver: or_empty(&it.approver),
            delivered_on: day::write_optional(it.delivered_on),
            suspended_from: day::write_optional(it.suspended_from),
            suspended_to: day::write_optional(it.suspended_to),
            changed_from: or_empty(&it.changed_from),
            changed_to: or_empty(&it.changed_to),
            valid_from: day::write_optional(it.valid_from),
            valid_to: day::write_optional(it.valid_to),
            new_licence_no: or_empty(&it.new_licence_no),
            reissued: it.reissued.map(Copies::title).unwrap_or_default().to_owned(),
            loss: it.loss.map(Loss::title).unwrap_or_default().to_owned(),
            reason: or_empty(&it.reason),
            remark: or_empty(&it.remark),
            ..Self::default()
        };
        draft.put_items(&it.changes);
        draft
    }
}

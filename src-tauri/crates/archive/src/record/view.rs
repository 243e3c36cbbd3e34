//! A record as people read it: sections of lines, what it is tied to, its documents. Never a byte of who reported.

mod linked;
mod slots;

use yihu_domain::{Noun, Result, calendar::Calendar, day, hotline::Limit, id_card, rights::Right};

use super::{
    FieldKind, InformantState, Line, Look, Mark, Presence, Row, Section, Tag, View,
    draft::{BECAUSE, Stored},
    field,
    inspection::outcome,
    list::{Beside, shown},
};
use crate::Archive;

/// The sections of a noun: title, fields.
type Sections = &'static [(&'static str, &'static [&'static str])];

const RETAILER: Sections = &[
    (
        "基本信息",
        &["trade_name", "owner_name", "owner_id_number", "phone", "holder_type", "uscc", "business_registration_no"],
    ),
    ("经营场所", &["address", "town", "village", "format", "market"]),
    (
        "许可证",
        &[
            "licence_no",
            "state",
            "issued_on",
            "valid_from",
            "valid_to",
            "renewal_by",
            "scope",
            "supplier",
            "upstream_no",
        ],
    ),
    ("分类管理", &["class", "class_on", "class_reason", "class_rule", "class_by", "special_care"]),
    ("备注", &["remark"]),
];

const MATTER: Sections = &[
    ("事项", &["kind", "licence_no", "holder", "reason", "stage", "overdue"]),
    ("申请与受理", &["ordered_on", "applied_on", "supplement_on", "supplemented_on", "accepted_on", "handler"]),
    ("实地核查", &["checked_on", "checkers"]),
    (
        "决定与送达",
        &[
            "promised_days",
            "extended_days",
            "extension_reason",
            "decision",
            "decided_on",
            "decision_no",
            "approver",
            "delivered_on",
        ],
    ),
    (
        "变更、停业、补办与有效期",
        &[
            "changed_from",
            "changed_to",
            "suspended_from",
            "suspended_to",
            "reissued",
            "loss",
            "valid_from",
            "valid_to",
            "new_licence_no",
        ],
    ),
    ("备注", &["remark"]),
];

const VENDOR: Sections = &[
    ("无证户", &["name", "trade_name", "id_number", "phone", "address", "town", "format"]),
    ("发现", &["found_on", "found_how", "inspectors", "seen"]),
    ("状态", &["state"]),
    ("备注", &["remark"]),
];

const INSPECTION: Sections = &[
    ("检查", &["inspected_on", "begun", "ended", "mode", "off_hours", "officers", "lone_reason"]),
    ("被检查户", &["name", "licence_no", "address"]),
    ("结果", &["finding", "cause", "stock", "difference"]),
    ("处理", &["follow_up", "case_no", "next_on"]),
    ("备注", &["remark"]),
];

const DIARY: Sections = &[
    ("日志", &["diary_on", "officer", "route", "visits"]),
    ("工作内容", &["content", "problems"]),
    (
        "提交与审批",
        &["state", "overdue", "submitted_on", "approver", "approved_on", "opinion", "returned_on", "return_reason"],
    ),
    ("备注", &["remark"]),
];

const CAMPAIGN: Sections = &[
    ("活动", &["kind", "title", "from_on", "to_on", "stage", "place"]),
    ("参加", &["agencies", "officers"]),
    ("成果", &["households_checked", "cases_found", "during", "summary"]),
    ("备注", &["remark"]),
];

const CASE: Sections = &[
    ("立案", &["case_no", "cause", "procedure", "source", "occurred_on", "filed_on", "officers"]),
    ("当事人", &["party_name", "party_id_number", "party_address", "licence_no"]),
    ("涉案情况", &["sticks", "value", "seized_sticks", "fine"]),
    (
        "办理经过",
        &["days_left", "investigated_on", "decided_on", "decision_no", "served_on", "closed_on", "archived_on"],
    ),
    ("移送与救济", &["transferred_to", "transferred_on", "reviewed", "sued"]),
    ("案情与备注", &["facts", "remark"]),
];

const HOTLINE: Sections = &[
    ("受理", &["upstream_no", "category", "channel", "received_at", "dispatched_at"]),
    ("反映的情况", &["target_name", "target_address", "content", "summary"]),
    ("办理", &["handler", "due_on", "overdue", "result", "closed_on", "feedback"]),
    ("备注", &["remark"]),
];

const STAFF: Sections = &[
    ("基本信息", &["full_name", "id_number", "mobile", "department", "post", "joined_on", "state"]),
    ("执法资格", &["law_certificate_no", "inspection_certificate_no", "certificate_valid_to", "internal_full_time"]),
    ("培训", &["hours_year"]),
    ("备注", &["remark"]),
];

const TRAINING: Sections =
    &[("培训", &["held_on", "topic", "mode", "lecturer", "place", "hours", "total"]), ("备注", &["remark"])];

impl Archive {
    /// Shows a record with what belongs to it.
    pub fn record_view(&self, noun: Noun, id: &str) -> Result<View> {
        self.require(Right::Read)?;
        super::require_page(noun)?;
        let stored = self.stored(noun, Self::id(noun, id)?)?;
        let beside = self.beside(noun)?;
        let row = self.row(&stored, &beside)?;
        let (slots, loose) = self.slots(&stored)?;
        Ok(View {
            noun,
            id: id.to_owned(),
            revision: stored.revision(),
            number: row.number.clone(),
            title: row.title.clone(),
            removed: row.removed,
            demo: self.bureau.demo,
            tags: self.tags(&stored, &row)?,
            sections: self.sections(&stored, &row, &beside)?,
            classes: self.class_changes(&stored)?,
            linked: self.linked(&stored, &beside)?,
            ties: self.ties(&stored)?,
            slots,
            rates: self.rates_of(stored.noun(), stored.id())?,
            loose,
            attendance: self.present(&stored)?,
            goods: stored.goods(),
            measures: stored.measures(),
            informant: self.informant_state(&stored)?,
            looks: self.looks_at(&stored)?,
            standing: match &stored {
                Stored::Hotline(it) => self.standing_reason(it.head.id)?,
                _ => None,
            },
            kept_at: self.kept_draft(noun, Some(stored.id()))?.map(|kept| kept.at),
        })
    }

    /// What is to be seen at a glance; of a shop, when it was visited last.
    fn tags(&self, stored: &Stored, row: &Row) -> Result<Vec<Tag>> {
        let mut tags = tags(stored, row, self.bureau.demo);
        if let Stored::Retailer(it, _) = stored {
            tags.push(self.last_visit(it.head.id)?);
        }
        Ok(tags)
    }

    fn informant_state(&self, stored: &Stored) -> Result<InformantState> {
        Ok(match stored {
            Stored::Hotline(it) if it.informant.is_none() && !self.has_scans(it)? => InformantState::Anonymous,
            Stored::Hotline(_) if self.informants.is_some() => InformantState::Viewable,
            Stored::Hotline(_) => InformantState::Veiled,
            _ => InformantState::None,
        })
    }

    fn sections(&self, stored: &Stored, row: &Row, beside: &Beside) -> Result<Vec<Section>> {
        let clock = match stored {
            Stored::Matter(it) => self.clock_of(it, beside)?,
            Stored::Diary(it) => self.approval_clock(it, beside),
            _ => String::new(),
        };
        let mut sections = sections(stored, row, beside, &clock)?;
        if let Stored::Matter(it) = stored
            && let Some(nth) = self.nth_reissue(it)?
            && let Some(line) = sections.iter_mut().flat_map(|it| &mut it.lines).find(|it| it.field == "reissued")
        {
            line.text = format!("{}（{nth}）", line.text);
        }
        Ok(sections)
    }

    fn looks_at(&self, stored: &Stored) -> Result<Vec<Look>> {
        match stored {
            Stored::Hotline(it) => self.looks(it.head.id),
            _ => Ok(Vec::new()),
        }
    }

    /// Who was at a training, in hours.
    fn present(&self, stored: &Stored) -> Result<Vec<Presence>> {
        let mut present = stored.attendance();
        for (there, it) in present.iter_mut().zip(match stored {
            Stored::Training(it) => it.attendance.as_slice(),
            _ => &[],
        }) {
            there.name = self.store.get(it.staff)?.full_name;
            there.mark = shown(FieldKind::Hours, there.mark.clone());
        }
        Ok(present)
    }
}

fn sections(stored: &Stored, row: &Row, beside: &Beside, clock: &str) -> Result<Vec<Section>> {
    let noun = stored.noun();
    let layout = match noun {
        Noun::Retailer => RETAILER,
        Noun::Matter => MATTER,
        Noun::Vendor => VENDOR,
        Noun::Inspection => INSPECTION,
        Noun::Diary => DIARY,
        Noun::Campaign => CAMPAIGN,
        Noun::Case => CASE,
        Noun::Hotline => HOTLINE,
        Noun::Staff => STAFF,
        _ => TRAINING,
    };
    let titles = field::fields(noun);
    // A list has them on one line; here the paragraphs stand as they were written.
    let texts = stored.texts()?;
    let line = |name: &&str| {
        let it = titles.iter().find(|it| it.name == *name)?;
        let cell = row.cells.get(*name).cloned().unwrap_or_default();
        let text = match it.kind {
            FieldKind::Long => texts.get(*name).cloned().unwrap_or_default(),
            FieldKind::IdCard => with_birth(cell),
            _ if matches!(noun, Noun::Matter | Noun::Diary) && *name == field::TIME_LEFT.0 => format!("{cell}{clock}"),
            _ => dated(stored, name, cell, beside),
        };
        let text = match texts.get(&format!("{BECAUSE}{name}")) {
            Some(reason) => format!("{text}（按原因保留：{reason}）"),
            None => text,
        };
        Some(Line { field: it.name.clone(), title: it.title.clone(), text, mark: row.marks.get(*name).copied() })
    };
    Ok(layout
        .iter()
        .map(|(title, names)| Section { title: (*title).to_owned(), lines: names.iter().filter_map(line).collect() })
        .collect())
}

/// An identity number with what it says.
fn with_birth(number: String) -> String {
    match id_card::sex(&number).zip(id_card::birth(&number)) {
        Some((sex, born)) => format!("{number}（{sex}，{}生）", day::long(born)),
        None => number,
    }
}

/// A term with the day on which it ends.
fn dated(stored: &Stored, name: &str, cell: String, beside: &Beside) -> String {
    let calendar: &Calendar = &beside.calendar;
    match (stored, name) {
        (Stored::Case(it), "days_left") => match it.decision_due_on().filter(|_| it.decided_on.is_none()) {
            Some(due) => format!("{due}（{cell}）"),
            None => cell,
        },
        // Confusable words are explained where they stand.
        (Stored::Matter(it), "kind") => match beside.rules.of(it.kind) {
            Some(rule) => rule.line(),
            None => cell,
        },
        (Stored::Hotline(it), "due_on") if cell.is_empty() => {
            let limit = it.limit(&beside.limits).map(Limit::says).unwrap_or_default();
            it.due_by(calendar, &beside.limits).map(|due| format!("{due}（{limit}）")).unwrap_or_default()
        }
        _ => cell,
    }
}

/// What is to be seen at a glance.
fn tags(stored: &Stored, row: &Row, demo: bool) -> Vec<Tag> {
    let tag = |text: &str, mark| Tag { text: text.to_owned(), mark };
    let cell = |name: &str| {
        let text = row.cells.get(name).filter(|text| !text.is_empty())?;
        Some(tag(text, row.marks.get(name).copied().unwrap_or(Mark::Info)))
    };
    let mut tags = Vec::new();
    if row.removed {
        tags.push(tag("已作废", Mark::Danger));
    }
    match stored {
        Stored::Retailer(it, licences) => {
            match licences.first() {
                Some(_) => tags.extend(cell("state")),
                None => tags.push(cell("state").unwrap_or_else(|| tag("无许可证", Mark::Warning))),
            }
            // 有效期至 says in brackets that it has run out, or soon will.
            let term =
                row.cells.get("valid_to").and_then(|t| t.split_once('（')).map(|(_, t)| t.trim_end_matches('）'));
            tags.extend(term.zip(row.marks.get("valid_to")).map(|(text, mark)| tag(&format!("许可证{text}"), *mark)));
            if it.merged_into.is_some() {
                tags.push(tag("已并入另一户", Mark::Warning));
            }
            if licences.is_empty() {
                tags.extend(cell("class"));
            } else {
                tags.push(cell("class").unwrap_or_else(|| tag("未分类", Mark::Warning)));
            }
        }
        Stored::Matter(_) => tags.extend([field::STAGE.0, field::TIME_LEFT.0].into_iter().filter_map(cell)),
        Stored::Diary(_) => tags.extend(["state", field::TIME_LEFT.0].into_iter().filter_map(cell)),
        Stored::Campaign(_) => tags.extend(["kind", field::STAGE.0].into_iter().filter_map(cell)),
        Stored::Hotline(_) => tags.extend(["category", field::TIME_LEFT.0].into_iter().filter_map(cell)),
        Stored::Vendor(_) => tags.extend(["state", "found_how"].into_iter().filter_map(cell)),
        Stored::Inspection(it) => {
            let (said, mark) = outcome(it);
            tags.push(tag(&said, mark));
            if it.lone_reason.is_some() {
                tags.push(tag("只有一名检查人", Mark::Warning));
            }
        }
        Stored::Case(it) => {
            tags.extend(cell(field::DAYS_LEFT.0).map(|t| Tag { text: decision(&t.text), ..t }));
            if it.is_criminal_suspect() && !it.is_transferred() {
                tags.push(tag("达到移送标准", Mark::Danger));
            }
        }
        Stored::Staff(_) => {
            tags.extend(cell("state"));
            tags.extend(cell(field::HOURS_YEAR.0).map(|t| Tag { text: format!("本年{}", t.text), ..t }));
        }
        Stored::Training(_) => tags.extend(cell("hours")),
    }
    if demo {
        tags.push(tag("演示数据", Mark::Info));
    }
    tags
}

/// 还有3天 of what.
fn decision(term: &str) -> String {
    if term.starts_with('已') { term.to_owned() } else { format!("处罚决定{term}") }
}

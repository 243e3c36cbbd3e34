//! One record of any noun between the form's texts and the stored record. It knows no store and no window.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Map, Value};
use uuid::Uuid;
use yihu_domain::{
    Error, Id, Noun, Record, Result,
    campaign::{Campaign, CampaignDraft},
    case::{Case, CaseDraft, CaseGoods},
    check::{Checked, Problem, Severity},
    diary::{Diary, DiaryDraft},
    hotline::{Hotline, HotlineDraft, Informant},
    hours,
    inspection::{Inspection, InspectionDraft},
    licence::{Licence, LicenceDraft},
    matter::{Matter, MatterDraft},
    money,
    retailer::{Retailer, RetailerDraft},
    staff::{Staff, StaffDraft},
    sticks, text,
    training::{Attendance, AttendanceDraft, Training, TrainingDraft},
    vendor::{Vendor, VendorDraft},
};

use super::{Draft, Goods, Measure, Presence, class, vendor};
use crate::records::value;

/// Before the name of a field: the form's text that says why its doubted value stands.
pub(crate) const BECAUSE: &str = "because.";

/// The stored record of a list page: a retailer stands with its licences, the current one first.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Stored {
    Retailer(Box<Retailer>, Vec<Licence>),
    Matter(Box<Matter>),
    Vendor(Box<Vendor>),
    Inspection(Box<Inspection>),
    Diary(Box<Diary>),
    Campaign(Box<Campaign>),
    Case(Box<Case>),
    Hotline(Box<Hotline>),
    Staff(Box<Staff>),
    Training(Box<Training>),
}

/// Under which ids and for whom a draft is read.
pub(crate) struct Frame<'a> {
    pub(crate) bureau: &'a str,
    pub(crate) today: NaiveDate,
    /// Who fills it in
    pub(crate) user: &'a str,
    /// For the record, where it is new
    pub(crate) id: Uuid,
    /// For its licence, where that is new
    pub(crate) licence: Uuid,
}

/// What is written with a matter: the file of who applies, and what its decision moves.
#[derive(Debug, Default)]
pub(crate) struct Moves {
    pub(crate) retailer: Option<Box<Retailer>>,
    /// As they become; one that goes before the one that comes
    pub(crate) licences: Vec<Licence>,
}

/// What a draft was read into.
#[derive(Debug)]
pub(crate) enum Wanted {
    /// A file that never had a licence has none
    Retailer(Box<Retailer>, Option<Box<Licence>>),
    Matter(Box<Matter>, Moves),
    Vendor(Box<Vendor>),
    Inspection(Box<Inspection>),
    Diary(Box<Diary>),
    Campaign(Box<Campaign>),
    Case(Box<Case>),
    Hotline(Box<Hotline>, Informant),
    Staff(Box<Staff>),
    Training(Box<Training>),
}

impl Stored {
    /// Its noun.
    pub(crate) const fn noun(&self) -> Noun {
        match self {
            Self::Retailer(..) => Noun::Retailer,
            Self::Matter(_) => Noun::Matter,
            Self::Vendor(_) => Noun::Vendor,
            Self::Inspection(_) => Noun::Inspection,
            Self::Diary(_) => Noun::Diary,
            Self::Campaign(_) => Noun::Campaign,
            Self::Case(_) => Noun::Case,
            Self::Hotline(_) => Noun::Hotline,
            Self::Staff(_) => Noun::Staff,
            Self::Training(_) => Noun::Training,
        }
    }

    /// Its id.
    pub(crate) fn id(&self) -> Uuid {
        match self {
            Self::Retailer(it, _) => it.head.id.uuid(),
            Self::Matter(it) => it.head.id.uuid(),
            Self::Vendor(it) => it.head.id.uuid(),
            Self::Inspection(it) => it.head.id.uuid(),
            Self::Diary(it) => it.head.id.uuid(),
            Self::Campaign(it) => it.head.id.uuid(),
            Self::Case(it) => it.head.id.uuid(),
            Self::Hotline(it) => it.head.id.uuid(),
            Self::Staff(it) => it.head.id.uuid(),
            Self::Training(it) => it.head.id.uuid(),
        }
    }

    /// 作废
    pub(crate) fn removed(&self) -> bool {
        match self {
            Self::Retailer(it, _) => it.head.removed,
            Self::Matter(it) => it.head.removed,
            Self::Vendor(it) => it.head.removed,
            Self::Inspection(it) => it.head.removed,
            Self::Diary(it) => it.head.removed,
            Self::Campaign(it) => it.head.removed,
            Self::Case(it) => it.head.removed,
            Self::Hotline(it) => it.head.removed,
            Self::Staff(it) => it.head.removed,
            Self::Training(it) => it.head.removed,
        }
    }

    /// Counts the writes to it and, of a retailer, to its licences: it never goes back, so one that stayed the same
    /// says that none of them was written.
    pub(crate) fn revision(&self) -> u32 {
        let count = match self {
            Self::Retailer(it, licences) => it.head.revision + licences.iter().map(|l| l.head.revision).sum::<i64>(),
            Self::Matter(it) => it.head.revision,
            Self::Vendor(it) => it.head.revision,
            Self::Inspection(it) => it.head.revision,
            Self::Diary(it) => it.head.revision,
            Self::Campaign(it) => it.head.revision,
            Self::Case(it) => it.head.revision,
            Self::Hotline(it) => it.head.revision,
            Self::Staff(it) => it.head.revision,
            Self::Training(it) => it.head.revision,
        };
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// The number people say; empty where it has none.
    pub(crate) fn number(&self) -> String {
        match self {
            Self::Retailer(_, licences) => licences.first().map(|l| l.licence_no.clone()).unwrap_or_default(),
            Self::Matter(it) => it.licence_no.clone().unwrap_or_default(),
            Self::Vendor(it) => it.found_on.to_string(),
            Self::Inspection(it) => it.inspected_on.to_string(),
            Self::Diary(it) => it.diary_on.to_string(),
            Self::Campaign(it) => it.from_on.to_string(),
            Self::Case(it) => it.case_no.to_string(),
            Self::Hotline(it) => it.upstream_no.clone().unwrap_or_default(),
            Self::Staff(it) => it.law_certificate_no.clone().unwrap_or_default(),
            Self::Training(it) => it.held_on.to_string(),
        }
    }

    /// What a clerk calls it.
    pub(crate) fn title(&self) -> String {
        match self {
            Self::Retailer(it, _) => it.trade_name.clone(),
            Self::Matter(it) => format!("{}：{}", it.kind.title(), it.holder),
            Self::Vendor(it) => it.name.clone(),
            Self::Inspection(it) => it.name.clone(),
            Self::Diary(it) => it.officer.clone(),
            Self::Campaign(it) => it.title.clone(),
            Self::Case(it) => format!("{}{}案", it.party_name, it.cause.strip_suffix('案').unwrap_or(&it.cause)),
            Self::Hotline(it) => match &it.target_name {
                Some(target) => format!("{}：{target}", it.category.title()),
                None => it.title(),
            },
            Self::Staff(it) => it.full_name.clone(),
            Self::Training(it) => it.topic.clone(),
        }
    }

    /// Field → text as its form has it. Who reported is not in the record, and so not here.
    pub(crate) fn texts(&self) -> Result<BTreeMap<String, String>> {
        let mut texts = match self {
            Self::Retailer(it, licences) => {
                let mut texts = licences
                    .first()
                    .map(LicenceDraft::from)
                    .map_or_else(|| texts_of(&LicenceDraft::default()), |draft| texts_of(&draft))?;
                texts.extend(texts_of(&RetailerDraft::from(&**it))?);
                texts
            }
            Self::Matter(it) => texts_of(&MatterDraft::from(&**it))?,
            Self::Vendor(it) => texts_of(&VendorDraft::from(&**it))?,
            Self::Inspection(it) => texts_of(&InspectionDraft::from(&**it))?,
            Self::Diary(it) => texts_of(&DiaryDraft::from(&**it))?,
            Self::Campaign(it) => texts_of(&CampaignDraft::from(&**it))?,
            Self::Case(it) => texts_of(&CaseDraft::from(&**it))?,
            Self::Hotline(it) => texts_of(&HotlineDraft::from(&**it))?,
            Self::Staff(it) => texts_of(&StaffDraft::from(&**it))?,
            Self::Training(it) => texts_of(&TrainingDraft::from(&**it))?,
        };
        for field in ["received_at", "dispatched_at"] {
            if let Some(whole) = texts.get(field).and_then(|t| t.strip_suffix(":00")).map(str::to_owned) {
                texts.insert(field.to_owned(), whole);
            }
        }
        Ok(texts)
    }

    /// Its goods, as typed.
    pub(crate) fn goods(&self) -> Vec<Goods> {
        let Self::Case(case) = self else { return Vec::new() };
        let money = |fen: Option<i64>| fen.map(money::write).unwrap_or_default();
        let line = |it: &CaseGoods| Goods {
            brand: it.brand.clone(),
            barcode: it.barcode.clone().unwrap_or_default(),
            quantity: sticks::write(it.sticks),
            price: money(it.price_fen),
            amount: money(it.amount_fen),
            authenticity: it.authenticity.clone().unwrap_or_default(),
            disposition: it.disposition.clone().unwrap_or_default(),
        };
        case.goods.iter().map(line).collect()
    }

    /// What was done about it, as typed.
    pub(crate) fn measures(&self) -> Vec<Measure> {
        let Self::Vendor(it) = self else { return Vec::new() };
        it.measures.iter().map(Measure::from).collect()
    }

    /// Who was there, in hours, unnamed.
    pub(crate) fn attendance(&self) -> Vec<Presence> {
        let Self::Training(training) = self else { return Vec::new() };
        let present = |it: &Attendance| Presence {
            staff: it.staff.to_string(),
            name: String::new(),
            mark: hours::write(it.tenths),
        };
        training.attendance.iter().map(present).collect()
    }
}

/// Reads a draft of a new record, or of one that is stored.
pub(crate) fn read(noun: Noun, stored: Option<&Stored>, draft: &Draft, frame: &Frame<'_>) -> Result<Checked<Wanted>> {
    let Frame { bureau, today, .. } = *frame;
    let id = stored.map_or(frame.id, Stored::id);
    Ok(match noun {
        Noun::Retailer => retailer(stored, draft, frame)?,
        Noun::Matter => {
            let mut checked = filled::<MatterDraft>(draft)?.check(Id::new(id), bureau, today);
            if let (Some(it), Some(Stored::Matter(was))) = (&mut checked.value, stored) {
                it.head = was.head.clone();
                (it.licence, it.retailer) = (was.licence, was.retailer);
            }
            map(checked, |it| Wanted::Matter(Box::new(it), Moves::default()))
        }
        Noun::Vendor => vendor_of(stored, draft, frame)?,
        Noun::Inspection => {
            let mut checked = filled::<InspectionDraft>(draft)?.check(Id::new(id), bureau, today);
            if let (Some(it), Some(Stored::Inspection(was))) = (&mut checked.value, stored) {
                it.head = was.head.clone();
            }
            map(checked, |it| Wanted::Inspection(Box::new(it)))
        }
        Noun::Diary => diary(stored, draft, frame)?,
        Noun::Campaign => {
            let mut checked = filled::<CampaignDraft>(draft)?.check(Id::new(id), bureau, today);
            if let (Some(it), Some(Stored::Campaign(was))) = (&mut checked.value, stored) {
                it.head = was.head.clone();
            }
            map(checked, |it| Wanted::Campaign(Box::new(it)))
        }
        Noun::Case => case(stored, draft, frame)?,
        Noun::Hotline => {
            let mut checked = filled::<HotlineDraft>(draft)?.check(Id::new(id), bureau, today);
            if let (Some((it, _)), Some(Stored::Hotline(was))) = (&mut checked.value, stored) {
                it.head = was.head.clone();
                (it.retailer, it.case) = (was.retailer, was.case);
            }
            map(checked, |(it, informant)| Wanted::Hotline(Box::new(it), informant))
        }
        Noun::Staff => {
            let mut checked = filled::<StaffDraft>(draft)?.check(Id::new(id), bureau, today);
            if let (Some(it), Some(Stored::Staff(was))) = (&mut checked.value, stored) {
                it.head = was.head.clone();
            }
            map(checked, |it| Wanted::Staff(Box::new(it)))
        }
        Noun::Training => {
            let mut checked = training(draft)?.check(Id::new(id), bureau, today);
            if let (Some(it), Some(Stored::Training(was))) = (&mut checked.value, stored) {
                it.head = was.head.clone();
                // Those who were written down before stand where they stood: their order says nothing.
                let place = |staff| was.attendance.iter().position(|a| a.staff == staff).unwrap_or(usize::MAX);
                it.attendance.sort_by_key(|a| place(a.staff));
            }
            map(checked, |it| Wanted::Training(Box::new(it)))
        }
        _ => return Err(super::no_page(noun)),
    })
}

fn retailer(stored: Option<&Stored>, draft: &Draft, frame: &Frame<'_>) -> Result<Checked<Wanted>> {
    let Frame { bureau, today, .. } = *frame;
    let (was, current) = match stored {
        Some(Stored::Retailer(it, licences)) => (Some(&**it), licences.first()),
        _ => (None, None),
    };
    let id = was.map_or(Id::new(frame.id), |it| it.head.id);
    let typed = filled::<RetailerDraft>(draft)?;
    let mut wanted = typed.check(id, bureau, today);
    if let (Some(it), Some(was)) = (&mut wanted.value, was) {
        (it.head, it.merged_into) = (was.head.clone(), was.merged_into);
    }
    class::decide(&mut wanted, &typed, was, (today, frame.user));
    let mut fields = filled::<LicenceDraft>(draft)?;
    // A row of the ledger has one 备注: it belongs to the retailer.
    fields.remark = current.and_then(|l| l.remark.clone()).unwrap_or_default();
    let blank = LicenceDraft { state: String::new(), ..fields.clone() } == LicenceDraft::default();
    if was.is_some() && current.is_none() && blank {
        return Ok(map(wanted, |it| Wanted::Retailer(Box::new(it), None)));
    }
    let licence_id = current.map_or(Id::new(frame.licence), |l| l.head.id);
    let mut licence = fields.check(licence_id, bureau, id, today);
    if let (Some(it), Some(current)) = (&mut licence.value, current) {
        it.head = current.head.clone();
    }
    let mut problems = wanted.problems;
    problems.extend(licence.problems);
    let value = wanted.value.zip(licence.value);
    Ok(Checked { value: value.map(|(r, l)| Wanted::Retailer(Box::new(r), Some(Box::new(l)))), problems })
}

/// What was typed of a diary over what became of it.
fn diary(stored: Option<&Stored>, draft: &Draft, frame: &Frame<'_>) -> Result<Checked<Wanted>> {
    let was = match stored {
        Some(Stored::Diary(was)) => Some(&**was),
        _ => None,
    };
    let DiaryDraft { diary_on, officer, route, content, problems, remark, .. } = filled(draft)?;
    let judged = was.map(DiaryDraft::from).unwrap_or_default();
    let typed = DiaryDraft { diary_on, officer, route, content, problems, remark, ..judged };
    let id = was.map_or(Id::new(frame.id), |it| it.head.id);
    let mut checked = typed.check(id, frame.bureau, frame.today);
    if let (Some(it), Some(was)) = (&mut checked.value, was) {
        it.head = was.head.clone();
    }
    Ok(map(checked, |it| Wanted::Diary(Box::new(it))))
}

fn vendor_of(stored: Option<&Stored>, draft: &Draft, frame: &Frame<'_>) -> Result<Checked<Wanted>> {
    let id = Id::new(stored.map_or(frame.id, Stored::id));
    let mut checked = filled::<VendorDraft>(&vendor::with_cells(draft))?.check(id, frame.bureau, frame.today);
    if let (Some(it), Some(Stored::Vendor(was))) = (&mut checked.value, stored) {
        (it.head, it.retailer) = (was.head.clone(), was.retailer);
    }
    vendor::at_the_grid(&mut checked.problems, draft);
    Ok(map(checked, |it| Wanted::Vendor(Box::new(it))))
}

fn case(stored: Option<&Stored>, draft: &Draft, frame: &Frame<'_>) -> Result<Checked<Wanted>> {
    let id = stored.map_or(frame.id, Stored::id);
    let mut fields = filled::<CaseDraft>(draft)?;
    let mut problems = Vec::new();
    for (line, typed) in draft.goods.iter().enumerate() {
        match goods(typed, line + 1) {
            Ok(Some(goods)) => fields.goods.push(goods),
            Ok(None) => {}
            Err(problem) => problems.push(problem),
        }
    }
    let mut checked = fields.check(Id::new(id), frame.bureau, frame.today);
    if let (Some(it), Some(Stored::Case(was))) = (&mut checked.value, stored) {
        it.head = was.head.clone();
        it.retailer = was.retailer;
    }
    let sound = problems.is_empty();
    checked.problems.extend(problems);
    checked.value = checked.value.filter(|_| sound);
    Ok(map(checked, |it| Wanted::Case(Box::new(it))))
}

/// Reads one line of goods; an empty one is none.
fn goods(typed: &Goods, line: usize) -> Result<Option<CaseGoods>, Problem> {
    let texts = [&typed.brand, &typed.barcode, &typed.quantity, &typed.price, &typed.amount];
    if texts.into_iter().chain([&typed.authenticity, &typed.disposition]).all(|t| text::some(t).is_none()) {
        return Ok(None);
    }
    let wrong = |code, message: String| Problem {
        doubt: false,
        field: "goods",
        severity: Severity::Error,
        code,
        message: format!("涉案物品第{line}行：{message}"),
    };
    let brand = text::some(&typed.brand).ok_or_else(|| wrong("missing", "品种规格必填，请补上。".to_owned()))?;
    if text::some(&typed.quantity).is_none() {
        return Err(wrong("missing", "数量必填，请补上。".to_owned()));
    }
    let sticks = sticks::read(&typed.quantity).map_err(|r| wrong(r.code, r.message))?;
    let money = |typed: &str| match text::some(typed) {
        Some(typed) => money::read(&typed).map(Some).map_err(|r| wrong(r.code, r.message)),
        None => Ok(None),
    };
    Ok(Some(CaseGoods {
        brand,
        barcode: text::some(&typed.barcode),
        sticks,
        price_fen: money(&typed.price)?,
        amount_fen: money(&typed.amount)?,
        authenticity: text::some(&typed.authenticity),
        disposition: text::some(&typed.disposition),
    }))
}

fn training(draft: &Draft) -> Result<TrainingDraft> {
    let mut fields: TrainingDraft = filled(draft)?;
    // 合计 is the sum of what stands beside it: the form does not ask for it.
    fields.total = String::new();
    for present in &draft.attendance {
        let staff = present.staff.parse().map_err(|_| {
            Error::invalid("参训人员里有认不出的人，请重新打开这条记录再填。").field("attendance", "有认不出的人")
        })?;
        fields.attendance.push(AttendanceDraft { staff, mark: present.mark.clone() });
    }
    fields.attendance.sort_by_key(|a| a.staff);
    Ok(fields)
}

/// Who was there, as the form has it: a tick for the whole session, else hours.
pub(crate) fn presence(training: &Training, staff: Id<Staff>, name: &str) -> Presence {
    let tenths = training.attendance.iter().find(|a| a.staff == staff).map_or(0, |a| a.tenths);
    let mark = match tenths {
        0 => String::new(),
        whole if whole == training.tenths => "√".to_owned(),
        part => hours::write(part),
    };
    Presence { staff: staff.to_string(), name: name.to_owned(), mark }
}

/// The texts of a domain draft, its reasons among them; what is no text (goods, attendance) is left out.
pub(crate) fn texts_of(draft: &impl serde::Serialize) -> Result<BTreeMap<String, String>> {
    let Value::Object(mut fields) = value(draft)? else { return Ok(BTreeMap::new()) };
    if let Some(Value::Object(reasons)) = fields.remove("reasons") {
        fields.extend(reasons.into_iter().map(|(name, reason)| (format!("{BECAUSE}{name}"), reason)));
    }
    Ok(fields.into_iter().filter_map(|(name, text)| Some((name, text.as_str()?.to_owned()))).collect())
}

/// The domain draft with these texts; a field it does not have is passed over.
fn filled<D: for<'de> serde::Deserialize<'de>>(draft: &Draft) -> Result<D> {
    // These two are lines of their own, not texts.
    let texts = draft.fields.iter().filter(|(name, _)| !matches!(name.as_str(), "goods" | "attendance"));
    let (mut fields, mut reasons) = (Map::new(), Map::new());
    for (name, text) in texts {
        let (place, name) = name.strip_prefix(BECAUSE).map_or((&mut fields, name.as_str()), |of| (&mut reasons, of));
        place.insert(name.to_owned(), Value::String(text.clone()));
    }
    fields.insert("reasons".to_owned(), Value::Object(reasons));
    serde_json::from_value(Value::Object(fields))
        .map_err(|e| Error::invalid("表单里有认不出的内容，请重新打开这条记录再填。").because(e))
}

fn map<A, B>(checked: Checked<A>, make: impl FnOnce(A) -> B) -> Checked<B> {
    Checked { value: checked.value.map(make), problems: checked.problems }
}

//! Lists of records: a page of rows with their cells ready to read, and the names of all that a query finds.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use uuid::Uuid;
use yihu_domain::{
    Error, Id, Noun, Result,
    calendar::Calendar,
    campaign::{Campaign, PAPERS},
    case::{Case, CaseDocuments},
    day,
    diary::Diary,
    hotline::{Hotline, Limits},
    hours,
    inspection::{Finding, Inspection},
    licence::Licence,
    matter::{Matter, Rules},
    money,
    retailer::Retailer,
    rights::Right,
    staff::{Staff, StaffState},
    training::{self, Training},
    vendor::Vendor,
};
use yihu_store::Filter;

use super::{FieldKind, Mark, Query, Row, RowName, Rows, diary::state_mark, draft::Stored, field, term};
use crate::{Archive, assets};

/// Most rows a page.
const MOST: u32 = 500;

/// What every row of a list is shown beside.
pub(super) struct Beside {
    pub(super) today: NaiveDate,
    pub(super) calendar: Calendar,
    pub(super) limits: Limits,
    pub(super) rules: Rules,
    slots: Vec<&'static str>,
    documents: Option<CaseDocuments>,
    hours: BTreeMap<Uuid, i64>,
    people: HashMap<Id<Staff>, String>,
}

impl Archive {
    /// Lists one page of the records that a query finds.
    pub fn record_list(&self, noun: Noun, query: &Query, offset: u32, limit: u32) -> Result<Rows> {
        self.require(Right::Read)?;
        let filter = self.filter(noun, query)?.page(i64::from(offset), i64::from(limit.min(MOST)));
        let page = self.store.row_ids(noun, &filter)?;
        let beside = self.beside(noun)?;
        let rows = page.rows.into_iter().map(|id| self.row(&self.stored(noun, id)?, &beside));
        Ok(Rows { rows: rows.collect::<Result<_>>()?, total: u32::try_from(page.total).unwrap_or(u32::MAX) })
    }

    /// Names all records that a query finds, in its order.
    pub fn record_ids(&self, noun: Noun, query: &Query) -> Result<Vec<RowName>> {
        self.require(Right::Read)?;
        let found = self.store.row_ids(noun, &self.filter(noun, query)?)?;
        let name = |id| {
            let it = self.stored(noun, id)?;
            Ok(RowName { id: id.to_string(), number: it.number(), title: it.title() })
        };
        found.rows.into_iter().map(name).collect()
    }

    /// Reads the record of a list page, void or not.
    pub(crate) fn stored(&self, noun: Noun, id: Uuid) -> Result<Stored> {
        Ok(match noun {
            Noun::Retailer => {
                let it: Retailer = self.store.get(Id::new(id))?;
                // A void retailer's licences are void with it.
                let licences = if it.head.removed {
                    self.store.licences_of_with_void(it.head.id)?
                } else {
                    self.store.licences_of(it.head.id)?
                };
                Stored::Retailer(Box::new(it), licences)
            }
            Noun::Matter => Stored::Matter(Box::new(self.store.get::<Matter>(Id::new(id))?)),
            Noun::Vendor => Stored::Vendor(Box::new(self.store.get::<Vendor>(Id::new(id))?)),
            Noun::Inspection => Stored::Inspection(Box::new(self.store.get::<Inspection>(Id::new(id))?)),
            Noun::Diary => Stored::Diary(Box::new(self.store.get::<Diary>(Id::new(id))?)),
            Noun::Campaign => Stored::Campaign(Box::new(self.store.get::<Campaign>(Id::new(id))?)),
            Noun::Case => Stored::Case(Box::new(self.store.get::<Case>(Id::new(id))?)),
            Noun::Hotline => Stored::Hotline(Box::new(self.store.get::<Hotline>(Id::new(id))?)),
            Noun::Staff => Stored::Staff(Box::new(self.store.get::<Staff>(Id::new(id))?)),
            Noun::Training => Stored::Training(Box::new(self.store.get::<Training>(Id::new(id))?)),
            _ => return Err(super::no_page(noun)),
        })
    }

    /// Reads what the rows of a noun are shown beside.
    pub(super) fn beside(&self, noun: Noun) -> Result<Beside> {
        let today = self.clock.today();
        let mut beside = Beside {
            today,
            calendar: Calendar::default(),
            limits: Limits::default(),
            rules: Rules::default(),
            slots: Vec::new(),
            documents: None,
            hours: BTreeMap::new(),
            people: HashMap::new(),
        };
        match noun {
            Noun::Retailer => (beside.calendar, beside.slots) = (self.calendar()?, assets::retailer_slots()),
            Noun::Matter => (beside.calendar, beside.rules) = (self.calendar()?, assets::licence_rules()?),
            Noun::Diary => beside.calendar = self.calendar()?,
            Noun::Case => beside.documents = Some(assets::case_documents()?),
            Noun::Hotline => (beside.calendar, beside.limits) = (self.calendar()?, assets::hotline_limits()?),
            Noun::Staff => {
                let (first, last) = training::hours_span(today);
                beside.hours = self.store.hours_between(first, last)?;
            }
            Noun::Training => {
                self.store.each_with_void::<Staff>(|it| {
                    beside.people.insert(it.head.id, it.full_name);
                    Ok(())
                })?;
            }
            _ => {}
        }
        Ok(beside)
    }

    /// One row, its cells ready to read.
    pub(super) fn row(&self, it: &Stored, beside: &Beside) -> Result<Row> {
        let noun = it.noun();
        let mut row = Row {
            id: it.id().to_string(),
            number: it.number(),
            title: it.title(),
            removed: it.removed(),
            cells: cells(noun, it.texts()?),
            marks: BTreeMap::new(),
        };
        let today = beside.today;
        match it {
            Stored::Retailer(retailer, licences) => {
                row.of_retailer(retailer, licences.first(), beside);
                self.put_state(&mut row, retailer, licences.is_empty(), beside)?;
            }
            Stored::Matter(matter) => {
                let licence = matter.licence.map(|id| self.store.find(id)).transpose()?.flatten();
                row.put(field::STAGE.0, term::stage(matter));
                row.put_some(field::TIME_LEFT.0, term::matter(matter, licence.as_ref(), beside));
            }
            Stored::Vendor(vendor) => row.put("state", self.vendor_state(vendor)?),
            Stored::Inspection(visit) => {
                let mark = if visit.finding == Finding::Normal { Mark::Success } else { Mark::Danger };
                row.marks.insert("finding".to_owned(), mark);
            }
            Stored::Diary(diary) => {
                row.marks.insert("state".to_owned(), state_mark(diary.state));
                row.put(field::VISITS.0, self.visits_term(diary)?);
                row.put_some(field::TIME_LEFT.0, self.approval_term(diary, &beside.calendar));
            }
            Stored::Campaign(campaign) => {
                row.put(field::STAGE.0, self.stage_term(campaign));
                row.put_some(field::DURING.0, self.during_term(campaign)?);
                let papers = self.store.attachments_of(noun, it.id())?;
                row.put(field::DOCUMENTS.0, term::documents(&papers, &PAPERS));
            }
            Stored::Case(case) => self.put_case(&mut row, case, beside)?,
            Stored::Hotline(hotline) => {
                row.put(field::TIME_LEFT.0, term::hotline(hotline, &beside.calendar, &beside.limits, today));
            }
            Stored::Staff(staff) => {
                let mark = if staff.state == StaffState::InPost { Mark::Success } else { Mark::Info };
                row.marks.insert("state".to_owned(), mark);
                let tenths = beside.hours.get(&staff.head.id.uuid()).copied().unwrap_or_default();
                row.put_some(field::HOURS_YEAR.0, term::hours(staff, tenths, today));
                row.add("certificate_valid_to", term::certificate(staff, today));
            }
            Stored::Training(training) => {
                let name = |id| beside.people.get(&id).map_or("", String::as_str);
                let names: Vec<&str> = training.attendance.iter().map(|a| name(a.staff)).collect();
                row.cells.insert("attendance".to_owned(), names.join("、"));
                let sum = training.attendance.iter().map(|a| a.tenths).sum();
                row.cells.insert("total".to_owned(), format!("{}课时", hours::write(sum)));
            }
        }
        Ok(row)
    }

    /// How long there is to decide a case, and where the documents stand that it must have by now.
    fn put_case(&self, row: &mut Row, it: &Case, beside: &Beside) -> Result<()> {
        row.put_some(field::DAYS_LEFT.0, term::case(it, beside.today));
        let all = beside.documents.iter().flat_map(|documents| documents.of(it));
        let asked: Vec<&str> = all.filter(|document| document.is_required(it)).map(|it| it.title.as_str()).collect();
        let there = self.store.attachments_of(Noun::Case, it.head.id.uuid())?;
        row.put_some(field::DOCUMENTS.0, (!asked.is_empty()).then(|| term::documents(&there, &asked)));
        Ok(())
    }

    /// Where a retailer's documents stand; who has no licence owes those of the application, and stands there with them.
    fn put_state(&self, row: &mut Row, it: &Retailer, bare: bool, beside: &Beside) -> Result<()> {
        let applicant = if bare { self.applicant_term(it.head.id)? } else { None };
        if let Some(state) = applicant {
            row.put("state", state);
        } else {
            let there = self.store.attachments_of(Noun::Retailer, it.head.id.uuid())?;
            row.put(field::DOCUMENTS.0, term::documents(&there, &beside.slots));
        }
        Ok(())
    }

    /// The id as the window hands it back.
    pub(crate) fn id(noun: Noun, id: &str) -> Result<Uuid> {
        id.parse().map_err(|_| Error::not_found(format!("没有这条{}记录，请刷新列表后再试。", noun.title())))
    }

    /// Finds the first ids of a filter, named.
    pub(super) fn named(&self, noun: Noun, filter: &Filter) -> Result<Vec<Stored>> {
        self.store.row_ids(noun, filter)?.rows.into_iter().map(|id| self.stored(noun, id)).collect()
    }
}

impl Row {
    fn of_retailer(&mut self, it: &Retailer, licence: Option<&Licence>, beside: &Beside) {
        if let Some(class) = it.class {
            self.marks.insert("class".to_owned(), term::class_mark(class));
        }
        if let Some(licence) = licence {
            self.marks.insert("state".to_owned(), term::state_mark(licence.state));
            self.add("valid_to", term::licence(licence, &beside.calendar, beside.today));
            let by = term::renewal(licence, &beside.calendar, beside.today);
            self.cells.insert(field::RENEWAL.0.to_owned(), by.unwrap_or_default());
        }
    }

    fn put(&mut self, field: &str, (text, mark): term::Term) {
        self.cells.insert(field.to_owned(), text);
        self.marks.insert(field.to_owned(), mark);
    }

    fn put_some(&mut self, field: &str, term: Option<term::Term>) {
        match term {
            Some(term) => self.put(field, term),
            None => drop(self.cells.insert(field.to_owned(), String::new())),
        }
    }

    /// Adds a word to what stands in a cell: its colour is not the only sign.
    fn add(&mut self, field: &str, term: Option<term::Term>) {
        if let Some((text, mark)) = term {
            let cell = self.cells.entry(field.to_owned()).or_default();
            *cell = format!("{cell}（{text}）");
            self.marks.insert(field.to_owned(), mark);
        }
    }
}

/// The texts of a form as a list has them. Who reported is not among them.
fn cells(noun: Noun, texts: BTreeMap<String, String>) -> BTreeMap<String, String> {
    let known = texts.into_iter().filter(|(name, _)| !field::is_secret(name) && !field::is_of_change(noun, name));
    known.filter_map(|(name, text)| Some((name.clone(), shown(field::kind_of(noun, &name)?, text)))).collect()
}

/// A form's text as it is read.
pub(super) fn shown(kind: FieldKind, text: String) -> String {
    if text.is_empty() {
        return text;
    }
    match kind {
        FieldKind::Money => money::read(&text).map(money::spoken).unwrap_or(text),
        FieldKind::Hours => hours::read(&text).map(|tenths| format!("{}课时", hours::write(tenths))).unwrap_or(text),
        // Nobody asks for the seconds.
        FieldKind::Instant => text.chars().take(16).collect(),
        _ => text,
    }
}

/// A day as it is read beside its weekday.
pub(super) fn with_weekday(on: NaiveDate) -> String {
    format!("{on} {}", day::weekday(on))
}

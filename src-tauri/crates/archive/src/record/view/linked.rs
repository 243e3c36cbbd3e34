//! What a record is tied to, from either side.

use yihu_domain::{
    Id, Noun, Result,
    campaign::Campaign,
    case::Case,
    day,
    diary::Diary,
    hotline::Hotline,
    hours,
    inspection::Inspection,
    licence::Licence,
    matter::{Matter, Reissues},
    retailer::Retailer,
    staff::Staff,
    training::Training,
    vendor::Vendor,
};
use yihu_store::{Compare, Filter};

use super::super::{
    Linked, LinkedRow,
    diary::state_mark,
    draft::Stored,
    form::on,
    inspection::{LISTED, visit},
    list::Beside,
    term,
};
use crate::{Archive, assets};

/// Most characters of a diary that stand in a line.
const LINE: usize = 24;

/// Most diaries that are listed of one officer, the latest.
const DIARIES: i64 = 30;

/// Most cases that are listed of one officer.
const CASES: i64 = 50;

impl Archive {
    /// What a record is tied to; what there is none of is left out.
    pub(super) fn linked(&self, stored: &Stored, beside: &Beside) -> Result<Vec<Linked>> {
        let mut linked = match stored {
            Stored::Retailer(it, licences) => self.of_retailer(it, licences, beside)?,
            Stored::Matter(it) => vec![linked(Noun::Retailer, "零售户", self.retailers(self.find(it.retailer)?)?)],
            Stored::Vendor(it) => self.of_vendor(it, beside)?,
            Stored::Inspection(it) => self.of_inspection(it, beside)?,
            Stored::Diary(it) => self.of_diary(it, beside)?,
            Stored::Campaign(it) => self.of_campaign(it, beside)?,
            Stored::Case(it) => self.of_case(it)?,
            Stored::Hotline(it) => self.of_hotline(it, beside)?,
            Stored::Staff(it) => self.of_staff(it, beside)?,
            Stored::Training(it) => self.of_training(it)?,
        };
        linked.retain(|it| !it.rows.is_empty());
        Ok(linked)
    }

    fn of_retailer(&self, it: &Retailer, licences: &[Licence], beside: &Beside) -> Result<Vec<Linked>> {
        let (calendar, limits) = (self.calendar()?, assets::hotline_limits()?);
        let today = beside.today;
        let matters = self.store.matters_of(it.head.id)?;
        let licence = |it: &Licence| {
            let term = term::licence(it, &calendar, today);
            let anew = Reissues::of(it.head.id, &matters, None).says().map(|said| format!("，{said}"));
            let anew = anew.unwrap_or_default();
            LinkedRow {
                id: it.head.id.to_string(),
                number: it.licence_no.clone(),
                title: it.scope.clone().unwrap_or_else(|| "烟草专卖零售许可证".to_owned()),
                on: span(it),
                note: match &term {
                    Some((said, _)) => format!("{}，{said}{anew}", it.state.title()),
                    None => format!("{}{anew}", it.state.title()),
                },
                mark: Some(term.map_or(term::state_mark(it.state), |(_, mark)| mark)),
            }
        };
        let visits = self.store.inspections_of(it.head.id, LISTED)?;
        let cases = self.store.cases_of(it.head.id)?;
        let hotlines = self.store.hotlines_of(it.head.id)?;
        let vendors = self.vendor_rows(&self.store.vendors_of(it.head.id)?)?;
        Ok(vec![
            linked(Noun::Retailer, "已并入", self.retailers(self.find(it.merged_into)?)?),
            linked(Noun::Licence, "许可证", licences.iter().map(licence)),
            linked(Noun::Matter, "许可事项", matters.iter().rev().map(matter)),
            linked(Noun::Inspection, &self.visits_title(it, visits.len())?, visits.iter().map(visit)),
            linked(Noun::Case, "案件", cases.iter().rev().map(|it| case(it, today))),
            linked(
                Noun::Hotline,
                "12313举报投诉",
                hotlines.iter().rev().map(|it| {
                    let (note, mark) = term::hotline(it, &calendar, &limits, today);
                    LinkedRow { note, mark: Some(mark), ..hotline(it) }
                }),
            ),
            linked(Noun::Vendor, "办证前的无证户档案", vendors),
            linked(Noun::Retailer, "并入的旧档", self.retailers(self.merged_into(it.head.id)?)?),
        ])
    }

    /// What the visits to a shop are called; where they are not all listed, how many there are.
    fn visits_title(&self, it: &Retailer, listed: usize) -> Result<String> {
        if listed < LISTED as usize {
            return Ok("检查".to_owned());
        }
        Ok(format!("检查（共{}次，最近{listed}次）", self.store.count_inspections_of(it.head.id)?))
    }

    fn of_vendor(&self, it: &Vendor, beside: &Beside) -> Result<Vec<Linked>> {
        let mut cases = Vec::new();
        for no in it.measures.iter().filter_map(|it| it.case_no.as_deref()) {
            cases.extend(self.store.case_by_no(no)?);
        }
        let matters = it.retailer.map(|id| self.store.matters_of(id)).transpose()?.unwrap_or_default();
        Ok(vec![
            linked(Noun::Retailer, "办证的零售户", self.retailers(self.find(it.retailer)?)?),
            linked(Noun::Matter, "许可事项", matters.iter().rev().map(matter)),
            linked(Noun::Inspection, "检查", self.store.inspections_of_vendor(it.head.id)?.iter().map(visit)),
            linked(Noun::Case, "案件", cases.iter().map(|it| case(it, beside.today))),
        ])
    }

    fn vendor_rows(&self, them: &[Vendor]) -> Result<Vec<LinkedRow>> {
        them.iter().map(|it| self.vendor_row(it)).collect()
    }

    fn of_inspection(&self, it: &Inspection, beside: &Beside) -> Result<Vec<Linked>> {
        let became = it.case_no.as_deref().map(|no| self.store.case_by_no(no)).transpose()?.flatten();
        Ok(vec![
            linked(Noun::Retailer, "零售户", self.retailers(self.find(it.retailer)?)?),
            linked(Noun::Vendor, "无证户", self.vendor_rows(self.find(it.vendor)?.as_slice())?),
            linked(Noun::Case, "案件", became.iter().map(|it| case(it, beside.today))),
            linked(Noun::Diary, "当日工作日志", self.diaries_of_visit(it)?.iter().map(diary)),
        ])
    }

    fn of_diary(&self, it: &Diary, beside: &Beside) -> Result<Vec<Linked>> {
        let visits = self.visits_of_day(it)?;
        let mut cases = Vec::new();
        for no in visits.iter().filter_map(|it| it.case_no.as_deref()) {
            cases.extend(self.store.case_by_no(no)?.map(|it| case(&it, beside.today)));
        }
        let row = |it: &Inspection| LinkedRow { title: it.name.clone(), on: clock(it), ..visit(it) };
        Ok(vec![
            linked(Noun::Inspection, "当日检查", visits.iter().map(row)),
            linked(Noun::Case, "当日检查立的案", cases),
        ])
    }

    fn of_campaign(&self, it: &Campaign, beside: &Beside) -> Result<Vec<Linked>> {
        let (visits, all) = self.visits_during(it)?;
        let listed = visits.len();
        let title = match usize::try_from(all) {
            Ok(all) if all > listed => format!("期间专项检查（共{all}次，最早{listed}次）"),
            _ => "期间专项检查".to_owned(),
        };
        let row = |it: &Inspection| LinkedRow { title: it.name.clone(), ..visit(it) };
        let cases = self.cases_during(it)?;
        Ok(vec![
            linked(Noun::Inspection, &title, visits.iter().map(row)),
            linked(Noun::Case, "期间专项检查立的案", cases.iter().map(|it| case(it, beside.today))),
        ])
    }

    fn of_case(&self, it: &Case) -> Result<Vec<Linked>> {
        let holder = match (&it.retailer, &it.licence_no) {
            (Some(id), _) => self.store.find(*id)?,
            (None, Some(no)) => self.store.retailer_of_licence_no(no)?,
            (None, None) => None,
        };
        let (calendar, limits) = (self.calendar()?, assets::hotline_limits()?);
        let visits = self.store.inspections_of_case(&it.case_no.to_string())?;
        let vendors = self.vendor_rows(&self.store.vendors_of_case(&it.case_no.to_string())?)?;
        let told = Filter::all().and("case", Compare::Equals, it.head.id.to_string()).sort("received_at", true);
        let told = self.store.list::<Hotline>(&told)?.rows;
        Ok(vec![
            linked(Noun::Retailer, "零售户", self.retailers(holder)?),
            linked(Noun::Vendor, "无证户", vendors),
            linked(Noun::Inspection, "检查", visits.iter().map(visit)),
            linked(
                Noun::Hotline,
                "12313举报投诉",
                told.iter().map(|it| {
                    let (note, mark) = term::hotline(it, &calendar, &limits, self.clock.today());
                    LinkedRow { note, mark: Some(mark), ..hotline(it) }
                }),
            ),
        ])
    }

    fn find<T: yihu_domain::Record>(&self, id: Option<Id<T>>) -> Result<Option<T>> {
        id.map_or(Ok(None), |id| self.store.find(id))
    }

    fn of_hotline(&self, it: &Hotline, beside: &Beside) -> Result<Vec<Linked>> {
        let about = match (&it.retailer, &it.target_name) {
            (Some(id), _) => self.store.find(*id)?.into_iter().collect(),
            (None, Some(name)) => {
                let named = Filter::all().and("trade_name", Compare::Equals, name.as_str());
                let mut named = self.store.list::<Retailer>(&named)?.rows;
                named.retain(|shop| it.target_address.as_ref().is_none_or(|address| *address == shop.address));
                named
            }
            (None, None) => Vec::new(),
        };
        let became: Option<Case> = match it.case {
            Some(id) => self.store.find(id)?,
            None => None,
        };
        Ok(vec![
            linked(Noun::Retailer, "涉及的零售户", self.retailers(about)?),
            linked(Noun::Case, "案件", became.iter().map(|it| case(it, beside.today))),
        ])
    }

    fn of_staff(&self, it: &Staff, beside: &Beside) -> Result<Vec<Linked>> {
        let own = |training: &Training| {
            training.attendance.iter().filter(|a| a.staff == it.head.id).map(|a| a.tenths).sum::<i64>()
        };
        let trainings = self.store.trainings_of(it.head.id)?;
        // Names stand in a list, each in quotation marks.
        let named = Filter::new().and("officers", Compare::Contains, format!("\"{}\"", it.full_name));
        let cases = self.store.list::<Case>(&named.sort("filed_on", true).page(0, CASES))?.rows;
        let own_diaries = Filter::new().and("officer", Compare::Equals, it.full_name.as_str());
        let diaries = self.store.list::<Diary>(&own_diaries.sort("diary_on", true).page(0, DIARIES))?.rows;
        Ok(vec![
            linked(
                Noun::Training,
                "参加的培训",
                trainings
                    .iter()
                    .map(|it| LinkedRow { note: format!("{}课时", hours::write(own(it))), ..training(it) }),
            ),
            linked(Noun::Case, "承办的案件", cases.iter().map(|it| case(it, beside.today))),
            linked(Noun::Diary, "工作日志（最近）", diaries.iter().map(diary)),
        ])
    }

    fn of_training(&self, it: &Training) -> Result<Vec<Linked>> {
        let mut rows = Vec::new();
        for there in &it.attendance {
            let person: Staff = self.store.get(Id::new(there.staff.uuid()))?;
            rows.push(LinkedRow {
                id: person.head.id.to_string(),
                number: person.law_certificate_no.clone().unwrap_or_default(),
                title: person.full_name.clone(),
                on: String::new(),
                note: format!("{}课时", hours::write(there.tenths)),
                mark: None,
            });
        }
        Ok(vec![linked(Noun::Staff, "参训人员", rows)])
    }

    fn retailers(&self, them: impl IntoIterator<Item = Retailer>) -> Result<Vec<LinkedRow>> {
        let row = |it: Retailer| {
            let licence = self.store.licences_of(it.head.id)?.into_iter().next();
            let bare = licence.is_none().then_some(it.head.id);
            let applicant = bare.map(|id| self.applicant_term(id)).transpose()?.flatten();
            let without = || applicant.clone().map_or_else(|| "无许可证".to_owned(), |(state, _)| state);
            Ok(LinkedRow {
                id: it.head.id.to_string(),
                number: licence.as_ref().map(|l| l.licence_no.clone()).unwrap_or_default(),
                title: it.trade_name,
                on: String::new(),
                note: licence.as_ref().map_or_else(without, |l| l.state.title().to_owned()),
                mark: licence.as_ref().map(|l| term::state_mark(l.state)).or(applicant.map(|(_, mark)| mark)),
            })
        };
        them.into_iter().map(row).collect()
    }
}

fn linked(noun: Noun, title: &str, rows: impl IntoIterator<Item = LinkedRow>) -> Linked {
    Linked { noun, title: title.to_owned(), rows: rows.into_iter().collect() }
}

fn span(it: &Licence) -> String {
    match (it.valid_from.or(it.issued_on), it.valid_to) {
        (Some(from), Some(to)) => format!("{from} 至 {to}"),
        (Some(from), None) => format!("{from} 起"),
        (None, Some(to)) => format!("至 {to}"),
        (None, None) => String::new(),
    }
}

fn matter(it: &Matter) -> LinkedRow {
    let (note, mark) = term::stage(it);
    LinkedRow {
        id: it.head.id.to_string(),
        number: it.decision_no.clone().unwrap_or_default(),
        title: match it.changed().or_else(|| it.reissue()).or_else(|| it.reason.clone()) {
            Some(what) => format!("{}：{what}", it.kind.title()),
            None => it.kind.title().to_owned(),
        },
        on: day::write_optional(it.begun_on()),
        note,
        mark: Some(mark),
    }
}

/// When a visit began, before its day.
fn clock(it: &Inspection) -> String {
    format!("{} {}", it.inspected_on, it.begun.as_deref().unwrap_or_default()).trim_end().to_owned()
}

fn diary(it: &Diary) -> LinkedRow {
    LinkedRow {
        id: it.head.id.to_string(),
        number: String::new(),
        title: format!("{}：{}", it.officer, it.content.chars().take(LINE).collect::<String>()),
        on: it.diary_on.to_string(),
        note: it.state.title().to_owned(),
        mark: Some(state_mark(it.state)),
    }
}

fn case(it: &Case, today: chrono::NaiveDate) -> LinkedRow {
    let term = term::case(it, today);
    LinkedRow {
        id: it.head.id.to_string(),
        number: it.case_no.to_string(),
        title: it.cause.clone(),
        on: day::write_optional(it.filed_on.or(it.occurred_on)),
        note: term.as_ref().map(|(said, _)| said.clone()).unwrap_or_default(),
        mark: term.map(|(_, mark)| mark),
    }
}

fn hotline(it: &Hotline) -> LinkedRow {
    LinkedRow {
        id: it.head.id.to_string(),
        number: it.upstream_no.clone().unwrap_or_default(),
        title: match &it.summary {
            Some(summary) => format!("{}：{summary}", it.category.title()),
            None => it.category.title().to_owned(),
        },
        on: on(it.received_at).to_string(),
        note: String::new(),
        mark: None,
    }
}

fn training(it: &Training) -> LinkedRow {
    LinkedRow {
        id: it.head.id.to_string(),
        number: String::new(),
        title: it.topic.clone(),
        on: it.held_on.to_string(),
        note: String::new(),
        mark: None,
    }
}

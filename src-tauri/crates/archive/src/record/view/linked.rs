//! What a record is tied to, from either side.

use yihu_domain::{
    Id, Noun, Result,
    case::Case,
    day,
    hotline::Hotline,
    hours,
    inspection::Inspection,
    licence::Licence,
    matter::{Matter, Reissues},
    retailer::Retailer,
    staff::Staff,
    training::Training,
};
use yihu_store::{Compare, Filter};

use super::super::{
    Linked, LinkedRow,
    draft::Stored,
    form::on,
    inspection::{LISTED, visit},
    list::Beside,
    term,
};
use crate::{Archive, assets};

/// Most cases that are listed of one officer.
const CASES: i64 = 50;

impl Archive {
    /// What a record is tied to; what there is none of is left out.
    pub(super) fn linked(&self, stored: &Stored, beside: &Beside) -> Result<Vec<Linked>> {
        let mut linked = match stored {
            Stored::Retailer(it, licences) => self.of_retailer(it, licences, beside)?,
            Stored::Matter(it) => vec![linked(Noun::Retailer, "零售户", self.retailers(self.find(it.retailer)?)?)],
            Stored::Inspection(it) => self.of_inspection(it, beside)?,
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

    fn of_inspection(&self, it: &Inspection, beside: &Beside) -> Result<Vec<Linked>> {
        let became = it.case_no.as_deref().map(|no| self.store.case_by_no(no)).transpose()?.flatten();
        Ok(vec![
            linked(Noun::Retailer, "零售户", self.retailers(self.find(it.retailer)?)?),
            linked(Noun::Case, "案件", became.iter().map(|it| case(it, beside.today))),
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
        let told = Filter::all().and("case", Compare::Equals, it.head.id.to_string()).sort("received_at", true);
        let told = self.store.list::<Hotline>(&told)?.rows;
        Ok(vec![
            linked(Noun::Retailer, "零售户", self.retailers(holder)?),
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
        Ok(vec![
            linked(
                Noun::Training,
                "参加的培训",
                trainings
                    .iter()
                    .map(|it| LinkedRow { note: format!("{}课时", hours::write(own(it))), ..training(it) }),
            ),
            linked(Noun::Case, "承办的案件", cases.iter().map(|it| case(it, beside.today))),
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

//! The named sets of records that want doing. Their rules are those of the domain; here they become filters.

use chrono::{Datelike, NaiveDate, TimeDelta};
use uuid::Uuid;
use yihu_domain::{
    Error, Noun, Record, Result,
    case::{Case, DECISION_DAYS},
    hotline::Hotline,
    licence::{RENEWAL_DAYS, RENEWAL_OPENS_DAYS},
    matter::{Matter, Stage},
    staff::Staff,
    training,
};
use yihu_store::{
    Compare::{AnyOf, AtLeast, AtMost, Empty, Equals, Filled, NoneOf},
    Filter,
};

use super::{Due, filter::list, term};
use crate::{Archive, assets};

impl Archive {
    /// Adds what the set of that word asks for.
    pub(super) fn apply_due(&self, noun: Noun, filter: Filter, word: &str) -> Result<Filter> {
        let due = Due::read(word)
            .filter(|due| due.noun() == noun)
            .ok_or_else(|| Error::invalid(format!("{}没有这一组待办，请刷新后再试。", noun.title())))?;
        match due.noun() {
            Noun::Retailer => self.retailers_due(filter, due),
            Noun::Matter => self.matters_due(filter, due),
            Noun::Diary => self.diaries_due(filter, due),
            Noun::Vendor => self.vendors_due(filter, due),
            Noun::Case => self.cases_due(filter, due),
            Noun::Hotline => self.hotlines_due(filter, due),
            _ => self.staff_due(filter, due),
        }
    }

    fn retailers_due(&self, filter: Filter, due: Due) -> Result<Filter> {
        let today = self.clock.today();
        let live = |f: Filter| f.and("state", AnyOf, vec!["active".to_owned(), "suspended".to_owned()]);
        Ok(match due {
            Due::LicenceExpiring => live(filter).and("valid_to", AtLeast, today).and(
                "valid_to",
                AtMost,
                term::ahead(today, term::EXPIRING_DAYS),
            ),
            Due::LicenceExpired => live(filter).and("valid_to", AtMost, today - TimeDelta::days(1)),
            Due::LicenceRenewing => live(filter).and("valid_to", AtLeast, term::ahead(today, RENEWAL_DAYS)).and(
                "valid_to",
                AtMost,
                term::ahead(today, RENEWAL_OPENS_DAYS),
            ),
            Due::LicenceUndated => filter.and("state", Equals, "active").and("valid_to", Empty, ""),
            Due::Unclassified => filter.and("class", Empty, "").and("id", NoneOf, list(self.applicant_ids()?)),
            Due::VisitOverdue | Due::VisitDue => {
                let late = due == Due::VisitOverdue;
                let visits = self.visits_near()?.into_iter().filter(|(_, due)| (due.days(today) < 0) == late);
                filter.and("id", AnyOf, list(visits.map(|(it, _)| it.id)))
            }
            _ => {
                let slots = assets::retailer_slots();
                let needed = i64::try_from(slots.len()).unwrap_or(i64::MAX);
                let filled = self.store.filled_slots(Noun::Retailer, &slots)?;
                let whole = filled.into_iter().filter(|(_, count)| *count >= needed).map(|(id, _)| id);
                filter.and("id", NoneOf, list(whole.chain(self.applicant_ids()?)))
            }
        })
    }

    /// The files of those who have no licence yet, or never got one: they are no shops.
    fn applicant_ids(&self) -> Result<Vec<Uuid>> {
        Ok(self.store.applicants()?.into_iter().map(|(id, _)| id).collect())
    }

    fn matters_due(&self, filter: Filter, due: Due) -> Result<Filter> {
        let today = self.clock.today();
        let ids: Vec<Uuid> = match due {
            Due::MatterOpen => self.ids_that::<Matter>(&Filter::all(), |it| it.stage() != Stage::Done)?,
            Due::SuspensionEnding => {
                let closed = self.suspensions()?.into_iter().filter(|(_, due)| due.is_near(today));
                closed.map(|(it, _)| it.head.id.uuid()).collect()
            }
            _ => {
                let late = due == Due::MatterOverdue;
                let running = self.running_matters()?.into_iter();
                let asked = running.filter(|(_, due)| due.is_near(today) && (due.days(today) < 0) == late);
                asked.map(|(it, _)| it.head.id.uuid()).collect()
            }
        };
        Ok(filter.and("id", AnyOf, list(ids)))
    }

    fn diaries_due(&self, filter: Filter, due: Due) -> Result<Filter> {
        let today = self.clock.today();
        let ids: Vec<Uuid> = match due {
            Due::DiaryWaiting => return Ok(filter.and("state", Equals, "submitted")),
            Due::DiaryLate => {
                let year = NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today);
                let late = self.late_diaries(&Filter::all().and("diary_on", AtLeast, year))?;
                late.into_iter().map(|(it, _)| it.head.id.uuid()).collect()
            }
            _ => {
                let late = due == Due::DiaryOverdue;
                let waiting = self.waiting_diaries()?.into_iter();
                let asked = waiting.filter(|(_, due)| due.is_near(today) && (due.days(today) < 0) == late);
                asked.map(|(it, _)| it.head.id.uuid()).collect()
            }
        };
        Ok(filter.and("id", AnyOf, list(ids)))
    }

    fn vendors_due(&self, filter: Filter, due: Due) -> Result<Filter> {
        let today = self.clock.today();
        let ids: Vec<Uuid> = match due {
            Due::VendorOpen => return Ok(filter.and("state", Equals, "open")),
            Due::VendorIncomplete => self.incomplete_vendors()?.into_iter().map(|it| it.head.id.uuid()).collect(),
            _ => {
                let late = due == Due::VendorOverdue;
                let near = self.vendors_near()?.into_iter().filter(|(_, due)| (due.days(today) < 0) == late);
                near.map(|(it, _)| it.head.id.uuid()).collect()
            }
        };
        Ok(filter.and("id", AnyOf, list(ids)))
    }

    fn cases_due(&self, filter: Filter, due: Due) -> Result<Filter> {
        let today = self.clock.today();
        // A case is to be decided 90 days after it was filed: by its day of filing it is found.
        let filed = |due: NaiveDate| due - TimeDelta::days(DECISION_DAYS.cast_signed());
        let undecided = |f: Filter| f.and("decided_on", Empty, "").and("closed_on", Empty, "");
        Ok(match due {
            Due::CaseDeciding => undecided(filter).and("filed_on", AtLeast, filed(today)).and(
                "filed_on",
                AtMost,
                filed(term::ahead(today, term::AHEAD_DAYS)),
            ),
            Due::CaseOverdue => undecided(filter).and("filed_on", AtMost, filed(today) - TimeDelta::days(1)),
            Due::CaseTransfer => {
                let open = |it: &Case| it.is_criminal_suspect() && !it.is_transferred();
                filter.and("id", AnyOf, list(self.ids_that::<Case>(&Filter::all(), open)?))
            }
            Due::CaseIncomplete => filter.and("id", AnyOf, list(self.incomplete_cases()?)),
            _ => filter.and("closed_on", Empty, ""),
        })
    }

    fn hotlines_due(&self, filter: Filter, due: Due) -> Result<Filter> {
        let today = self.clock.today();
        let last = term::ahead(today, term::AHEAD_DAYS);
        Ok(match due {
            Due::HotlineDue => filter.and("id", AnyOf, list(self.open_hotlines(|due| (today..=last).contains(&due))?)),
            Due::HotlineOverdue => filter.and("id", AnyOf, list(self.open_hotlines(|due| due < today)?)),
            Due::HotlineUnanswered => {
                let closed = Filter::all().and("closed_on", Filled, "").and("anonymous", Equals, false);
                filter.and("id", AnyOf, list(self.ids_that::<Hotline>(&closed, |it| !it.is_fed_back())?))
            }
            Due::HotlineNoResult => filter.and("result", Empty, ""),
            _ => filter.and("closed_on", Empty, ""),
        })
    }

    fn staff_due(&self, filter: Filter, due: Due) -> Result<Filter> {
        let today = self.clock.today();
        if due == Due::CertificateExpiring {
            let last = term::ahead(today, term::CERTIFICATE_DAYS);
            return Ok(filter.and("state", Equals, "in_post").and("certificate_valid_to", AtMost, last));
        }
        let (first, last) = training::hours_span(today);
        let hours = self.store.hours_between(first, last)?;
        let short = |it: &Staff| {
            let tenths = hours.get(&it.head.id.uuid()).copied().unwrap_or_default();
            it.owes_hours(today) && tenths < training::YEARLY_TENTHS
        };
        Ok(filter.and("id", AnyOf, list(self.ids_that::<Staff>(&Filter::all(), short)?)))
    }

    fn open_hotlines(&self, is_due: impl Fn(NaiveDate) -> bool) -> Result<Vec<Uuid>> {
        let (calendar, limits) = (self.calendar()?, assets::hotline_limits()?);
        let open = Filter::all().and("closed_on", Empty, "");
        self.ids_that::<Hotline>(&open, |it| it.due_by(&calendar, &limits).is_some_and(&is_due))
    }

    fn ids_that<T: Record>(&self, among: &Filter, holds: impl Fn(&T) -> bool) -> Result<Vec<Uuid>> {
        let found = self.store.list::<T>(among)?.rows;
        Ok(found.into_iter().filter(holds).map(|it| it.head().id.uuid()).collect())
    }
}

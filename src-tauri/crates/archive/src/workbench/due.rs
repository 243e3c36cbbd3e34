//! What is due in fourteen days, the overdue first. The days are the domain's; here they are found and named.

use chrono::{Days, NaiveDate};
use yihu_domain::{
    Noun, Record, Result,
    case::Case,
    day,
    deadline::{self, AHEAD_DAYS, Deadline, Task},
    diary::Diary,
    hotline::Hotline,
    hours,
    matter::Matter,
    staff::Staff,
    training::{self, YEARLY_TENTHS},
    vendor::Vendor,
};
use yihu_store::{Filter, tally::LastVisit};

use super::{Due, actions, ended};
use crate::{
    Archive, assets,
    record::{self, Compare, Condition, Query},
};

/// So many of one sort stand in the list one by one; more are one line that leads to all of them.
const SINGLE: usize = 8;

/// Things of one sort.
struct Group {
    noun: Noun,
    /// All of them, as a list
    query: Query,
    /// 户, 件, 人
    unit: &'static str,
    total: usize,
    /// The first of them: deadline, title, record
    first: Vec<(Deadline, String, String)>,
}

impl Archive {
    pub(super) fn workbench_due(&self, today: NaiveDate, visits: Vec<(LastVisit, Deadline)>) -> Result<Vec<Due>> {
        let mut groups = self.licences_near(today)?;
        groups.extend(self.matters_near(today)?);
        groups.extend(shops_near(today, visits));
        groups.extend(self.diaries_near(today)?);
        groups.extend(self.vendors_waiting(today)?);
        groups.extend(self.cases_near(today)?);
        groups.extend(self.hotlines_near(today)?);
        groups.extend(self.staff_near(today)?);
        let mut due: Vec<Due> = groups.into_iter().flat_map(|group| group.shown(today)).collect();
        due.extend(self.campaigns_near(today)?);
        due.sort_by(|a, b| (a.days, &a.what, &a.title).cmp(&(b.days, &b.what, &b.title)));
        Ok(due)
    }

    /// Licences run out, ending, and to be renewed: the days between which their ends lie tell them apart.
    fn licences_near(&self, today: NaiveDate) -> Result<Vec<Group>> {
        let after = |days: u64| today.checked_add_days(Days::new(days)).unwrap_or(today);
        let renewal = yihu_domain::licence::RENEWAL_DAYS;
        let between = |first: NaiveDate, last: NaiveDate| Query {
            conditions: vec![
                condition("state", Compare::AnyOf, "有效|停业"),
                condition("valid_to", Compare::AtLeast, &first.to_string()),
                condition("valid_to", Compare::AtMost, &last.to_string()),
            ],
            ..Query::default()
        };
        let queries = [
            Query::due(record::Due::LicenceExpired),
            between(today, after(AHEAD_DAYS)),
            between(after(renewal), after(renewal + AHEAD_DAYS)),
        ];
        let (calendar, mut groups) = (self.calendar()?, Vec::new());
        for query in queries {
            let mut filter = self.filter(Noun::Retailer, &query)?;
            filter.order = vec![("valid_to".to_owned(), false)];
            let page = self.store.retailer_list(&filter.page(0, length(SINGLE)))?;
            let mut first = Vec::new();
            for row in page.rows {
                let licences = self.store.licences_of(yihu_domain::Id::new(row.id))?;
                let current = licences.into_iter().find(|it| Some(&it.licence_no) == row.licence_no.as_ref());
                if let Some(due) = current.and_then(|it| deadline::of_licence(&it, &calendar, today)) {
                    let number = row.licence_no.unwrap_or_default();
                    first.push((due, format!("{} {number}", row.trade_name), row.id.to_string()));
                }
            }
            groups.push(Group { noun: Noun::Retailer, query, unit: "户", total: size(page.total), first });
        }
        Ok(groups)
    }

    fn matters_near(&self, today: NaiveDate) -> Result<Vec<Group>> {
        let named = |(it, due): (Matter, Deadline)| {
            (
                due,
                format!("{} {}", it.title(), it.licence_no.as_ref().map_or("", |_| &it.holder)),
                it.head.id.to_string(),
            )
        };
        let near = |(_, due): &(Matter, Deadline)| due.is_near(today);
        let running = self.running_matters()?.into_iter().filter(near).map(named);
        let (late, coming): (Vec<_>, Vec<_>) = running.partition(|(due, ..)| due.days(today) < 0);
        let closed = self.suspensions()?.into_iter().filter(near).map(named).collect();
        Ok(vec![
            Group::of(Noun::Matter, record::Due::MatterOverdue, "件", late),
            Group::of(Noun::Matter, record::Due::MatterDue, "件", coming),
            Group::of(Noun::Matter, record::Due::SuspensionEnding, "户", closed),
        ])
    }

    /// Campaigns that the quarter and the year still lack: each leads to those that were made.
    fn campaigns_near(&self, today: NaiveDate) -> Result<Vec<Due>> {
        let tally = self.campaign_tally(today)?;
        let [(.., quarter), (.., year)] = tally.open();
        let shown = |(due, done, target): (Deadline, i64, i64)| {
            let (query, span) = match due.task {
                Task::Action => (actions(quarter), quarter),
                _ => (ended("宣传活动", year), year),
            };
            Due {
                key: due.task.word().to_owned(),
                title: format!("{}{}做了{done}次，应至少{target}次", span.title, due.task.title()),
                query: Some(query),
                ..line(&due, Noun::Campaign, today)
            }
        };
        Ok(deadline::of_campaigns(&tally, today).into_iter().map(shown).collect())
    }

    /// Diaries that wait to be approved.
    fn diaries_near(&self, today: NaiveDate) -> Result<Vec<Group>> {
        let named = |(it, due): (Diary, Deadline)| {
            let on = it.submitted_on.map(|on| format!("（{on}提交）")).unwrap_or_default();
            (due, format!("{}{on}", it.title()), it.head.id.to_string())
        };
        let near = self.waiting_diaries()?.into_iter().filter(|(_, due)| due.is_near(today)).map(named);
        let (late, coming): (Vec<_>, Vec<_>) = near.partition(|(due, ..)| due.days(today) < 0);
        Ok(vec![
            Group::of(Noun::Diary, record::Due::DiaryOverdue, "篇", late),
            Group::of(Noun::Diary, record::Due::DiaryDue, "篇", coming),
        ])
    }

    /// Vendors about which something is to be done.
    fn vendors_waiting(&self, today: NaiveDate) -> Result<Vec<Group>> {
        let named = |(it, due): (Vendor, Deadline)| {
            let days = (today - it.found_on).num_days();
            (due, format!("{} {}（发现{days}天，没有处理）", it.name, it.address), it.head.id.to_string())
        };
        let near = self.vendors_near()?.into_iter().map(named);
        let (late, coming): (Vec<_>, Vec<_>) = near.partition(|(due, ..)| due.days(today) < 0);
        Ok(vec![
            Group::of(Noun::Vendor, record::Due::VendorOverdue, "户", late),
            Group::of(Noun::Vendor, record::Due::VendorDue, "户", coming),
        ])
    }

    fn cases_near(&self, today: NaiveDate) -> Result<Vec<Group>> {
        let mut groups = Vec::new();
        for set in [record::Due::CaseOverdue, record::Due::CaseDeciding] {
            let query = Query::due(set);
            let mut filter = self.filter(Noun::Case, &query)?;
            filter.order = vec![("filed_on".to_owned(), false)];
            let page = self.store.list::<Case>(&filter.page(0, length(SINGLE)))?;
            let named = |it: &Case| {
                let due = deadline::of_case(it).filter(|due| due.is_near(today))?;
                Some((due, format!("{} {}", it.case_no, it.party_name), it.head.id.to_string()))
            };
            let first = page.rows.iter().filter_map(named).collect();
            groups.push(Group { noun: Noun::Case, query, unit: "件", total: size(page.total), first });
        }
        Ok(groups)
    }

    fn hotlines_near(&self, today: NaiveDate) -> Result<Vec<Group>> {
        let (calendar, limits) = (self.calendar()?, assets::hotline_limits()?);
        let open = self.filter(Noun::Hotline, &Query::due(record::Due::HotlineOpen))?;
        let named = |it: Hotline| {
            let due = deadline::of_hotline(&it, &calendar, &limits).filter(|due| due.is_near(today))?;
            let about = it.target_name.as_deref().unwrap_or_default();
            let title = format!("{} {} {about}", it.title(), it.category.title());
            // Its title names the category already where it has no number.
            let title = if it.upstream_no.is_some() { title } else { format!("{} {about}", it.title()) };
            Some((due, title.trim_end().to_owned(), it.head.id.to_string()))
        };
        let near = self.store.list::<Hotline>(&open)?.rows.into_iter().filter_map(named);
        let (late, coming): (Vec<_>, Vec<_>) = near.partition(|(due, ..)| due.days(today) < 0);
        Ok(vec![
            Group::of(Noun::Hotline, record::Due::HotlineOverdue, "件", late),
            Group::of(Noun::Hotline, record::Due::HotlineDue, "件", coming),
        ])
    }

    fn staff_near(&self, today: NaiveDate) -> Result<Vec<Group>> {
        let (from, to) = training::hours_span(today);
        let done = self.store.hours_between(from, to)?;
        let (mut certificates, mut short) = (Vec::new(), Vec::new());
        for it in self.store.list::<Staff>(&Filter::all())?.rows {
            let id = it.head.id.to_string();
            if let Some(due) = deadline::of_certificate(&it).filter(|due| due.is_near(today)) {
                certificates.push((due, it.full_name.clone(), id.clone()));
            }
            let tenths = done.get(&it.head.id.uuid()).copied().unwrap_or_default();
            if let Some(due) = deadline::of_hours(&it, tenths, today).filter(|due| due.is_near(today)) {
                let left = hours::write(YEARLY_TENTHS - tenths);
                short.push((due, format!("{}（已满{}课时，差{left}）", it.full_name, hours::write(tenths)), id));
            }
        }
        Ok(vec![
            Group::of(Noun::Staff, record::Due::CertificateExpiring, "人", certificates),
            Group::of(Noun::Staff, record::Due::TrainingShort, "人", short),
        ])
    }
}

impl Group {
    fn of(noun: Noun, set: record::Due, unit: &'static str, mut all: Vec<(Deadline, String, String)>) -> Self {
        all.sort_by_key(|(due, ..)| due.on);
        Self { noun, query: Query::due(set), unit, total: all.len(), first: all }
    }

    /// One line each, or one line for all.
    fn shown(self, today: NaiveDate) -> Vec<Due> {
        if self.total <= SINGLE {
            let noun = self.noun;
            let one = |(due, title, id): (Deadline, String, String)| Due {
                key: format!("{}-{id}", due.task.word()),
                id: Some(id),
                query: None,
                title,
                ..line(&due, noun, today)
            };
            return self.first.into_iter().map(one).collect();
        }
        let Some((due, ..)) = self.first.first() else { return Vec::new() };
        let late = if due.days(today) < 0 { "已过期限" } else { "将到期限" };
        vec![Due {
            key: format!("{}-{late}", due.task.word()),
            title: format!("{}{}{late}，最早的一{}在{}", self.total, self.unit, self.unit, day::long(due.on)),
            query: Some(self.query),
            ..line(due, self.noun, today)
        }]
    }
}

/// Shops that are to be visited.
fn shops_near(today: NaiveDate, visits: Vec<(LastVisit, Deadline)>) -> Vec<Group> {
    let named = |(it, due): (LastVisit, Deadline)| {
        let last = it.visited_on.map_or_else(|| "还没有检查过".to_owned(), |on| format!("上次{on}"));
        (due, format!("{} {}（{last}）", it.trade_name, it.licence_no), it.id.to_string())
    };
    let (late, coming): (Vec<_>, Vec<_>) = visits.into_iter().map(named).partition(|(due, ..)| due.days(today) < 0);
    vec![
        Group::of(Noun::Retailer, record::Due::VisitOverdue, "户", late),
        Group::of(Noun::Retailer, record::Due::VisitDue, "户", coming),
    ]
}

fn line(due: &Deadline, noun: Noun, today: NaiveDate) -> Due {
    Due {
        key: String::new(),
        what: due.task.title().to_owned(),
        title: String::new(),
        noun,
        id: None,
        query: None,
        on: due.on.to_string(),
        days: i32::try_from(due.days(today)).unwrap_or(i32::MAX),
        article: due.article.clone(),
    }
}

pub(super) fn condition(field: &str, compare: Compare, value: &str) -> Condition {
    Condition { field: field.to_owned(), compare, value: value.to_owned() }
}

fn length(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn size(n: i64) -> usize {
    usize::try_from(n).unwrap_or_default()
}

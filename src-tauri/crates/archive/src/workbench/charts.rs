//! What is quicker to see than to read. The store counts; a month without any is drawn as 0.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate, TimeDelta};
use yihu_domain::{
    Noun, Result,
    hotline::Category,
    period::Period,
    retailer::Class,
    staff::{Staff, StaffState},
    training,
};
use yihu_store::{Filter, tally::LastVisit};

use super::{Chart, ChartKind, Series};
use crate::{
    Archive,
    record::{Compare, Condition, Query},
};

/// Months that are drawn.
const MONTHS: u32 = 12;

impl Archive {
    pub(super) fn charts(&self, today: NaiveDate, visits: &[LastVisit]) -> Result<Vec<Chart>> {
        let this = Period::of(today).first();
        let back = |n| this.checked_sub_months(Months::new(n)).map(Period::of);
        let months: Vec<Period> = (0..MONTHS).rev().filter_map(back).collect();
        Ok(vec![
            self.hotlines_drawn(&months)?,
            self.cases_drawn(&months)?,
            self.classes_drawn()?,
            self.towns_drawn()?,
            coverage_drawn(today, visits),
            self.hours_drawn(today)?,
        ])
    }

    fn hotlines_drawn(&self, months: &[Period]) -> Result<Chart> {
        // A month begins in China eight hours before it does in UTC.
        let from = first_of(months).and_hms_opt(0, 0, 0).unwrap_or_default().and_utc() - TimeDelta::hours(8);
        let counted = self.store.hotlines_by_month(from)?;
        let number = |month: Period, category| {
            let word = month.to_string();
            counted.iter().filter(|(m, c, _)| *m == word && *c == category).map(|(.., n)| n).sum()
        };
        let of = |category| months.iter().map(|month| figure(number(*month, category))).collect();
        let series = Category::ALL.map(|category| Series::of(category.title(), of(category)));
        // 举报 and 投诉 stand there always, the others where there are any.
        let drawn = series.into_iter().enumerate().filter(|(n, it)| *n < 2 || it.values.iter().any(|v| *v > 0.0));
        let behind = (Noun::Hotline, "received_at");
        let title = "12313举报投诉（近12个月）";
        Ok(by_month("hotline_by_month", title, ChartKind::Line, behind, months, drawn.map(|(_, it)| it)))
    }

    fn cases_drawn(&self, months: &[Period]) -> Result<Chart> {
        let counted = self.store.cases_by_month(first_of(months))?;
        let find = |month: &Period| {
            let word = month.to_string();
            counted.iter().find(|it| it.month == word)
        };
        let filed = months.iter().map(|month| figure(find(month).map_or(0, |it| it.filed))).collect();
        let closed = months.iter().map(|month| figure(find(month).map_or(0, |it| it.closed))).collect();
        let series = [Series::of("立案", filed), Series::of("结案", closed)];
        Ok(by_month("case_by_month", "案件（近12个月）", ChartKind::Bar, (Noun::Case, "filed_on"), months, series))
    }

    fn classes_drawn(&self) -> Result<Chart> {
        let counted = self.store.retailers_by_class()?;
        let number = |class| counted.iter().filter(|(c, _)| *c == class).map(|(_, n)| n).sum::<i64>();
        let mut drawn: Vec<(Option<String>, i64)> =
            Class::ALL.map(|class| (Some(class.title().to_owned()), number(Some(class)))).to_vec();
        if number(None) > 0 {
            drawn.push((None, number(None)));
        }
        Ok(of_retailers("class", "零售户分类", ChartKind::Share, "未分类", drawn))
    }

    fn towns_drawn(&self) -> Result<Chart> {
        let (named, unnamed): (Vec<_>, Vec<_>) =
            self.store.retailers_by_town()?.into_iter().partition(|(town, _)| town.is_some());
        let counted = named.into_iter().chain(unnamed);
        Ok(of_retailers("town", "各乡镇零售户", ChartKind::Bar, "未填", counted.collect()))
    }

    fn hours_drawn(&self, today: NaiveDate) -> Result<Chart> {
        let (from, to) = training::hours_span(today);
        let hours = self.store.hours_between(from, to)?;
        let mut people: Vec<Staff> = self.store.list::<Staff>(&Filter::all().sort("full_name", false))?.rows;
        people.retain(|it| it.state == StaffState::InPost);
        let tenths = |it: &Staff| hours.get(&it.head.id.uuid()).copied().unwrap_or_default();
        Ok(Chart {
            key: "training_hours".to_owned(),
            title: "本年培训课时（应满40）".to_owned(),
            kind: ChartKind::Bar,
            unit: "课时".to_owned(),
            series: vec![Series::of("课时", people.iter().map(|it| figure(tenths(it)) / 10.0).collect())],
            noun: Noun::Staff,
            queries: people.iter().map(|it| Query::of("full_name", &it.full_name)).collect(),
            labels: people.into_iter().map(|it| it.full_name).collect(),
        })
    }
}

/// Of the shops of each town whose licence is in use, how many were visited this year, once each; how often in all.
fn coverage_drawn(today: NaiveDate, visits: &[LastVisit]) -> Chart {
    /// Shops, those of them visited, visits
    type Town = (i64, i64, i64);
    let mut towns: BTreeMap<Option<&str>, Town> = BTreeMap::new();
    for it in visits {
        let town = towns.entry(it.town.as_deref()).or_default();
        *town = (town.0 + 1, town.1 + i64::from(it.visits > 0), town.2 + it.visits);
    }
    let (drawn, counted): (Vec<_>, Vec<Town>) =
        towns.into_iter().map(|(town, it)| ((town.map(str::to_owned), 0), it)).unzip();
    let title = format!("各乡镇检查覆盖面（{}年至今，检查过的户／持证户）", today.year());
    let mut chart = of_retailers("town", &title, ChartKind::Bar, "未填", drawn);
    "inspection_by_town".clone_into(&mut chart.key);
    let row = |name, of: fn(&Town) -> f64| Series::of(name, counted.iter().map(of).collect());
    chart.series = vec![
        row("检查过的户", |it| figure(it.1)),
        row("持证户", |it| figure(it.0)),
        row("检查次数", |it| figure(it.2)).in_the_table("次"),
        // To the second place, as the self-check writes its rates.
        row("户均检查次数", |it| (figure(it.2) / figure(it.0) * 100.0).round() / 100.0).in_the_table("次/户"),
    ];
    chart
}

fn first_of(months: &[Period]) -> NaiveDate {
    months.first().map(|month| month.first()).unwrap_or_default()
}

fn by_month(
    key: &str,
    title: &str,
    kind: ChartKind,
    (noun, field): (Noun, &str),
    months: &[Period],
    series: impl IntoIterator<Item = Series>,
) -> Chart {
    Chart {
        key: key.to_owned(),
        title: title.to_owned(),
        kind,
        unit: "件".to_owned(),
        // The year stands where it begins.
        labels: months
            .iter()
            .enumerate()
            .map(
                |(n, it)| {
                    if n == 0 || it.first().month() == 1 { it.title() } else { format!("{}月", it.first().month()) }
                },
            )
            .collect(),
        noun,
        queries: months.iter().map(|month| Query::in_month(field, *month)).collect(),
        series: series.into_iter().collect(),
    }
}

/// Retailers by the values of a field; those without one stand under `blank`.
fn of_retailers(field: &str, title: &str, kind: ChartKind, blank: &str, drawn: Vec<(Option<String>, i64)>) -> Chart {
    let query = |(value, _): &(Option<String>, i64)| {
        let mut asked = match value {
            Some(value) => Query::of(field, value),
            None => Query::without(field),
        };
        // Who has applied, and has no licence, is no shop.
        let licensed = Condition { field: "licence_no".to_owned(), compare: Compare::Filled, value: String::new() };
        asked.conditions.push(licensed);
        asked
    };
    Chart {
        key: format!("retailer_{field}"),
        title: title.to_owned(),
        kind,
        unit: "户".to_owned(),
        noun: Noun::Retailer,
        queries: drawn.iter().map(query).collect(),
        series: vec![Series::of("户数", drawn.iter().map(|(_, n)| figure(*n)).collect())],
        labels: drawn.into_iter().map(|(value, _)| value.unwrap_or_else(|| blank.to_owned())).collect(),
    }
}

/// A count as it is drawn; every count of a bureau is exact in it.
fn figure(count: i64) -> f64 {
    i32::try_from(count).map_or(f64::from(i32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_town_counts_a_shop_once_and_its_visits_each() {
        let shop = |town: Option<&str>, visits| LastVisit {
            id: Uuid::nil(),
            trade_name: String::new(),
            town: town.map(str::to_owned),
            class: None,
            licence_no: String::new(),
            since: None,
            visited_on: None,
            visits,
        };
        let shops = [shop(Some("太要镇"), 3), shop(None, 0), shop(Some("太要镇"), 4), shop(Some("太要镇"), 0)];
        let chart = coverage_drawn("2026-11-30".parse().unwrap(), &shops);
        assert_eq!(chart.labels, ["未填", "太要镇"]);
        // 7 visits to 3 shops are 2.333…
        let rows: Vec<_> = chart.series.iter().map(|it| (it.name.as_str(), it.unit.as_deref(), &*it.values)).collect();
        assert_eq!(
            rows,
            [
                ("检查过的户", None, &[0.0, 2.0][..]),
                ("持证户", None, &[1.0, 3.0]),
                ("检查次数", Some("次"), &[0.0, 7.0]),
                ("户均检查次数", Some("次/户"), &[0.0, 2.33])
            ]
        );
    }
}

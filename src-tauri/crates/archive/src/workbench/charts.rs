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
use yihu_store::Filter;

use super::{Chart, ChartKind, Series};
use crate::{
    Archive,
    record::{Compare, Condition, Query},
};

/// Months that are drawn.
const MONTHS: u32 = 12;

impl Archive {
    pub(super) fn charts(&self, today: NaiveDate) -> Result<Vec<Chart>> {
        let this = Period::of(today).first();
        let back = |n| this.checked_sub_months(Months::new(n)).map(Period::of);
        let months: Vec<Period> = (0..MONTHS).rev().filter_map(back).collect();
        Ok(vec![
            self.hotlines_drawn(&months)?,
            self.cases_drawn(&months)?,
            self.classes_drawn()?,
            self.towns_drawn()?,
            self.coverage_drawn(today)?,
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
        let series = Category::ALL.map(|category| Series { name: category.title().to_owned(), values: of(category) });
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
        let series =
            [Series { name: "立案".to_owned(), values: filed }, Series { name: "结案".to_owned(), values: closed }];
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

    /// Of the shops of each town whose licence is in use, how many were visited this year, once each.
    fn coverage_drawn(&self, today: NaiveDate) -> Result<Chart> {
        let mut towns: BTreeMap<Option<String>, (i64, i64)> = BTreeMap::new();
        for (town, times, shops) in self.store.visits_by_town(Period::of(today).year_start(), today)? {
            let it = towns.entry(town).or_default();
            it.0 += shops;
            it.1 += if times > 0 { shops } else { 0 };
        }
        let (drawn, counted): (Vec<_>, Vec<_>) = towns.into_iter().map(|(town, it)| ((town, 0), it)).unzip();
        let title = format!("各乡镇检查覆盖面（{}年至今，检查过的户／持证户）", today.year());
        let mut chart = of_retailers("town", &title, ChartKind::Bar, "未填", drawn);
        "inspection_by_town".clone_into(&mut chart.key);
        let figures = |of: fn(&(i64, i64)) -> i64| counted.iter().map(|it| figure(of(it))).collect();
        chart.series = vec![
            Series { name: "检查过的户".to_owned(), values: figures(|it| it.1) },
            Series { name: "持证户".to_owned(), values: figures(|it| it.0) },
        ];
        Ok(chart)
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
            series: vec![Series {
                name: "课时".to_owned(),
                values: people.iter().map(|it| figure(tenths(it)) / 10.0).collect(),
            }],
            noun: Noun::Staff,
            queries: people.iter().map(|it| Query::of("full_name", &it.full_name)).collect(),
            labels: people.into_iter().map(|it| it.full_name).collect(),
        })
    }
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
        series: vec![Series { name: "户数".to_owned(), values: drawn.iter().map(|(_, n)| figure(*n)).collect() }],
        labels: drawn.into_iter().map(|(value, _)| value.unwrap_or_else(|| blank.to_owned())).collect(),
    }
}

/// A count as it is drawn; every count of a bureau is exact in it.
fn figure(count: i64) -> f64 {
    i32::try_from(count).map_or(f64::from(i32::MAX), f64::from)
}

//! What the workbench shows: plain data, its words ready to read.

use serde::Serialize;
use yihu_domain::Noun;

use crate::{
    DraftInfo,
    record::{Mark, Query},
    shown::{backup::SecondPlace, bundle::BundleInfo},
};

/// The page a clerk begins with.
#[derive(Debug, Clone, PartialEq, Serialize, specta::Type)]
pub struct Workbench {
    /// Today in words
    pub today: String,
    /// Numbers, each a link
    pub counts: Vec<Count>,
    /// What is due, overdue first
    pub due: Vec<Due>,
    /// How far the month is
    pub month: MonthState,
    /// Where looking is quicker than reading
    pub charts: Vec<Chart>,
    /// When the last backup was made
    pub backup: BackupState,
    /// Drafts that were not saved
    pub drafts: Vec<DraftInfo>,
    /// The bundle that left last
    pub last_bundle: Option<BundleInfo>,
}

/// A number that is a link: to the list of `noun` under `query`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Count {
    /// A stable word
    pub key: String,
    /// What is counted
    pub title: String,
    /// How many
    pub value: u32,
    /// 户, 件
    pub unit: String,
    /// Of which noun
    pub noun: Noun,
    /// Which records
    pub query: Query,
    /// Its colour, where it wants one
    pub mark: Option<Mark>,
}

/// One thing that is due: one record, or the many under a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Due {
    /// A stable word for the sort of thing
    pub key: String,
    /// What is to be done
    pub what: String,
    /// With what
    pub title: String,
    /// Of which noun
    pub noun: Noun,
    /// Which record
    pub id: Option<String>,
    /// Which records
    pub query: Option<Query>,
    /// Until when
    pub on: String,
    /// Days that are left; below 0 when it is overdue
    pub days: i32,
    /// By which article
    pub article: String,
}

/// How far the month is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct MonthState {
    /// `2026-11`
    pub period: String,
    /// `2026年11月`
    pub title: String,
    /// Whether it is signed
    pub signed: bool,
    /// Lines that are in order
    pub done: u32,
    /// Lines in all
    pub of: u32,
    /// What is looked at
    pub lines: Vec<MonthLine>,
}

/// One thing the month's self-check will look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct MonthLine {
    /// What
    pub title: String,
    /// Whether it is in order
    pub ok: bool,
    /// What is missing
    pub note: String,
    /// Of which noun
    pub noun: Option<Noun>,
    /// Which records
    pub query: Option<Query>,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    /// Bars
    Bar,
    /// A line
    Line,
    /// Shares of a whole
    Share,
}

/// A chart; its table is the same numbers.
#[derive(Debug, Clone, PartialEq, Serialize, specta::Type)]
pub struct Chart {
    /// A stable word
    pub key: String,
    /// What it shows
    pub title: String,
    /// How
    pub kind: ChartKind,
    /// 件, 户, 课时
    pub unit: String,
    /// Along the axis
    pub labels: Vec<String>,
    /// Of which noun the counted records are
    pub noun: Noun,
    /// Which records stand behind each label
    pub queries: Vec<Query>,
    /// Beside the labels
    pub series: Vec<Series>,
}

/// One row of numbers.
#[derive(Debug, Clone, PartialEq, Serialize, specta::Type)]
pub struct Series {
    /// What they are
    pub name: String,
    /// Their unit where it is not the chart's: such a row stands in the table only
    pub unit: Option<String>,
    /// One a label
    // TypeScript has one `number` for both; an `f64` that might be NaN would cross as `number | null`, and none is.
    #[specta(type = Vec<u32>)]
    pub values: Vec<f64>,
}

/// When the last backup was made.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, specta::Type)]
pub struct BackupState {
    /// When
    pub last_at: Option<String>,
    /// Whether its drill was sound; none where there was none
    pub last_ok: Option<bool>,
    /// Days since
    pub days: Option<u32>,
    /// How the second place stands; none where none is set
    pub second: Option<SecondPlace>,
}

impl Series {
    /// A row in the chart's unit.
    pub(super) fn of(name: &str, values: Vec<f64>) -> Self {
        Self { name: name.to_owned(), unit: None, values }
    }

    /// The same row, for the table, in a unit of its own.
    pub(super) fn in_the_table(self, unit: &str) -> Self {
        Self { unit: Some(unit.to_owned()), ..self }
    }
}

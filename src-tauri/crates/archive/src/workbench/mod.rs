//! The page a clerk begins with: what there is, what is due, how far the month is.
//!
//! Every number is counted by the query that its link asks the list for: the two cannot differ.

mod charts;
mod due;
mod month;
mod shape;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use yihu_domain::{Noun, Result, campaign::Span, day, deadline::Deadline, gap::Gap, rights::Right};
use yihu_store::tally::LastVisit;

pub use shape::{BackupState, Chart, ChartKind, Count, Due, MonthLine, MonthState, Series, Workbench};

use crate::{
    Archive, BackupSettings,
    record::{self, Compare, Mark, Query},
};

/// How many records each named set has.
type Sets = BTreeMap<record::Due, u32>;

impl Archive {
    /// Shows the page a clerk begins with.
    pub fn workbench(&self, settings: &BackupSettings) -> Result<Workbench> {
        self.require(Right::Read)?;
        let today = self.clock.today();
        let visits = self.last_visits()?;
        let charts = self.charts(today, &visits)?;
        let visits = self.visits_due(visits)?;
        let sets = self.sets(today, &visits)?;
        let backup = self.backup_state(settings);
        Ok(Workbench {
            today: format!("{today} {}", day::weekday(today)),
            counts: self.workbench_counts(&sets)?,
            due: self.workbench_due(today, visits)?,
            month: self.month_state(today, &sets, &backup)?,
            charts,
            backup,
            drafts: self.draft_list()?,
            last_bundle: self.bundle_list()?.into_iter().next(),
        })
    }

    /// Counts each set; when each shop was visited last is read once for all that ask for it.
    fn sets(&self, today: NaiveDate, visits: &[(LastVisit, Deadline)]) -> Result<Sets> {
        let late = visits.iter().filter(|(_, due)| due.days(today) < 0).count();
        let count = |set: record::Due| match set {
            record::Due::VisitOverdue => Ok(number(late)),
            record::Due::VisitDue => Ok(number(visits.len() - late)),
            _ => self.number_of(set.noun(), &Query::due(set)),
        };
        record::Due::ALL.into_iter().map(|set| Ok((set, count(set)?))).collect()
    }

    /// Counts the records that a query finds.
    fn number_of(&self, noun: Noun, query: &Query) -> Result<u32> {
        let found = self.store.row_ids(noun, &self.filter(noun, query)?.page(0, 0))?;
        Ok(u32::try_from(found.total).unwrap_or(u32::MAX))
    }

    fn workbench_counts(&self, sets: &Sets) -> Result<Vec<Count>> {
        let all = |key: &str, title: &str, unit: &str, noun, query: Query| {
            let value = self.number_of(noun, &query)?;
            Ok(Count {
                key: key.to_owned(),
                title: title.to_owned(),
                value,
                unit: unit.to_owned(),
                noun,
                query,
                mark: None,
            })
        };
        let set = |set: record::Due, title: &str, unit: &str, mark: Option<Mark>| Count {
            key: set.word().to_owned(),
            title: title.to_owned(),
            value: sets.get(&set).copied().unwrap_or_default(),
            unit: unit.to_owned(),
            noun: set.noun(),
            query: Query::due(set),
            mark,
        };
        let late = |set| sets.get(&set).is_some_and(|n| *n > 0).then_some(Mark::Danger);
        Ok(vec![
            all("retailers", "在册零售户", "户", Noun::Retailer, Query::default())?,
            all("licences", "有效许可证", "户", Noun::Retailer, Query::of("state", "有效"))?,
            set(record::Due::LicenceExpiring, "许可证30日内到期", "户", Some(Mark::Warning)),
            set(record::Due::LicenceExpired, "许可证过期未处理", "户", Some(Mark::Danger)),
            set(record::Due::LicenceRenewing, "可申请延续的许可证", "户", None),
            set(record::Due::MatterOpen, "在办许可事项", "件", late(record::Due::MatterOverdue)),
            set(record::Due::Unclassified, "未分类零售户", "户", Some(Mark::Warning)),
            self.class_count()?,
            self.gap_count(Gap::Missing, "缺件的档案")?,
            self.gap_count(Gap::Unclear, "扫描件待重扫的档案")?,
            set(record::Due::VisitOverdue, "该查未查的户", "户", Some(Mark::Danger)),
            self.action_count()?,
            set(record::Due::DiaryWaiting, "待审批日志", "篇", late(record::Due::DiaryOverdue)),
            set(record::Due::VendorOpen, "未处理的无证户", "户", late(record::Due::VendorOverdue)),
            set(record::Due::VendorIncomplete, "无证户档案不完整", "户", Some(Mark::Warning)),
            set(record::Due::CaseOpen, "在办案件", "件", late(record::Due::CaseOverdue)),
            set(record::Due::HotlineOpen, "待办12313", "件", late(record::Due::HotlineOverdue)),
            all("staff", "在岗人员", "人", Noun::Staff, Query::of("state", "在岗"))?,
            set(record::Due::TrainingShort, "本年课时不足", "人", Some(Mark::Warning)),
        ])
    }

    /// Counts the concentrated actions of the quarter, against what the bureau set itself.
    fn action_count(&self) -> Result<Count> {
        let tally = self.campaign_tally(self.clock.today())?;
        let [(_, target, span), _] = tally.open();
        let query = actions(span);
        let value = self.number_of(Noun::Campaign, &query)?;
        let short = tally.is_kept() && i64::from(value) < target;
        Ok(Count {
            key: "campaign_actions".to_owned(),
            title: "本季度集中整治".to_owned(),
            value,
            unit: "次".to_owned(),
            noun: Noun::Campaign,
            query,
            mark: short.then_some(Mark::Warning),
        })
    }

    /// Counts the shops for which a class is proposed; its link is the list of those.
    fn class_count(&self) -> Result<Count> {
        let value = self.class_total()?;
        Ok(Count {
            key: "class_proposed".to_owned(),
            title: "分类建议待决定".to_owned(),
            value,
            unit: "户".to_owned(),
            noun: Noun::Retailer,
            query: Query::default(),
            mark: (value > 0).then_some(Mark::Warning),
        })
    }

    /// Counts the files that want something; its link is the list of those.
    fn gap_count(&self, gap: Gap, title: &str) -> Result<Count> {
        let value = self.gap_total(gap)?;
        Ok(Count {
            key: gap.word().to_owned(),
            title: title.to_owned(),
            value,
            unit: "份".to_owned(),
            noun: Noun::Attachment,
            query: Query::default(),
            mark: (value > 0).then_some(Mark::Warning),
        })
    }

    fn backup_state(&self, settings: &BackupSettings) -> BackupState {
        let second = self.second_place(settings);
        let Some(last) = self.last_backup() else { return BackupState { second, ..BackupState::default() } };
        let on: Option<NaiveDate> = last.made_at.get(..10).and_then(|on| on.parse().ok());
        let days = on.map(|on| (self.clock.today() - on).num_days().max(0));
        BackupState {
            last_at: Some(last.made_at),
            last_ok: last.ok,
            days: days.map(|days| u32::try_from(days).unwrap_or(u32::MAX)),
            second,
        }
    }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The concentrated actions that ended in a span.
fn actions(span: &Span) -> Query {
    ended("专项行动|集中整治", span)
}

/// The campaigns of some kinds that ended in a span.
fn ended(kinds: &str, span: &Span) -> Query {
    Query {
        conditions: vec![
            due::condition("kind", Compare::AnyOf, kinds),
            due::condition("to_on", Compare::AtLeast, &span.from.to_string()),
            due::condition("to_on", Compare::AtMost, &span.to.to_string()),
        ],
        ..Query::default()
    }
}

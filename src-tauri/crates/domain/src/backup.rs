//! When a backup is due, and which of the older ones may go. The clock is passed in; no file is touched here.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::day;

/// Backups made by hand that thinning leaves alone, newest first.
pub const BY_HAND: usize = 10;
/// Minutes that pass after a failure before it is tried again.
const AGAIN: i64 = 5;

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The clerk asked for it
    Hand,
    /// The archive was new
    First,
    /// Something had changed
    Automatic,
    /// The window was closed
    Exit,
    /// A ledger was about to be taken in
    Import,
    /// A backup was about to take the archive's place
    Restore,
    /// A newer version of the program was about to change the schema
    Migration,
    /// The keys were about to be changed
    Rotation,
}

impl Reason {
    /// As a clerk says it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Hand => "手动",
            Self::First => "建档",
            Self::Automatic => "自动",
            Self::Exit => "关窗时",
            Self::Import => "导入前",
            Self::Restore => "恢复前",
            Self::Migration => "升级前",
            Self::Rotation => "换钥匙前",
        }
    }
}

/// One backup, as thinning sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// When it was made
    pub made_at: DateTime<Utc>,
    /// Whether its last drill passed
    pub good: bool,
    /// Why it was made
    pub reason: Reason,
    /// The schema of its database
    pub schema: u32,
}

/// Up to which age one backup of each span stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// As the page shows it
    pub title: &'static str,
    /// Hours up to which it holds
    hours: i64,
    /// What tells two spans apart
    span: &'static str,
}

/// What stays, by age: the first step whose age is not reached holds.
pub const STEPS: [Step; 4] = [
    Step { title: "一天之内，每小时留一份", hours: 24, span: "h%Y%m%d%H" },
    Step { title: "一个月之内，每天留一份", hours: 31 * 24, span: "d%Y%m%d" },
    Step { title: "一个季度之内，每周留一份", hours: 92 * 24, span: "w%G%V" },
    Step { title: "再往前，每月留一份", hours: i64::MAX, span: "m%Y%m" },
];

/// What is known when it is asked whether a backup is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Whether something changed since the last sound one
    pub changed: bool,
    /// When the last one was made
    pub made_at: Option<DateTime<Utc>>,
    /// When it was last tried in vain
    pub failed_at: Option<DateTime<Utc>>,
}

/// Says from when a backup is due; never while nothing has changed.
///
/// A moment that lies ahead of the clock, which somebody set back, holds nothing up.
pub fn due_from(standing: Standing, every_minutes: u32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if !standing.changed {
        return None;
    }
    Some(after(standing.made_at, every_minutes.into(), now).max(again_from(standing.failed_at, now)))
}

/// Says from when what failed at `failed_at` is tried again.
pub fn again_from(failed_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> DateTime<Utc> {
    after(failed_at, AGAIN, now)
}

fn after(at: Option<DateTime<Utc>>, minutes: i64, now: DateTime<Utc>) -> DateTime<Utc> {
    at.filter(|at| *at <= now).map_or(now, |at| at + TimeDelta::minutes(minutes)).max(now)
}

/// Says which backups may go, by their places in `kept`.
///
/// Never the newest, never the newest sound one, never one of the last [`BY_HAND`] made by hand, never the best of a
/// schema; of each span the newest sound one stays, or the newest where none is sound.
pub fn thin(kept: &[Kept], now: DateTime<Utc>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..kept.len()).collect();
    order.sort_by_key(|index| Reverse(kept[*index].made_at));
    let mut stays: BTreeSet<usize> = order.first().copied().into_iter().collect();
    stays.extend(order.iter().find(|index| kept[**index].good));
    stays.extend(order.iter().filter(|index| kept[**index].reason == Reason::Hand).take(BY_HAND));
    let mut best: BTreeMap<String, usize> = BTreeMap::new();
    for index in order {
        let it = kept[index];
        for name in [span(it.made_at, now), format!("schema {}", it.schema)] {
            let holds = best.entry(name).or_insert(index);
            if it.good && !kept[*holds].good {
                *holds = index;
            }
        }
    }
    stays.extend(best.into_values());
    (0..kept.len()).filter(|index| !stays.contains(index)).collect()
}

/// The span that a backup stands for.
fn span(made_at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let age = (now - made_at).num_hours();
    let step = STEPS.iter().find(|step| age < step.hours).unwrap_or(&STEPS[STEPS.len() - 1]);
    day::local(made_at).format(step.span).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        format!("{text}+08:00").parse().unwrap()
    }

    fn kept(text: &str) -> Kept {
        Kept { made_at: at(text), good: true, reason: Reason::Automatic, schema: 3 }
    }

    #[test]
    fn backup_is_due_half_an_hour_after_the_last_when_something_changed() {
        let now = at("2026-11-27T16:50:00");
        for (changed, made, failed, due) in [
            (false, None, None, None),
            (true, None, None, Some("2026-11-27T16:50:00")),
            (true, Some("2026-11-27T16:00:00"), None, Some("2026-11-27T16:50:00")),
            (true, Some("2026-11-27T16:40:00"), None, Some("2026-11-27T17:10:00")),
            (false, Some("2026-11-27T16:00:00"), None, None),
            (true, Some("2026-11-27T16:00:00"), Some("2026-11-27T16:48:00"), Some("2026-11-27T16:53:00")),
            // The clock was set back: what lies ahead holds nothing up.
            (true, Some("2027-11-27T16:00:00"), None, Some("2026-11-27T16:50:00")),
        ] {
            let standing = Standing { changed, made_at: made.map(at), failed_at: failed.map(at) };
            assert_eq!(due_from(standing, 30, now), due.map(at), "{changed} {made:?} {failed:?}");
        }
    }

    #[test]
    fn what_may_go_is_what_its_span_has_twice() {
        let now = at("2026-11-27T16:50:00");
        let bad = |it: Kept| Kept { good: false, ..it };
        let older = |it: Kept| Kept { schema: 2, ..it };
        let hand = |it: Kept| Kept { reason: Reason::Hand, ..it };
        for (all, goes) in [
            (vec![], vec![]),
            (vec![kept("2026-11-27T16:00:00"), kept("2026-11-27T16:40:00")], vec![0]),
            (vec![kept("2026-11-27T15:59:00"), kept("2026-11-27T16:40:00")], vec![]),
            (vec![kept("2026-11-20T09:00:00"), kept("2026-11-20T17:00:00"), kept("2026-11-27T16:40:00")], vec![0]),
            // The only sound one stays, be it the older.
            (vec![kept("2026-11-20T09:00:00"), bad(kept("2026-11-20T17:00:00")), kept("2026-11-27T16:40:00")], vec![1]),
            (vec![kept("2026-11-27T16:00:00"), bad(kept("2026-11-27T16:40:00"))], vec![]),
            // The only one of a schema stays, and what was made by hand.
            (vec![older(kept("2026-11-27T16:00:00")), kept("2026-11-27T16:40:00")], vec![]),
            (vec![hand(kept("2026-11-27T16:00:00")), kept("2026-11-27T16:40:00")], vec![]),
        ] {
            assert_eq!(thin(&all, now), goes, "{all:?}");
        }
    }

    #[test]
    fn older_backups_by_hand_are_thinned_as_others() {
        let now = at("2026-11-27T16:59:00");
        let all: Vec<Kept> = (0..15)
            .map(|n| Kept { reason: Reason::Hand, ..kept(&format!("2026-11-27T16:{:02}:00", 10 + n)) })
            .collect();
        assert_eq!(thin(&all, now), (0..15 - BY_HAND).collect::<Vec<_>>());
    }

    /// Half-hourly backups of a year's working days, thinned after each, as the program does it.
    #[test]
    fn a_year_of_backups_stays_few_and_reaches_back_to_its_first_month() {
        let mut now = at("2026-01-05T08:00:00");
        let end = at("2027-01-05T18:00:00");
        let mut all: Vec<Kept> = Vec::new();
        let (mut most, mut made) = (0, 0_u32);
        while now < end {
            let local = day::local(now);
            let hour: u32 = local.format("%H").to_string().parse().unwrap();
            if (8..18).contains(&hour) && !["6", "7"].contains(&local.format("%u").to_string().as_str()) {
                made += 1;
                all.push(Kept { made_at: now, good: !made.is_multiple_of(7), reason: Reason::Automatic, schema: 3 });
                let newest_good = all.iter().filter(|it| it.good).map(|it| it.made_at).max();
                for index in thin(&all, now).into_iter().rev() {
                    all.remove(index);
                }
                assert_eq!(all.iter().filter(|it| it.good).map(|it| it.made_at).max(), newest_good);
                most = most.max(all.len());
            }
            now += TimeDelta::minutes(30);
        }
        assert!(made > 5000 && most <= 24 + 31 + 14 + 13, "{made} made, {most} at most");
        let months: BTreeSet<String> =
            all.iter().map(|it| day::local(it.made_at).format("%Y-%m").to_string()).collect();
        assert_eq!(months.len(), 13, "{months:?}");
        assert!(all.iter().filter(|it| now - it.made_at < TimeDelta::hours(24)).count() >= 9);
    }
}

//! How long whoever typed wrong passwords has to wait: five tries are free, then each costs twice the wait before.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Wrong tries of one user after which there is a wait.
const FREE: u32 = 5;
/// The same over all users, also those who do not exist.
const FREE_OVERALL: u32 = 20;
/// The first wait, in seconds.
const FIRST: i64 = 30;
/// The longest wait of one user.
const LONGEST: i64 = 30 * 60;
/// The longest wait of everybody: one who guesses must not keep the whole bureau out.
const LONGEST_OVERALL: i64 = 5 * 60;

/// Wrong tries under one name since the last right one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// How many there were
    pub failed: u32,
    /// How many of them the log does not tell yet
    pub untold: u32,
    /// When the last one was; later than now, the clock was set back
    pub at: DateTime<Utc>,
}

/// The wrong tries of an archive, by the name they were counted under.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tries(pub BTreeMap<String, Tried>);

impl Tries {
    /// Seconds that `name` still has to wait.
    ///
    /// A clock that was set back begins the wait anew: nothing is gained by it.
    pub fn wait(&mut self, name: &str, now: DateTime<Utc>) -> u32 {
        for tried in self.0.values_mut() {
            tried.at = tried.at.min(now);
        }
        let left = |failed: u32, free: u32, longest: i64, at: DateTime<Utc>| {
            let until = at + TimeDelta::seconds(delay(failed, free, longest));
            u32::try_from((until - now).num_milliseconds().max(0).div_euclid(1000)).unwrap_or_default()
                + u32::from((until - now).num_milliseconds().max(0) % 1000 > 0)
        };
        let own = self.0.get(name).map_or(0, |it| left(it.failed, FREE, LONGEST, it.at));
        let all = self.0.values().map(|it| it.failed).fold(0, u32::saturating_add);
        let last = self.0.values().map(|it| it.at).max();
        own.max(last.map_or(0, |at| left(all, FREE_OVERALL, LONGEST_OVERALL, at)))
    }

    /// Counts a wrong try.
    pub fn fail(&mut self, name: &str, now: DateTime<Utc>) {
        let tried = self.0.entry(name.to_owned()).or_default();
        tried.failed = tried.failed.saturating_add(1);
        tried.untold = tried.untold.saturating_add(1);
        tried.at = now;
    }

    /// Forgives whoever typed the right password; what the log does not tell yet stays to be told.
    pub fn pass(&mut self, name: &str) -> bool {
        let forgiven = self.0.get_mut(name).is_some_and(|it| std::mem::take(&mut it.failed) > 0);
        self.tidy();
        forgiven
    }

    /// Takes what the log does not tell yet. Names that are no user's are forgotten with it.
    pub fn tell(&mut self, is_user: impl Fn(&str) -> bool) -> Vec<(String, Tried)> {
        let told: Vec<_> =
            self.0.iter().filter(|(_, it)| it.untold > 0).map(|(n, it)| (n.clone(), it.clone())).collect();
        for (name, it) in &mut self.0 {
            it.untold = 0;
            if !is_user(name) {
                it.failed = 0;
            }
        }
        self.tidy();
        told
    }

    fn tidy(&mut self) {
        self.0.retain(|_, it| it.failed > 0 || it.untold > 0);
    }
}

/// Seconds to wait after so many wrong tries.
fn delay(failed: u32, free: u32, longest: i64) -> i64 {
    match failed.checked_sub(free) {
        None => 0,
        Some(more) => (FIRST << more.min(10)).min(longest),
    }
}

/// A wait as people say it.
pub fn words(seconds: u32) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds}秒"),
        (minutes, 0) => format!("{minutes}分钟"),
        (minutes, seconds) => format!("{minutes}分{seconds}秒"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn five_tries_are_free_and_each_further_one_costs_twice_the_wait() {
        let mut tries = Tries::default();
        for (count, wait) in [0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1800, 1800, 1800].into_iter().enumerate() {
            tries.fail("甲", at(0));
            assert_eq!(tries.wait("甲", at(0)), wait, "after {}", count + 1);
        }
        assert_eq!((tries.wait("甲", at(1799)), tries.wait("甲", at(1800)), tries.wait("乙", at(0))), (1, 0, 0));
        assert!(tries.pass("甲"));
        assert_eq!(tries.wait("甲", at(0)), 0);
    }

    #[test]
    fn guessing_one_password_for_everybody_makes_everybody_wait() {
        let mut tries = Tries::default();
        for n in 0..20 {
            tries.fail(&format!("用户{n}"), at(0));
        }
        assert_eq!(tries.wait("甲", at(0)), 30);
        for n in 0..20 {
            tries.fail(&format!("用户{n}"), at(0));
        }
        assert_eq!(tries.wait("甲", at(0)), 300);
    }

    #[test]
    fn clock_set_back_begins_the_wait_anew_and_gains_nothing() {
        let mut tries = Tries::default();
        for _ in 0..6 {
            tries.fail("甲", at(0));
        }
        assert_eq!(tries.wait("甲", at(-90_000)), 60);
        assert_eq!(tries.wait("甲", at(-90_000 + 59)), 1);
        assert_eq!(tries.wait("甲", at(-90_000 + 60)), 0);
    }

    #[test]
    fn what_failed_is_told_once_and_names_of_nobody_are_forgotten() {
        let mut tries = Tries::default();
        tries.fail("甲", at(0));
        tries.fail("甲", at(1));
        tries.fail("没有此人", at(2));
        let told = tries.tell(|name| name == "甲");
        assert_eq!(
            told.iter().map(|(n, it)| (n.as_str(), it.untold)).collect::<Vec<_>>(),
            [("没有此人", 1), ("甲", 2)]
        );
        assert!(tries.tell(|_| true).is_empty());
        assert_eq!(tries.0.keys().collect::<Vec<_>>(), ["甲"]);
        tries.pass("甲");
        assert_eq!(tries, Tries::default());
    }

    #[test]
    fn wait_is_said_in_words() {
        for (seconds, said) in [(30, "30秒"), (60, "1分钟"), (90, "1分30秒"), (1800, "30分钟")] {
            assert_eq!(words(seconds), said);
        }
    }
}

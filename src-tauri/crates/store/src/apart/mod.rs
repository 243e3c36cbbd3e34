//! Pairs of records that look the same and that a clerk told apart (不是同一户). No records, and never in the change log.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rusqlite::named_params;
use uuid::Uuid;
use yihu_domain::{Noun, Result};

use crate::{Reads, Store, change::instant, problem, read};

impl Store {
    /// Remembers that two records are not the same; of a record and itself there is nothing to remember.
    pub fn put_distinct(&mut self, noun: Noun, a: Uuid, b: Uuid, by: &str, at: DateTime<Utc>) -> Result<()> {
        self.require_writer()?;
        if a == b {
            return Ok(());
        }
        let failed = |e| problem::sql("记住两条记录不是同一户", e);
        let mut statement = self.reads.conn.prepare_cached(include_str!("put.sql")).map_err(failed)?;
        let (one, other) = (a.min(b).to_string(), a.max(b).to_string());
        let params = named_params! {
            ":noun": noun.word(), ":one": one, ":other": other, ":by": by, ":at": instant(at),
        };
        statement.execute(params).map_err(failed)?;
        Ok(())
    }
}

impl Reads {
    /// Reads which records were told apart from this one.
    pub fn distinct_from(&self, noun: Noun, record: Uuid) -> Result<BTreeSet<Uuid>> {
        let mut apart = BTreeSet::new();
        let params = named_params! {":noun": noun.word(), ":record": record.to_string()};
        self.stream(include_str!("of.sql"), params, read::id, |id| {
            apart.insert(id);
            Ok(())
        })?;
        Ok(apart)
    }
}

#[cfg(test)]
mod tests {
    use yihu_domain::Kind;

    use super::*;
    use crate::{Access, sample};

    #[test]
    fn two_that_were_told_apart_are_so_seen_from_both_sides_and_once() {
        let (folder, mut store) = sample::archive();
        let [a, b, c] = [1, 2, 3].map(Uuid::from_u128);
        for (one, other) in [(a, b), (b, a), (c, a), (a, a)] {
            store.put_distinct(Noun::Retailer, one, other, "王芳", sample::noon()).unwrap();
        }
        assert_eq!(store.distinct_from(Noun::Retailer, a).unwrap(), BTreeSet::from([b, c]));
        assert_eq!(store.distinct_from(Noun::Retailer, b).unwrap(), BTreeSet::from([a]));
        assert!(store.distinct_from(Noun::Case, a).unwrap().is_empty());
        assert!(store.last_change().unwrap().is_none());
        let mut reader = sample::reopen(&folder, Access::Read);
        let refused = reader.put_distinct(Noun::Case, a, b, "王芳", sample::noon()).unwrap_err();
        assert_eq!(refused.kind, Kind::Denied);
    }
}

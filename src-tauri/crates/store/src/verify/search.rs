//! The search tables against the records, both ways and word by word.

use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

use uuid::Uuid;
use yihu_domain::{Noun, Result};

use super::{Finding, Told, note, tell};
use crate::{Reads, connection, problem, search::entry as search};

/// What is still to be accounted for of one entry: the sum over its words, expected less found, in each table.
struct Account {
    of: (Noun, Uuid),
    sums: [u64; 3],
}

impl Reads {
    /// Compares the search tables with the records; gives how many entries there are.
    pub(super) fn verify_search(&self, told: Told<'_>) -> Result<(i64, Vec<Finding>)> {
        let (mut findings, mut accounts, mut done) = (Vec::new(), HashMap::new(), 0);
        let total = self.number(include_str!("../search/count.sql"), &[])?;
        for noun in search::NOUNS {
            for id in self.ids(noun)? {
                tell(told, "检查搜索索引", done, total)?;
                done += 1;
                match (search::stored(self, noun, id)?, search::entry(self, noun, id)?) {
                    (None, None) => {}
                    (Some((key, stored)), Some(entry)) if stored == entry => {
                        accounts.insert(key, Account { of: (noun, id), sums: entry.documents().map(|d| sum(&d)) });
                    }
                    (stored, _) => {
                        stale(&mut findings, noun, id);
                        if let Some((key, _)) = stored {
                            // Said once; its words are as old as the rest of it.
                            accounts.remove(&key);
                        }
                    }
                }
            }
        }
        let known = i64::try_from(accounts.len()).unwrap_or(i64::MAX);
        if findings.is_empty() {
            self.take_words(told, &mut accounts, &mut findings)?;
        }
        if findings.is_empty() && total != known {
            findings.push(surplus());
        }
        Ok((known, findings))
    }

    /// Takes every word that is in the tables out of the accounts; what stays is missing, what has none is surplus.
    fn take_words(
        &self,
        told: Told<'_>,
        accounts: &mut HashMap<i64, Account>,
        findings: &mut Vec<Finding>,
    ) -> Result<()> {
        let (mut words, mut strays) = (0, false);
        for (table, sql) in connection::words(&self.conn)?.into_iter().enumerate() {
            let read = |row: &rusqlite::Row<'_>| {
                let word = row.get_ref(0).and_then(|word| Ok(hash(word.as_str()?)));
                word.and_then(|word| Ok((word, row.get::<_, i64>(1)?))).map_err(|e| problem::sql("检查搜索索引", e))
            };
            self.stream(sql, [], read, |(word, key)| {
                tell(told, "检查搜索索引", words, 0)?;
                words += 1;
                match accounts.get_mut(&key) {
                    Some(account) => account.sums[table] = account.sums[table].wrapping_sub(word),
                    None => strays = true,
                }
                Ok(())
            })?;
        }
        for account in accounts.values().filter(|account| account.sums != [0; 3]) {
            stale(findings, account.of.0, account.of.1);
        }
        if strays {
            findings.push(surplus());
        }
        Ok(())
    }
}

/// The order of words does not matter, and a word twice is in the tables once.
fn sum(document: &str) -> u64 {
    let words: HashSet<&str> = document.split(' ').filter(|word| !word.is_empty()).collect();
    words.into_iter().fold(0, |sum, word| sum.wrapping_add(hash(word)))
}

fn hash(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    hasher.finish()
}

fn stale(findings: &mut Vec<Finding>, noun: Noun, id: Uuid) {
    note(findings, "search_differs", Some((noun, id)), || {
        format!("{}记录（{id}）的搜索索引过时：请重建搜索索引。", noun.title())
    });
}

fn surplus() -> Finding {
    Finding::new("search_differs", "搜索索引里有多余的内容：请重建搜索索引。")
}

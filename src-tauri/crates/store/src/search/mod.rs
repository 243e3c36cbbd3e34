//! One box over retailers, matters, vendors, diaries, campaigns, cases, hotline records and staff, by what a clerk half remembers.

pub(crate) mod entry;
pub(crate) mod pinyin;
mod words;

use std::collections::{BTreeSet, HashSet};

use rusqlite::named_params;
use serde::Serialize;
use uuid::Uuid;
use yihu_domain::{Noun, Result};

pub(crate) use self::entry::{SearchEntry, linked, refresh};
use crate::{Reads, Store, problem, read};

/// What of the record the text was found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Matched {
    /// A name: shop, owner, party, person
    Name,
    /// A number: licence, case, order, phone
    Number,
    /// An address
    Address,
    /// A name, by pinyin
    Pinyin,
    /// A longer text
    Text,
}

/// One record that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// Which noun
    pub noun: Noun,
    /// Which record
    pub id: Uuid,
    /// Its number as people say it; empty where it has none
    pub number: String,
    /// What a clerk calls it
    pub title: String,
    /// What it was found by
    pub matched: Matched,
}

impl Reads {
    /// Finds records by a fragment of a name, number, phone, address or text, or by pinyin.
    ///
    /// What is written the same comes before what only sounds the same, and that before longer texts. Where nothing
    /// has the whole fragment, records that have each of its space-separated words are found.
    pub fn search(&self, text: &str, limit: usize) -> Result<Vec<Hit>> {
        let typed = words::normalise(text);
        let mut found = Found { limit, seen: HashSet::new(), hits: Vec::new() };
        if typed.is_empty() || limit == 0 {
            return Ok(found.hits);
        }
        self.search_exact(&[&typed], &mut found)?;
        found.hits.sort_by_key(|hit| hit.matched);
        if typed.is_ascii() && typed.contains(|c: char| c.is_ascii_alphabetic()) {
            self.search_pinyin(&typed, &mut found)?;
        }
        self.search_text(&typed, &mut found)?;
        if found.hits.is_empty() {
            let pieces: Vec<String> = text.split_whitespace().map(words::normalise).filter(|p| !p.is_empty()).collect();
            if pieces.len() > 1 {
                self.search_exact(&pieces.iter().map(String::as_str).collect::<Vec<_>>(), &mut found)?;
            }
        }
        Ok(found.hits)
    }

    /// Finds all records of one noun that have the text in a name, number or address, or a name by pinyin; void ones
    /// are not searched for.
    ///
    /// Where nothing has the whole text, those that have each of its space-separated words are found.
    pub fn ids_with(&self, noun: Noun, text: &str) -> Result<BTreeSet<Uuid>> {
        let whole = self.ids_with_word(noun, &words::normalise(text))?;
        let pieces: Vec<String> = text.split_whitespace().map(words::normalise).filter(|p| !p.is_empty()).collect();
        if !whole.is_empty() || pieces.len() < 2 {
            return Ok(whole);
        }
        let mut all: Option<BTreeSet<Uuid>> = None;
        for piece in &pieces {
            let found = self.ids_with_word(noun, piece)?;
            all = Some(match all {
                Some(all) => &all & &found,
                None => found,
            });
        }
        Ok(all.unwrap_or_default())
    }

    fn ids_with_word(&self, noun: Noun, typed: &str) -> Result<BTreeSet<Uuid>> {
        let mut found = BTreeSet::new();
        if typed.is_empty() {
            return Ok(found);
        }
        let params = named_params! {":noun": noun.word(), ":typed": typed};
        self.stream(include_str!("ids_with.sql"), params, read::id, |id| {
            found.insert(id);
            Ok(())
        })?;
        if typed.is_ascii() && typed.contains(|c: char| c.is_ascii_alphabetic()) {
            let mut sounding = Found { limit: usize::MAX, seen: HashSet::new(), hits: Vec::new() };
            self.search_pinyin(typed, &mut sounding)?;
            found.extend(sounding.hits.into_iter().filter(|hit| hit.noun == noun).map(|hit| hit.id));
        }
        Ok(found)
    }

    fn search_exact(&self, pieces: &[&str], found: &mut Found) -> Result<()> {
        let question = pieces.iter().map(|p| prefix(words::cut(p, words::WIDTH))).collect::<Vec<_>>().join(" AND ");
        self.candidates(include_str!("find_exact.sql"), &question, found, |entry| {
            pieces.iter().map(|piece| place(entry, piece)).reduce(|a, b| a.and_then(|a| b.map(|b| a.min(b)))).flatten()
        })
    }

    fn search_pinyin(&self, typed: &str, found: &mut Found) -> Result<()> {
        let question = prefix(words::cut(typed, pinyin::WIDTH));
        let whole = typed.len() <= pinyin::WIDTH;
        self.candidates(include_str!("find_pinyin.sql"), &question, found, |entry| {
            (whole || entry.names.lines().any(|name| pinyin::spells(name, typed))).then_some(Matched::Pinyin)
        })
    }

    fn search_text(&self, typed: &str, found: &mut Found) -> Result<()> {
        let pairs: Vec<String> = words::pairs(typed).map(|pair| format!("\"{}\"", words::encoded(pair))).collect();
        if pairs.is_empty() {
            return Ok(());
        }
        self.candidates(include_str!("find_text.sql"), &pairs.join(" AND "), found, |entry| {
            entry.text.lines().any(|line| line.contains(typed)).then_some(Matched::Text)
        })
    }

    /// Takes what a question finds, newest first, as far as `place` confirms it and the limit allows.
    fn candidates(
        &self,
        sql: &str,
        question: &str,
        found: &mut Found,
        place: impl Fn(&SearchEntry) -> Option<Matched>,
    ) -> Result<()> {
        let failed = |e| problem::sql("搜索", e);
        let mut statement = self.conn.prepare_cached(sql).map_err(failed)?;
        let mut rows = statement.query(named_params! {":words": question}).map_err(failed)?;
        while found.hits.len() < found.limit {
            let Some(row) = rows.next().map_err(failed)? else { break };
            let (key, entry) = entry::read(row)?;
            if let Some(matched) = place(&entry).filter(|_| found.seen.insert(key)) {
                let SearchEntry { noun, record: id, number, title, .. } = entry;
                found.hits.push(Hit { noun, id, number, title, matched });
            }
        }
        Ok(())
    }
}

/// Hits so far.
struct Found {
    limit: usize,
    seen: HashSet<i64>,
    hits: Vec<Hit>,
}

fn prefix(word: &str) -> String {
    format!("\"{}\" *", words::encoded(word))
}

fn place(entry: &SearchEntry, typed: &str) -> Option<Matched> {
    let fields = [(&entry.names, Matched::Name), (&entry.numbers, Matched::Number), (&entry.address, Matched::Address)];
    fields.into_iter().find(|(field, _)| field.lines().any(|line| line.contains(typed))).map(|(_, matched)| matched)
}

impl Store {
    /// Builds the search tables anew from the records.
    pub fn rebuild_search(&mut self) -> Result<()> {
        self.transact(|reads| {
            let cleared = reads.conn.execute_batch(include_str!("clear.sql"));
            cleared.map_err(|e| problem::sql("重建搜索索引", e))?;
            for noun in entry::NOUNS {
                for id in reads.ids(noun)? {
                    if let Some(entry) = entry::entry(reads, noun, id)? {
                        entry::put(reads, &entry)?;
                    }
                }
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests;

//! One box over retailers, cases, hotline records and staff, by what a clerk half remembers.

use serde::Serialize;
use uuid::Uuid;
use yihu_domain::{Noun, Result};

use crate::{Reads, Store, noun};

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
    pub fn search(&self, text: &str, limit: usize) -> Result<Vec<Hit>> {
        let _ = (text, limit);
        Err(noun::unfinished())
    }
}

impl Store {
    /// Builds the search tables anew from the records.
    pub fn rebuild_search(&mut self) -> Result<()> {
        Err(noun::unfinished())
    }
}

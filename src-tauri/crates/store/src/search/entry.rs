//! What the search box knows of each record, and how it is kept. Who reported a hotline record is never part of it.

use std::{any::Any, collections::BTreeSet};

use rusqlite::{OptionalExtension, Row, named_params};
use uuid::Uuid;
use yihu_domain::{
    Id, Noun, Record, Result, campaign::Campaign, case::Case, diary::Diary, hotline::Hotline, licence::Licence,
    matter::Matter, retailer::Retailer, staff::Staff, vendor::Vendor,
};

use super::{pinyin, words};
use crate::{Reads, problem};

/// The nouns that the search box looks through.
pub(crate) const NOUNS: [Noun; 8] =
    [Noun::Retailer, Noun::Matter, Noun::Vendor, Noun::Diary, Noun::Campaign, Noun::Case, Noun::Hotline, Noun::Staff];

/// One record as the search box knows it. The four last fields are normalised, one line a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SearchEntry {
    pub(crate) noun: Noun,
    pub(crate) record: Uuid,
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) names: String,
    pub(crate) numbers: String,
    pub(crate) address: String,
    pub(crate) text: String,
}

impl SearchEntry {
    fn new<T: Record>(record: &T, number: Option<&str>, title: String) -> Self {
        Self {
            noun: T::NOUN,
            record: record.head().id.uuid(),
            number: number.unwrap_or_default().to_owned(),
            title,
            names: String::new(),
            numbers: String::new(),
            address: String::new(),
            text: String::new(),
        }
    }

    /// The words of names, numbers and addresses.
    fn exact(&self) -> String {
        let mut document = String::new();
        for line in [&self.names, &self.numbers, &self.address].into_iter().flat_map(|field| field.lines()) {
            words::suffixes(&mut document, line, words::WIDTH);
        }
        document
    }

    /// The words of its three tables, in their order.
    pub(crate) fn documents(&self) -> [String; 3] {
        [self.exact(), self.pinyin(), self.bigrams()]
    }

    fn pinyin(&self) -> String {
        let mut document = String::new();
        for name in self.names.lines() {
            pinyin::add(&mut document, name);
        }
        document
    }

    fn bigrams(&self) -> String {
        let mut document = String::new();
        for line in self.text.lines() {
            words::bigrams(&mut document, line);
        }
        document
    }
}

fn lines<'a>(pieces: impl IntoIterator<Item = Option<&'a str>>) -> String {
    let pieces: BTreeSet<String> =
        pieces.into_iter().flatten().map(words::normalise).filter(|piece| !piece.is_empty()).collect();
    pieces.into_iter().collect::<Vec<_>>().join("\n")
}

/// Reads a row of `search_entry` with its key.
pub(super) fn read(row: &Row<'_>) -> Result<(i64, SearchEntry)> {
    let failed = |e| problem::sql("搜索", e);
    let text = |index| row.get::<_, String>(index).map_err(failed);
    let entry = SearchEntry {
        noun: text(1)?.parse()?,
        record: text(2)?.parse().map_err(|e: uuid::Error| problem::unreadable("搜索索引", e))?,
        number: text(3)?,
        title: text(4)?,
        names: text(5)?,
        numbers: text(6)?,
        address: text(7)?,
        text: text(8)?,
    };
    Ok((row.get(0).map_err(failed)?, entry))
}

/// What must be indexed anew besides the record itself when `stored` changes: the holder of a licence.
pub(crate) fn linked<T: Record>(stored: &T) -> Option<(Noun, Uuid)> {
    let licence = (stored as &dyn Any).downcast_ref::<Licence>()?;
    Some((Noun::Retailer, licence.retailer.uuid()))
}

/// Brings the search tables up to date with the records that were written.
pub(crate) fn refresh(reads: &Reads, touched: &BTreeSet<(Noun, Uuid)>) -> Result<()> {
    let mut due = BTreeSet::new();
    for &(noun, id) in touched {
        match noun {
            Noun::Licence => due.extend(reads.find::<Licence>(Id::new(id))?.as_ref().and_then(linked)),
            _ if NOUNS.contains(&noun) => {
                due.insert((noun, id));
            }
            _ => {}
        }
    }
    for (noun, id) in due {
        let stored = stored(reads, noun, id)?;
        match (stored, entry(reads, noun, id)?) {
            (Some((_, old)), Some(new)) if old == new => {}
            (old, new) => {
                if let Some((key, _)) = old {
                    drop(reads, key, new.is_none())?;
                }
                if let Some(new) = new {
                    put(reads, &new)?;
                }
            }
        }
    }
    Ok(())
}

/// Reads what the search tables have of a record.
pub(crate) fn stored(reads: &Reads, noun: Noun, id: Uuid) -> Result<Option<(i64, SearchEntry)>> {
    let failed = |e| problem::sql("搜索", e);
    let mut statement = reads.conn.prepare_cached(include_str!("get_entry.sql")).map_err(failed)?;
    statement
        .query_row(named_params! {":noun": noun.word(), ":record": id.to_string()}, |row| Ok(read(row)))
        .optional()
        .map_err(failed)?
        .transpose()
}

/// What the search tables should have of a record; none when it is void or not searched for.
pub(crate) fn entry(reads: &Reads, noun: Noun, id: Uuid) -> Result<Option<SearchEntry>> {
    fn live<T: Record>(reads: &Reads, id: Uuid) -> Result<Option<T>> {
        Ok(reads.find::<T>(Id::new(id))?.filter(|it| !it.head().removed))
    }
    Ok(match noun {
        Noun::Retailer => match live::<Retailer>(reads, id)? {
            Some(it) => Some(of_retailer(&it, &reads.licences_of(it.head.id)?)),
            None => None,
        },
        Noun::Matter => live::<Matter>(reads, id)?.as_ref().map(of_matter),
        Noun::Diary => live::<Diary>(reads, id)?.as_ref().map(of_diary),
        Noun::Campaign => live::<Campaign>(reads, id)?.as_ref().map(of_campaign),
        Noun::Vendor => live::<Vendor>(reads, id)?.as_ref().map(of_vendor),
        Noun::Case => live::<Case>(reads, id)?.as_ref().map(of_case),
        Noun::Hotline => live::<Hotline>(reads, id)?.as_ref().map(of_hotline),
        Noun::Staff => live::<Staff>(reads, id)?.as_ref().map(of_staff),
        _ => None,
    })
}

fn of_retailer(it: &Retailer, licences: &[Licence]) -> SearchEntry {
    let number = licences.first().map(|licence| licence.licence_no.as_str());
    SearchEntry {
        names: lines([Some(it.trade_name.as_str()), Some(&it.owner_name)]),
        numbers: lines(licences.iter().map(|l| Some(l.licence_no.as_str())).chain([it.phone.as_deref()])),
        address: lines([Some(it.address.as_str()), it.town.as_deref(), it.village.as_deref()]),
        ..SearchEntry::new(it, number, it.trade_name.clone())
    }
}

fn of_matter(it: &Matter) -> SearchEntry {
    let changed = [it.changed_from.as_deref(), it.changed_to.as_deref()];
    SearchEntry {
        numbers: lines([it.decision_no.as_deref()]),
        // As text: the retailer itself, found by name and number, comes first.
        text: lines([Some(it.holder.as_str()), it.licence_no.as_deref()].into_iter().chain(changed)),
        ..SearchEntry::new(it, it.licence_no.as_deref(), format!("{}：{}", it.kind.title(), it.holder))
    }
}

fn of_diary(it: &Diary) -> SearchEntry {
    let on = it.diary_on.to_string();
    SearchEntry {
        // As text, the officer too: the person, found by name, comes first.
        text: lines([Some(it.officer.as_str()), it.route.as_deref(), Some(&it.content), it.problems.as_deref()]),
        ..SearchEntry::new(it, Some(&on), it.officer.clone())
    }
}

fn of_campaign(it: &Campaign) -> SearchEntry {
    let on = it.from_on.to_string();
    SearchEntry {
        names: lines([Some(it.title.as_str())]),
        address: lines([it.place.as_deref()]),
        text: lines([it.agencies.as_deref(), it.summary.as_deref()]),
        ..SearchEntry::new(it, Some(&on), it.title.clone())
    }
}

fn of_vendor(it: &Vendor) -> SearchEntry {
    SearchEntry {
        names: lines([Some(it.name.as_str()), it.trade_name.as_deref()]),
        numbers: lines([it.phone.as_deref()]),
        address: lines([Some(it.address.as_str()), it.town.as_deref()]),
        text: lines([it.seen.as_deref()]),
        ..SearchEntry::new(it, Some(&it.found_on.to_string()), it.name.clone())
    }
}

fn of_case(it: &Case) -> SearchEntry {
    let case_no = it.case_no.to_string();
    SearchEntry {
        names: lines([Some(it.party_name.as_str())]),
        numbers: lines([Some(case_no.as_str()), it.decision_no.as_deref(), it.licence_no.as_deref()]),
        address: lines([it.party_address.as_deref()]),
        text: lines([Some(it.cause.as_str()), it.facts.as_deref()]),
        ..SearchEntry::new(it, Some(&case_no), it.party_name.clone())
    }
}

fn of_hotline(it: &Hotline) -> SearchEntry {
    SearchEntry {
        names: lines([it.target_name.as_deref()]),
        numbers: lines([it.upstream_no.as_deref()]),
        address: lines([it.target_address.as_deref()]),
        text: lines([it.summary.as_deref(), it.result.as_deref()]),
        ..SearchEntry::new(it, it.upstream_no.as_deref(), it.target_name.clone().unwrap_or_else(|| it.title()))
    }
}

fn of_staff(it: &Staff) -> SearchEntry {
    let certificates = [it.law_certificate_no.as_deref(), it.inspection_certificate_no.as_deref()];
    SearchEntry {
        names: lines([Some(it.full_name.as_str())]),
        numbers: lines(certificates.into_iter().chain([it.mobile.as_deref()])),
        ..SearchEntry::new(it, it.law_certificate_no.as_deref(), it.full_name.clone())
    }
}

/// Writes an entry and its words; the words must not be there yet.
pub(super) fn put(reads: &Reads, entry: &SearchEntry) -> Result<()> {
    let failed = |e| problem::sql("更新搜索索引", e);
    let key: i64 = reads
        .conn
        .prepare_cached(include_str!("put_entry.sql"))
        .and_then(|mut statement| {
            statement.query_row(
                named_params! {
                    ":noun": entry.noun.word(),
                    ":record": entry.record.to_string(),
                    ":number": entry.number,
                    ":title": entry.title,
                    ":names": entry.names,
                    ":numbers": entry.numbers,
                    ":address": entry.address,
                    ":text": entry.text,
                },
                |row| row.get(0),
            )
        })
        .map_err(failed)?;
    let tables = [include_str!("put_exact.sql"), include_str!("put_pinyin.sql"), include_str!("put_text.sql")];
    for (sql, document) in tables.into_iter().zip(entry.documents()) {
        if !document.is_empty() {
            let params = named_params! {":key": key, ":d": document};
            reads.conn.prepare_cached(sql).and_then(|mut s| s.execute(params)).map_err(failed)?;
        }
    }
    Ok(())
}

/// Drops the words of an entry, and the entry itself when it is `whole`.
fn drop(reads: &Reads, key: i64, whole: bool) -> Result<()> {
    let words = [include_str!("drop_exact.sql"), include_str!("drop_pinyin.sql"), include_str!("drop_text.sql")];
    for sql in words.into_iter().chain(whole.then_some(include_str!("drop_entry.sql"))) {
        reads
            .conn
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute(named_params! {":key": key}))
            .map_err(|e| problem::sql("更新搜索索引", e))?;
    }
    Ok(())
}

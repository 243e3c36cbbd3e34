//! What goes into one bundle: a slice of the change log and the records that it touches.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
};

use serde_json::Value;
use uuid::Uuid;
use yihu_domain::{
    Error, Id, Noun, Record, Result, attachment::Attachment, bureau::Bureau, case::Case, hotline::Hotline,
    licence::Licence, retailer::Retailer, selfcheck::Selfcheck, staff::Staff, training::Training,
};
use yihu_exchange::bundle::{Change, Content, IndexRow, PrintFile, Scan};

use crate::{Archive, records::value};

/// The changes after one, and what they touch.
pub(super) struct Slice<'a> {
    archive: &'a Archive,
    after: i64,
    upto: i64,
    touched: BTreeMap<Noun, BTreeSet<Uuid>>,
    prints: Vec<PrintFile>,
}

impl<'a> Slice<'a> {
    pub(super) fn new(archive: &'a Archive, after: i64, prints: Vec<PrintFile>) -> Result<Self> {
        let upto = archive.store.last_change()?.map_or(0, |last| last.seq);
        let mut touched: BTreeMap<Noun, BTreeSet<Uuid>> = BTreeMap::new();
        archive.store.changes(after, upto, |entry| {
            touched.entry(entry.noun).or_default().insert(entry.record);
            Ok(())
        })?;
        Ok(Self { archive, after, upto, touched, prints })
    }

    /// The records of one noun that the slice touches, by id.
    fn each<T: Record>(&self, mut take: impl FnMut(T) -> Result<()>) -> Result<()> {
        for id in self.touched.get(&T::NOUN).into_iter().flatten() {
            take(self.archive.store.get::<T>(Id::new(*id))?)?;
        }
        Ok(())
    }

    fn give<T: Record>(&self, take: &mut dyn FnMut(&Value) -> Result<()>) -> Result<()> {
        self.each::<T>(|record| take(&value(&record)?))
    }

    /// The scans in force, each once, by digest.
    fn scans_by_digest(&self) -> Result<BTreeMap<String, Attachment>> {
        let mut scans = BTreeMap::new();
        self.each::<Attachment>(|it| {
            if !it.head.removed && it.of_noun != Noun::Hotline {
                scans.insert(it.sha256.clone(), it);
            }
            Ok(())
        })?;
        Ok(scans)
    }
}

impl Content for Slice<'_> {
    fn changes(&mut self, take: &mut dyn FnMut(Change) -> Result<()>) -> Result<()> {
        self.archive.store.changes(self.after, self.upto, |entry| {
            let after = serde_json::from_str(&entry.after)
                .map_err(|e| Error::damaged("操作日志里有一条读不出，请运行数据体检。").because(e))?;
            take(Change {
                seq: entry.seq,
                at: entry.at,
                by: entry.by,
                op: entry.op,
                op_id: entry.op_id,
                noun: entry.noun,
                id: entry.record,
                revision: entry.revision,
                before_digest: entry.before_digest,
                after_digest: entry.after_digest,
                after: Some(after),
                hash: entry.hash,
            })
        })
    }

    fn scans(&mut self, take: &mut dyn FnMut(&Scan, &mut dyn Read) -> Result<()>) -> Result<()> {
        for (sha256, attachment) in self.scans_by_digest()? {
            let mut bytes = self.archive.vault.open(&sha256)?;
            let extension = match attachment.media_type.as_str() {
                "image/jpeg" => "jpg",
                "image/png" => "png",
                "image/tiff" => "tif",
                _ => "pdf",
            };
            let scan = Scan { sha256, extension: extension.to_owned(), of_noun: attachment.of_noun };
            take(&scan, &mut bytes)?;
        }
        Ok(())
    }

    fn index(&mut self, take: &mut dyn FnMut(IndexRow) -> Result<()>) -> Result<()> {
        let row = |noun, number: &str, title: &str| IndexRow {
            noun,
            number: number.to_owned(),
            title: title.to_owned(),
            pages: None,
            scan: None,
        };
        self.each::<Licence>(|it| {
            let retailer: Retailer = self.archive.store.get(it.retailer)?;
            take(row(Noun::Licence, &it.licence_no, &retailer.trade_name))
        })?;
        self.each::<Case>(|it| take(row(Noun::Case, &it.title(), &format!("{}{}案", it.party_name, it.cause))))?;
        self.each::<Training>(|it| take(row(Noun::Training, &it.held_on.to_string(), &it.topic)))?;
        for (sha256, it) in self.scans_by_digest()? {
            let number = match it.of_noun {
                Noun::Retailer => self.archive.store.licences_of(Id::new(it.of_id))?.pop().map(|l| l.licence_no),
                Noun::Case => self.archive.store.find::<Case>(Id::new(it.of_id))?.map(|c| c.title()),
                _ => None,
            };
            take(IndexRow {
                pages: Some(it.pages),
                scan: Some(sha256),
                ..row(Noun::Attachment, &number.unwrap_or_default(), &it.slot)
            })?;
        }
        Ok(())
    }

    fn prints(&mut self, take: &mut dyn FnMut(PrintFile) -> Result<()>) -> Result<()> {
        self.prints.drain(..).try_for_each(take)
    }

    fn records(&mut self, noun: Noun, take: &mut dyn FnMut(&Value) -> Result<()>) -> Result<()> {
        match noun {
            Noun::Bureau => self.give::<Bureau>(take),
            Noun::Staff => self.give::<Staff>(take),
            Noun::Retailer => self.give::<Retailer>(take),
            Noun::Licence => self.give::<Licence>(take),
            Noun::Case => self.give::<Case>(take),
            Noun::Hotline => self.give::<Hotline>(take),
            Noun::Training => self.give::<Training>(take),
            Noun::Attachment => self.give::<Attachment>(take),
            Noun::Selfcheck => self.give::<Selfcheck>(take),
            Noun::Bundle => Ok(()),
        }
    }
}

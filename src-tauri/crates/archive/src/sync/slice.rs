//! What goes into one bundle: a slice of the change log and the records that it touches.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
};

use serde_json::Value;
use uuid::Uuid;
use yihu_domain::{
    Error, Id, Noun, Record, Result, attachment::Attachment, bureau::Bureau, campaign::Campaign, case::Case,
    diary::Diary, hotline::Hotline, inspection::Inspection, licence::Licence, matter::Matter, retailer::Retailer,
    selfcheck::Selfcheck, staff::Staff, training::Training, vendor::Vendor,
};
use yihu_exchange::bundle::{Change, Content, IndexRow, PrintFile, Profile, Scan};

use crate::{Archive, Watch, records::value};

/// The changes after one, and what they touch.
pub(super) struct Slice<'a, 'w> {
    archive: &'a Archive,
    after: i64,
    upto: i64,
    changes: usize,
    touched: BTreeMap<Noun, BTreeSet<Uuid>>,
    prints: Vec<PrintFile>,
    watch: &'a Watch<'w>,
}

impl<'a, 'w> Slice<'a, 'w> {
    pub(super) fn new(archive: &'a Archive, after: i64, prints: Vec<PrintFile>, watch: &'a Watch<'w>) -> Result<Self> {
        let upto = archive.store.last_change()?.map_or(0, |last| last.seq);
        let mut touched: BTreeMap<Noun, BTreeSet<Uuid>> = BTreeMap::new();
        let mut changes = 0;
        archive.store.changes(after, upto, |entry| {
            changes += 1;
            touched.entry(entry.noun).or_default().insert(entry.record);
            Ok(())
        })?;
        Ok(Self { archive, after, upto, changes, touched, prints, watch })
    }

    /// How many entries of the change log it has.
    pub(super) const fn len(&self) -> usize {
        self.changes
    }

    /// How many records of each noun would leave, by the word of the noun.
    pub(super) fn counts(&self, profile: &Profile) -> Result<BTreeMap<String, i64>> {
        let mut counts = BTreeMap::new();
        for (noun, ids) in &self.touched {
            let leaving = match noun {
                // Scans of a hotline record stay, and so does what the archive says of them.
                Noun::Attachment => {
                    let mut leaving = 0;
                    self.each::<Attachment>(|it| {
                        leaving += usize::from(profile.redact(Noun::Attachment, &value(&it)?).is_some());
                        Ok(())
                    })?;
                    leaving
                }
                Noun::Bundle | Noun::User => 0,
                _ => ids.len(),
            };
            if leaving > 0 {
                counts.insert(noun.word().to_owned(), i64::try_from(leaving).unwrap_or(i64::MAX));
            }
        }
        Ok(counts)
    }

    /// The records of one noun that the slice touches, by id.
    fn each<T: Record>(&self, mut take: impl FnMut(T) -> Result<()>) -> Result<()> {
        for id in self.touched.get(&T::NOUN).into_iter().flatten() {
            self.watch.go_on()?;
            take(self.archive.store.get::<T>(Id::new(*id))?)?;
        }
        Ok(())
    }

    fn give<T: Record>(&self, take: &mut dyn FnMut(&Value) -> Result<()>) -> Result<()> {
        let (what, total) = (format!("写入{}", T::NOUN.title()), self.touched.get(&T::NOUN).map_or(0, BTreeSet::len));
        let mut done = 0;
        self.each::<T>(|record| {
            self.watch.step(&what, done, total)?;
            done += 1;
            take(&value(&record)?)
        })
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

impl Content for Slice<'_, '_> {
    fn changes(&mut self, take: &mut dyn FnMut(Change) -> Result<()>) -> Result<()> {
        let mut done = 0;
        self.archive.store.changes(self.after, self.upto, |entry| {
            self.watch.step("写入变动", done, self.changes)?;
            done += 1;
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
        let scans = self.scans_by_digest()?;
        let total = scans.len();
        for (done, (sha256, attachment)) in scans.into_iter().enumerate() {
            self.watch.step("写入扫描件", done, total)?;
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
        self.each::<Matter>(|it| {
            let number = it.licence_no.as_deref().unwrap_or_default();
            take(row(Noun::Matter, number, &format!("{}：{}", it.kind.title(), it.holder)))
        })?;
        self.each::<Case>(|it| take(row(Noun::Case, &it.title(), &format!("{}{}案", it.party_name, it.cause))))?;
        self.each::<Training>(|it| take(row(Noun::Training, &it.held_on.to_string(), &it.topic)))?;
        for (sha256, it) in self.scans_by_digest()? {
            let number = match it.of_noun {
                Noun::Retailer => {
                    self.archive.store.licences_of(Id::new(it.of_id))?.into_iter().next().map(|l| l.licence_no)
                }
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
            Noun::Matter => self.give::<Matter>(take),
            Noun::Vendor => self.give::<Vendor>(take),
            Noun::Inspection => self.give::<Inspection>(take),
            Noun::Diary => self.give::<Diary>(take),
            Noun::Campaign => self.give::<Campaign>(take),
            Noun::Case => self.give::<Case>(take),
            Noun::Hotline => self.give::<Hotline>(take),
            Noun::Training => self.give::<Training>(take),
            Noun::Attachment => self.give::<Attachment>(take),
            Noun::Selfcheck => self.give::<Selfcheck>(take),
            Noun::Bundle | Noun::User => Ok(()),
        }
    }
}

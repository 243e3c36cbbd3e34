//! 缺件: how complete the files are, which documents they lack, which scans are to be looked at or scanned anew.
//!
//! A document is asked of every retailer and every vendor, of every matter that was granted, by its kind, of every visit
//! at which something was found, of every campaign that is over, and of every case as far as it has come; nothing is
//! typed, all is counted.

mod leave;
mod measure;

use std::collections::BTreeMap;

use serde::Serialize;
use uuid::Uuid;
use yihu_domain::{
    Id, Noun, Result,
    attachment::Attachment,
    campaign::{Campaign, PAPERS},
    case::{Case, Procedure},
    day,
    gap::Gap,
    indicator::{self, Target, percent},
    inspection::{self, Finding, Inspection},
    matter::{Decision, Matter, MatterKind},
    rights::Right,
};
use yihu_store::gap::{GapFile, GapFilter, Required};

use crate::{
    Archive, assets, records,
    shown::{
        gap::{GapCount, GapQuery, GapRow, GapRows, Gaps},
        number,
        selfcheck::Indicator,
    },
};

/// Rows that a page shows at most.
const PAGE: u32 = 500;

const FILES: &str = "已有的应备资料÷应备资料（零售户档案、无证户档案，准予的许可事项，结果异常的检查，已结束的专项与宣传，案件办到的各步）";
const MATCHING: &str = "勾过“是这份吗”的÷已放入的扫描件";
const LEGIBLE: &str = "勾过“看得清吗”的÷已放入的扫描件";

impl Archive {
    /// Shows how complete the files are: rates, documents, towns.
    pub fn gap_show(&self) -> Result<Gaps> {
        self.require(Right::Read)?;
        let all = self.store.presence(&required()?)?;
        let scans = self.store.scan_counts()?;
        let (mut documents, mut towns) = (Vec::<GapCount>::new(), BTreeMap::<&str, (i64, i64)>::new());
        for it in &all {
            let town = towns.entry(&it.town).or_default();
            (town.0, town.1) = (town.0 + it.present, town.1 + it.required);
        }
        // They come in the order of the documents, town by town.
        for them in all.chunk_by(|one, other| one.of == other.of) {
            let Some(first) = them.first() else { continue };
            let counted = (them.iter().map(|it| it.present).sum(), them.iter().map(|it| it.required).sum());
            let Required { noun, kind, slot, .. } = first.of.clone();
            let of = of_title(noun, &kind);
            let title = slot.clone();
            let query = GapQuery { noun: Some(noun), kind: Some(kind), slot: Some(slot), ..GapQuery::default() };
            documents.push(count(&title, &of, counted, query));
        }
        let whole = towns.values().fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
        let towns = towns.into_iter().map(|(town, counted)| {
            let title = if town.is_empty() { "（未填乡镇）" } else { town };
            count(title, "", counted, GapQuery { town: Some(town.to_owned()), ..GapQuery::default() })
        });
        let mut towns: Vec<GapCount> = towns.collect();
        towns.sort_by_key(|it| std::cmp::Reverse(it.missing));
        let at_end = format!("截至{}", day::long(self.clock.today()));
        let tally = Tally {
            present: whole.0,
            needed: whole.1,
            matching: scans.matching,
            legible: scans.legible,
            all: scans.all,
        };
        let rates = tally.rates(&at_end);
        let unmeasured = number(self.store.count_unmeasured()?);
        Ok(Gaps { rates, documents, towns, unclear: number(scans.unclear), unmeasured })
    }

    /// Lists the files with gaps, by town and name.
    pub fn gap_list(&self, query: &GapQuery, offset: u32, limit: u32) -> Result<GapRows> {
        self.require(Right::Read)?;
        let (rows, total) = self.gap_rows(query, (offset, limit.min(PAGE)))?;
        Ok(GapRows { rows, total })
    }

    /// How complete one file is: its own documents, and for a retailer those of its granted matters; none where nothing
    /// is asked for.
    pub(crate) fn rates_of(&self, noun: Noun, id: Uuid) -> Result<Vec<Indicator>> {
        let mut files = vec![(noun, String::new(), id)];
        match noun {
            Noun::Retailer => {
                if self.store.applicants()?.iter().any(|(applicant, _)| *applicant == id) {
                    files.clear();
                }
                let granted = |it: &Matter| it.decision == Some(Decision::Granted);
                let matters = self.store.matters_of(Id::new(id))?.into_iter().filter(granted);
                files.extend(matters.map(|it| (Noun::Matter, word(it.kind), it.head.id.uuid())));
            }
            Noun::Vendor => {}
            Noun::Matter => files = vec![(noun, word(self.store.get::<Matter>(Id::new(id))?.kind), id)],
            Noun::Inspection if self.store.get::<Inspection>(Id::new(id))?.needs_record() => {
                files = vec![(noun, word(Finding::Abnormal), id)];
            }
            Noun::Campaign if self.store.get::<Campaign>(Id::new(id))?.to_on.is_some() => {}
            Noun::Case => return self.case_rates(Id::new(id)),
            _ => return Ok(Vec::new()),
        }
        let required = required()?;
        let mut tally = Tally::default();
        for (noun, kind, id) in files {
            let scans = self.store.attachments_of(noun, id)?;
            let asked = required.iter().filter(|it| it.noun == noun && it.kind == kind);
            tally.take(&scans, asked.map(|it| it.slot.as_str()));
        }
        Ok(tally.rates(""))
    }

    /// How complete the file of a case is, by what it must hold by now; none while that is nothing.
    fn case_rates(&self, id: Id<Case>) -> Result<Vec<Indicator>> {
        let (case, documents, mut tally) = (self.store.get(id)?, assets::case_documents()?, Tally::default());
        let asked = documents.of(&case).filter(|it| it.is_required(&case));
        tally.take(&self.store.attachments_of(Noun::Case, id.uuid())?, asked.map(|it| it.title.as_str()));
        Ok(if tally.needed == 0 { Vec::new() } else { tally.rates("") })
    }

    /// The cases that lack a document by now.
    pub(crate) fn incomplete_cases(&self) -> Result<Vec<Uuid>> {
        self.store.ids_missing(&required_of_cases()?, Noun::Case)
    }

    fn gap_rows(&self, query: &GapQuery, page: (u32, u32)) -> Result<(Vec<GapRow>, u32)> {
        let filter = GapFilter {
            town: query.town.clone(),
            noun: query.noun,
            kind: query.kind.clone(),
            slot: query.slot.clone().filter(|slot| !slot.is_empty()),
        };
        let (files, total) = self.store.gap_files(query.gap, &required()?, &filter, page)?;
        Ok((files.into_iter().map(row).collect(), number(total)))
    }

    /// How many files have a gap.
    pub(crate) fn gap_total(&self, gap: Gap) -> Result<u32> {
        match gap {
            Gap::Missing => self.store.count_missing(&required()?).map(number),
            _ => self.gap_rows(&GapQuery { gap, ..GapQuery::default() }, (0, 1)).map(|(_, total)| total),
        }
    }
}

/// Documents there and required; scans ticked as the right one, as legible, in all.
#[derive(Default)]
struct Tally {
    present: i64,
    needed: i64,
    matching: i64,
    legible: i64,
    all: i64,
}

impl Tally {
    /// Adds the scans of a file, and the documents that are asked of it.
    fn take<'a>(&mut self, scans: &[Attachment], asked: impl Iterator<Item = &'a str>) {
        for slot in asked {
            self.needed += 1;
            self.present += i64::from(scans.iter().any(|scan| scan.slot == slot));
        }
        for it in scans {
            self.all += 1;
            self.legible += i64::from(it.legible.is_some());
            self.matching += i64::from(it.matching.is_some());
        }
    }

    /// I21 to I23 of it.
    fn rates(&self, span: &str) -> Vec<Indicator> {
        let rate = |code, name, of, formula| {
            Indicator::from(indicator::Indicator::rate(code, name, of, Target::AtLeast(100), formula, span))
        };
        vec![
            rate("I21", "资料齐全率", (self.present, self.needed), FILES),
            rate("I22", "题名相符率", (self.matching, self.all), MATCHING),
            rate("I23", "扫描清晰率", (self.legible, self.all), LEGIBLE),
        ]
    }
}

/// The documents that files must hold, in the order of the slots.
fn required() -> Result<Vec<Required>> {
    let one = |noun, kind: &str, slots: Vec<&str>| {
        slots.into_iter().map(|slot| Required::of(noun, kind, slot)).collect::<Vec<_>>()
    };
    let mut all = one(Noun::Retailer, "", assets::retailer_slots());
    all.extend(one(Noun::Vendor, "", assets::vendor_slots()));
    let rules = assets::licence_rules()?;
    for kind in MatterKind::ALL {
        let documents = rules.of(kind).map(|rule| rule.documents.as_slice()).unwrap_or_default();
        all.extend(one(Noun::Matter, &word(kind), documents.iter().map(String::as_str).collect()));
    }
    all.extend(one(Noun::Inspection, &word(Finding::Abnormal), vec![inspection::RECORD]));
    all.extend(one(Noun::Campaign, "", PAPERS.to_vec()));
    all.extend(required_of_cases()?);
    Ok(all)
}

/// Those of cases: each from a stage on, some under one version of the rule alone.
fn required_of_cases() -> Result<Vec<Required>> {
    let documents = assets::case_documents()?;
    let of = |procedure: Procedure| {
        let mine = documents.all().iter().filter(move |it| it.procedure.is_none_or(|of| of == procedure));
        mine.filter(|it| it.stage.is_some()).map(move |it| Required {
            stage: it.stage,
            rule: it.rule,
            ..Required::of(Noun::Case, &word(procedure), &it.title)
        })
    };
    Ok(Procedure::ALL.into_iter().flat_map(of).collect())
}

/// The stored word of a kind.
fn word(kind: impl Serialize) -> String {
    records::word(&kind).unwrap_or_default()
}

/// What a file is called: a retailer's own, or that of a matter or a case by its kind.
fn of_title(noun: Noun, kind: &str) -> String {
    match noun {
        Noun::Retailer => "零售户档案".to_owned(),
        Noun::Vendor => "无证户档案".to_owned(),
        Noun::Matter => {
            let found = MatterKind::ALL.into_iter().find(|it| word(*it) == kind);
            found.map_or_else(|| noun.title().to_owned(), |kind| format!("许可事项：{}", kind.title()))
        }
        Noun::Case => {
            let found = Procedure::ALL.into_iter().find(|it| word(*it) == kind);
            found.map_or_else(|| noun.title().to_owned(), |of| format!("{}（{}）", noun.title(), of.title()))
        }
        Noun::Inspection if kind == word(Finding::Abnormal) => format!("{}（异常）", noun.title()),
        _ => noun.title().to_owned(),
    }
}

fn count(title: &str, of: &str, (present, required): (i64, i64), query: GapQuery) -> GapCount {
    GapCount {
        title: title.to_owned(),
        of: of.to_owned(),
        required: number(required),
        present: number(present),
        missing: number(required - present),
        rate: percent(present, required),
        query,
    }
}

fn row(it: GapFile) -> GapRow {
    GapRow {
        of: of_title(it.noun, &it.kind),
        noun: it.noun,
        id: it.id.to_string(),
        name: it.name,
        number: it.number,
        town: it.town,
        slots: it.slots,
    }
}

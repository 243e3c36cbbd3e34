//! 缺件: how complete the files are, which documents they lack, which scans are to be looked at or scanned anew.
//!
//! A document is asked of every retailer and every vendor, of every matter that was granted, by its kind, of every visit
//! at which something was found, and of every campaign that is over; nothing is typed, all is counted.

mod leave;
mod measure;

use std::collections::BTreeMap;

use uuid::Uuid;
use yihu_domain::{
    Id, Noun, Result,
    campaign::{Campaign, PAPERS},
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

const FILES: &str =
    "已有的应备资料÷应备资料（零售户档案、无证户档案，准予的许可事项，结果异常的检查，已结束的专项与宣传）";
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
            let Required { noun, kind, slot } = first.of.clone();
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
        let rates = rates(whole, (scans.matching, scans.legible, scans.all), &at_end);
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
                files = vec![(noun, abnormal(), id)];
            }
            Noun::Campaign if self.store.get::<Campaign>(Id::new(id))?.to_on.is_some() => {}
            _ => return Ok(Vec::new()),
        }
        let required = required()?;
        let (mut present, mut needed, mut all, mut legible, mut matching) = (0, 0, 0, 0, 0);
        for (noun, kind, id) in files {
            let scans = self.store.attachments_of(noun, id)?;
            for it in required.iter().filter(|it| it.noun == noun && it.kind == kind) {
                needed += 1;
                present += i64::from(scans.iter().any(|scan| scan.slot == it.slot));
            }
            for it in &scans {
                all += 1;
                legible += i64::from(it.legible.is_some());
                matching += i64::from(it.matching.is_some());
            }
        }
        Ok(rates((present, needed), (matching, legible, all), ""))
    }

    fn gap_rows(&self, query: &GapQuery, page: (u32, u32)) -> Result<(Vec<GapRow>, u32)> {
        let kind = query.kind.clone().unwrap_or_default();
        let filter = GapFilter {
            town: query.town.clone(),
            of: query.noun.map(|noun| (noun, kind)),
            slot: query.slot.clone().filter(|slot| !slot.is_empty()),
        };
        let (files, total) = self.store.gap_files(query.gap, &required()?, &filter, page)?;
        Ok((files.into_iter().map(row).collect(), number(total)))
    }

    /// How many files have a gap.
    pub(crate) fn gap_total(&self, gap: Gap) -> Result<u32> {
        self.gap_rows(&GapQuery { gap, ..GapQuery::default() }, (0, 1)).map(|(_, total)| total)
    }
}

/// I21 to I23 of these counts: documents there and required; scans ticked as the right one, as legible, in all.
fn rates(documents: (i64, i64), (matching, legible, all): (i64, i64, i64), span: &str) -> Vec<Indicator> {
    let rate = |code, name, of, formula| {
        Indicator::from(indicator::Indicator::rate(code, name, of, Target::AtLeast(100), formula, span))
    };
    vec![
        rate("I21", "资料齐全率", documents, FILES),
        rate("I22", "题名相符率", (matching, all), MATCHING),
        rate("I23", "扫描清晰率", (legible, all), LEGIBLE),
    ]
}

/// The documents that files must hold, in the order of the slots.
fn required() -> Result<Vec<Required>> {
    let one = |noun, kind: String| move |slot: &str| Required { noun, kind: kind.clone(), slot: slot.to_owned() };
    let mut all: Vec<Required> = assets::retailer_slots().into_iter().map(one(Noun::Retailer, String::new())).collect();
    all.extend(assets::vendor_slots().into_iter().map(one(Noun::Vendor, String::new())));
    let rules = assets::licence_rules()?;
    for kind in MatterKind::ALL {
        let documents = rules.of(kind).map(|rule| rule.documents.as_slice()).unwrap_or_default();
        all.extend(documents.iter().map(String::as_str).map(one(Noun::Matter, word(kind))));
    }
    all.push(one(Noun::Inspection, abnormal())(inspection::RECORD));
    all.extend(PAPERS.into_iter().map(one(Noun::Campaign, String::new())));
    Ok(all)
}

/// The stored word of a kind of matter.
fn word(kind: MatterKind) -> String {
    records::word(&kind).unwrap_or_default()
}

/// The stored word of visits at which something was found.
fn abnormal() -> String {
    records::word(&Finding::Abnormal).unwrap_or_default()
}

/// What a file is called: a retailer's own, or that of a matter by its kind.
fn of_title(noun: Noun, kind: &str) -> String {
    match noun {
        Noun::Retailer => "零售户档案".to_owned(),
        Noun::Vendor => "无证户档案".to_owned(),
        Noun::Matter => {
            let found = MatterKind::ALL.into_iter().find(|it| word(*it) == kind);
            found.map_or_else(|| noun.title().to_owned(), |kind| format!("许可事项：{}", kind.title()))
        }
        Noun::Inspection if kind == abnormal() => format!("{}（异常）", noun.title()),
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
